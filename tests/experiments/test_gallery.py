"""The gallery runs, its page holds what the code gives, and the Python names are what they are said to be."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest
from made_page import a_document

from experiments import IN_PYTHON
from experiments.browser import find
from experiments.charts import fit_to_show
from experiments.drawing import drawn_to
from experiments.figure import figure
from experiments.gallery import FOLDER, PAGE, example, files
from experiments.page import charts


def test_there_are_ten_examples_or_more_and_the_page_has_each():
    text = PAGE.read_text(encoding="utf-8")
    assert len(files()) >= 10
    for path in files():
        code = path.read_text(encoding="utf-8").partition('"""\n')[2].strip()
        assert code in text, f"{path.name} changed: run `python -m experiments.gallery`"
        assert f"{FOLDER.name}/{path.stem}.svg" in text and (FOLDER / f"{path.stem}.svg").stat().st_size < 400_000


def test_asking_for_the_package_imports_nothing_heavy():
    code = "import experiments, sys; print({'mesa', 'pandas', 'plotly', 'numpy'} & set(sys.modules), dir(experiments))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.startswith("set()") and all(name in said for name in IN_PYTHON)
    with pytest.raises(ImportError):
        from experiments import nothing_of_the_kind  # noqa: F401


@pytest.fixture
def shown():
    return figure(next(chart for chart in charts(fit_to_show(a_document())) if chart.groups))


def test_a_drawing_says_what_it_is_to_those_who_cannot_see_it(shown, monkeypatch, tmp_path):
    one = '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'
    monkeypatch.setattr("experiments.drawing.find", lambda: "a browser")
    monkeypatch.setattr("experiments.drawing.drawn", lambda _, figures: dict.fromkeys(figures, (one, b"")))
    assert drawn_to(tmp_path / "new", {"one": shown})
    root = ElementTree.parse(tmp_path / "new" / "one.svg").getroot()
    title, words, *_ = root
    assert root.get("role") == "img" and title.tag.endswith("}title") and words.tag.endswith("}desc")
    assert title.text.split()[:2] == ["Chart", "1:"] and words.text == shown.layout.meta["says"]


def test_the_browser_is_the_one_asked_for_or_that_of_the_environment(monkeypatch, tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "one"))
    assert find() == str(tmp_path / "one") and find(str(tmp_path / "other")) == str(tmp_path / "other")
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    assert find() is None


@pytest.mark.slow
@pytest.mark.skipif(not find(), reason="no Chromium is installed")
def test_a_figure_of_python_is_drawn_at_its_own_size(shown, tmp_path):
    assert drawn_to(tmp_path, {"one": shown})
    root = ElementTree.parse(tmp_path / "one.svg").getroot()
    assert (root.get("width"), root.get("height")) == (str(shown.layout.width), f"{shown.layout.height:g}")
    assert root.get("role") == "img" and len(list(root.iter())) > 50


def test_without_a_browser_nothing_is_drawn_and_it_says_why(shown, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("experiments.drawing.find", lambda: None)
    assert not drawn_to(tmp_path / "new", {"one": shown}) and not (tmp_path / "new").exists()
    assert "no browser was found, so no pictures are drawn" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_an_example_runs_and_its_answer_is_the_pages(path):
    found = example(path)
    text = PAGE.read_text(encoding="utf-8").replace("\\]", "]").replace("\\|", "|").replace("&lt;", "<")
    assert f"**{found.answer}**" in text
    assert found.picture.layout.title.text and len(found.says) > 10
