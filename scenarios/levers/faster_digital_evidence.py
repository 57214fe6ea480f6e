"""Bank and device evidence in weeks and not in months."""

from model.evidence import Assumption, Parameter
from model.exploiter import area
from model.priors import LogNormal
from model.stages.charging import adds_if_equipped, equipped, sooner_if_equipped
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

analysts = Parameter(
    "analysts of bank and device data added, all forces", unit="members of staff", prior=LogNormal(30, 300),
    evidence=Assumption("one to eleven where money and help are thought to be short, about 26 forces"),
)  # fmt: skip

LEVER = Lever(
    asked("V34"),
    mechanism="every force gives money and technical help when needed: evidence comes sooner and makes more cases "
              "stronger",
    holds=(Hold(equipped, "set", 1.0),),
    shows=Shows("cases_charged", "+"),
    cannot_show="banks and companies that answer slowly; evidence that clears a suspect",
    adopted_by=area,
    needs="analysts and laboratories",
    costs=(Cost("analysts of bank and device data", analysts, officer_year),),
    rests_on=(sooner_if_equipped, adds_if_equipped),
)  # fmt: skip
