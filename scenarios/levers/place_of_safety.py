"""A safe place to stay straight after contact with the police."""

from model.evidence import Assumption, Parameter
from model.junctions.first_contact import no_place_of_safety
from model.priors import LogNormal
from model.unit_costs import safe_house_place
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

nowhere = Parameter(
    "odds that there is no fit place for the first night, relative to before",
    unit="odds ratio", prior=LogNormal(0.1, 0.7),
    evidence=Assumption("some areas have nothing; how far new places reach is not published"),
)  # fmt: skip
first_places = Parameter(
    "places for the first nights, all areas", unit="people", prior=LogNormal(40, 400),
    evidence=Assumption("a few for each of 43 areas; no count published"),
)  # fmt: skip

LEVER = Lever(
    asked("V05"),
    mechanism="more people have a fit place on the first night: fewer first contacts go badly, more survivors engage",
    holds=(Hold(no_place_of_safety, "times odds", nowhere),),
    shows=Shows("bad_first_contacts", "-"),
    cannot_show="safety itself on the first night; full places: the share reached does not fall as more people come",
    needs="emergency places in every area",
    costs=(Cost("emergency places for the first nights", first_places, safe_house_place),),
)  # fmt: skip
