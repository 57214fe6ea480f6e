"""The services that survivors need share one place in every area."""

from model.capacity import hubs
from model.stages.care import hub_speed, move_on_if_scattered
from model.stages.resettlement import hub_effect
from model.survivor import FORCES, force
from model.unit_costs import service_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

LEVER = Lever(
    asked("V66"),
    mechanism="area by area survivors enter support sooner, get help to move on more often and find homes sooner",
    holds=(Hold(hubs, "set", 1.0),),
    shows=Shows("move_on_support", "+"),
    cannot_show="services that are lost elsewhere when they move together; long ways to a hub",
    adopted_by=force,
    needs="a hub in each police force area",
    costs=(Cost("a hub in each police force area", float(FORCES), service_year),),
    rests_on=(hub_speed, move_on_if_scattered, hub_effect),
)
