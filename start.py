"""Set everything up and do the main job: `python3 start.py`; or pass the tests: `python3 start.py test`.

Needs Python 3.11 or newer and nothing else. Everything is installed into `.venv` beside this file, from the versions
in requirements.lock; after the first time no network is needed. `python3 start.py check` runs the linters, and
`python3 start.py journeys ...` passes what follows to the installed command.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
LOCK = HERE / "requirements.lock"
PACKAGES = ("model", "scenarios", "calibration", "experiments")

DRAWS = "24"  # 20 are needed to tell a direction; more would take a slow machine longer than three minutes
RESULTS = str(HERE / "results")
MAIN_JOB = ["compare", "baseline", "prison_first_responders", "firewall", "--draws", DRAWS, "--out", RESULTS]
SMALLEST = ["run", "--people", "50", "--draws", "1", "--to", "2015", "--quiet"]
CHECKS = (
    ("python", "-m", "ruff", "check", "."),
    ("python", "-m", "ruff", "format", "--check", "."),
    ("python", "-m", "mypy"),
    ("lint-imports",),
)
TESTS = ("python", "-m", "pytest", "-n", "auto")


def main(arguments: list[str]) -> int:
    """Set up, then do what was asked."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this file must run, and say so, on an older Python)
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    asked = arguments[0] if arguments else "main job"
    if asked not in {"main job", "test", "check", "journeys"}:
        print(f"unknown task {asked!r}: say nothing, 'test', 'check' or 'journeys ...'", file=sys.stderr)
        return 2
    try:
        set_up()
    except (subprocess.CalledProcessError, OSError, KeyboardInterrupt) as error:
        interrupted = isinstance(error, KeyboardInterrupt)
        print(f"setting up failed: {'interrupted' if interrupted else error}", file=sys.stderr)
        return 130 if interrupted else 1
    if asked == "check":
        return max(run(*check) for check in CHECKS)
    if asked == "test":
        return become(*TESTS, *arguments[1:])
    return become("journeys", *(arguments[1:] if asked == "journeys" else MAIN_JOB), where=None)


def set_up() -> None:
    """Install the locked libraries, then the project itself; each only if it has changed since the last time."""
    if not (BIN / ("pip.exe" if os.name == "nt" else "pip")).exists():  # pip comes last
        say("making an environment in .venv")
        venv.create(ENVIRONMENT, with_pip=True)
    once("libraries", digest([LOCK]), ["-r", str(LOCK), "--require-hashes"])
    sources = [HERE / "pyproject.toml", *(p for package in PACKAGES for p in sorted((HERE / package).rglob("*")))]
    code = [p for p in sources if p.is_file() and p.suffix not in {".pyc", ".nbi", ".nbc"}]
    install = ["--no-deps", "--no-index", "--no-build-isolation", "--force-reinstall", str(HERE)]
    if once("project", digest(code), install):
        say("compiling the engine")  # the first run does it; here nobody waits for a result
        subprocess.run([str(BIN / "journeys"), *SMALLEST], cwd=HERE, check=True, stdout=subprocess.DEVNULL)


def once(what: str, state: str, install: list[str]) -> bool:
    """Run an installation unless it was last done in the same state; return whether it was run."""
    stamp = ENVIRONMENT / f"{what}.installed"
    if stamp.exists() and stamp.read_text() == state:
        return False
    say(f"installing the {what}, which may take minutes")
    run("python", "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", *install, check=True)
    stamp.write_text(state)
    return True


def run(program: str, *arguments: str, where: Path | None = HERE, check: bool = False) -> int:
    """Run a program of the environment in a folder (None: where the user stands)."""
    return subprocess.run([str(BIN / program), *arguments], cwd=where, check=check).returncode


def become(program: str, *arguments: str, where: Path | None = HERE) -> int:
    """Do likewise as the last act: the program takes the place of this one, so that Ctrl-C and SIGTERM reach it."""
    if os.name != "nt":  # Windows would start another process, and the shell not wait for it
        os.chdir(where or os.curdir)
        os.execv(BIN / program, [str(BIN / program), *arguments])
    return run(program, *arguments, where=where)


def digest(paths: list[Path]) -> str:
    """Return a hash of names and contents."""
    found = hashlib.sha256()
    for path in paths:
        found.update(str(path.relative_to(HERE)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def say(what: str) -> None:
    """Tell the user what is going on."""
    print(f"{what} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
