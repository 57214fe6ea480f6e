"""Investigation: how a case against an exploiter opens, is worked, and names a suspect or nobody.

NONE -> UNDER_INVESTIGATION -> AWAITING_EVIDENCE | NONE

A case opens on a recorded crime, on a police operation, or on what survivors told in their own defence. The
investigators of each force work the cases in the order opened (model/institutions/): the wait is a result. A case is
against one exploiter; others of the same network or group named in it wait for evidence beside them, with the same
beginnings and the word of the same survivors. What follows is in charging.py.

Left out: suspects who are no exploiters of the model, such as drivers and landlords; arrests other than early ones;
interpreters who are lacking in one case and not in another (a shortage is part of the working time of all).
"""

from model.awareness import has_specialist_unit, specialist_share
from model.capacity import investigation_days, investigators, size_of_forces
from model.evidence import Adopted, Assumption, Derived, Parameter, Source
from model.exploiter import (
    Case,
    Evidence,
    Liberty,
    Organisation,
    Witnesses,
    area,
    arrested_early_topic,
    case,
    case_over,
    co_suspect,
    crime_recorded_topic,
    evidence,
    from_intelligence,
    intelligence_topic,
    liberty,
    operation_topic,
    organisation,
    past_or_abroad,
    proactive,
    recorded,
    specialist,
    witnesses,
)
from model.facts import number
from model.priors import Counts, LogNormal, Share
from model.queues import Casework
from model.routes import Route, Whom
from model.rules import Ask, Count, Event, If, Mark, Move, Ratios, Set, Shift, Step, Tell, Topic, Trigger
from model.survivor import YesNo

investigations = Event("investigations_opened", "investigations opened")
operations = Event("investigations_proactive", "investigations that began with a police operation")
on_intelligence = Event("investigations_on_intelligence", "investigations opened on survivors' own defence")
closed_unworked = Event("closed_without_inquiry", "investigations closed at once, without a proportionate inquiry")
closed_no_suspect = Event("closed_no_suspect", "investigations closed with no suspect identified")
suspects = Event("suspects_identified", "suspects identified by investigations")
co_suspects = Event("co_suspects", "suspects named in the case against another of the same network or group")
early_arrests = Event("early_arrests", "suspects arrested as soon as identified")

needs_investigators = Topic("investigation opened")
named_topic = Topic("suspect identified")
named_with_witness_topic = Topic("suspect identified, a survivor supports the case")
found_topic = Topic("suspect identified after an operation")
found_with_witness_topic = Topic("suspect identified after an operation, a survivor supports the case")

# What the police have: units, priority, triage ------------------------------------------------------------------------

unit_takes = Parameter(
    "a specialist unit works a case, given the force has one",
    unit="share", prior=Share(0.4, 0.95),
    evidence=Assumption("units take the serious cases, some of them all; no share published"),
)  # fmt: skip
priority = Parameter(
    "forces without a specialist unit that treat modern slavery as a strategic priority",
    unit="share",
    prior=Share(0.2, 0.7),
    evidence=Assumption("just over half have governance and oversight of it", facts=("S031",)),
)
priority_staff = Parameter(
    "added staff of a force where modern slavery is a strategic priority, relative to one where it is not",
    unit="ratio", prior=LogNormal(0.05, 0.8),
    evidence=Assumption("priority is held to bring resources where no unit exists; no size published"),
)  # fmt: skip
staff = Derived(
    "investigators working on modern slavery cases, strategic priority included", "members of staff",
    (investigators, specialist_share, priority, priority_staff),
    lambda staff, units, share, added: staff * (1.0 + (1.0 - units) * share * added),
)  # fmt: skip
triage_desks = Parameter(
    "forces that assess every modern slavery crime and watch over each inquiry to its end",
    unit="share",
    prior=Share(0.1, 0.5),
    evidence=Assumption("a model of the national police unit; how many follow it is not published", facts=("S031",)),
)
triage_desk = Adopted("the force assesses every modern slavery crime", "share", share=triage_desks, place=area)
closed_at_once = Parameter(
    "a recorded crime is closed at once without a proportionate inquiry, given no such assessment",
    unit="share", prior={"2014-01-01": Share(0.1, 0.95), "2017-01-01": Share(0.05, 0.4)},
    evidence=Assumption(
        "inspectors find cases closed too soon in some forces, in 2017 in many; live investigations grew nineteenfold "
        "from the end of 2016 to 2021 and are a target, so the prior is vague before", facts=("F405a.2016",),
    ),
    anew=True,
)  # fmt: skip

