"""The tables of a sweep's report as they are written to files."""

from collections.abc import Iterator, Sequence

import numpy as np

from experiments.exports import Cell, Column, Sheet
from experiments.reports.report import Finding
from experiments.reports.sweep_words import Failure
from experiments.sensitivity.index import Index
from experiments.sweeps.decision import Decision, probabilities
from experiments.sweeps.plan import Plan
from experiments.sweeps.results import Results, quantiles

OUTCOME = Column("outcome", "name of the outcome", "text")
POLICY = Column("policy", "name of the policy", "text")
LOW, HIGH = Column("low", "5th percentile"), Column("high", "95th percentile")
ENDS = (Column("median", "median over draws and lives"), LOW, HIGH)
HALF = (Column("low_50", "25th percentile"), Column("high_50", "75th percentile"))
Line = tuple[Cell, ...]


def sheets(found: Results, seen: Decision, failures: Sequence[Failure], told: Sequence[Finding]) -> list[Sheet]:
    """Return every table."""
    plan = found.plan
    names = [policy.name for policy in plan.policies]
    return [
        Sheet("findings", "What was found, in sentences",
              (Column("about", "what it is about", "text"), Column("sentence", "finding", "text")),
              tuple((each.heading, line) for each in told for line in each.sentences)),
        Sheet("policies", "What each policy changes, over the years from which any policy may differ",
              (OUTCOME, Column("unit", "unit", "text"), Column("since", "first year"), POLICY,
               *(Column(f"level_{e.name}", f"of the outcome: {e.meaning}") for e in ENDS),
               *(Column(f"difference_{e.name}", f"of the difference from the baseline: {e.meaning}")
                 for e in (*ENDS, *HALF)),
               Column("sd", "standard deviation of the difference over draws"),
               Column("chance", "share of its variance that is luck of the sample"),
               Column("better", "probability of being better than the baseline, ties half"),
               Column("regret", "mean shortfall from the best of each draw"),
               Column("direction", "higher, lower or none", "text"), Column("rule", "what forbids one", "text")),
              tuple(_policies(plan, seen))),
        Sheet("pairs", "How surely one policy is better than another",
              (OUTCOME, POLICY, Column("other", "the policy it is held against", "text"),
               Column("better", "probability of being better, ties half")),
              tuple((one.outcome, names[first], names[second], share)
                    for one in seen.outcomes for first, second, share in probabilities(one))),
        Sheet("responses", "How outcomes go with the setting of a lever",
              (OUTCOME, Column("lever", "lever", "text"), Column("setting", "what is set", "text"),
               Column("others", "how the other settings stand", "text"), Column("level", "level of the setting"),
               POLICY, *ENDS, *HALF),
              tuple((one.outcome, each.lever, each.setting, each.fixed, level, names[place],
                     *((0.0,) * 5 if place == 0 else (*one.policies[place].difference, *one.policies[place].half)))
                    for one in seen.outcomes for each in seen.responses
                    for level, place in zip(each.levels, each.policies, strict=True))),
        Sheet("switching", "How weak a setting may be before the policy is no longer better than the baseline",
              (OUTCOME, Column("lever", "lever", "text"), Column("setting", "what is set", "text"),
               Column("others", "how the other settings stand", "text"),
               Column("strength", "largest share not better"), LOW, HIGH,
               Column("sentence", "in words", "text")),
              tuple((one.outcome, r.lever, r.setting, r.fixed, s.strength,
                     *(s.interval or (None, None)), s.sentence) for one in seen.outcomes for r, s in one.switching)),
        Sheet("years", "Every outcome, year and policy",
              (OUTCOME, POLICY, Column("group", "group of people", "text"), Column("year", "calendar year"), *ENDS,
               Column("rows", "rows in which it is defined")), tuple(_years(found))),
        *_sought(plan, seen),
        Sheet("failures", "Rows that failed or were stopped",
              (POLICY, Column("draw", "draw"), Column("luck", "replicate"),
               Column("status", "failed or aborted", "text"),
               Column("stage", "how far it came", "text"), Column("error", "error", "text")), tuple(failures)),
    ]  # fmt: skip


