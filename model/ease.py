"""Ease: whom each agency meets less often than others, and how easily it meets people on average, at the start of 2014.

In: the ratios by which the clocks of model/stages/contact.py multiply, and who people are on the first day. Out: what
those ratios come to on average, by which model/reach.py divides. What levers move is read as believed before them, and
what moves little is left out: interpreters, guidance, specialist units, and the few in custody on the first day.

A ratio declared here says how the lists of 2013 came about as well as what happens later: raised, it means that the
same lists held more of some people and fewer of the others. A lever therefore acts on the rates of model/reach.py, or
on numbers that the clocks alone use.
"""

from model.evidence import Assumption, Derived, Parameter
from model.first_day import (
    little_trust,
    little_trust_exploited,
    little_trust_insecure,
    sees_self_as_victim,
    sees_self_child,
    sees_self_criminal,
)
from model.junctions.telling import deterrence, expects_before_data
from model.margins import (
    children,
    criminal_national_adults,
    criminal_national_children,
    criminal_other_adults,
    criminal_other_children,
    domestic,
    held_by_group,
    held_by_network,
    held_by_soloist,
    insecure,
    labour,
    national_adults,
    national_children,
    organised,
    sexual,
    soloists,
)
from model.priors import LogNormal, Share, with_odds

# Whom each agency meets less often, or sees less well -------------------------------------------------------------

after_exit = Parameter(
    "rate of being met by a first responder after exit, relative to during exploitation",
    unit="speed ratio",
    prior=LogNormal(0.2, 1.0),
    evidence=Assumption("many are identified only afterwards; the published lists do not tell when"),
)
local_authority_adults = Parameter(
    "rate at which local authorities identify adults, relative to children",
    unit="speed ratio",
    prior=LogNormal(0.02, 0.4),
    evidence=Assumption("children's services make most local authority referrals; the split is a target"),
)
government_nationals = Parameter(
    "rate at which government agencies identify UK nationals, relative to others",
    unit="speed ratio",
    prior=LogNormal(0.01, 0.2),
    evidence=Assumption("these agencies meet people through immigration and asylum; the split is a target"),
)
government_children = Parameter(
    "rate at which government agencies identify children, relative to adults",
    unit="speed ratio",
    prior=LogNormal(0.15, 1.5),
    evidence=Assumption("children on their own are taken into the care of councils; the split by age is a target"),
)
confined = Parameter(
    "rate at which people held in domestic servitude are met, relative to others",
    unit="speed ratio",
    prior=LogNormal(0.15, 0.95),
    evidence=Assumption("inspectors say that physical confinement keeps people from services; no size published"),
)
hidden = Parameter(
    "rate at which people held by organised groups are met, operations aside, relative to others",
    unit="speed ratio",
    prior=LogNormal(0.3, 1.0),
    evidence=Assumption("researchers say that organised crime makes it harder to discover; no size published"),
)
low_trust_reports = Parameter(
    "rate at which people with little trust in authorities come to the notice of the police, relative to some trust",
    unit="speed ratio",
    prior=LogNormal(0.3, 0.95),
    evidence=Assumption("those treated badly once are said to stay away from the police; no size published"),
)
low_trust_reached = Parameter(
    "rate at which charities meet people with little trust in authorities, relative to some trust",
    unit="speed ratio",
    prior=LogNormal(0.9, 2.0),
    evidence=Assumption("outreach goes to people who avoid authorities; no size published"),
)
crime_reported = Parameter(
    "rate at which people exploited in crime come to the notice of the police, relative to other exploitation",
    unit="speed ratio",
    prior=LogNormal(0.7, 6.0),
    evidence=Assumption(
        "the police make 45% of referrals of adults with a criminal element and 14% of the others; both are targets, "
        "so the prior is vague", facts=("F129.police", "F122.police"),
    ),
)  # fmt: skip
crime_reached = Parameter(
    "rate at which charities meet people exploited in crime, relative to other exploitation",
    unit="speed ratio",
    prior=LogNormal(0.15, 1.3),
    evidence=Assumption(
        "charities make 4% of referrals of adults with a criminal element and 9% of the others; both are targets, so "
        "the prior is vague", facts=("F129.ngo", "F122.ngo"),
    ),
)  # fmt: skip
recognised_middle = Parameter(
    "the police recognise a survivor whom they meet, given the awareness of 2014, no need of an interpreter and that "
    "the person sees themselves as a victim",
    unit="share",
    prior=Share(0.25, 0.85),
    evidence=Assumption("people missed are counted nowhere; identifications are a target, so the prior is vague"),
    bounds=(0.001, 1.0),
)
recognised_unseeing = Parameter(
    "odds that the police recognise a survivor who does not see themselves as a victim, relative to one who does",
    unit="odds ratio",
    prior=LogNormal(0.2, 0.9),
    evidence=Assumption("inspectors and researchers find that they are missed; no size published"),
)
looked_for = Parameter(
    "odds that officers on an operation recognise a survivor, relative to officers who answer a report",
    unit="odds ratio",
    prior=LogNormal(1.0, 6.0),
    evidence=Assumption("they look for exploitation and know what they look for; no size published"),
    bounds=(0.001, 1e6),
)

# Who people are on the first day ----------------------------------------------------------------------------------


