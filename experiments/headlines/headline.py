"""A headline: levers tried against one baseline, the lines of outcome that are told of each, and what is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.headlines.line import Block
from experiments.headlines.period import START
from scenarios.scenario import LeverUse, Scenario


@dataclass(frozen=True, eq=False)
class Comparison:
    """One scenario against the baseline."""

    heading: str
    scenario: Scenario
    blocks: tuple[Block, ...]
    note: str = ""
    """What a reader must know before the table."""


@dataclass(frozen=True)
class Drawn:
    """A curve of the picture: an outcome and group of one comparison, counted from 1."""

    label: str
    outcome: str
    comparison: int = 1
    group: str = "all"


@dataclass(frozen=True, eq=False)
class Headline:
    """A question, the comparisons that answer it, what is drawn, and what the model cannot show."""

    key: str
    title: str
    asks: str
    comparisons: tuple[Comparison, ...]
    drawn: tuple[Drawn, ...]
    cannot_show: tuple[str, ...]
    """Besides what the levers themselves say of that."""

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """All worlds, the baseline first."""
        return (Scenario(name="today's system"), *(c.scenario for c in self.comparisons))

    @property
    def levers(self) -> Sequence[str]:
        """The levers pulled in any of them."""
        return list(dict.fromkeys(use.lever for c in self.comparisons for use in c.scenario.levers))


def pulled(name: str, *uses: LeverUse) -> Scenario:
    """Return a scenario that pulls some levers."""
    return Scenario(name=name, levers=uses)


def use(lever: str, *, ramp_days: int = 0, coverage: float = 1.0) -> LeverUse:
    """Return a lever pulled from the first day on."""
    return LeverUse(lever=lever, start=START, ramp_days=ramp_days, coverage=coverage)
