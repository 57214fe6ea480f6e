"""Inputs: the numbers that are not known for certain, each as its quantile between 0 and 1.

One input is one luck of `model.values.World`: a number whose regimes share their luck is one input, whatever dates they
begin; a number that changed its meaning (`anew`) has one input for each regime. So a vector of quantiles says all that
a draw says about numbers, and the prior of every input is the same: uniform between 0 and 1. Known numbers are no
inputs, nor are numbers that every scenario sets outright.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from experiments.sensitivity.agencies import agency_of, first_to_act
from model.evidence import Assumption, Parameter, Quantity
from model.priors import Known, Prior
from model.register import quantities
from model.values import parts
from scenarios.lever import Lever, catalogue
from scenarios.scenario import Scenario

LUCK = "luck"
"""The name under which luck takes its part among inputs."""
ASSUMPTION = "assumption"
"""The grade of inputs whose range is no published figure."""


@dataclass(frozen=True)
class Input:
    """One thing that is not known, by the name under which a draw draws it."""

    name: str
    meaning: str
    unit: str
    grade: str
    """Of the evidence, A to D; D for an assumption, too."""
    assumed: bool
    """Whether its range is an assumption of ours, and no published figure."""
    family: str
    """The file that declares it: a stage of the model or a lever."""
    agency: str
    priors: tuple[Prior, ...] = ()
    """What is believed, one for each regime in which it is not known, oldest first."""

    def value(self, quantile: float) -> float:
        """Return the number at a quantile, in its last regime in which it is not known."""
        return self.priors[-1].quantile(quantile)


DUMMY = Input("dummy", "nothing: the model never reads it", "", "", False, "dummy", "dummy")
"""An input that cannot matter: whatever is found for it is the error of the method."""


def by_grade(one: Input) -> str:
    """Return the grade of an input, what is assumed told from what is published."""
    if one == DUMMY:
        return DUMMY.name
    return ASSUMPTION if one.assumed else f"published, grade {one.grade}"


GROUPINGS: Mapping[str, Callable[[Input], str]] = {
    "grade": by_grade, "agency": lambda one: one.agency, "mechanism": lambda one: one.family,
    "rest": lambda one: DUMMY.name if one == DUMMY else "all others",
}  # fmt: skip
"""How inputs can be put together, by the name of the grouping."""


def group_names(inputs: Sequence[Input], by: str | None, alone: Collection[str] = ()) -> tuple[str, ...]:
    """Return the group of each input; those named `alone`, or all without a grouping, are their own.

    ValueError for a grouping that is not known, or a name that no input has.
    """
    names = [one.name for one in inputs]
    unknown = sorted(set(alone) - set(names))
    if unknown:
        raise ValueError(f"no input is called '{unknown[0]}'")
    if by is None:
        return tuple(names)
    if by not in GROUPINGS:
        raise ValueError(f"inputs are grouped by {', '.join(GROUPINGS)}, not by {by!r}")
    return tuple(one.name if one.name in alone else GROUPINGS[by](one) for one in inputs)


def uncertain(scenarios: Sequence[Scenario] = ()) -> tuple[Input, ...]:
    """Return every input of the model and of the levers that scenarios pull, in the order of declaration.

    A number that all scenarios set outright is left out; the dummy is not among them.
    """
    pulled = {use.lever: catalogue()[use.lever] for scenario in scenarios for use in scenario.levers}
    fixed = set.intersection(*(set(scenario.overrides) for scenario in scenarios)) if scenarios else set()
    of_model = [(q, agency_of(q.name)) for q in quantities().values() if isinstance(q, Parameter)]
    of_levers = [
        (parameter, first_to_act(lever.asked.would_act)) for lever in pulled.values() for parameter in own(lever)
    ]
    found = dict.fromkeys(
        one
        for parameter, agency in of_model + of_levers
        if parameter.name not in fixed
        for one in inputs_of(parameter, agency)
    )
    return tuple(found)


def own(lever: Lever) -> Iterator[Parameter]:
    """Yield the numbers that a lever declares: of its effect, of how it fades and of what it costs."""
    named = [hold.amount for hold in lever.holds] + [lever.fades]
    named += [part for cost in lever.costs for part in (cost.units, cost.price)]
    waiting: list[Quantity] = [q for q in named if isinstance(q, Quantity)]
    model, seen = quantities(), set[Quantity]()
    while waiting:
        quantity = waiting.pop(0)
        if quantity in seen or quantity.name in model:
            continue
        seen.add(quantity)
        waiting += parts(quantity)
        if isinstance(quantity, Parameter):
            yield quantity


def inputs_of(parameter: Parameter, agency: str) -> Iterator[Input]:
    """Yield the inputs of one number: none, one, or one for each regime that changed its meaning."""
    regimes = [(since, prior) for since, prior in parameter.regimes if not isinstance(prior, Known)]
    if not regimes:
        return
    family = parameter.name.partition(".")[0]
    assumed = isinstance(parameter.evidence, Assumption)

    def one(name: str, *priors: Prior) -> Input:
        return Input(name, parameter.meaning, parameter.unit, parameter.grade, assumed, family, agency, priors)

    if parameter.anew:
        yield from (one(f"{parameter.name} from {since}", prior) for since, prior in regimes)
    else:
        yield one(parameter.name, *(prior for _, prior in regimes))
