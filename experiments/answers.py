"""Answers: what a comparison says beyond its differences: ledger, who is worse off, ranking, worth, attribution.

Everything is of the years from the first lever on, over the same draws: summed, or the mean of stocks, shares and days.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import isnan
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.comparison.difference import difference
from experiments.comparison.interval import ENDS as ENDS_90
from experiments.comparison.interval import HALF, Interval, central, defined
from experiments.comparison.ledger import FEW, Moves, People, changes, moves, worse_off
from experiments.comparison.precision import Look, reached
from experiments.comparison.ranking import ranking
from experiments.comparison.shapley import among_others, interactions, sampled_shapley, shapley
from experiments.comparison.spread import spread
from experiments.comparison.switching import switching
from experiments.comparison.verdict import Verdict, beyond_coverage, beyond_prior, verdict
from experiments.comparison.worth import Worth, acceptability, grid, worth
from experiments.desirable import DESIRABLE, HARMS, RANKED
from experiments.extras import Extras
from experiments.study import DEFINITIONS, ROWS, Study, adds_up
from model.evidence import Parameter, Quantity
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
BARRING = ("outside_evidence", "precision")
"""Rules that forbid a direction whatever the interval is."""
CONSTANT = "cost_public_and_levers"
GROUP_NAMES = GROUPS["survivors", "UK"].names


def answers(study: Study, extras: Extras) -> dict[str, Any]:
    """Return the sections of the document, by name."""
    places = range(1, len(study.plan.asked_for))
    return {
        "since": {study.plan.scenarios[i].name: study.since(i) for i in places},
        "verdicts": [row for i in places for row in verdicts(study, i)],
        "ledger": [row for i in places for row in ledger(study, i)],
        "ends": [row for i in places for row in ends(study, i)],
        "waits": [wait(study, i) for i in places],
        "worse_off": [row for i in places for row in worse(study, i)],
        "harms": [row for i in places for row in harms(study, i)],
        "ranking": list(rankings(study)),
        "worth": list(worths(study)),
        "attribution": [row for i in places if i in extras.parts for row in attribution(study, extras, i)],
        "switching": [row for i in places if i in extras.strengths for row in switches(study, extras, i)],
    }


def outside(scenario: Scenario) -> list[str]:
    """Return in sentences in what a scenario goes beyond the evidence."""
    found = []
    for use in scenario.levers:
        lever = catalogue()[use.lever]
        found.append(beyond_coverage(lever.title, use.coverage, lever.most_seen))
    for name, value in scenario.overrides.items():
        quantity = numbers()[name]
        if isinstance(quantity, Parameter):
            found.append(beyond_prior(name, value, quantity.regimes[-1][1]))
    return list(dict.fromkeys(sentence for sentence in found if sentence))


@cache
def numbers() -> Mapping[str, Quantity]:
    """Return every number of the model and of the levers by its name."""
    return quantities() | lever_quantities()


def verdicts(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield what may be said of each outcome, over the years since the first lever; those ranked or wished for first.

    `baseline` and `difference` are medians over draws.
    """
    begun = study.since(scenario)
    for outcome in dict.fromkeys((*RANKED, *DESIRABLE, *DEFINITIONS)):
        base = study.over_time(0, outcome, begun)
        gaps = difference(study.over_time(scenario, outcome, begun), base)
        said = judged(study, scenario, outcome, gaps)
        yield {
            "scenario": study.plan.scenarios[scenario].name, "name": outcome, "since": begun,
            "unit": DEFINITIONS[outcome]["unit"], "over": "sum" if adds_up(outcome) else "mean",
            "better": DESIRABLE.get(outcome), "baseline": middle(base),
            "difference": middle(gaps), **both(gaps), **apart(study, scenario, outcome, gaps),
            "share_above": above(gaps), "direction": said.direction, "rule": said.rule,
            "sentence": said.sentence, "also": [spoken._asdict() for spoken in said.also],
        }  # fmt: skip


