"""Enough skilled investigators for modern slavery cases."""

from model.capacity import investigators
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

added = Parameter(
    "investigators added for modern slavery cases, all forces", unit="members of staff", prior=LogNormal(60, 400),
    evidence=Assumption("about as many again as are thought to work on these cases; how many are wanted is not "
                        "published"),
)  # fmt: skip

LEVER = Lever(
    asked("V09"),
    mechanism="more investigators: cases wait less, evidence and witnesses are lost less while they wait",
    holds=(Hold(investigators, "plus", added),),
    shows=Shows("suspects_identified", "+"),
    cannot_show="skill; where the new investigators go: each force gets its share by size; what they leave undone "
                "elsewhere",
    needs="investigators and their training",
    costs=(Cost("investigators added", added, officer_year),),
)  # fmt: skip
