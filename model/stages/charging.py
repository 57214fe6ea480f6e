"""Charging: evidence comes in or is lost, the suspect is sent to prosecutors or the case is closed, and charged or not.

AWAITING_EVIDENCE -> WITH_PROSECUTORS -> PREPARING_TRIAL
                  -> NONE             -> NONE

Financial and digital evidence takes months and may add to the case; meanwhile evidence wears away and suspects hide.
Whether a suspect is sent depends on that evidence and on survivors who still support the case: less on them after a
police operation than after a chance discovery. Early arrest of a suspect is told of in investigation.py; here it frees
people and warns the others.

Left out: charges brought without prosecutors; cases closed and opened again with new evidence; reviews of a decision
not to charge.
"""

from model.evidence import Adopted, Assumption, Derived, Parameter, Source
from model.exploiter import (
    Case,
    Evidence,
    Witnesses,
    area,
    arrested_early_topic,
    case,
    case_over,
    charged,
    charged_topic,
    co_suspect,
    early_advice,
    evidence,
    flagged,
    past_or_abroad,
    principal_offence,
    proactive,
    specialist,
    witnesses,
)  # fmt: skip
from model.facts import number
from model.junctions.leaving import leaves_exploitation
from model.priors import Counts, Known, LogNormal, Share
from model.routes import Route, Whom
from model.rules import Ask, Count, Event, If, Mark, Move, Ratios, Set, Shift, Tell, Trigger, Wait
from model.survivor import Exploitation, YesNo, exploitation

sent_to_prosecutors = Event("cps_referrals", "suspects sent to the Crown Prosecution Service for a decision")
closed_no_support = Event("closed_no_support", "investigations closed with a suspect but no survivor supporting")
closed_evidence = Event("closed_evidence", "investigations closed for want of evidence although a survivor supports")
closed_hiding = Event("closed_in_hiding", "cases closed because the suspect has gone into hiding")
sent_flagged = Event("cps_referrals_flagged", "suspects sent whose case is flagged as modern slavery by then")
charges = Event("exploiters_charged", "exploiters charged")
charges_flagged = Event("charged_flagged", "exploiters charged whose case was flagged when sent to prosecutors")
cases_charged = Event("cases_charged", "cases in which the first suspect is charged, others named in them not counted")
not_charged = Event("exploiters_not_charged", "suspects whom prosecutors decide not to charge")
not_charged_flagged = Event("not_charged_flagged", "of those, suspects whose case was flagged when sent")
freed_early = Event("freed_by_early_arrest", "people who leave exploitation because their exploiter is arrested early")

# Evidence gained and lost ---------------------------------------------------------------------------------------------

