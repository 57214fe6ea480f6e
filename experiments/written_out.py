"""Scenarios written out on the command line: `lever:firewall`, `lever:firewall+child_guardians@2025-04-01`."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from scenarios.lever import Lever
from scenarios.parts import EARLIEST, LATEST
from scenarios.problems import InputError, Problem, did_you_mean
from scenarios.recommendation import Recommendation
from scenarios.scenario import Calendar, LeverUse, Scenario

PREFIX = "lever:"
START = date(2024, 1, 1)
"""When levers start for which no day is given: the first day after the last documented year."""
LAST_DAY = date(2030, 12, 31)
LONGEST = 80
"""Letters of a name."""
A_YEAR = 365
"""Days over which levers that places take up one by one come in."""


def scenario_of(text: str, levers: Mapping[str, Lever]) -> Scenario:
    """Return the scenario that pulls the levers named, all from one day on. Raises InputError with one sentence."""
    names, at, day = text.removeprefix(PREFIX).partition("@")
    start = _day(text, day) if at else START
    by_recommendation = {
        lever.asked.id: name for name, lever in levers.items() if isinstance(lever.asked, Recommendation)
    }
    chosen = [by_recommendation.get(name, name) for name in names.split("+")]
    for name in chosen:
        if name not in levers:
            raise wrong(text, f"no lever is called {name!r}{did_you_mean(name, levers)}")
        if chosen.count(name) > 1:
            raise wrong(text, f"the lever {name!r} is named twice")
    uses = tuple(
        LeverUse(lever=name, start=start, ramp_days=A_YEAR if levers[name].adopted_by else 0) for name in chosen
    )
    last = max(LAST_DAY, date(min(LATEST.year, start.year + 6), 12, 31))
    return Scenario(
        name=named(chosen, levers, f" from {start}" if at else ""),
        question=levers[chosen[0]].question if len(chosen) == 1 else "",
        calendar=Calendar.model_validate({"to": last}), levers=uses,
    )  # fmt: skip


def named(chosen: list[str], levers: Mapping[str, Lever], since: str) -> str:
    """Return a name of at most 80 characters: titles if they fit, else identifiers, else how many there are."""
    titles, identifiers = " and ".join(levers[name].title for name in chosen) + since, " + ".join(chosen) + since
    counted = f"{len(chosen)} levers{since}: {' + '.join(chosen)}"
    return next((n for n in (titles, identifiers) if len(n) <= LONGEST), counted[:LONGEST])


def _day(text: str, day: str) -> date:
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise wrong(text, f"expected a date such as {START} after the @, not {day!r}") from None
    if not EARLIEST <= found <= LATEST:
        raise wrong(text, f"{found} lies outside the calendar, {EARLIEST} to {LATEST}")
    return found


def wrong(text: str, sentence: str) -> InputError:
    """Return the mistake in a scenario written out."""
    return InputError([Problem(Path("command line"), None, None, text, sentence)])
