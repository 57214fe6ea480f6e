"""`journeys describe [NAME]`: the model describes itself from its declarations."""

import argparse
import json
from pathlib import Path

from experiments.cli import FINE
from experiments.describe_page import page
from experiments.describe_text import clock_text, outline, process_text
from experiments.description import as_json, describe
from experiments.description_parts import ClockPart, Description, ProcessPart
from experiments.plan import open_folder, write
from scenarios.problems import InputError, Problem, did_you_mean


def answer(options: argparse.Namespace) -> int:
    """Print or write the description of the model, or of the process or clock named."""
    model = describe()
    part = named(model, options.process) if options.process else None
    folder = open_folder(options.out)
    if folder:
        process = next((p for p in model.processes if part in (p, *p.clocks)), None)
        write(folder / "describe.html", page(model, process))
    if options.json:
        print(json.dumps(as_json(part or model), indent=1, ensure_ascii=False))
    elif folder:
        print(f"wrote {folder / 'describe.html'}")
    else:
        print(text(model, part))
    return FINE


def named(model: Description, name: str) -> ProcessPart | ClockPart:
    """Return the process or clock of a name; an InputError names the nearest one if there is none."""
    parts = {clock.name: clock for process in model.processes for clock in process.clocks}
    known: dict[str, ProcessPart | ClockPart] = parts | {process.name: process for process in model.processes}
    found = known.get(name) or known.get(name.replace("_", " ")) or known.get(name.replace(" ", "_"))
    if not found:
        processes = [process.name for process in model.processes]
        nearest = did_you_mean(name, known) or f"; there are {', '.join(processes)}"
        sentence = f"no process or clock is called {name!r}{nearest}"
        raise InputError([Problem(Path("command line"), None, None, "PROCESS", sentence)])
    return found


def text(model: Description, part: ProcessPart | ClockPart | None) -> str:
    """Return what is printed."""
    match part:
        case ProcessPart():
            return process_text(part)
        case ClockPart():
            return clock_text(part)
        case None:
            return outline(model)
