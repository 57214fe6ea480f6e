"""The folder of a sweep, and which of its files can be trusted: those that are still what their receipts say."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from experiments.sweeps.ledger import Receipt, receipts
from experiments.sweeps.part import TEMPORARY, Part

PARTS, LEDGER = "parts", "ledger"
DAMAGED = ".damaged"


@dataclass(frozen=True)
class Kept:
    """What a folder holds that can be trusted."""

    receipts: tuple[Receipt, ...]
    """In the order in which their batches ended."""
    damaged: tuple[str, ...]
    """Files with a receipt that are no longer there, or no longer what the receipt says."""
    rows: dict[str, bool]
    """By row: whether it is ok."""
    superseded: tuple[tuple[str, str], ...]
    """File and row of what was run again since."""

    def files(self, kind: str) -> list[str]:
        """Return the files of the trusted parts of a kind, results or runs."""
        return [part.file for receipt in self.receipts for part in receipt.parts if part.file.startswith(f"{kind}-")]


@dataclass(frozen=True)
class Folder:
    """The folder of a sweep."""

    path: Path

    @property
    def parts(self) -> Path:
        """Where the parts stand."""
        return self.path / PARTS

    @property
    def ledger(self) -> Path:
        """Where the ledgers stand."""
        return self.path / LEDGER

    def make(self) -> None:
        """Make it. Raises OSError."""
        for folder in (self.path, self.parts, self.ledger):
            folder.mkdir(parents=True, exist_ok=True)

    def kept(self) -> Kept:
        """Return what can be trusted: every part is read and compared with its receipt."""
        trusted, damaged = [], []
        for receipt in receipts(self.ledger):
            wrong = [part.file for part in receipt.parts if not self._is_as_written(part)]
            damaged += wrong
            if not wrong:
                trusted.append(receipt)
        rows, superseded = _latest(trusted)
        return Kept(tuple(trusted), tuple(damaged), rows, tuple(superseded))

    def tidy(self, kept: Kept, shard: str) -> int:
        """Set damaged parts aside, and delete parts without receipt of a shard ('' for all); return how many of these.

        Only for the holder of the lock.
        """
        for file in kept.damaged:
            if (self.parts / file).exists():
                os.replace(self.parts / file, self.parts / (file + DAMAGED))
        known = {part.file for receipt in kept.receipts for part in receipt.parts}
        orphans = [
            path for path in self.parts.iterdir()
            if path.name not in known and not path.name.endswith(DAMAGED) and _of_shard(path.name, shard)
        ]  # fmt: skip
        for path in orphans:
            path.unlink(missing_ok=True)
        return sum(not path.name.endswith(TEMPORARY) for path in orphans)

    def _is_as_written(self, part: Part) -> bool:
        try:
            with (self.parts / part.file).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == part.sha256
        except OSError:
            return False


def _of_shard(file: str, shard: str) -> bool:
    return not shard or file.partition("-")[2].startswith(f"{shard}-")


def _latest(trusted: Iterable[Receipt]) -> tuple[dict[str, bool], list[tuple[str, str]]]:
    """Return by row whether it is ok, and file and row of what a later receipt replaces; what is ok is not replaced."""
    rows: dict[str, bool] = {}
    where: dict[str, Receipt] = {}
    superseded = []
    for receipt in trusted:
        for group, ok in ((receipt.ok, True), (receipt.failed, False)):
            for row in group:
                if rows.get(row):
                    old = receipt
                else:
                    old, rows[row], where[row] = where.get(row), ok, receipt  # type: ignore[assignment]
                if old:
                    superseded += [(part.file, row) for part in old.parts]
    return rows, superseded
