"""Every page that the project writes, made small: of made-up documents, toy rows, and one short run."""

import json
from pathlib import Path

import numpy as np
from made_page import HOSTILE, a_document
from study_toys import studied, study
from sweep_maker import made

from calibration.checks import LeftOut, Mixing
from calibration.density import Aims
from calibration.fit import Fit, Wave
from calibration.forecast import Forecast
from calibration.posterior import marks_of
from calibration.sampler import normal
from calibration.series import aims
from experiments.calibrating.made import Made
from experiments.calibrating.report import write_report as write_calibration
from experiments.cli import main
from experiments.page import page
from experiments.reports.study_report import write_report as write_study
from experiments.reports.sweep_report import write_report as write_sweep
from experiments.sensitivity.inputs import uncertain

NAMES = ("comparison", "one_draw", "hostile", "survival", "describe", "sweep", "study", "calibration")


def write(name: str, folder: Path) -> Path:
    """Write a page by its name to a folder; return where it stands."""
    folder.mkdir(parents=True, exist_ok=True)
    if name in ("comparison", "one_draw", "hostile"):
        target = folder / "comparison.html"
        target.write_text(page(documents()[name]), encoding="utf-8")
        return target
    return globals()[f"_{name}"](folder)


def documents() -> dict[str, dict]:
    """Return the documents of the pages of comparisons."""
    names = ("today", HOSTILE, '=HYPERLINK("http://x") \u05e9\u05dc\u05d5\u05dd')
    return {"comparison": a_document(), "one_draw": a_document(1), "hostile": a_document(names=names)}


def _survival(folder: Path) -> Path:
    """Write what a short run leaves: `survival.json` stands beside the page."""
    asked = ["survival", "--of", "decision", "--by", "age", "--people", "120", "--to", "2016", "--quiet"]
    assert main([*asked, "--out", str(folder)]) == 0
    return folder / "survival.html"


def _describe(folder: Path) -> Path:
    assert main(["describe", "--out", str(folder)]) == 0
    return folder / "describe.html"


def _sweep(folder: Path) -> Path:
    made(folder, fails=(3, 9))
    write_sweep(folder)
    return folder / "report.html"


def _study(folder: Path) -> Path:
    asked = study()
    studied(asked, folder)
    write_study(asked, folder, "journeys sensitivity plan.yaml --out study")
    return folder / "report.html"


def _calibration(folder: Path) -> Path:
    """Write the report of a calibration whose runs are made up: every figure met on average, with noise."""
    figures, inputs = aims(), uncertain()
    fit = Fit(Aims.of(figures), len(inputs), run=lambda *_: np.zeros(0))
    scores = [normal(1, f"toy inputs {wave}", 0, (40, len(inputs))) for wave in range(2)]
    noise = [normal(1, f"toy figures {wave}", 0, (40, len(figures))) for wave in range(2)]
    middles = np.array([aim.ends[0] / 2 + aim.ends[1] / 2 for aim in figures])
    spreads = np.array([aim.spread for aim in figures])
    fit.marks = [marks_of(scores[0]), marks_of(0.5 * scores[1])]
    fit.figures = [middles + 3 * spreads * noise[0], middles + spreads * noise[1]]
    fit.chosen = np.arange(6)
    waves = (Wave("first", 40, 300, 0.0), Wave("last", 40, 300, 0.0))
    ends = [(float(m - 1.6 * s), float(m), float(m + 1.6 * s)) for m, s in zip(middles, spreads, strict=True)]
    left_out = tuple(LeftOut(figures[at].series, at, *ends[at], 0.1 * at) for at in range(3))
    foretold = tuple(Forecast(at, *ends[at], 0.25 + at, 0.5 if at else None, bool(at)) for at in range(3))
    report = Made(figures, inputs, fit, waves, Mixing(1.0, 900.0), None, left_out, foretold, (), 1.0)
    write_calibration(report, folder, "journeys calibrate --out fit")
    return folder / "report.html"


def figures_of(text: str) -> dict:
    """Return the pictures that a page carries, and how they are shown; nothing if it has none."""
    _, found, rest = text.partition('<script type="application/json" id="figures">')
    return json.loads(rest.partition("</script>")[0]) if found else {"figures": {}, "config": {}}
