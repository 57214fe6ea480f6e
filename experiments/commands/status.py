"""`journeys status DIR`: how far a sweep, or a study, is, how fast, and how long it will still take."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.cli import FINE

if TYPE_CHECKING:
    from experiments.sweeps.standing import Standing


def answer(options: argparse.Namespace) -> int:
    """Tell."""
    from experiments.sweeps.standing import standing

    sweeps = _sweeps(Path(options.folder))
    every = [standing(folder) for folder in sweeps]
    if options.json:
        said = [
            asdict(found) | {"done": found.ok, "pending": found.pending, "seconds_left": found.seconds_left}
            for found in every
        ]
        print(json.dumps(said[0] if sweeps == [Path(options.folder)] else said, indent=1))
    else:
        print("\n".join(line for found in every for line in lines(found)))
    return FINE


def _sweeps(folder: Path) -> list[Path]:
    """Return the sweeps of a folder: itself, or the stages that a sensitivity study has begun."""
    from experiments.sensitivity.study import KIND, STAGES
    from experiments.sweeps import manifest

    if manifest.read(folder, any_kind=True)["kind"] != KIND:
        return [folder]
    return [folder / stage for stage in STAGES if (folder / stage / manifest.NAME).exists()]


def lines(found: "Standing") -> list[str]:
    """Return what is told."""
    from experiments.sweeps.words import bytes_words, seconds_words

    told = [
        f"{found.name}: {found.rows:,} rows",
        f"  done {found.ok:,}, failed {found.failed:,}, pending {found.pending:,}",
        f"  {seconds_words(found.core_seconds)} of work so far, {bytes_words(found.bytes)}",
    ]
    if found.damaged:
        told.append(f"  {found.damaged:,} files are missing or damaged; --resume runs their rows again")
    if not found.running:
        return [*told, "  not running" + ("" if found.pending else "; complete")]
    rate = found.rows_per_second
    left = found.seconds_left
    told.append(
        f"  running: {rate:.3g} rows a second by {found.workers} workers, {seconds_words(left)} left"
        if rate and left is not None else "  running; no row is done yet"
    )  # fmt: skip
    return told
