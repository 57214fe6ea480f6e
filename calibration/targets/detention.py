"""Immigration detention of people referred, or decided on, before, during or after it."""

from calibration.target import UK_OVER_ENGLAND_AND_WALES, Target, count

FAMILY = "Immigration detention"

SAID = (
    "England and Wales scaled to the UK as referrals are; decided before or within a year after; people detained twice "
    "count twice"
)
ALL = {
    "detained": ("detained_referred", "all"), "women": ("detained_referred", "sex=female"),
    "men": ("detained_referred", "sex=male"), "positive_rg": ("detained_with_rg", "all"),
    "positive_cg": ("detained_with_cg", "all"), "rejected": ("detained_rejected", "all"),
}  # fmt: skip


def uk(fact_id: str, outcome: str, group: str = "all", note: str = SAID) -> Target:
    """Return a count of the UK."""
    return count(fact_id, outcome, group, scale=UK_OVER_ENGLAND_AND_WALES, note=note)


TARGETS: tuple[Target, ...] = (
    *(uk(f"F801.{name}", *found) for name, found in ALL.items()),
    *(uk(f"F802.{year}", "detained_with_rg") for year in (2017, 2018, 2019)),
    *(uk(f"F803.{year}", "detained_with_cg", note=f"{SAID}; how long after detention is not said in the figure")
      for year in (2017, 2018, 2019)),
    uk("F806.count", "detained_referred", note=f"{SAID}; published: detained within the UK for immigration offences"),
)  # fmt: skip

NOT_COMPARED = {
    "F802.2020": "counts people with signs of trafficking, a wider group whom the model does not know",
    "F806.share": "a share of all people detained; the model holds survivors only",
}
