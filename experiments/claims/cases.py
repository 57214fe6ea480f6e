"""Cases against exploiters: investigation, charge, trial, witnesses, orders, and what prosecution does."""

from experiments.claims.experiment import Experiment
from experiments.claims.worlds import CARE, COURT, EVEN, Setting
from model import awareness, capacity, margins, reach
from model.junctions import recorded_case
from model.stages import care, charging, exploitation, investigation, orders, testimony, trial
from model.stages import re_trafficking as again

WITNESSES = Setting("witnesses", "survivors who support a case are many, and withdraw unless they are looked after", {
    **COURT.numbers, **CARE.numbers,
    recorded_case.supports: 0.8, testimony.withdrawal: 0.8, testimony.withdrawal_supported: 0.25, trial.preparation: 18,
})  # fmt: skip
LEANING = Setting("leaning", "cases found by chance lean on the word of a survivor, cases of operations do not", {
    **COURT.numbers,
    charging.sent: 0.1, charging.sent_per_witness: 6, charging.sent_some: 1.5, charging.sent_strong: 6,
    charging.reliance_after_operation: 0.1, trial.fails_proactive: 0.15, investigation.evidence_proactive: 10,
    trial.fails_without_witness: 0.6,
})  # fmt: skip
FADING = Setting("fading", "evidence is there, counts for much, and wears away", {
    **COURT.numbers,
    charging.evidence_fades: 0.8, charging.goes_into_hiding: 0.4, charging.sent: 0.1, charging.sent_strong: 15,
    charging.sent_some: 4, charging.evidence_adds: 0.1, investigation.some_evidence: 0.9,
    investigation.strong_evidence: 0.5,
})  # fmt: skip
FREED = Setting("freed", "an exploiter who is imprisoned is stopped", {
    **COURT.numbers, **EVEN.numbers,
    exploitation.freed: 0.95, exploitation.freed_from_group: 0.9, exploitation.recruitment_held: 0.2,
    again.if_exploiter_held: 0.3, trial.custody: 1, trial.carries_on: 0.01, trial.gives_up: 0.7,
    trial.time_in_prison: 4, charging.sent: 0.8, trial.preparation: 6,
})  # fmt: skip

