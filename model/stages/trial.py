"""Trial: from charge to verdict, and what prison does to an exploiter.

PREPARING_TRIAL -> AWAITING_COURT -> NONE
AT_LARGE -> IN_PRISON | CARRIES_ON_FROM_PRISON -> AT_LARGE | FINISHED

Trials are heard in a limited number of courtrooms (model/institutions/), so that the wait for a judge's time is a
result. How many fail, and why, follows the published reasons; how many fail for want of the victim's evidence depends
on who still supports the case and on what else there is.

Left out: remand of exploiters before trial; guilty pleas, which come sooner; appeals and retrials; community sentences;
associates who take over while an exploiter is held (exploitation.py).
"""

from model.capacity import courtrooms
from model.defence import coached_claims
from model.evidence import Assumption, Derived, Parameter, Source
from model.exploiter import (
    Case,
    Evidence,
    Liberty,
    Order,
    Organisation,
    Witnesses,
    alpha_topic,
    alphas,
    carries_on_topic,
    case,
    case_over,
    charged,
    co_suspect,
    early_advice,
    evidence,
    imprisoned_topic,
    liberty,
    order,
    order_sought_topic,
    organisation,
    principal_offence,
    proactive,
    ready_topic,
    recorded,
    released_topic,
    restricted_topic,
    witnesses,
)
from model.facts import number
from model.priors import Counts, Known, LogNormal, Share
from model.queues import Casework
from model.routes import Route, Whom
from model.rules import Ask, Count, Duration, Event, Form, If, Move, Ratios, Set, Shape, Spell, Tell, Trigger, Wait
from model.survivor import YesNo

prosecutions = Event("prosecutions", "flagged prosecutions completed")
convictions = Event("convictions", "flagged prosecutions ending in conviction")
prosecutions_principal = Event(
    "prosecutions_principal_offence", "flagged prosecutions in which a Modern Slavery Act offence is the principal one"
)
convictions_principal = Event(
    "convictions_principal_offence", "convictions in which a Modern Slavery Act offence is the principal one"
)
failed_for_witnesses = Event("failed_for_witnesses", "prosecutions failing for want of the victim's evidence")
failed_other = Event("failed_other", "prosecutions failing for other stated reasons, untrue defences included")
failed_unstated = Event("failed_unstated", "prosecutions failing for reasons not stated")
false_defences = Event("false_defences_accepted", "exploiters acquitted on an untrue claim of compulsion")
imprisonments = Event("exploiters_imprisoned", "exploiters entering prison under sentence")
carrying_on = Event("exploiters_carrying_on", "exploiters who go on exploiting through others from prison")
finished = Event("exploiters_finished", "exploiters who do not go back to exploiting on release")
charge_to_verdict = Duration("charge_to_verdict", "days from charge to verdict")
recorded_to_verdict = Duration("recorded_to_verdict", "days from the crime recorded to the end of the prosecution")

# The way to court -----------------------------------------------------------------------------------------------------

preparation = Parameter(
    "mean time from charge until a trial could begin",
    unit="months",
    prior=LogNormal(6, 18),
    evidence=Assumption(
        "judges are booked up to two years ahead; many cases take up to three years", facts=("S025", "S027")
    ),
)
trial_length = Parameter(
    "mean length of a trial of exploiters",
    unit="months",
    prior=LogNormal.around(number("S026"), 1.5),
    evidence=Source("S026", note="typical trial of such cases"),
)
tried_together = Parameter(
    "mean number of exploiters in one trial",
    unit="people", prior=LogNormal(1.1, 3.0),
    evidence=Assumption("long trials have several defendants; no number published"),
)  # fmt: skip
court_time = Derived(
    "mean time a courtroom is held by one exploiter's case", "months", (trial_length, tried_together),
    lambda months, people: months / people,
)  # fmt: skip

# The verdict ----------------------------------------------------------------------------------------------------------

