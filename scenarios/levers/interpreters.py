"""Language staff, and a choice of independent interpreter."""

from model.evidence import Assumption, Parameter
from model.junctions.first_contact import interpreters, multilingual
from model.priors import LogNormal
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

there = Parameter(
    "odds that an interpreter is there when one is needed, relative to before", unit="odds ratio",
    prior=LogNormal(1.5, 8.0), evidence=Assumption("inspectors find a shortage and no choice; no size published"),
)  # fmt: skip
own_staff = Parameter(
    "odds that a force has staff who speak the languages needed, relative to before", unit="odds ratio",
    prior=LogNormal(1.5, 8.0), evidence=Assumption("a few forces employ such staff; no size published"),
)  # fmt: skip
speakers = Parameter(
    "interpreters and language staff added, all forces", unit="members of staff", prior=LogNormal(40, 400),
    evidence=Assumption("one to nine a force; no number published"),
)  # fmt: skip

LEVER = Lever(
    asked("V29"), mechanism="people who need an interpreter are heard: first met, under arrest and as witnesses",
    holds=(Hold(interpreters, "times odds", there), Hold(multilingual, "times odds", own_staff)),
    shows=Shows("missed_by_police", "-"),
    cannot_show="an interpreter of the sex chosen, or one tied to the exploiter; languages that nobody speaks",
    needs="interpreters and language staff", costs=(Cost("interpreters and language staff", speakers, staff_year),),
)  # fmt: skip
