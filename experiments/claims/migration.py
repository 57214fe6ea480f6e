"""Insecure immigration status: fear, consent, control by exploiters, detention."""

from experiments.claims.experiment import Experiment
from experiments.claims.worlds import CARE, FEW, HARM, MET, NEUTRAL
from model import junctions, margins
from model.stages import care, detention, exploitation, grounds, regularisation, wellbeing
from model.stages import re_trafficking as again

INSECURE = "status=insecure"
FEARED = MET | {
    junctions.expects_passing_on: 0.95, junctions.undeterred: 1.0, junctions.consent_insecure: 0.25,
    junctions.supports_insecure: 0.2, margins.insecure: 0.85,
}  # fmt: skip
HELD = FEW | {
    margins.insecure: 0.85, margins.national_adults: 0.08, detention.detention_rate: 0.5, detention.raids: 1.0,
    detention.pending_ratio: 0.5, detention.detention_days: 60.0, detention.told_ratio: 2.0,
}  # fmt: skip
"""Immigration enforcement holds many."""

MIGRATION = (
    Experiment(
        "C06", "nrm_referrals_police", -1, none={junctions.expects_passing_on: 0.0},
        strong={junctions.expects_passing_on: 0.95},
        both={q: x for q, x in FEARED.items() if q is not junctions.undeterred} | {junctions.deterrence: 0.6},
        group=INSECURE,
    ),
    Experiment(
        "C07", "referral_refused", +1, none={junctions.outcomes_published: 1.0},
        strong={junctions.outcomes_published: 0.0},
        both=MET | {junctions.expects_before_data: 0.9, junctions.reassured_by_data: 0.8, junctions.deterrence: 0.0,
                    junctions.consent_insecure: 0.25},
        group=INSECURE, why="fear is seen in adults who do not consent to a referral",
    ),
    Experiment(
        "C08", "exits", -1, none={exploitation.threat_of_detention: 0.0},
        strong={exploitation.threat_of_detention: 1.0},
        both=FEW | {exploitation.silenced: 0.4, exploitation.length_of_exploitation: 2.0, exploitation.entries: 6_000.0}, group=INSECURE,
    ),
    Experiment(
        "C09", "years_in_exploitation", +1, none={exploitation.controlled_by_status: 1.0},
        strong={exploitation.controlled_by_status: 0.4},
        both=FEW | {exploitation.length_of_exploitation: 2.0, exploitation.entries: 6_000.0}, group=INSECURE,
    ),
    Experiment(
        "C10", "support_entrants", -1, none={junctions.consent_insecure: 1.0}, strong={junctions.consent_insecure: 0.25},
        both=CARE | {junctions.expects_passing_on: 0.95, junctions.undeterred: 1.0, junctions.consent: 0.8},
        group=INSECURE,
    ),
    Experiment(
        "C74", "permission_as_refugee", -1, none={grounds.conclusive_grounds: 0.95},
        strong={grounds.conclusive_grounds: 0.05},
        both=CARE | {
            regularisation.asylum: 0.3, regularisation.asylum_after_negative: 0.15, regularisation.asylum_after_positive: 1.0,
            regularisation.to_recover: 0.0, detention.negative_ratio: 1.0, detention.removed_negative: 1.0,
        },
    ),
    Experiment(
        "C91", "therapy_referrals", +1, none={wellbeing.harm_in_detention: 0.0}, strong={wellbeing.harm_in_detention: 8.0},
        both=HARM | HELD, group=INSECURE, why="people with much harm to mental health are those referred to therapy",
    ),
    Experiment(
        "C92", "in_support", -1, none={detention.detention_rate: 0.0}, strong={detention.detention_rate: 1.0},
        both=CARE | HELD, group=INSECURE,
    ),
    Experiment(
        "C93", "years_in_detention", +1, none={detention.stricter_proof: 1.0}, strong={detention.stricter_proof: 3.0},
        both=CARE | HELD | {detention.release_ratio: 4.0},
    ),
    Experiment(
        "C94", "years_in_exploitation", +1, none={exploitation.recruitment_insecure: 1.0, again.if_insecure: 1.0},
        strong={exploitation.recruitment_insecure: 3.0, again.if_insecure: 3.0},
        both=FEW | NEUTRAL | {exploitation.share_recruited: 0.4}, group=INSECURE,
    ),
    Experiment(
        "C95", "removals", +1, none={detention.raids: 0.0}, strong={detention.raids: 3.0},
        both=HELD | {detention.removed: 0.5},
    ),
)  # fmt: skip
"""Immigration status and enforcement."""
_ = care
