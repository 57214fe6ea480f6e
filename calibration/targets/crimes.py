"""Crimes recorded, and the investigations of them."""

from calibration.period import flow, stock
from calibration.target import UK_OVER_ENGLAND_AND_WALES, Target, Term, count, growth, share
from model.facts import number

FAMILY = "Crimes and investigations"

ONE_EACH = "the model counts one crime a survivor; a published crime can have many victims"
SCALED = "England and Wales scaled to the UK as referrals are"
WITHOUT_MANCHESTER = number("F412.2019") / number("F411.2019")
"""Crimes outside Greater Manchester over all of England and Wales, the year ending March 2019."""
LESS = f"{ONE_EACH}; Greater Manchester taken off by its part of the year ending March 2019"
LAST = flow("2021-04..2022-03")


def live(fact_id: str, day: str, note: str = "") -> Target:
    """Return investigations open on a day."""
    said = f"{SCALED}; from recording to the file for prosecutors{note}"
    return count(fact_id, "investigations_live", years=stock(day), scale=UK_OVER_ENGLAND_AND_WALES, note=said)


WITHOUT_SUSPECT = (Term("closed_no_suspect", LAST), Term("closed_without_inquiry", LAST))
OTHERWISE = tuple(
    Term(name, LAST) for name in ("closed_no_support", "closed_evidence", "closed_in_hiding", "exploiters_not_charged",
                                  "cases_charged")
)  # fmt: skip

TARGETS: tuple[Target, ...] = (
    *(count(f"F411.{year}", "crimes_recorded", note=ONE_EACH) for year in range(2016, 2020)),
    *(count(f"F412.{year}", "crimes_recorded", scale=WITHOUT_MANCHESTER, note=LESS) for year in (2019, 2020)),
    growth("F413", "crimes_recorded", years=flow("2020-07..2021-06"), note=ONE_EACH),
    count("S023", "crimes_recorded", note=f"half of the year's count; {ONE_EACH}"),
    live("F405a.2016", "2016-12"),
    live("F405a.2020", "2020-02", "; between two 31 Decembers"),
    live("S024", "2020-06", "; between two 31 Decembers"),
    live("F405a.2021", "2021-10", "; between two 31 Decembers"),
    live("F405a.2022", "2022-12"),
    share("F414.charged", "cases_charged", "all", "crimes_recorded",
          note="published by crime; in the model cases charged, each of which may hold several crimes"),
    Target("F414.no_suspect", WITHOUT_SUSPECT, WITHOUT_SUSPECT + OTHERWISE,
           note="published by crime, here by investigation; those closed without an inquiry have no suspect"),
)  # fmt: skip

NOT_COMPARED = dict.fromkeys(
    ("F414.forces_without_charge", "F414.closed_without_charge"),
    "outcomes are not kept by police force: forces of the model stand for no real ones",
)
