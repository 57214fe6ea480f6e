"""Prosecution: the case against an exploiter, from the first recorded crime to verdict and prison.

NONE -> UNDER_INVESTIGATION -> WITH_PROSECUTORS -> PREPARING_TRIAL -> AWAITING_COURT -> NONE

Investigations are worked by each force's investigators and trials by a limited number of courtrooms
(model/institutions/): both waits are results. One exploiter is one defendant.
"""

from model.evidence import Assumption, Derived, Parameter, Source
from model.capacity import courtrooms, investigation_days, investigators, size_of_forces
from model.exploiter import (
    Case,
    Liberty,
    Organisation,
    Witnesses,
    area,
    case,
    charged,
    crime_recorded_topic,
    imprisoned_topic,
    liberty,
    organisation,
    released_topic,
    witnesses,
)
from model.facts import number
from model.priors import Counts, LogNormal, Share
from model.queues import Casework
from model.routes import Route, Whom
from model.rules import (
    Ask,
    Count,
    Duration,
    Event,
    Form,
    If,
    Mark,
    Move,
    Ratios,
    Shape,
    Spell,
    Tell,
    Topic,
    Trigger,
    Wait,
)

investigations = Event("investigations_opened", "investigations opened")
sent_to_prosecutors = Event("cps_referrals", "suspects sent to the Crown Prosecution Service for a decision")
charges = Event("exploiters_charged", "exploiters charged")
prosecutions = Event("prosecutions", "flagged prosecutions completed")
convictions = Event("convictions", "flagged prosecutions ending in conviction")
failed_for_witnesses = Event("failed_for_witnesses", "prosecutions failing for want of the victim's evidence")
charge_to_verdict = Duration("charge_to_verdict", "days from charge to verdict")

needs_investigators = Topic("investigation opened")
needs_court = Topic("ready for trial")
case_over = Topic("case over")

suspect_identified = Parameter(
    "a suspect is identified, given an investigation",
    unit="share",
    prior=Counts(
        yes=(1 - number("F415.no_suspect")) * number("F415.concluded"), of=number("F415.concluded"),
    ),
    evidence=Source("F415.no_suspect", "F415.concluded", note="one force in 2018, taken for all"),
)  # fmt: skip
sent = Parameter(
    "a suspect is sent to prosecutors, given identified and no survivor supporting",
    unit="share",
    prior=Share(0.02, 0.25),
    evidence=Assumption(
        "in one force 2% of concluded crimes were charged and 35% had a suspect: one suspect in twelve sent to "
        "prosecutors, with or without a witness; the range surrounds it",
        facts=("F415.charged", "F415.no_suspect", "F406.charged_share"),
    ),
)
sent_per_witness = Parameter(
    "odds that an identified suspect is sent to prosecutors with each supporting survivor, relative to one fewer",
    unit="odds ratio",
    prior=LogNormal(1.5, 6.0),
    evidence=Assumption("reactive cases depend on testimony; no size published"),
)
sent_two = Derived("odds with two supporting survivors", "odds ratio", (sent_per_witness,), lambda ratio: ratio**2)
sent_three = Derived("odds with three or more", "odds ratio", (sent_per_witness,), lambda ratio: ratio**3)
identified_group = Parameter(
    "odds that a suspect in an organised group is identified, relative to a soloist",
    unit="odds ratio",
    prior=LogNormal(0.3, 1.0),
    evidence=Assumption("organised crime is harder to detect; no size published"),
)
advice_days = Parameter(
    "mean time from referral to the charging decision",
    unit="days",
    prior=LogNormal(20, 150),
    evidence=Assumption("complex cases take months; no figure for these offences"),
)
charged_share = Parameter(
    "charged, given sent to prosecutors",
    unit="share",
    prior=Counts(yes=number("F406.charged"), of=number("F406.referred")),
    evidence=Source("F406.charged", "F406.referred"),
)
preparation = Parameter(
    "mean time from charge until a trial could begin",
    unit="months",
    prior=LogNormal(6, 18),
    evidence=Assumption(
        "judges are booked up to two years ahead; many cases take up to three years", facts=("S025", "S027")
    ),
)
trial_length = Parameter(
    "mean time a courtroom is held by one defendant's trial",
    unit="months",
    prior=LogNormal.around(number("S026"), 1.5),
    evidence=Source("S026", note="typical trial of such cases; trials shared by several defendants count once each"),
)
failing_reasons = Parameter(
    "fails for evidential, legal or unstated reasons, given the victim's evidence stands",
    unit="share",
    prior=Counts(yes=number("S020") + number("S021"), of=number("S011") - number("S019.count")),
    evidence=Source("S020", "S021", "S011", "S019.count"),
)
fails_without_witness = Parameter(
    "fails for want of the victim's evidence, given nobody supports the case at trial",
    unit="share",
    prior=Share(0.2, 0.8),
    evidence=Assumption("evidence-led prosecutions succeed at times; no share published"),
)
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
    "coefficient of variation of time in prison",
    unit="ratio",
    prior=LogNormal(0.5, 1.2),
    evidence=Assumption("sentences are skewed; no distribution published"),
)

