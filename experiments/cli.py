"""The `journeys` command: what it understands, and which file answers. Heavy libraries load only when a run starts."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from importlib import import_module
from time import perf_counter
from typing import NoReturn

from experiments.sweeps.commands import add_to as add_sweeps
from scenarios.problems import InputError

STARTED = perf_counter()
FINE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130
STOPS = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))
"""Signals that stop a command: Ctrl-C, what `kill` and schedulers send, and a terminal that is closed."""
STOPPED = "interrupted; nothing is left half-written\n"

RUN_EXAMPLES = """examples:
  journeys run                                  today's system, 2014 to 2023, everybody
  journeys run firewall --people 10000          a scenario on a sample of 10,000 people
  journeys run my.yaml --to 2030 --out results  your own scenario, results in a folder
  journeys run --draws 1 --json                 the parameter set nearest to all figures, as one JSON document
"""
COMPARE_EXAMPLES = """examples:
  journeys compare baseline prison_first_responders firewall --out results
  journeys compare baseline my.yaml --people 20000 --draws 100
  journeys compare baseline lever:firewall lever:firewall+more_caseworkers --people 10000
  journeys compare baseline super_complaint_2021 --people 3000 --split --switching

The first scenario is what the others are compared with: the same people, the same luck, the same draws of every
uncertain number. Before its first lever starts, each world is checked to be bit for bit the first one.
"""
DIVERGE_EXAMPLES = """examples:
  journeys diverge baseline firewall            who is the first to live otherwise, when, and which number did it
  journeys diverge baseline firewall --draw 3 --people 20000

Exit status 1 if the worlds part before any lever starts.
"""
JOURNEY_EXAMPLES = """examples:
  journeys journey 12                           person 12, in order of arrival, of a small sample
  journeys journey --find justice=in_prison     the first who is ever in prison under sentence; 2: the second
  journeys journey id:32769 firewall            a person by identity, the same under every scenario
"""
LOG_EXAMPLES = """examples:
  journeys log --people 5000 --out log          events.parquet: who moved when, from where to where, and why
  journeys log firewall --out log --process-mining
"""
SURVIVAL_EXAMPLES = """examples:
  journeys survival --of re-trafficking --by age
  journeys survival firewall --of recognition --draws 20 --out results
"""
DESCRIBE_EXAMPLES = """examples:
  journeys describe                             the whole model in outline, from its own declarations
  journeys describe referral                    one process: states, clocks, triggers, transitions, what it reads
  journeys describe "trial ends"                one clock or trigger, every step of it
  journeys describe --out results               results/describe.html, with a picture of each process
"""
CALIBRATE_EXAMPLES = """examples:
  journeys calibrate --out fit                  an hour; stop it at any time, the same command goes on
  journeys calibrate --out try --quick          minutes: what does a change of a prior or a figure do?
  journeys calibrate --out fit --drop "open cases"
  journeys calibrate --out fit --targets my_figures.csv --ship
"""
BRIEF_EXAMPLES = """examples:
  journeys compare baseline firewall --switching --out results
  journeys brief results --out briefing         page, PDF, workbook, documents, pictures, data, manifest
  journeys brief results --out briefing --short --date 2026-03-01

The PDF and the pictures need a Chromium on this machine, documents for Word and PowerPoint the extra `office`
(pip install 'survivor-journeys[office]'); without them all else is written.
"""
MAIN_EXAMPLES = """examples:
  journeys compare baseline prison_first_responders firewall --out results
  journeys run --people 10000 --draws 20
  journeys evidence grounds.recovery_days       one number: meaning, unit, prior, source, grade
  journeys levers                               what can be changed, and who asked for it
  journeys check my.yaml                        is this scenario file right?
"""


class Parser(argparse.ArgumentParser):
    """A parser that answers a mistake with one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to get help, and leave with status 2."""
        self.exit(WRONG_INPUT, f"{self.prog}: {message}; see `{self.prog} --help`\n")


def whole(low: int, high: int) -> object:
    """Return a reader of whole numbers from `low` to `high`."""

    def read(text: str) -> int:
        try:
            number = int(text.replace(",", "").replace("_", ""))
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(f"expected a whole number from {low:,} to {high:,}, not {text!r}")
        return number

    return read


def year(text: str) -> int:
    """Read a calendar year of the model."""
    if not text.isdigit() or not 2014 <= int(text) <= 2035:
        raise argparse.ArgumentTypeError(f"expected a year from 2014 to 2035, not {text!r}")
    return int(text)


def day(text: str) -> str:
    """Read a day."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a day such as 2026-03-01, not {text!r}") from None


