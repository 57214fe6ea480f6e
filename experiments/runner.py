"""The runner of a comparison: as many draws as asked for, or as many as the precision asked for needs."""

from collections.abc import Sequence
from dataclasses import replace

from experiments.comparison.difference import difference
from experiments.comparison.precision import Asked, Look, look, next_draws
from experiments.draw import Compared, Draw
from experiments.job import Plan
from experiments.pool import run_all
from experiments.study import Study

Drawn = list[tuple[Compared, ...]]


def studied(plan: Plan, workers: int, quiet: bool, lines: bool = False) -> Study:
    """Run the draws of a plan, the first of them again with other luck."""
    done, first = run_all(draws_of(plan), workers, quiet, "draw", lines), len(plan.draw_numbers)
    return Study(plan, done[:first], done[first:])


def studied_to(plan: Plan, asked: Sequence[Asked], most: int, workers: int, quiet: bool, lines: bool = False) -> Study:
    """Run as many draws as it takes to know every mean difference asked for, in every scenario, but at most `most`."""
    first: Drawn = []
    histories: dict[tuple[int, Asked], list[Look]] = {
        (i, each): [] for i in range(1, len(plan.asked_for)) for each in asked
    }
    while (wanted := next_draws(list(histories.values()), len(first), most)) > len(first):
        draws = [draw_of(plan, n) for n in range(len(first) + 1, wanted + 1)]
        first += run_all(draws, workers, quiet, "draw", lines)
        study = Study(replace(plan, draws=len(first)), first)
        for (i, each), looks in histories.items():
            begun = study.since(i)
            base = study.over_time(0, each.outcome, begun)
            looks.append(look(difference(study.over_time(i, each.outcome, begun), base), each, base))
    final = replace(plan, draws=len(first))
    again = [draw_of(final, n, luck=1) for n in final.draw_numbers[: plan.again]]
    seen = {
        plan.scenarios[i].name: tuple(tuple(histories[i, each]) for each in asked)
        for i in range(1, len(plan.asked_for))
    }
    return Study(final, first, run_all(again, workers, quiet, "draw", lines) if again else [], seen)


def draws_of(plan: Plan) -> list[Draw]:
    """Return the draws of a plan, and behind them those of the first that are lived again with other luck."""
    numbers = plan.draw_numbers
    return [draw_of(plan, n) for n in numbers] + [draw_of(plan, n, luck=1) for n in numbers[: plan.again]]


def draw_of(plan: Plan, number: int, luck: int = 0) -> Draw:
    """Return one draw of a plan; the first is where sharing of years is proved."""
    return Draw(
        plan.scenarios, plan.seed, number, plan.people, plan.last_year, luck, prior=plan.prior,
        proof=luck == 0 and number == plan.draw_numbers[0],
    )  # fmt: skip
