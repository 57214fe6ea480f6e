"""Inspection that presses forces to investigate properly."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.investigation import closed_at_once
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

closed = Parameter(
    "odds that a recorded crime is closed at once without an inquiry, relative to before",
    unit="odds ratio", prior=LogNormal(0.2, 0.9),
    evidence=Assumption("inspectors find cases closed too soon in some forces; what inspecting changes is not "
                        "published"),
)  # fmt: skip
inspectors = Parameter(
    "inspectors of police forces, and staff in forces who answer them", unit="members of staff", prior=LogNormal(8, 60),
    evidence=Assumption("a team for a round of inspections; no number published"),
)  # fmt: skip

LEVER = Lever(
    asked("V14"),
    mechanism="forces close fewer crimes without an inquiry, so that more cases are worked by the same investigators",
    holds=(Hold(closed_at_once, "times odds", closed),),
    shows=Shows("closed_without_inquiry", "-"),
    cannot_show="which forces were weak and catch up; effort put into what is inspected and taken from what is not",
    needs="inspectors",
    costs=(Cost("inspectors, and those in forces who answer them", inspectors, staff_year),),
)  # fmt: skip
