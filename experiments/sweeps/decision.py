"""Decision analysis of a sweep: which policy is better, how surely, at what regret, where it fails, what to find out.

Everything rests on the same draws under all policies. Values of a draw are means over its lives (replicates).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.answers import outside
from experiments.chart_words import BARRING
from experiments.comparison.better import Better, gain
from experiments.comparison.difference import difference
from experiments.comparison.precision import Asked, Look
from experiments.comparison.ranking import Ranking, ranking
from experiments.comparison.spread import spread
from experiments.comparison.switching import Switching
from experiments.comparison.verdict import Verdict, verdict
from experiments.desirable import DESIRABLE, RANKED
from experiments.sensitivity.candidates import candidates
from experiments.sensitivity.inputs import Input
from experiments.sensitivity.prim import Discovery, discover
from experiments.sensitivity.regression import ROWS_EACH
from experiments.sensitivity.voi import Study, studies
from experiments.study import DEFINITIONS
from experiments.sweeps.response import Response, responses
from experiments.sweeps.resting import Resting, resting
from experiments.sweeps.results import Floats, Results, quantiles, quartiles
from experiments.sweeps.unknowns import unknowns

MOST_LOOKED_INTO = 3
"""Outcomes for which boxes and studies are looked for, because this takes a while."""
MOST_OPTIONS = 5
"""Policies, the best ones, among which a choice is made where the worth of knowing is asked."""

Ends = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, eq=False)
class OfPolicy:
    """What a sweep says of one policy in one outcome."""

    policy: int
    level: Ends
    """Median over draws and 90% interval."""
    difference: Ends
    """From the baseline, likewise."""
    half: tuple[float | None, float | None]
    """The ends of the 50% interval of the difference."""
    sd: float | None
    """Standard deviation of the difference over draws."""
    chance: float | None
    """The share of its variance that is luck of the sample; None without replicates."""
    better: float | None
    """Probability that it is better than the baseline, ties half; None for the baseline, or where there is no wish."""
    verdict: Verdict | None
    """Whether a direction may be told; None for the baseline."""

    @property
    def barred(self) -> str:
        """What a rule says that forbids to name it best or worst, whatever its interval is; empty if none does."""
        if self.verdict is None:
            return ""
        spoken = [(self.verdict.rule, self.verdict.sentence), *self.verdict.also]
        return next((sentence for rule, sentence in spoken if rule in BARRING), "")


@dataclass(frozen=True, eq=False)
class OfOutcome:
    """What a sweep says of one outcome."""

    outcome: str
    unit: str
    better: Better | None
    since: int
    """The first of the years over which it is summed, or averaged."""
    policies: tuple[OfPolicy, ...]
    ranking: Ranking | None
    """Where there is a wished direction, and it is defined."""
    order: tuple[int, ...]
    """Policies, best first, or highest first where there is no wish; those undefined are left out."""
    switching: tuple[tuple[Response, Switching], ...]


@dataclass(frozen=True, eq=False)
class Failing:
    """Where the best policy of an outcome does worse than the baseline."""

    outcome: str
    policy: int
    box: Discovery | None
    inputs: tuple[Input, ...]


@dataclass(frozen=True, eq=False)
class Worthwhile:
    """What would be worth finding out before choosing among the best policies for an outcome."""

    outcome: str
    policies: tuple[int, ...]
    studies: tuple[Study, ...]
    looked_at: int
    """Numbers out of which those that stand out were chosen."""


@dataclass(frozen=True, eq=False)
class Decision:
    """The whole analysis."""

    outcomes: tuple[OfOutcome, ...]
    responses: tuple[Response, ...]
    failing: tuple[Failing, ...]
    worthwhile: tuple[Worthwhile, ...]
    resting: tuple[Resting, ...]


Looks = Mapping[tuple[int, Asked], Sequence[Look]]
"""By policy and precision asked: the looks at it, oldest first."""


def decision(found: Results, looks: Looks | None = None) -> Decision:
    """Analyse what a sweep has left so far; `looks` are those at the precision asked, if any was asked."""
    seen = responses(found.plan)
    outcomes = tuple(of_outcome(found, outcome, seen, looks or {}) for outcome in found.plan.outcomes)
    inputs, x = unknowns(found.plan)
    deep = [one for one in looked_into(outcomes) if inputs]
    fail = [failing(found, one, inputs, x) for one in deep]
    know = [worthwhile(found, one, inputs, x) for one in deep]
    rest = resting(found, since(found), inputs, x)
    return Decision(outcomes, tuple(seen), tuple(filter(None, fail)), tuple(filter(None, know)), rest)


def looked_into(outcomes: Sequence[OfOutcome]) -> list[OfOutcome]:
    """Return the outcomes for which boxes and studies are looked for: those that scenarios are ranked in, first."""
    wished = [one for one in outcomes if one.ranking is not None]
    wished.sort(key=lambda one: RANKED.index(one.outcome) if one.outcome in RANKED else len(RANKED))
    return wished[:MOST_LOOKED_INTO]


def levels(found: Results, outcome: str) -> Floats:
    """Return an outcome by policy and draw (shape [policies, draws]), from the year in which any policy may differ."""
    return np.asarray(found.over_time(outcome, since(found)).mean(axis=-1))


def since(found: Results) -> int:
    """Return the first year in which any policy may differ from the baseline."""
    others = range(1, len(found.plan.policies))
    return min((found.since(policy) for policy in others), default=found.plan.first_year)


def of_outcome(found: Results, outcome: str, seen: Sequence[Response], looks: Looks) -> OfOutcome:
    """Return what a sweep says of one outcome."""
    every = found.over_time(outcome, since(found))
    level = every.mean(axis=-1)
    better = DESIRABLE.get(outcome)
    ranks = ranking([str(at) for at in range(len(level))], level, better) if better and len(level) > 1 else None
    defined = [at for at in range(len(level)) if np.isfinite(level[at]).any()]
    means = {at: float(np.nanmean(level[at])) for at in defined}
    order = [int(at) for at in ranks.order] if ranks else sorted(means, key=lambda at: -means[at])
    change = difference(level, level[0])
    switches = () if better is None else tuple(
        (each, found_at) for each in seen if (found_at := each.switching(change, better, found.plan.seed)) is not None
    )  # fmt: skip
    return OfOutcome(
        outcome, DEFINITIONS[outcome]["unit"], better, since(found),
        tuple(_of_policy(found, every, at, better, _looked(looks, at, outcome)) for at in range(len(level))), ranks,
        tuple(order), switches,
    )  # fmt: skip


def _looked(looks: Looks, policy: int, outcome: str) -> Sequence[Look]:
    return next((seen for (at, asked), seen in looks.items() if (at, asked.outcome) == (policy, outcome)), ())


def _of_policy(found: Results, every: Floats, at: int, better: Better | None, looks: Sequence[Look]) -> OfPolicy:
    """Return what is said of one policy; `every` has shape [policies, draws, replicates]."""
    level = every[at].mean(axis=-1)
    if at == 0:
        return OfPolicy(at, quantiles(level), (None, None, None), (None, None), None, None, None, None)
    change = difference(level, every[0].mean(axis=-1))
    defined = change[np.isfinite(change)]
    beats = None
    if better is not None and defined.size:
        gains = gain(defined, better)
        beats = float((gains > 0).mean() + (gains == 0).mean() / 2)
    chance = None
    if every.shape[-1] > 1:
        lives = difference(every[at], every[0])
        told = spread(lives[:, 0], lives[:, 1], 1.0)
        chance = None if told is None else told.chance_share
    sd = float(defined.std(ddof=1)) if defined.size > 1 else None
    plan = found.plan
    beyond = list(dict.fromkeys(outside(plan.policies[at].scenario) + outside(plan.policies[0].scenario)))
    told_of = verdict(change, looks=looks, outside=beyond)
    return OfPolicy(at, quantiles(level), quantiles(change), quartiles(change), sd, chance, beats, told_of)


def failing(found: Results, one: OfOutcome, inputs: tuple[Input, ...], x: Floats) -> Failing | None:
    """Return where the best policy other than the baseline does worse than it; None if there is none.

    `x` holds the quantiles of the inputs in every draw (shape [draws, inputs]).
    """
    others = [at for at in one.order if at]
    if not others or one.better is None:
        return None
    level = levels(found, one.outcome)
    change = gain(difference(level[others[0]], level[0]), one.better)
    return Failing(one.outcome, others[0], discover(x, np.where(np.isfinite(change), change < 0, np.nan),
                                                    found.plan.seed), inputs)  # fmt: skip


def worthwhile(found: Results, one: OfOutcome, inputs: tuple[Input, ...], x: Floats) -> Worthwhile | None:
    """Return what would be worth finding out before choosing among the best policies; None if draws are too few."""
    if one.better is None or len(one.order) < 2:
        return None
    options = tuple(dict.fromkeys([*one.order[: MOST_OPTIONS - 1], 0]))
    if len(options) < 2:
        options = one.order[:2]
    benefits = gain(levels(found, one.outcome)[list(options)], one.better)
    best = options[0] or options[1]
    change = difference(levels(found, one.outcome)[best], levels(found, one.outcome)[0])
    usable = np.isfinite(benefits).all(axis=0) & np.isfinite(change)
    if usable.sum() < ROWS_EACH or 2 * usable.sum() < usable.size:
        return None
    columns = candidates(x, np.where(usable, change, np.nan), found.plan.seed)
    unit = {"pounds": "GBP", "share": ""}.get(one.unit, one.unit)
    what = f"the difference that {found.plan.policies[best].name} makes to {one.outcome.replace('_', ' ')}"
    told = studies(
        [inputs[at] for at in columns], _scores(x[:, columns]), change, found.plan.seed, what, unit, benefits
    )
    return Worthwhile(one.outcome, options, tuple(told), len(inputs))


def _scores(quantiles_of: Floats) -> Floats:
    from scipy.special import ndtri

    return np.asarray(ndtri(np.clip(quantiles_of, 1e-12, 1 - 1e-12)))


def probabilities(one: OfOutcome) -> Iterator[tuple[int, int, float]]:
    """Yield for every pair of policies the probability that the first is better than the second, ties half."""
    if one.ranking is not None:
        count = len(one.ranking.scenarios)
        for first, second in np.ndindex(count, count):
            if first != second:
                yield first, second, float(one.ranking.beats[first, second])
