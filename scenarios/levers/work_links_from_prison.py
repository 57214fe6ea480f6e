"""Training in prison leads to real jobs, with day release and employers involved."""

from model.evidence import Assumption, Parameter
from model.priors import Share
from model.stages.resettlement import link_effect, work_links
from model.stages.supervision import reoffends_in_work
from model.survivor import PRISONS
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

linked = Parameter(
    "people who leave prison by way of strong links to employers or day release", unit="share", prior=Share(0.35, 0.9),
    evidence=Assumption("few have them today; how many employers would take part is not known", facts=("S113", "S116")),
)  # fmt: skip

LEVER = Lever(
    asked("V71"),
    mechanism="people who have been in prison find work sooner, survivors with the right to work among them",
    holds=(Hold(work_links, "set", linked),),
    shows=Shows("in_work", "+"),
    cannot_show="jobs that others do without; pay and quality of work; work that others exploit",
    needs="two members of staff in each prison who keep the links",
    costs=(Cost("two members of staff in each prison", 2.0 * PRISONS, staff_year),),
    rests_on=(link_effect, reoffends_in_work),
)
