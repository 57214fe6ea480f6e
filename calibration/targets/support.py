"""Victim care: adults who enter contracted support, and all supported in a year."""

from calibration.period import before, flow, stock, times
from calibration.target import Target, Term, count, share
from model.facts import fact, number

FAMILY = "Victim care"

ENTRANTS = "support_entrants"
YEAR, EARLIER = "2021-07..2022-06", "2015-04..2016-03"
HALVES = "half of one year's count and half of the next"
ONCE = "there at the start, and entrants since; people who come back count twice"
LABOUR_TOO = number("F130.labour_criminal") / (number("F130.labour_criminal") + number("F130.criminal"))
"""People exploited in labour too, of those exploited in crime: adults referred in 2023."""
MAIN_TYPE = (
    "published by main type; people exploited in crime and in labour, as many as among adults referred in 2023, count "
    "as labour; several other types together and types not stated are left out"
)


def entrants(kind: str, part: float = 1.0) -> Term:
    """Return a part of those who entered the service, of one type, over the period of the published profile."""
    return Term(ENTRANTS, times(flow(fact("F303.labour").period), part), f"exploitation_type={kind}")


def main_type(fact_id: str, *of_it: Term) -> Target:
    """Return a share by main type among entrants whose one main type is known."""
    everybody = Term(ENTRANTS, flow(fact(fact_id).period))
    return Target(fact_id, of_it, (everybody, -entrants("other")), note=MAIN_TYPE)


TARGETS: tuple[Target, ...] = (
    count("F301.entrants", ENTRANTS, note=HALVES),
    Target("F301.entrants_rise", (Term(ENTRANTS, flow(YEAR)), -Term(ENTRANTS, before(flow(YEAR)))), note=HALVES),
    Target("F301.supported", (Term("in_support", stock("2021-06")), Term(ENTRANTS, flow(YEAR))), note=ONCE),
    count("F306.entrants", ENTRANTS),
    Target("F306.supported", (Term("in_support", stock("2015-03")), Term(ENTRANTS, flow(EARLIER))), note=ONCE),
    share("F306.women_share", ENTRANTS, "sex=female", ENTRANTS),
    share("F303.women", ENTRANTS, "sex=female", ENTRANTS),
    share("F303.british", ENTRANTS, "status=uk_national", ENTRANTS),
    main_type("F303.labour", entrants("labour"), entrants("criminal", LABOUR_TOO)),
    main_type("F303.criminal", entrants("criminal", 1.0 - LABOUR_TOO)),
    main_type("F303.sexual", entrants("sexual")),
    main_type("F303.domestic", entrants("domestic")),
    count("D08a.adult_rg_positive", "rg_positive", "age=adult", note=HALVES),
    share("D08a.share", ENTRANTS, "all", "rg_positive", "age=adult", note="England and Wales over the UK, in both"),
    share("D08a.share_scaled", ENTRANTS, "all", "rg_positive", "age=adult", scale=1 / 0.95,
          note="the UK scaled to England and Wales by 0.95, in both"),
)  # fmt: skip

NOT_COMPARED = {"F301.entrants_first_year": "the model begins in 2014"}
