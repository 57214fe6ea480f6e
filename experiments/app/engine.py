"""The engine of the app: warm workers that live draws in the background, for as many readers as there are.

Each worker is a process that has loaded the compiled model and the ensemble once. A thread beside it asks for the next
draw and waits, so that no request of a browser ever does. Every reader's questions get two draws first, then more.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic

from experiments.app.answer import Answer, Question
from experiments.app.paired import Pair
from experiments.pool import hire

ROUNDS = (2, 6)
"""Draws that every question wanted gets before any gets more."""
MOST_ANSWERS = 64
"""Answers kept; the one that was wanted longest ago is forgotten first."""
PATIENCE = 30.0
"""Seconds after which a reader who has not been heard of wants nothing more."""
MOST_DEATHS = 3
"""Workers that one question may cost."""


@dataclass(eq=False)
class Reader:
    """Whoever has the app open, and the answers they want, the most urgent first."""

    wanted: list[Answer] = field(default_factory=list)
    heard: float = 0.0


class Engine:
    """Workers, readers and answers; every method may be called from any thread."""

    def __init__(self, workers: int) -> None:
        """Start the workers; they load the model while nobody waits."""
        self._change = Condition()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._readers: dict[str, Reader] = {}
        for place in range(workers):
            Thread(target=self._serve, args=(place,), name=f"worker {place}", daemon=True).start()

    def want(self, reader: str, questions: Sequence[Question]) -> list[Answer]:
        """Return the answers to what a reader wants now, as far as they are; they go on growing."""
        with self._change:
            answers = [self._answer(question) for question in questions]
            self._readers[reader] = Reader(list(dict.fromkeys(answers)), monotonic())
            while len(self._answers) > max(MOST_ANSWERS, len(answers)):
                self._answers.popitem(last=False)
            self._change.notify_all()
            return answers

    def heard(self, reader: str) -> None:
        """Note that a reader is still there."""
        with self._change:
            if reader in self._readers:
                self._readers[reader].heard = monotonic()
                self._change.notify_all()

    def _answer(self, question: Question) -> Answer:
        answer = self._answers.setdefault(question.key, Answer(question))
        self._answers.move_to_end(question.key)
        return answer

    def _next(self) -> tuple[Answer, int]:
        """Wait for a draw to be lived; readers take turns."""
        with self._change:
            while True:
                now = monotonic()
                for name in [n for n, reader in self._readers.items() if now - reader.heard > PATIENCE]:
                    del self._readers[name]
                for rounds in (*ROUNDS, None):
                    for name, reader in list(self._readers.items()):
                        for answer in reader.wanted:
                            if rounds is not None and len(answer.taken) >= rounds:
                                continue
                            if (draw := answer.next_draw()) is not None:
                                self._readers[name] = self._readers.pop(name)  # whose turn it was comes last
                                return answer, draw
                self._change.wait(PATIENCE)

    def _serve(self, place: int) -> None:
        """Live draws for ever; a worker that dies is replaced, and a question that kills workers is given up."""
        pipe, process = hire()
        pipe.send(Rehearsal())
        pipe.recv()
        while True:
            answer, draw = self._next()
            try:
                pipe.send(answer.question.job(draw))
                found = pipe.recv()
            except (EOFError, OSError):
                process.join(1.0)
                found = ChildProcessError("a run was ended from outside; memory may have run out")
                pipe, process = hire()
            self._done(answer, draw, found)

    def _done(self, answer: Answer, draw: int, found: Pair | Exception) -> None:
        with self._change:
            if isinstance(found, Pair):
                answer.pairs[draw] = found
                return
            answer.taken.discard(draw)
            answer.deaths += 1
            if not isinstance(found, ChildProcessError) or answer.deaths >= MOST_DEATHS:
                answer.failed = f"the run failed: {found}"


@dataclass(frozen=True)
class Rehearsal:
    """Lives a little, so that everything is loaded and compiled before anybody waits."""

    def run(self) -> None:
        """Live it."""
        from calibration.posterior import shipped
        from experiments.pool import rehearse

        shipped()
        rehearse()
