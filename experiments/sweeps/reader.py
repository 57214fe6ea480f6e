"""A reader of plan files: brings what is written into one form and notes all that is wrong, one sentence a mistake."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Generic, NoReturn, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from experiments.plan import load_scenario
from experiments.written_out import PREFIX
from scenarios.library import is_path
from scenarios.parts import CLASH, CONTRADICTION, Part
from scenarios.problems import InputError, KeyPath, did_you_mean, share_hint, shown
from scenarios.scenario import Scenario
from scenarios.yamlfile import Data, Document

File = TypeVar("File", bound=Part)
Forms = Mapping[str, Callable[[object], object]]
"""How each key that may be written in several ways is brought into one form."""


class Reader(Generic[File]):
    """One file on its way to a plan; what is wrong is noted key by key, so that one mistake cannot hide another."""

    def __init__(self, document: Document, file: type[File], parts: Mapping[str, type[Part]], forms: Forms) -> None:
        self._document = document
        self._file, self._parts, self._forms = file, parts, forms
        self._problems = list(document.faults)
        self._wrong: set[object] = {path[0] for path in document.unread if path}
        """Keys of the file at which something is wrong already."""

    def said(self) -> File:
        """Return the file in one form; a key at which something is wrong stands at its default. Raises InputError."""
        data = self._document.data
        if not isinstance(data, dict):
            keys = ", ".join(field.alias or name for name, field in self._file.model_fields.items())
            self.complain((), f"expected keys such as {keys}; found {shown(data)}")
            self._refuse()
        plain: dict[str, object] = {key: value for key, value in data.items() if key not in self._wrong}
        plain |= {key: bring(plain[key]) for key, bring in self._forms.items() if key in plain}
        try:
            return self._file.model_validate(plain)
        except ValidationError as error:
            details = error.errors()
            for detail in details:
                within = [other["loc"] for other in details if other["loc"][: len(detail["loc"])] == detail["loc"]]
                if len(within) == 1:  # a list of which no value is right is called too short as well
                    self.complain(detail["loc"], self._sentence(detail))
        right = {key: value for key, value in plain.items() if key not in self._wrong}
        return self._file.model_validate(self.stand_ins() | right)

    def stand_ins(self) -> dict[str, object]:
        """Return what stands for keys that must be given and are not, while the rest of the file is looked at."""
        return {"name": "without a name"}

    def scenario(self, place: int, asked: str) -> Scenario | None:
        """Return a scenario of the plan; None, with a complaint, if it cannot be used."""
        own = is_path(asked) and not asked.startswith(PREFIX)
        try:
            return load_scenario(str(self._document.file.parent / asked) if own else asked)
        except InputError as error:
            self._wrong.add("scenarios")
            for problem in error.problems:
                if problem.line is None:
                    self.complain(("scenarios", place), f"{shown(asked)}: {problem.message}")
                else:
                    self._problems.append(problem)
        return None

    def names(self, key: str, names: tuple[str, ...], known: Iterable[str]) -> tuple[str, ...]:
        """Return names of a list, with a complaint for each that is not known or stands there twice."""
        for place, name in enumerate(names):
            if name not in known:
                sentence = f"there is no {key.removesuffix('s')} {shown(name)}{did_you_mean(name, known)}"
                self.complain((key, place), sentence)
            elif name in names[:place]:
                self.complain((key, place), f"{shown(name)} is named twice; delete one of the two")
        return names

    def complain(self, path: KeyPath, sentence: str) -> None:
        """Note what is wrong at a key path."""
        if path:
            self._wrong.add(path[0])
        self._problems.append(self._document.problem(self.as_written(path), sentence))

    def as_written(self, path: KeyPath) -> KeyPath:
        """Return the path of a value in the form that the file has it: one value in place of a list."""
        if path[:1] == ("uncertainties",) and len(path) == 2:
            match self.value(("uncertainties",)):
                case list(names):
                    path = ("uncertainties", names.index(path[1]) if path[1] in names else 0)
                case str():
                    path = path[:1]
        if len(path) > 1 and isinstance(path[-1], int) and not isinstance(self.value(path[:-1]), list):
            path = path[:-1]
        return path

    def value(self, path: KeyPath) -> Data:
        """Return what the file has at a key path; None if nothing."""
        value = self._document.data
        for step in path:
            with suppress(KeyError, IndexError, TypeError):
                value = value[step]  # type: ignore[index]
                continue
            return None
        return value

    def right(self, *keys: str) -> bool:
        """Return whether nothing is known to be wrong at some keys; without keys, anywhere."""
        return not (self._wrong & set(keys)) if keys else not self._problems

    def raise_problems(self) -> None:
        """Raise InputError if anything is wrong."""
        if self._problems:
            self._refuse()

    def _refuse(self) -> NoReturn:
        raise InputError(sorted(self._problems, key=lambda p: (p.file != self._document.file, p.line or 0)))

    def _sentence(self, error: ErrorDetails) -> str:
        """Say in a sentence of ours what pydantic found wrong."""
        steps = [step for step in error["loc"] if isinstance(step, str)]
        part = self._parts.get(steps[0], self._file) if len(steps) > 1 else self._file
        fields = {field.alias or name: field for name, field in part.model_fields.items()}
        key = steps[-1]
        if error["type"] == "extra_forbidden":
            return f"unknown key{did_you_mean(key, fields)}"
        if error["type"] in {CLASH, CONTRADICTION}:
            return error["msg"]
        described = fields[key].description if key in fields else self._file.model_fields[steps[0]].description
        expected = (described or "").partition(" (")[0]
        if part is not self._file and key not in fields:
            expected = f"keys such as {', '.join(fields)}"
        if error["type"] == "missing":
            return f"missing; expected {expected}"
        hint = share_hint(error["input"]) if key in {"coverage", "compliance"} else None
        return f"expected {expected}; {hint or 'found ' + _found(error['input'])}"


def _found(value: object) -> str:
    return "nothing" if value in ([], ()) else shown(value)


def uncertainties(value: object) -> object:
    """Bring what may stand under `uncertainties` into one form: a block from names to ranges, empty for priors."""
    if isinstance(value, str):
        return {value: ()}
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return dict.fromkeys(value, ())
    if isinstance(value, dict):
        return {name: () if ends == "prior" else ends for name, ends in value.items()}
    return value


def one_or_several(value: object) -> object:
    """Let one text stand for a list of it."""
    return [value] if isinstance(value, str) else value