fails_without_witness = Parameter(
    "fails for want of the victim's evidence, given nobody supports the case at trial, little else, found by chance",
    unit="share", prior=Share(0.05, 0.6),
    evidence=Assumption("cases often hinge on the victim as main witness; no share published"),
)  # fmt: skip
falters = Parameter(
    "fails for want of the victim's evidence although a survivor supports the case until trial",
    unit="share",
    prior=Share(0.005, 0.06),
    evidence=Assumption(
        "all failures through the victim's engagement were 7% of prosecutions, those without any witness included",
        facts=("S019.share_of_prosecutions",),
    ),
)
fails_proactive = Parameter(
    "odds of failing for want of the victim's evidence after a police operation, relative to a chance discovery",
    unit="odds ratio", prior=LogNormal(0.15, 0.95),
    evidence=Assumption("prosecutors say that such cases lean less on the victim; no size published"),
)  # fmt: skip
fails_some = Parameter(
    "odds of failing for want of the victim's evidence with some other evidence, relative to little",
    unit="odds ratio", prior=LogNormal(0.2, 0.95),
    evidence=Assumption("evidence-led prosecutions succeed at times; no size published"),
)  # fmt: skip
fails_strong = Parameter(
    "odds of failing for want of the victim's evidence with strong other evidence, relative to little",
    unit="odds ratio", prior=LogNormal(0.05, 0.6),
    evidence=Assumption("evidence-led prosecutions succeed at times; no size published"),
)  # fmt: skip
fails_other = Parameter(
    "fails for other stated reasons, given the victim's evidence stands, some other evidence and no early advice",
    unit="share",
    prior=Counts(yes=number("S020"), of=number("S011") - number("S019.count")),
    evidence=Source(
        "S020",
        "S019.count",
        note="all cases, taken for those with some other evidence; all prosecutions, a target, are only divided by",
    ),
)
fails_other_little = Parameter(
    "odds of failing for other stated reasons with little other evidence, relative to some",
    unit="odds ratio", prior=LogNormal(1.0, 3.0),
    evidence=Assumption("conflicting evidence is one of the reasons; no size published"),
)  # fmt: skip
fails_other_strong = Parameter(
    "odds of failing for other stated reasons with strong other evidence, relative to some",
    unit="odds ratio", prior=LogNormal(0.2, 1.0),
    evidence=Assumption("prosecutors say that such cases convict more; no size published"),
)  # fmt: skip
fails_other_principal = Parameter(
    "odds of failing for other stated reasons with a principal offence of the Modern Slavery Act, relative to others",
    unit="odds ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("the conviction rate counted by principal offence is lower; no size here"),
)
fails_other_advised = Parameter(
    "odds of failing for other stated reasons after early advice, relative to without",
    unit="odds ratio", prior=LogNormal(0.3, 1.0),
    evidence=Assumption("missing legal elements are one of the reasons; no size published"),
)  # fmt: skip
fails_unstated = Parameter(
    "fails for reasons not stated, given no stated reason",
    unit="share",
    prior=Counts(yes=number("S021"), of=number("S011") - number("S019.count") - number("S020")),
    evidence=Source("S021", "S020", "S019.count", note="all prosecutions, a target, are the denominator only"),
)
claim_accepted = Parameter(
    "an untrue claim of compulsion is accepted",
    unit="share", prior=Share(0.05, 0.6),
    evidence=Assumption("the prosecution must disprove it, and finds that hard; no share published"),
)  # fmt: skip

# Prison and after -----------------------------------------------------------------------------------------------------

custody = Parameter(
    "immediate custody, given convicted of trafficking or slavery",
    unit="share",
    prior=Counts(
        yes=sum(number(f"F421.{year}.custody") for year in range(2008, 2014)),
        of=sum(number(f"F421.{year}.sentenced") for year in range(2008, 2014)),
    ),
    evidence=Source(*(f"F421.{year}.{what}" for year in range(2008, 2014) for what in ("custody", "sentenced"))),
)
time_in_prison = Parameter(
    "mean time an exploiter spends in prison",
    unit="years",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("sentences range from community orders to 18 years, half served", facts=("F420",)),
)
prison_variation = Parameter(
    "coefficient of variation of time in prison", unit="ratio", prior=LogNormal(0.5, 1.2),
    evidence=Assumption("sentences are skewed; no distribution published"),
)  # fmt: skip
carries_on = Parameter(
    "an exploiter in prison goes on exploiting through others, given a soloist who put no survivor in charge",
    unit="share", prior=Share(0.01, 0.15),
    evidence=Assumption("county lines and debts are run from prison; no share published"),
)  # fmt: skip
carries_on_network = Parameter(
    "odds that an exploiter of a network or family goes on exploiting from prison, relative to a soloist",
    unit="odds ratio", prior=LogNormal(1.2, 6.0),
    evidence=Assumption("others outside can act for them; no size published"),
)  # fmt: skip
carries_on_group = Parameter(
    "odds that an exploiter of an organised group goes on exploiting from prison, relative to a soloist",
    unit="odds ratio", prior=LogNormal(2.0, 15.0),
    evidence=Assumption("groups have people to act for them; no size published"),
)  # fmt: skip
carries_on_alphas = Parameter(
    "odds of going on exploiting from prison with a survivor put in charge of others, relative to without",
    unit="odds ratio", prior=LogNormal(1.3, 8.0),
    evidence=Assumption("research traces how some people exploited come to exploit others; no size published"),
)  # fmt: skip
gives_up = Parameter(
    "an exploiter does not go back to exploiting on release, given not in an organised group",
    unit="share", prior=Share(0.2, 0.7),
    evidence=Assumption("deterred, deported or broken up; no reoffending of these offenders is published apart"),
)  # fmt: skip
circles = Parameter(
    "exploiters released from prison who have a Circle of Support and Accountability",
    unit="share", prior=Known(0.0),
    evidence=Assumption("Circles exist for people convicted of sexual offences; a trial is suggested"),
)  # fmt: skip
circle_effect = Parameter(
    "odds that an exploiter with a Circle does not go back to exploiting, relative to one without",
    unit="odds ratio", prior=LogNormal(1.0, 3.0),
    evidence=Assumption("borrowed from Circles for people convicted of sexual offences; never tried with exploiters"),
)  # fmt: skip
gives_up_now = Derived(
    "an exploiter does not go back to exploiting, given not in an organised group, as many as have a Circle", "share",
    (gives_up, circles, circle_effect),
    lambda share, circle, odds: (1.0 - circle) * share + circle * odds * share / (1.0 - share + odds * share),
)  # fmt: skip
gives_up_group = Parameter(
    "odds that an exploiter of an organised group does not go back to exploiting, relative to others",
    unit="odds ratio",
    prior=LogNormal(0.3, 1.0),
    evidence=Assumption("the group is there on release; no size published"),
)

