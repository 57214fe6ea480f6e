"""Progress: lines where they are asked for, read back as what they say; else nothing where there is no terminal."""

import pytest

from experiments.cli import main
from experiments.progress import Progress, read

WORDS = ["compare", "baseline", "firewall", "--people", "120", "--draws", "3", "--to", "2018", "--workers", "1"]


def test_lines_tell_how_far_a_comparison_is_and_its_draws_lived_again(capsys):
    assert main([*WORDS, "--again", "1", "--progress"]) == 0
    told = [found for line in capsys.readouterr().err.splitlines() if (found := read(line))]
    assert [found.done for found in told] == sorted(found.done for found in told) and {found.of for found in told} == {
        4
    }
    assert told[0] == Progress(0, 4, "draw", "") and told[-1] == Progress(4, 4, "draw", "00:00")


@pytest.mark.parametrize("quiet", [[], ["--quiet", "--progress"]])
def test_without_a_terminal_nothing_is_told_unless_asked_for(capsys, quiet):
    assert main(["run", "--people", "60", "--draws", "1", "--to", "2014", "--workers", "1", *quiet]) == 0
    assert " left" not in capsys.readouterr().err


def test_a_line_is_read_whole_or_not_at_all():
    assert read("3 of 9 draws, 1:01:30 left  ") == Progress(3, 9, "draw", "1:01:30")
    assert read("\r3 of 9 draws, ? left") == Progress(3, 9, "draw", "")
    for line in ("", "1 of 2 hopes", "we are 1 of 2 draws, 00:01 left", "1 of 2 draws, 00:01 left, then more"):
        assert read(line) is None
