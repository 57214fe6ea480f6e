"""A team in each force checks the referrals of its officers and looks for victims whom they overlooked."""

from model.evidence import Assumption, Parameter
from model.junctions.referring import thin_without_guidance
from model.priors import LogNormal
from model.stages.contact import recognised
from model.survivor import force
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

looked_over = Parameter(
    "odds that the police recognise a survivor whom they meet, the team's second look counted, relative to before",
    unit="odds ratio", prior=LogNormal(1.05, 1.8), evidence=Assumption("done in some forces; no size published"),
)  # fmt: skip
thin_left = Parameter(
    "referrals that say too little, of all agencies, relative to before", unit="ratio", prior=LogNormal(0.5, 0.97),
    evidence=Assumption("a quarter of referrals were the police's in 2019; no size", ("S005",)),
)  # fmt: skip
officers = Parameter("officers in the teams of all forces", unit="members of staff", prior=LogNormal(40, 200),
                     evidence=Assumption("one to five in each force; no staffing published"))  # fmt: skip

LEVER = Lever(
    asked("V49"), mechanism="force by force fewer survivors are overlooked by officers; fewer referrals say too little",
    holds=(Hold(recognised, "times odds", looked_over), Hold(thin_without_guidance, "times", thin_left)),
    shows=Shows("nrm_referrals_police", "+"), cannot_show="which agency's referrals say too little: one share for all",
    adopted_by=force, needs="officers", costs=(Cost("officers of the referral teams", officers, officer_year),),
)  # fmt: skip
