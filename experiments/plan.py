"""From what the user typed to a plan that can be run: scenario files read and checked, years and folder agreed."""

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from experiments.written_out import PREFIX, scenario_of
from model.evidence import Quantity
from model.register import quantities
from scenarios.groups import of_people
from scenarios.lever import Lever, catalogue, lever_quantities
from scenarios.problems import InputError, Problem
from scenarios.scenario import LeverLimits, ParameterLimits, Scenario, load


@cache
def limits() -> dict[str, ParameterLimits]:
    """Return unit and range of every number a scenario may set, those of levers included."""
    found = {name: ParameterLimits(q.unit, *q.limits) for name, q in quantities().items()}
    return found | {name: _of_lever(quantity) for name, quantity in lever_quantities().items()}


def _of_lever(quantity: Quantity) -> ParameterLimits:
    """Return what a lever's number may be set to: a size of effect is not 0, which may be divided by, nor endless."""
    low, high = quantity.limits
    sized = "ratio" in quantity.unit
    return ParameterLimits(
        quantity.unit, low if quantity.unit == "share" else max(low, 0.001), min(high, 1000.0) if sized else high
    )


@cache
def lever_limits() -> dict[str, LeverLimits]:
    """Return to what the use of each lever can be limited."""
    return {name: limits_of(lever) for name, lever in catalogue().items()}


def limits_of(lever: Lever) -> LeverLimits:
    """Return to what the use of a lever can be limited."""
    places = lever.adopted_by
    by_group = of_people(hold.quantity for hold in lever.holds)
    return LeverLimits(places.size if places else 0, places.name if places else "", by_group, lever.group)


def load_scenario(path_or_name: str) -> Scenario:
    """Return a scenario, shipped, in a file or written out. Raises InputError with one sentence a mistake."""
    if path_or_name.startswith(PREFIX):
        return scenario_of(path_or_name, catalogue())
    return load(path_or_name, parameters=limits(), levers=lever_limits())


def years_of(options: argparse.Namespace, scenarios: tuple[Scenario, ...]) -> tuple[int, int]:
    """Return the first and last year: those asked for, else those of the scenarios."""
    first = options.first_year or min(s.calendar.first_day.year for s in scenarios)
    last = options.last_year or max(s.calendar.last_day.year for s in scenarios)
    if first > last:
        raise InputError([_option("--from", f"{first} lies after the last year, {last}")])
    for scenario in scenarios:
        for use in scenario.levers:
            if use.start.year > last:
                sentence = f"lever {use.lever!r} starts on {use.start}, after the last year simulated, {last}"
                raise InputError([_option("--to", sentence)])
    return first, last


def same_world(asked: list[str], scenarios: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
    """Return the scenarios if they can be compared: two or more, of different names, in ticks of one length."""
    if len(scenarios) < 2:
        raise InputError([_option("SCENARIO", "give a baseline and at least one other scenario")])
    names = [s.name for s in scenarios]
    for name, given in zip(names, asked, strict=True):
        if names.count(name) > 1:
            raise InputError([_option("SCENARIO", f"two scenarios are called {name!r}, {given} among them")])
    if len({s.calendar.tick_days for s in scenarios}) > 1:
        raise InputError([_option("SCENARIO", "scenarios with different tick_days cannot be compared")])
    return scenarios


def open_folder(name: str | None) -> Path | None:
    """Return the folder for results, made and seen to be writable, before any time is spent."""
    if name is None:
        return None
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise InputError(
            [_option("--out", f"cannot write to the folder {name!r}: {error.strerror or error}")]
        ) from error
    return folder


def refuse_others(folder: Path, is_ours: Callable[[Path], bool], what: str) -> None:
    """Refuse a folder that holds anything but what is written there. Raises InputError with one sentence.

    `what` that is, and `is_ours` tells of a folder that is not empty.
    """
    sentence = ""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        sentence = f"is no folder; name one that does not exist yet, or one that holds {what}"
    elif folder.is_dir() and any(folder.iterdir()) and not is_ours(folder):
        sentence = f"holds something else than {what}; name a folder that does not exist yet"
    if sentence:
        raise InputError([_option("--out", f"{str(folder)!r} {sentence}")])


def write(path: Path, content: str | bytes) -> None:
    """Write a file, text as UTF-8, whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _option(option: str, sentence: str) -> Problem:
    return Problem(Path("command line"), None, None, option, sentence)
