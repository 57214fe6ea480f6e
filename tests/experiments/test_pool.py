"""The pool: a command interrupted, or that loses a worker, ends at once in one sentence and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from experiments import house, pool
from experiments.cli import STOPPED, main
from experiments.job import Job
from experiments.plan import load_scenario

ROOT = Path(__file__).resolve().parents[2]
PROC = Path("/proc")
ENDLESS = ["--people", "200", "--draws", "20000", "--workers", "2", "--quiet"]
COMMANDS = {"run": ["run", *ENDLESS], "compare": ["compare", "baseline", "firewall", *ENDLESS]}
SOON = 10.0
"""Seconds that an end may take: half a second on an idle machine, but tests share theirs."""

Start = Callable[..., "subprocess.Popen[str]"]

pytestmark = pytest.mark.skipif(not (PROC / "self" / "stat").exists(), reason="sees processes in /proc")


def processes(session: int) -> dict[int, bytes]:
    """Return the processes of a session that live, with their command lines."""
    found = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with suppress(OSError):  # gone since
                state, _parent, _group, of, *_ = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(of) == session and state not in "ZX":
                    found[int(entry.name)] = (entry / "cmdline").read_bytes()
    return found


def workers(session: int) -> list[int]:
    """Return the workers among the processes of a session."""
    return [process for process, line in processes(session).items() if b"spawn_main" in line]


def seconds_used(process: int) -> float:
    """Return how long a process has kept a core busy."""
    fields = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until(holds: Callable[[], bool], within: float) -> bool:
    """Wait until something holds; return whether it did in time."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """What starts a command in a session of its own and returns it once its workers have used some seconds each."""
    commands = []

    def started(words: list[str], used: float = 2.0) -> subprocess.Popen[str]:
        # As a terminal does, for a background job of a shell is born with Ctrl-C ignored, one of nohup with SIGHUP.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        before_too = signal.signal(signal.SIGHUP, signal.SIG_DFL)
        command = subprocess.Popen(
            [sys.executable, "-m", "experiments.cli", *words, "--out", str(tmp_path)], cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        signal.signal(signal.SIGINT, before)
        signal.signal(signal.SIGHUP, before_too)
        commands.append(command)
        assert until(lambda: len(workers(command.pid)) == 2, within=120)
        assert until(lambda: all(seconds_used(w) >= used for w in workers(command.pid)), within=120)
        return command

    yield started
    for process in [p for command in commands for p in processes(command.pid)]:
        os.kill(process, signal.SIGKILL)


def ended(command: subprocess.Popen[str], folder: Path) -> tuple[int, str]:
    """Return status and standard error of a command that ends soon, leaving no process and no file."""
    out, err = command.communicate(timeout=SOON)
    assert until(lambda: not processes(command.pid), within=SOON)
    assert out == ""
    assert list(folder.iterdir()) == []
    return command.returncode, err


moments = pytest.mark.parametrize("used", [0.0, 0.5, 2.0], ids=["starting", "loading libraries", "at work"])


@moments
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_ctrl_c_ends_the_command_and_its_workers(start, tmp_path, words, used):
    command = start(words, used)
    os.killpg(command.pid, signal.SIGINT)  # a terminal tells everybody
    assert ended(command, tmp_path) == (130, STOPPED)


@pytest.mark.parametrize(("tell", "number"), [
    (os.kill, signal.SIGTERM), (os.killpg, signal.SIGTERM), (os.killpg, signal.SIGHUP),
], ids=["parent", "everybody", "terminal closed"])  # fmt: skip
def test_a_signal_to_stop_ends_the_command_and_its_workers(start, tmp_path, tell, number):
    command = start(COMMANDS["run"])
    tell(command.pid, number)
    assert ended(command, tmp_path) == (130, STOPPED)


def test_a_process_stopped_amid_its_progress_leaves_nothing_to_complain_of():
    stops = (
        "import multiprocessing, os, signal\nfrom experiments.cli import listen\n"
        "from experiments.progress import progress\n"
        "multiprocessing.set_start_method('spawn')\n"  # else Python keeps no account of semaphores
        "listen()\nfor _ in progress(range(3)):\n    os.kill(os.getpid(), signal.SIGTERM)"
    )
    done = subprocess.run([sys.executable, "-c", stops], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", STOPPED)


def test_every_progress_is_of_that_kind():
    found = [path for path, text in house.sources().items() if "tqdm" in text]
    assert found == ["experiments/progress.py"]


@moments
def test_a_killed_worker_ends_the_command_with_one_sentence(start, tmp_path, used):
    command = start(COMMANDS["run"], used)
    os.kill(workers(command.pid)[0], signal.SIGKILL)
    status, told = ended(command, tmp_path)
    assert status == 1
    assert told.startswith("the run failed: a worker process was killed by signal 9")
    assert len(told.splitlines()) == 1


def test_workers_do_not_outlive_a_killed_parent(start, tmp_path):
    command = start(COMMANDS["run"])
    command.kill()
    assert ended(command, tmp_path) == (-signal.SIGKILL, "")


def test_what_a_job_raises_in_a_worker_is_raised_here_and_says_where():
    fine = Job(load_scenario("baseline"), 1, 0, 200, 2014)
    wrong = Job(load_scenario("baseline"), 1, 0, 200, 1914)
    with pytest.raises(ValueError, match="1914") as caught:
        pool.run_all([fine, wrong, fine], workers=2, quiet=True)
    assert "In a worker process" in "".join(caught.value.__notes__)


@pytest.mark.parametrize("told", ["", "Unable to allocate 9 GiB"])
def test_want_of_memory_is_one_sentence_and_status_1(monkeypatch, tmp_path, capsys, told):
    def too_large(_):
        raise MemoryError(*[told] if told else [])

    monkeypatch.setattr(pool, "in_person", too_large)
    assert main(["run", "--draws", "1", "--people", "200", "--quiet", "--out", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"the run failed: {told or 'memory ran out'}\n"
    assert list(tmp_path.iterdir()) == []
