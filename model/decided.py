"""Decided: what each decision of the National Referral Mechanism counts, and who of those decided on is detained.

People detained are counted in the year of their latest detention, as the published figures count them: by what had been
decided before, or was within a year after.
"""

from model.rules import Count, Duration, Event, If, Mark, Moment, Spell, Step
from model.survivor import BETWEEN, Referral, referral, referred

rg_positive = Event("rg_positive", "positive reasonable-grounds decisions")
cg_positive = Event("cg_positive", "positive conclusive-grounds decisions")
rg_positive_days = Duration("rg_positive_days", "days from referral to a positive reasonable-grounds decision")
detained_referred = Event("detained_referred", "people detained who were referred before, or are within a year")
detained_with_rg = Event("detained_with_rg", "people detained with positive reasonable grounds before or within a year")
detained_with_cg = Event("detained_with_cg", "people detained with positive conclusive grounds before or within a year")
detained_rejected = Event("detained_rejected", "people detained with a negative decision before or within a year")
detained_on = Moment("detained", "latest entry into immigration detention")

WITHIN = 365.0
"""Days after detention within which a referral or decision counts."""
FOUND_POSSIBLE = (
    *BETWEEN, Referral.CONFIRMED, Referral.NOT_CONFIRMED,
    Referral.RECONSIDERING_CONCLUSIVE_GROUNDS, Referral.DISQUALIFIED,
)  # fmt: skip
"""Has had a positive reasonable-grounds decision."""


def soon_after(event: Event) -> Count:
    """Return the step that counts what is decided on people detained not long ago, in the year of detention."""
    return Count(event, since=detained_on, within=WITHIN)


AT_DETENTION: tuple[Step, ...] = (
    Mark(detained_on),
    If(referral, (Referral.OUTSIDE,), otherwise=(Count(detained_referred),)),
    If(referral, FOUND_POSSIBLE, then=(Count(detained_with_rg),)),
    If(referral, (Referral.CONFIRMED,), then=(Count(detained_with_cg),)),
    If(referral, (Referral.NO_REASONABLE_GROUNDS, Referral.NOT_CONFIRMED), then=(Count(detained_rejected),)),
)
AT_REFERRAL: tuple[Step, ...] = (If(referral, (Referral.OUTSIDE,), then=(soon_after(detained_referred),)),)
POSSIBLE_VICTIM: tuple[Step, ...] = (
    Count(rg_positive), Spell(rg_positive_days, since=referred), soon_after(detained_with_rg),
)  # fmt: skip
VICTIM: tuple[Step, ...] = (Count(cg_positive), soon_after(detained_with_cg))
REJECTED: tuple[Step, ...] = (soon_after(detained_rejected),)