evidence_months = Parameter(
    "mean time until financial and digital evidence is in, given a suspect identified",
    unit="months",
    prior=LogNormal(3.0, 15.0),
    evidence=Assumption("'many months', without a figure", facts=("S028",)),
)
equipped_forces = Parameter(
    "forces that can give investigations money and technical help when needed",
    unit="share",
    prior=Share(0.15, 0.7),
    evidence=Assumption("inspectors find that resources in time decide; no share published"),
)
equipped = Adopted("the force gives money and technical help when needed", "share", share=equipped_forces, place=area)
more_to_look_through = Parameter(
    "time until financial and digital evidence is in, relative to 2014 and 2015",
    unit="ratio",
    prior={"2014-01-01": Known(1.0), "2016-01-01": LogNormal(1.0, 4.0)},
    evidence=Assumption(
        "the time from offence to the end of a case doubled from 2015 to 2018, which prosecutors put down to complex "
        "cases and digital material; the times are a target, so the prior is vague", facts=("F408.growth",),
    ),
    bounds=(0.01, 100.0),
)  # fmt: skip
evidence_wait = Derived(
    "mean time until financial and digital evidence is in, with the material of the time", "months",
    (evidence_months, more_to_look_through), lambda months, more: months * more,
)  # fmt: skip
sooner_if_equipped = Parameter(
    "speed at which financial and digital evidence comes in with money and technical help, relative to without",
    unit="speed ratio",
    prior=LogNormal(1.0, 2.5),
    evidence=Assumption("direction from the inspectors' report; no size published"),
)
evidence_speed = Derived(
    "speed at which financial and digital evidence comes in, as the force is equipped", "speed ratio",
    (equipped, sooner_if_equipped), lambda has, ratio: 1.0 + (ratio - 1.0) * has,
)  # fmt: skip
evidence_adds = Parameter(
    "financial and digital evidence makes the case stronger, given a force without money and technical help",
    unit="share",
    prior=Share(0.1, 0.5),
    evidence=Assumption("such evidence is said to make cases; no share published"),
)
adds_if_equipped = Parameter(
    "odds that financial and digital evidence makes the case stronger with money and technical help",
    unit="odds ratio",
    prior=LogNormal(1.1, 6.0),
    evidence=Assumption("resources in time are said to decide whether cases reach court; no size published"),
)
evidence_odds = Derived(
    "odds that financial and digital evidence makes the case stronger, as the force is equipped", "odds ratio",
    (equipped, adds_if_equipped), lambda has, odds: 1.0 + (odds - 1.0) * has,
)  # fmt: skip
evidence_fades = Parameter(
    "rate at which evidence is destroyed or lost while a case waits for investigators, or for other evidence",
    unit="per year",
    prior=LogNormal(0.05, 0.8),
    evidence=Assumption("prosecutors say that delay lets suspects destroy evidence; no rate published"),
)
goes_into_hiding = Parameter(
    "the suspect goes into hiding, given evidence lost while awaiting financial and digital evidence",
    unit="share",
    prior=Share(0.05, 0.4),
    evidence=Assumption("prosecutors say that delay lets suspects hide; no share published"),
)
freed_by_arrest = Parameter(
    "a person held by an exploiter leaves exploitation, given the exploiter arrested early",
    unit="share",
    prior=Share(0.2, 0.8),
    evidence=Assumption("officers say that early arrest protects victims; no size published"),
)
lost_by_warning = Parameter(
    "evidence against an associate is lost, given another suspect arrested early",
    unit="share",
    prior=Share(0.1, 0.7),
    evidence=Assumption("officers say that arrest warns the others; no size published"),
)

# Advice and sending ---------------------------------------------------------------------------------------------------

advised_early = Parameter(
    "the police ask prosecutors for advice early, given no specialist unit and found by chance",
    unit="share",
    prior=Share(0.05, 0.35),
    evidence=Assumption("early advice is recommended and not counted apart"),
)
advised_specialist = Parameter(
    "odds of early advice with a specialist unit on the case, relative to without",
    unit="odds ratio",
    prior=LogNormal(1.1, 5.0),
    evidence=Assumption("direction from the inspectors' report; no size published"),
)
advised_proactive = Parameter(
    "odds of early advice in cases that begin with an operation, relative to found by chance",
    unit="odds ratio",
    prior=LogNormal(1.3, 10.0),
    evidence=Assumption("planned operations bring prosecutors in early; no size published"),
)
sent = Parameter(
    "a suspect is sent to prosecutors, given a recent crime, little evidence, no unit, no advice and no witness",
    unit="share",
    prior=Share(0.02, 0.3),
    evidence=Assumption(
        "in one force 2% of concluded crimes were charged and 35% had a suspect: one suspect in twelve sent to "
        "prosecutors, with or without a witness; the range surrounds it",
        facts=("F415.charged", "F415.no_suspect", "F406.charged_share"),
    ),
)
sent_per_witness = Parameter(
    "odds that a suspect is sent with each supporting survivor, relative to one fewer, given found by chance",
    unit="odds ratio",
    prior=LogNormal(1.5, 6.0),
    evidence=Assumption("cases found by chance depend on testimony; no size published", facts=(
        "F415.victim_not_supporting", "F415.victim_supporting")),
)  # fmt: skip
reliance_after_operation = Parameter(
    "weight of testimony after a police operation, relative to a chance discovery (a power of the odds)",
    unit="ratio",
    prior=Share(0.1, 0.9),
    evidence=Assumption("prosecutors say that planned operations lean less on the victim; no size published"),
    bounds=(0.0, 10.0),
)
sent_some = Parameter(
    "odds that a suspect is sent with some evidence beyond testimony, relative to little",
    unit="odds ratio",
    prior=LogNormal(1.2, 4.0),
    evidence=Assumption("direction from the inspectors' report; no size published"),
)
sent_strong = Parameter(
    "odds that a suspect is sent with strong evidence beyond testimony, relative to little",
    unit="odds ratio",
    prior=LogNormal(2.0, 15.0),
    evidence=Assumption("direction from the inspectors' report; no size published"),
)
sent_specialist = Parameter(
    "odds that a suspect is sent with a specialist unit on the case, relative to without",
    unit="odds ratio",
    prior=LogNormal(1.0, 3.0),
    evidence=Assumption("forces with units prosecute more, an association only", facts=("S030",)),
)
sent_advised = Parameter(
    "odds that a suspect is sent after early advice, relative to without",
    unit="odds ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("early advice builds the case; no size published"),
)
sent_old = Parameter(
    "odds that a suspect is sent for a crime long past or abroad, relative to a recent one here",
    unit="odds ratio",
    prior=LogNormal(0.1, 0.9),
    evidence=Assumption("inspectors find that such crimes rarely progress; no size published"),
)


