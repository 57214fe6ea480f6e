"""Capacity: caseworkers, investigators and courtrooms, and the order in which caseworkers serve.

Conclusive-grounds capacity is caseworkers times decisions each. Only from October 2024 is a number of staff published;
before, the number of caseworkers is inferred from the decisions made each year, which therefore are an input and no
target. The order of service is a mixture, the same in every year: some decisions take the oldest case of the case types
that move faster (children, people in detention or prison), some the most recent case, the others the oldest of all.
"""

import numpy as np
from numpy.typing import NDArray

from model.calendar import ORIGIN
from model.evidence import Assumption, Derived, Parameter, Source
from model.facts import number
from model.priors import Known, LogNormal, Share
from model.survivor import FORCES

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
    unit="members of staff",
    prior=LogNormal(60, 300),
    evidence=Assumption(
        "listing capacity is not split by offence; completed prosecutions are a target", facts=("S027",)
    ),
)


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
