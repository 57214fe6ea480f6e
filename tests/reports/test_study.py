"""Sensitivity studies: plan files, rows as a sweep has them, shares that are known, stopping and going on."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from study_toys import NOISE, WEIGHTS, inputs, studied, study

from experiments.cli import main
from experiments.reports import headline_studies
from experiments.sensitivity import schema
from experiments.sensitivity.candidates import candidates
from experiments.sensitivity.designed import OTHER, Designed, designed
from experiments.sensitivity.found import found
from experiments.sensitivity.inputs import DUMMY, LUCK, uncertain
from experiments.sensitivity.morris import MorrisPlan
from experiments.sensitivity.pair import Pair
from experiments.sensitivity.planfile import SharesPart
from experiments.sensitivity.reading import read
from experiments.sensitivity.sample import SamplePlan
from experiments.sensitivity.sobol import SobolPlan
from experiments.sensitivity.study import agreed, rows_of, stages
from experiments.sweeps.digest import digest
from experiments.sweeps.folder import Folder
from experiments.sweeps.task import run as run_task
from experiments.sweeps.uncertainty import agreed as varying
from scenarios import yamlfile
from scenarios.problems import InputError

SHIPPED = sorted((Path(__file__).resolve().parents[2] / "scenarios" / "plans" / "sensitivity").glob("*.yaml"))
HEAD = "name: a\noutcomes: [retrafficked]\n"
WRONG = [
    ("question: What?\n", "1:1: name: missing; expected a name for people to read, one line of 1 to 80 characters"),
    ("name: a\nshares: {}\n", "1:1: outcomes: missing; expected a list of outcomes"),
    (HEAD, "1:1: nothing is asked for; say at least one of screening, shares and sample, such as 'shares: {by: "
     "grade}'"),
    (HEAD + "shares: {blocks: 48}\n", "3:10: shares.blocks: expected how many radial blocks a scramble, a power of 2 "
     "from 2 to 65536, e.g. 64; found 48"),
    (HEAD + "shares: {scrambles: 3}\n", "3:10: shares.scrambles: expected how many scrambles, from 4 to 64; found 3"),
    (HEAD + "shares: {by: colour}\n",
     "3:10: shares.by: expected grade, agency, mechanism, rest or input; found 'colour'"),
    (HEAD + "shares: {by: rest}\n", "3:10: shares.by: 'rest' is what a screening leaves; add 'screening', or say "
     "grade, agency, mechanism or input"),
    (HEAD + "shares: {block: 8}\n", "3:10: shares.block: unknown key; did you mean 'blocks'?"),
    (HEAD + "shares: 64\n", "3:1: shares: expected keys beneath it: blocks, scrambles, by, pairs; found 64"),
    (HEAD + "shares: {pairs: yes}\n", "3:17: shares.pairs: 'yes' would be read as true; write 'yes' in quotes or "
     "true/false"),
    (HEAD + "screening: {trajectories: 1}\n", "3:13: screening.trajectories: expected how many trajectories through "
     "all inputs, from 2 to 1000; found 1"),
    (HEAD + "sample: {rows: 3}\n", "3:10: sample.rows: expected how many rows, from 40 to 1000000, e.g. 1000; found 3"),
    (HEAD + "shares: {}\nuncertainties: posterior\n", "4:1: uncertainties: numbers of the ensemble go together, and "
     "shares need some that do not; say 'all', or numbers"),
    (HEAD + "shares: {}\nuncertainties: middle\n",
     "4:1: uncertainties: at the medians nothing varies; say 'all', or numbers"),
    (HEAD + "shares: {}\nuncertainties: {grounds.represented: [0.2, 0.3]}\n",
     "4:17: uncertainties.grounds.represented: a study moves numbers within their priors; leave out the range"),
    (HEAD + "shares: {}\nof: difference\n", "4:1: of: with one scenario there is no difference; name a second one "
     "under 'scenarios'"),
    (HEAD + "shares: {}\nscenarios: [baseline, firewall, navigators]\n", "4:1: scenarios: expected a baseline, or a "
     "list of a baseline and one scenario; found a list"),
    (HEAD + "shares: {}\nscenarios: [baseline, baseline]\n",
     "4:23: scenarios[1]: does the same as 'baseline'; delete one of the two"),
    (HEAD + "sample: {}\nbox: {outcome: retraficked, above: 1}\n",
     "4:7: box.outcome: there is no outcome 'retraficked'"),
    (HEAD + "sample: {}\nbox: {outcome: retrafficked}\n", "4:1: box: say either 'above' or 'below', and a number"),
    (HEAD + "shares: {}\nbox: {outcome: retrafficked, above: 1}\n", "4:1: box: a box is looked for in plain rows; add "
     "'sample', such as 'sample: {rows: 1000}'"),
    (HEAD + "shares: {}\nyears: {from: 2020, to: 2018}\n",
     "4:1: years: the first year, 2020, lies after the last, 2018"),
    ("name: a\noutcomes: [retraficked]\nshares: {}\n",
     "2:12: outcomes[0]: there is no outcome 'retraficked'; did you mean 'retrafficked'?"),
    (HEAD + "shares: &x {}\n", "3:9: shares: anchors (&) and aliases (*) are refused; write the value out, or put it "
     "in quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[text.replace(HEAD, "")[:40] for text, _ in WRONG])
def test_every_mistake_is_one_sentence_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "study.yaml").write_text(text)
    with pytest.raises(InputError) as caught:
        read(tmp_path / "study.yaml")
    assert told in [line.replace(f"{tmp_path}/study.yaml:", "") for line in str(caught.value).splitlines()]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_studies_that_ship_are_right_by_reader_and_schema(path: Path) -> None:
    found = read(path)
    assert found.question.endswith("?")
    assert found.of == ("difference",)
    data = json.loads(json.dumps(yamlfile.read(path).data, default=date.isoformat))
    jsonschema.validate(data, schema.json_schema())
    assert agreed(json.loads(json.dumps(found.described()))) == found


def test_the_schema_on_disk_is_up_to_date_and_refuses_what_the_reader_refuses() -> None:
    assert schema.TARGET.read_text() == schema.text()
    for wrong in ({}, {"shares": {"blocks": 48}}, {"shares": {"by": "colour"}}, {"sample": {}, "box": {"outcome": "x"}},
                  {"sample": {}, "of": ["both"]}):  # fmt: skip
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"name": "a", "outcomes": ["retrafficked"]} | wrong, schema.json_schema())


@pytest.mark.parametrize(
    "method", [MorrisPlan(inputs(), 3, 5), SobolPlan(inputs(), 4, by="grade", seed=2), SamplePlan(inputs(), 50)],
    ids=["screening", "shares", "sample"],
)  # fmt: skip
def test_rows_of_a_design_are_draws_and_come_out_again_from_plain_data(method) -> None:
    draws = designed(method)
    again = varying(json.loads(json.dumps(draws.described())))
    assert again == draws
    design = method.design()
    for row, (quantiles, luck) in enumerate(design.rows(), start=1):
        drawn = again.drawn(1, row, ())
        assert (list(drawn.quantiles.values()), drawn.seed) == (quantiles.tolist(), luck)
    with pytest.raises(ValueError, match=OTHER[:40]):
        Designed(method, "0").drawn(1, 1, ())


def test_a_row_has_the_bits_that_a_pair_of_worlds_has() -> None:
    path = next(path for path in SHIPPED if path.stem == "firewall_by_grade")
    asked = replace(read(path), people=150, first_year=2018, last_year=2018)
    sweep = asked.sweep("shares")
    outcomes = ("detentions", "retrafficked", "nrm_referrals")
    pair = Pair(asked.policies[0].scenario, asked.policies[1].scenario, outcomes, 2018, 2018, 150)
    design = sweep.uncertainty.design
    task = next(sweep.tasks())
    base, other = run_task(sweep, task)
    names, (quantiles, luck) = design.names, next(iter(design.rows()))
    values = pair.job(names, quantiles, luck).run().values
    assert (base.values[0, 0] == values[0::3]).all()
    assert (other.values[0, 0] == values[1::3]).all()
    assert len(uncertain([p.scenario for p in asked.policies])) == len(names)


def test_known_shares_are_found_by_the_path_of_the_model(tmp_path: Path) -> None:
    asked = study()
    ended = studied(asked, tmp_path)
    assert {stage: each.failed for stage, each in ended.items()} == {"screening": 0, "shares": 0, "sample": 0}
    seen = found(asked, tmp_path)
    level, change = seen.outputs
    variances = np.array([*(w**2 / 12 for w in WEIGHTS), 0.0, NOISE**2])
    exact = dict(zip([*(one.name for one in asked.inputs), LUCK], variances / variances.sum(), strict=True))
    for name, index in zip(level.shares.names, level.shares.total, strict=True):
        assert index.low - 0.02 <= exact[name] <= index.high + 0.02
    first = asked.inputs[0].name
    assert seen.kept[0] == first
    assert change.shares.total[change.shares.names.index(first)].value == pytest.approx(1.0, abs=0.02)
    assert change.shares.chance.value == pytest.approx(0.0, abs=1e-9)
    assert change.studies[0].about.name == first
    assert change.studies[0].narrows.value > 0.95
    assert level.shares.total[level.shares.names.index(DUMMY.name)] == (0, 0, 0)


def test_a_study_that_is_stopped_goes_on_to_the_same_bits(tmp_path: Path) -> None:
    asked = study()
    studied(asked, tmp_path / "whole")
    for most in (2, 5, None, None):
        ended = studied(asked, tmp_path / "broken", most)
        if most:
            assert list(ended) == ["screening"]
            with pytest.raises(InputError, match="runs are still to be done; go on with the study"):
                found(asked, tmp_path / "broken")
    for stage in ("screening", "shares", "sample"):
        assert digest(tmp_path / "broken" / stage) == digest(tmp_path / "whole" / stage)


def test_another_study_in_the_folder_is_refused(tmp_path: Path) -> None:
    studied(study(screening=None, shares=None), tmp_path)
    with pytest.raises(InputError, match=r"plan.sample.rows: the folder was begun with 240, and this is 241"):
        studied(study(screening=None, shares=None, sample=study().sample.model_copy(update={"rows": 241})), tmp_path)


def test_a_failed_row_takes_its_block_with_it_and_is_counted(tmp_path: Path) -> None:
    asked = study(question=json.dumps({"shares": [3], "screening": [2, 3]}))
    ended = studied(asked, tmp_path)
    assert (ended["shares"].failed, ended["screening"].failed) == (2, 4)
    level = found(asked, tmp_path).outputs[0]
    assert level.shares.dropped == 1
    assert level.screening.dropped == 1


def test_few_inputs_need_no_sample_of_their_own(tmp_path: Path) -> None:
    asked = study(screening=None, sample=None)
    studied(asked, tmp_path)
    change = found(asked, tmp_path).outputs[1]
    assert change.looked_at == 3
    assert change.studies[0].about == asked.inputs[0]


def test_a_condition_is_found_where_it_was_planted(tmp_path: Path) -> None:
    from experiments.sensitivity.planfile import BoxPart

    asked = study(screening=None, shares=None, box=BoxPart(outcome="nrm_referrals", below=0.0))
    studied(asked, tmp_path)
    seen = found(asked, tmp_path)
    assert seen.box.box.limits[0].high == pytest.approx(0.3, abs=0.03)
    assert seen.box.box.density > 0.95
    assert seen.box.p_value <= 0.05


def test_ranks_are_asked_about_where_the_plan_says_so(tmp_path: Path) -> None:
    asked = study(by_rank=True)
    studied(asked, tmp_path)
    for stage, sweep, path in stages(asked, tmp_path):
        rows = rows_of(asked, sweep, path)
        assert np.nanmax(rows.asked(0, True)) <= 1.0 < np.nanmax(rows.asked(0, False)), stage


def test_of_many_inputs_hardly_any_stands_out_by_chance_and_a_true_one_does() -> None:
    alarms = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        x, y = rng.random((60, 200)), rng.normal(size=60)
        alarms += bool(candidates(x, y, seed))
        assert candidates(x, y + 6 * x[:, 7], seed)[0] == 7
    assert alarms <= 4
    assert candidates(np.ones((10, 2)), np.arange(10.0), 1) == []
    assert candidates(rng.random((40, 2)), np.full(40, np.nan), 1) == []


SMALL = """
name: small
question: What drives waiting?
outcomes: [cg_days_median, nrm_referrals]
uncertainties: [grounds, contact]
shares: {blocks: 2, by: grade}
people: 120
years: {from: 2014, to: 2014}
"""


def test_the_command_tells_runs_runs_them_and_goes_on(tmp_path: Path, capsys) -> None:
    (tmp_path / "study.yaml").write_text(SMALL)
    words = ["sensitivity", str(tmp_path / "study.yaml"), "--people", "60", "--workers", "1"]
    assert main(words) == 2
    assert capsys.readouterr().err == "command line: --out: say which folder takes the results\n"
    assert main([*words, "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    plan = read(tmp_path / "study.yaml")
    assert told["runs"] == {"shares": plan.sweep("shares").rows}
    assert told["seconds"] > 0
    out = tmp_path / "out"
    assert main([*words, "--out", str(out), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["study"]["people"] == 60
    assert {row["name"] for row in data["tables"]["shares"]} >= {"assumption", "dummy", "luck"}
    assert json.loads((out / "findings.json").read_text()) == data
    parts = sorted(path.name for path in Folder(out / "shares").parts.iterdir())
    assert main([*words, "--out", str(out), "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("small\n\nMedian days to conclusive decision under baseline\n  ")
    assert sorted(path.name for path in Folder(out / "shares").parts.iterdir()) == parts
    assert main(["report", str(out)]) == 0
    assert capsys.readouterr().out == f"report: {out}/report.html\n"
    assert main(["status", str(out / "shares")]) == 0
    assert "not running; complete" in capsys.readouterr().out
    assert main(["status", str(out)]) == 0
    assert "small: shares: " in capsys.readouterr().out
    assert main(["query", str(out), "FROM runs"]) == 2
    assert f"holds a sensitivity study, not a sweep; name one of the sweeps in it, such as {out}/shares" in (
        capsys.readouterr().err
    )  # fmt: skip
    row = sorted(Folder(out / "shares").kept().rows)[5]
    assert main(["rerun", str(out / "shares"), row]) == 0
    assert "the same, bit for bit" in capsys.readouterr().out


def test_shards_on_one_folder_give_what_one_command_gives(tmp_path: Path, capsys, monkeypatch) -> None:
    file = tmp_path / "study.yaml"
    file.write_text("name: a toy, whatever stands here")
    monkeypatch.setattr("experiments.sensitivity.reading.read", lambda _: study(sample=None))
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    assert main(["sensitivity", str(file), "--out", str(whole), "--quiet"]) == 0
    words = ["sensitivity", str(file), "--out", str(parted), "--workers", "1", "--shard"]
    capsys.readouterr()
    for shard, told in (
        ("1/2", f"runs of the screening are left to other shards; after them: journeys {' '.join(words)} 1/2\n"),
        ("2/2", f"runs are left to other shards; after them: journeys report {parted}\n"),
        ("1/2", f"so are those of all others; now: journeys report {parted}\n"),
    ):
        assert main([*words, shard]) == 0
        assert capsys.readouterr().err.endswith(told)
        assert not (parted / "report.html").exists()
    for stage in ("screening", "shares"):
        assert digest(parted / stage) == digest(whole / stage)
    assert main(["report", str(parted), "--quiet"]) == 0
    said = [json.loads((folder / "findings.json").read_text())["findings"] for folder in (whole, parted)]
    assert said[0] == said[1]


def test_the_page_of_headline_studies_tells_what_rests_on_assumptions(tmp_path: Path) -> None:
    plan = study(shares=SharesPart(blocks=64, by="grade"), screening=None, sample=None, of=("difference",))
    studied(plan, tmp_path)
    text = headline_studies.page([headline_studies.seen_in(tmp_path)])
    (row,) = [line for line in text.splitlines() if line.startswith("| then | ")]
    share = found(plan, tmp_path).outputs[0].shares
    total = share.total[share.names.index("assumption")]
    assert f"| {total.shown:.0%} (" in row
    assert total.shown > 0.9  # the difference is a line in an assumption
    assert "Assumptions of ours (grade D) account for" in text
    with pytest.raises(InputError, match="holds a sweep, not a sensitivity study"):
        headline_studies.seen_in(tmp_path / "shares")


def test_a_wrong_plan_ends_with_status_2(tmp_path: Path, capsys) -> None:
    (tmp_path / "study.yaml").write_text(HEAD)
    assert main(["sensitivity", str(tmp_path / "study.yaml"), "--out", str(tmp_path / "out")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "out").exists()
