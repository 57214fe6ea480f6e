"""How far a sweep is: rows done, failed and pending, the rate of late and the time left."""

from dataclasses import dataclass
from pathlib import Path
from time import time

from experiments.sweeps import manifest
from experiments.sweeps.enough import enough
from experiments.sweeps.folder import Folder, Kept
from experiments.sweeps.lock import at_work

LATELY = 600.0
"""Seconds that the rate is taken over."""


@dataclass(frozen=True)
class Standing:
    """How far a sweep is."""

    name: str
    rows: int
    """To be run; where a precision is asked for, as far as is known yet."""
    ok: int
    failed: int
    running: bool
    damaged: int
    """Files that are not what their receipts say; their rows count as pending."""
    rows_per_second: float | None
    """Of late, of all workers and shards together."""
    core_seconds: float
    """That the runs took."""
    bytes: int
    workers: int
    """Processes that wrote a part of late."""

    @property
    def pending(self) -> int:
        """Rows still to be run."""
        return self.rows - self.ok - self.failed

    @property
    def seconds_left(self) -> float | None:
        """How long it will take at the present rate; None if nothing is running or it is not known."""
        return self.pending / self.rows_per_second if self.rows_per_second and self.running else None


def standing(path: Path) -> Standing:
    """Return how far the sweep in a folder is. Raises InputError."""
    said = manifest.read(path)
    plan = manifest.plan_of(said) if said["plan"]["precision"] else None
    rows = plan.first(enough(path, plan).draws).rows if plan else said["rows"]
    folder = Folder(path)
    kept = folder.kept()
    ok = sum(kept.rows.values())
    return Standing(said["plan"]["name"], rows, ok, len(kept.rows) - ok, at_work(path), len(kept.damaged), *_rate(kept))


def _rate(kept: Kept) -> tuple[float | None, float, int, int]:
    """Return rows a second of late, seconds of work in all, bytes in all, and processes at work of late."""
    now = time()
    late = [receipt for receipt in kept.receipts if receipt.ended > now - LATELY]
    rows = sum(len(receipt.rows) for receipt in late)
    began = min((receipt.ended - receipt.seconds for receipt in late), default=now)
    rate = rows / max(1e-9, now - max(began, now - LATELY)) if rows else None
    size = sum(part.bytes for receipt in kept.receipts for part in receipt.parts)
    return rate, sum(receipt.seconds for receipt in kept.receipts), size, len({receipt.by for receipt in late})
