"""A plan file read: the plan it makes, or all that is wrong with it, one sentence a mistake."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from experiments.comparison.precision import parse
from experiments.desirable import HEADLINES
from experiments.study import DEFINITIONS, ROWS
from experiments.sweeps import uncertainty
from experiments.sweeps.code import code_of_results
from experiments.sweeps.plan import Plan
from experiments.sweeps.planfile import MOST_DRAWS, MOST_ROWS, PlanFile, Setting, Years
from experiments.sweeps.policy import Policy, combinations, named, on_top
from experiments.sweeps.reader import Forms, Reader, one_or_several, uncertainties
from experiments.written_out import LAST_DAY
from model.values import MIDDLE
from scenarios import yamlfile
from scenarios.lever import catalogue
from scenarios.parts import Part
from scenarios.problems import KeyPath, did_you_mean, shown
from scenarios.scenario import Scenario
from scenarios.yamlfile import Document

DRAWS = 20
MOST_TO_PRECISION, LEAST_TO_PRECISION = 1000, 25
"""Draws at most where a precision is asked for, if the file does not say, and the fewest that it may say."""
EVERY_GROUP = tuple(dict.fromkeys(group for _, group in ROWS))
MOST_POLICIES = 10_000


def read(path: Path) -> Plan:
    """Return the plan of a file. Raises InputError with all that is wrong."""
    return _Reader(yamlfile.draft(path)).plan()


def _levers(value: object) -> object:
    if value == "catalogue":
        return [{name: {}} for name in catalogue()]
    blocks = value if isinstance(value, list) else [value]
    return [_block({entry: {}} if isinstance(entry, str) else entry) for entry in blocks]


def _block(block: object) -> object:
    if not isinstance(block, dict):
        return block
    return {name: _setting({} if said is None else said) for name, said in block.items()}


def _setting(said: object) -> object:
    if not isinstance(said, dict):
        return said
    return {key: value if isinstance(value, list) else [value] for key, value in said.items()}


def _draws(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= MOST_DRAWS and value % 1 == 0:
        return range(1, int(value) + 1)
    return value


FORMS: Forms = {
    "scenarios": one_or_several,
    "levers": _levers,
    "uncertainties": uncertainties,
    "draws": lambda value: tuple(found) if isinstance(found := _draws(value), range) else found,
    "precision": one_or_several,
    "outcomes": lambda value: list(DEFINITIONS) if value == "all" else [value] if isinstance(value, str) else value,
    "groups": lambda value: list(EVERY_GROUP) if value == "every" else [value] if isinstance(value, str) else value,
    "people": lambda value: None if value == "everybody" else value,
}
PARTS: Mapping[str, type[Part]] = {"levers": Setting, "years": Years}


class _Reader(Reader[PlanFile]):
    """The file of a sweep on its way to a plan."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, PlanFile, PARTS, FORMS)

    def plan(self) -> Plan:
        """Return the plan, or raise InputError."""
        said = self.said()
        policies = self._policies(said)
        varied = self._uncertainty(said)
        plan = Plan(
            said.name, said.question, tuple(policies), varied, self._draws(said), said.replicates,
            self.names("outcomes", said.outcomes, DEFINITIONS) or HEADLINES,
            self.names("groups", said.groups, EVERY_GROUP), said.people, *self._years(said, policies), said.seed,
            code_of_results(), precision=self._precision(said, policies),
        )  # fmt: skip
        if plan.rows > MOST_ROWS:
            self.complain(("draws",), f"{plan.rows:,} rows are more than {MOST_ROWS:,}; ask for fewer")
        for place, policy in self._asked(said, policies):
            for name in sorted(dict(varied.some).keys() & policy.scenario.overrides.keys()):
                sentence = f"{shown(policy.name)} sets {name}, which the plan varies; take it out of one of the two"
                self.complain(("scenarios", place), sentence)
        self.raise_problems()
        return plan

    def _policies(self, said: PlanFile) -> list[Policy]:
        found: dict[str, Policy] = {}
        for place, asked in enumerate(said.scenarios):
            if (scenario := self.scenario(place, asked)) is not None:
                calendar = scenario.calendar.model_copy(update={"tick_days": said.tick or scenario.calendar.tick_days})
                policy = Policy(asked, scenario.model_copy(update={"calendar": calendar}))
                if other := found.get(policy.canonical):
                    sentence = f"does the same as {shown(other.name)}; delete one of the two"
                    self.complain(("scenarios", place), sentence)
                found.setdefault(policy.canonical, policy)
        policies = list(found.values())
        if len({policy.scenario.calendar.tick_days for policy in policies}) > 1:
            self.complain(("scenarios",), "they have different tick_days; say 'tick' for all of them")
        if policies and self.right("scenarios", "levers", "years"):
            last = self._last_year(said, policies)
            for policy in self._pulled(said, policies[0].scenario, last):
                found.setdefault(policy.canonical, policy)
        return list(found.values())

    def _pulled(self, said: PlanFile, baseline: Scenario, last: int) -> Iterator[Policy]:
        """Yield the policies that levers and their settings make."""
        for place, block in enumerate(said.levers):
            if sum(_settings(setting) for setting in block.values()) > MOST_POLICIES:
                self.complain(("levers", place), f"more than {MOST_POLICIES:,} combinations; name fewer values")
            elif not self._unknown_levers(place, block):
                yield from self._combined(place, block, baseline, last)

    def _unknown_levers(self, place: int, block: Mapping[str, Setting]) -> bool:
        unknown = [name for name in block if name not in catalogue()]
        known = [*catalogue(), *(["catalogue"] if isinstance(self.value(("levers",)), str) else [])]
        for name in unknown:
            self.complain(("levers", place, name), f"no lever is called {shown(name)}{did_you_mean(name, known)}")
        return bool(unknown)

    def _combined(self, place: int, block: Mapping[str, Setting], baseline: Scenario, last: int) -> Iterator[Policy]:
        told: set[str] = set()
        for count, chosen in enumerate(combinations(block, catalogue())):
            name = named(chosen, catalogue())
            if count == MOST_POLICIES:
                self.complain(("levers", place), f"more than {MOST_POLICIES:,} combinations; name fewer values")
                return
            try:
                yield Policy(name or "no lever", on_top(baseline, chosen, name, last))
            except ValidationError as error:
                sentence = error.errors()[0]["msg"]
                if "in force on that day already" in sentence:
                    sentence = "the baseline has a lever of this block in force on that day already; change a date"
                if sentence not in told:
                    told.add(sentence)
                    self.complain(("levers", place, *list(block)[: len(block) == 1]), sentence)

    def _uncertainty(self, said: PlanFile) -> uncertainty.Uncertainty:
        wrong = list(uncertainty.complaints(said.uncertainties))
        if not said.uncertainties and self.right("uncertainties"):
            self.complain(("uncertainties",), "nothing is named; say 'middle' to vary no number")
        for name, sentence in wrong:
            self.complain(("uncertainties", name), sentence)
        if wrong:
            return uncertainty.Uncertainty("all")
        return uncertainty.varied(said.uncertainties)

    def _draws(self, said: PlanFile) -> tuple[int, ...]:
        if "middle" in said.uncertainties:
            if said.draws not in {None, (1,), (MIDDLE,)}:
                self.complain(("draws",), "'uncertainties: middle' has one draw; ask for 'replicates' instead")
            return (MIDDLE,)
        draws = said.draws or tuple(range(1, 1 + (MOST_TO_PRECISION if said.precision else DRAWS)))
        if said.precision and (draws != tuple(range(1, len(draws) + 1)) or len(draws) < LEAST_TO_PRECISION):
            least = f"under 'precision' it is how many draws at most, {LEAST_TO_PRECISION} or more"
            self.complain(("draws",), least)
        if len(set(draws)) < len(draws):
            twice = next(draw for i, draw in enumerate(draws) if draw in draws[:i])
            self.complain(("draws", draws.index(twice)), f"draw {twice} is named twice; delete one of the two")
        return draws

    def _precision(self, said: PlanFile, policies: list[Policy]) -> tuple[str, ...]:
        """Return what is asked of precision; a complaint for each that cannot be looked at."""
        outcomes = said.outcomes or HEADLINES
        for place, text in enumerate(said.precision or ()):
            try:
                asked = parse(text, DEFINITIONS)
            except ValueError as mistake:
                self.complain(("precision", place), str(mistake))
                continue
            if asked.outcome not in outcomes and self.right("outcomes"):
                self.complain(("precision", place), f"'{asked.outcome}' is not among the outcomes kept; add it there")
        if said.precision and "middle" in said.uncertainties:
            self.complain(("precision",), "'uncertainties: middle' has one draw, which tells no precision")
        if said.precision and "all" not in said.groups:
            self.complain(("precision",), "it is that of everybody; add 'all' to 'groups'")
        if said.precision and len(policies) < 2 and self.right():
            self.complain(("precision",), "it is that of differences from the baseline; name a policy beside it")
        return tuple(said.precision or ())

    def _years(self, said: PlanFile, policies: list[Policy]) -> tuple[int, int]:
        last = self._last_year(said, policies)
        reported = [policy.scenario.calendar.first_day.year for policy in policies]
        first = said.years.first or min(reported, default=last)
        if first > last:
            self.complain(("years",), f"the first year, {first}, lies after the last, {last}")
        for place, policy in self._asked(said, policies):
            for use in policy.scenario.levers:
                if use.start.year > last:
                    sentence = f"lever {shown(use.lever)} starts on {use.start}, after the last year simulated, {last}"
                    self.complain(("scenarios", place), sentence)
        return first, last

    @staticmethod
    def _asked(said: PlanFile, policies: list[Policy]) -> Iterator[tuple[int, Policy]]:
        """Yield the policies that are scenarios of the file, with their places in it."""
        for place, name in enumerate(said.scenarios):
            yield from ((place, policy) for policy in policies if policy.name == name)

    def _last_year(self, said: PlanFile, policies: list[Policy]) -> int:
        ends = [policy.scenario.calendar.last_day.year for policy in policies]
        ends += [LAST_DAY.year] if said.levers else []
        return said.years.last or max(ends, default=LAST_DAY.year)

    def as_written(self, path: KeyPath) -> KeyPath:
        """Return the path of a value in the form that the file has it: one value or block in place of a list."""
        if path[:1] == ("levers",) and isinstance(self.value(("levers",)), dict):
            path = ("levers", *path[2:])
        return super().as_written(path)


def _settings(setting: Setting) -> int:
    return len(setting.start or "1") * len(setting.coverage) * len(setting.compliance)
