"""Runs, paired comparisons, tables and pictures, and the `journeys` command.

In Python: `from experiments import run, compare, survival_curves, one_life, events, read_sweep`; each returns an
`Answer` with a frame and figures (experiments/analysis.py; examples in docs/gallery.md). They are imported when first
asked for, so that the command stays quick.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.analysis import Answer as Answer
    from experiments.analysis import compare as compare
    from experiments.analysis import events as events
    from experiments.analysis import one_life as one_life
    from experiments.analysis import read_sweep as read_sweep
    from experiments.analysis import run as run
    from experiments.analysis import survival_curves as survival_curves

IN_PYTHON = ("Answer", "compare", "events", "one_life", "read_sweep", "run", "survival_curves")
"""What `experiments` itself offers to scripts and notebooks."""


def __getattr__(name: str) -> Any:
    """Return one of `IN_PYTHON`, imported only now."""
    if name not in IN_PYTHON:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from experiments import analysis

    return getattr(analysis, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *IN_PYTHON])
