"""The family of a scenario file: the files it extends, those they extend, and so on; in reach, and in no circle.

A file may extend shipped scenarios by name, and files in the folder of the file that the user named or beneath it; no
symbolic link leads out of it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from scenarios import yamlfile
from scenarios.library import SHIPPED, is_path, no_such_name, shipped
from scenarios.problems import MOST_LISTED, InputError, KeyPath, Problem, shown

DEEPEST = 10
"""Steps from the file that the user named to the farthest that it may extend."""


class Link(NamedTuple):
    """One scenario that a file extends."""

    path: KeyPath
    name: str
    """As the file calls it."""
    file: Path | None
    """None if it cannot or must not be read."""


@dataclass
class Member:
    """A file of the family, and what is wrong with it."""

    name: str
    """As whoever came upon it first calls it."""
    file: Path
    """Where it really is, whatever links lead there."""
    document: yamlfile.Document
    problems: list[Problem]
    extends: list[Link] = field(default_factory=list)

    def complain(self, path: KeyPath, sentence: str) -> None:
        """Note a problem."""
        self.problems.append(self.document.problem(path, sentence))


class _RefusedError(Exception):
    """A scenario cannot be extended; the sentence says why, and is empty if the file's own problems do."""


class Family:
    """All files that make one scenario, the one that the user named first."""

    def __init__(self, path: Path, name: str) -> None:
        document = yamlfile.draft(path)
        self._folder = _real(path.parent)
        self._broken: dict[Path, InputError] = {}
        self._members = {_real(path): Member(name, _real(path), document, list(document.faults))}
        generation = list(self._members.values())
        for depth in range(DEEPEST + 1):
            generation = [new for member in generation for new in self._follow(member, depth)]

    @property
    def named(self) -> Member:
        """The file that the user named."""
        return next(iter(self._members.values()))

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong with any of the files, file by file and down each file."""
        found = [m.problems for m in self._members.values()] + [list(error.problems) for error in self._broken.values()]
        return [p for problems in found for p in sorted(problems, key=lambda p: (p.line or 0, p.column or 0))]

    def parents_first(self) -> list[Member]:
        """Return the files, each after those it extends; a circle is cut, with a complaint."""
        for _ in range(MOST_LISTED):
            graph = {file: [link.file for link in m.extends if link.file] for file, m in self._members.items()}
            try:
                return [self._members[file] for file in TopologicalSorter(graph).static_order()]
            except CycleError as error:
                self._cut(error.args[1][:0:-1])
        raise InputError(self.problems)

    def _cut(self, circle: list[Path]) -> None:
        """Undo the last step of a circle, in which each file extends the next and the last extends the first."""
        first = next(file for file in self._members if file in circle)
        start = circle.index(first)
        members = [self._members[file] for file in circle[start:] + circle[:start]]
        links = members[-1].extends
        at = next(i for i, link in enumerate(links) if link.file == members[0].file)
        names = " -> ".join(member.name for member in [*members, members[0]])
        members[-1].complain(links[at].path, f"goes round in a circle, {names}; leave one of them out")
        links[at] = links[at]._replace(file=None)

    def _follow(self, member: Member, depth: int) -> Iterator[Member]:
        """Link a file to those it extends, and yield the ones that nobody came upon before."""
        seen: set[Path] = set()
        for path, name in _extended(member.document.data):
            file = None
            known = len(self._members)
            try:
                file = self._found(member, name, depth)
                if file in seen:
                    raise _RefusedError(f"{shown(name)} is extended already; delete one of the two")
                seen.add(file)
            except _RefusedError as refusal:
                if str(refusal):
                    member.complain(path, str(refusal))
            member.extends.append(Link(path, name, file))
            if file and len(self._members) > known:
                yield self._members[file]

    def _found(self, member: Member, name: str, depth: int) -> Path:
        """Return where a scenario that a file extends really is, once it has been read."""
        path = self._path(member, name)
        file = _real(path)
        if file in self._members:
            return file
        if file in self._broken:
            raise _RefusedError
        if depth == DEEPEST:
            raise _RefusedError(f"{shown(name)} is more than {DEEPEST} files away from the one you named; extend fewer")
        try:
            document = yamlfile.draft(path)
        except InputError as error:
            if error.problems[0].line is None:
                raise _RefusedError(f"{shown(name)} cannot be extended: {error.problems[0].message}") from None
            self._broken[file] = error
            raise _RefusedError from None
        self._members[file] = Member(name, file, document, list(document.faults))
        return file

    def _path(self, member: Member, name: str) -> Path:
        """Return the path of a scenario that a file extends, if the file may extend it."""
        beside = member.document.file.parent
        if not is_path(name):
            if name in shipped():
                return shipped()[name]
            hint = f"; for the file beside this one write '{name}.yaml'"
            is_beside = not _is_shipped(member.file) and (beside / f"{name}.yaml").is_file()
            raise _RefusedError(f"{no_such_name(name)}{hint if is_beside else ''}")
        if _is_shipped(member.file):
            raise _RefusedError(f"a shipped scenario extends shipped scenarios alone, by name; found {shown(name)}")
        if not _real(beside / name).is_relative_to(self._folder):
            where = f"lies outside the folder of the file you named, {self._folder}"
            raise _RefusedError(f"{shown(name)} {where}; put a copy in that folder")
        return beside / name


def _extended(data: yamlfile.Data) -> Iterator[tuple[KeyPath, str]]:
    """Yield the scenarios that a file says it extends, and where it says so."""
    names = data.get("extends") if isinstance(data, dict) else None
    if isinstance(names, str):
        yield ("extends",), names
    elif isinstance(names, list):
        yield from ((("extends", index), name) for index, name in enumerate(names) if isinstance(name, str))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _is_shipped(file: Path) -> bool:
    return file.parent == _real(SHIPPED)
