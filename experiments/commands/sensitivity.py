"""`journeys sensitivity PLAN --out DIR`: which uncertainties drive which outcome, and what would be worth knowing."""

import argparse
import hashlib
import json
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.cli import FAILED, FINE, INTERRUPTED
from scenarios.problems import InputError, Problem

if TYPE_CHECKING:
    from experiments.sensitivity.study import StudyPlan
    from experiments.sweeps.sweep import Ended


def answer(options: argparse.Namespace) -> int:
    """Run what the folder does not hold yet and report, or tell what running would take."""
    if not options.out and not options.dry_run:
        raise InputError([Problem(Path("command line"), None, None, "--out", "say which folder takes the results")])

    from experiments.plan import open_folder
    from experiments.pool import cores
    from experiments.sensitivity.reading import read
    from experiments.sensitivity.running import run
    from experiments.sensitivity.study import manifest_of
    from experiments.sweeps.engines import engine
    from experiments.sweeps.sweep import Options

    path = Path(options.plan)
    study = read(path)
    if options.people:
        study = replace(study, people=options.people)
    workers = options.workers or cores()
    if options.dry_run:
        print(_dry(study, workers, options.json))
        return FINE
    folder = open_folder(options.out)
    assert folder is not None
    text = path.read_bytes()
    said = manifest_of(study, text.decode("utf-8", "replace"), {path.name: hashlib.sha256(text).hexdigest()})
    quiet = options.quiet or options.json
    how = Options(workers, options.shard, resume=True, quiet=quiet, resume_line=again(options))

    def told(stage: str, runs: int) -> None:
        if not how.quiet:
            print(f"{stage}: {runs:,} runs", file=sys.stderr)

    ended = run(study, said, folder, lambda sweep, parts: engine(sweep, parts, options.cluster, workers), how, told)
    return _told(study, folder, ended, options, how.resume_line)


def again(options: argparse.Namespace) -> str:
    """Return the command that goes on with a study."""
    words = ["journeys", "sensitivity", options.plan, "--out", options.out]
    for name in ("people", "workers", "cluster"):
        value = getattr(options, name)
        words += [] if value is None else [f"--{name}", str(value)]
    words += [] if options.shard == (1, 1) else ["--shard", "{}/{}".format(*options.shard)]
    return shlex.join(words)


def _told(
    study: "StudyPlan", folder: Path, ended: "dict[str, Ended]", options: argparse.Namespace, line: str
) -> int:  # fmt: skip
    """Write the report and print what was found; return the exit status."""
    stage, last = list(ended.items())[-1]
    if last.pending:
        kept = last.ok + last.failed
        print(f"stopped; {kept:,} of {last.rows:,} runs of the {stage} are kept; go on with: {line}", file=sys.stderr)
        return INTERRUPTED
    if options.shard != (1, 1):
        return _told_of_shard(study, folder, ended, options, line)

    from experiments.reports.study_report import write_report

    words, data = write_report(study, folder, line)
    print(json.dumps(data, ensure_ascii=False, allow_nan=False) if options.json else "\n".join(words), flush=True)
    if not (options.quiet or options.json):
        print(f"\nreport: {folder / 'report.html'}", file=sys.stderr)
    failed = sum(each.failed for each in ended.values())
    if failed:
        rows = sum(each.rows for each in ended.values())
        print(f"{failed:,} of {rows:,} runs failed; what they belong to is left out and counted", file=sys.stderr)
        return FAILED
    return FINE


def _told_of_shard(
    study: "StudyPlan", folder: Path, ended: "dict[str, Ended]", options: argparse.Namespace, line: str
) -> int:  # fmt: skip
    """Tell what is left to be done by all shards together; return the exit status. None of them writes the report."""
    from experiments.sensitivity.running import unfinished
    from experiments.sensitivity.study import stages

    left = {stage: count for stage, sweep, path in stages(study, folder) if (count := unfinished(sweep, path))}
    shard, failed = "{}/{}".format(*options.shard), sum(each.failed for each in ended.values())
    if not (options.quiet or options.json):
        if "screening" in left:
            what = f"{left['screening']:,} runs of the screening are left to other shards; after them: {line}"
        elif left:
            what = f"{sum(left.values()):,} runs are left to other shards; after them: journeys report {options.out}"
        else:
            what = f"so are those of all others; now: journeys report {options.out}"
        print(f"the runs of shard {shard} are done; {what}", file=sys.stderr)
    return FAILED if failed else FINE


def _dry(study: "StudyPlan", workers: int, as_json: bool) -> str:
    """Return stages, runs and time; what a screening keeps is not known before, so the most it may keep is counted."""
    from experiments.sensitivity.study import STAGES, real
    from experiments.sweeps.lock import WHOLE
    from experiments.sweeps.probe import estimate
    from experiments.sweeps.words import seconds_words

    most = study.screening.keep if study.screening else 0
    told_apart = [study.inputs[at].name for at in real(study.inputs)][:most]
    sweeps = {stage: sweep for stage in STAGES if (sweep := study.sweep(stage, told_apart)) is not None}
    runs = {stage: sweep.rows for stage, sweep in sweeps.items()}
    tried = estimate(next(iter(sweeps.values())), WHOLE, workers)
    assert tried is not None
    seconds = sum(runs.values()) * tried.row_seconds / workers
    if as_json:
        return json.dumps({"name": study.name, "inputs": len(real(study.inputs)), "runs": runs,
                           "seconds_a_run": tried.row_seconds, "workers": workers, "seconds": seconds})  # fmt: skip
    people = "everybody" if study.people is None else f"about {study.people:,} people"
    at_most = " at most" if study.shares and study.shares.by == "rest" else ""
    lines = [
        f"{study.name}: {len(real(study.inputs)):,} uncertain numbers; {len(study.outputs)} outputs; years "
        f"{study.first_year} to {study.last_year}; {people}",
        *(f"  {stage}: {count:,} runs{at_most if stage == 'shares' else ''}" for stage, count in runs.items()),
        f"  time: {seconds_words(seconds)} on {workers} workers ({tried.row_seconds:.3g} s a run)",
    ]
    return "\n".join(lines)