def with_witnesses(number_of: int, after_operation: bool) -> Derived:
    """Return the odds that a suspect is sent with so many survivors supporting, relative to none."""
    beginning = "a police operation" if after_operation else "a chance discovery"
    return Derived(
        f"odds that a suspect is sent with {number_of} survivors supporting after {beginning}", "odds ratio",
        (sent_per_witness, reliance_after_operation),
        lambda odds, weight: odds ** (number_of * (weight if after_operation else 1.0)),
    )  # fmt: skip


sent_one, sent_two, sent_three = (with_witnesses(n, after_operation=False) for n in (1, 2, 3))
operation_one, operation_two, operation_three = (with_witnesses(n, after_operation=True) for n in (1, 2, 3))

# Charge ---------------------------------------------------------------------------------------------------------------

advice_days = Parameter(
    "mean time from referral to the charging decision, given no early advice",
    unit="days",
    prior=LogNormal(20, 150),
    evidence=Assumption("complex cases take months; no figure for these offences"),
)
decided_sooner = Parameter(
    "speed of the charging decision after early advice, relative to without",
    unit="speed ratio",
    prior=LogNormal(1.0, 3.0),
    evidence=Assumption("prosecutors know the case by then; no size published"),
)
principal_share = Parameter(
    "a Modern Slavery Act offence is the principal offence, given charged in a flagged case",
    unit="share",
    prior=Share(0.1, 0.5),
    evidence=Assumption("flagged prosecutions are several times those counted by principal offence; no figure here"),
)
charged_share = Parameter(
    "charged, given sent to prosecutors",
    unit="share",
    prior={
        "2014-01-01": Share(0.5, 0.95),
        "2016-01-01": Counts(yes=number("F406.charged"), of=number("F406.referred")),
    },
    evidence=Source(
        "F406.charged",
        "F406.referred",
        note="year ending March 2018, taken for all years from 2016, when "
        "the Modern Slavery Act was in use; before, the share charged is a target, so the prior is vague",
    ),
    anew=True,
)
flagged_when_sent = Parameter(
    "a case is flagged as modern slavery when sent to prosecutors, and not only later",
    unit="share",
    prior=Share(0.2, 0.95),
    evidence=Assumption(
        "flagged prosecutions completed outnumber the flagged suspects who were sent and charged in the same years; "
        "both are targets, so the prior is vague", facts=("F410.2019", "F409.charged", "F401a.2019"),
    ),
)  # fmt: skip

CLOSED = (Move(case, Case.NONE), Tell(case_over))
STRENGTH: Ratios = {
    evidence: {Evidence.SOME: sent_some, Evidence.STRONG: sent_strong}, specialist: {YesNo.YES: sent_specialist},
    early_advice: {YesNo.YES: sent_advised}, past_or_abroad: {YesNo.YES: sent_old},
}  # fmt: skip
BY_CHANCE = {Witnesses.ONE: sent_one, Witnesses.TWO: sent_two, Witnesses.THREE_OR_MORE: sent_three}
BY_OPERATION = {Witnesses.ONE: operation_one, Witnesses.TWO: operation_two, Witnesses.THREE_OR_MORE: operation_three}


