"""What the command line understands of sweeps: from `sweep` and `sensitivity` to `query` and `rerun`."""

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.cli import Parser

SWEEP_EXAMPLES = """examples:
  journeys sweep plan.yaml --dry-run            how many rows, how long, how large
  journeys sweep plan.yaml --out results        every row; Ctrl-C stops it and loses nothing
  journeys sweep plan.yaml --out results --resume
  journeys sweep plan.yaml --out results --shard 3/20     one of 20 array jobs on one folder
  journeys sweep plan.yaml --out results --cluster tcp://scheduler:8786

Exit status: 0 every row is done, 1 some rows failed (the others are there), 2 wrong input, 130 stopped.
"""
SENSITIVITY_EXAMPLES = """examples:
  journeys sensitivity study.yaml --dry-run           how many runs, how long
  journeys sensitivity study.yaml --out results       all of it; Ctrl-C loses nothing, the same line goes on
  journeys sensitivity study.yaml --out results --shard 3/20     one of 20 array jobs on one folder
  journeys sensitivity study.yaml --out results --cluster tcp://scheduler:8786
  journeys report results                             the report anew, from what the folder holds

Exit status: 0 every run is done, 1 some runs failed (they are left out and counted), 2 wrong input, 130 stopped.
"""
QUERY_EXAMPLES = """examples:
  journeys query results "SELECT * FROM summary WHERE outcome = 'retrafficked'"
  journeys query results "SELECT status, count(*) FROM runs GROUP BY status" --json
  journeys query results "FROM results WHERE draw = 3" --csv > draw3.csv

Views: results (a row, year and group a line, a column an outcome), runs (a row a line), summary (median, 90% interval).
"""


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the commands of sweeps."""
    layout = argparse.RawDescriptionHelpFormatter
    sweep = commands.add_parser("sweep", help="run every row of a plan", formatter_class=layout, epilog=SWEEP_EXAMPLES)
    sweep.add_argument("plan", metavar="PLAN", help="a plan file")
    sweep.add_argument("--out", metavar="DIR", help="the folder of the results")
    sweep.add_argument("--dry-run", action="store_true", help="only tell rows, time and room, by trying a few rows")
    sweep.add_argument("--resume", action="store_true", help="go on with what the folder holds")
    sweep.add_argument("--retry-failed", action="store_true", help="go on, and run failed rows again")
    _who_runs(sweep)
    sweep.add_argument(
        "--timeout", type=_whole(1, 10_000_000), metavar="S", help="seconds that a row may take (no end)"
    )
    sweep.add_argument("--quiet", action="store_true", help="no progress, no notes")
    study = commands.add_parser(
        "sensitivity", help="find which uncertainties drive which outcome", formatter_class=layout,
        epilog=SENSITIVITY_EXAMPLES,
    )  # fmt: skip
    study.add_argument("plan", metavar="PLAN", help="the plan file of a study")
    study.add_argument("--out", metavar="DIR", help="the folder of the results; what it holds already is not run again")
    study.add_argument("--dry-run", action="store_true", help="only tell runs and time, by trying a few runs")
    study.add_argument("--people", type=_whole(1, 10_000_000), metavar="N", help="sample about N people (as planned)")
    _who_runs(study)
    study.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    study.add_argument("--quiet", action="store_true", help="no progress, no notes")
    report = commands.add_parser("report", help="write the report of a sweep or a study anew")
    report.add_argument("folder", metavar="DIR", help="the folder of a sweep or a sensitivity study")
    report.add_argument("--quiet", action="store_true", help="print nothing")
    explore = commands.add_parser("explore", help="write a page with levers to move, from a finished sweep")
    explore.add_argument("folder", metavar="DIR", help="the folder of a sweep")
    explore.add_argument("--out", metavar="FILE", help="write this file (explorer.html in the folder)")
    explore.add_argument("--json", action="store_true", help="print the numbers of the page as JSON and nothing else")
    explore.add_argument("--quiet", action="store_true", help="print nothing")
    app = commands.add_parser("app", help="move levers in a browser, answered by runs of now")
    app.add_argument("--sweep", metavar="DIR", help="a finished sweep whose answers are shown at once")
    app.add_argument("--people", type=_whole(1, 100_000), default=10_000, metavar="N", help="people of a run (10,000)")
    app.add_argument("--draws", type=_whole(2, 1_000), default=20, metavar="D", help="draws of an answer (20)")
    app.add_argument("--workers", type=_whole(1, 64), metavar="W", help="processes (all cores)")
    app.add_argument("--port", type=_whole(1, 65_535), metavar="P", help="the port to listen at (a free one)")
    status = commands.add_parser("status", help="tell how far a sweep is")
    status.add_argument("folder", metavar="DIR", help="the folder of a sweep")
    status.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    query = commands.add_parser("query", help="ask a sweep in SQL", formatter_class=layout, epilog=QUERY_EXAMPLES)
    query.add_argument("folder", metavar="DIR", help="the folder of a sweep")
    query.add_argument("sql", metavar="SQL", help="one question that begins with SELECT or FROM")
    how = query.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print a JSON list of rows")
    how.add_argument("--csv", action="store_true", help="print CSV (text that a spreadsheet would run is marked)")
    rerun = commands.add_parser("rerun", help="run one row of a sweep again: are the bits the same?")
    rerun.add_argument("folder", metavar="DIR", help="the folder of a sweep")
    rerun.add_argument("row", metavar="ROW", help="the id of a row, or its beginning")


def _who_runs(command: "Parser") -> None:
    """Add who runs the rows: processes, the processes of one shard, or a cluster."""
    command.add_argument("--workers", type=_whole(1, 1024), metavar="N", help="processes (all cores)")
    command.add_argument(
        "--shard", type=_shard, default=(1, 1), metavar="I/N", help="only the I-th of N parts of the plan"
    )
    command.add_argument("--cluster", metavar="ADDRESS", help="run on the workers of a Dask scheduler")


def _whole(low: int, high: int) -> Any:
    from experiments.cli import whole

    return whole(low, high)


def _shard(text: str) -> tuple[int, int]:
    """Read which shard of how many."""
    one, slash, many = text.partition("/")
    if slash and one.isascii() and one.isdigit() and many.isascii() and many.isdigit() and len(text) < 16:
        found = int(one), int(many)
        if 1 <= found[0] <= found[1] <= 100_000:
            return found
    raise argparse.ArgumentTypeError(f"expected a shard such as 3/20, from 1/20 to 20/20, not {text!r}")
