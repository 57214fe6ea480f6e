"""First day: where people stand when they come in, on 1 January 2014 or later, and the other prison leavers.

The model begins in the middle of many journeys. Survivors who got out before may be in prison, on licence, in
immigration detention or in victim care, and exploiters under investigation, charged or in prison; nobody has counted
them, so the shares are wide. Left out: witnesses of the cases open on the first day, and survivors under arrest or on
bail, whose waits are short.
"""

from model.evidence import Assumption, Parameter, Source
from model.facts import number
from model.priors import LogNormal, Share

# What people bring with them ------------------------------------------------------------------------------------------

little_trust = Parameter(
    "a person has little trust in authorities, given at risk and not of insecure status",
    unit="share",
    prior=Share(0.1, 0.45),
    evidence=Assumption("no survey of people at risk"),
)
much_trust = Parameter(
    "a person has much trust in authorities, given not little",
    unit="share",
    prior=Share(0.1, 0.5),
    evidence=Assumption("no survey of people at risk"),
)
little_trust_insecure = Parameter(
    "odds of little trust for people of insecure status, relative to others",
    unit="odds ratio",
    prior=LogNormal(1.2, 6.0),
    evidence=Assumption("fear of being detained or removed is reported as widespread; no size published"),
)
little_trust_exploited = Parameter(
    "odds of little trust for people in exploitation or out of it, relative to people at risk",
    unit="odds ratio",
    prior=LogNormal(1.1, 5.0),
    evidence=Assumption("exploiters teach people to fear the authorities; no size published"),
)
sees_self_as_victim = Parameter(
    "a person sees themselves as a victim, given an adult not exploited in crime",
    unit="share",
    prior=Share(0.15, 0.65),
    evidence=Assumption("inspectors find that many do not; no share published"),
)
sees_self_criminal = Parameter(
    "odds that a person exploited in crime sees themselves as a victim, relative to other exploitation",
    unit="odds ratio",
    prior=LogNormal(0.2, 1.0),
    evidence=Assumption("people made to offend are said to think of themselves as offenders; no size published"),
)
sees_self_child = Parameter(
    "odds that a child sees themselves as a victim, relative to an adult",
    unit="odds ratio",
    prior=LogNormal(0.2, 1.0),
    evidence=Assumption("grooming works by making children feel that they belong; no size published"),
)

# Survivors on the first day -------------------------------------------------------------------------------------------

_UNCOUNTED = "survivors in custody were counted by nobody in 2014"
in_prison = Parameter(
    "share of people out of exploitation who are in prison, or as a child in custody, under sentence on the first day",
    unit="share",
    prior=Share(0.005, 0.06),
    evidence=Assumption(_UNCOUNTED, facts=("F504.trafficked", "F504.interviewed")),
)
on_remand = Parameter(
    "share of people out of exploitation who are on remand on the first day",
    unit="share",
    prior=Share(0.001, 0.02),
    evidence=Assumption(f"{_UNCOUNTED}; one prisoner in five is on remand", facts=("F610.share",)),
)
on_licence = Parameter(
    "share of people out of exploitation who are on licence on the first day",
    unit="share",
    prior=Share(0.005, 0.08),
    evidence=Assumption(f"{_UNCOUNTED}; a licence lasts about as long as a sentence"),
)
compelled = Parameter(
    "the offence was committed under compulsion, given in custody or on licence on the first day",
    unit="share",
    prior=Share(0.3, 0.9),
    evidence=Assumption("no share published"),
)
detained = Parameter(
    "share of people out of exploitation with insecure status who are in immigration detention on the first day",
    unit="share",
    prior=Share(0.0005, 0.01),
    evidence=Assumption("people detained with a referral are first counted for 2017, over a year and not on a day"),
)
supported = Parameter(
    "share of adults awaiting a conclusive decision on the first day who are in victim care",
    unit="share",
    prior=Share(0.25, 0.8),
    evidence=Assumption("entrants to victim care are targets, so the prior is vague"),
)
in_safe_house = Parameter(
    "share of those in victim care on the first day who live in a safe house",
    unit="share",
    prior=Share(0.15, 0.6),
    evidence=Assumption("a fifth in 2017, said to have been more before", facts=("F305.safe_house_share",)),
)

# Exploiters on the first day ------------------------------------------------------------------------------------------

investigated = Parameter(
    "exploiters under investigation on the first day",
    unit="people",
    prior=LogNormal(50, 400),
    evidence=Assumption("188 investigations were open in December 2016, which is a target, so the prior is vague"),
)
days_investigated = Parameter(
    "mean time since the crime was recorded, of those under investigation on the first day",
    unit="days",
    prior=LogNormal(60, 400),
    evidence=Assumption("no age of open investigations is published"),
)
charged = Parameter(
    "exploiters charged and awaiting trial on the first day",
    unit="people",
    prior=LogNormal(30, 250),
    evidence=Assumption("defendants before the courts are a target, so the prior is vague"),
)
days_charged = Parameter(
    "mean time since the charge, of those awaiting trial on the first day",
    unit="days",
    prior=LogNormal(60, 300),
    evidence=Assumption("no age of open prosecutions is published"),
)
imprisoned = Parameter(
    "exploiters in prison on the first day",
    unit="people",
    prior=LogNormal(20, 150),
    evidence=Assumption(
        "8 to 23 a year went into custody from 2008 to 2013, some more for other offences, for a few years each",
        facts=("F421.2011.custody", "F421.2008.custody", "F421.2013.custody"),
    ),
)

# Other prison leavers -------------------------------------------------------------------------------------------------

leavers = Parameter(
    "other adults who enter prison under sentence in a year, for the first time in the model",
    unit="people per year",
    prior=LogNormal(25_000, 60_000),
    evidence=Assumption(
        "about 53,000 releases from sentence a year, of people released before included; held over all years",
        facts=("F604.2024q1.releases", "F604.2025q1.releases"),
    ),
)
_women_held = number("F507.count") / number("F507.share") / number("F601.2016")
leavers_women = Parameter(
    "share of other prison leavers who are women",
    unit="share",
    prior=Share(0.8 * _women_held, 2.0 * _women_held),
    evidence=Assumption(
        "one prisoner in twenty; women serve shorter sentences, so they are more of those who enter and leave",
        facts=("F507.count", "F507.share", "F601.2016"),
    ),
)
leavers_foreign = Parameter(
    "share of other prison leavers who are foreign nationals",
    unit="share",
    prior=Share(number("F624.2025_09_foreign_share"), number("F508.share")),
    evidence=Source("F624.2025_09_foreign_share", "F508.share", note="of those released early, and of those held"),
)
leavers_albanian = Parameter(
    "share of those who are Albanian",
    unit="share",
    prior=Share(0.08, 0.2),
    evidence=Assumption("known for those held at the end of 2023 only", facts=("F508.albanian_share",)),
)
