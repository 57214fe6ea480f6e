"""Suspects, prosecutions and orders: flagged as modern slavery by prosecutors, whatever the offence charged."""

from calibration.period import flow, mean
from calibration.target import Target, Term, count, growth, level, share

FAMILY = "Suspects, prosecutions and orders"

YEARS = range(2019, 2023)
YEAR_TO_MARCH = flow("2018-04..2019-03")
ADVICE = "published for advice or a charging decision; sources for the same time disagree"
MADE = flow("2016..2019")
"""Whole years in which orders could be made; there were none before 31 July 2015."""
ORDERS = ((2015, 1.0), *MADE, (2020, 0.25))


def failed() -> tuple[Term, ...]:
    """Return prosecutions without conviction in the year ending March 2019."""
    return Term("prosecutions", YEAR_TO_MARCH), -Term("convictions", YEAR_TO_MARCH)


TARGETS: tuple[Target, ...] = (
    *(count(f"S022.{year}", "cps_referrals_flagged", note=ADVICE) for year in (2017, 2018, 2019)),
    *(count(f"F410.{year}", "cps_referrals_flagged", note="sources for the same time disagree")
      for year in (2017, 2018, 2019)),
    share("F407", "charged_flagged", "all", "cps_referrals_flagged",
          note="charges and referrals of the same year, in both"),
    Target("F409.decided", (Term("charged_flagged", flow("2019")), Term("not_charged_flagged", flow("2019"))),
           note="early advice counts as a decision in the figure only"),
    count("F409.charged", "charged_flagged", note="the same number is given elsewhere for 2017-18"),
    Target("F409.charged_share", (Term("charged_flagged", flow("2019")),),
           (Term("charged_flagged", flow("2019")), Term("not_charged_flagged", flow("2019"))),
           note="of decisions, not of referrals"),
    count("S009", "prosecutions"),
    *(count(f"F401a.{year}", "prosecutions") for year in YEARS),
    *(count(f"F402a.{year}", "convictions", note="of any offence") for year in YEARS),
    *(level(f"F402a.{year}.share", "conviction_rate", note="of prosecutions completed, not of crimes")
      for year in YEARS),
    count("S010", "prosecutions"),
    count("S011", "prosecutions"),
    growth("S012", "prosecutions", years=YEAR_TO_MARCH),
    count("S013", "convictions"),
    Target("S018.count", failed()),
    Target("S018.share", failed(), (Term("prosecutions", YEAR_TO_MARCH),)),
    *(Target(f"D06a.{year}", (Term("prosecutions", flow(str(year))),),
             (Term("nrm_referrals", flow(str(year))), Term("duty_to_notify", flow(str(year)))),
             note="per victim identified in the same year; England and Wales over both territories, in both")
      for year in YEARS),
    level("F408", "recorded_to_verdict_days_mean", scale=1 / 365.25,
          note="published from the offence; the model counts from the crime recorded, so is below"),
    Target("F408.growth", (Term("recorded_to_verdict_days_mean", mean("2017-04..2018-03")),),
           (Term("recorded_to_verdict_days_mean", mean("2015")),), note="from the crime recorded, not the offence"),
    count("S045", "prevention_orders", years=ORDERS, note="on conviction in the present case only"),
    count("S046", "risk_orders", years=ORDERS),
)  # fmt: skip

NOT_COMPARED: dict[str, str] = {}
