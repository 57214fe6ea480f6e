"""Figures added: published after the model's table of facts, each of the same definition as one that is a target there.

In: a CSV file with a row a figure (`HEAD`): the fact whose definition it shares, its period, its value, and where it
was published. Out: targets, read off the model as their likes are, in their own period. So a refit on new data is one
edited file and one command.
"""

import csv
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from calibration.published import targets
from calibration.target import Target, Term
from model.calendar import LAST_YEAR, ORIGIN
from model.facts import Fact
from scenarios.problems import InputError, Problem, did_you_mean

HEAD = ("like", "period", "value", "source", "locator", "published", "url", "grade")
FILE = Path(__file__).with_name("added.csv")
"""The file that ships; it holds no figure yet."""


@dataclass(frozen=True)
class Added(Target):
    """A figure that is in no table of facts."""

    stated: Fact | None = None

    @property
    def fact(self) -> Fact:
        """The figure with its definition and source."""
        assert self.stated is not None
        return self.stated

    @property
    def published(self) -> float:
        """The figure."""
        assert self.stated is not None and self.stated.value is not None
        return self.stated.value


def added(path: Path = FILE) -> tuple[tuple[str, Target], ...]:
    """Return the figures of a file, each behind the fact it is like.

    Raises InputError with a sentence for every row that cannot be used.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = list(csv.reader(file))
    except OSError as error:
        raise InputError([Problem(path, None, None, "", f"cannot be read: {error.strerror or error}")]) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError([Problem(path, None, None, "", f"cannot be read as a CSV file in UTF-8: {error}")]) from error
    if not lines or tuple(lines[0]) != HEAD:
        raise InputError([Problem(path, 1, None, "", f"expected the columns {', '.join(HEAD)}, in this order")])
    found, wrong = [], []
    for number, line in enumerate(lines[1:], 2):
        if not any(line):
            continue
        try:
            found.append(_row(line))
        except ValueError as error:
            field, sentence = error.args if len(error.args) == 2 else ("", str(error))
            wrong.append(Problem(path, number, None, field, sentence))
    if wrong:
        raise InputError(wrong)
    return tuple(found)


def _row(line: list[str]) -> tuple[str, Target]:
    """Return one figure. ValueError with a field and a sentence if it cannot be used."""
    if len(line) != len(HEAD):
        sentence = f"expected {len(HEAD)} cells ({', '.join(HEAD)}), found {len(line)}"
        raise ValueError("", sentence)
    row = dict(zip(HEAD, (cell.strip() for cell in line), strict=True))
    known = {target.fact_id: target for target in targets()}
    if row["like"] not in known:
        raise ValueError("like", f"'{row['like']}' is no target{did_you_mean(row['like'], known)}")
    like = known[row["like"]]
    value = _number(row["value"], like)
    if row["grade"] not in tuple("ABCD"):
        raise ValueError("grade", f"expected A, B, C or D, not '{row['grade']}'")
    if not row["source"]:
        raise ValueError("source", "a figure needs its publication")
    try:
        date.fromisoformat(row["published"])
    except ValueError:
        sentence = f"expected the day of publication, such as 2025-03-06, not '{row['published']}'"
        raise ValueError("published", sentence) from None
    shift = _years_between(like.fact.period, row["period"])
    years = [year + shift for year in like.years]
    if min(years) < ORIGIN.year or max(years) > LAST_YEAR:
        sentence = f"the model knows the years {ORIGIN.year} to {LAST_YEAR}, and '{row['period']}' is read from others"
        raise ValueError("period", sentence)
    stated = replace(
        like.fact, id=f"{row['like']}@{row['period']}", value=value, low=None, high=None, period=row["period"],
        source=row["source"], locator=row["locator"], published=row["published"], url=row["url"], read="data",
        grade=row["grade"],
    )  # fmt: skip
    return row["like"], Added(
        stated.id, _moved(like.top, shift), _moved(like.bottom, shift), like.times, like.less, like.note,
        like.is_input, stated,
    )  # fmt: skip


def _number(text: str, like: Target) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError("value", f"expected a number, not '{text}'") from None
    if like.fact.unit == "share" and not like.less and not 0.0 < value < 1.0:
        raise ValueError("value", f"expected a share between 0 and 1, as 0.42 for 42%, not {text}")
    if like.fact.unit != "share" and not 0.0 < value < 1e9:
        raise ValueError("value", f"expected a positive number of {like.fact.unit}, not {text}")
    if like.fact.unit in ("people", "cases", "decisions", "crimes", "defendants") and value < like.published / 50:
        raise ValueError("value", f"{text} is less than a fiftieth of {like.published:,.0f}, its like: a share?")
    return value


def _years_between(like: str, period: str) -> int:
    """Return how many years later a period is than that of its like, which must be as long, and in the same months."""
    ours, theirs = ([part[:4] for part in each.split("..")] for each in (period, like))
    rest, known = ([part[4:] for part in each.split("..")] for each in (period, like))
    if rest != known or not all(year.isdigit() for year in ours):
        raise ValueError("period", f"expected a period like {like}, its like's, not '{period}'")
    shifts = {int(one) - int(other) for one, other in zip(ours, theirs, strict=True)}
    if len(shifts) != 1:
        raise ValueError("period", f"expected a period as long as {like}, its like's, not '{period}'")
    return shifts.pop()


def _moved(terms: tuple[Term, ...], years: int) -> tuple[Term, ...]:
    return tuple(replace(term, years=tuple((year + years, weight) for year, weight in term.years)) for term in terms)
