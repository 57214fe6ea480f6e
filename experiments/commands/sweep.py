"""`journeys sweep PLAN --out DIR`: every row of a plan, on this machine, on one of many, or on a cluster."""

import argparse
import hashlib
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.cli import FAILED, FINE, INTERRUPTED
from scenarios.problems import InputError, Problem

if TYPE_CHECKING:
    from experiments.sweeps.plan import Plan
    from experiments.sweeps.sweep import Ended, Options


def answer(options: argparse.Namespace) -> int:
    """Run, or tell what running would take."""
    if not options.out and not options.dry_run:
        raise InputError([Problem(Path("command line"), None, None, "--out", "say which folder takes the results")])

    from experiments.plan import open_folder
    from experiments.sweeps import manifest
    from experiments.sweeps.engines import engine
    from experiments.sweeps.folder import Folder
    from experiments.sweeps.reading import read
    from experiments.sweeps.sweep import Options, run

    path = Path(options.plan)
    plan = read(path)
    workers = options.workers or _cores()
    if plan.precision and options.shard != (1, 1):
        sentence = "the draws that 'precision' needs are known from all rows together; run it whole, or on a --cluster"
        raise InputError([Problem(Path("command line"), None, None, "--shard", sentence)])
    if options.dry_run:
        print(_dry(plan, options, workers))
        return FINE
    folder = open_folder(options.out)
    assert folder is not None
    text = path.read_bytes()
    how = Options(
        workers, options.shard, options.resume, options.retry_failed, options.quiet, resume_line(options)
    )  # fmt: skip
    said = manifest.of(plan, text.decode("utf-8", "replace"), {path.name: hashlib.sha256(text).hexdigest()})
    try:
        parts = Folder(folder).parts
        ended = run(plan, said, folder, engine(plan, parts, options.cluster, workers, options.timeout), how)
    except ChildProcessError:
        raise
    except OSError as error:
        kept = f"rows with a receipt are kept; once it can be written, go on with: {how.resume_line}"
        raise OSError(error.errno, f"{error.strerror or error}; {kept}") from error
    status = _told(ended, how)
    if not ended.stopped and options.shard == (1, 1):
        from experiments.reports.sweep_report import write_report

        page = write_report(folder)
        if not options.quiet:
            print(f"report: {page}", file=sys.stderr)
    return status


def _cores() -> int:
    from experiments.pool import cores

    return cores()


def resume_line(options: argparse.Namespace) -> str:
    """Return the command that goes on with a sweep."""
    words = ["journeys", "sweep", options.plan, "--out", options.out, "--resume"]
    for name in ("workers", "cluster", "timeout"):
        value = getattr(options, name)
        words += [] if value is None else [f"--{name}", str(value)]
    words += [] if options.shard == (1, 1) else ["--shard", "{}/{}".format(*options.shard)]
    words += ["--retry-failed"] if options.retry_failed else []
    return shlex.join(words)


def _told(ended: "Ended", options: "Options") -> int:
    """Tell on standard error how a sweep ended; return the exit status."""

    def note(sentence: str) -> None:
        if not options.quiet:
            print(sentence, file=sys.stderr)

    if ended.damaged:
        note(f"{ended.damaged:,} files were missing or damaged; their rows were run again (see *.damaged)")
    if ended.orphans:
        note(f"{ended.orphans:,} parts without receipt, left by a sweep that was killed, were deleted")
    if ended.before:
        note(f"{ended.before:,} rows were there already")
    kept = ended.ok + ended.failed
    if ended.stopped:
        print(f"stopped; {kept:,} of {ended.rows:,} rows are kept; go on with: {options.resume_line}", file=sys.stderr)
        return INTERRUPTED
    if ended.failed:
        print(f"{ended.failed:,} of {ended.rows:,} rows failed; the others are done (see `journeys query DIR "
              "\"SELECT row, stage, error FROM runs WHERE status <> 'ok'\"`)", file=sys.stderr)  # fmt: skip
        return FAILED
    note(f"all {ended.rows:,} rows are done")
    return FINE


def _dry(plan: "Plan", options: argparse.Namespace, workers: int) -> str:
    from experiments.sweeps.probe import estimate
    from experiments.sweeps.words import bytes_words, seconds_words

    rows = sum(len(task.policies) for task in plan.tasks(options.shard))
    lines = [
        f"{plan.name}: {len(plan.policies):,} {'policy' if len(plan.policies) == 1 else 'policies'} x "
        f"{_several(len(plan.draws), 'draw')} x {_several(plan.replicates, 'replicate')} = "
        f"{_several(plan.rows, 'row')}"
        + (f", {rows:,} of them in this shard" if rows != plan.rows else "")
        + (f" at most; 20 draws at least, then as many as {', '.join(plan.precision)} takes" if plan.precision else ""),
        f"  years {plan.first_year} to {plan.last_year}; {_several(len(plan.outcomes), 'outcome')}; "
        f"{_several(len(plan.groups), 'group')}; "
        + ("everybody" if plan.people is None else f"about {plan.people:,} people"),
        f"  varied: {_varied(plan)}",
    ]
    most = "at most " if plan.precision else ""
    if found := estimate(plan, options.shard, workers):
        lines += [
            f"  time: {most}{seconds_words(found.seconds)} on {workers} workers ({found.row_seconds:.3g} s a row)",
            f"  room: {most}{bytes_words(found.bytes)} in about {2 * found.parts:,.0f} files",
        ]
        if found.failed:
            lines.append(f"  {found.failed} of the {found.tried} rows tried failed")
    return "\n".join(lines)


def _varied(plan: "Plan") -> str:
    from experiments.sweeps.part import numbers_of

    names = numbers_of(plan)
    if not names:
        return "nothing: every prior at its median"
    return f"{_several(len(names), 'number')} ({plan.uncertainty.kind})"


def _several(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")
