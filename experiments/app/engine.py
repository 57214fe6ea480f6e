"""The engine of the app: warm workers that live draws in the background, for as many readers as there are.

Each worker is a process that has loaded the compiled model and the ensemble once. A thread beside it asks for the next
draw and waits, so that no request of a browser ever does. Every reader's questions get two draws first, then more; a
draw that nobody wants any more is let go.
"""

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Condition, Thread
from time import monotonic, sleep

from experiments.app.answer import Answer, Question
from experiments.app.paired import FIRST_DRAWS, Pair, Rehearsal
from experiments.pool import hire

ROUNDS = (2, FIRST_DRAWS)
"""Draws that every question wanted gets before any gets more."""
MOST_ANSWERS = 64
"""Answers kept; the one that was wanted longest ago is forgotten first."""
PATIENCE = 90.0
"""Seconds after which a reader not heard of wants nothing more. Browsers wake a hidden page once a minute."""
MOST_DEATHS = 3
"""Workers that one question may cost."""


@dataclass(eq=False)
class Reader:
    """Whoever has the app open, and the answers they want, the most urgent first."""

    wanted: list[Answer] = field(default_factory=list)
    heard: float = 0.0
    patient: bool = False
    """Whether all others go first."""


class Engine:
    """Workers, readers and answers; every method may be called from any thread."""

    def __init__(self, workers: int) -> None:
        """Start the workers; they load the model while nobody waits."""
        self.workers = workers
        self._change = Condition()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._readers: dict[str, Reader] = {}
        self._team: dict[int, SpawnProcess] = {}
        self._closed = False
        for place in range(workers):
            Thread(target=self._serve, args=(place,), name=f"worker {place}", daemon=True).start()

    def want(self, reader: str, questions: Sequence[Question], patient: bool = False) -> list[Answer]:
        """Return the answers to what a reader wants now, as far as they are; they go on growing.

        Who asks again at least every `PATIENCE` seconds is still there. The patient let all others go first.
        """
        with self._change:
            answers = [self._answer(question) for question in questions]
            self._readers[reader] = Reader(list(dict.fromkeys(answers)), monotonic(), patient)
            while len(self._answers) > max(MOST_ANSWERS, len(answers)):
                self._answers.popitem(last=False)
            self._change.notify_all()
            return answers

    def close(self) -> None:
        """End the workers; nothing is answered any more."""
        with self._change:
            self._closed = True
            for process in self._team.values():
                process.kill()
            self._change.notify_all()

    def _answer(self, question: Question) -> Answer:
        answer = self._answers.setdefault(question.key, Answer(question))
        self._answers.move_to_end(question.key)
        return answer

    def _forget(self) -> None:
        """Forget readers who have not been heard of."""
        now = monotonic()
        for name in [n for n, reader in self._readers.items() if now - reader.heard > PATIENCE]:
            del self._readers[name]

    def _choice(self, worker: int, most: int | None, patient: bool = False) -> tuple[str, Answer, int] | None:
        """Return a reader, an answer wanted, and a draw of it that a worker may take, of the first `most` or of all."""
        for name, reader in self._readers.items():
            for answer in reader.wanted if reader.patient == patient else ():
                if (draw := answer.free(most, worker, self.workers)) is not None:
                    return name, answer, draw
        return None

    def _next(self, worker: int) -> tuple[Answer, int] | None:
        """Wait for a draw to be lived and take it; readers take turns. None once the engine is closed."""
        with self._change:
            while not self._closed:
                self._forget()
                for most, patient in (*((most, False) for most in (*ROUNDS, None)), (None, True)):
                    if found := self._choice(worker, most, patient):
                        name, answer, draw = found
                        answer.taken.add(draw)
                        self._readers[name] = self._readers.pop(name)  # whose turn it was comes last
                        return answer, draw
                self._change.wait(PATIENCE)
            return None

    def _goes_on(self, worker: int, answer: Answer, draw: int) -> bool:
        """Return whether a draw under way is still wanted, and nothing is more urgent."""
        with self._change:
            self._forget()
            wanted = [reader.patient for reader in self._readers.values() if answer in reader.wanted]
            if not wanted:
                return False
            if all(wanted):
                return self._choice(worker, None) is None
            return draw <= ROUNDS[0] or self._choice(worker, ROUNDS[0]) is None

    def _serve(self, worker: int) -> None:
        """Live draws for ever; a worker that dies is replaced, and a question that kills workers is given up."""
        pipe = self._hired(worker)
        while pipe is not None and (chosen := self._next(worker)) is not None:
            answer, draw = chosen
            found: Pair | Exception | None = None
            try:
                while found is None and self._goes_on(worker, answer, draw):
                    pipe.send(answer.question.job(draw))
                    found = pipe.recv()
            except (EOFError, OSError):
                found = ChildProcessError("a run was ended from outside; memory may have run out")
                pipe = self._hired(worker)
            self._done(answer, draw, found)

    def _hired(self, worker: int) -> Connection | None:
        """Start a worker that has loaded what it needs; return the pipe to it. None once the engine is closed."""
        while True:
            with suppress(EOFError, OSError):  # it does not start, or dies at once
                with self._change:
                    if self._closed:
                        return None
                    pipe, self._team[worker] = hire()
                pipe.send(Rehearsal())
                pipe.recv()
                return pipe
            sleep(1.0)

    def _done(self, answer: Answer, draw: int, found: Pair | Exception | None) -> None:
        """Take note of what a draw left, of what went wrong, or that it was let go."""
        with self._change:
            if isinstance(found, Pair):
                answer.pairs[draw] = found
                return
            answer.taken.discard(draw)
            if found is None:
                return
            answer.deaths += 1
            if not isinstance(found, ChildProcessError) or answer.deaths >= MOST_DEATHS:
                answer.failed = f"the run failed: {found}"


@cache
def engine(workers: int) -> Engine:
    """Return the one engine of this process."""
    return Engine(workers)
