"""What is asked when somebody moves levers: the scenario against today's system, in the years that the page reports."""

from functools import cache

from experiments.app.answer import Question
from experiments.app.paired import FIRST_DRAWS
from experiments.app.settings import Settings
from experiments.plan import load_scenario
from experiments.written_out import PREFIX
from scenarios.scenario import Scenario

FIRST_YEAR, LAST_YEAR = 2020, 2030
"""Years reported of what is asked at first. The first holds later, unless a scenario ends or a lever starts earlier."""
FIRST_LEVERS = ("prison_staff_first_responders", "firewall", "more_caseworkers", "victim_navigators")
"""Levers on the page at first; all others can be added."""


@cache
def baseline() -> Scenario:
    """Return today's system."""
    return load_scenario("baseline")


def question(scenario: Scenario, how: Settings) -> Question:
    """Return what is asked of a scenario."""
    last = scenario.calendar.last_day.year
    first = min(FIRST_YEAR, last, *(use.start.year for use in scenario.levers))
    return Question(baseline(), scenario, how.people, first, last, how.draws)


@cache
def likely(how: Settings) -> Question:
    """Return a question like the first that will be asked: whoever lives it has the baselines of that one at hand."""
    scenario = load_scenario(PREFIX + FIRST_LEVERS[0])
    assert scenario.calendar.last_day.year == LAST_YEAR
    return Question(baseline(), scenario, how.people, FIRST_YEAR, LAST_YEAR, min(FIRST_DRAWS, how.draws))
