"""A plan file read: the plan it makes, or all that is wrong with it, one sentence a mistake."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from experiments.plan import load_scenario
from experiments.study import DEFINITIONS, ROWS
from experiments.sweeps import uncertainty
from experiments.sweeps.code import code_of_results
from experiments.sweeps.plan import Plan
from experiments.sweeps.planfile import MOST_DRAWS, MOST_ROWS, PlanFile, Setting, Years
from experiments.sweeps.policy import Policy, combinations, named, on_top
from experiments.text import HEADLINES
from experiments.written_out import LAST_DAY, PREFIX
from model.values import MIDDLE
from scenarios import yamlfile
from scenarios.lever import catalogue
from scenarios.library import is_path
from scenarios.parts import CLASH, CONTRADICTION, Part
from scenarios.problems import InputError, KeyPath, did_you_mean, share_hint, shown
from scenarios.scenario import Scenario
from scenarios.yamlfile import Data, Document

DRAWS = 20
EVERY_GROUP = tuple(dict.fromkeys(group for _, group in ROWS))
MOST_POLICIES = 10_000


def read(path: Path) -> Plan:
    """Return the plan of a file. Raises InputError with all that is wrong."""
    return _Reader(yamlfile.draft(path)).plan()


def _plain(data: Mapping[str, Data]) -> dict[str, object]:
    """Return what a file holds with every value in the one form that the parts know."""
    plain: dict[str, object] = dict(data)
    for key, bring in FORMS.items():
        if key in plain:
            plain[key] = bring(plain[key])
    return plain


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


def _uncertainties(value: object) -> object:
    if isinstance(value, str):
        return {value: ()}
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return dict.fromkeys(value, ())
    if isinstance(value, dict):
        return {name: () if ends == "prior" else ends for name, ends in value.items()}
    return value


def _draws(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= MOST_DRAWS and value % 1 == 0:
        return range(1, int(value) + 1)
    return value


FORMS: Mapping[str, Callable[[object], object]] = {
    "scenarios": lambda value: [value] if isinstance(value, str) else value,
    "levers": _levers,
    "uncertainties": _uncertainties,
    "draws": lambda value: tuple(found) if isinstance(found := _draws(value), range) else found,
    "outcomes": lambda value: list(DEFINITIONS) if value == "all" else [value] if isinstance(value, str) else value,
    "groups": lambda value: list(EVERY_GROUP) if value == "every" else [value] if isinstance(value, str) else value,
    "people": lambda value: None if value == "everybody" else value,
}
"""How each key that may be written in several ways is brought into one form."""


class _Reader:
    """One file on its way to a plan; what is wrong is noted key by key, so that one mistake cannot hide another."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._problems = list(document.faults)
        self._wrong: set[object] = {path[0] for path in document.unread if path}
        """Keys of the file at which something is wrong already."""

    def plan(self) -> Plan:
        """Return the plan, or raise InputError."""
        said = self._said()
        policies = self._policies(said)
        plan = Plan(
            said.name, said.question, tuple(policies), self._uncertainty(said), self._draws(said), said.replicates,
            self._names("outcomes", said.outcomes, DEFINITIONS) or HEADLINES,
            self._names("groups", said.groups, EVERY_GROUP), said.people, *self._years(said, policies), said.seed,
            code_of_results(),
        )  # fmt: skip
        if plan.rows > MOST_ROWS:
            self._complain(("draws",), f"{plan.rows:,} rows are more than {MOST_ROWS:,}; ask for fewer")
        varied = dict(plan.uncertainty.some)
        for place, policy in self._asked(said, policies):
            for name in sorted(varied.keys() & policy.scenario.overrides.keys()):
                sentence = f"{shown(policy.name)} sets {name}, which the plan varies; take it out of one of the two"
                self._complain(("scenarios", place), sentence)
        self._raise()
        return plan

    def _said(self) -> PlanFile:
        """Return the file in one form; a key at which something is wrong stands at its default. Raises InputError."""
        data = self._document.data
        if not isinstance(data, dict):
            self._complain((), f"expected keys such as {', '.join(PlanFile.model_fields)}; found {shown(data)}")
            self._raise()
            raise AssertionError
        plain = _plain({key: value for key, value in data.items() if key not in self._wrong})
        try:
            return PlanFile.model_validate(plain)
        except ValidationError as error:
            details = error.errors()
            for detail in details:
                within = [other["loc"] for other in details if other["loc"][: len(detail["loc"])] == detail["loc"]]
                if len(within) == 1:  # a list of which no value is right is called too short as well
                    self._complain(detail["loc"], _sentence(detail))
        right = {key: value for key, value in plain.items() if key not in self._wrong}
        return PlanFile.model_validate({"name": "without a name"} | right)

    def _policies(self, said: PlanFile) -> list[Policy]:
        found: dict[str, Policy] = {}
        for place, asked in enumerate(said.scenarios):
            if (scenario := self._scenario(place, asked)) is not None:
                calendar = scenario.calendar.model_copy(update={"tick_days": said.tick or scenario.calendar.tick_days})
                policy = Policy(asked, scenario.model_copy(update={"calendar": calendar}))
                if other := found.get(policy.canonical):
                    sentence = f"does the same as {shown(other.name)}; delete one of the two"
                    self._complain(("scenarios", place), sentence)
                found.setdefault(policy.canonical, policy)
        policies = list(found.values())
        if len({policy.scenario.calendar.tick_days for policy in policies}) > 1:
            self._complain(("scenarios",), "they have different tick_days; say 'tick' for all of them")
        if policies and not ({"scenarios", "levers", "years"} & self._wrong):
            last = self._last_year(said, policies)
            for policy in self._pulled(said, policies[0].scenario, last):
                found.setdefault(policy.canonical, policy)
        return list(found.values())

    def _scenario(self, place: int, asked: str) -> Scenario | None:
        """Return a scenario of the plan; None, with a complaint, if it cannot be used."""
        own = is_path(asked) and not asked.startswith(PREFIX)
        try:
            return load_scenario(str(self._document.file.parent / asked) if own else asked)
        except InputError as error:
            self._wrong.add("scenarios")
            for problem in error.problems:
                if problem.line is None:
                    self._complain(("scenarios", place), f"{shown(asked)}: {problem.message}")
                else:
                    self._problems.append(problem)
        return None

    def _pulled(self, said: PlanFile, baseline: Scenario, last: int) -> Iterator[Policy]:
        """Yield the policies that levers and their settings make."""
        for place, block in enumerate(said.levers):
            if sum(_settings(setting) for setting in block.values()) > MOST_POLICIES:
                self._complain(("levers", place), f"more than {MOST_POLICIES:,} combinations; name fewer values")
            elif not self._unknown_levers(place, block):
                yield from self._combined(place, block, baseline, last)

    def _unknown_levers(self, place: int, block: Mapping[str, Setting]) -> bool:
        unknown = [name for name in block if name not in catalogue()]
        for name in unknown:
            self._complain(
                ("levers", place, name), f"no lever is called {shown(name)}{did_you_mean(name, catalogue())}"
            )
        return bool(unknown)

    def _combined(self, place: int, block: Mapping[str, Setting], baseline: Scenario, last: int) -> Iterator[Policy]:
        told: set[str] = set()
        for count, chosen in enumerate(combinations(block, catalogue())):
            name = named(chosen, catalogue())
            if count == MOST_POLICIES:
                self._complain(("levers", place), f"more than {MOST_POLICIES:,} combinations; name fewer values")
                return
            try:
                yield Policy(name or "no lever", on_top(baseline, chosen, name, last))
            except ValidationError as error:
                sentence = error.errors()[0]["msg"]
                if "in force on that day already" in sentence:
                    sentence = "the baseline has a lever of this block in force on that day already; change a date"
                if sentence not in told:
                    told.add(sentence)
                    self._complain(("levers", place, *list(block)[: len(block) == 1]), sentence)

    def _uncertainty(self, said: PlanFile) -> uncertainty.Uncertainty:
        wrong = list(uncertainty.complaints(said.uncertainties))
        for name, sentence in wrong:
            self._complain(("uncertainties", name), sentence)
        if wrong:
            return uncertainty.Uncertainty("all")
        return uncertainty.varied(said.uncertainties)

    def _draws(self, said: PlanFile) -> tuple[int, ...]:
        if "middle" in said.uncertainties:
            if said.draws not in {None, (1,), (MIDDLE,)}:
                self._complain(("draws",), "'uncertainties: middle' has one draw; ask for 'replicates' instead")
            return (MIDDLE,)
        draws = said.draws or tuple(range(1, DRAWS + 1))
        if len(set(draws)) < len(draws):
            twice = next(draw for i, draw in enumerate(draws) if draw in draws[:i])
            self._complain(("draws", draws.index(twice)), f"draw {twice} is named twice; delete one of the two")
        return draws

    def _years(self, said: PlanFile, policies: list[Policy]) -> tuple[int, int]:
        last = self._last_year(said, policies)
        reported = [policy.scenario.calendar.first_day.year for policy in policies]
        first = said.years.first or min(reported, default=last)
        if first > last:
            self._complain(("years",), f"the first year, {first}, lies after the last, {last}")
        for place, policy in self._asked(said, policies):
            for use in policy.scenario.levers:
                if use.start.year > last:
                    sentence = f"lever {shown(use.lever)} starts on {use.start}, after the last year simulated, {last}"
                    self._complain(("scenarios", place), sentence)
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

    def _names(self, key: str, names: tuple[str, ...], known: Iterable[str]) -> tuple[str, ...]:
        for place, name in enumerate(names):
            if name not in known:
                sentence = f"there is no {key.removesuffix('s')} {shown(name)}{did_you_mean(name, known)}"
                self._complain((key, place), sentence)
            elif name in names[:place]:
                self._complain((key, place), f"{shown(name)} is named twice; delete one of the two")
        return names

    def _as_written(self, path: KeyPath) -> KeyPath:
        """Return the path of a value in the form that the file has it: one value or block in place of a list."""
        if path[:1] == ("levers",) and isinstance(self._value(("levers",)), dict):
            path = ("levers", *path[2:])
        if path[:1] == ("uncertainties",) and len(path) == 2:
            match self._value(("uncertainties",)):
                case list(names):
                    path = ("uncertainties", names.index(path[1]) if path[1] in names else 0)
                case str():
                    path = path[:1]
        if len(path) > 1 and isinstance(path[-1], int) and not isinstance(self._value(path[:-1]), list):
            path = path[:-1]
        return path

    def _value(self, path: KeyPath) -> Data:
        value = self._document.data
        for step in path:
            with suppress(KeyError, IndexError, TypeError):
                value = value[step]  # type: ignore[index]
                continue
            return None
        return value

    def _complain(self, path: KeyPath, sentence: str) -> None:
        if path:
            self._wrong.add(path[0])
        self._problems.append(self._document.problem(self._as_written(path), sentence))

    def _raise(self) -> None:
        if self._problems:
            raise InputError(sorted(self._problems, key=lambda p: (p.file != self._document.file, p.line or 0)))