def apart(study: Study, scenario: int, name: str, gaps: Values) -> dict[str, float | None]:
    """Return the intervals of a difference from not knowing the numbers alone, and from chance in the whole country.

    None where draws were not lived again, and of the reference cohort, in which one person stands for other numbers.
    """
    found = None
    if len(study.again) > 1 and not name.startswith("leavers_"):
        begun = study.since(scenario)
        own, base = (study.over_time(i, name, begun, again=True) for i in (scenario, 0))
        found = spread(gaps, difference(own, base), study.scale)
    parts = {"parameters": found.of_parameters if found else None, "chance": found.of_chance if found else None}
    return {f"{part}_{end}": value for part, ends in parts.items() for end, value in ends_of(ends).items()}


def above(values: Values) -> float | None:
    """Return the share of draws above 0, those at 0 counting half, of the draws in which something is defined."""
    kept = defined(values)
    return None if kept is None else float(((np.sign(values[kept]) + 1) / 2).mean())


def judged(study: Study, scenario: int, outcome: str, gaps: Values, rival: int = 0) -> Verdict:
    """Return what may be said of a scenario's differences (shape [draws]) from a rival, every rule considered."""
    asked_for = study.plan.scenarios
    beyond = list(dict.fromkeys(outside(asked_for[scenario]) + outside(asked_for[rival])))
    return verdict(gaps, looks=looks_at(study, scenario, outcome), outside=beyond)


def looks_at(study: Study, scenario: int, outcome: str) -> Sequence[Look]:
    """Return the looks that an outcome is held to: its own, or of those asked for the first that was not reached."""
    every = study.looks.get(study.plan.scenarios[scenario].name, ())
    own = (looks for looks in every if looks[-1].asked.outcome == outcome)
    return next(own, None) or next((looks for looks in every if not reached(looks)), ())


