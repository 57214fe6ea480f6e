"""What differences rest on: how much less each would vary were all numbers of a grade of evidence known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from calibration.posterior import shipped
from experiments.sensitivity.inputs import Input, by_grade
from experiments.sensitivity.together import Shares, known_together
from experiments.sweeps.plan import Plan
from experiments.sweeps.results import Floats, Results
from experiments.sweeps.uncertainty import Uncertainty


@dataclass(frozen=True)
class Resting:
    """What the difference that a policy makes to an outcome rests on."""

    outcome: str
    policy: int
    shares: Shares


def resting(found: Results, since: int, inputs: Sequence[Input], x: Floats) -> tuple[Resting, ...]:
    """Return it for every policy and outcome in which it can be told.

    `since` is the first year looked at; `x` holds the quantiles of the inputs in every draw (shape [draws, inputs]).
    """
    plan = found.plan
    whole = [found.over_time(outcome, since).mean(axis=-1) for outcome in plan.outcomes]
    about = [(at, place) for at in range(len(plan.outcomes)) for place in range(1, len(plan.policies))]
    if not about or not inputs:
        return ()
    change = np.column_stack([whole[at][place] - whole[at][0] for at, place in about])
    groups: dict[str, list[int]] = {}
    for column, one in enumerate(inputs):
        groups.setdefault(by_grade(one), []).append(column)
    scores = np.asarray(ndtri(np.clip(x, 1e-12, 1 - 1e-12)))
    told = known_together(dict(sorted(groups.items())), scores, change, members(plan), plan.seed)
    return tuple(
        Resting(plan.outcomes[at], place, shares) for (at, place), shares in zip(about, told, strict=True) if shares
    )


def members(plan: Plan) -> np.ndarray:
    """Return which draws are the same member of the ensemble, as numbers from 0 on (shape [draws])."""
    varying = plan.uncertainty
    if isinstance(varying, Uncertainty) and varying.kind == "posterior":
        every = [shipped().member(plan.seed, draw) for draw in plan.draws]
        return np.unique(every, return_inverse=True)[1]
    return np.arange(len(plan.draws))
