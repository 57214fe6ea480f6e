"""The National Referral Mechanism: identification, consent, decisions, waits, and who leaves.

Published counts are of referrals and of decided cases. Beside them stand the measures without their bias: people
referred for the first time, and the age of cases still open.
"""

import numpy as np

from model import decided, survivor
from model.junctions import referring
from model.measure import (
    Outcome,
    Reader,
    Spell,
    Spells,
    among,
    counted,
    ended,
    entries,
    in_quarter,
    longer_than,
    means,
    medians,
    minus,
    number_begun,
    number_of,
    plus,
    shares_over,
    stock,
)
from model.simulation import SurvivorJourneys
from model.stages import charities, contact, disqualification, grounds, reconsideration
from model.survivor import BETWEEN, Age, Contact, ExploitationType, Nation, Referral, age, referral
from model.survivor import contact as identification

referrals = counted(referring.referrals)
notified = among(counted(referring.duty_to_notify), survivor.nation, Nation.ENGLAND_AND_WALES)
"""The duty binds public authorities in England and Wales."""
first, first_positive = ended(grounds.rg_days), ended(decided.rg_positive_days)
A_QUARTER = 91.0
"""Days from the end of a year to the end of March."""


def first_referrals(sim: SurvivorJourneys) -> np.ndarray:
    """Return people referred for the first time."""
    return np.asarray(sim.survivors.flow(referral, Referral.OUTSIDE, leaving=True), float)


def open_cases(sim: SurvivorJourneys) -> Spell:
    """Return the cases with positive reasonable grounds open at the last boundary of each year, and since when."""
    who, since, now = (np.concatenate(part) for part in zip(*sim.open_cases, strict=True))
    return who, since, now


def decided_by_march() -> Reader:
    """Return a reader of the referrals of a year that by the end of March after had ended in a decision."""
    rejected = minus(number_begun(first, A_QUARTER), number_begun(first_positive, A_QUARTER))
    return plus(rejected, number_begun(ended(grounds.cg_days), A_QUARTER))


def _people(name: str, meaning: str, read: Reader, where: str = "UK") -> Outcome:
    return Outcome(name, meaning, "people", where, read)  # type: ignore[arg-type]