def _sought(plan: Plan, seen: Decision) -> list[Sheet]:
    """Return the tables of what was looked for in draws: where it fails, what to find out, what it rests on."""
    return [
        Sheet("boxes", "Where the best policy does worse than the baseline",
              (OUTCOME, POLICY, Column("name", "uncertain number", "text"), Column("low", "from this quantile"),
               Column("high", "to this quantile"), Column("value_low", "the number there"),
               Column("value_high", "the number there"), Column("by_chance", "probability without the limit"),
               Column("density", "share of the box in which it does worse"), Column("p_value", "of so good a box")),
              tuple(_boxes(plan, seen))),
        Sheet("studies", "What evidence would be worth before choosing among the best policies",
              (OUTCOME, Column("name", "uncertain number", "text"),
               Column("narrows", "share of the variance that goes"),
               Column("narrows_low", "5th percentile"), Column("narrows_high", "95th percentile"),
               Column("worth", "in the outcome's unit"), Column("worth_low", "5th percentile"),
               Column("worth_high", "95th percentile"), Column("error", "standard error"),
               Column("sentence", "in words", "text")), tuple(_studies(seen))),
        Sheet("resting", "What differences rest on: shares of variance that would go were all numbers of a grade known",
              (OUTCOME, POLICY, Column("group", "grade of evidence", "text"), Column("inputs", "numbers of that grade"),
               Column("itself", "share that goes if the group alone were known, at least"),
               Column("itself_low", "5th percentile"), Column("itself_high", "95th percentile"),
               Column("last", "share that goes in addition if all others were known, at least"),
               Column("last_low", "5th percentile"), Column("last_high", "95th percentile"),
               Column("all", "share that goes if every number were known, at least")), tuple(_resting(plan, seen))),
    ]  # fmt: skip


def _policies(plan: Plan, seen: Decision) -> Iterator[Line]:
    for one in seen.outcomes:
        for each in one.policies:
            regret = None if one.ranking is None else float(one.ranking.regret[each.policy])
            said = each.verdict
            yield (
                one.outcome, one.unit, one.since, plan.policies[each.policy].name, *each.level, *each.difference,
                *each.half, each.sd, each.chance, each.better, regret, said.direction if said else "",
                said.sentence if said else "",
            )  # fmt: skip


def _years(found: Results) -> Iterator[Line]:
    plan = found.plan
    for outcome in plan.outcomes:
        for group in plan.groups:
            values = found.values(outcome, group)
            for at, policy in enumerate(plan.policies):
                for place, year in enumerate(plan.years):
                    one = values[at, :, :, place]
                    count = int(np.isfinite(one).sum())
                    if count:
                        yield outcome, policy.name, group, year, *quantiles(one), count


def _boxes(plan: Plan, seen: Decision) -> Iterator[Line]:
    for each in seen.failing:
        for at, (low, high) in (each.box.box.limits if each.box else {}).items():
            one = each.inputs[at]
            assert each.box is not None
            yield (
                each.outcome, plan.policies[each.policy].name, one.name, low, high, one.value(low) if low > 0 else None,
                one.value(high) if high < 1 else None, each.box.by_chance.get(at), each.box.box.density,
                each.box.p_value,
            )  # fmt: skip


def _studies(seen: Decision) -> Iterator[Line]:
    nothing = Index(float("nan"), float("nan"), float("nan"))
    for one in seen.worthwhile:
        for each in one.studies:
            worth = each.worth.value if each.worth else nothing
            yield (one.outcome, each.about.name, *each.narrows, *worth, each.worth.error if each.worth else None,
                   each.sentence)  # fmt: skip


def _resting(plan: Plan, seen: Decision) -> Iterator[Line]:
    for one in seen.resting:
        for each in one.shares.groups:
            yield (one.outcome, plan.policies[one.policy].name, each.group, each.inputs, *each.itself, *each.last,
                   one.shares.all.value)  # fmt: skip
