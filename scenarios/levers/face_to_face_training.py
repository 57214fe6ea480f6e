"""Officers are trained in person or in short repeated briefings, and not only on screen."""

from model.awareness import online_effect, online_only, recognised_if_trained
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.survivor import force
from model.unit_costs import training_day
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

screen_only = Parameter(
    "odds that a trained officer was trained on screen only, relative to before", unit="odds ratio",
    prior=LogNormal(0.05, 0.5), evidence=Assumption("some forces have done it; no share of officers published"),
)  # fmt: skip
trained_a_year = Parameter(
    "officers of all forces trained in person in a year, who would have been trained on screen", unit="people",
    prior=LogNormal(10_000, 50_000), evidence=Assumption(
        "some 130,000 uses of the online package are not people; a fair part of frontline officers each year",
        facts=("S043", "S040.trainers", "S041.training_events")),
)  # fmt: skip

LEVER = Lever(
    asked("V45"), mechanism="force by force more of what officers were taught is left, so that they recognise more",
    holds=(Hold(online_only, "times odds", screen_only),), shows=Shows("identified", "+"), adopted_by=force,
    cannot_show="officers taken from other duties while they train", needs="trainers, and a day of each officer",
    costs=(Cost("a day in person instead of on screen", trained_a_year, training_day),),
    rests_on=(online_effect, recognised_if_trained),
)  # fmt: skip
