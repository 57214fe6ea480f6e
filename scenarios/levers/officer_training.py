"""A course for frontline officers, so that they recognise victims."""

from model.awareness import months_since_training, officers, training_reach
from model.evidence import Assumption, Parameter
from model.priors import LogNormal, Share
from model.survivor import force
from model.unit_costs import training_day
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

taught = Parameter(
    "odds that a frontline officer has been trained, relative to before", unit="odds ratio", prior=LogNormal(2.0, 12.0),
    evidence=Assumption("training has reached officers unevenly; how many a new course reaches is not published"),
)  # fmt: skip
fresh = Parameter(
    "months since training just after the course, relative to before it", unit="ratio", prior=Share(0.1, 0.6),
    evidence=Assumption("officers trained before are taught again; no interval published"),
)  # fmt: skip
forgotten = Parameter(
    "days after which half of what the course brought is gone", unit="days", prior=LogNormal(90, 900),
    evidence=Assumption("confidence is said to fade quickly without cases; no time published"),
)  # fmt: skip
LEVER = Lever(
    asked("V03"), mechanism="more officers trained, and lately, force by force: more people recognised; then it fades",
    holds=(Hold(training_reach, "times odds", taught), Hold(months_since_training, "times", fresh)),
    shows=Shows("identified", "+"), cannot_show="what is taught, and how well", adopted_by=force, fades=forgotten,
    needs="a day of each officer's time, and trainers; once, so that the effect is lost unless it is paid for again",
    costs=(Cost("a day of training for each officer", officers, training_day, "once"),),
)  # fmt: skip