def person(text: str) -> str:
    """Read a person: a place in order of arrival, or `id:` and an identity."""
    digits = text.removeprefix("id:")
    if not digits.isascii() or not digits.isdigit() or text == "0" or int(digits) >= 2**63:
        raise argparse.ArgumentTypeError(f"expected a place from 1 on, or an identity as id:123, not {text!r}")
    return text


def _one_run(parser: argparse.ArgumentParser, people: int | None) -> None:
    size = "everybody" if people is None else f"{people:,}"
    parser.add_argument("--people", type=whole(1, 10_000_000), metavar="N", default=people,  # type: ignore[arg-type]
                        help=f"sample about N people in exploitation at the start ({size})")  # fmt: skip
    parser.add_argument("--to", dest="last_year", type=year, metavar="YEAR", help="last year simulated (2023)")
    parser.add_argument("--seed", type=whole(0, 2**31 - 1), default=1, metavar="S", help="seed of all luck (1)")  # type: ignore[arg-type]
    _numbers(parser)
    parser.set_defaults(first_year=None)


def _numbers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--prior", action="store_true",
                        help="draw every number from its prior, and not from the calibrated ensemble")  # fmt: skip


def _running(parser: argparse.ArgumentParser, draws: int) -> None:
    parser.add_argument("--people", type=whole(1, 10_000_000), metavar="N",  # type: ignore[arg-type]
                        help="sample about N people in exploitation at the start (default: everybody)")  # fmt: skip
    parser.add_argument("--from", dest="first_year", type=year, metavar="YEAR", help="first year reported (2014)")
    parser.add_argument("--to", dest="last_year", type=year, metavar="YEAR", help="last year simulated (2023)")
    parser.add_argument("--seed", type=whole(0, 2**31 - 1), default=1, metavar="S", help="seed of all luck (1)")  # type: ignore[arg-type]
    _numbers(parser)
    parser.add_argument("--draws", type=whole(1, 100_000), default=draws, metavar="D",  # type: ignore[arg-type]
                        help=f"draws of every uncertain number and of luck ({draws}; 1: medians only)")  # fmt: skip
    parser.add_argument("--workers", type=whole(1, 1024), metavar="W", help="processes (all cores)")  # type: ignore[arg-type]
    parser.add_argument("--out", metavar="DIR", help="write results to this folder")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.add_argument("--progress", action="store_true", help="progress line by line where there is no terminal")
    parser.add_argument("--quiet", action="store_true", help="no progress, no notes")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    layout = argparse.RawDescriptionHelpFormatter
    top = Parser(
        prog="journeys", formatter_class=layout, epilog=MAIN_EXAMPLES,
        description="Simulate journeys of survivors of modern slavery through the justice system of England and Wales.",
    )  # fmt: skip
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    run = commands.add_parser("run", help="run one scenario", formatter_class=layout, epilog=RUN_EXAMPLES)
    run.add_argument("scenario", nargs="?", default="baseline", help="a shipped scenario or a file (baseline)")
    _running(run, draws=20)
    compare = commands.add_parser(
        "compare", help="compare scenarios for the same people", formatter_class=layout, epilog=COMPARE_EXAMPLES
    )
    compare.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="the baseline, then one or more others")
    _running(compare, draws=30)
    compare.add_argument("--precision", action="append", default=[], metavar="OUTCOME=WIDTH",
                         help="as many draws as it takes to know the mean difference to within WIDTH (retrafficked=50) "
                         "or a share of the baseline (cg_days_median=2%%), whatever --draws says; may be "
                         "repeated")  # fmt: skip
    draws, again = whole(25, 100_000), whole(0, 1000)
    compare.add_argument("--most-draws", type=draws, default=1000, metavar="D",  # type: ignore[arg-type]
                         help="draws at most under --precision (1000)")  # fmt: skip
    compare.add_argument("--again", type=again, default=10, metavar="K",  # type: ignore[arg-type]
                         help="draws lived again with other luck, to tell chance from not knowing (10)")  # fmt: skip
    compare.add_argument("--split", action="store_true", help="attribute what a package does to its levers")
    compare.add_argument("--switching", action="store_true", help="find how weak an effect may be before it switches")
    diverge = commands.add_parser(
        "diverge", help="find the first event that differs between two worlds", formatter_class=layout,
        epilog=DIVERGE_EXAMPLES,
    )  # fmt: skip
    diverge.add_argument("baseline", help="a shipped scenario or a file")
    diverge.add_argument("scenario", help="another one")
    _one_run(diverge, 2_000)
    diverge.add_argument("--draw", type=whole(0, 100_000), default=0, metavar="D",  # type: ignore[arg-type]
                         help="which draw of the uncertain numbers (0: medians)")  # fmt: skip
    diverge.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    _followers(commands, layout)
    _readers(commands, layout)
    add_sweeps(commands)
    _calibrate(commands, layout)
    _brief(commands, layout)
    completion = commands.add_parser("completion", help="print a completion script for your shell")
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    return top


