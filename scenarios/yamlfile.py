"""A YAML file read as plain data that means the same to its author, to YAML 1.1 and to YAML 1.2.

Whatever the two versions of YAML read differently, or surprises people (`NO`, `010`, `22:30`), is refused
with a sentence, and so is whatever a data file has no use for: aliases, tags, merges, several documents.
No bytes at all make `read` raise anything but `InputError`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

import yaml

from scenarios.problems import InputError, KeyPath, Problem, field_name, shown
from scenarios.scalar import MisreadError, Scalar, plain_scalar, visible_text
from scenarios.textfile import text_of

Data: TypeAlias = "Scalar | list[Data] | dict[str, Data]"
"""What a file holds once read: nothing but these types, however deep."""

MOST_NODES = 20_000
DEEPEST = 32

SYNTAX = {
    "mapping values are not allowed here": "a second ': ' on the line; put text that holds ': ' in quotes",
    "could not find expected ':'": "a key without its ': '",
    "'<stream end>'": "the file ends inside an open bracket",
    "but found '<scalar>'": "something stands after a closing quote or bracket",
    "expected <block end>": "this line does not line up with those above it",
    "found unexpected end of stream": "the file ends inside a quoted text",
}
"""PyYAML's own words for the commonest slips, and ours."""


@dataclass(frozen=True)
class Place:
    """Where something stands in a file; both count from 1, as editors do."""

    line: int
    column: int


class _Mark(Protocol):
    """A place as PyYAML gives it, counted from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True)
class Document:
    """What a YAML file holds, and where in the file each part of it stands."""

    file: Path
    data: Data = None
    places: Mapping[KeyPath, Place] = field(default_factory=dict)
    faults: tuple[Problem, ...] = ()
    """Values and keys that could not be read for what they are; none in all that `read` returns."""
    unread: frozenset[KeyPath] = frozenset()
    """Where `data` has None instead of a value at fault."""

    def place(self, path: KeyPath) -> Place:
        """Return where the key or list item at `path` stands or, if it is absent, what it is missing from."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))

    def problem(self, path: KeyPath, message: str) -> Problem:
        """Return `message` as a problem at `path`."""
        place = self.place(path)
        return Problem(self.file, place.line, place.column, field_name(path), message)


def read(path: Path) -> Document:
    """Read a YAML file, or raise InputError with every value in it that could be misread."""
    document = draft(path)
    if document.faults:
        raise InputError(document.faults)
    return document


def draft(path: Path) -> Document:
    """Read as `read` does, but leave single unreadable values to the caller, in `Document.faults`.

    This is for callers with checks of their own, who would tell an author about everything at once. A file
    that is not well-formed raises InputError here too, for then nothing in it can be relied on.
    """
    return _Builder(path, _events(path, text_of(path))).document()