# What a case begins with ----------------------------------------------------------------------------------------------

old_or_abroad = Parameter(
    "a crime recorded against an exploiter is reported long after the event, or happened in part abroad",
    unit="share", prior=Share(0.1, 0.5),
    evidence=Assumption("interviews after referral bring many such crimes to record; no share published"),
)  # fmt: skip
some_evidence = Parameter(
    "there is evidence beyond testimony at the start, given found by chance",
    unit="share", prior=Share(0.2, 0.6),
    evidence=Assumption("cases found by chance rest on testimony; no share published"),
)  # fmt: skip
strong_evidence = Parameter(
    "that evidence is strong, given found by chance", unit="share", prior=Share(0.05, 0.3),
    evidence=Assumption("no share published"),
)  # fmt: skip
evidence_proactive = Parameter(
    "odds of evidence beyond testimony, and of strong evidence, after an operation, relative to found by chance",
    unit="odds ratio", prior=LogNormal(2.0, 15.0),
    evidence=Assumption("prosecutors say that planned operations secure it beforehand; no size published"),
)  # fmt: skip
enough_told = Parameter(
    "a case opens on what a survivor tells of their exploiter in their own defence, given none open",
    unit="share", prior=Share(0.02, 0.3),
    evidence=Assumption("passed-over defences leave exploiters unpursued; how many cases they open is not published"),
)  # fmt: skip
told_more = Parameter(
    "what a survivor tells in their own defence makes the evidence in an open case stronger",
    unit="share", prior=Share(0.1, 0.6),
    evidence=Assumption("some investigators say that they learn more; no share published"),
)  # fmt: skip

# Naming a suspect -----------------------------------------------------------------------------------------------------