nationals = Derived(
    "share of people in exploitation who are UK nationals", "share", (children, national_children, national_adults),
    lambda children, young, grown: children * young + (1.0 - children) * grown,
)  # fmt: skip
insecure_share = Derived(
    "share of people in exploitation whose immigration status is insecure", "share", (nationals, insecure),
    lambda nationals, insecure: (1.0 - nationals) * insecure,
)  # fmt: skip
crime_adults = Derived(
    "share of adults in exploitation who are exploited in crime", "share",
    (national_adults, criminal_national_adults, criminal_other_adults),
    lambda national, own, others: national * own + (1.0 - national) * others,
)  # fmt: skip
crime_children = Derived(
    "share of children in exploitation who are exploited in crime", "share",
    (national_children, criminal_national_children, criminal_other_children),
    lambda national, own, others: national * own + (1.0 - national) * others,
)  # fmt: skip
little_trust_at_start = Derived(
    "share of people of secure status with little trust in authorities, in exploitation or out of it", "share",
    (little_trust, little_trust_exploited), with_odds,
)  # fmt: skip
little_trust_fearing = Derived(
    "share of people of insecure status with little trust in authorities, in exploitation or out of it", "share",
    (little_trust_at_start, little_trust_insecure), with_odds,
)  # fmt: skip
seeing = Derived(
    "share of people who see themselves as a victim", "share",
    (sees_self_as_victim, sees_self_child, sees_self_criminal, children, crime_children, crime_adults),
    lambda share, child, criminal, children, young, grown: (
        children * ((1.0 - young) * with_odds(share, child) + young * with_odds(share, child * criminal))
        + (1.0 - children) * ((1.0 - grown) * share + grown * with_odds(share, criminal))
    ),
)  # fmt: skip

# How easily each agency meets people, on average over everyone it could meet ----------------------------------------

as_reported = Derived(
    "rate at which people come to the notice of the police, on average, by status and trust, before anything changes "
    "what people expect; relative to secure status and some trust",
    "speed ratio",
    (insecure_share, deterrence, expects_before_data, little_trust_at_start, little_trust_fearing, low_trust_reports),
    lambda insecure, deterrence, expects, little, little_fearing, ratio: (
        (1.0 - insecure) * (1.0 - little * (1.0 - ratio))
        + insecure * (1.0 - deterrence * expects) * (1.0 - little_fearing * (1.0 - ratio))
    ),
    without_levers=True,
)  # fmt: skip
as_reached = Derived(
    "rate at which charities meet people, on average, by trust; relative to some trust", "speed ratio",
    (insecure_share, little_trust_at_start, little_trust_fearing, low_trust_reached),
    lambda insecure, little, little_fearing, ratio: (
        1.0 - ((1.0 - insecure) * little + insecure * little_fearing) * (1.0 - ratio)
    ),
    without_levers=True,
)  # fmt: skip
in_crime = Derived(
    "share of people in exploitation who are exploited in crime", "share", (children, crime_children, crime_adults),
    lambda children, young, grown: children * young + (1.0 - children) * grown,
)  # fmt: skip
as_crime_reported = Derived(
    "rate at which people come to the notice of the police, on average, relative to those not exploited in crime",
    "speed ratio", (in_crime, crime_reported), lambda share, ratio: 1.0 + share * (ratio - 1.0), without_levers=True,
)  # fmt: skip
as_crime_reached = Derived(
    "rate at which charities meet people, on average, relative to those not exploited in crime",
    "speed ratio", (in_crime, crime_reached), lambda share, ratio: 1.0 + share * (ratio - 1.0), without_levers=True,
)  # fmt: skip
as_for_children = Derived(
    "rate at which local authorities meet people, on average, relative to children", "speed ratio",
    (children, local_authority_adults), lambda children, adults: children + (1.0 - children) * adults,
    without_levers=True,
)  # fmt: skip
as_for_others = Derived(
    "rate at which government agencies meet people, on average, relative to other nationals", "speed ratio",
    (nationals, government_nationals), lambda nationals, ratio: 1.0 - nationals + nationals * ratio,
    without_levers=True,
)  # fmt: skip
as_for_adults = Derived(
    "rate at which government agencies meet people, on average, relative to adults", "speed ratio",
    (children, government_children), lambda children, ratio: 1.0 - children + children * ratio,
    without_levers=True,
)  # fmt: skip
as_unconfined = Derived(
    "rate at which people are met, on average, relative to those not held in domestic servitude", "speed ratio",
    (crime_adults, crime_children, children, labour, sexual, domestic, confined),
    lambda grown, young, children, labour, sexual, domestic, ratio: (
        1.0 - (1.0 - children * young - (1.0 - children) * grown)
        * (1.0 - labour) * (1.0 - sexual) * domestic * (1.0 - ratio)
    ),
    without_levers=True,
)  # fmt: skip
as_seen = Derived(
    "rate at which people are met, on average, relative to those not held by organised groups", "speed ratio",
    (soloists, organised, held_by_soloist, held_by_network, held_by_group, hidden),
    lambda alone, organised, by_one, by_network, by_group, ratio: 1.0 - (1.0 - ratio) * (
        (1.0 - alone) * organised * by_group
        / (alone * by_one + (1.0 - alone) * ((1.0 - organised) * by_network + organised * by_group))
    ),
    without_levers=True,
)  # fmt: skip
recognised_at_start = Derived(
    "the police recognise a survivor whom they meet, on average, with the awareness of 2014", "share",
    (recognised_middle, recognised_unseeing, seeing),
    lambda share, odds, seeing: seeing * share + (1.0 - seeing) * with_odds(share, odds),
    without_levers=True,
)  # fmt: skip
recognised_on_operations = Derived(
    "the police recognise a survivor whom an operation finds, on average, with the awareness of 2014", "share",
    (recognised_middle, recognised_unseeing, looked_for, seeing),
    lambda share, odds, looking, seeing: (
        seeing * with_odds(share, looking) + (1.0 - seeing) * with_odds(share, looking * odds)
    ),
    without_levers=True,
)  # fmt: skip
