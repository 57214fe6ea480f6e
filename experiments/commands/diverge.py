"""`journeys diverge A B`: the first event that differs between two worlds of the same people: who, when and why."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from experiments.cli import FAILED, FINE
from experiments.plan import load_scenario, same_world, years_of

if TYPE_CHECKING:
    from experiments.divergence import Divergence


def answer(options: argparse.Namespace) -> int:
    """Live both worlds until they part, and tell; a world that parts before any lever starts is a fault."""
    names = [options.baseline, options.scenario]
    base, other = same_world(names, tuple(load_scenario(name) for name in names))
    _, last = years_of(options, (base, other))

    from experiments.divergence import divergence

    found = divergence(base, other, options.seed, options.draw, options.people, last, options.prior)
    if options.json:
        print(json.dumps(asdict(found) | {"early": found.early}, indent=1))
    else:
        print("\n".join(lines(found, base.name, other.name)))
    if found.early:
        print("the worlds part before any lever starts: that is a fault of the model", file=sys.stderr)
        return FAILED
    return FINE


def lines(found: "Divergence", base: str, other: str) -> list[str]:
    """Return what is told of a divergence."""
    from model.calendar import date_of

    told = []
    if found.starts is None:
        told.append("The scenarios differ from the first day, or not at all.")
    else:
        told.append(f"The first lever that only one of them pulls starts on {date_of(found.starts)}.")
    if found.numbers_differ is None:
        return [*told, "The two worlds are bit for bit the same to the end."]
    told.append(f"Up to {date_of(found.numbers_differ)} the two worlds are bit for bit the same; then clocks part.")
    if found.when is None:
        return [*told, "No event differs to the end."]
    told += [
        f"First event that differs, on {date_of(found.when)}: {found.clock} ({found.kind}, identity {found.number}).",
        f"  in {base}: {found.baseline}",
        f"  in {other}: {found.scenario}",
    ]
    if not found.reasons:
        return [*told, "  why: no number of its own differs; it follows from what others did, or from a queue."]
    for reason in found.reasons:
        by = f", moved by {', '.join(reason.levers)}" if reason.levers else ""
        told.append(f"  why: {reason.name} is {reason.baseline} and {reason.scenario}{by}")
    return told