def decided(testimony: Ratios) -> tuple[Ask, ...]:
    """Return the decision to send a suspect to prosecutors or to close the case, as testimony weighs in it."""
    why = If(witnesses, (Witnesses.NONE,), then=(Count(closed_no_support),), otherwise=(Count(closed_evidence),))
    return (
        Ask("sent to prosecutors", sent, odds={**STRENGTH, **testimony},
            yes=(
                Count(sent_to_prosecutors), Move(case, Case.WITH_PROSECUTORS),
                Ask("flagged when sent to prosecutors", flagged_when_sent,
                    yes=(Count(sent_flagged), Set(flagged, YesNo.YES)), no=(Set(flagged, YesNo.NO),)),
            ),
            no=(If(co_suspect, (YesNo.NO,), then=(why,)), *CLOSED)),
    )  # fmt: skip


evidence_in = Wait(
    "financial and digital evidence in", case, (Case.AWAITING_EVIDENCE,), evidence_wait,
    then=(
        Ask("evidence makes the case stronger", evidence_adds, odds={area: evidence_odds},
            yes=(Shift(evidence, 1),)),
        Ask("early advice", advised_early, yes=(Set(early_advice, YesNo.YES),), no=(Set(early_advice, YesNo.NO),),
            odds={specialist: {YesNo.YES: advised_specialist}, proactive: {YesNo.YES: advised_proactive}}),
        If(proactive, (YesNo.YES,), then=decided({witnesses: BY_OPERATION}),
           otherwise=decided({witnesses: BY_CHANCE})),
    ),
    speeds={area: evidence_speed},
)  # fmt: skip
fades = Wait(
    "evidence lost while the case waits", case, (Case.UNDER_INVESTIGATION, Case.AWAITING_EVIDENCE), evidence_fades,
    then=(
        Shift(evidence, -1),
        If(case, (Case.AWAITING_EVIDENCE,),
           then=(Ask("suspect in hiding", goes_into_hiding, yes=(Count(closed_hiding), *CLOSED)),)),
    ),
)  # fmt: skip
_principal = (
    Ask("Modern Slavery Act offence is the principal one", principal_share,
        yes=(Set(principal_offence, YesNo.YES),), no=(Set(principal_offence, YesNo.NO),)),
)  # fmt: skip


def _flagged(event: Event) -> If:
    """Return the step that counts an event in cases flagged when sent."""
    return If(flagged, (YesNo.YES,), then=(Count(event),))


decision = Wait(
    "charging decision", case, (Case.WITH_PROSECUTORS,), advice_days,
    then=(
        Ask("charged", charged_share,
            yes=(Count(charges), _flagged(charges_flagged), *_principal,
                 If(co_suspect, (YesNo.NO,), then=(Count(cases_charged),)), Mark(charged), Tell(charged_topic),
                 Move(case, Case.PREPARING_TRIAL)),
            no=(Count(not_charged), _flagged(not_charged_flagged), *CLOSED)),
    ),
    speeds={early_advice: {YesNo.YES: decided_sooner}},
)  # fmt: skip
warned = Trigger(
    "associate warned by an early arrest", case, (Case.UNDER_INVESTIGATION, Case.AWAITING_EVIDENCE),
    then=(Ask("evidence lost after a warning", lost_by_warning, yes=(Shift(evidence, -1),)),),
)  # fmt: skip
exploiter_arrested = Trigger(
    "exploiter arrested early", exploitation, (Exploitation.EXPLOITED,),
    then=(Ask("freed by early arrest", freed_by_arrest, yes=(Count(freed_early), *leaves_exploitation())),),
)  # fmt: skip

arrest_frees = Route(arrested_early_topic, Whom.TIED, exploiter_arrested)
warns = Route(arrested_early_topic, Whom.ASSOCIATES, warned, turn=3)
"""After associates are named in the case, so that their evidence is at stake too."""
