"""Capacity: caseworkers, investigators and courtrooms, and the order in which caseworkers serve.

Conclusive-grounds capacity is caseworkers times decisions each. Only from October 2024 is a number of staff published;
before, the number of caseworkers is inferred from the decisions made each year, which therefore are an input and no
target. From November 2021 a part of it belongs to the second competent authority. The order of service is a mixture,
the same in every year: some decisions take the oldest case of the case types that move faster (children, people in
detention or prison), some the most recent case, some any case, as what it lacks comes in, the others the oldest of all.

Reasonable-grounds capacity is likewise inferred from the decisions made each year up to 2022, which kept pace with
referrals, times the headroom there was above them. When the test was made harder in January 2023 the same staff made
fewer; how many fewer is believed, so that the decisions of 2023 are a result. Which areas have hubs of services stands
here too, for all who ask.
"""

import numpy as np
from numpy.typing import NDArray

from model.calendar import ORIGIN
from model.evidence import Adopted, Assumption, Derived, Parameter, Source
from model.facts import number
from model.priors import Known, LogNormal, Share
from model.survivor import FORCES, force

decisions_made = Parameter(
    "conclusive-grounds decisions made in the year, the last year's number held afterwards",
    unit="decisions per year",
    prior={f"{year}-01-01": Known(number(f"F{year - 2000:03d}.cg_decisions")) for year in range(ORIGIN.year, 2024)},
    evidence=Source(*(f"F{year - 2000:03d}.cg_decisions" for year in range(ORIGIN.year, 2024))),
)
decisions_each = Parameter(
    "conclusive-grounds decisions of one caseworker in a year",
    unit="decisions per year",
    prior=LogNormal.around(number("F023.cg_decisions") / number("F211a.staff"), 1.6),
    evidence=Source("F023.cg_decisions", "F211a.staff", note="decisions of 2023 over staff of October 2024"),
)
caseworkers_before = Derived(
    "caseworkers deciding conclusive grounds, inferred from the decisions made",
    unit="members of staff",
    inputs=(decisions_made, decisions_each),
    formula=lambda decisions, each: decisions / each,
)
caseworkers_added = Parameter(
    "caseworkers added since",
    unit="members of staff",
    prior={"2014-01-01": Known(0.0), "2025-01-01": Known(number("F211a.extra_staff"))},
    evidence=Source("F211a.extra_staff", "R10", note="announced in October 2024, in post early in 2025"),
)
caseworkers = Derived(
    "caseworkers deciding conclusive grounds",
    unit="members of staff",
    inputs=(caseworkers_before, caseworkers_added),
    formula=lambda before, added: before + added,
)
capacity = Derived(
    "conclusive-grounds decisions that can be made",
    unit="decisions per year",
    inputs=(caseworkers, decisions_each),
    formula=lambda staff, each: staff * each,
)
second_authority = Parameter(
    "adults in detention, and foreign nationals in prison, whose cases go to the second competent authority",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2021-11-08": Known(1.0)},
    evidence=Source("R05", note="it exists since November 2021; all such cases taken to be its own"),
)
second_authority_others = Parameter(
    "other adults of insecure status, referred by a government agency, whose cases go to the second authority",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2021-11-08": Share(0.2, 0.85)},
    evidence=Assumption("it takes enforcement cases; the split of referrals was not read", facts=("R05",)),
)
second_authority_share = Parameter(
    "conclusive-grounds decisions that are made by the Immigration Enforcement Competent Authority, of all",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2021-11-08": Share(0.05, 0.3)},
    evidence=Assumption(
        "it began in November 2021; its part of the decisions is not among the figures read here", facts=("R05",)
    ),
)
capacity_single = Derived(
    "conclusive-grounds decisions that the single competent authority can make", "decisions per year",
    (capacity, second_authority_share), lambda all_, second: all_ * (1.0 - second),
)  # fmt: skip
capacity_second = Derived(
    "conclusive-grounds decisions that the Immigration Enforcement Competent Authority can make", "decisions per year",
    (capacity, second_authority_share), lambda all_, second: all_ * second,
)  # fmt: skip
first_decisions_made = Parameter(
    "reasonable-grounds decisions made in the year, those of 2022 held afterwards",
    unit="decisions per year",
    prior={f"{year}-01-01": Known(number(f"F{year - 2000:03d}.rg_decisions")) for year in range(ORIGIN.year, 2023)},
    evidence=Source(*(f"F{year - 2000:03d}.rg_decisions" for year in range(ORIGIN.year, 2023))),
)
first_headroom = Parameter(
    "reasonable-grounds decisions that could be made before the test changed, relative to those made",
    unit="ratio",
    prior=LogNormal(1.0, 1.6),
    evidence=Assumption(
        "decisions kept pace with referrals up to 2022, so that they could not be fewer; how many more is not known"
    ),
)
first_output = Parameter(
    "reasonable-grounds decisions that the same staff still make when objective evidence is asked for in every case",
    unit="share",
    prior=Share(0.3, 0.9),
    evidence=Assumption("the published decisions and times of 2023 are targets, so the prior is vague", facts=("R07",)),
)
fall_in_force = Parameter(
    "part of that fall in output that is in force",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2023-01-30": Known(1.0), "2023-07-24": Share(0.1, 0.8)},
    evidence=Assumption(
        "from 24 July 2023 evidence is no longer needed in every case; how far output came back is not published",
        facts=("R07", "R08"),
    ),
)
first_capacity = Derived(
    "reasonable-grounds decisions that can be made", "decisions per year",
    (first_decisions_made, first_headroom, first_output, fall_in_force),
    lambda made, headroom, output, in_force: made * headroom * (1.0 - in_force * (1.0 - output)),
)  # fmt: skip
by_case_type = Parameter(
    "share of decisions that take the oldest case of a faster type: children, people in detention or prison",
    unit="share",
    prior=Share(0.05, 0.5),
    evidence=Assumption("the order of service is not published; oldest first alone cannot give the published times"),
)
most_recent_first = Parameter(
    "share of the other decisions that take the most recent case",
    unit="share",
    prior=Share(0.05, 0.6),
    evidence=Assumption(
        "clear cases are said to be decided soon while old, complex ones are parked; no share published"
    ),
)
in_no_order = Parameter(
    "share of the then remaining decisions that take cases in no order, as what they lack comes in",
    unit="share",
    prior=Share(0.1, 0.9),
    evidence=Assumption(
        "oldest first gives decided cases that are much older than those open, most recent first much younger ones; "
        "published times and ages of open cases lie between, and are targets, so the prior is vague",
        facts=("F203", "S109", "F205.over_2_years"),
    ),
)
investigators = Parameter(
    "investigators working on modern slavery cases at any time, all forces",
    unit="members of staff",
    prior=LogNormal(150, 800),
    evidence=Assumption("not published; live investigations are a target, so the prior is vague"),
)
investigation_days = Parameter(
    "mean time of one investigator that an investigation takes",
    unit="days",
    prior=LogNormal(20, 150),
    evidence=Assumption("financial and digital evidence takes many months; no working time published", facts=("S028",)),
)
courtrooms = Parameter(
    "courtrooms hearing trials of exploiters at any time, England and Wales",
    unit="courtrooms",
    prior=LogNormal(25, 250),
    evidence=Assumption(
        "listing capacity is not split by offence; completed prosecutions are a target", facts=("S027",)
    ),
)
hub_areas = Parameter(
    "police force areas where services for survivors share one place",
    unit="share",
    prior=Share(0.01, 0.12),
    evidence=Assumption("proposed, with few examples; no count published"),
)
hubs = Adopted("services of a police force area share one place", "share", share=hub_areas, place=force)


def size_of_forces() -> NDArray[np.float64]:
    """Return the share of each force in all referrals, smallest first (shape [43]).

    Log-normal order statistics with the published median and quartiles; the largest force as published.
    """
    from model.chance import exp, log, normal_quantile

    median, lower, upper = number("F131.median"), number("F131.lower_quartile"), number("F131.upper_quartile")
    spread = (log(upper) - log(lower)) / (2 * normal_quantile(0.75))
    ranks = (np.arange(FORCES - 1) + 0.5) / (FORCES - 1)
    sizes = [median * exp(spread * normal_quantile(u)) for u in ranks] + [number("F131.maximum")]
    return np.array(sizes) / sum(sizes)
