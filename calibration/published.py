"""Published figures beside the outcome that has the same definition, year by year. Nothing is fitted to them yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.facts import Fact, fact, yearly


@dataclass(frozen=True)
class Published:
    """One published figure and the outcome it can be held against; `note` tells where definitions part."""

    outcome: str
    year: int
    fact_id: str
    note: str = ""
    is_input: bool = False
    """True if the model is given this figure, so that agreement proves nothing."""

    @property
    def fact(self) -> Fact:
        """The figure with its definition and source."""
        return fact(self.fact_id)

    @property
    def value(self) -> float:
        """The figure."""
        value = self.fact.value
        assert value is not None
        return value


NRM_SERIES = {
    "nrm_referrals": "referrals",
    "nrm_referrals_adult": "referrals_adult",
    "nrm_referrals_child": "referrals_child",
    "duty_to_notify": "duty_to_notify",
    "rg_decisions": "rg_decisions",
    "rg_positive_share": "rg_positive_share",
    "cg_decisions": "cg_decisions",
    "cg_positive_share": "cg_positive_share",
}
"""Outcome and the column of the National Referral Mechanism statistics, 2014 to 2023."""

SINGLE = (
    Published("cg_days_mean", 2019, "F203"),
    Published("cg_days_mean", 2021, "F206"),
    Published("cg_days_median", 2022, "S109"),
    Published("cg_days_median", 2023, "F208a"),
    Published("cg_backlog", 2019, "F204", "outstanding cases; may include some awaiting the first decision"),
    Published("cg_backlog", 2022, "F207"),
    Published("prosecutions", 2018, "S009"),
    *(Published("prosecutions", year, f"F401a.{year}") for year in range(2019, 2023)),
    *(Published("convictions", year, f"F402a.{year}") for year in range(2019, 2023)),
    *(Published("conviction_rate", year, f"F402a.{year}.share") for year in range(2019, 2023)),
    Published("nrm_referrals_police", 2023, "F121.police_count"),
    Published("nrm_referrals_government", 2023, "F121.government_count"),
    Published("nrm_referrals_local_authority", 2023, "F121.local_authority_count"),
    Published("nrm_referrals_charity", 2023, "F121.ngo_count"),
)


def published() -> Iterator[Published]:
    """Yield every figure that an outcome of the model can be held against, outcome by outcome, in order of year."""
    for outcome, column in NRM_SERIES.items():
        for year in yearly(column):
            yield Published(outcome, year, f"F{year - 2000:03d}.{column}", is_input=outcome == "cg_decisions")
    yield from SINGLE
