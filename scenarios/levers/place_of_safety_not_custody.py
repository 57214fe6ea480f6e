"""Possible victims interviewed voluntarily or taken to safety, not to a cell."""

from model.evidence import Assumption, Parameter
from model.junctions.recorded_case import supports_in_custody
from model.priors import LogNormal
from model.stages.arrest import distrust_by_arrest, harmed_by_arrest
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

harmed = Parameter(
    "odds that an arrest harms the mental health of a survivor, relative to before", unit="odds ratio",
    prior=LogNormal(0.15, 0.9), evidence=Assumption("how much of the harm is the cell is not published"),
)  # fmt: skip
distrusts = Parameter(
    "odds that an arrest lowers the trust of a survivor, relative to before", unit="odds ratio",
    prior=LogNormal(0.15, 0.9), evidence=Assumption("how much of the distrust is the cell is not published"),
)  # fmt: skip
speaks = Parameter(
    "odds that a survivor met under arrest supports an investigation, relative to before", unit="odds ratio",
    prior=LogNormal(1.1, 2.0), evidence=Assumption("custody frightens; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V36"), mechanism="an arrest does less harm to mental health and trust, and more survivors support a case",
    holds=(Hold(harmed_by_arrest, "times odds", harmed), Hold(distrust_by_arrest, "times odds", distrusts),
           Hold(supports_in_custody, "times", speaks)), shows=Shows("witnesses_supporting", "+"),
    cannot_show="people not arrested at all, whom other levers show; custody after charge; suspects who get away",
    needs="rooms to interview in and places to stay, not counted",
)  # fmt: skip
