"""Which way an outcome is wished for, where people who ask would agree; of all others nobody is said to be better."""

from collections.abc import Mapping

from experiments.comparison.better import Better

DESIRABLE: Mapping[str, Better] = {
    **dict.fromkeys((
        "in_exploitation", "years_in_exploitation", "retrafficked", "retrafficked_12m",
        "retrafficked_after_release_12m", "cg_days_median", "cg_days_mean", "cg_backlog", "open_case_days_median",
        "rg_days_mean", "left_before_decision", "harmed_by_waiting", "harmed_in_prison", "harmed_in_detention",
        "entitled_without_support", "lost_before_referral", "missed_by_police", "bad_first_contacts",
        "disqualified", "witnesses_withdrawn", "survivors_arrested", "survivors_convicted",
        "survivors_imprisoned", "section_45_missed", "released_unidentified", "released_before_decision",
        "debts_in_prison", "detentions", "years_in_detention", "removals", "homeless", "reoffended_12m", "recalls",
        "lost_trust_by_hearsay", "cost_public", "cost_public_and_levers", "cost_social",
    ), "lower"),
    **dict.fromkeys((
        "recognised", "support_entrants", "move_on_support", "therapy_entrants", "in_work", "witnesses_supporting",
        "prosecutions", "convictions", "recovered",
    ), "higher"),
}  # fmt: skip
"""By outcome: whether more or less of it is better."""

RANKED = (
    "retrafficked", "years_in_exploitation", "cg_days_median", "left_before_decision", "prosecutions", "convictions",
    "survivors_convicted", "detentions", "missed_by_police", "cost_public_and_levers",
)  # fmt: skip
"""Outcomes in which scenarios are ranked, and for which packages are taken apart and switching values found."""

HARMS = (
    "retrafficked", "cg_days_median", "rg_days_mean", "cg_backlog", "left_before_decision", "lost_before_referral",
    "harmed_by_waiting", "harmed_in_prison", "harmed_in_detention", "entitled_without_support", "missed_by_police",
    "bad_first_contacts", "disqualified", "witnesses_withdrawn", "survivors_arrested", "section_45_missed",
    "survivors_convicted", "survivors_imprisoned", "debts_in_prison", "released_unidentified",
    "released_before_decision", "reoffended_12m", "recalls", "detentions", "years_in_detention", "removals", "homeless",
    "lost_trust_by_hearsay",
)  # fmt: skip
"""Harms that are looked at in every comparison, in every group: waits, lost contact, detention, displacement.

Refusals are not among them: who is refused was referred first, and the ledger tells of both.
"""

HEADLINES = (
    "in_exploitation", "years_in_exploitation", "retrafficked", "retrafficked_12m",
    "nrm_referrals", "duty_to_notify", "rg_positive_share", "cg_decisions", "cg_days_median", "cg_backlog",
    "left_before_decision", "harmed_by_waiting", "in_support", "entitled_without_support",
    "crimes_recorded", "witnesses_supporting", "prosecutions", "convictions",
    "survivors_convicted", "survivors_imprisoned", "disclosed_in_prison", "nrm_referrals_prison", "reoffended_12m",
    "detentions", "cost_public",
)  # fmt: skip
"""Outcomes that tables and pictures lead with, harms included; every other one is in the JSON document."""