WITHOUT_WITNESS: Ratios = {
    proactive: {YesNo.YES: fails_proactive},
    evidence: {Evidence.SOME: fails_some, Evidence.STRONG: fails_strong},
}
OTHER: Ratios = {
    evidence: {Evidence.LITTLE: fails_other_little, Evidence.STRONG: fails_other_strong},
    early_advice: {YesNo.YES: fails_other_advised},
    principal_offence: {YesNo.YES: fails_other_principal},
}
THROUGH_OTHERS: Ratios = {
    organisation: {Organisation.NETWORK: carries_on_network, Organisation.ORGANISED_GROUP: carries_on_group},
    alphas: {YesNo.YES: carries_on_alphas},
}

_sentenced = Ask(
    "immediate custody", custody,
    yes=(
        Count(imprisonments),
        Ask("carries on from prison", carries_on, odds=THROUGH_OTHERS,
            yes=(Count(carrying_on), Move(liberty, Liberty.CARRIES_ON_FROM_PRISON), Tell(carries_on_topic)),
            no=(Move(liberty, Liberty.IN_PRISON), Tell(imprisoned_topic))),
    ),
)  # fmt: skip
_convicted = (
    Count(convictions),
    If(principal_offence, (YesNo.YES,), then=(Count(convictions_principal),)),
    Tell(order_sought_topic),
    _sentenced,
)  # fmt: skip
_unstated = Ask("fails for reasons not stated", fails_unstated, yes=(Count(failed_unstated),), no=_convicted)
_claimed = Ask(
    "claims compulsion untruly", coached_claims, no=(_unstated,),
    yes=(Ask("untrue claim accepted", claim_accepted, yes=(Count(false_defences), Count(failed_other)),
             no=(_unstated,)),),
)  # fmt: skip
_defended = If(organisation, (Organisation.ORGANISED_GROUP,), then=(_claimed,), otherwise=(_unstated,))
_heard = Ask("fails for other reasons", fails_other, odds=OTHER, yes=(Count(failed_other),), no=(_defended,))
_for_witnesses = (Count(failed_for_witnesses),)

prepared = Wait(
    "ready for trial", case, (Case.PREPARING_TRIAL,), preparation,
    then=(Move(case, Case.AWAITING_COURT), Tell(ready_topic)),
)  # fmt: skip
tried = Trigger(
    "trial ends", case, (Case.AWAITING_COURT,),
    then=(
        Count(prosecutions), If(principal_offence, (YesNo.YES,), then=(Count(prosecutions_principal),)),
        Spell(charge_to_verdict, since=charged),
        If(co_suspect, (YesNo.NO,), then=(Spell(recorded_to_verdict, since=recorded),)),
        If(witnesses, (Witnesses.NONE,),
           then=(Ask("fails for want of a witness", fails_without_witness, odds=WITHOUT_WITNESS, yes=_for_witnesses,
                     no=(_heard,)),),
           otherwise=(Ask("testimony falters", falters, yes=_for_witnesses, no=(_heard,)),)),
        Move(case, Case.NONE), Tell(case_over),
    ),
)  # fmt: skip
released = Wait(
    "exploiter released", liberty, (Liberty.IN_PRISON, Liberty.CARRIES_ON_FROM_PRISON), time_in_prison,
    then=(
        Ask("gives up exploiting", gives_up_now, odds={organisation: {Organisation.ORGANISED_GROUP: gives_up_group}},
            yes=(
                Count(finished),
                If(liberty, (Liberty.CARRIES_ON_FROM_PRISON,), then=(Tell(imprisoned_topic),)),
                Move(liberty, Liberty.FINISHED),
            ),
            no=(
                Move(liberty, Liberty.AT_LARGE), Tell(released_topic),
                If(order, (Order.RISK_ORDER, Order.PREVENTION_ORDER), then=(Tell(restricted_topic),)),
            )),
    ),
    shape=Shape(Form.LOGNORMAL, prison_variation),
)  # fmt: skip

puts_in_charge = Trigger("puts a survivor in charge", liberty, tuple(Liberty), then=(Set(alphas, YesNo.YES),))

in_charge_of_others = Route(alpha_topic, Whom.EXPLOITER, puts_in_charge)
trial = Casework(
    "trial work", "trials of exploiters heard in a limited number of courtrooms, in the order ready",
    joins=ready_topic, serve=tried, staff=courtrooms, work=court_time,
)  # fmt: skip
