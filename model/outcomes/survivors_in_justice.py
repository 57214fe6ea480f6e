"""Survivors as suspects, defendants and prisoners, and what custody and detention leave."""

from model import decided, defence, gates
from model.junctions import telling
from model.measure import Outcome, Reader, counted, stock, years_in
from model.rules import Event
from model.stages import (
    arrest,
    custody,
    defendant,
    detention,
    disclosure,
    regularisation,
    supervision,
    wellbeing,
    word_of_mouth,
    youth,
)  # fmt: skip
from model.survivor import Immigration, Justice, immigration, justice

PRISON = (Justice.ON_REMAND, Justice.IN_PRISON, Justice.RECALLED)


def _people(*events: Event) -> tuple[Outcome, ...]:
    return tuple(Outcome(e.name, e.meaning, "people", "E&W", counted(e)) for e in events)


def _share(name: str, meaning: str, top: Reader, bottom: Reader, follow_up: float = 0.0) -> Outcome:
    return Outcome(name, meaning, "share", "E&W", top, bottom, follow_up=follow_up)


OUTCOMES = (
    *_people(
        arrest.arrests, *arrest.arrests_for.values(), arrest.spared, arrest.recognised_in_custody,
        defendant.charges, defendant.compelled_charges, defendant.remands,
        defence.section_45_considered, defence.section_45_raised, defence.section_45_accepted,
        defence.section_45_missed, defence.section_45_barred, defence.convictions, defence.compelled_convictions,
        defence.convicted_unidentified,
        gates.imprisonments, defendant.diversions, youth.children_convicted, youth.secure,
    ),
    Outcome("survivors_in_prison", "survivors in prison, on remand or recalled on 31 December", "people", "E&W",
            stock(justice, *PRISON)),
    Outcome("years_in_prison", "time survivors spend in prison, on remand or recalled", "person-years", "E&W",
            years_in(justice, *PRISON)),
    *_people(disclosure.disclosed, disclosure.noticed, custody.released_undecided, custody.released_unidentified,
             custody.debts),
    Outcome("releases", "survivors released from a prison sentence", "people", "E&W", counted(custody.releases)),
    _share("released_undecided_share", "survivors released before a decision on their referral, of all released",
           counted(custody.released_undecided), counted(custody.releases)),
    _share("reoffended_12m", "survivors released in the year who are reconvicted within 12 months",
           counted(supervision.reoffended_12m), counted(custody.releases), follow_up=365.0),
    *_people(supervision.recalls, supervision.reimprisoned),
    Outcome("passed_to_immigration", "people whose details the police pass to immigration enforcement", "people", "E&W",
            counted(telling.passed_on)),
    *_people(telling.detentions, telling.detained_rg, telling.detained_cg, decided.detained_referred,
             decided.detained_with_rg, decided.detained_with_cg, decided.detained_rejected, detention.identifications,
             detention.removals, detention.voluntary_departures),
    Outcome("years_in_detention", "time survivors spend in immigration detention", "person-years", "E&W",
            years_in(immigration, Immigration.DETAINED)),
    Outcome("in_detention", "survivors in immigration detention on 31 December", "people", "E&W",
            stock(immigration, Immigration.DETAINED)),
    *_people(regularisation.grants_to_recover, regularisation.grants_of_asylum),
    *_people(wellbeing.harmed_in_prison, wellbeing.harmed_in_detention, wellbeing.harmed_by_waiting,
             wellbeing.recovered, word_of_mouth.lost_trust_by_hearsay),
)  # fmt: skip
