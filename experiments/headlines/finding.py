"""A finding: what one line came to in the draws of a study, and what may be said of it."""

from dataclasses import dataclass, replace

import numpy as np

from experiments.answers import outside
from experiments.comparison.interval import Interval, central
from experiments.comparison.spread import spread
from experiments.comparison.verdict import Verdict, verdict
from experiments.headlines.headline import Comparison
from experiments.headlines.line import Line
from experiments.study import Study, Values


@dataclass(frozen=True)
class Finding:
    """One line in one comparison."""

    line: Line
    base: float | None
    """The median in the baseline."""
    gap: float | None
    interval: Interval | None
    luck: float | None
    """The part of the spread over draws that is luck of the sample."""
    verdict: Verdict

    @property
    def why(self) -> str:
        """The explanation that fits."""
        return "" if self.verdict.rule == "undefined" else self.line.why.of(self.verdict.direction)


def findings(study: Study, place: int, comparison: Comparison) -> list[list[Finding]]:
    """Return what became of every line of every block of the comparison at a place, counted from 1."""
    beyond = outside(comparison.scenario)
    again = replace(study, first=study.again, again=())
    return [[_found(study, again, place, line, beyond) for line in block.lines] for block in comparison.blocks]


def _found(study: Study, again: Study, place: int, line: Line, beyond: list[str]) -> Finding:
    gaps, base = line.measured.gap(study, place), line.measured.base(study)
    said = verdict(gaps, outside=beyond)
    if said.rule == "undefined":
        return Finding(line, _median(base), None, None, None, said)
    second = line.measured.gap(again, place) if again.first else np.zeros(0)
    apart = spread(gaps, second, study.scale)
    luck = apart.chance_share if apart and apart.total > 0 else None
    return Finding(line, _median(base), _median(gaps), central(gaps[np.isfinite(gaps)]), luck, said)


def _median(values: Values | None) -> float | None:
    """Return the median of the draws in which something is defined."""
    if values is None or not np.isfinite(values).any():
        return None
    return float(np.nanmedian(values))
