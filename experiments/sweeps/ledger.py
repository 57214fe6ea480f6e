"""The ledger: receipts of parts, each a line with a checksum of its own; a line that is torn or altered is no receipt.

Every command that runs rows begins a file of its own, so that nothing is ever written behind a torn end.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from experiments.sweeps.part import Part, keep_names

SUFFIX = ".jsonl"
CHECKSUM = 16
"""Letters of the checksum at the beginning of a line."""


@dataclass(frozen=True)
class Receipt:
    """What a batch of tasks has left: its parts, and the rows in them."""

    parts: tuple[Part, ...]
    ok: tuple[str, ...]
    failed: tuple[str, ...]
    seconds: float
    """That the runs took."""
    ended: float
    """Seconds since 1970."""
    by: str
    """Process and host."""

    @property
    def rows(self) -> tuple[str, ...]:
        """Every row."""
        return self.ok + self.failed

    def line(self) -> bytes:
        """Return it as a line of a ledger."""
        text = json.dumps(asdict(self), separators=(",", ":")).encode()
        return _checksum(text) + b" " + text + b"\n"


def _checksum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:CHECKSUM].encode()


def receipt_of(line: bytes) -> Receipt | None:
    """Return the receipt of a line, its line end included; None if it is not what was written."""
    text = line[CHECKSUM + 1 : -1]
    if line[-1:] != b"\n" or line[: CHECKSUM + 1] != _checksum(text) + b" ":
        return None
    said = json.loads(text)
    parts = tuple(Part(**part) for part in said.pop("parts"))
    return Receipt(parts, tuple(said.pop("ok")), tuple(said.pop("failed")), **said)


def receipts(folder: Path) -> Iterator[Receipt]:
    """Yield every receipt of a folder of ledgers, in the order in which their batches ended."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        with path.open("rb") as file:
            found += [receipt for line in file if (receipt := receipt_of(line)) is not None]
    yield from sorted(found, key=lambda receipt: (receipt.ended, receipt.by))


class Ledger:
    """A new ledger file, open for one process."""

    def __init__(self, folder: Path, name: str) -> None:
        self._handle = os.open(folder / f"{name}{SUFFIX}", os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        keep_names(folder)

    def add(self, batch: Iterable[Receipt]) -> None:
        """Write receipts; they are safe on the disk on return. Raises OSError."""
        lines = b"".join(receipt.line() for receipt in batch)
        while lines:  # a disk that fills up may take a part of them without a word
            lines = lines[os.write(self._handle, lines) :]
        os.fsync(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        os.close(self._handle)