def _readers(commands: "argparse._SubParsersAction[Parser]", layout: type[argparse.HelpFormatter]) -> None:
    """Add the commands that tell what there is: levers, numbers, rules; and what is wrong with a file."""
    levers = commands.add_parser("levers", help="list the levers, or show one")
    levers.add_argument("lever", nargs="?", help="a lever, or a recommendation such as V17, to show in full")
    levers.add_argument("--agency", help="only those for which this agency would act, such as Home Office")
    levers.add_argument("--mechanism", metavar="WORD", help="only those whose mechanism or numbers hold this word")
    levers.add_argument("--grade", choices=("A", "B", "C", "D"), help="only those of this grade of evidence")
    levers.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    evidence = commands.add_parser("evidence", help="list the numbers of the model and their evidence, or show some")
    evidence.add_argument("name", nargs="?", help="a number, or the beginning of its name")
    evidence.add_argument("--export", metavar="FILE", help="write the register to FILE (.csv, .json or .md)")
    evidence.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    describe = commands.add_parser(
        "describe", help="describe the model from its declarations", formatter_class=layout, epilog=DESCRIBE_EXAMPLES
    )
    describe.add_argument("process", nargs="?", metavar="PROCESS", help="a process, or one of its clocks")
    describe.add_argument("--out", metavar="DIR", help="write describe.html to this folder")
    describe.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    check = commands.add_parser("check", help="check a scenario file")
    check.add_argument("file", help="a scenario file")


def _calibrate(commands: "argparse._SubParsersAction[Parser]", layout: type[argparse.HelpFormatter]) -> None:
    """Add the command that fits the model."""
    calibrate = commands.add_parser(
        "calibrate", help="fit the model to the published figures", formatter_class=layout, epilog=CALIBRATE_EXAMPLES
    )
    calibrate.add_argument("--out", required=True, metavar="DIR", help="keep runs, ensemble and report in this folder; "
                           "what it holds is not run again")  # fmt: skip
    calibrate.add_argument(
        "--quick", action="store_true", help="a small sample and one wave, unchecked unless shipped, to see a change"
    )
    calibrate.add_argument("--budget", type=whole(200, 1_000_000), metavar="RUNS", help="about so many runs in all")  # type: ignore[arg-type]
    calibrate.add_argument("--targets", metavar="FILE", help="figures added, as in calibration/added.csv")
    calibrate.add_argument(
        "--drop", action="append", default=[], metavar="SERIES", help="leave a series out of the fit"
    )
    calibrate.add_argument("--no-checks", dest="checks", action="store_false", help="neither coverage nor prediction")
    calibrate.add_argument("--ship", action="store_true", help="make the ensemble the one that all commands use")
    calibrate.add_argument("--seed", type=whole(0, 2**31 - 1), default=1, metavar="S", help="seed of all luck (1)")  # type: ignore[arg-type]
    calibrate.add_argument("--workers", type=whole(1, 1024), metavar="W", help="processes (all cores)")  # type: ignore[arg-type]
    calibrate.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    calibrate.add_argument("--quiet", action="store_true", help="no progress, no notes")


def _brief(commands: "argparse._SubParsersAction[Parser]", layout: type[argparse.HelpFormatter]) -> None:
    """Add the command that writes a briefing."""
    brief = commands.add_parser(
        "brief", help="write a briefing from a comparison", formatter_class=layout, epilog=BRIEF_EXAMPLES
    )
    brief.add_argument("results", metavar="RESULTS", help="the folder that `journeys compare --out` wrote")
    brief.add_argument("--out", required=True, metavar="FOLDER", help="write to this folder, whole or not at all")
    brief.add_argument("--short", action="store_true", help="the two pages of the short version alone")
    brief.add_argument("--date", type=day, metavar="DAY", help="date it so (the day on which the runs were made)")
    brief.add_argument(
        "--browser", metavar="PATH", help="the Chromium that prints and draws (BROWSER_PATH, else the first found)"
    )
    brief.add_argument("--no-pictures", dest="pictures", action="store_false", help="no files of single pictures")
    brief.add_argument("--quiet", action="store_true", help="do not say where the briefing is")