CASES = (
    Experiment(
        "C01", "engaged_at_trial", -1, none={care.takes_up: 0.95}, strong={care.takes_up: 0.05}, setting=WITNESSES,
        off={testimony.withdrawal_supported: 1},
    ),
    Experiment(
        "C04", "witnesses_withdrawn", +1,
        none={recorded_case.kept_informed: 1}, strong={recorded_case.kept_informed: 0},
        setting=COURT, both={testimony.withdrawal_uninformed: 4},
        off={testimony.withdrawal_uninformed: 1},
    ),
    Experiment(
        "C05", "witnesses_withdrawn", +1, none={trial.preparation: 3, charging.evidence_months: 3},
        strong={trial.preparation: 18, charging.evidence_months: 15}, setting=COURT,
    ),
    Experiment(
        "C11", "years_in_exploitation", +1, none={charging.charged_share: 1}, strong={charging.charged_share: 0},
        setting=FREED,
        off={trial.custody: 0},
    ),
    Experiment(
        "C28", "prosecutions", +1, none={awareness.specialist_share: 0}, strong={awareness.specialist_share: 1},
        setting=COURT, both={
            investigation.unit_takes: 0.95, investigation.identified_specialist: 3, charging.sent_specialist: 3,
            investigation.suspect_identified: 0.4, charging.sent: 0.15,
        },
        off={
            investigation.identified_specialist: 1, charging.sent_specialist: 1, charging.advised_specialist: 1,
            awareness.recognised_with_unit: 1,
        },
    ),
    Experiment(
        "C29", "exploiters_charged", +1, none={investigation.triage_desks: 0}, strong={investigation.triage_desks: 1},
        setting=COURT, both={
            investigation.closed_at_once: 0.4, investigation.watched: 2.5, investigation.suspect_identified: 0.4,
        },
        off={investigation.closed_at_once: 0, investigation.watched: 1},
    ),
    Experiment(
        "C30", "suspects_identified", +1, none={investigation.priority: 0}, strong={investigation.priority: 1},
        setting=COURT, both={
            investigation.priority_staff: 0.8, awareness.specialist_share: 0, capacity.investigators: 150,
            capacity.investigation_days: 100,
        },
        off={investigation.priority_staff: 0},
        why="more staff are seen in suspects named where there are too few investigators",
    ),
    Experiment(
        "C31", "prosecutions", +1, none={capacity.investigators: 100, charging.equipped_forces: 0},
        strong={capacity.investigators: 800, charging.equipped_forces: 1},
        setting=COURT, both={
            capacity.investigation_days: 100, charging.sooner_if_equipped: 2.5, charging.adds_if_equipped: 6,
            charging.evidence_months: 8,
        },
    ),
    Experiment(
        "C32", "convictions", +1,
        none={investigation.evidence_proactive: 1, charging.advised_proactive: 1, trial.fails_proactive: 1},
        strong={investigation.evidence_proactive: 15, charging.advised_proactive: 10, trial.fails_proactive: 0.15},
        setting=COURT, both={
            recorded_case.supports: 0.05, reach.operations_share: 0.9, charging.sent: 0.1, charging.sent_strong: 10,
            charging.sent_advised: 4, trial.fails_other_advised: 0.3, charging.advised_early: 0.2,
        },
        why="in a world where nearly no survivor supports a case",
    ),
    Experiment(
        "C33", "failed_for_witnesses_share", +1, none={reach.operations_share: 0.95},
        strong={reach.operations_share: 0.05}, setting=LEANING, both={recorded_case.supports: 0.2, charging.sent: 0.5},
        off={
            trial.fails_proactive: 1, investigation.evidence_proactive: 1, charging.reliance_after_operation: 1,
            investigation.identified_proactive: 1, charging.advised_proactive: 1,
        },
    ),
    Experiment(
        "C34", "closed_uncharged_share", +1, none={charging.evidence_months: 2}, strong={charging.evidence_months: 15},
        setting=FADING,
        off={charging.evidence_fades: 0},
        why="less success is seen in more cases closed without a charge",
    ),
    Experiment(
        "C35", "cps_referrals", -1, none={investigation.early_arrest: 0}, strong={investigation.early_arrest: 1},
        setting=FADING, both={
            charging.evidence_fades: 0.05, charging.evidence_months: 8, charging.lost_by_warning: 0.7,
            investigation.named_too: 0.8, margins.soloists: 0, charging.freed_by_arrest: 0,
        },
        off={charging.lost_by_warning: 0},
        part=True,
        why="the part on evidence against the rest is shown",
    ),
    Experiment(
        "C36", "closed_uncharged_share", -1, none={recorded_case.supports: 0.05, investigation.suspect_identified: 0.2},
        strong={recorded_case.supports: 0.9, investigation.suspect_identified: 0.9}, setting=LEANING,
    ),
    Experiment(
        "C37", "exploiters_charged", -1, none={investigation.old_or_abroad: 0}, strong={investigation.old_or_abroad: 1},
        setting=COURT, both={investigation.identified_old: 0.1, charging.sent_old: 0.1},
        off={investigation.identified_old: 1, charging.sent_old: 1},
    ),
    Experiment(
        "C42", "charge_to_verdict_days_mean", +1, none={trial.trial_length: 0.5}, strong={trial.trial_length: 5},
        setting=COURT, both={capacity.courtrooms: 25},
    ),
    Experiment(
        "C43", "prosecutions", +1,
        none={recorded_case.supports: 0.05}, strong={recorded_case.supports: 0.9}, setting=LEANING,
        off={
            charging.sent_per_witness: 1, investigation.identified_witness: 1, trial.fails_without_witness: 0,
            trial.falters: 0,
        },
    ),
    Experiment(
        "C44", "recruited", -1, none={orders.risk_orders_made: 0, orders.made: 0},
        strong={orders.risk_orders_made: 6, orders.made: 0.9},
        setting=COURT, both={
            exploitation.recruitment_restricted: 0.3, exploitation.share_recruited: 0.5, orders.breaking: 0.01,
            orders.applications: 50_000,
        },
        off={exploitation.recruitment_restricted: 1},
    ),
    Experiment(
        "C53", "convictions", +1, none={care.takes_up: 0.05}, strong={care.takes_up: 0.95},
        setting=WITNESSES, both={testimony.withdrawal: 1.2, trial.falters: 0.01, charging.sent: 0.3},
        off={testimony.withdrawal_supported: 1},
        part=True,
        why="exploiters brought to court are shown; that fewer of them at liberty means less exploitation, at C11",
    ),
    Experiment(
        "C66", "became_exploiters", +1, none={exploitation.in_charge: 0}, strong={exploitation.in_charge: 0.3},
        setting=FREED, both={
            exploitation.takes_over: 0.05, exploitation.takes_over_in_charge: 20, trial.carries_on: 0.5,
            trial.carries_on_alphas: 3,
        },
        off={exploitation.takes_over_in_charge: 1, trial.carries_on_alphas: 1},
    ),
    Experiment(
        "C87", "retrafficked", -1, none={trial.circles: 0}, strong={trial.circles: 1},
        setting=FREED, both={trial.circle_effect: 3, trial.gives_up: 0.3, trial.time_in_prison: 1},
        off={trial.circle_effect: 1},
        why="exploiters who do not go back to exploiting leave those once held at less risk",
    ),
)  # fmt: skip
"""Exploiters and those who bear witness against them."""
