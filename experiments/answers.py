"""Answers: what a comparison says beyond its differences: ledger, who is worse off, ranking, worth, attribution.

Everything is of the years from the first lever on, summed (shares and days: their mean), over the same draws.
"""

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.comparison.interval import Interval, central
from experiments.comparison.ledger import Moves, People, changes, moves, worse_off
from experiments.comparison.ranking import ranking
from experiments.comparison.shapley import interactions, sampled_shapley, shapley
from experiments.comparison.switching import switching
from experiments.comparison.verdict import Verdict, beyond_coverage, beyond_prior, verdict
from experiments.comparison.worth import acceptability, grid, worth
from experiments.desirable import DESIRABLE, HARMS, RANKED
from experiments.extras import Extras
from experiments.job import parting
from experiments.study import DEFINITIONS, ROWS, Study
from model.calendar import date_of
from model.evidence import Parameter
from model.fates import ENDS, FATES
from model.reading import GROUPS
from model.register import quantities
from model.unit_costs import discount_rate
from scenarios.lever import catalogue, lever_quantities
from scenarios.scenario import Scenario

Section: TypeAlias = list[dict[str, Any]]
Values: TypeAlias = NDArray[np.float64]
EFFECTS = {
    "years_in_exploitation": "person-year in exploitation avoided", "retrafficked": "person exploited again avoided",
    "survivors_convicted": "survivor's conviction avoided", "convictions": "conviction of an exploiter",
}  # fmt: skip
"""What money is set against, and what one unit of it is called."""
CONSTANT = "cost_public_and_levers"
GROUP_NAMES = GROUPS["survivors", "UK"].names


def answers(study: Study, extras: Extras) -> dict[str, Any]:
    """Return the sections of the document, by name."""
    places = range(1, len(study.plan.asked_for))
    return {
        "since": {study.plan.scenarios[i].name: since(study, i) for i in places},
        "verdicts": [row for i in places for row in verdicts(study, i)],
        "ledger": [row for i in places for row in ledger(study, i)],
        "ends": [row for i in places for row in ends(study, i)],
        "waits": [wait(study, i) for i in places],
        "worse_off": [row for i in places for row in worse(study, i)],
        "harms": [row for i in places for row in harms(study, i)],
        "ranking": list(rankings(study)),
        "worth": [row for i in places for row in worths(study, i)],
        "attribution": [row for i in places if i in extras.parts for row in attribution(study, extras, i)],
        "switching": [row for i in places if i in extras.strengths for row in switches(study, extras, i)],
    }


def since(study: Study, scenario: int) -> int:
    """Return the first year reported in which a scenario may differ from the baseline."""
    day = parting(study.plan.scenarios[0], study.plan.scenarios[scenario])
    return max(study.plan.first_year, date_of(day).year if day is not None else study.plan.first_year)


def outside(scenario: Scenario) -> list[str]:
    """Return in sentences in what a scenario goes beyond the evidence."""
    found = []
    for use in scenario.levers:
        lever = catalogue()[use.lever]
        found.append(beyond_coverage(lever.title, use.coverage, lever.most_seen))
    known = quantities() | lever_quantities()
    for name, value in scenario.overrides.items():
        quantity = known[name]
        if isinstance(quantity, Parameter):
            found.append(beyond_prior(name, value, quantity.regimes[-1][1]))
    return list(dict.fromkeys(sentence for sentence in found if sentence))


