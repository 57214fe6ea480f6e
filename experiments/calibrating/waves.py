"""Waves: designs of rows run over the cores, each row kept on disk as soon as a few are done, so that a fit can go on.

A wave lives in a folder of its own: `design.txt` (a hash of its marks, luck and code) and parts of finished rows.
A part is written whole or not at all; which worker ran a row, in which order and after how many interruptions makes no
difference to what is read back.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from calibration.added import FILE
from calibration.fit import Wave
from calibration.posterior import Marks
from calibration.series import Aim
from experiments.calibrating.row import Row, places
from experiments.fingerprint import code_hash
from experiments.plan import write
from experiments.pool import Placed, hired, in_person, shared_out
from experiments.progress import progress
from experiments.sensitivity.pool import Lived

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EVERY = 20.0
"""Seconds between parts."""
DESIGN = "design.txt"
"""A hash of what a wave was designed as, which every wave that was begun has."""


@dataclass(frozen=True)
class Kept:
    """An evaluator: the model, its rows kept in a folder.

    Raises ValueError if the folder holds a wave of another design: it must be the same to the last bit.
    """

    folder: Path
    inputs: tuple[str, ...]
    aims: tuple[Aim, ...]
    workers: int = 1
    quiet: bool = True
    more: Path = FILE
    """Figures added."""

    def __call__(self, wave: Wave, marks: Marks, luck: Ints) -> Floats:
        """Return the figures aimed at of every row on their scales, running rows that are not on disk."""
        at, found = places(self.more), self.published(wave, marks, luck)
        return np.column_stack([aim.kind.scale(found[:, at[aim.fact_id]]) for aim in self.aims])

    def published(self, wave: Wave, marks: Marks, luck: Ints) -> Floats:
        """Return every published figure of each row in its own unit (shape [rows, figures])."""
        place = self.folder / wave.name.replace(" ", "_")
        place.mkdir(parents=True, exist_ok=True)
        same(place / DESIGN, self.inputs, marks, luck, wave.people, self.more)
        found = read(place)
        rows = [Row(self.inputs, marks[at], int(luck[at]), wave.people, self.more) for at in range(len(luck))]
        missing = [(at, row) for at, row in enumerate(rows) if at not in found]
        if missing:
            found |= run(place, missing, self.workers, self.quiet, wave.name, len(rows))
        return np.array([found[at] for at in range(len(rows))])


def begun(folder: Path) -> bool:
    """Return whether a folder holds a calibration: one of its waves at least, or what a kill left of the first."""
    return any(folder.glob(f"*/*{DESIGN}*")) or not any(path.is_file() for path in folder.rglob("*"))


def same(path: Path, inputs: Sequence[str], marks: Marks, luck: Ints, people: int | None, more: Path) -> None:
    """Keep what a wave was designed as, or compare it with what is kept."""
    code = hashlib.sha256("\0".join((*inputs, *places(more), code_hash(), str(people))).encode())
    code.update(marks.tobytes() + luck.tobytes())
    if not path.exists():
        write(path, code.hexdigest().encode())
    elif path.read_text() != code.hexdigest():
        raise ValueError(
            f"{path.parent} holds runs of another design: the targets, the code, the seed or the budget are not those "
            "it was begun with; begin anew in an empty folder"
        )


def read(place: Path) -> dict[int, Floats]:
    """Return the figures of rows on disk, by row; parts that cannot be read are as if never written."""
    found: dict[int, Floats] = {}
    for path in sorted(place.glob("part_*.npz")):
        try:
            with np.load(path) as part:
                found |= dict(zip(part["row"].tolist(), part["figures"], strict=True))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            path.unlink()
    return found


def run(
    place: Path, missing: Sequence[Placed], workers: int, quiet: bool, name: str, rows: int
) -> dict[int, Floats]:  # fmt: skip
    """Run rows and keep them, a part every few seconds; return their figures by row."""
    found: dict[int, Floats] = {}
    kept: list[int] = []
    last = monotonic()
    first, *others = missing
    with (
        progress(total=rows, done=rows - len(missing), name=name, unit="row", quiet=quiet) as shown,
        hired(min(workers, len(others)) if workers > 1 else 0) as team,
    ):

        def take(at: int, left: Lived) -> None:
            found[at] = np.array(left.values)
            kept.append(at)
            shown.update()

        def flush() -> None:
            if kept:
                part = {"row": np.array(kept), "figures": np.array([found[at] for at in kept])}
                path = place / f"part_{kept[0]:06d}_{len(kept)}.npz"
                buffer = io.BytesIO()
                np.savez(buffer, **part)  # type: ignore[arg-type]
                write(path, buffer.getvalue())
                kept.clear()

        try:
            take(*in_person(first))
            for at, left in shared_out(others, team) if team else map(in_person, others):
                take(at, left)
                if monotonic() - last > EVERY:
                    flush()
                    last = monotonic()
        finally:
            flush()
    return found
