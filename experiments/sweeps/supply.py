"""The supply: which tasks are handed out next, how many at a time, and what becomes of those that cost a worker."""

from collections import deque
from collections.abc import Iterable, Iterator

from experiments.sweeps.batch import Batch
from experiments.sweeps.plan import Task

LAST, SHORTEST, LONGEST = 0.5, 2.0, 30.0
"""Seconds of work in a batch: at the end, at least, and at most. Writing a part takes some hundredths of a second, and
a batch may be lost with its worker."""
BATCHES = 2000
"""That a sweep should have at most, if batches of `LONGEST` seconds allow it: parts are files."""
MOST_DEATHS = 3


class Supply:
    """Tasks that wait, handed out in batches. `writer` is the beginning of the names of all parts."""

    def __init__(self, tasks: Iterable[Task], rows: int, writer: str, workers: int) -> None:
        self._tasks: Iterator[Task] = iter(tasks)
        self._first: Task | None = None
        """The next of them, if it has been looked at."""
        self._again: deque[Batch] = deque()
        self._rows_left = rows
        self._writer, self._workers = writer, workers
        self._named = 0
        self._row_seconds: float | None = None
        self._row_count = 0
        self.stopped = False

    @property
    def waiting(self) -> bool:
        """Whether anything waits to be handed out."""
        if self.stopped:
            return False
        if not self._again and self._first is None:
            self._first = next(self._tasks, None)
        return bool(self._again) or self._first is not None

    @property
    def rows_left(self) -> int:
        """How many rows wait to be handed out."""
        return self._rows_left + sum(batch.rows for batch in self._again)

    def next(self) -> Batch | None:
        """Return the batch that a free worker should run; None if there is none."""
        if self.stopped:
            return None
        if self._again:
            return self._again.popleft()
        tasks: list[Task] = []
        rows = 0
        while self.waiting and (not tasks or rows < self._size()):
            task, self._first = self._first, None
            assert task is not None
            tasks.append(task)
            rows += len(task.policies)
        self._rows_left -= rows
        return self._batch(tuple(tasks), 0) if tasks else None

    def learn(self, rows: int, seconds: float) -> None:
        """Take into account how long some rows took."""
        if rows:
            known = self._row_count
            mean = (self._row_seconds or 0.0) * known + seconds
            self._row_count = known + rows
            self._row_seconds = mean / self._row_count

    def died(self, batch: Batch) -> Batch | None:
        """Take back a batch that cost a worker; return it, under a new name, if it has done so too often."""
        return self._taken_back(batch, batch.deaths + 1, MOST_DEATHS)

    def overran(self, batch: Batch) -> Batch | None:
        """Take back a batch that was stopped for taking too long; return it, under a new name, if it is one row."""
        return self._taken_back(batch, batch.deaths, 0)

    def give_back(self, tasks: tuple[Task, ...]) -> None:
        """Take back tasks that were not begun."""
        if tasks:
            self._again.append(self._batch(tasks, 0))

    def _taken_back(self, batch: Batch, deaths: int, most: int) -> Batch | None:
        if batch.rows == 1 and deaths >= most:
            return self._batch(batch.tasks, deaths)
        self._again.extend(self._batch(tasks, deaths) for tasks in batch.pieces())
        return None

    def _size(self) -> float:
        """Return how many rows a batch should have: more the faster they are, fewer when few are left."""
        if not self._row_seconds:
            return 1
        whole = self._row_seconds * self._rows_left
        seconds = min(LONGEST, max(SHORTEST, whole / BATCHES), whole / (2 * self._workers))
        return max(1.0, max(LAST, seconds) / self._row_seconds)

    def _batch(self, tasks: tuple[Task, ...], deaths: int) -> Batch:
        self._named += 1
        return Batch(f"{self._writer}-{self._named:06d}", tasks, deaths)
