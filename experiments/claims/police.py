"""What the police see and do: recognition, training, the first contact, and what it leaves."""

from experiments.claims.experiment import Experiment
from experiments.claims.worlds import CARE, COURT, HARM, MET, PRISON, Setting
from model import awareness, ease, first_day, margins, reach
from model.junctions import first_contact, recorded_case, referring
from model.stages import (
    arrest,
    care,
    charging,
    contact,
    defendant,
    grounds,
    investigation,
    navigators,
    testimony,
)

TRAINED = Setting("trained", "most officers have been trained in a room a month ago, and it helps them much", {
    **MET.numbers,
    awareness.training_reach: 0.9, awareness.recognised_if_trained: 5, awareness.online_only: 0,
    awareness.online_effect: 0.1, awareness.months_since_training: 1, awareness.months_remembered: 12,
    awareness.overstretched_share: 0, awareness.trained_where_overstretched: 0.2, ease.recognised_middle: 0.3,
})  # fmt: skip
BAD = Setting("bad", "a bad first contact is rare and keeps people from supporting a case", {
    **COURT.numbers,
    first_contact.bad_encounter_middle: 0.1, first_contact.no_place_of_safety: 0, first_contact.bad_without_safety: 5,
    recorded_case.supports_after_bad: 0.05, recorded_case.supports_low_trust: 0.2, first_contact.interpreters: 1,
})  # fmt: skip
STRANGE = Setting("strange", "nearly everybody needs an interpreter, and it tells where there is none", {
    **COURT.numbers,
    margins.national_adults: 0.05, margins.national_children: 0.05, margins.needs_interpreter: 0.95,
    first_contact.multilingual: 0, first_contact.interpreters: 1, first_contact.bad_without_interpreter: 5,
    recorded_case.supports_after_bad: 0.05, testimony.withdrawal_unheard: 4, contact.without_interpreter: 1,
    arrest.recognised_unheard: 1,
})  # fmt: skip

