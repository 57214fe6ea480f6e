"""What a sweep found, in sentences: best and worst, responses, spread, failures, where it fails, what to find out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from experiments.chart_words import SURE, interval, number, shown, signed
from experiments.charts import label
from experiments.lever_words import does
from experiments.page_words import Table
from experiments.reports.report import Finding
from experiments.sensitivity.index import Index, percent
from experiments.sensitivity.inputs import ASSUMPTION
from experiments.sweeps.decision import Decision, Ends, OfOutcome, OfPolicy
from experiments.sweeps.enough import Enough
from experiments.sweeps.plan import Plan
from experiments.sweeps.response import Response

MOST_NAMED = 3
Failure = tuple[str, int, int, str, str, str]
"""Policy, draw, luck, status, stage and error of a row that is not ok."""


def policy(plan: Plan, place: int) -> str:
    """Return the name of a policy, fit to be shown."""
    return shown(plan.policies[place].name)


def policies_table(plan: Plan) -> Table:
    """Return what each policy does, in words."""
    rows = tuple((policy(plan, place), does(each.scenario)) for place, each in enumerate(plan.policies))
    return Table("What each policy does", ("Policy", "Levers, and numbers set outright"), rows)


def findings(plan: Plan, seen: Decision, failures: Sequence[Failure], enough: Enough) -> tuple[Finding, ...]:
    """Return what was found, outcome by outcome, and how many rows failed."""
    every = [Finding(label(one.outcome), tuple(_of_outcome(plan, one, seen))) for one in seen.outcomes]
    every.append(Finding("Rows that failed", tuple(failures_told(plan, failures))))
    if plan.precision:
        every.append(Finding("Precision asked for", tuple(precision_told(plan, enough))))
    return tuple(every)


def over(one: OfOutcome, plan: Plan) -> str:
    """Return the years over which an outcome is taken."""
    return str(plan.last_year) if one.since == plan.last_year else f"{one.since} to {plan.last_year}"


def ends(found: Ends, unit: str, signs: bool = False) -> str:
    """Return a median and its 90% interval."""
    middle, low, high = found
    if middle is None:
        return "undefined"
    said = signed if signs else number
    return said(middle, unit) + (f" (90% interval {interval(low, high, unit, said)})" if low is not None else "")


def _of_outcome(plan: Plan, one: OfOutcome, seen: Decision) -> Iterator[str]:
    yield from _best(plan, one)
    base = one.policies[0]
    yield f"Under {policy(plan, 0)} it is {ends(base.level, one.unit)}, {over(one, plan)}."
    for each in seen.responses[:MOST_NAMED]:
        yield response_told(plan, one, each)
    for response, found in one.switching[:MOST_NAMED]:
        full = one.policies[response.policies[-1]].verdict
        told = "" if full is None or full.clear else " No direction is told at its full effect."
        yield f"{response.title} ({response.setting}; {response.fixed}), by medians over draws. {found.sentence}{told}"
    yield from spread_told(plan, one)
    yield from resting_told(plan, one, seen)
    for failing in seen.failing:
        if failing.outcome == one.outcome:
            name = policy(plan, failing.policy)
            if failing.box is None:
                yield f"Where {name} does worse than {policy(plan, 0)}: it does, or does not, in fewer than ten draws."
            else:
                yield failing.box.sentence(failing.inputs, f"{name} does worse than {policy(plan, 0)}")
    for worth in seen.worthwhile:
        if worth.outcome == one.outcome:
            best = [each.sentence for each in worth.studies if each.shows][:MOST_NAMED]
            yield (
                f"The evidence most worth buying before choosing. {' Next. '.join(best)}" if best
                else f"None of {worth.looked_at:,} numbers goes with the difference by more than chance would have any "
                f"of them go in {len(plan.draws):,} draws, so no single study can be named."
            )  # fmt: skip


def _best(plan: Plan, one: OfOutcome) -> Iterator[str]:
    """Yield which policy is best and worst, how surely, at what regret."""
    order = [at for at in one.order if not one.policies[at].barred]
    if len(one.order) < 2:
        yield "One policy alone, or undefined in the others: nothing is compared."
        return
    if len(order) < 2:
        yield f"No order of policies is given. {next(p.barred for p in one.policies if p.barred)}"
        return
    first, last = one.policies[order[0]], one.policies[order[-1]]
    if one.ranking is None:
        yield (
            f"Highest on average under {policy(plan, first.policy)}: {ends(first.level, one.unit)}; lowest under "
            f"{policy(plan, last.policy)}: {ends(last.level, one.unit)}. Neither is said to be better."
        )
        return
    surely = min(float(one.ranking.beats[order[0], other]) for other in order[1:])
    known = "clearly" if surely >= SURE else "on average over draws, but not surely"
    yield (
        f"Best {known}: {policy(plan, first.policy)}, {_against(plan, one, first)}. Worst on average: "
        f"{policy(plan, last.policy)}, {_against(plan, one, last)}."
    )
    regrets = [number(float(one.ranking.regret[at]), one.unit) for at in (order[0], order[-1])]
    yield (
        f"{policy(plan, first.policy)} is better than each other policy in {surely:.0%} of draws or more. Regret, "
        f"how much worse off one is on average than with the best of each draw: {regrets[0]}, and {regrets[1]} "
        f"with {policy(plan, last.policy)}."
    )
    told = [at for at in order if at]
    clear = [at for at in told if (found := one.policies[at].verdict) is not None and found.clear]
    held = Counter(found.sentence for at in told if (found := one.policies[at].verdict) is not None and not found.clear)
    if clear:
        yield f"A direction can be told for {len(clear)} of {len(told)} policies."
    for sentence, times in held.most_common(2):
        yield f"No direction is told for {times} of {len(told)} policies. {sentence}"
    barred = Counter(each.barred for each in one.policies if each.barred)
    for sentence, times in barred.most_common(2):
        yield f"{times} more {'policy is' if times == 1 else 'policies are'} in no order. {sentence}"


def _against(plan: Plan, one: OfOutcome, each: OfPolicy) -> str:
    if each.policy == 0:
        return f"the baseline itself, {ends(each.level, one.unit)}"
    better = "" if each.better is None else f", better in {each.better:.0%} of draws"
    return f"median {ends(each.difference, one.unit, signs=True)} against {policy(plan, 0)}{better}"


def response_told(plan: Plan, one: OfOutcome, each: Response) -> str:
    """Return how the outcome goes with the setting of a lever."""
    steps = [
        f"{level:.0%}: {ends(one.policies[place].difference, one.unit, signs=True)}"
        for level, place in zip(each.levels, each.policies, strict=True) if place
    ]  # fmt: skip
    return f"{each.title}, by {each.setting} ({each.fixed}), against {policy(plan, 0)}: {'; '.join(steps)}."


def spread_told(plan: Plan, one: OfOutcome) -> Iterator[str]:
    """Yield how far draws differ, and how much of that is chance."""
    known = [each for each in one.policies if each.sd is not None]
    if not known:
        return
    widest = max(known, key=lambda each: each.sd or 0.0)
    said = f"Spread over draws: the difference varies most under {policy(plan, widest.policy)}, with a standard " \
           f"deviation of {number(widest.sd or 0.0, one.unit)}"  # fmt: skip
    if widest.chance is None:
        yield f"{said}; without replicates, chance cannot be told from not knowing."
    else:
        yield f"{said}, of which luck of the sample is {widest.chance:.0%} of the variance in one life."


def resting_told(plan: Plan, one: OfOutcome, seen: Decision) -> Iterator[str]:
    """Yield how much of the difference of the first policy named rests on assumptions."""
    told = {each.policy: each.shares for each in seen.resting if each.outcome == one.outcome}
    for place in [at for at in one.order if at in told][:1]:
        shares = told[place]
        for each in shares.groups:
            if each.group == ASSUMPTION:
                yield (
                    f"What the difference rests on: under {policy(plan, place)} at least {each.itself.as_share} of its "
                    f"variance would go were the {each.inputs:,} assumptions known, at least {shares.all.shown:.0%} "
                    "were every number known."
                )


def resting_table(plan: Plan, seen: Decision) -> Table:
    """Return shares of variance by grade of evidence, for every policy and outcome."""
    every = dict.fromkeys(each.group for one in seen.resting for each in one.shares.groups)
    rows = tuple(
        (label(one.outcome), policy(plan, one.policy), *(_at_least(each.itself) for each in one.shares.groups),
         _at_least(one.shares.all))
        for one in seen.resting
    )  # fmt: skip
    return Table(
        "Share of the variance of the difference that would go, at least, were all numbers of a grade known",
        ("Outcome", "Policy", *every, "every number"), rows,
    )  # fmt: skip


def _at_least(share: Index) -> str:
    return f"{share.shown:.0%} ({percent(share.low)} to {percent(share.high)})"


def failures_told(plan: Plan, failures: Sequence[Failure]) -> Iterator[str]:
    """Yield how many rows failed, and of what."""
    if not failures:
        yield f"None of {plan.rows:,} rows failed."
        return
    yield f"{len(failures):,} of {plan.rows:,} rows failed or were stopped; they are left out of everything above."
    for (stage, error), times in Counter((stage, error) for *_, stage, error in failures).most_common(MOST_NAMED):
        yield f"{times:,} at the stage “{shown(stage)}”: {shown(error, 300)}"


def precision_told(plan: Plan, enough: Enough) -> Iterator[str]:
    """Yield whether the precision asked for was reached, and after how many draws."""
    said = "was reached" if enough.reached else "was not reached"
    yield f"The precision asked for {said} after {enough.draws:,} draws ({', '.join(plan.precision)})."
    for (place, asked), looks in enough.looks.items():
        if looks:
            last = looks[-1]
            yield (
                f"{policy(plan, place)}, {asked}: the mean is known to within {last.half_width:.3g}, asked "
                f"{last.target:.3g}, after {last.draws:,} defined draws."
            )
