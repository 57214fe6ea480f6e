"""All prison staff must be trained on modern slavery."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal, Share
from model.stages.disclosure import told_trained, trained
from model.survivor import prison
from model.unit_costs import training_day
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

staff_trained = Parameter(
    "prison staff trained where it is compulsory", unit="share", prior=Share(0.8, 0.98),
    evidence=Assumption("staff come and go and some miss it; few are trained today", facts=("S120",)),
)  # fmt: skip
staff = Parameter("prison staff trained for a day", unit="people", prior=LogNormal(25_000, 70_000),
                  evidence=Assumption("everyone who works in a prison; no count read"))  # fmt: skip
half_left = Parameter("days after which half of what was learned is gone", unit="days", prior=LogNormal(90, 900),
                      evidence=Assumption("as for the police: no time published"))  # fmt: skip

LEVER = Lever(
    asked("V79"), mechanism="prison by prison survivors disclose more often to staff who notice and know what to do",
    holds=(Hold(trained, "set", staff_trained),), shows=Shows("disclosed_in_prison", "+"),
    cannot_show="specialists trained in more depth than others",
    adopted_by=prison, fades=half_left, needs="a day of each member of staff, once",
    costs=(Cost("a day of each member of staff", staff, training_day, "once"),), rests_on=(told_trained,),
)  # fmt: skip