POLICE = (
    Experiment(
        "C02", "witnesses_supporting", -1, none={first_contact.bad_encounter_middle: 0},
        strong={first_contact.bad_encounter_middle: 0.8}, setting=BAD,
        off={
            recorded_case.supports_after_bad: 1, recorded_case.supports_low_trust: 1,
            recorded_case.supports_traumatised: 1,
        },
    ),
    Experiment(
        "C03", "witnesses_supporting", -1, none={first_contact.no_place_of_safety: 0},
        strong={first_contact.no_place_of_safety: 1}, setting=BAD,
        off={first_contact.bad_without_safety: 1},
    ),
    Experiment(
        "C13", "nrm_referrals_police", +1, none={awareness.training_reach: 0}, strong={awareness.training_reach: 0.9},
        setting=TRAINED,
        off={awareness.recognised_if_trained: 1},
    ),
    Experiment(
        "C14", "cps_referrals", -1, none={first_day.sees_self_as_victim: 0.95},
        strong={first_day.sees_self_as_victim: 0.05},
        setting=COURT, both={recorded_case.supports_unseeing: 0.1, charging.sent_per_witness: 6},
        off={recorded_case.supports_unseeing: 1},
        part=True,
        why="the part on cooperating is shown, by cases that reach prosecutors; people who are harder to recognise are "
            "taken to have been met the more often in 2013, which hides the other part",
    ),
    Experiment(
        "C15", "nrm_referrals", -1, none={ease.confined: 1}, strong={ease.confined: 0.15}, setting=MET,
        group="exploitation_type=domestic",
    ),
    Experiment(
        "C16", "nrm_referrals_police", +1, none={referring.guidance_at_hand: 0},
        strong={referring.guidance_at_hand: 1}, setting=MET, both={awareness.recognised_if_guided: 3},
        off={awareness.recognised_if_guided: 1},
    ),
    Experiment(
        "C17", "rg_days_mean", +1, none={referring.thin: 0}, strong={referring.thin: 0.9},
        setting=CARE, both={referring.guidance_at_hand: 0},
        off={grounds.thin_reading: 1},
        why="the wait is that until the first decision, with which support begins",
    ),
    Experiment(
        "C18", "crimes_recorded", +1, none={reach.police_growth: 1, awareness.training_reach: 0},
        strong={reach.police_growth: 1.2, awareness.training_reach: 0.8},
    ),
    Experiment(
        "C26", "compelled_charges", -1, none={arrest.victim_first_forces: 0}, strong={arrest.victim_first_forces: 1},
        setting=PRISON, both={arrest.victim_first_odds: 12, arrest.victim_at_scene: 0.2},
        off={arrest.victim_first_odds: 1},
    ),
    Experiment(
        "C27", "witnesses_supporting", -1, none={arrest.harmed_by_arrest: 0, arrest.distrust_by_arrest: 0},
        strong={arrest.harmed_by_arrest: 0.8, arrest.distrust_by_arrest: 0.8},
        setting=PRISON, both={
            arrest.recognised_middle: 0.5, recorded_case.supports: 0.7, recorded_case.supports_low_trust: 0.2,
            recorded_case.supports_traumatised: 0.3, recorded_case.supports_in_custody: 1,
            recorded_case.crime_recorded_middle: 0.9,
            defendant.charged_share: 0.3,
        },
        off={recorded_case.supports_low_trust: 1, recorded_case.supports_traumatised: 1},
        part=True,
        why="the part on willingness is shown, which distress and trust carry",
    ),
    Experiment(
        "C38", "engaged_at_trial", -1, none={first_contact.interpreters: 1}, strong={first_contact.interpreters: 0},
        setting=STRANGE,
        off={first_contact.bad_without_interpreter: 1, testimony.withdrawal_unheard: 1},
        part=True,
        why="the part on engagement is shown; the working time of a case does not depend on interpreters in the model",
    ),
    Experiment(
        "C39", "engaged_at_trial", +1, none={first_contact.multilingual: 0}, strong={first_contact.multilingual: 1},
        setting=STRANGE, both={first_contact.interpreters: 0},
        off={first_contact.bad_without_interpreter: 1, testimony.withdrawal_unheard: 1},
    ),
    Experiment(
        "C40", "witnesses_withdrawn", -1, none={navigators.navigators: 0}, strong={navigators.navigators: 300},
        setting=COURT, both={
            navigators.navigator_forces: 1, testimony.withdrawal_navigator: 0.12, navigators.trust_with_help: 0,
            navigators.caseload: 20, testimony.withdrawal: 0.8,
        },
        off={testimony.withdrawal_navigator: 1, recorded_case.kept_informed: 1},
    ),
    Experiment(
        "C41", "nrm_referrals_police", +1, none={navigators.names_others: 0}, strong={navigators.names_others: 0.8},
        setting=MET, both={
            navigators.liaison: 5_000, navigators.liaison_forces: 1, contact.found_when_named: 0.8,
        },
        off={contact.found_when_named: 0},
    ),
    Experiment(
        "C45", "nrm_referrals_police", +1, none={awareness.online_only: 1}, strong={awareness.online_only: 0},
        setting=TRAINED,
        off={awareness.online_effect: 1},
    ),
    Experiment(
        "C46", "nrm_referrals_police", -1, none={awareness.months_since_training: 1},
        strong={awareness.months_since_training: 36}, setting=TRAINED, both={awareness.months_remembered: 4},
        off={awareness.recognised_if_trained: 1},
    ),
    Experiment(
        "C47", "nrm_referrals_police", -1, none={awareness.overstretched_share: 0},
        strong={awareness.overstretched_share: 1}, setting=TRAINED, both={awareness.training_reach: 0.6},
        off={awareness.recognised_if_trained: 1},
    ),
    Experiment(
        "C48", "nrm_referrals_police", +1, none={awareness.recruits_supervised: 0},
        strong={awareness.recruits_supervised: 1},
        setting=MET, both={
            awareness.recruitment_done: 1, awareness.officers: 30_000, awareness.recognised_by_recruit: 3,
            ease.recognised_middle: 0.3,
        },
        off={awareness.recognised_by_recruit: 1},
        why="with far fewer officers than there are, so that recruits are many among them",
    ),
    Experiment(
        "C49", "support_entrants", -1, none={first_contact.no_place_of_safety: 0},
        strong={first_contact.no_place_of_safety: 1},
        setting=CARE, both={
            first_contact.bad_encounter_middle: 0.2, first_contact.bad_without_safety: 5, care.takes_up_low_trust: 0.3,
            referring.consent_low_trust: 0.3,
        },
        off={first_contact.bad_without_safety: 1},
    ),
    Experiment(
        "C51", "therapy_referrals", +1, none={first_contact.traumatised_by_police: 0},
        strong={first_contact.traumatised_by_police: 0.8}, setting=HARM, both={first_contact.bad_encounter_middle: 0.6},
        why="people with much harm to mental health are those referred to therapy",
    ),
    Experiment(
        "C52", "engaged_at_trial", +1,
        none={first_contact.bad_encounter_middle: 0.8, first_contact.no_place_of_safety: 1},
        strong={first_contact.bad_encounter_middle: 0.05, first_contact.no_place_of_safety: 0}, setting=BAD,
        off={
            recorded_case.supports_after_bad: 1, recorded_case.supports_low_trust: 1,
            recorded_case.supports_traumatised: 1,
            testimony.withdrawal_low_trust: 1, testimony.withdrawal_traumatised: 1,
        },
    ),
    Experiment(
        "C89", "exploiters_charged", -1, none={ease.hidden: 1, investigation.identified_group: 1},
        strong={ease.hidden: 0.3, investigation.identified_group: 0.3},
        setting=COURT, both={margins.soloists: 0.2, margins.organised: 0.6},
    ),
)  # fmt: skip
"""Recognition and the first contact."""
