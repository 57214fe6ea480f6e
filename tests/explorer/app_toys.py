"""Questions of few people and years, and a page that is looked at until something holds of it."""

import time

from experiments.app.answer import Question
from scenarios.scenario import Calendar, LeverUse, Scenario

CALENDAR = Calendar.model_validate({"from": "2014-01-01", "to": "2022-12-31"})


def scenario(coverage=1.0, lever="firewall", start="2015-01-01", name="mine", **more):
    use = LeverUse(lever=lever, start=start, coverage=coverage, **more)
    return Scenario(name=name, calendar=CALENDAR, levers=(use,))


def question(draws=2, **settings):
    return Question(Scenario(name="today", calendar=CALENDAR), scenario(**settings), 120, 2014, 2016, draws)


def until(page, holds):
    """Look at the page again until something holds of it."""
    end = time.monotonic() + 300
    while not holds() and time.monotonic() < end:
        time.sleep(0.5)
        page.run()
        assert not page.exception
    assert holds()
