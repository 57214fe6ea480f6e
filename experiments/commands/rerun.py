"""`journeys rerun DIR ROW`: one row of a sweep run again, and compared with what is stored bit for bit."""

import argparse
from pathlib import Path

from experiments.cli import FAILED, FINE


def answer(options: argparse.Namespace) -> int:
    """Run the row again, and tell whether it is the same; status 1 if it is not."""
    from experiments.sweeps.rerun import rerun

    found = rerun(Path(options.folder), options.row)
    print("\n".join(found.told))
    return FINE if found.same else FAILED