suspect_identified = Parameter(
    "a suspect is identified, given a recent crime found by chance, a soloist or network, no unit and no witness",
    unit="share",
    prior=Counts(yes=(1 - number("F415.no_suspect")) * number("F415.concluded"), of=number("F415.concluded")),
    evidence=Source("F415.no_suspect", "F415.concluded", note="cases of all kinds of one force in 2018, taken for "
                    "the plainest kind of all forces"),
)  # fmt: skip
identified_group = Parameter(
    "odds that a suspect in an organised group is identified, relative to others",
    unit="odds ratio", prior=LogNormal(0.3, 1.0),
    evidence=Assumption("organised crime is harder to detect; no size published"),
)  # fmt: skip
identified_proactive = Parameter(
    "odds that a suspect is identified after an operation, relative to found by chance",
    unit="odds ratio", prior=LogNormal(1.5, 8.0),
    evidence=Assumption("operations have suspects in view; no size published"),
)  # fmt: skip
identified_old = Parameter(
    "odds that a suspect is identified for a crime long past or abroad, relative to a recent one here",
    unit="odds ratio", prior=LogNormal(0.1, 0.8),
    evidence=Assumption("inspectors find that such crimes rarely progress; no size published"),
)  # fmt: skip
identified_specialist = Parameter(
    "odds that a suspect is identified with a specialist unit on the case, relative to without",
    unit="odds ratio", prior=LogNormal(1.0, 3.0),
    evidence=Assumption("forces with units prosecute more, an association only", facts=("S030",)),
)  # fmt: skip
identified_told = Parameter(
    "odds that a suspect is identified in cases opened on a survivor's own defence, relative to others",
    unit="odds ratio", prior=LogNormal(1.1, 6.0),
    evidence=Assumption("the survivor can say who was behind the offence; no size published"),
)  # fmt: skip
identified_witness = Parameter(
    "odds that a suspect is identified with a survivor supporting the case, relative to none",
    unit="odds ratio", prior=LogNormal(1.1, 6.0),
    evidence=Assumption("with neither a suspect nor the victim's support most cases close; no size published"),
)  # fmt: skip
named_too = Parameter(
    "another exploiter of the same network or group is named in the case, given a suspect identified",
    unit="share",
    prior=Share(0.03, 0.5),
    evidence=Assumption(
        "about two suspects are charged for each charged crime; both counts are targets, so the prior is vague"
    ),
)
early_arrest = Parameter(
    "a suspect is arrested as soon as identified",
    unit="share", prior=Share(0.1, 0.6),
    evidence=Assumption("officers describe the choice between early arrest and more evidence; no share published"),
)  # fmt: skip
watched = Parameter(
    "odds that a suspect is identified where every inquiry is watched over to its end, relative to elsewhere",
    unit="odds ratio", prior=LogNormal(1.0, 2.5),
    evidence=Assumption("the national police unit holds that it improves results; no size published"),
)  # fmt: skip
identified_watched = Derived(
    "odds that a suspect is identified, as the force assesses and watches over every crime", "odds ratio",
    (triage_desk, watched), lambda has, odds: 1.0 + (odds - 1.0) * has,
)  # fmt: skip

BY_WITNESS = dict.fromkeys((Witnesses.ONE, Witnesses.TWO, Witnesses.THREE_OR_MORE), identified_witness)
IDENTIFIED: Ratios = {
    organisation: {Organisation.ORGANISED_GROUP: identified_group}, proactive: {YesNo.YES: identified_proactive},
    past_or_abroad: {YesNo.YES: identified_old}, specialist: {YesNo.YES: identified_specialist},
    from_intelligence: {YesNo.YES: identified_told}, witnesses: BY_WITNESS, area: identified_watched,
}  # fmt: skip
PROACTIVE: Ratios = {proactive: {YesNo.YES: evidence_proactive}}


def begins(began: YesNo, told: YesNo) -> tuple[Step, ...]:
    """Return the steps that give a new case its beginnings: how it began, who works it, and with what evidence."""
    return (
        Mark(recorded), Set(proactive, began), Set(from_intelligence, told),
        Set(past_or_abroad, YesNo.NO), Set(specialist, YesNo.NO), Set(evidence, Evidence.LITTLE),
        Ask("force has a specialist unit", has_specialist_unit, place=area, yes=(
            Ask("specialist unit takes the case", unit_takes, yes=(Set(specialist, YesNo.YES),)),
        )),
        Ask("evidence beyond testimony", some_evidence, odds=PROACTIVE, yes=(
            Set(evidence, Evidence.SOME),
            Ask("strong evidence", strong_evidence, odds=PROACTIVE, yes=(Set(evidence, Evidence.STRONG),)),
        )),
    )  # fmt: skip


def told_by_witness(without: Topic, supported: Topic) -> tuple[Step, ...]:
    """Return the step that says whether a survivor supports the case."""
    return (If(witnesses, (Witnesses.NONE,), then=(Tell(without),), otherwise=(Tell(supported),)),)


OPENS = (Count(investigations), Set(co_suspect, YesNo.NO))
INQUIRY = (Move(case, Case.UNDER_INVESTIGATION), Tell(needs_investigators))

