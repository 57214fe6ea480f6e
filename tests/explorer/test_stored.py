"""Stored answers: the nearest run told as what it is, what is stale refused in words, what ships."""

import json
from pathlib import Path

import pytest
from app_toys import scenario
from explorer_toys import GRID, made

from calibration.posterior import shipped
from experiments.app import stored
from experiments.app.stored import SHIPPED, Stored, checked
from experiments.explorer.page import read
from experiments.house import ROOT


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    made(folder, levers=GRID)
    return Stored(read(folder / "sweep"))


def test_the_nearest_stored_run_is_told_as_what_it_is(kept):
    near = kept.nearest(scenario(0.9, start="2018-02-01"))
    assert not near.exact and near.levers == (
        "Police and immigration enforcement kept apart by a firewall 100% from 2018-01-01, reached in 365 days",
    )
    exact = kept.nearest(scenario(start="2020-01-01", ramp_days=365))
    assert exact.exact and "2020-01-01" in exact.levers[0]
    (use,) = scenario(start="2020-01-01", ramp_days=365).levers
    twice = scenario().model_copy(update={"levers": (use, use)})
    assert not kept.nearest(twice).exact
    other = kept.nearest(scenario(lever="child_guardians"))
    assert not other.exact and other.without == ("child_guardians",) and other.policy == 0
    told = kept.told(exact.policy, "cost_public")
    assert told.difference.shape == (5, 5) and told.direction == "higher"
    assert kept.about.startswith("Stored answers: sweep “toy”, 17 policies beside “baseline”, 2018 to 2021, 30 draws, ")
    assert "Not calibrated" in kept.about and "about 500 people" in kept.about
    assert kept.about.endswith("The model has been changed since they were run.")


def test_stored_answers_of_another_ensemble_lever_or_version_are_refused_in_words(calibrated):
    about = Stored(checked(calibrated)).about
    assert f"ensemble {shipped().hash}" in about and "changed since" not in about
    made = calibrated["made"]
    for wrong, sentence in (
        ({"made": made | {"ensemble": "0123"}}, f"was drawn from the ensemble 0123, and this is {shipped().hash}"),
        ({"made": made | {"levers": "0123"}}, "was run before its levers were last changed"),
        ({"levers": [{"lever": "fire_wall"}]}, "tells of fire_wall, which there is no more"),
        ({"outcomes": [{"name": "happiness"}]}, "tells of happiness, which there is no more"),
    ):
        with pytest.raises(ValueError, match=sentence):
            checked(calibrated | wrong)
    without = {key: value for key, value in calibrated.items() if key != "made"}
    for strange in ([], {"name": "x"}, without, without | {"made": {"code": "x"}}):
        with pytest.raises(ValueError, match="is of another version"):
            checked(strange)


def test_the_app_is_told_what_is_wrong_with_what_ships(calibrated, monkeypatch, tmp_path):
    file = tmp_path / "stored.json"
    monkeypatch.setattr(stored, "SHIPPED", file)
    stored.answers.cache_clear()
    assert stored.stored("") is None
    file.write_text(json.dumps({name: value for name, value in calibrated.items() if name != "figures"}))
    assert stored.stored("").data["name"] == "toy"
    file.write_text(json.dumps(calibrated | {"made": calibrated["made"] | {"ensemble": "0123"}}))
    assert stored.answers("") == (
        f"{file}: was drawn from the ensemble 0123, and this is {shipped().hash}; sweep again, then {stored.HOW}"
    )
    stored.answers.cache_clear()
    file.write_text("{")
    assert stored.answers("") == f"{file}: is damaged; make it anew: {stored.HOW}"
    stored.answers.cache_clear()


def test_what_ships_is_of_this_ensemble_and_these_levers_and_small():
    assert SHIPPED.stat().st_size < stored.LARGEST
    said = checked(json.loads(SHIPPED.read_text(encoding="utf-8")))
    assert said["made"]["ensemble"] == shipped().hash and said["made"]["levers"]
    kept = Stored(said)
    for policy in range(len(said["policies"])):
        for outcome in kept.outcomes:
            told = kept.told(policy, outcome)
            assert told.level.shape == told.difference.shape == (len(said["years"]) + 1, 5)
    assert all(kept.nearest(scenario(lever=lever["lever"], start="2022-01-01")).levers for lever in said["levers"])


def test_what_ships_goes_into_the_wheel(tmp_path):
    builders = pytest.importorskip("hatchling.builders.wheel", reason="needs hatchling")
    beside = ROOT / "experiments" / "output.schema.json"
    included = {Path(each.path).resolve() for each in builders.WheelBuilder(str(ROOT)).recurse_included_files()}
    assert beside in included and SHIPPED in included
