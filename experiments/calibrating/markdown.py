"""The page of the docs: the calibration that ships, every figure in its series."""

from pathlib import Path

from experiments.calibrating.made import Made
from experiments.calibrating.report import HEAD, NOTES, findings, row
from experiments.chart_words import opening

PAGE = Path(__file__).resolve().parents[2] / "docs" / "calibration.md"


def page(made: Made, command: str) -> str:
    """Return docs/calibration.md."""
    lines = [
        "# Calibration: the model beside the published figures", "",
        f"Written by `{command} --ship`; do not edit. How the fit works is told in [design.md](design.md).", "",
    ]  # fmt: skip
    for each in findings(made):
        lines += [f"## {each.heading}", "", *(f"- {sentence}" for sentence in each.sentences), ""]
    lines += ["## How to read the tables", "", *(f"- {note}" for note in NOTES), ""]
    for name in dict.fromkeys(each.aim.series for each in made.beside):
        of_it = [each for each in made.beside if each.aim.series == name]
        lines += [f"## {opening(name)}", "", f"| {' | '.join(HEAD)} |", "|---" * len(HEAD) + "|"]
        lines += [f"| {' | '.join(row(each))} |" for each in of_it]
        lines += [""]
    return "\n".join(lines)