operation = Trigger(
    "case opened by a police operation", case, (Case.NONE,),
    then=(*OPENS, Count(operations), *begins(YesNo.YES, YesNo.NO), *INQUIRY),
)  # fmt: skip
crime_recorded = Trigger(
    "crime recorded", case, (Case.NONE,),
    then=(
        *OPENS, *begins(YesNo.NO, YesNo.NO),
        Ask("crime long past or abroad", old_or_abroad, yes=(Set(past_or_abroad, YesNo.YES),)),
        Ask("crime assessed by a triage desk", triage_desk, place=area, yes=INQUIRY,
            no=(Ask("closed without inquiry", closed_at_once, yes=(Count(closed_unworked), Tell(case_over)),
                    no=INQUIRY),)),
    ),
)  # fmt: skip
told_of = Trigger(
    "told of in a survivor's defence", case, (Case.NONE, Case.UNDER_INVESTIGATION, Case.AWAITING_EVIDENCE),
    then=(
        If(case, (Case.NONE,),
           then=(Ask("told enough to open a case", enough_told,
                     yes=(*OPENS, Count(on_intelligence), *begins(YesNo.NO, YesNo.YES), *INQUIRY)),),
           otherwise=(Ask("told more for an open case", told_more, yes=(Shift(evidence, 1),)),)),
    ),
)  # fmt: skip
investigated = Trigger(
    "investigation concluded", case, (Case.UNDER_INVESTIGATION,),
    then=(
        Ask("suspect identified", suspect_identified, odds=IDENTIFIED,
            yes=(
                Count(suspects), Move(case, Case.AWAITING_EVIDENCE),
                If(proactive, (YesNo.YES,), then=told_by_witness(found_topic, found_with_witness_topic),
                   otherwise=told_by_witness(named_topic, named_with_witness_topic)),
                Ask("suspect arrested early", early_arrest, yes=(Count(early_arrests), Tell(arrested_early_topic))),
            ),
            no=(Count(closed_no_suspect), Move(case, Case.NONE), Tell(case_over))),
    ),
)  # fmt: skip


def named_beside(name: str, began: YesNo, supporting: Witnesses) -> Trigger:
    """Return the trigger that names an associate in a case: one already investigated keeps the case's beginnings."""
    new = (Set(co_suspect, YesNo.YES), *begins(began, YesNo.NO), Set(witnesses, supporting))
    named = Ask(
        "named in the same case", named_too,
        yes=(Count(co_suspects), If(case, (Case.NONE,), then=new), Move(case, Case.AWAITING_EVIDENCE)),
    )  # fmt: skip
    free = (Liberty.AT_LARGE, Liberty.CARRIES_ON_FROM_PRISON)
    return Trigger(name, case, (Case.NONE, Case.UNDER_INVESTIGATION), then=(If(liberty, free, then=(named,)),))


named = named_beside("associate named", YesNo.NO, Witnesses.NONE)
named_with_witness = named_beside("associate named, a survivor supports the case", YesNo.NO, Witnesses.ONE)
found = named_beside("associate found", YesNo.YES, Witnesses.NONE)
found_with_witness = named_beside("associate found, a survivor supports the case", YesNo.YES, Witnesses.ONE)

opens_by_operation = Route(operation_topic, Whom.EXPLOITER, operation, turn=1)
"""Before crimes recorded in the same operation, which then belong to its case."""
opens_case = Route(crime_recorded_topic, Whom.EXPLOITER, crime_recorded, turn=1)
opens_on_intelligence = Route(intelligence_topic, Whom.EXPLOITER, told_of, turn=1)
names = Route(named_topic, Whom.ASSOCIATES, named)
names_with_witness = Route(named_with_witness_topic, Whom.ASSOCIATES, named_with_witness)
finds = Route(found_topic, Whom.ASSOCIATES, found)
finds_with_witness = Route(found_with_witness_topic, Whom.ASSOCIATES, found_with_witness)
investigation = Casework(
    "investigation work", "cases worked by the investigators of each force, in the order recorded",
    joins=needs_investigators, serve=investigated, staff=staff, work=investigation_days,
    place=area, shares=size_of_forces,
)  # fmt: skip
