"""Prison staff and prisoners all learn what modern slavery is and what to do."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal, Share
from model.stages.disclosure import aware, told_aware, told_trained, trained
from model.survivor import prison
from model.unit_costs import training_day
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

staff_more = Parameter("odds that prison staff are trained, relative to before", unit="odds ratio",
                       prior=LogNormal(4, 40), evidence=Assumption("guidance is not acted on", ("S205",)))  # fmt: skip
prisoners_reached = Parameter("prisoners whom the programme tells of it", unit="share", prior=Share(0.4, 0.95),
                              evidence=Assumption("at induction and by posters; never tried"))  # fmt: skip
staff = Parameter("prison staff trained for a day", unit="people", prior=LogNormal(20_000, 60_000),
                  evidence=Assumption("officers and others who meet prisoners; no count read"))  # fmt: skip
half_left = Parameter("days after which half of the programme's effect is gone", unit="days", prior=LogNormal(90, 900),
                      evidence=Assumption("as for the police: no time published; prisoners move on"))  # fmt: skip

LEVER = Lever(
    asked("V53"),
    mechanism="prison by prison trained staff notice more, and prisoners who know whom to speak to disclose more",
    holds=(Hold(trained, "times odds", staff_more), Hold(aware, "set", prisoners_reached)),
    shows=Shows("disclosed_in_prison", "+"), adopted_by=prison, fades=half_left,
    cannot_show="rumours and risks among prisoners who speak", needs="a day of each member of staff, once",
    costs=(Cost("a day of each member of staff", staff, training_day, "once"),), rests_on=(told_trained, told_aware),
)  # fmt: skip