def _followers(commands: "argparse._SubParsersAction[Parser]", layout: type[argparse.HelpFormatter]) -> None:
    """Add the commands that follow people one by one."""
    journey = commands.add_parser(
        "journey", help="tell one synthetic life", formatter_class=layout, epilog=JOURNEY_EXAMPLES
    )
    journey.add_argument("person", nargs="?", type=person, default="1", metavar="PERSON",
                         help="place in order of arrival (1), of those --find finds; or id:IDENTITY")  # fmt: skip
    journey.add_argument("--find", metavar="PROCESS=STATE", help="only people who are ever in this state")
    log = commands.add_parser("log", help="write the event log of one run", formatter_class=layout, epilog=LOG_EXAMPLES)
    log.add_argument("--process-mining", action="store_true", help="also survivors' moves as a process-mining table")
    survival = commands.add_parser(
        "survival", help="how long until what happens, with censoring", formatter_class=layout, epilog=SURVIVAL_EXAMPLES
    )
    survival.add_argument("--of", required=True, metavar="SPELL", help="re-trafficking, recognition, decision, "
                          "detention-release or engagement")  # fmt: skip
    survival.add_argument("--by", metavar="COLUMN", help="apart for each level of this column, such as age or sex")
    for each, people in ((journey, 2_000), (log, None), (survival, 10_000)):
        each.add_argument("scenario", nargs="?", default="baseline", help="a shipped scenario or a file (baseline)")
        _one_run(each, people)
    for each in (journey, log):
        each.add_argument("--draw", type=whole(0, 100_000), default=0, metavar="D",  # type: ignore[arg-type]
                          help="which draw of the uncertain numbers (0: medians)")  # fmt: skip
    survival.add_argument("--draws", type=whole(1, 100_000), default=1, metavar="D", help="draws (1: medians only)")  # type: ignore[arg-type]
    log.add_argument("--out", required=True, metavar="DIR", help="write to this folder")
    survival.add_argument("--out", metavar="DIR", help="write results to this folder")
    for each in (journey, survival):
        each.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    survival.add_argument("--quiet", action="store_true", help="no progress, no notes")


def listen() -> None:
    """Let signals stop this process, but those that it was born to ignore, as a background job is."""
    for each in STOPS:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, stop)


def stop(*_: object) -> NoReturn:
    """End the workers of this process, and this process, from wherever it is.

    Not by an exception: a few in a hundred come while a library looks up an attribute or lets go of an object, and are
    lost, and Numba's compiler may crash on one.
    """
    for worker in getattr(sys.modules.get("multiprocessing"), "active_children", list)():
        worker.kill()
    with suppress(OSError):
        os.write(2, (("\n" if os.isatty(2) else "") + STOPPED).encode())  # below the progress bar
    os._exit(INTERRUPTED)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold signals to stop back until the end of the block. Only for the main thread, which hears them.

    Processes started in the block never hear Ctrl-C, which a terminal sends to all of them: their parent ends them.
    """
    came: list[int] = []
    heard = {each: signal.signal(each, lambda number, _: came.append(number)) for each in STOPS}
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT]) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if blocked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        for each, before in heard.items():
            signal.signal(each, before)
        for number in came:
            signal.raise_signal(number)


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one command (without arguments: that of the command line); return the exit status."""
    if arguments is None:  # the process is this command's own
        listen()
    try:
        options = parser().parse_args(arguments)
        status: int = import_module(f"experiments.commands.{options.command}").answer(options)
    except InputError as mistake:
        print(mistake, file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        print(STOPPED, end="", file=sys.stderr)
        return INTERRUPTED
    except (ChildProcessError, MemoryError, OverflowError) as error:
        print(f"the run failed: {str(error) or 'memory ran out'}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return FINE
    except OSError as error:
        print(f"cannot write the results: {error.strerror or error}", file=sys.stderr)
        return FAILED
    return status


if __name__ == "__main__":
    raise SystemExit(main())
