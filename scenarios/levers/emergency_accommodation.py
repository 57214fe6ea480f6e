"""Local shelter in the days before state support begins."""

from model.evidence import Assumption, Parameter
from model.junctions.first_contact import no_place_of_safety
from model.priors import LogNormal
from model.stages.care import safe_house_places
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

nowhere = Parameter(
    "odds that there is no fit place for the first night, relative to before",
    unit="odds ratio", prior=LogNormal(0.15, 0.8),
    evidence=Assumption("in place in some areas only; how far new places reach is not published"),
)  # fmt: skip
added = Parameter(
    "places in safe houses added", unit="people", prior=LogNormal(60, 600),
    evidence=Assumption("319 adults lived in one in 2017; how many places are missing is "
                        "not published", facts=("F305.safe_house",)),
)  # fmt: skip

LEVER = Lever(
    asked("V31"),
    mechanism="shelter on the first night, so that fewer first contacts go badly; then more places in safe houses",
    holds=(Hold(no_place_of_safety, "times odds", nowhere), Hold(safe_house_places, "plus", added)),
    shows=Shows("bad_first_contacts", "-"),
    cannot_show="a place shared between the first nights and the weeks after: each is moved by itself",
    needs="places in safe houses; the weeks used are counted in the cost of safe houses",
)  # fmt: skip
