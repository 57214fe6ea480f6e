"""Referrals to the National Referral Mechanism: how many, of adults and of children."""

from calibration.period import flow
from calibration.target import Target, count, growth, share
from model.facts import NRM_YEARS

FAMILY = "Referrals"

AGED = "the model knows everyone's age when exploited; published ages are unknown for a few per cent since 2019"
REVISED = "first edition, revised since by about 0.1%"


def nrm(year: int, column: str) -> str:
    """Return the identifier of a figure in the yearly series of the National Referral Mechanism."""
    return f"F{year - 2000:03d}.{column}"


TARGETS: tuple[Target, ...] = (
    *(count(nrm(year, "referrals"), "nrm_referrals") for year in NRM_YEARS),
    *(count(nrm(year, "referrals_adult"), "nrm_referrals_adult", note=AGED if year >= 2019 else "")
      for year in NRM_YEARS),
    *(count(nrm(year, "referrals_child"), "nrm_referrals_child", note=AGED if year >= 2019 else "")
      for year in NRM_YEARS),
    count("S001", "nrm_referrals", note=REVISED),
    count("S002", "nrm_referrals", note=REVISED),
    growth("S003", "nrm_referrals", years=flow("2019"), note=REVISED),
    count("S004", "nrm_referrals", note="three quarters of the year's count"),
    count("F121.referrals", "nrm_referrals", note="sum of the quarterly tables, 0.1% above the yearly one"),
    count("F122.referrals", "nrm_referrals_adult", note=f"sum of the quarterly tables; {AGED}"),
    count("F123.referrals", "nrm_referrals_child", note=f"sum of the quarterly tables; {AGED}"),
    count("F202.adult_referrals", "nrm_referrals_adult"),
    share("S007", "nrm_referrals_child", "all", "nrm_referrals", note=AGED),
    share("F134.adult", "nrm_referrals_adult", "all", "nrm_referrals", note=AGED),
    share("F134.child", "nrm_referrals_child", "all", "nrm_referrals", note=AGED),
)  # fmt: skip

NOT_COMPARED = {
    nrm(year, "referrals_unknown"): "everyone in the model is known to have been exploited as a child or as an adult"
    for year in NRM_YEARS
}
