"""A task: one draw and luck of the model, lived under some policies by the same people."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from time import perf_counter

from experiments.draw import Compared, Draw
from experiments.job import parting
from experiments.study import rows_of
from experiments.sweeps.outcome import Left, checked, chosen, failed, places_of
from experiments.sweeps.plan import Plan, Task
from model.calendar import ORIGIN
from scenarios.scenario import Scenario


def run(plan: Plan, task: Task) -> list[Left]:
    """Return what each row of a task leaves, in the order of its policies; no error of a run is raised."""
    places = places_of(plan)
    began = perf_counter()
    try:
        lefts = _function(plan.lives)(plan, task)
    except Exception as error:
        return [failed(policy, error, perf_counter() - began) for policy in task.policies]
    return [checked(left, plan, places) for left in lefts]


@lru_cache
def _function(name: str) -> Callable[[Plan, Task], list[Left]]:
    module, _, function = name.partition(":")
    found: Callable[[Plan, Task], list[Left]] = getattr(import_module(module), function)
    return found


def lived(plan: Plan, task: Task) -> list[Left]:
    """Live a task: the years that its policies share once; each by itself if that fails, so that it costs no other."""
    began = perf_counter()
    try:
        return list(_together(plan, task))
    except Exception as error:
        if len(task.policies) == 1 and not _shares(plan, task):
            return [failed(task.policies[0], error, perf_counter() - began)]
    return [_alone(plan, task, policy) for policy in task.policies]


def _together(plan: Plan, task: Task) -> Iterator[Left]:
    """Yield the rows of a task; the baseline is lived, too, if others part from it."""
    with_baseline = (0, *(p for p in task.policies if p)) if _shares(plan, task) else task.policies
    for policy, compared in zip(with_baseline, _live(plan, task, with_baseline), strict=True):
        if policy in task.policies:
            yield _left(plan, policy, compared)


def _shares(plan: Plan, task: Task) -> bool:
    """Return whether a policy of a task shares years with the baseline."""
    baseline = plan.policies[0].scenario
    return any(parting(baseline, plan.policies[policy].scenario) is not None for policy in task.policies)


def _alone(plan: Plan, task: Task, policy: int) -> Left:
    began = perf_counter()
    try:
        (compared,) = _live(plan, task, (policy,))
    except Exception as error:
        return failed(policy, error, perf_counter() - began)
    return _left(plan, policy, compared)


def _live(plan: Plan, task: Task, policies: tuple[int, ...]) -> tuple[Compared, ...]:
    drawn = plan.drawn(task.draw)

    def under(scenario: Scenario) -> Scenario:
        if not drawn.overrides:
            return scenario
        return scenario.model_copy(update={"overrides": {**drawn.overrides, **scenario.overrides}})

    scenarios = tuple(under(plan.policies[policy].scenario) for policy in policies)
    return Draw(
        scenarios, drawn.seed, drawn.draw, plan.people, plan.last_year, task.luck, quantiles=drawn.quantiles, prior=True
    ).run()


def _left(plan: Plan, policy: int, compared: Compared) -> Left:
    years = slice(plan.first_year - ORIGIN.year, plan.last_year - ORIGIN.year + 1)
    return Left(policy, chosen(rows_of(compared)[:, years], places_of(plan)), compared.finished.seconds)