OUTCOMES = (
    _people("identified", "people recognised as possible victims by a first responder", counted(
        referring.identifications), "E&W"),
    _people("missed_by_police", "contacts in which the police do not recognise a survivor", counted(
        contact.missed_by_police), "E&W"),
    _people("referral_refused", "adults recognised who do not consent to a referral",
            counted(referring.refused), "E&W"),
    _people("duty_to_notify", "adults who did not consent, notified to the Home Office", notified, "E&W"),
    Outcome("duty_to_notify_share", "notifications over notifications and adult referrals, as published (England and "
            "Wales over the UK)", "share", "UK", notified, plus(notified, among(referrals, age, Age.ADULT)),
            beside="consented_share"),
    Outcome("consented_share", "adults recognised who consent, of those asked", "share", "UK",
            among(minus(counted(referring.identifications), counted(referring.refused)), age, Age.ADULT),
            among(counted(referring.identifications), age, Age.ADULT)),
    Outcome("nrm_referrals", "referrals to the National Referral Mechanism", "people", "UK", referrals,
            beside="nrm_people_referred"),
    _people("nrm_people_referred", "people referred for the first time", first_referrals),
    _people("nrm_referrals_adult", "referrals of people exploited as adults", among(referrals, age, Age.ADULT)),
    _people("nrm_referrals_child", "referrals of people exploited as children", among(referrals, age, Age.CHILD)),
    _people("nrm_referrals_child_criminal", "referrals of children exploited in crime", among(
        among(referrals, age, Age.CHILD), survivor.exploitation_type, ExploitationType.CRIMINAL)),
    *(_people(event.name, event.meaning, counted(event)) for event in referring.referrals_by.values()),
    *(_people(f"{event.name}_adult", f"{event.meaning}, of people exploited as adults", among(
        counted(event), age, Age.ADULT)) for event in referring.referrals_by.values()),
    Outcome("nrm_referrals_here_share", "referrals of people exploited in the United Kingdom", "share", "UK",
            counted(referring.referrals_here), referrals),
    _people("lost_before_referral", "people lost while waiting for a charity's referral", counted(
        charities.lost_before_referral)),
    _people("awaiting_charity_referral", "people waiting on 31 December for a charity to refer them",
            stock(identification, Contact.AWAITING_REFERRAL)),
    Outcome("rg_decisions", "reasonable-grounds decisions", "decisions", "UK", counted(grounds.rg_decisions)),
    Outcome("rg_positive", "positive reasonable-grounds decisions", "decisions", "UK", counted(decided.rg_positive)),
    Outcome("rg_positive_share", "positive of all reasonable-grounds decisions", "share", "UK",
            counted(decided.rg_positive), counted(grounds.rg_decisions)),
    *(Outcome(f"rg_positive_share_q{q}", f"positive of all reasonable-grounds decisions of quarter {q} of the year",
              "share", "UK", number_of(in_quarter(first_positive, q)), number_of(in_quarter(first, q)), quarter=q)
      for q in (1, 2, 3, 4)),
    Spells("rg_days_mean", "mean days from referral to the reasonable-grounds decision, decisions of the year", "UK",
           first, means),
    Spells("rg_days_mean_q3", "mean days from referral to the reasonable-grounds decision, decisions of July to "
           "September", "UK", in_quarter(first, 3), means, quarter=3),
    _people("rg_backlog", "people awaiting a reasonable-grounds decision on 31 December", stock(
        referral, Referral.AWAITING_REASONABLE_GROUNDS, Referral.READY_FOR_REASONABLE_GROUNDS)),
    Outcome("cg_decisions", "conclusive-grounds decisions", "decisions", "UK", counted(grounds.cg_decisions)),
    Outcome("cg_decisions_second_authority", "conclusive-grounds decisions of the second authority", "decisions", "UK",
            counted(grounds.cg_second)),
    Outcome("cg_positive_share", "positive of all conclusive-grounds decisions", "share", "UK",
            counted(decided.cg_positive), counted(grounds.cg_decisions)),
    Spells("cg_days_median", "median days from referral to the first conclusive decision, decisions of the year", "UK",
           ended(grounds.cg_days), medians, beside="open_case_days_median"),
    Spells("cg_days_mean", "mean days from referral to the first conclusive decision, decisions of the year", "UK",
           ended(grounds.cg_days), means, beside="open_case_days_mean"),
    Spells("cg_over_90_days", "conclusive decisions of the year made more than 90 days after referral", "UK",
           ended(grounds.cg_days), shares_over(90.0), unit="share"),
    Outcome("undecided_by_march", "referrals of the year without a decision by the end of March after: neither a "
            "negative first one nor a conclusive one", "share", "UK", minus(referrals, decided_by_march()), referrals,
            follow_up=A_QUARTER),
    Spells("open_case_days_median", "median days since referral of cases with positive reasonable grounds still open "
           "at the end of the year", "UK", open_cases, medians),
    Spells("open_case_days_mean", "mean days since referral of those cases", "UK", open_cases, means),
    _people("open_cases_over_6_months", "cases with positive reasonable grounds open for more than six months at the "
            "end of the year", number_of(longer_than(open_cases, 182.6))),
    _people("open_cases_over_2_years", "cases with positive reasonable grounds open for more than two years at the end "
            "of the year", number_of(longer_than(open_cases, 730.5))),
    Spells("open_over_6_months", "of those cases, open for more than six months", "UK", open_cases, shares_over(182.6),
           unit="share"),
    Spells("open_over_2_years", "of those cases, open for more than two years", "UK", open_cases, shares_over(730.5),
           unit="share"),
    _people("cg_backlog", "people with positive reasonable grounds awaiting a conclusive decision on 31 December",
            stock(referral, *BETWEEN)),
    _people("left_before_decision", "people who leave the mechanism between the two decisions", counted(
        grounds.left_queue)),
    _people("decisions_challenged", "negative decisions that are challenged", counted(grounds.challenges)),
    Outcome("challenges_reversed_share", "negative decisions reversed, of those looked at again in the year", "share",
            "UK", counted(reconsideration.reversals), counted(reconsideration.reversals, reconsideration.upheld)),
    _people("disqualified", "people shut out of protection on public order grounds", counted(
        disqualification.disqualifications)),
    _people("recognised", "people recognised as victims by a positive conclusive decision", entries(
        referral, Referral.CONFIRMED)),
)  # fmt: skip
