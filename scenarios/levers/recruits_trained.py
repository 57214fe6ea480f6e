"""All newly recruited officers learn to recognise victims and to look after them, and are led well in it."""

from model.awareness import recognised_by_recruit, recruits_supervised
from model.evidence import Assumption, Parameter
from model.facts import number
from model.priors import LogNormal
from model.survivor import force
from model.unit_costs import training_day
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

well_led = Parameter(
    "odds that a recruit is well trained, led and supervised on modern slavery, relative to before", unit="odds ratio",
    prior=LogNormal(1.5, 10.0), evidence=Assumption("inspectors call it crucial; no share and no size", ("S062",)),
)  # fmt: skip

LEVER = Lever(
    asked("V46"),
    mechanism="force by force more of the recruits of 2019 to 2023 recognise the survivors whom they meet",
    holds=(Hold(recruits_supervised, "times odds", well_led),),
    shows=Shows("identified", "+"),
    cannot_show="better care by recruits at the first contact; recruits after the programme of 2019 to 2023",
    adopted_by=force,
    needs="two days of training for each recruit",
    costs=(Cost("two days of training for each recruit", 2.0 * number("S062"), training_day, "once"),),
    rests_on=(recognised_by_recruit,),
)
