"""The document of `journeys survival`: the one JSON form from which its table and page are made."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.believed import in_brief, numbers_told
from experiments.chart_words import FEWEST
from experiments.document import Document
from experiments.fingerprint import code_version, fingerprint
from experiments.job import Plan
from experiments.spells import OPEN, Floats, Question, Spells
from experiments.survival import STILL, Curve, over_draws
from experiments.text import interval, number, table

NONE_YET = "none of these yet"


@dataclass(frozen=True)
class Followed:
    """What one draw leaves: spells by group, curves by group and kind of end, and how many people were simulated."""

    spells: Mapping[str, Spells]
    curves: Mapping[tuple[str, int], Curve]
    people: int
    scale: float


def of_survival(plan: Plan, of: str, question: Question, by: str | None, runs: Sequence[Followed]) -> Document:
    """Return the document of a plan's runs, one a draw."""
    words = {i: end.words for i, end in enumerate(question.ends, 1)} | {STILL: NONE_YET}
    found = {key: over_draws([run.curves[key] for run in runs]) for key in runs[0].curves}
    return {
        "project": "survivor-journeys", "version": code_version(), "fingerprint": fingerprint(plan),
        "numbers": in_brief(plan.prior),
        "command": "survival", "asked": asked(plan, of, by), "of": of, "asks": question.asks, "since": question.since,
        "ends": list(words.values()), "where": question.where, "months": list(question.months), "by": by,
        "scenario": plan.scenarios[0].name, "seed": plan.seed, "draws": plan.draws, "last_year": plan.last_year,
        "people": int(np.median([run.people for run in runs])), "scale": float(np.median([run.scale for run in runs])),
        "spells": [_counts(name, question, runs) for name in runs[0].spells],
        "shares": [
            {"group": name, "end": words[kind], "month": month} | _at(each, month)
            for (name, kind), each in found.items() for month in question.months
        ],
        "curves": [
            {"group": name, "end": words[kind]}
            | {part: _listed(values) for part, values in _parts(each).items()} | {"at_risk": _listed(each.at_risk)}
            for (name, kind), each in found.items()
        ],
        "notes": list(_notes(plan)),
    }  # fmt: skip


def asked(plan: Plan, of: str, by: str | None) -> str:
    """Return the command that makes these numbers again."""
    sample = "" if plan.people is None else f" --people {plan.people}"
    return (
        f"journeys survival {shlex.join(plan.asked)} --of {of}{'' if by is None else f' --by {by}'} "
        f"--seed {plan.seed} --draws {plan.draws} --to {plan.last_year}{sample}"
    )


def _counts(name: str, question: Question, runs: Sequence[Followed]) -> Document:
    groups = [run.spells[name] for run in runs]
    ended = [np.bincount(found.end, minlength=len(question.ends) + 1) for found in groups]
    median = np.median(ended, axis=0)
    return {
        "group": name, "spells": int(np.median([len(found) for found in groups])),
        "people": int(np.median([np.unique(found.row).size for found in groups])), "open": int(median[OPEN]),
        "ended": {end.words: int(median[i]) for i, end in enumerate(question.ends, 1)},
    }  # fmt: skip


def _parts(each: Curve) -> dict[str, Floats]:
    """Return share and ends of the intervals as the document calls them."""
    return {"value": each.share, "low": each.low, "high": each.high, "low_50": each.low_50, "high_50": each.high_50}


def _at(each: Curve, month: int) -> Document:
    known = {part: float(values[month]) for part, values in _parts(each).items()}
    return {part: value if np.isfinite(value) else None for part, value in known.items()} | {
        "at_risk": int(each.at_risk[month])
    }


def _listed(values: Floats) -> list[float | None]:
    return [round(float(v), 6) if np.isfinite(v) else None for v in values]


def _notes(plan: Plan) -> Iterator[str]:
    yield numbers_told(plan.prior)
    yield ("Kaplan-Meier for those whom no end has reached, Aalen-Johansen for each end beside the others. Spells open "
           "on the last day are censored there; spells that began before the first day are left out.")  # fmt: skip
    yield bands_told(plan.draws)
    if 1 < plan.draws < FEWEST:
        yield f"{plan.draws} draws: the ends of a 90% interval are rough; {FEWEST} or more are needed."
    if plan.people is not None:
        yield f"A sample of about {plan.people:,} people in exploitation at the start, capacities in proportion."


def bands_told(draws: int) -> str:
    """Return what the intervals hold of chance, and of not knowing the numbers."""
    if draws == 1:
        return (
            "One draw: the 90% and 50% intervals are chance alone, the luck of those simulated, with spells of one "
            "person taken as independent. Not knowing the numbers is not in them; more draws add it."
        )
    return (
        "Median over draws; 90% and 50% of draws lie in the intervals. A draw changes every uncertain number and all "
        "luck, so they hold not knowing the numbers and chance both; one draw tells chance alone."
    )


def survival_table(document: Document) -> str:
    """Return the shares at the months of the question, a line each."""
    rows = []
    for r in document["shares"]:
        known = r["value"] is not None
        rows.append((r["group"], r["end"], str(r["month"]), number(r["value"], "share") if known else "-",
                     interval(r["low"], r["high"], "share"), f"{r['at_risk']:,}"))  # fmt: skip
    counted = (
        f"{c['group']}: {c['spells']:,} spells of {c['people']:,} people; "
        + ", ".join(f"{n:,} {end}" for end, n in c["ended"].items()) + f"; {c['open']:,} still open"
        for c in document["spells"]
    )  # fmt: skip
    return "\n".join([
        f"{document['scenario']}: {document['asks']}, counted from {document['since']} "
        f"({'England and Wales' if document['where'] == 'E&W' else document['where']})", "", *counted, "",
        *table(("group", "end", "months", "share", "90% interval", "still followed"), rows, texts=2), "",
        *document["notes"],
    ])  # fmt: skip
