"""The data of an explorer: everything its page and the app know of a sweep, as one JSON document.

`numbers` holds 32-bit floats, compressed, in this order. For each outcome: ends of bands of levels (shape [policies,
slots, ends]), then of differences. Then for each outcome that has an emulator: the baseline (shape [slots, draws]),
coefficients (shape [slots, draws, terms]) and errors (shape [slots]).
"""

import base64
import gzip
import shlex
from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np

from calibration.posterior import shipped
from experiments.believed import in_brief, numbers_told
from experiments.chart_words import FEWEST, shown
from experiments.charts import label
from experiments.desirable import DESIRABLE
from experiments.explorer.emulator import GOOD, Floats
from experiments.explorer.explored import Explored
from experiments.explorer.space import Moved, Point
from experiments.fingerprint import levers_hash
from experiments.sampling import bias_near, sentence
from experiments.scenario_file import fields, lines, text_of
from experiments.study import DEFINITIONS, adds_up
from experiments.sweeps.code import code_of_results
from experiments.sweeps.plan import Plan
from experiments.sweeps.policy import on_top
from scenarios.parts import Calendar

Data: TypeAlias = dict[str, Any]
FILE = "my_scenario.yaml"


def data(explored: Explored, ensemble: str = "") -> Data:
    """Return the document of an explorer; `ensemble` is the one from which its numbers were drawn, if any."""
    plan, space = explored.plan, explored.space
    sentences = list(dict.fromkeys(v.sentence for told in explored.told for v in told.verdicts))
    hull = explored.hull
    return {
        "name": shown(plan.name), "question": shown(plan.question, 400), "notes": list(notes(explored, ensemble)),
        "bias": "" if plan.people is None else sentence(bias_near(plan.people)),
        "years": list(plan.years), "since": explored.since, "draws": explored.draws, "people": plan.people,
        "seed": plan.seed, "prior": plan.uncertainty.kind != "posterior",
        "made": {
            "ensemble": ensemble, "code": plan.code,
            "levers": levers_hash(space.ids) if plan.code == code_of_results() else "",
        },
        "outcomes": [_outcome(told.outcome) for told in explored.told],
        "levers": [_lever(moved) for moved in space.levers],
        "points": {key(point): place for point, place in space.points.items()},
        "complete": space.complete,
        "policies": [shown(policy.name) for policy in plan.policies],
        "files": {place: text_of(plan.policies[place].scenario) for place in space.named},
        "baseline": list(lines(on_top(plan.policies[0].scenario, (), "", plan.last_year))),
        "command": command(plan),
        "sentences": sentences,
        "verdicts": [
            [[("none", "higher", "lower").index(v.direction), sentences.index(v.sentence)] for v in told.verdicts]
            for told in explored.told
        ],
        "hull": None if hull is None else hull.tolist(),
        "emulators": [
            None if told.emulator is None else {
                "terms": told.emulator.terms, "draws": told.base.shape[1], "good": told.emulator.good,
                "explained": round(told.emulator.explained, 3), "asked": GOOD,
            } for told in explored.told
        ],
        "numbers": packed(numbers(explored)),
    }  # fmt: skip


def numbers(explored: Explored) -> Iterator[Floats]:
    """Yield the arrays in the order in which they are packed."""
    for told in explored.told:
        yield from (told.level, told.difference)
    for told in explored.told:
        if told.emulator is not None:
            yield from (told.base, told.emulator.coefficients, told.emulator.error)


def packed(arrays: Iterator[Floats]) -> str:
    """Return arrays as 32-bit floats, their bytes sorted by rank, compressed, in letters."""
    whole = np.concatenate([array.ravel() for array in arrays]).astype("<f4")
    planes = whole.view(np.uint8).reshape(-1, 4).T.tobytes()
    return base64.b64encode(gzip.compress(planes, 9, mtime=0)).decode("ascii")


def unpacked(text: str) -> Floats:
    """Return what `packed` packed, in one row."""
    planes = np.frombuffer(gzip.decompress(base64.b64decode(text)), np.uint8)
    return np.ascontiguousarray(planes.reshape(4, -1).T).view("<f4").ravel().astype(np.float64)


def key(point: Point) -> str:
    """Return where a policy stands, in letters: places of levels by comma, levers by semicolon."""
    return ";".join(",".join(map(str, place)) for place in point)


def notes(explored: Explored, ensemble: str = "") -> Iterator[str]:
    """Yield what a reader must know first: what the numbers are, and what they rest on."""
    plan = explored.plan
    prior = plan.uncertainty.kind != "posterior"
    if ensemble not in ("", shipped().hash):
        yield f"Calibrated, but to another ensemble ({ensemble}) than the one that ships now ({shipped().hash})."
    elif plan.uncertainty.kind in ("posterior", "all"):
        yield numbers_told(prior)
    else:
        yield "Only some numbers vary, the others stand at the median of their priors (not calibrated)."
    if explored.draws < len(plan.draws):
        yield f"{explored.draws} of {len(plan.draws)} draws: in the others some row failed, or has not been run."
    if explored.draws < FEWEST:
        yield f"{explored.draws} draws: too few to tell a direction, and bands are rough."
    if plan.people is not None:
        yield f"A sample of about {plan.people:,} people in exploitation at the start, scaled up; so are capacities."
    if (days := plan.policies[0].scenario.calendar.tick_days) != Calendar().tick_days:
        yield f"Lived {days} days at a time."


def command(plan: Plan) -> str:
    """Return the command that compares a scenario saved here with the baseline in the same draws."""
    base = plan.policies[0]
    plain = base.name if not base.name.endswith((".yaml", ".yml")) else "BASELINE.yaml"
    sample = [] if plan.people is None else ["--people", str(plan.people)]
    prior = ["--prior"] if in_brief(plan.uncertainty.kind != "posterior") == "not calibrated" else []
    return shlex.join([
        "journeys", "compare", shown(plain), FILE, *sample, "--draws", str(len(plan.draws)), "--seed", str(plan.seed),
        "--from", str(plan.first_year), "--to", str(plan.last_year), *prior,
    ])  # fmt: skip


def _outcome(name: str) -> Data:
    said = DEFINITIONS[name]
    return {
        "name": name, "label": label(name), "unit": said["unit"], "meaning": said["meaning"], "sums": adds_up(name),
        "better": DESIRABLE.get(name),
    }  # fmt: skip


def _lever(moved: Moved) -> Data:
    lever = moved.lever
    return {
        "lever": lever.id, "title": lever.title, "mechanism": lever.mechanism, "cannot_show": lever.cannot_show,
        "grade": lever.grade, "mechanism_only": lever.mechanism_only, "most_seen": lever.most_seen,
        "axes": [{"setting": axis.setting, "levels": axis.levels} for axis in moved.axes],
        "use": fields(moved.use),
    }  # fmt: skip
