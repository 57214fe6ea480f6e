"""The causal claims: all there, complete, traceable and in our own plain words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, astuple, fields
from pathlib import Path
from typing import get_args

import pytest

from model import claims as module
from model.claims import MECHANISMS, Claim, Sign, Strength, claims
from model.facts import facts

COLUMNS = ",".join(field.name for field in fields(Claim))
ROW = "C01,claim,support,cause,effect,+,research,source,locator"


def offending(right: Callable[[Claim], bool]) -> list[str]:
    """The claims for which something is not right."""
    return [given.id for given in claims().values() if not right(given)]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Another table in place of the real one."""
    path = tmp_path / "claims.csv"
    monkeypatch.setattr(module, "PATH", path)
    claims.cache_clear()
    yield path
    claims.cache_clear()


def test_there_are_ninety_five_claims_in_order() -> None:
    assert list(claims()) == [f"C{number:02}" for number in range(1, 96)]
    assert offending(lambda c: claims()[c.id] is c) == []


def test_no_field_is_empty() -> None:
    assert offending(lambda c: all(astuple(c))) == []


def test_a_text_is_one_tidy_line() -> None:
    assert offending(lambda c: all(text == " ".join(text.split()) for text in astuple(c))) == []


def test_a_claim_is_one_sentence_and_no_two_are_alike() -> None:
    assert offending(lambda c: re.fullmatch(r"[A-Z][^.!?]*\.", c.claim) is not None) == []
    assert len({c.claim for c in claims().values()}) == len(claims())


def test_signs_and_strengths_are_known() -> None:
    assert offending(lambda c: c.sign in get_args(Sign) and c.strength in get_args(Strength)) == []


def test_a_mixed_effect_says_what_rises_and_what_falls() -> None:
    assert offending(lambda c: (c.sign == "mixed") == ("(raised)" in c.effect and "(lowered)" in c.effect)) == []


def test_every_mechanism_is_known_and_used() -> None:
    named = {c.id: c.mechanism.split(", ") for c in claims().values()}
    assert offending(lambda c: set(named[c.id]) <= set(MECHANISMS)) == []
    assert {name for names in named.values() for name in names} == set(MECHANISMS)


def test_each_source_has_its_place() -> None:
    assert offending(lambda c: len(c.source.split("; ")) == len(c.locator.split("; "))) == []


def test_a_publication_is_cited_in_one_way() -> None:
    cited = {source for c in claims().values() for source in c.source.split("; ")}
    assert len(cited) == 5
    known = {f.source for f in facts()}
    without_year = {re.sub(r"(?: \(|, )\d{4}\)$", "", source) for source in cited}
    shared = {name for name in without_year if any(source.startswith(name) for source in known)}
    assert len(without_year - shared) == 1  # the commissioners' statement holds no number


def test_nothing_points_at_a_working_copy() -> None:
    private = re.compile(
        r"\b\w+_[0-9a-f]{16}\b"  # a file name with a checksum
        r"|\bL\d+\b"  # a line of a working copy
        r"|(?<![\w,])00\d\b"  # a number given to a working copy
        r"|\bM\d{2}\b"  # a code of a working list
        r"|\b(seeds?|briefs?|evidence\.md)\b",
        re.IGNORECASE,
    )
    assert offending(lambda c: not any(private.search(text) for text in astuple(c))) == []


def test_people_are_spoken_of_with_respect() -> None:
    unwanted = re.compile(r"illegal|\bslaves?\b|\balien|\bprostitut", re.IGNORECASE)
    assert offending(lambda c: not any(unwanted.search(text) for text in astuple(c))) == []


def test_a_claim_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        claims()["C01"].sign = "-"  # type: ignore[misc]
    with pytest.raises(TypeError):
        claims()["C96"] = claims()["C01"]  # type: ignore[index]


def test_the_table_is_read_once() -> None:
    assert claims() is claims()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "must have the columns id, claim"),
        ("id,claim\n", "must have the columns id, claim"),
        (f"{COLUMNS}\nC01,claim\n", "line 2: 2 cells instead of 9"),
        (f"{COLUMNS}\n{ROW}\n{ROW}\n", "two claims 'C01'"),
    ],
)
def test_a_broken_table_is_refused(table: Path, text: str, message: str) -> None:
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        claims()
