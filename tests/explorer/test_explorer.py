"""The explorer: settings found again, differences paired, an emulator that is checked and never extrapolates."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from explorer_toys import GRID, HOSTILE, LEVERS, OUTCOMES, change, design, level, made, plan
from made_page import Reader
from sweep_toys import Serial, swept

from calibration.posterior import shipped
from experiments.cli import main
from experiments.explorer.data import key, unpacked
from experiments.explorer.emulator import ENDS, emulator, hull
from experiments.explorer.page import page, read
from experiments.explorer.space import space
from experiments.plan import load_scenario
from experiments.scenario_file import text_of
from experiments.sweeps.uncertainty import Uncertainty
from scenarios.problems import InputError
from scenarios.scenario import LeverUse, Scenario


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grid")
    return folder / "sweep", made(folder, more='scenarios: [baseline, "lever:child_guardians@2019-01-01"]\n')


@pytest.fixture(scope="module")
def spread(tmp_path_factory):
    folder = tmp_path_factory.mktemp("design")
    return folder / "sweep", made(folder, levers=design())


def ends_of(said):
    """Return levels and differences by outcome (shape [policies, slots, ends])."""
    numbers, shape = unpacked(said["numbers"]), (len(said["policies"]), len(said["years"]) + 1, len(ENDS))
    size = int(np.prod(shape))
    cut = [numbers[i * size : (i + 1) * size].reshape(shape) for i in range(2 * len(said["outcomes"]))]
    return cut[::2], cut[1::2]


def test_every_setting_of_a_grid_is_a_policy_and_scenarios_of_a_name_stand_apart(grid):
    _, found = grid
    place = space(found)
    assert [moved.lever.id for moved in place.levers] == list(LEVERS)
    assert [[axis.setting for axis in moved.axes] for moved in place.levers] == [
        ["coverage"], ["coverage", "start"], ["coverage"],
    ]  # fmt: skip
    assert place.complete and len(place.points) == 3 * 3 * 2
    assert [found.policies[at].name for at in place.named] == ["lever:child_guardians@2019-01-01"]
    at = place.points[(1,), (0, 1), ()]
    uses = {use.lever: use for use in found.policies[at].scenario.levers}
    assert uses["prison_staff_first_responders"].coverage == 1.0 and str(uses["firewall"].start) == "2020-01-01"
    assert "more_caseworkers" not in uses and place.points[(), (), ()] == 0


def test_differences_are_of_the_same_draw_and_not_of_quantiles(grid):
    folder, found = grid
    said = read(folder)
    levels, differences = ends_of(said)
    years, at = len(found.years), said["points"][key(((1,), (0, 1), (0,)))]
    base = np.stack([level(draw, years) for draw in found.draws])
    moved = np.stack([change(dict.fromkeys(LEVERS, 1.0), draw, years) for draw in found.draws])
    for i, outcome in enumerate(said["outcomes"]):
        paired = np.quantile(moved[..., i], ENDS, axis=0).T
        np.testing.assert_allclose(differences[i][at, :-1], paired, rtol=1e-5, atol=1e-3 * abs(base[..., i]).mean())
        np.testing.assert_allclose(levels[i][at, :-1], np.quantile((base + moved)[..., i], ENDS, axis=0).T, rtol=1e-6)
        whole = moved[..., i].sum(axis=1) if outcome["sums"] else moved[..., i].mean(axis=1)
        np.testing.assert_allclose(differences[i][at, -1], np.quantile(whole, ENDS), rtol=1e-4, atol=1e-2)
    apart = levels[0][at] - levels[0][0]
    assert abs(apart - differences[0][at])[:-1].max() > 100, "quantiles of levels would tell another story"


def test_both_lines_of_a_level_carry_their_names_and_a_difference_needs_none(grid):
    folder, _ = grid
    figures = read(folder)["figures"]
    for outcome in OUTCOMES:
        layout = figures[f"{outcome}-level"]["layout"]
        texts = [note["text"].replace("<br>", " ").partition("</span> ")[2] for note in layout["annotations"]]
        assert texts == ["with these levers", "without them"]
        low, high = layout["yaxis"]["range"]
        first, second = ((note["y"] - low) / (high - low) * (layout["height"] - 46) for note in layout["annotations"])
        assert abs(first - second) >= 25  # pixels: one above the other, although no lever is moved yet
        assert figures[f"{outcome}-difference"]["layout"]["annotations"] == []


def test_a_verdict_is_told_where_no_rule_forbids_it(grid):
    folder, _ = grid
    said = read(folder)
    at = said["points"][key(((1,), (), ()))]
    way, sentence = said["verdicts"][OUTCOMES.index("nrm_referrals")][at]
    assert way == 1 and said["sentences"][sentence].startswith("Higher: the 90% interval over 30 draws")
    assert said["verdicts"][OUTCOMES.index("nrm_referrals")][0][0] == 0


def test_an_emulator_meets_what_it_was_not_shown(spread):
    folder, found = spread
    said = read(folder)
    assert not said["complete"] and all(one["good"] and one["explained"] > 0.9999 for one in said["emulators"])
    x = np.array([[use_of(p, name) for name in LEVERS] for p in found.policies])
    years = len(found.years)
    moved = np.stack([[change(dict(zip(LEVERS, row, strict=True)), d, years)[:, 0] for d in found.draws] for row in x])
    fitted = emulator(x, moved.transpose(0, 2, 1))
    new = (0.3, 0.7, 0.45)
    true = [change(dict(zip(LEVERS, new, strict=True)), d, years)[:, 0] for d in found.draws]
    np.testing.assert_allclose(fitted.differences(new), np.array(true).T, atol=1e-6)
    assert (1, 2) in fitted.terms and fitted.error.max() < 1e-6


def use_of(policy, name):
    return next((use.coverage for use in policy.scenario.levers if use.lever == name), 0.0)


def test_an_emulator_that_does_not_meet_runs_left_out_is_not_good(tmp_path):
    made(tmp_path, levers=design(), name="noise")
    said = read(tmp_path / "sweep")
    by_name = dict(zip((one["name"] for one in said["outcomes"]), said["emulators"], strict=True))
    assert not by_name["nrm_referrals"]["good"] and by_name["cost_public"]["good"]


def test_the_error_of_an_emulator_is_that_of_each_run_predicted_from_the_others():
    rng = np.random.default_rng(5)
    x = np.concatenate([[[0.0, 0.0]], rng.random((19, 2))])
    y = rng.normal(size=(20, 1, 1)) + 5 * x[:, :1, None]
    y[0] = 0.0
    fitted = emulator(x, y)
    rows = np.stack([x[:, list(term)].prod(axis=1) for term in fitted.terms], axis=1)
    missed = []
    for left_out in range(1, 20):
        kept = np.arange(20) != left_out
        beta = np.linalg.lstsq(rows[kept], y[kept, 0, 0], rcond=None)[0]
        missed.append(y[left_out, 0, 0] - rows[left_out] @ beta)
    assert fitted.error[0] == pytest.approx(np.sqrt(np.mean(np.square(missed))))


def test_nothing_is_told_outside_the_hull_of_what_was_run():
    x = np.array([[0, 0], [1, 0], [0, 1], [0.5, 0.5]], float)
    faces = hull(x)

    def inside(point):
        return bool((faces[:, :-1] @ point + faces[:, -1] <= 1e-9).all())

    assert inside((0.2, 0.3)) and inside((0.0, 1.0)) and not inside((0.6, 0.6)) and not inside((-0.1, 0.0))
    assert hull(np.array([[0, 0], [0.5, 0.5], [1, 1.0]])) is None, "a line fills no plane"
    assert emulator(x, np.ones((4, 1, 3))) is None, "four runs are too few"


def test_the_page_fetches_nothing_and_runs_no_name(tmp_path):
    made(tmp_path, name=HOSTILE[:70], draws=4)
    html = page(read(tmp_path / "sweep"))
    found = Reader(html)
    assert found.all("img") == [] and len(found.all("script")) == 5
    assert [a for _, a in found.elements if "src" in a or "action" in a] == []
    assert {a["href"] for _, a in found.elements if "href" in a} == {"data:,", "#"}
    assert html.count(HOSTILE[:30]) == 0 and "4 draws: too few to tell a direction" in found.text
    assert len(html.encode()) - len(found.script("plotly")) < 400_000


def test_every_control_has_a_label_and_every_picture_words(grid):
    found = Reader(page(read(grid[0])))
    controls = [a for tag, a in found.elements if tag in ("input", "select") and a.get("type") != "hidden"]
    labelled = {a["for"] for a in found.all("label")}
    assert controls and all(a["id"] in labelled for a in controls)
    assert {a["type"] for a in found.all("input")} == {"range", "checkbox", "text"} and len(found.all("select")) == 2
    assert all(a["aria-label"] for _, a in found.elements if a.get("role") == "img")


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", 'a "quoted": name', "مرحبا", "x\u202ey", "'", "- [", "#", "yes"])
def test_a_scenario_written_as_a_file_is_read_back_as_the_same(tmp_path, name):
    uses = (
        LeverUse(lever="firewall", start="2018-01-01", end="2019-06-30", coverage=0.1 + 0.2, groups={"age": ["adult"]}),
        LeverUse(lever="more_caseworkers", start="2020-01-01", compliance=0.5, ramp_days=30, half_life_days=90),
        LeverUse(lever="officer_training", start="2020-01-01", places=[0, 4]),
    )
    said = Scenario(name=name, question="Why: '#?", levers=uses, overrides={"capacity.courtrooms": 90.1})
    file = tmp_path / "mine.yaml"
    file.write_text(text_of(said), encoding="utf-8")
    again = load_scenario(str(file))
    assert again.model_copy(update={"name": ""}) == said.model_copy(update={"name": ""})
    assert again.name.replace("\u2068", "").replace("\u2069", "") == name.replace("\u202e", "")


def test_the_command_writes_one_file_and_says_how_large(grid, tmp_path, capsys):
    out = tmp_path / "new" / "page.html"
    assert main(["explore", str(grid[0]), "--out", str(out)]) == 0
    assert re.fullmatch(rf"explorer: {out} \(\d\.\d\d MB\)\n", capsys.readouterr().out)
    assert out.read_text().startswith("<!DOCTYPE html>")
    assert main(["explore", str(grid[0]), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["complete"] is True


def test_what_cannot_be_explored_is_one_sentence(tmp_path, capsys):
    half = plan(tmp_path, levers=GRID)
    swept(half, tmp_path / "half", Serial(half, tmp_path / "half", most=0))
    assert main(["explore", str(tmp_path / "half")]) == 2
    assert "holds no draw that is done under every policy" in capsys.readouterr().err
    assert main(["explore", str(tmp_path)]) == 2
    assert "holds no sweep" in capsys.readouterr().err
    assert not list(tmp_path.glob("**/explorer.html"))


def test_what_was_drawn_from_another_ensemble_or_is_of_levers_that_are_gone_says_so(tmp_path, monkeypatch):
    toy = replace(plan(tmp_path), uncertainty=Uncertainty("posterior"))
    swept(toy, tmp_path / "sweep")
    said = read(tmp_path / "sweep")
    assert said["made"] == {"ensemble": shipped().hash, "code": "toy code", "levers": ""}
    assert said["notes"][0].startswith("Calibrated: numbers are drawn from")
    with monkeypatch.context() as patch:
        patch.setattr("experiments.explorer.data.shipped", lambda: replace(shipped(), names=("other",)))
        note = read(tmp_path / "sweep")["notes"][0]
        assert note.startswith(f"Calibrated, but to another ensemble ({shipped().hash}) than the one that ships now")
    monkeypatch.setattr("experiments.explorer.page.catalogue", dict)
    with pytest.raises(InputError, match=f"tells of {LEVERS[2]}, which there is no more; sweep again"):
        read(tmp_path / "sweep")