BY_WITNESSES: Ratios = {
    witnesses: {Witnesses.ONE: sent_per_witness, Witnesses.TWO: sent_two, Witnesses.THREE_OR_MORE: sent_three}
}
CLOSED = (Move(case, Case.NONE), Tell(case_over))

crime_recorded = Trigger(
    "crime recorded", case, (Case.NONE,),
    then=(Count(investigations), Move(case, Case.UNDER_INVESTIGATION), Tell(needs_investigators)),
)  # fmt: skip
investigated = Trigger(
    "investigation concluded", case, (Case.UNDER_INVESTIGATION,),
    then=(
        Ask(
            "suspect identified", suspect_identified,
            odds={organisation: {Organisation.ORGANISED_GROUP: identified_group}},
            yes=(
                Ask(
                    "sent to prosecutors", sent, odds=BY_WITNESSES,
                    yes=(Count(sent_to_prosecutors), Move(case, Case.WITH_PROSECUTORS)),
                    no=CLOSED,
                ),
            ),
            no=CLOSED,
        ),
    ),
)  # fmt: skip
advice = Wait(
    "charging decision", case, (Case.WITH_PROSECUTORS,), advice_days,
    then=(
        Ask(
            "charged", charged_share,
            yes=(Count(charges), Mark(charged), Move(case, Case.PREPARING_TRIAL)),
            no=CLOSED,
        ),
    ),
)  # fmt: skip
prepared = Wait(
    "ready for trial", case, (Case.PREPARING_TRIAL,), preparation,
    then=(Move(case, Case.AWAITING_COURT), Tell(needs_court)),
)  # fmt: skip

_convicted = (
    Count(convictions),
    Ask("custody", custody, yes=(Move(liberty, Liberty.IN_PRISON), Tell(imprisoned_topic))),
)
_verdict = Ask("fails for other reasons", failing_reasons, no=_convicted)
tried = Trigger(
    "trial ends", case, (Case.AWAITING_COURT,),
    then=(
        Count(prosecutions), Spell(charge_to_verdict, since=charged),
        If(
            witnesses, (Witnesses.NONE,),
            then=(Ask("fails for want of a witness", fails_without_witness, yes=(Count(failed_for_witnesses),),
                      no=(_verdict,)),),
            otherwise=(_verdict,),
        ),
        *CLOSED,
    ),
)  # fmt: skip
released = Wait(
    "exploiter released", liberty, (Liberty.IN_PRISON,), time_in_prison,
    then=(Move(liberty, Liberty.AT_LARGE), Tell(released_topic)),
    shape=Shape(Form.LOGNORMAL, prison_variation),
)  # fmt: skip

opens_case = Route(crime_recorded_topic, Whom.EXPLOITER, crime_recorded, turn=1)
investigation = Casework(
    "investigation work", "cases worked by the investigators of each force, in the order recorded",
    joins=needs_investigators, serve=investigated, staff=investigators, work=investigation_days,
    place=area, shares=size_of_forces,
)  # fmt: skip
trial = Casework(
    "trial work", "trials of exploiters heard in a limited number of courtrooms, in the order ready",
    joins=needs_court, serve=tried, staff=courtrooms, work=trial_length,
)  # fmt: skip
