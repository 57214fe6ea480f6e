"""The catalogue: every recommendation has an entry; every lever says what it moves, why, and what it cannot show."""

import importlib
import json
import sys
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.study import DEFINITIONS
from model.claims import claims
from model.facts import facts
from scenarios import levers
from scenarios.entry import entries
from scenarios.lever import catalogue, of_file
from scenarios.problems import InputError
from scenarios.recommendation import Recommendation, recommendations

FILES = Path(levers.__path__[0])


def test_every_recommendation_has_an_entry_and_sixty_or_more_can_be_run():
    found = list(entries())
    assert [e.recommendation for e in found if e.recommendation] == [f"V{n:02}" for n in range(1, 88)]
    assert sum(e.status == "runnable" for e in found) >= 60
    for entry in found:
        if isinstance(entry.asked, Recommendation) and entry.lever is None:
            assert entry.asked.reason
            assert set(filter(None, entry.asked.through.split("; "))) <= set(catalogue())


def test_no_two_levers_move_the_same_numbers_for_the_same_people():
    moved = {}
    for lever in catalogue().values():
        key = frozenset(hold.quantity.name for hold in lever.holds), lever.group
        assert key not in moved, f"{lever.id} moves what {moved[key]} moves"
        moved[key] = lever.id


def test_no_recommendation_is_answered_by_two_levers():
    asked = [lever.asked.id for lever in catalogue().values() if isinstance(lever.asked, Recommendation)]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("identifier", catalogue())
def test_a_lever_is_one_short_file_that_says_all_there_is_to_say(identifier):
    lever = catalogue()[identifier]
    assert len((FILES / f"{identifier}.py").read_text(encoding="utf-8").splitlines()) <= 30
    assert lever.question.startswith("What if ")
    assert lever.question.endswith("?")
    assert lever.mechanism
    assert lever.cannot_show
    assert lever.holds
    assert lever.shows.outcome in DEFINITIONS
    for cost in lever.costs:
        assert cost.price.unit in {"pounds", "pounds a year"}
        assert cost.each == "a year" or cost.price.unit == "pounds", f"{cost.meaning}: a yearly price paid once"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from scenarios.lever import Levr\n", "broken.py:1: declares no lever: cannot import name 'Levr'"),
        ("LEVR = 1\n", "broken.py: declares no lever: module 'scenarios.levers.broken' has no attribute 'LEVER'"),
        ("LEVER = 1\n", "broken.py: LEVER: expected a Lever; found int"),
        ("\n\nLEVER = (\n", "broken.py:3: declares no lever: '(' was never closed"),
        ("from scenarios.lever import Lever\n\nLEVER = Lever()\n", "broken.py:3: declares no lever: Lever.__init__()"),
        ("from scenarios.recommendation import asked\n\nasked('V99')\n", "broken.py:3: declares no lever"),
    ],
)
def test_a_lever_file_with_a_mistake_is_one_sentence(text, told, tmp_path, monkeypatch):
    (tmp_path / "broken.py").write_text(text)
    monkeypatch.setattr(levers, "__path__", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "scenarios.levers.broken", raising=False)
    importlib.invalidate_caches()
    with pytest.raises(InputError) as mistake:
        of_file("broken")
    assert told in str(mistake.value) and "\n" not in str(mistake.value)


@pytest.mark.parametrize("identifier", recommendations())
def test_a_recommendation_is_traced_to_its_publication(identifier):
    asked = recommendations()[identifier]
    assert all((asked.publication, asked.pointer, asked.date, asked.asked_by, asked.would_act, asked.response))
    assert asked.kind in {"formal recommendation", "practice described", "proposal"}
    assert set(filter(None, asked.claims.split("; "))) <= set(claims())
    assert set(filter(None, asked.facts.split("; "))) <= {fact.id for fact in facts()}


def test_the_command_lists_filters_and_shows(capsys):
    needed = {"id", "name", "runnable", "recommendation", "agency", "mechanism", "grade"}
    assert main(["levers", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert all(needed <= entry.keys() for entry in listed)
    assert len(listed) == 87 + sum(entry["status"] == "stress test" for entry in listed)
    for option, value, field in (("--agency", "home office", "agency"), ("--grade", "D", "grade")):
        assert main(["levers", option, value, "--json"]) == 0
        some = json.loads(capsys.readouterr().out)
        assert 0 < len(some) < len(listed)
        assert all(value.lower() in entry[field].lower() for entry in some)
    assert main(["levers", "--mechanism", "capacity.", "--json"]) == 0
    assert {e["id"] for e in json.loads(capsys.readouterr().out)} >= {"more_caseworkers", "more_investigators"}
    for name in ("firewall", "V17"):
        assert main(["levers", name]) == 0
        assert "junctions.passing_on set to 0" in capsys.readouterr().out
    assert main(["levers", "V01"]) == 0
    assert "not expressible" in capsys.readouterr().out


def test_levers_without_evidence_of_their_effect_say_so():
    for entry in entries():
        if entry.lever and entry.lever.carriers:
            assert (entry.effect == "mechanism only") == entry.lever.mechanism_only
            assert not entry.lever.mechanism_only or entry.lever.grade == "D"


def test_the_lever_shown_in_the_readme_is_the_one_that_ships():
    readme = (FILES.parents[1] / "README.md").read_text(encoding="utf-8")
    assert (FILES / "child_guardians.py").read_text(encoding="utf-8") in readme
