"""Waves on disk: nothing lost, nothing run twice, and the same bits after any interruption."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from calibration.checks import EFFECTIVE, R_HAT
from calibration.fit import Wave
from calibration.posterior import Posterior, load, marks_of, shipped
from calibration.sampler import normal
from calibration.series import aims
from experiments.calibrating.row import Row, figures
from experiments.calibrating.waves import Kept, read
from experiments.cli import main
from experiments.sensitivity.inputs import uncertain

WAVE = Wave("a wave", 4, 300, 0.0)
LUCK = np.arange(4) + 7


@pytest.fixture(scope="module")
def names() -> tuple[str, ...]:
    return tuple(one.name for one in uncertain())


@pytest.fixture(scope="module")
def marks(names: tuple[str, ...]) -> np.ndarray:
    return marks_of(normal(1, "marks", 0, (4, len(names))))


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, names: tuple[str, ...], marks: np.ndarray
) -> tuple[Path, np.ndarray]:
    folder = tmp_path_factory.mktemp("whole")
    return folder, Kept(folder, names, aims()).published(WAVE, marks, LUCK)


def copied(whole: tuple[Path, np.ndarray], to: Path) -> Path:
    for path in (whole[0] / "a_wave").iterdir():
        (to / "a_wave").mkdir(exist_ok=True)
        (to / "a_wave" / path.name).write_bytes(path.read_bytes())
    return to


def test_rows_on_disk_are_not_run_again(whole, tmp_path, names, marks, monkeypatch) -> None:
    folder = copied(whole, tmp_path)
    monkeypatch.setattr(Row, "run", lambda _: pytest.fail("run again"))
    found = Kept(folder, names, aims()).published(WAVE, marks, LUCK)
    assert np.array_equal(found, whole[1], equal_nan=True)


def test_a_part_cut_anywhere_is_run_again_to_the_same_bits(whole, tmp_path, names, marks) -> None:
    folder = copied(whole, tmp_path)
    part = next((folder / "a_wave").glob("part_*.npz"))
    part.write_bytes(part.read_bytes()[: part.stat().st_size // 2])
    assert len(read(folder / "a_wave")) < len(LUCK)
    assert np.array_equal(Kept(folder, names, aims()).published(WAVE, marks, LUCK), whole[1], equal_nan=True)


def test_another_design_is_refused_in_words(whole, tmp_path, names, marks) -> None:
    folder = copied(whole, tmp_path)
    with pytest.raises(ValueError, match="begin anew in an empty folder"):
        Kept(folder, names, aims()).published(WAVE, marks, LUCK + 1)


def test_workers_change_nothing(whole, tmp_path, names, marks) -> None:
    found = Kept(tmp_path, names, aims(), workers=2).published(WAVE, marks, LUCK)
    assert np.array_equal(found, whole[1], equal_nan=True)


def test_numbers_the_model_cannot_live_with_leave_an_undefined_row(names, marks, monkeypatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ArithmeticError("endless")

    monkeypatch.setattr("model.simulation.SurvivorJourneys.run", fails)
    left = Row(names, marks[0], 1, 300).run()
    assert np.isnan(left.values).all() and len(left.values) == len(figures()) and "endless" in left.error


@pytest.mark.slow
def test_a_killed_calibration_goes_on_to_the_same_ensemble(tmp_path) -> None:
    def command(folder: str) -> list[str]:
        return [sys.executable, "-m", "experiments.cli", "calibrate", "--out", str(tmp_path / folder), "--quick",
                "--budget", "200", "--no-checks", "--quiet"]  # fmt: skip

    subprocess.run(command("unbroken"), check=False, capture_output=True)
    for _ in range(3):
        begun = subprocess.Popen(command("broken"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(45)
        begun.kill()
        begun.wait()
    subprocess.run(command("broken"), check=False, capture_output=True)
    one, two = (load(tmp_path / folder / "posterior.npz") for folder in ("unbroken", "broken"))
    assert one.hash == two.hash and one.central == two.central


def test_an_ensemble_comes_back_from_its_file_and_not_from_another(tmp_path) -> None:
    made = Posterior(("a", "b"), np.array([[1, 2], [3, 65_535]], np.uint16), 1, {"seed": 1})
    made.save(tmp_path / "p.npz")
    found = load(tmp_path / "p.npz")
    assert found.hash == made.hash and found.quantiles(5, 0) == made.quantiles(5, 0) and found.central == 1
    assert {found.member(5, draw) for draw in (1, 2)} == {0, 1} and found.member(5, 3) == found.member(5, 1)
    made.save(tmp_path / "q.npz")
    text = (tmp_path / "q.json").read_text().replace(made.hash, "0" * 16)
    (tmp_path / "q.json").write_text(text)
    with pytest.raises(ValueError, match="is not the ensemble"):
        load(tmp_path / "q.npz")


def test_the_ensemble_that_ships_is_of_this_model(names) -> None:
    from calibration.posterior import beliefs

    assert shipped().names == names
    assert shipped().manifest["beliefs"] == beliefs(), "priors have changed: `journeys calibrate --ship`"
    assert 500 <= len(shipped()) <= 1_000
    assert shipped().manifest["r_hat"] <= R_HAT and shipped().manifest["effective"] >= EFFECTIVE


def test_what_readme_says_of_the_ensemble_is_what_ships() -> None:
    text = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
    made = shipped().manifest
    assert f"{len(shipped())} parameter sets" in text
    assert f"{len(made['fitted'])} numbers fitted to {made['figures']} published figures" in text
    assert f"{made['met']} of these lie inside" in text


@pytest.mark.parametrize("wrong", [["--drop", "open casez"], ["--targets", "nowhere.csv"]])
def test_a_mistake_in_what_is_asked_is_one_sentence_and_makes_no_folder(wrong, tmp_path, capsys) -> None:
    assert main(["calibrate", "--quick", "--out", str(tmp_path / "fit"), *wrong]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1 and not (tmp_path / "fit").exists()


FULL = {"a text": "thesis.txt", "a file deeper": "year/letters/one.txt", "a report of something": "report.html"}


@pytest.mark.parametrize("name", FULL.values(), ids=FULL)
def test_a_folder_with_files_of_somebody_else_is_refused_and_left_alone(name, tmp_path, capsys) -> None:
    theirs = tmp_path / name
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    assert main(["calibrate", "--quick", "--out", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "holds something else than a calibration" in said
    assert sorted(tmp_path.rglob("*")) == before and theirs.read_text() == "mine"
    assert main(["calibrate", "--quick", "--out", str(theirs)]) == 2
    assert "is no folder" in capsys.readouterr().err


@pytest.mark.parametrize("left", ["", "wave/", "wave/.design.txt.k2j", "wave/design.txt"])
def test_a_folder_that_is_absent_empty_or_its_own_is_gone_on_with(left, tmp_path, capsys, monkeypatch) -> None:
    def reached(*_: object, **__: object) -> None:
        raise ValueError("reached")

    monkeypatch.setattr("experiments.calibrating.calibration.calibrated", reached)
    folder = tmp_path / "fit"
    if left:
        (folder / left).parent.mkdir(parents=True)
        (folder / left).mkdir() if left.endswith("/") else (folder / left).write_text("of a wave")
    (folder / "notes.txt").write_text("beside a wave") if left.endswith("design.txt") else None
    assert main(["calibrate", "--quick", "--out", str(folder)]) == 2
    assert "reached" in capsys.readouterr().err
