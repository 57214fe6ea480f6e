"""A briefing being made: the commands that a reader is shown, `journeys compare` and then `journeys brief`.

They run in processes and a folder of their own, behind the workers that answer levers; a thread waits for them, so that
no request does. However it ends, the processes are gone and so is the folder.
"""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import ClassVar
from weakref import WeakSet

from experiments.app import files
from experiments.app.answer import Question
from experiments.app.settings import VARIABLE
from experiments.progress import Progress, read
from experiments.scenario_file import text_of

ROOT = Path(__file__).parents[2]
FOLDER = "briefing"
PATIENCE = 180.0
"""Seconds after which a briefing is given up if its page is gone; browsers wake a page in the background once a minute.
"""
POLL = 0.2
BEHIND = 5
"""How far its processes stand behind all others, where the system knows of that."""


class Making:
    """A briefing that is being made, or has been, or has failed."""

    under_way: ClassVar["WeakSet[Making]"] = WeakSet()

    def __init__(self, question: Question, workers: int) -> None:
        """Begin to make it."""
        self.name = question.scenario.name
        self.progress: Progress | None = None
        """Of the runs."""
        self.runs_done = False
        self.content = b""
        """The folder of the briefing as a zip file, once it is made."""
        self.left_out: tuple[str, ...] = ()
        """Sentences on what could not be made."""
        self.failed = ""
        """Why it could not be made, if so."""
        self._question, self._workers = question, workers
        self._heard, self._given_up = monotonic(), Event()
        self._thread = Thread(target=self._make, name="briefing", daemon=True)
        self.under_way.add(self)
        self._thread.start()

    @property
    def ended(self) -> bool:
        """Whether it is made, has failed or was given up."""
        return not self._thread.is_alive()

    @property
    def cancelled(self) -> bool:
        """Whether it was given up."""
        return self._given_up.is_set()

    def heard(self) -> None:
        """Note that whoever wants it is still there."""
        self._heard = monotonic()

    def cancel(self) -> None:
        """Give it up; a moment later nothing is left of it."""
        self._given_up.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended, or so long."""
        self._thread.join(seconds)

    def _make(self) -> None:
        room: Path | None = None
        try:
            room = Path(tempfile.mkdtemp(prefix="journeys-briefing-"))
            (room / files.NAME).write_text(text_of(self._question.scenario), encoding="utf-8")
            words = files.words(self._question)
            self._run(room, [*words, "--workers", str(self._workers), "--progress"])
            self.runs_done = True
            self.left_out = self._run(room, ["brief", files.RESULTS, "--out", FOLDER, "--quiet"])
            self.content = Path(shutil.make_archive(str(room / FOLDER), "zip", room, FOLDER)).read_bytes()
        except Exception as error:  # whatever it is, the page must not offer a briefing that is none
            self.failed = "" if self.cancelled else str(error) or type(error).__name__
        finally:
            if room:
                _clear(room)
            self.under_way.discard(self)

    def _run(self, room: Path, words: list[str]) -> tuple[str, ...]:
        """Run a command in a folder; return what it says. Raises ValueError with a sentence if it fails."""
        said: list[str] = []
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "experiments.cli", *words], cwd=room, env=_environment(room),
            encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, start_new_session=True,
        ) as process:  # fmt: skip
            if hasattr(os, "setpriority"):
                os.setpriority(os.PRIO_PROCESS, process.pid, os.getpriority(os.PRIO_PROCESS, 0) + BEHIND)
            listener = Thread(target=self._listen, args=(process, said), daemon=True)
            listener.start()
            while process.poll() is None and not self._given_up.wait(POLL):
                if monotonic() - self._heard > PATIENCE:
                    self._given_up.set()
            _end(process)
            listener.join(PATIENCE)
        if self.cancelled:
            raise ValueError("it was given up")
        if process.returncode:
            killed = f"it was ended by signal {-process.returncode}; memory may have run out"
            raise ValueError(killed if process.returncode < 0 else (said or ["it failed and gave no reason"])[-1])
        return tuple(said)

    def _listen(self, process: "subprocess.Popen[str]", said: list[str]) -> None:
        """Take note of how far the runs are, and of what else is said."""
        for line in process.stderr or ():
            if progress := read(line):
                self.progress = progress
            elif line.strip():
                said.append(line.strip())


def _environment(room: Path) -> dict[str, str]:
    """Return that of a command: this very code, temporary files in its folder, and no token."""
    kept = {key: value for key, value in os.environ.items() if key != VARIABLE}
    path = os.pathsep.join(filter(None, [str(ROOT), kept.get("PYTHONPATH")]))
    return kept | {"PYTHONPATH": path} | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(room))


def _end(process: "subprocess.Popen[str]") -> None:
    """End a process, if it has not ended, and all that it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _clear(room: Path) -> None:
    """Remove a folder into which a process that was just ended may still have written."""
    for _ in range(50):
        shutil.rmtree(room, ignore_errors=True)
        if not room.exists():
            return
        sleep(POLL)


@atexit.register
def _give_up_all() -> None:
    for making in list(Making.under_way):
        making.cancel()
        making.wait()
