"""Labels: what an outcome is called where people read it; its code name is for files and `--json`."""

LABELS = {
    "awaiting_charity_referral": "Awaiting referral by a charity",
    "rg_backlog": "Awaiting a reasonable-grounds decision",
    "survivors_in_prison": "Survivors in prison", "in_detention": "Survivors in immigration detention",
    "in_exploitation": "People in exploitation", "years_in_exploitation": "Person-years in exploitation",
    "retrafficked": "People exploited again", "retrafficked_12m": "Exploited again within 12 months of exit",
    "nrm_referrals": "NRM referrals", "nrm_referrals_adult": "NRM referrals of adults",
    "nrm_referrals_child": "NRM referrals of children", "nrm_referrals_police": "NRM referrals by police",
    "nrm_referrals_government": "NRM referrals by government",
    "nrm_referrals_local_authority": "NRM referrals by councils",
    "nrm_referrals_charity": "NRM referrals by charities", "nrm_referrals_prison": "NRM referrals by prison staff",
    "duty_to_notify": "Duty to Notify reports",
    "rg_decisions": "Reasonable-grounds decisions", "rg_positive_share": "Positive reasonable-grounds decisions",
    "cg_decisions": "Conclusive-grounds decisions", "cg_positive_share": "Positive conclusive-grounds decisions",
    "cg_days_median": "Median days to conclusive decision", "cg_days_mean": "Mean days to conclusive decision",
    "cg_backlog": "Awaiting a conclusive decision", "left_before_decision": "Left the NRM before the decision",
    "harmed_by_waiting": "Mental health worse by waiting", "in_support": "Adults in victim care",
    "entitled_without_support": "Adults entitled to victim care, without it",
    "crimes_recorded": "Modern slavery crimes recorded", "witnesses_supporting": "Survivors supporting a case",
    "cps_referrals": "Suspects referred to prosecutors",
    "prosecutions": "Prosecutions of exploiters", "convictions": "Convictions of exploiters",
    "conviction_rate": "Prosecutions ending in conviction", "disclosed_in_prison": "Disclosures to prison staff",
    "survivors_convicted": "Survivors convicted", "survivors_imprisoned": "Survivors imprisoned",
    "detentions": "Survivors detained (immigration)", "reoffended_12m": "Survivors reconvicted within 12 months",
    "cost_public": "Cost to the public purse", "cost_levers": "Cost of the levers",
    "cost_public_and_levers": "Cost to the public purse, levers included",
    "cost_social": "Cost to people and society", "missed_by_police": "Contacts where police miss a survivor",
    "retrafficked_after_release_12m": "Exploited again within 12 months of release",
    "open_case_days_median": "Median days of undecided cases",
    "rg_days_mean": "Mean days to reasonable-grounds decision",
    "harmed_in_prison": "Mental health worse by prison", "harmed_in_detention": "Mental health worse by detention",
    "lost_before_referral": "Lost while waiting for a charity's referral",
    "bad_first_contacts": "First contacts with police that went badly",
    "witnesses_withdrawn": "Survivors withdrawing from a case", "survivors_arrested": "Arrests of survivors",
    "section_45_missed": "Convicted, defence of compulsion not raised",
    "released_unidentified": "Released unidentified", "released_before_decision": "Released before the NRM decision",
    "debts_in_prison": "Fallen into debt in prison", "years_in_detention": "Person-years in immigration detention",
    "removals": "Survivors removed from the country", "homeless": "Survivors without a home",
    "recalls": "Recalls to prison", "lost_trust_by_hearsay": "Trust lost by hearsay",
    "recognised": "Recognised as victims", "support_entrants": "Adults entering victim care",
    "move_on_support": "Helped to move on", "therapy_entrants": "Survivors beginning therapy",
    "in_work": "Survivors in paid work", "recovered": "Mental health better by care",
}  # fmt: skip
"""By code name; the definitions stand at the end of a page."""


def label(name: str) -> str:
    """Return the short name of an outcome."""
    return LABELS.get(name, name.replace("_", " ").capitalize())
