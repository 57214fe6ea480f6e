"""The house is in order: short files, short functions, everything public documented."""

import pytest

from experiments import house

TEXTS = house.sources()


@pytest.mark.parametrize("package", house.PACKAGES)
def test_every_package_is_looked_at(package):
    assert sum(path.startswith(f"{package}/") for path in TEXTS) > 3


def test_no_file_is_too_long():
    assert [f for f in house.files(TEXTS) if f.lines > house.LONGEST_FILE] == []


def test_no_function_is_too_long():
    assert [f for f in house.functions(TEXTS) if f.lines > house.LONGEST_FUNCTION] == []


def test_everything_public_has_a_docstring():
    assert [name for name, documented in house.public(TEXTS) if not documented] == []


def test_the_command_prints_three_measures(capsys):
    house.main()
    printed = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in printed] == ["largest file", "longest function", "documented"]


def test_what_is_too_long_or_undocumented_would_be_seen():
    text = "def f():\n" + "    x = 1\n" * 70 + "\n\nclass C:\n    pass\n"
    texts = {"model/toy.py": text}
    assert house.files(texts) == [house.Measured(75, "model/toy.py")]
    assert house.functions(texts) == [house.Measured(71, "model/toy.py: f")]
    assert [name for name, documented in house.public(texts) if not documented] == [
        "model/toy.py", "model/toy.py: f", "model/toy.py: C",
    ]  # fmt: skip