def verdicts(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield what may be said of each outcome with a wished direction, over the years since the first lever."""
    name, begun = study.plan.scenarios[scenario].name, since(study, scenario)
    beyond = outside(study.plan.scenarios[scenario])
    looks = {each[-1].asked.outcome: each for each in study.looks.get(name, ())}
    for outcome in dict.fromkeys((*RANKED, *DESIRABLE)):
        gaps = study.over_time(scenario, outcome, begun) - study.over_time(0, outcome, begun)
        asked = looks.get(outcome, next(iter(looks.values()), ())) if looks else ()
        said: Verdict = verdict(gaps, looks=asked, outside=beyond)
        defined = gaps[np.isfinite(gaps)]
        yield {
            "scenario": name, "name": outcome, "since": begun, "unit": DEFINITIONS[outcome]["unit"],
            "better": DESIRABLE.get(outcome), "difference": float(np.median(defined)) if defined.size else None,
            **ends_of(central(defined) if defined.size else None), "direction": said.direction, "rule": said.rule,
            "sentence": said.sentence, "also": [spoken._asdict() for spoken in said.also],
        }  # fmt: skip


def ledger(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield a row for each fate: how many of the same people have it in both worlds, in one only, in neither."""
    tables = np.array([draw[scenario].tally.fates[:, 0] for draw in study.first])
    for fate, change in zip(FATES, changes([f.name for f in FATES], tables, scales(study)), strict=True):
        yield {
            "scenario": study.plan.scenarios[scenario].name, "name": fate.name, "meaning": fate.meaning,
            "good": fate.good, **{part: people(getattr(change, part)) for part in
                                  ("both", "gained", "lost", "neither", "net")},
        }  # fmt: skip


def ends(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield a table for each process: the state at the end in the baseline (row) and in the scenario (column)."""
    for i, process in enumerate(ENDS):
        tables = np.array([draw[scenario].tally.ends[i] for draw in study.first])
        states = [process.label(level).replace("_", " ") for level in range(process.size)]
        found: Moves = moves(states, tables, scales(study))
        yield {
            "scenario": study.plan.scenarios[scenario].name, "process": process.name, "states": states,
            "people": [[round(cell.value) for cell in row] for row in found.people], "moved": people(found.moved),
            "net": [people(cell) for cell in found.net],
        }  # fmt: skip


def wait(study: Study, scenario: int) -> dict[str, Any]:
    """Return what becomes of the wait of people referred on the same day and decided in both worlds."""
    sums = np.array([draw[scenario].tally.waits[0] for draw in study.first])
    scale = scales(study)
    defined = sums[:, 0] > 0
    mean = sums[defined, 3] / sums[defined, 0]
    return {
        "scenario": study.plan.scenarios[scenario].name, "people": float(np.median(sums[:, 0] * scale)),
        "longer": float(np.median(sums[:, 1] * scale)), "shorter": float(np.median(sums[:, 2] * scale)),
        "mean_days": float(np.median(mean)) if mean.size else None,
        **ends_of(central(mean) if mean.size else None),
    }  # fmt: skip


def worse(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield who suffers a harm in the scenario only, by harm and group, most people first."""
    tables = np.array([draw[scenario].tally.fates for draw in study.first])
    by_group = {group: tables[:, :, i] for i, group in enumerate(GROUP_NAMES)}
    bad = [fate.name for fate in FATES if fate.good is False]
    for row in worse_off([fate.name for fate in FATES], by_group, scales(study), bad):
        yield {
            "scenario": study.plan.scenarios[scenario].name, "name": row.outcome, "group": row.group,
            "worse": people(row.worse), "better": people(row.better), "net": people(row.net),
        }  # fmt: skip


def harms(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield every harm that is clearly larger for some group, over the years since the first lever."""
    begun = since(study, scenario)
    for name in HARMS:
        for group in (g for (n, g) in ROWS if n == name):
            gaps = study.over_time(scenario, name, begun, group) - study.over_time(0, name, begun, group)
            said = verdict(gaps)
            if said.direction == "higher":
                base = study.over_time(0, name, begun, group)
                yield {
                    "scenario": study.plan.scenarios[scenario].name, "name": name, "group": group, "since": begun,
                    "unit": DEFINITIONS[name]["unit"], "baseline": float(np.nanmedian(base)),
                    "difference": float(np.nanmedian(gaps)), **ends_of(central(gaps[np.isfinite(gaps)])),
                }  # fmt: skip


def rankings(study: Study) -> Iterator[dict[str, Any]]:
    """Yield how surely each scenario beats each other one, for the outcomes in which they are ranked."""
    asked = study.plan.asked_for
    begun = min(since(study, i) for i in range(1, len(asked)))
    for name in RANKED:
        values = np.array([study.over_time(i, name, begun) for i in range(len(asked))])
        found = ranking([s.name for s in asked], values, DESIRABLE[name])
        if found:
            yield {
                "name": name, "better": DESIRABLE[name], "since": begun, "scenarios": list(found.scenarios),
                "beats": found.beats.tolist(), "regret": found.regret.tolist(), "order": list(found.order),
                "agreement": found.agreement, "same_order": found.same_order,
            }  # fmt: skip


def discounted(study: Study, scenario: int, begun: int) -> Values:
    """Return the cost to the public purse and of levers, discounted to the year the first lever starts (per draw)."""
    cost = study.row(scenario, CONSTANT)[:, begun - study.plan.first_year :]
    rate = discount_rate.regimes[-1][1].median
    return np.asarray(cost @ (1.0 + rate) ** -np.arange(cost.shape[1], dtype=float))


def worths(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield what a scenario costs for what it does: plane, cost for each, and how likely it is worth paying."""
    begun = since(study, scenario)
    cost = discounted(study, scenario, begun) - discounted(study, 0, begun)
    for name, unit in EFFECTS.items():
        better = DESIRABLE[name]
        effect = study.over_time(scenario, name, begun) - study.over_time(0, name, begun)
        found = worth(cost, effect, better, unit)
        if found is None:
            continue
        paid, gained = found.points[:, 1], found.points[:, 0]
        pays = grid(paid, gained)
        likely = acceptability(paid, gained, pays)
        yield {
            "scenario": study.plan.scenarios[scenario].name, "name": name, "unit": unit, "since": begun,
            "cost": float(np.median(paid)), "gained": float(np.median(gained)), "place": found.place,
            "ratio": found.ratio, **ends_of(found.interval), "sentence": found.sentence,
            "points": found.points.tolist(), "pays": pays.tolist(),
            "acceptability": None if likely is None else likely.tolist(),
        }  # fmt: skip


def attribution(study: Study, extras: Extras, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield how much of what a package does is owed to each lever, for the outcomes that are ranked."""
    begun = since(study, scenario)
    for name in RANKED:
        values = {part: study.over_time(at, name, begun) for part, at in extras.parts[scenario].items()}
        values = {part: x - values[frozenset()] for part, x in values.items()}
        whole = values[max(values, key=len)]
        row: dict[str, Any] = {
            "scenario": study.plan.scenarios[scenario].name, "name": name, "since": begun,
            "unit": DEFINITIONS[name]["unit"], "package": float(np.nanmean(whole)),
        }  # fmt: skip
        if scenario in extras.orders:
            sampled = sampled_shapley(values, extras.orders[scenario])
            shares: Mapping[str, Values] = sampled.shares
            row |= {"exact": False, "error": none_for_nan(sampled.error)}
        else:
            shares = shapley(values)
            pairs = interactions(values)
            row |= {"exact": True, "interactions": [
                {"levers": list(pair), "value": float(np.nanmean(x))} for pair, x in pairs.items()
            ]}  # fmt: skip
        row["shares"] = {
            lever: {"value": float(np.nanmean(x)), **ends_of(central(x[np.isfinite(x)]))} for lever, x in shares.items()
        }
        yield row


def switches(study: Study, extras: Extras, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield how weak the effect may be before a scenario is no longer better than the baseline, or than a rival."""
    begun = since(study, scenario)
    places = extras.strengths[scenario]
    strengths = np.array(sorted(places))
    for name in RANKED:
        base = study.over_time(0, name, begun)
        gaps = np.array([study.over_time(places[share], name, begun) - base for share in strengths.tolist()])
        rivals = [i for i in range(len(study.plan.asked_for)) if i != scenario]
        for rival in rivals:
            against = study.over_time(rival, name, begun) - base
            found = switching(strengths, gaps, DESIRABLE[name], rival=against, seed=study.plan.seed,
                              name=study.plan.scenarios[rival].name)  # fmt: skip
            if found:
                yield {
                    "scenario": study.plan.scenarios[scenario].name, "rival": study.plan.scenarios[rival].name,
                    "name": name, "since": begun, "ends": found.ends, "strength": found.strength,
                    **ends_of(found.interval), "sentence": found.sentence,
                    "medians": [none_if_nan(float(np.nanmedian(g))) for g in gaps], "strengths": strengths.tolist(),
                }  # fmt: skip


def scales(study: Study) -> Values:
    """Return how many people one simulated person stands for, by draw."""
    return np.array([draw[0].finished.scale for draw in study.first])


def people(found: People) -> dict[str, Any]:
    """Return a number of people as plain data."""
    return {"value": found.value, **ends_of(found.interval), "few": found.few}


def ends_of(interval: Interval | None) -> dict[str, float | None]:
    """Return the ends of an interval as plain data."""
    return {"low": None, "high": None} if interval is None else {"low": interval.low, "high": interval.high}


def none_if_nan(value: float) -> float | None:
    """Return a number, or none where it is undefined, as JSON has no word for that."""
    return None if isnan(value) else value


def none_for_nan(values: Mapping[str, float]) -> dict[str, float | None]:
    """Return numbers with none where one is undefined."""
    return {name: none_if_nan(value) for name, value in values.items()}