def _place(mark: _Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _events(file: Path, text: str) -> list[yaml.Event]:
    """Return what PyYAML's parser sees in `text`, having refused all that makes YAML more than data."""
    events: list[yaml.Event] = []
    limits = _Limits()
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if refusal := limits.refusal(event):
                raise _refusal(file, event.start_mark, refusal, _next_path(events))
            events.append(event)
    except yaml.MarkedYAMLError as error:
        slip = error.problem_mark
        raise _refusal(file, slip, _syntax(error), _path_at(slip, events)) from None
    except InputError:
        raise
    except Exception:
        # PyYAML lets ValueError, OverflowError and others escape from odd escapes and directives.
        end = events[-1].end_mark if events else None
        raise _refusal(file, end, "not valid YAML, here or just after", _next_path(events)) from None
    return events


def _refusal(file: Path, mark: _Mark | None, message: str, path: KeyPath) -> InputError:
    """Return the error for one problem that leaves nothing else in the file worth looking at."""
    place = _place(mark)
    return InputError([Problem(file, place.line, place.column, field_name(path), message)])


def _syntax(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "something unexpected"
    if r"'\t'" in problem:
        return "a tab stands where YAML allows only spaces"
    known = next((ours for theirs, ours in SYNTAX.items() if theirs in problem), None)
    return f"not valid YAML: {known or problem}"


class _Limits:
    """Counts nodes and depth as events arrive, and refuses what plain data has no need of."""

    def __init__(self) -> None:
        self._documents = self._nodes = self._depth = 0

    def refusal(self, event: yaml.Event) -> str | None:
        """Return why the file must be refused at this event, if it must."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
        self._nodes += isinstance(event, yaml.NodeEvent)
        self._depth += isinstance(event, yaml.CollectionStartEvent)
        self._depth -= isinstance(event, yaml.CollectionEndEvent)
        if self._documents > 1:
            return "a second document starts here; a file holds one, so delete '---'"
        if self._nodes > MOST_NODES:
            return f"more than {MOST_NODES:,} values, which is more than any such file needs"
        if self._depth > DEEPEST:
            return f"nested more than {DEEPEST} deep"
        return _more_than_data(event)


def _more_than_data(event: yaml.Event) -> str | None:
    """Return why an event that makes YAML more than plain data is refused, if it does."""
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        return "anchors (&) and aliases (*) are refused; write the value out, or put it in quotes"
    if getattr(event, "tag", None) is not None:
        return "tags (!) are refused; write the plain value, or put it in quotes"
    if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
        return "directives (%YAML, %TAG) are refused; delete the line that starts with %"
    return None


def _next_path(events: list[yaml.Event]) -> KeyPath:
    """Return the key path at which the event that follows `events` would stand, as far as they tell."""
    steps: list[str | int | None] = []  # one for each open collection; None: a mapping between two entries
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            steps.pop()
        if isinstance(event, yaml.CollectionStartEvent):
            steps.append(0 if isinstance(event, yaml.SequenceStartEvent) else None)
        elif steps and isinstance(event, yaml.ScalarEvent | yaml.CollectionEndEvent):
            match steps[-1]:
                case None:
                    steps[-1] = getattr(event, "value", "?")
                case int(index):
                    steps[-1] = index + 1
                case _:
                    steps[-1] = None
    return tuple(step for step in steps if step is not None)


def _path_at(mark: _Mark | None, events: list[yaml.Event]) -> KeyPath:
    """Return the key path at a slip of the pen: of the last event if in its line, else of the next."""
    in_line = bool(mark and events and events[-1].end_mark and events[-1].end_mark.line == mark.line)
    return max(_next_path(events), _next_path(events[:-1]) if in_line else (), key=len)


class _Builder:
    """Builds plain data from events that passed `_Limits`, so that recursion and size are bounded."""

    def __init__(self, file: Path, events: list[yaml.Event]) -> None:
        self._file = file
        self._events: Iterator[yaml.Event] = (
            event for event in events if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent)
        )
        self._places: dict[KeyPath, Place] = {}
        self._faults: list[Problem] = []
        self._unread: set[KeyPath] = set()

    def document(self) -> Document:
        """Return what the events say, the first of them being the top of the file."""
        top = next(self._events, None)
        data = self._node(top, ()) if top else None
        if data is None and not self._faults:
            raise InputError([Problem(self._file, None, None, "", "the file is empty")])
        return Document(self._file, data, self._places, tuple(self._faults), frozenset(self._unread))

    def _node(self, event: yaml.Event, path: KeyPath) -> Data:
        self._places.setdefault(path, _place(event.start_mark))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Data] = []
            while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
                items.append(self._node(item, (*path, len(items))))
            return items
        return self._scalar(event, path)

    def _mapping(self, path: KeyPath) -> dict[str, Data]:
        entries: dict[str, Data] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, path)
            if key is None:  # read on past its value, which may have faults of its own
                self._node(next(self._events), (*path, "?"))
            elif key in entries:
                first = self._places[(*path, key)].line
                message = f"written twice, first in line {first}; delete one of the two"
                self._fault((*path, key), event, message)
                self._node(next(self._events), (*path, key))
            else:
                self._places[(*path, key)] = _place(event.start_mark)
                entries[key] = self._node(next(self._events), (*path, key))
        return entries

    def _key(self, event: yaml.Event, path: KeyPath) -> str | None:
        """Return the key that `event` starts, or None, with a fault noted, if it is no plain text."""
        if not isinstance(event, yaml.ScalarEvent):
            self._fault((*path, "?"), event, "a key must be text; found a list or a block of keys")
            self._node(event, (*path, "?"))
            return None
        key_path = (*path, event.value)
        if event.style is None and event.value == "<<":
            self._fault(key_path, event, "merge keys (<<) are refused; write the keys out")
            return None
        faults_before = len(self._faults)
        key = self._scalar(event, key_path)
        if isinstance(key, str) and key.isprintable():
            return key
        if len(self._faults) == faults_before:
            self._fault(key_path, event, f"a key must be one line of text; found {shown(key)}")
        return None

    def _scalar(self, event: yaml.Event, path: KeyPath) -> Scalar:
        assert isinstance(event, yaml.ScalarEvent)
        try:
            if event.style is None:
                return plain_scalar(event.value)
            return visible_text(event.value)
        except MisreadError as misread:
            self._unread.add(path)
            self._fault(path, event, str(misread))
            return None

    def _fault(self, path: KeyPath, event: yaml.Event, message: str) -> None:
        place = _place(event.start_mark)
        self._faults.append(Problem(self._file, place.line, place.column, field_name(path), message))
