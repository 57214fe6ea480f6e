"""`journeys journey PERSON`: one synthetic life of a run, told day by day."""

import argparse
import json
from pathlib import Path

from experiments.cli import FINE
from experiments.plan import load_scenario, years_of
from model import survivor
from model.rules import Process
from scenarios.problems import InputError, Problem, did_you_mean


def answer(options: argparse.Namespace) -> int:
    """Run with a journal, and tell."""
    scenario = load_scenario(options.scenario)
    _, last = years_of(options, (scenario,))
    state = None if options.find is None else state_of(options.find)

    from experiments.job import Job, simulation
    from experiments.life import Life, as_data, ever_in, with_identity

    sim = simulation(
        Job(scenario, options.seed, options.draw, options.people, last, prior=options.prior), journal=True
    ).run()
    rows = list(range(len(sim.survivors))) if state is None else ever_in(sim, *state)
    if options.person.startswith("id:"):
        place, rows = 1, with_identity(sim, int(options.person.removeprefix("id:")))
    else:
        place = int(options.person)
    if place > len(rows):
        raise wrong("PERSON", nobody(options.person, options.find, len(rows)))
    life = Life(sim, rows[place - 1])
    print(json.dumps(as_data(life), indent=1) if options.json else "\n".join(life.lines()))
    return FINE


def state_of(text: str) -> tuple[Process, int]:
    """Return the process and state that `process=state` names; an InputError names the nearest one if it is none."""
    processes = {process.name: process for process in survivor.PROCESSES}
    name, _, level = text.partition("=")
    if name not in processes:
        raise wrong("--find", f"no process is called {name!r}{did_you_mean(name, processes)}")
    process = processes[name]
    states = {process.label(i): i for i in range(process.size)}
    if level not in states:
        hint = did_you_mean(level, states)
        raise wrong("--find", f"{name} has no state {level!r}{hint or '; it has ' + ', '.join(states)}")
    return process, states[level]


def nobody(person: str, find: str | None, found: int) -> str:
    """Return the sentence that tells why there is no such person."""
    if person.startswith("id:"):
        return f"nobody has the identity {person.removeprefix('id:')} in this sample"
    among = "" if find is None else f" who is ever {find}"
    return f"there is no person {int(person):,}{among}: this sample has {found:,}"


def wrong(option: str, sentence: str) -> InputError:
    """Return the mistake in an option."""
    return InputError([Problem(Path("command line"), None, None, option, sentence)])
