"""Support, housing, work and ties after exploitation, and being exploited again."""

from experiments.claims.experiment import Experiment
from experiments.claims.worlds import AFTER, CARE, EVEN, HARM, PRISON, Setting
from model import capacity, gates
from model.junctions import leaving, referring
from model.stages import care, resettlement, wellbeing
from model.stages import re_trafficking as again

SUPPORTED = Setting("supported", "support protects from being exploited again", {
    **CARE.numbers, **AFTER.numbers,
    again.if_outreach: 0.3, again.if_safe_house: 0.1, again.if_moving_on: 0.3,
})  # fmt: skip

SETTLING = (
    Experiment(
        "C12", "retrafficked", +1, none={care.takes_up: 0.95}, strong={care.takes_up: 0}, setting=SUPPORTED,
        off={again.if_outreach: 1, again.if_safe_house: 1, again.if_moving_on: 1},
    ),
    Experiment(
        "C50", "support_entrants", -1, none={referring.consent: 0.95}, strong={referring.consent: 0.2}, setting=CARE,
    ),
    Experiment(
        "C57", "retrafficked", -1, none={again.planned_together: 0}, strong={again.planned_together: 1},
        setting=CARE | AFTER, both={again.if_planned: 0.3},
        off={again.if_planned: 1},
    ),
    Experiment(
        "C72", "harmed_by_waiting", +1, none={capacity.decisions_made: 20_000}, strong={capacity.decisions_made: 300},
        setting=HARM, both={wellbeing.harm_by_waiting: 0.3},
        off={wellbeing.harm_by_waiting: 0},
        why="the wait is that for a conclusive decision, and the harm it does is counted",
    ),
    Experiment(
        "C73", "support_entrants", -1, none={referring.consent_national: 1}, strong={referring.consent_national: 0.35},
        setting=CARE, both={referring.consent: 0.8}, group="status=uk_national",
    ),
    Experiment(
        "C75", "retrafficked", -1, none={resettlement.years_to_work: 8}, strong={resettlement.years_to_work: 0.2},
        setting=AFTER, both={again.if_in_work: 0.3, resettlement.months_in_work: 48},
        off={again.if_in_work: 1},
    ),
    Experiment(
        "C77", "retrafficked", -1,
        none={leaving.settled_after_exit: 0.05, resettlement.months_to_home: 30},
        strong={leaving.settled_after_exit: 0.95, resettlement.months_to_home: 3},
        setting=AFTER, both={again.if_homeless: 5, again.if_temporary: 2},
        off={again.if_homeless: 1, again.if_temporary: 1},
    ),
    Experiment(
        "C79", "retrafficked", +1, none={leaving.hostel_after_exit: 0, gates.hostel_share: 0},
        strong={leaving.hostel_after_exit: 0.9, gates.hostel_share: 0.9}, setting=AFTER, both={again.if_hostel: 4},
        off={again.if_hostel: 1},
    ),
    Experiment(
        "C80", "retrafficked", +1, none={leaving.near_after_exit: 0}, strong={leaving.near_after_exit: 0.9},
        setting=AFTER, both={again.if_near: 4},
        off={again.if_near: 1},
    ),
    Experiment(
        "C81", "retrafficked", -1, none={leaving.isolated_after_exit: 0.95},
        strong={leaving.isolated_after_exit: 0.05},
        setting=AFTER, both={again.if_isolated: 3},
        off={again.if_isolated: 1},
    ),
    Experiment(
        "C82", "retrafficked_after_release_12m", +1, none={gates.near_after_custody: 0},
        strong={gates.near_after_custody: 0.95},
        setting=PRISON | EVEN, both={again.if_near: 5, again.retrafficked_in_a_year: 0.1},
        off={again.if_near: 1},
    ),
    Experiment(
        "C83", "in_support", -1, none={care.scattered: 0}, strong={care.scattered: 1},
        setting=CARE, both={care.move_on_if_scattered: 0.15, care.move_on_days: 240, capacity.hub_areas: 0},
        off={care.move_on_if_scattered: 1},
    ),
    Experiment(
        "C86", "in_support", +1, none={capacity.hub_areas: 0}, strong={capacity.hub_areas: 1},
        setting=CARE, both={
            care.hub_speed: 3, care.scattered: 0.9, care.move_on_if_scattered: 0.3, care.days_to_support: 60,
            care.move_on_days: 240,
        },
        off={care.hub_speed: 1, care.move_on_if_scattered: 1, resettlement.hub_effect: 1},
    ),
)  # fmt: skip
"""After exploitation."""
