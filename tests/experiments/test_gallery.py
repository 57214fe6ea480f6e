"""The gallery runs, its page holds what the code gives, and the Python names are what they are said to be."""

import subprocess
import sys

import pytest

from experiments import IN_PYTHON
from experiments.gallery import FOLDER, PAGE, example, files


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


@pytest.mark.slow
@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_an_example_runs_and_its_answer_is_the_pages(path):
    found = example(path)
    text = PAGE.read_text(encoding="utf-8").replace("\\]", "]").replace("\\|", "|").replace("&lt;", "<")
    assert f"**{found.answer}**" in text
    assert found.picture.layout.title.text and len(found.says) > 10
