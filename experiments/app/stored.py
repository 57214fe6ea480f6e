"""Stored answers: those of a finished sweep, of which the nearest to what is asked is shown at once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from calibration.posterior import shipped
from experiments.app.answer import Line
from experiments.comparison.verdict import Direction
from experiments.explorer.data import Data, unpacked
from experiments.explorer.emulator import ENDS, Floats
from experiments.fingerprint import levers_hash
from experiments.lever_words import in_words
from experiments.scenario_file import DAYS
from experiments.study import DEFINITIONS
from experiments.sweeps.code import code_of_results
from scenarios.lever import catalogue
from scenarios.problems import InputError, Problem
from scenarios.scenario import LeverUse, Scenario

SHIPPED = Path(__file__).with_name("stored.json")
"""The numbers of a sweep, which answer where no other is named."""
HOW = "journeys explore DIR --json > experiments/app/stored.json"
"""How it is made from the folder of a finished sweep."""
LARGEST = 1_500_000
"""Bytes that it may have."""
NEEDED = frozenset((
    "name", "policies", "years", "since", "draws", "seed", "notes", "bias", "made", "outcomes", "levers", "points",
    "verdicts", "sentences", "numbers",
))  # fmt: skip
MADE = frozenset(("code", "ensemble", "levers"))
"""What is read of it, and of how it was made."""
A_YEAR = 365.0


@dataclass(frozen=True, eq=False)
class Nearest:
    """The stored run that is nearest to what is asked."""

    policy: int
    exact: bool
    """Whether its levers are those asked for, in every setting."""
    levers: tuple[str, ...]
    """Its levers, in words."""
    without: tuple[str, ...]
    """Levers asked for that no stored run pulls."""


@dataclass(frozen=True, eq=False)
class Stored:
    """The answers of a sweep."""

    data: Data

    @cached_property
    def bands(self) -> tuple[list[Floats], list[Floats]]:
        """Levels and differences by outcome (shape [policies, slots, ends] each)."""
        numbers = unpacked(self.data["numbers"])
        shape = (len(self.data["policies"]), len(self.data["years"]) + 1, len(ENDS))
        size = int(np.prod(shape))
        cut = [numbers[i * size : (i + 1) * size].reshape(shape) for i in range(2 * len(self.data["outcomes"]))]
        return cut[::2], cut[1::2]

    @property
    def about(self) -> str:
        """What they are: of which sweep, how many draws and people, which numbers."""
        said, beside = self.data, len(self.data["policies"]) - 1
        years = f"{said['years'][0]} to {said['years'][-1]}"
        older = said["made"]["code"] != code_of_results()
        return " ".join([
            f"Stored answers: sweep “{said['name']}”, {beside} policies beside “{said['policies'][0]}”, "
            f"{years}, {said['draws']} draws, seed {said['seed']}.", *said["notes"],
            *([said["bias"]] if said["bias"] else []),
            *(["The model has been changed since they were run."] if older else []),
        ])  # fmt: skip

    @property
    def outcomes(self) -> list[str]:
        """The outcomes it has."""
        return [outcome["name"] for outcome in self.data["outcomes"]]

    def told(self, policy: int, outcome: str) -> Line:
        """Return what a policy says of an outcome."""
        place = self.outcomes.index(outcome)
        levels, differences = self.bands
        way, sentence = self.data["verdicts"][place][policy]
        directions: tuple[Direction, ...] = ("none", "higher", "lower")
        return Line(levels[place][0], levels[place][policy], differences[place][policy], directions[way],
                    self.data["sentences"][sentence])  # fmt: skip

    def nearest(self, scenario: Scenario) -> Nearest:
        """Return the stored run whose levers are nearest, by coverage first, then by date."""
        asked = {use.lever: use for use in scenario.levers}
        once = len(asked) == len(scenario.levers)
        found = [(self._distance(point, asked), policy, point) for point, policy in self.data["points"].items()]
        distance, policy, point = min(found)
        known = {lever["lever"] for lever in self.data["levers"]}
        without = tuple(sorted(asked.keys() - known))
        return Nearest(policy, distance == 0 and not without and once and not scenario.overrides,
                       tuple(in_words(use) for use in self._uses(point).values()), without)  # fmt: skip

    def _distance(self, point: str, asked: dict[str, LeverUse]) -> float:
        uses, known = self._uses(point), {lever["lever"] for lever in self.data["levers"]}
        return float(sum(
            _apart(uses[name], asked[name]) if name in uses and name in asked else (uses | asked)[name].coverage
            for name in uses.keys() | (asked.keys() & known)
        ))  # fmt: skip

    def _uses(self, point: str) -> dict[str, LeverUse]:
        return dict(self._each(point))

    def _each(self, point: str) -> Iterator[tuple[str, LeverUse]]:
        for lever, place in zip(self.data["levers"], point.split(";"), strict=True):
            if place:
                said = {key: value if key in DAYS else json.loads(value) for key, value in lever["use"].items()}
                for axis, level in zip(lever["axes"], place.split(","), strict=True):
                    value = axis["levels"][int(level)]
                    said[axis["setting"]] = int(value) if axis["setting"] == "ramp_days" else value
                yield lever["lever"], LeverUse.model_validate(said)


def _apart(one: LeverUse, other: LeverUse) -> float:
    """Return how far two uses of one lever are from each other."""
    days: float = abs((one.start - other.start).days) / A_YEAR
    ramp = abs(one.ramp_days - other.ramp_days) / A_YEAR
    rest = ("end", "places", "groups", "half_life_days")
    differ = sum(bool(getattr(one, key) != getattr(other, key)) for key in rest)
    return abs(one.coverage - other.coverage) + abs(one.compliance - other.compliance) + 0.1 * (days + ramp + differ)


def checked(data: Any) -> Data:
    """Return stored answers if this code can read them and would give them, too.

    Raises ValueError with the rest of a sentence if they are of another version, ensemble or lever.
    """
    if not isinstance(data, dict) or not data.keys() >= NEEDED or not data["made"].keys() >= MADE:
        raise ValueError("is of another version of this project")
    made, ids = data["made"], [lever["lever"] for lever in data["levers"]]
    if gone := [name for name in ids if name not in catalogue()] + [
        outcome["name"] for outcome in data["outcomes"] if outcome["name"] not in DEFINITIONS
    ]:
        raise ValueError(f"tells of {gone[0]}, which there is no more")
    if made["ensemble"] not in ("", shipped().hash):
        raise ValueError(f"was drawn from the ensemble {made['ensemble']}, and this is {shipped().hash}")
    if made["levers"] not in ("", levers_hash(ids)):
        raise ValueError("was run before its levers were last changed")
    return data


def stored(sweep: str) -> Stored | None:
    """Return the answers of a sweep's folder, or those that ship; none if none ship. Raises InputError."""
    from experiments.explorer.page import read

    path = Path(sweep) if sweep else SHIPPED
    if not sweep and not path.exists():
        return None
    try:
        return Stored(checked(read(path) if sweep else json.loads(path.read_text(encoding="utf-8"))))
    except json.JSONDecodeError:
        sentence = f"is damaged; make it anew: {HOW}"
    except ValueError as stale:
        sentence = f"{stale}; sweep again" + ("" if sweep else f", then {HOW}")
    raise InputError([Problem(path, None, None, "", sentence)])


@cache
def answers(sweep: str) -> Stored | str | None:
    """Return the same, or a sentence on why they cannot be used; what was read is kept."""
    try:
        return stored(sweep)
    except InputError as wrong:
        return str(wrong)