def _settings(setting: Setting) -> int:
    return len(setting.start or "1") * len(setting.coverage) * len(setting.compliance)


def _sentence(error: ErrorDetails) -> str:
    """Say in a sentence of ours what pydantic found wrong."""
    steps = [step for step in error["loc"] if isinstance(step, str)]
    parts: dict[str, type[Part]] = {"levers": Setting, "years": Years}
    part = parts.get(steps[0], PlanFile) if len(steps) > 1 else PlanFile
    fields = {field.alias or name: field for name, field in part.model_fields.items()}
    key = steps[-1]
    if error["type"] == "extra_forbidden":
        return f"unknown key{did_you_mean(key, fields)}"
    if error["type"] in {CLASH, CONTRADICTION}:
        return error["msg"]
    described = fields[key].description if key in fields else PlanFile.model_fields[steps[0]].description
    expected = (described or "").partition(" (")[0]
    if part is Setting and key not in fields:
        expected = f"keys such as {', '.join(fields)}"
    if error["type"] == "missing":
        return f"missing; expected {expected}"
    hint = share_hint(error["input"]) if key in {"coverage", "compliance"} else None
    return f"expected {expected}; {hint or 'found ' + _found(error['input'])}"


def _found(value: object) -> str:
    return "nothing" if value in ([], ()) else shown(value)
