"""Insecure immigration status: fear, consent, control by exploiters, detention."""

from experiments.claims.experiment import Experiment
from experiments.claims.worlds import CARE, EVEN, FEW, HARM, MET, Setting
from model import margins
from model.junctions import referring, telling
from model.stages import detention, exploitation, grounds, regularisation, wellbeing
from model.stages import re_trafficking as again

INSECURE = "status=insecure"
HELD = Setting("held", "immigration enforcement holds many", {
    **FEW.numbers,
    margins.insecure: 0.85, margins.national_adults: 0.08, detention.detention_rate: 0.5, detention.raids: 1,
    detention.pending_ratio: 0.5, detention.detention_days: 60, detention.told_ratio: 2,
})  # fmt: skip

MIGRATION = (
    Experiment(
        "C06", "nrm_referrals_police", -1, none={telling.expects_passing_on: 0},
        strong={telling.expects_passing_on: 0.95},
        setting=MET, both={telling.deterrence: 0.6, referring.consent_insecure: 0.25, margins.insecure: 0.85},
        off={telling.deterrence: 0, referring.consent_insecure: 1}, group=INSECURE,
    ),
    Experiment(
        "C07", "referral_refused", +1, none={telling.outcomes_published: 1},
        strong={telling.outcomes_published: 0},
        setting=MET, both={
            telling.expects_before_data: 0.9, telling.reassured_by_data: 0.8, telling.deterrence: 0,
            referring.consent_insecure: 0.25,
        },
        off={referring.consent_insecure: 1}, group=INSECURE,
        why="fear is seen in adults who do not consent to a referral",
    ),
    Experiment(
        "C08", "exits", -1, none={exploitation.threat_of_detention: 0},
        strong={exploitation.threat_of_detention: 1},
        both={exploitation.silenced: 0.4, exploitation.length_of_exploitation: 2, exploitation.entries: 6_000},
        group=INSECURE, why="as many enter exploitation in both worlds",
    ),
    Experiment(
        "C09", "years_in_exploitation", +1, none={exploitation.controlled_by_status: 1},
        strong={exploitation.controlled_by_status: 0.4},
        both={exploitation.length_of_exploitation: 2, exploitation.entries: 6_000},
        group=INSECURE, why="as many enter exploitation in both worlds",
    ),
    Experiment(
        "C10", "support_entrants", -1, none={referring.consent_insecure: 1}, strong={referring.consent_insecure: 0.25},
        setting=CARE, both={telling.expects_passing_on: 0.95, telling.undeterred: 1, referring.consent: 0.8},
        group=INSECURE,
    ),
    Experiment(
        "C74", "permission_as_refugee", -1, none={grounds.conclusive_grounds: 0.95},
        strong={grounds.conclusive_grounds: 0.05},
        setting=CARE, both={
            regularisation.asylum: 0.3, regularisation.asylum_after_negative: 0.15,
            regularisation.asylum_after_positive: 1, regularisation.to_recover: 0,
            detention.negative_ratio: 1, detention.removed_negative: 1,
        },
        off={regularisation.asylum_after_negative: 1},
    ),
    Experiment(
        "C91", "therapy_referrals", +1, none={wellbeing.harm_in_detention: 0}, strong={wellbeing.harm_in_detention: 4},
        setting=HARM | HELD, group=INSECURE, why="people with much harm to mental health are those referred to therapy",
    ),
    Experiment(
        "C92", "in_support", -1, none={detention.detention_rate: 0}, strong={detention.detention_rate: 1},
        setting=CARE | HELD, group=INSECURE,
    ),
    Experiment(
        "C93", "years_in_detention", +1, none={detention.stricter_proof: 1}, strong={detention.stricter_proof: 3},
        setting=CARE | HELD, both={detention.release_ratio: 4},
    ),
    Experiment(
        "C94", "years_in_exploitation", +1, none={exploitation.recruitment_insecure: 1, again.if_insecure: 1},
        strong={exploitation.recruitment_insecure: 3, again.if_insecure: 3},
        setting=EVEN, both={exploitation.share_recruited: 0.4}, group=INSECURE,
    ),
    Experiment(
        "C95", "removals", +1, none={detention.raids: 0}, strong={detention.raids: 3},
        setting=HELD, both={detention.removed: 0.5},
        why="people are found in raids on the places where they are exploited",
    ),
)  # fmt: skip
"""Immigration status and enforcement."""
