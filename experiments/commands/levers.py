"""`journeys levers [LEVER]`: what can be changed, who asked for it, and on what evidence its effect rests."""

import argparse
import json
from pathlib import Path

from experiments.cli import FINE
from scenarios.lever import Lever, catalogue
from scenarios.problems import InputError, Problem, did_you_mean


def answer(options: argparse.Namespace) -> int:
    """List the levers, or show one in full."""
    levers = catalogue()
    if options.lever is None:
        print(json.dumps([described(x) for x in levers.values()], indent=1) if options.json else listed(levers))
        return FINE
    if options.lever not in levers:
        sentence = f"no lever is called {options.lever!r}{did_you_mean(options.lever, levers)}"
        raise InputError([Problem(Path("command line"), None, None, "LEVER", sentence)])
    lever = described(levers[options.lever])
    print(json.dumps(lever, indent=1) if options.json else "\n".join(f"{key}: {value}" for key, value in lever.items()))
    return FINE


def listed(levers: dict[str, Lever]) -> str:
    """Return one paragraph a lever."""
    return "\n\n".join(
        f"{lever.id} (grade {lever.grade})\n  {lever.question}\n  {lever.mechanism}\n"
        f"  {lever.recommendation.publication}, {lever.recommendation.pointer}"
        for lever in levers.values()
    )


def described(lever: Lever) -> dict[str, object]:
    """Return a lever as plain data."""
    asked = lever.recommendation
    return {
        "id": lever.id,
        "name": lever.title,
        "runnable": True,
        "question": lever.question,
        "recommendation": f"{asked.publication}, {asked.pointer} ({asked.date}); asked by {asked.asked_by}",
        "agency": asked.would_act,
        "mechanism": lever.mechanism,
        "moves": [f"{h.quantity.name}: {h.operation} {getattr(h.amount, 'name', h.amount)}" for h in lever.holds],
        "adopted_by": lever.adopted_by.name if lever.adopted_by else "all at once",
        "grade": lever.grade,
        "cannot_show": lever.cannot_show,
    }
