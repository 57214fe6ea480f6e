"""One draw of `journeys survival`: run, read the spells, estimate."""

from experiments.job import Job, simulation
from experiments.spells import Question, grouped, spells
from experiments.survival import curves
from experiments.survival_document import Followed
from model.rules import Column


def followed(job: Job, question: Question, by: Column | None, bounded: bool) -> Followed:
    """Return what a job leaves; `bounded` asks for an interval around every curve."""
    sim = simulation(job, journal=True).run()
    groups = grouped(sim, spells(sim, question), by)
    found = Followed(groups, curves(groups, len(question.ends), bounded), len(sim.survivors), sim.scale)
    sim.close()
    return found