def ledger(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield a row for each fate: how many of the same people have it in both worlds, in one only, in neither."""
    tables = np.array([draw[scenario].tally.fates[:, 0] for draw in study.first])
    for fate, change in zip(FATES, changes([f.name for f in FATES], tables, study.scales), strict=True):
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
        found: Moves = moves(states, tables, study.scales)
        yield {
            "scenario": study.plan.scenarios[scenario].name, "process": process.name, "states": states,
            "people": [[round(cell.value) for cell in row] for row in found.people],
            "few": [[cell.few for cell in row] for row in found.people], "moved": people(found.moved),
            "net": [people(cell) for cell in found.net],
        }  # fmt: skip


def wait(study: Study, scenario: int) -> dict[str, Any]:
    """Return what becomes of the wait of people referred on the same day and decided in both worlds."""
    sums = np.array([draw[scenario].tally.waits[0] for draw in study.first])
    counts = {part: sums[:, i] for i, part in enumerate(("people", "longer", "shorter"))}
    mean = np.divide(sums[:, 3], sums[:, 0], out=np.full(len(sums), np.nan), where=sums[:, 0] > 0)
    return {
        "scenario": study.plan.scenarios[scenario].name,
        **{part: people(People(n * study.scales, bool(np.median(n) < FEW))) for part, n in counts.items()},
        "mean_days": middle(mean), **ends_of(inner(mean)),
    }  # fmt: skip


def worse(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield who suffers a harm in the scenario only, by harm and group, most people first."""
    tables = np.array([draw[scenario].tally.fates for draw in study.first])
    by_group = {group: tables[:, :, i] for i, group in enumerate(GROUP_NAMES)}
    bad = [fate.name for fate in FATES if fate.good is False]
    for row in worse_off([fate.name for fate in FATES], by_group, study.scales, bad):
        yield {
            "scenario": study.plan.scenarios[scenario].name, "name": row.outcome, "group": row.group,
            "worse": people(row.worse), "better": people(row.better), "net": people(row.net),
        }  # fmt: skip


def harms(study: Study, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield every harm that is larger for some group, over the years since the first lever, in the 90% interval.

    A harm is told even where the scenario goes beyond the evidence or the precision asked for was not reached; `rule`
    says so. `few`: no direction is told, and the difference is below five simulated people.
    """
    begun = study.since(scenario)
    for name, group in sorted((key for key in ROWS if key[0] in HARMS), key=lambda key: HARMS.index(key[0])):
        base = study.over_time(0, name, begun, group)
        gaps = difference(study.over_time(scenario, name, begun, group), base)
        if verdict(gaps).direction == "higher":
            said = judged(study, scenario, name, gaps)
            small = DEFINITIONS[name]["unit"] == "people" and bool(np.nanmedian(gaps) < FEW * study.scale)
            yield {
                "scenario": study.plan.scenarios[scenario].name, "name": name, "group": group, "since": begun,
                "unit": DEFINITIONS[name]["unit"], "over": "sum" if adds_up(name) else "mean",
                "baseline": middle(base), "difference": middle(gaps), **both(gaps),
                "rule": said.rule, "few": small and said.direction == "none",
            }  # fmt: skip


def rankings(study: Study) -> Iterator[dict[str, Any]]:
    """Yield how surely each scenario beats each other one, for the outcomes in which they are ranked."""
    asked = study.plan.asked_for
    begun = min(study.since(i) for i in range(1, len(asked)))
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


def worths(study: Study) -> Iterator[dict[str, Any]]:
    """Yield what scenarios cost for what they do: plane, cost for each, and how likely it is worth paying.

    What a unit may be worth runs over the same values for all scenarios.
    """
    for name in EFFECTS:
        found = {i: worth_of(study, i, name) for i in range(1, len(study.plan.asked_for))}
        known = {i: one for i, one in found.items() if one is not None}
        if known:
            gained, paid = np.concatenate([one.points for one in known.values()]).T
            pays = grid(paid, gained)
            yield from (worth_row(study, i, name, one, pays) for i, one in known.items())


def worth_of(study: Study, scenario: int, name: str) -> Worth | None:
    """Return a scenario's cost and what it gains in an outcome."""
    begun = study.since(scenario)
    cost = difference(discounted(study, scenario, begun), discounted(study, 0, begun))
    effect = difference(study.over_time(scenario, name, begun), study.over_time(0, name, begun))
    return worth(cost, effect, DESIRABLE[name], EFFECTS[name])


def worth_row(study: Study, scenario: int, name: str, found: Worth, pays: Values) -> dict[str, Any]:
    """Return one scenario's worth in one outcome; where a rule forbids a direction, its sentence stands instead."""
    begun, (gained, paid) = study.since(scenario), found.points.T
    said = judged(study, scenario, name, gained)  # its sign does not matter to the rules
    barred = said.rule if said.rule in BARRING else ""
    told = said.sentence if barred else found.sentence
    if found.place == "unclear" and said.direction != "none":
        told = f"The effect is clear, its size against its cost is not, so no cost for each {EFFECTS[name]} is stated."
    likely = acceptability(paid, gained, pays)
    return {
        "scenario": study.plan.scenarios[scenario].name, "name": name, "unit": EFFECTS[name], "since": begun,
        "cost": float(np.median(paid)), "gained": float(np.median(gained)), "rule": barred,
        "place": "unclear" if barred else found.place, "ratio": None if barred else found.ratio,
        **ends_of(None if barred else found.interval), "sentence": told, "points": found.points.tolist(),
        "pays": pays.tolist(), "acceptability": None if likely is None else likely.tolist(),
    }  # fmt: skip


def attribution(study: Study, extras: Extras, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield how much of what a package does is owed to each lever, for the outcomes that are ranked."""
    begun = study.since(scenario)
    for name in RANKED:
        values = {part: study.over_time(at, name, begun) for part, at in extras.parts[scenario].items()}
        values = {part: difference(x, values[frozenset()]) for part, x in values.items()}
        whole = values[max(values, key=len)]
        row: dict[str, Any] = {
            "scenario": study.plan.scenarios[scenario].name, "name": name, "since": begun,
            "unit": DEFINITIONS[name]["unit"], "package": mean_of(whole),
        }  # fmt: skip
        if scenario in extras.orders:
            sampled = sampled_shapley(values, extras.orders[scenario])
            shares: Mapping[str, Values] = sampled.shares
            more = among_others(values, extras.orders[scenario])
            row |= {"exact": False, "error": none_for_nan(sampled.error)}
        else:
            shares, more = shapley(values), among_others(values)
            pairs = interactions(values)
            row |= {"exact": True, "interactions": [
                {"levers": list(pair), "value": mean_of(x)} for pair, x in pairs.items()
            ]}  # fmt: skip
        row["shares"] = {
            lever: {"value": mean_of(x), **ends_of(inner(x)), "among_others": mean_of(more[lever])}
            for lever, x in shares.items()
        }
        yield row


def switches(study: Study, extras: Extras, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield how weak the effect may be before a scenario is no longer better than the baseline, or than a rival."""
    begun = study.since(scenario)
    places = extras.strengths[scenario]
    strengths = np.array(sorted(places))
    for name in RANKED:
        base = study.over_time(0, name, begun)
        levels = [study.over_time(places[share], name, begun) for share in strengths.tolist()]
        gaps = difference(np.array(levels), base)
        rivals = [i for i in range(len(study.plan.asked_for)) if i != scenario]
        for rival in rivals:
            against = study.over_time(rival, name, begun)
            found = switching(strengths, gaps, DESIRABLE[name], rival=difference(against, base), seed=study.plan.seed,
                              name=study.plan.scenarios[rival].name)  # fmt: skip
            if found:
                said = judged(study, scenario, name, difference(levels[-1], against), rival)
                yield {
                    "scenario": study.plan.scenarios[scenario].name, "rival": study.plan.scenarios[rival].name,
                    "name": name, "since": begun, "ends": found.ends, "strength": found.strength,
                    **ends_of(found.interval), "rule": said.rule,
                    "sentence": said.sentence if said.rule else found.sentence,
                    "medians": [middle(g) for g in gaps], "strengths": strengths.tolist(),
                }  # fmt: skip


def people(found: People) -> dict[str, Any]:
    """Return a number of people as plain data."""
    return {"value": found.value, **ends_of(found.interval), "few": found.few}


def ends_of(interval: Interval | None) -> dict[str, float | None]:
    """Return the ends of an interval as plain data."""
    return {"low": None, "high": None} if interval is None else {"low": interval.low, "high": interval.high}


def middle(values: Values) -> float | None:
    """Return the median of draws (shape [draws]) in which something is defined, if they are at least half."""
    kept = defined(values)
    return None if kept is None else float(np.median(values[kept]))


def mean_of(values: Values) -> float | None:
    """Return the mean of draws (shape [draws]) in which something is defined, if they are at least half."""
    kept = defined(values)
    return None if kept is None else float(values[kept].mean())


def inner(values: Values, ends: tuple[float, float] = ENDS_90) -> Interval | None:
    """Return an interval of draws (shape [draws]) in which something is defined, if they are at least half."""
    kept = defined(values)
    return None if kept is None else central(values[kept], ends)


def both(values: Values) -> dict[str, float | None]:
    """Return the ends of the 90% and of the 50% interval of draws (shape [draws])."""
    half = ends_of(inner(values, HALF))
    return {**ends_of(inner(values)), "low_50": half["low"], "high_50": half["high"]}


def none_if_nan(value: float) -> float | None:
    """Return a number, or none where it is undefined, as JSON has no word for that."""
    return None if isnan(value) else value


def none_for_nan(values: Mapping[str, float]) -> dict[str, float | None]:
    """Return numbers with none where one is undefined."""
    return {name: none_if_nan(value) for name, value in values.items()}
