"""Survivors accused and imprisoned: arrest, the section 45 defence, prison, release, supervision."""

from experiments.claims.experiment import Experiment
from experiments.claims.worlds import CARE, COURT, EVEN, HARM, PRISON, Setting
from model import capacity, defence, first_day, gates, margins, prisons
from model.junctions import leaving, recorded_case, referring
from model.stages import (
    arrest,
    care,
    charging,
    custody,
    defendant,
    disclosure,
    disqualification,
    grounds,
    investigation,
    programmes,
    resettlement,
    supervision,
    trial,
    wellbeing,
)
from model.stages import re_trafficking as again

ACCUSED = Setting("accused", "arrested survivors are recognised, and the defence is considered", {
    **PRISON.numbers,
    arrest.recognised_middle: 0.8, referring.consent: 0.9, defendant.charged_share: 0.7,
    defendant.charged_considered: 0.05,
    defendant.charged_identified: 0.3, defence.knows_middle: 0.9, defence.time_and_evidence: 0.9,
    defence.raised_share: 0.5, defence.raised_if_considered: 5, defence.accepted_share: 0.8, defence.accepted_late: 0.3,
    leaving.leaves_when_identified: 0.2,
})  # fmt: skip
SILENT = Setting("silent", "survivors in prison may tell, and prison staff refer them", {
    **PRISON.numbers,
    disclosure.prison_refers: 1, disclosure.disclosure_outside: 0.8, disclosure.prison_setting: 0.5,
    disclosure.noticed_deficits: 0.02, referring.consent: 0.9, disclosure.prison_spread: 0.2,
})  # fmt: skip

