"""Figures to be met: each once, with its uncertainty in three parts, and files of new ones."""

from pathlib import Path

import numpy as np
import pytest

from calibration.added import HEAD, added
from calibration.kind import Kind
from calibration.published import cited
from calibration.series import SERIES, aims
from scenarios.problems import InputError

GOOD = "F023.referrals_adult,2024,9500,Home Office bulletin,table 1,2025-03-06,,A"


def written(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((",".join(HEAD), *rows)) + "\n", encoding="utf-8")
    return path


def test_there_are_enough_figures_and_series() -> None:
    assert len(aims()) >= 60 and len({aim.series for aim in aims()}) >= 25


def test_each_figure_is_used_once() -> None:
    names = [aim.fact_id for aim in aims()]
    assert len(set(names)) == len(names)
    assert not [aim.fact_id for aim in aims() if aim.target.is_input]


def test_no_figure_that_a_prior_is_made_from_is_a_target() -> None:
    assert not {aim.fact_id: cited()[aim.fact_id] for aim in aims() if aim.fact_id in cited()}


def test_series_whose_definitions_part_say_why() -> None:
    assert not [series.name for series in SERIES if bool(series.definition) != bool(series.reason)]


def test_every_figure_has_an_uncertainty_that_is_neither_none_nor_anything() -> None:
    for aim in aims():
        low, high = aim.own
        assert 0.02 < aim.spread < 1.0 and low < aim.target.published * 1.0001 and high > aim.target.published * 0.9999


@pytest.mark.parametrize("name", ["count", "share", "time", "change"])
def test_scales_go_there_and_back(name: str) -> None:
    kind = Kind(name)  # type: ignore[arg-type]
    values = np.array([0.02, 0.4, 0.97])
    assert np.allclose(kind.back(kind.scale(values)), values)


def test_words_such_as_over_are_met_anywhere_beyond() -> None:
    over = next(aim for aim in aims() if aim.fact_id == "F405a.2022")
    assert over.ends[0] == over.aimed_at < over.ends[1]


def test_a_new_figure_is_one_row(tmp_path: Path) -> None:
    found = aims(written(tmp_path / "new.csv", GOOD))
    assert len(found) == len(aims()) + 1
    new = next(aim for aim in found if "@" in aim.fact_id)
    assert new.target.published == 9_500 and new.target.years == range(2024, 2025) and new.series == "adult referrals"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GOOD.replace("F023.referrals_adult", "F023.referals_adult"), "did you mean"),
        (GOOD.replace("9500", "0.5"), "a share?"),
        (GOOD.replace("9500", "many"), "expected a number"),
        (GOOD.replace("9500", "nan"), "expected a positive number"),
        (GOOD.replace(",2024,", ",2024-06,"), "expected a period like 2023"),
        (GOOD.replace(",A", ",E"), "expected A, B, C or D"),
        ("F402a.2022.share,2023,70,CPS,table,2025,,A", "0.42 for 42%"),
        ("F023.referrals_adult,2024", "expected 8 cells"),
        ("F023.referrals_adult,2024,9500,Home Office,t,06/03/2025,,A", "published: expected the day of publication"),
        (
            "F023.referrals_adult,2045,9500,Home Office,t,2025-03-06,,A",
            "period: the model knows the years 2014",
        ),
    ],
)
def test_a_wrong_row_gets_one_sentence_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(InputError) as told:
        added(written(tmp_path / "new.csv", GOOD, row))
    (problem,) = told.value.problems
    assert problem.line == 3 and said in str(problem)


def test_a_file_that_is_none_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        added(tmp_path / "none.csv")
    (tmp_path / "head.csv").write_text("a,b\n")
    with pytest.raises(InputError, match="expected the columns"):
        added(tmp_path / "head.csv")
