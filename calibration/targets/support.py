"""Victim care: adults who enter contracted support, and all supported in a year."""

from calibration.period import before, flow, stock
from calibration.target import Target, Term, count, share

FAMILY = "Victim care"

ENTRANTS = "support_entrants"
YEAR, EARLIER = "2021-07..2022-06", "2015-04..2016-03"
HALVES = "half of one year's count and half of the next"
ONCE = "there at the start, and entrants since; people who come back count twice"
GROUPS = {
    "women": "sex=female", "labour": "exploitation_type=labour", "sexual": "exploitation_type=sexual",
    "criminal": "exploitation_type=criminal", "domestic": "exploitation_type=domestic", "british": "status=uk_national",
}  # fmt: skip
CRIME_FIRST = "the model counts anyone with an element of crime as exploited in crime"

TARGETS: tuple[Target, ...] = (
    count("F301.entrants", ENTRANTS, note=HALVES),
    Target("F301.entrants_rise", (Term(ENTRANTS, flow(YEAR)), -Term(ENTRANTS, before(flow(YEAR)))), note=HALVES),
    Target("F301.supported", (Term("in_support", stock("2021-06")), Term(ENTRANTS, flow(YEAR))), note=ONCE),
    count("F306.entrants", ENTRANTS),
    Target("F306.supported", (Term("in_support", stock("2015-03")), Term(ENTRANTS, flow(EARLIER))), note=ONCE),
    share("F306.women_share", ENTRANTS, "sex=female", ENTRANTS),
    *(share(f"F303.{name}", ENTRANTS, group, ENTRANTS, note=CRIME_FIRST if "type" in group else "")
      for name, group in GROUPS.items()),
    count("D08a.adult_rg_positive", "rg_positive", "age=adult", note=HALVES),
    share("D08a.share", ENTRANTS, "all", "rg_positive", "age=adult", note="England and Wales over the UK, in both"),
    share("D08a.share_scaled", ENTRANTS, "all", "rg_positive", "age=adult", scale=1 / 0.95,
          note="the UK scaled to England and Wales by 0.95, in both"),
)  # fmt: skip

NOT_COMPARED = {"F301.entrants_first_year": "the model begins in 2014"}
