"""Decisions of the National Referral Mechanism: how many, and how many are positive."""

from calibration.target import Target, count, level
from calibration.targets.referrals import nrm
from model.facts import NRM_YEARS

FAMILY = "Decisions"

STAFFED = "staff up to 2022 are inferred from the decisions made, so that these can hardly be more"

TARGETS: tuple[Target, ...] = (
    *(count(nrm(year, "rg_decisions"), "rg_decisions", is_input=year < 2023, note=STAFFED if year < 2023 else "")
      for year in NRM_YEARS),
    *(level(nrm(year, "rg_positive_share"), "rg_positive_share") for year in NRM_YEARS),
    *(level(nrm(year, f"rg_positive_share_{age}"), "rg_positive_share", f"age={age}")
      for age in ("adult", "child") for year in NRM_YEARS),
    *(level(nrm(year, f"rg_positive_share_adult_q{quarter}"), f"rg_positive_share_q{quarter}", "age=adult")
      for year, quarters in ((2022, (1, 4)), (2023, (1, 2, 3, 4))) for quarter in quarters),
    *(count(nrm(year, "cg_decisions"), "cg_decisions", is_input=True) for year in NRM_YEARS),
    *(level(nrm(year, "cg_positive_share"), "cg_positive_share") for year in NRM_YEARS),
    *(level(nrm(year, f"cg_positive_share_{age}"), "cg_positive_share", f"age={age}")
      for age in ("adult", "child") for year in NRM_YEARS),
)  # fmt: skip

NOT_COMPARED: dict[str, str] = {}