CUSTODY = (
    Experiment(
        "C19", "survivors_charged", +1, none={arrest.victim_at_scene: 0.95}, strong={arrest.victim_at_scene: 0.02},
        setting=PRISON, why="without proof of coercion at the scene an arrest follows, and often a charge",
    ),
    Experiment(
        "C20", "section_45_accepted", -1, none={defence.time_and_evidence: 0.9}, strong={defence.time_and_evidence: 0},
        setting=ACCUSED, both={defendant.charged_considered: 1},
        off={defence.raised_if_considered: 1, defence.accepted_late: 1},
    ),
    Experiment(
        "C21", "compelled_convictions", -1, none={defence.knows_middle: 0}, strong={defence.knows_middle: 0.9},
        setting=ACCUSED,
        off={defendant.charged_considered: 1, defence.raised_if_considered: 1, defence.accepted_late: 1},
    ),
    Experiment(
        "C22", "suspects_identified", -1, none={defence.time_and_evidence: 0.9}, strong={defence.time_and_evidence: 0},
        setting=ACCUSED, both={
            investigation.enough_told: 0.9, investigation.identified_told: 4, recorded_case.crime_recorded_middle: 0.1,
        },
        off={investigation.enough_told: 0, investigation.told_more: 0},
    ),
    Experiment(
        "C23", "cps_referrals", +1, none={defence.time_and_evidence: 0}, strong={defence.time_and_evidence: 0.9},
        setting=COURT | ACCUSED, both={
            investigation.told_more: 0.8, investigation.enough_told: 0, charging.sent_some: 4,
            charging.sent_strong: 15, charging.sent: 0.1, charging.evidence_months: 9,
            recorded_case.supports_if_considered: 4,
        },
        off={investigation.told_more: 0, recorded_case.supports_if_considered: 1, defendant.charged_considered: 1},
    ),
    Experiment(
        "C24", "convictions", -1, none={defence.coached_claims: 0}, strong={defence.coached_claims: 0.9},
        setting=COURT, both={trial.claim_accepted: 0.6, margins.soloists: 0, margins.organised: 1},
        off={trial.claim_accepted: 0},
    ),
    Experiment(
        "C25", "section_45_accepted", -1, none={defence.coached_claims: 0}, strong={defence.coached_claims: 0.9},
        setting=ACCUSED, both={defence.disbelief: 0.9, defence.accepted_share: 0.6},
        off={defence.disbelief: 0},
    ),
    Experiment(
        "C54", "nrm_referrals", -1,
        none={disclosure.prison_refers: 1, disclosure.information_sharing: 1},
        strong={disclosure.prison_refers: 0, disclosure.information_sharing: 0},
        setting=SILENT, both={disclosure.passed_ad_hoc: 0.1, disclosure.gained_by_sharing: 0.9},
    ),
    Experiment(
        "C55", "nrm_referrals_prison", +1, none={disclosure.trained: 0, disclosure.aware: 0},
        strong={disclosure.trained: 1, disclosure.aware: 1},
        setting=SILENT, both={disclosure.told_trained: 4, disclosure.told_aware: 4},
    ),
    Experiment(
        "C56", "nrm_referrals_prison", -1, none={disclosure.prison_setting: 1}, strong={disclosure.prison_setting: 0.1},
        setting=SILENT,
    ),
    Experiment(
        "C58", "entitled_without_support", -1, none={custody.told_on_release: 0}, strong={custody.told_on_release: 1},
        setting=CARE | PRISON, both={
            arrest.recognised_middle: 0.8, defendant.charged_identified: 1, defendant.pleads_identified: 1,
            defence.raised_share: 0, custody.told_unknown: 1, care.after_prison: 0.2, care.after_prison_known: 5,
            care.support_in_custody: 0.05, gates.prison_told: 0, care.days_to_support: 60, custody.mean_sentence: 9,
        },
        off={care.after_prison_known: 1},
    ),
    Experiment(
        "C60", "survivors_imprisoned", +1, none={care.takes_up: 0.95}, strong={care.takes_up: 0},
        setting=CARE, both={
            arrest.unrelated_rate: 0.5, arrest.unrelated_supported: 0.2, arrest.unrelated_homeless: 4,
            defendant.charged_share: 0.9, defendant.custody: 0.7, margins.children: 0.05, arrest.arrest_rate: 0,
        },
        off={arrest.unrelated_supported: 1, arrest.unrelated_homeless: 1, arrest.unrelated_unsettled: 1},
    ),
    Experiment(
        "C61", "survivors_imprisoned", +1, none={arrest.arrest_rate: 0}, strong={arrest.arrest_rate: 0.4},
        setting=PRISON,
    ),
    Experiment(
        "C62", "compelled_convictions", +1, none={arrest.recognised_middle: 0.9}, strong={arrest.recognised_middle: 0},
        setting=ACCUSED, both={defendant.charged_identified: 0.1, defence.raised_unidentified: 0.05},
        off={
            defendant.charged_identified: 1, defence.raised_unidentified: 1, defendant.pleads_identified: 1,
            defendant.charged_considered: 1, defence.raised_if_considered: 1,
        },
    ),
    Experiment(
        "C63", "survivors_convicted", +1, none={again.retrafficked_in_a_year: 0},
        strong={again.retrafficked_in_a_year: 0.1}, setting=PRISON,
    ),
    Experiment(
        "C64", "retrafficked", +1, none={custody.debt_rate: 0}, strong={custody.debt_rate: 2},
        setting=PRISON | EVEN, both={again.if_in_debt: 5, again.retrafficked_in_a_year: 0.1},
        off={again.if_in_debt: 1},
    ),
    Experiment(
        "C65", "retrafficked", +1, none={again.inside_rate: 0}, strong={again.inside_rate: 0.08},
        setting=PRISON | EVEN, both={
            again.inside_criminal: 5, again.inside_group: 5, again.retrafficked_in_a_year: 0.02,
        },
    ),
    Experiment(
        "C67", "nrm_referrals_prison", -1, none={disclosure.trauma_informed: 1}, strong={disclosure.trauma_informed: 0},
        setting=SILENT, both={
            disclosure.noticed_informed: 8, disclosure.missed_women: 0.4, disclosure.missed_minorities: 0.4,
            disclosure.noticed_deficits: 0.1,
        },
    ),
    Experiment(
        "C68", "reoffended_12m", +1, none={programmes.put_forward: 10, programmes.months_to_place: 0.5,
                                           programmes.completes_middle: 0.95},
        strong={programmes.put_forward: 0.1, programmes.months_to_place: 18, programmes.completes_middle: 0.4},
        setting=PRISON, both={supervision.reoffends_programme: 0.55, supervision.reconvicted_in_a_year: 0.5,
                       programmes.programme_length: 1.5},
        off={supervision.reoffends_programme: 1},
        why="less rehabilitation is seen in more reconvictions",
    ),
    Experiment(
        "C69", "therapy_referrals", +1, none={wellbeing.harm_in_prison: 0}, strong={wellbeing.harm_in_prison: 1},
        setting=HARM | PRISON, why="people with much harm to mental health are those referred to therapy",
    ),
    Experiment(
        "C70", "released_before_decision", +1, none={capacity.decisions_made: 20_000},
        strong={capacity.decisions_made: 300},
        setting=CARE | SILENT, both={custody.mean_sentence: 18},
        why="not recognised before release is released before the decision",
    ),
    Experiment(
        "C71", "in_support", -1, none={disqualification.requested: 0}, strong={disqualification.requested: 5},
        setting=CARE | SILENT, both={
            disqualification.upheld: 0.9, grounds.recovery_days: 180, defence.excluded: 0.5,
            arrest.recognised_middle: 0.5, defendant.charged_identified: 1,
        },
    ),
    Experiment(
        "C76", "in_work", -1, none={resettlement.work_record: 1, resettlement.work_traumatised: 1},
        strong={resettlement.work_record: 0.2, resettlement.work_traumatised: 0.2}, setting=PRISON,
    ),
    Experiment(
        "C78", "leavers_settled_3m", -1, none={gates.housing_supply: 1}, strong={gates.housing_supply: 0.3},
        setting=PRISON, both={first_day.leavers: 40_000},
    ),
    Experiment(
        "C84", "retrafficked", +1, none={gates.funding: 1}, strong={gates.funding: 0.5},
        setting=PRISON | EVEN, both={
            gates.homes_by_funding: 1.5, prisons.places_by_funding: 0.6, prisons.harm_by_crowding: 0.9,
            again.if_homeless: 6, again.if_hostel: 4, again.if_temporary: 2, again.retrafficked_in_a_year: 0.1,
            custody.mean_sentence: 6, custody.debt_rate: 0.5, again.if_in_debt: 4,
        },
        off={gates.homes_by_funding: 0, prisons.places_by_funding: 0, programmes.wait_by_funding: 0},
    ),
    Experiment(
        "C85", "programmes_completed", -1, none={prisons.inexperienced: 0.1}, strong={prisons.inexperienced: 0.9},
        setting=PRISON, both={
            programmes.lost_inexperienced: 0.5, programmes.put_forward: 2, programmes.months_to_place: 3,
        },
        off={programmes.lost_inexperienced: 0},
    ),
    Experiment(
        "C88", "leavers_in_work_6m", +1, none={resettlement.work_links: 0}, strong={resettlement.work_links: 0.9},
        setting=PRISON, both={first_day.leavers: 40_000, resettlement.link_effect: 4, resettlement.years_to_work: 3},
        off={resettlement.link_effect: 1},
    ),
    Experiment(
        "C90", "leavers_held_on_recall", +1, none={supervision.supervised: 1}, strong={supervision.supervised: 18},
        setting=PRISON, both={first_day.leavers: 40_000},
    ),
)  # fmt: skip
"""Survivors in the criminal justice system."""
