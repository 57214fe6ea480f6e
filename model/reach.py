"""Reach: how often authorities and charities meet people in exploitation or after it, and how that has grown.

The starting point is the only count by agency of people known to be in modern slavery in one year: the lists behind
the multiple systems estimate for 2013. Spread over everyone an agency could meet at the start of 2014, it gives the
rate for the people from whom the ease of meeting others is counted (model/ease.py). What the agencies are expected to
find among the people of the first day, at the reach of 2013, is then what they had on their lists, however many are in
exploitation and however much harder some are to meet. A larger assumed population means a smaller chance of being
known, as it must. Arrest, prison, detention and the asylum process find people on top of that.
"""

from model.calendar import ORIGIN
from model.ease import (
    after_exit,
    as_crime_reached,
    as_crime_reported,
    as_for_adults,
    as_for_children,
    as_for_others,
    as_reached,
    as_reported,
    as_seen,
    as_unconfined,
    recognised_at_start,
    recognised_on_operations,
)
from model.evidence import Assumption, Derived, Parameter, Quantity, Source
from model.facts import number
from model.margins import years_after_2023
from model.priors import Known, LogNormal, Share, Tally

people_in_exploitation = Parameter(
    "people in exploitation in the United Kingdom at the start of 2014",
    unit="people",
    prior=LogNormal(10_000, 136_000),
    evidence=Assumption(
        "nobody knows; the range runs from the multiple systems estimate for 2013 to the largest survey-based figure",
        facts=("F901", "F903.2018", "S054"),
    ),
)
exited_at_start = Parameter(
    "people out of exploitation and not yet settled at the start of 2014, for each person in exploitation",
    unit="ratio",
    prior=LogNormal(0.2, 1.2),
    evidence=Assumption("as many as come of staying in exploitation and of settling afterwards for a few years each"),
)
could_be_met = Derived(
    "people whom first responders could meet at the start, those after exit counted as often as they are met", "people",
    (people_in_exploitation, exited_at_start, after_exit), lambda people, out, rate: people * (1.0 + out * rate),
    without_levers=True,
)  # fmt: skip

# How many each agency knew, and how reach has grown ------------------------------------------------------------------

operations_share = Parameter(
    "people identified by the police in 2013 whom an operation found, and no report",
    unit="share",
    prior=Share(0.05, 0.4),
    evidence=Assumption("proactive operations are described as few; no split published"),
)

years_since_2013 = Parameter(
    "calendar years since 2013, up to 2023: the span over which reach is assumed to grow",
    unit="calendar years",
    prior={f"{year}-01-01": Known(year - 2013) for year in range(ORIGIN.year, 2024)},
    evidence=Assumption("a definition; what comes after 2023 is a forecast of its own"),
)

in_step = Parameter(
    "how often people are met by every agency in the year, relative to even growth since 2013",
    unit="ratio",
    prior={f"{year}-01-01": LogNormal(0.7, 1.4) for year in range(ORIGIN.year, 2024)},
    evidence=Assumption(
        "recognition came in steps, with laws, programmes, county lines, the pandemic and small boats, which no series "
        "of effort tells apart; the yearly referrals, notifications and crimes are targets, so the prior is vague in "
        "each year; 2023 holds afterwards"
    ),
    anew=True,
    bounds=(0.01, 100.0),
)  # fmt: skip
later_growth = Parameter(
    "yearly growth after 2023 in how often people are met by every agency",
    unit="ratio",
    prior=LogNormal(0.95, 1.08),
    evidence=Assumption("nobody knows; the range runs from a slow decline to two thirds of the growth before"),
    bounds=(0.0, 2.0),
)  # fmt: skip
pace = Derived(
    "how often people are met by every agency, relative to even growth from 2013 to 2023", "ratio",
    (in_step, later_growth, years_after_2023), lambda step, growth, years: step * growth**years,
)  # fmt: skip


def known_in_2013(agency: str, *lists: str) -> Parameter:
    """Return how many people an agency knew in 2013, from the lists named."""
    count = sum(number(f"F902.{name}") for name in lists)
    return Parameter(
        f"people in modern slavery known in 2013 to {agency}",
        unit="people per year",
        prior=Tally(count),
        evidence=Source(*(f"F902.{name}" for name in lists), note="people on several lists count on each"),
    )


def growth(agency: str, prior: LogNormal, reason: str) -> Parameter:
    """Return the yearly growth of an agency's reach."""
    meaning = f"yearly growth since 2013 in how often people are met by {agency}"
    return Parameter(meaning, unit="ratio", prior=prior, evidence=Assumption(reason))


def reach(agency: str, known: Quantity, grows: Parameter, people: Quantity, *ease: Quantity) -> Derived:
    """Return the rate at which an agency meets the people from whom ease is counted, on the date asked for.

    At the reach of 2013 it meets `known` of `people` in a year, who are on average as easy to meet as the product of
    `ease` says.
    """

    def formula(known: float, people: float, grows: float, years: float, pace: float, *ease: float) -> float:
        for ratio in ease:
            people = people * ratio
        rate: float = known / people * grows**years * pace
        return rate

    meaning = f"rate at which a person in exploitation is met by {agency}, given of those from whom ease is counted"
    return Derived(
        meaning, unit="per year", inputs=(known, people, grows, years_since_2013, pace, *ease), formula=formula
    )


known_to_police = known_in_2013("the police, reports by the public included", "police", "public")
known_to_government = known_in_2013("government agencies", "other_government", "nca")
known_to_local_authorities = known_in_2013("local authorities", "local_authority")
known_to_charities = known_in_2013("charities", "ngo")

SEVENFOLD = (
    "referrals grew sevenfold in nine years, mostly by awareness and reach; the range lets each agency's reach grow 2 "
    "to 25 times over ten years and is to be learned from the yearly referrals"
)
police_growth = growth("the police", LogNormal(1.08, 1.38), SEVENFOLD)
government_growth = growth("government agencies", LogNormal(1.08, 1.38), SEVENFOLD)
local_authority_growth = growth(
    "local authorities", LogNormal(1.15, 1.65),
    "a list of 94 people in 2013 against 3,955 referrals in 2023, which are a target; the range runs from 4 to 150 "
    "times over ten years and is to be learned from the yearly referrals",
)  # fmt: skip
charity_growth = growth("charities", LogNormal(1.08, 1.38), SEVENFOLD)

known_by_reports = Derived(
    "people known to the police in 2013 whom a report brought to their notice", "people per year",
    (known_to_police, operations_share), lambda known, share: known * (1.0 - share),
)  # fmt: skip
known_by_operations = Derived(
    "people known to the police in 2013 whom an operation found", "people per year",
    (known_to_police, operations_share), lambda known, share: known * share,
)  # fmt: skip

by_reports = reach(
    "the police after a report, recognised or not", known_by_reports, police_growth, could_be_met,
    recognised_at_start, as_reported, as_crime_reported, as_unconfined, as_seen,
)  # fmt: skip
by_police_operations = reach(
    "a police operation, recognised or not", known_by_operations, police_growth, people_in_exploitation,
    recognised_on_operations, as_unconfined,
)  # fmt: skip
by_government = reach(
    "government agencies",
    known_to_government,
    government_growth,
    could_be_met,
    as_for_others,
    as_for_adults,
    as_unconfined,
    as_seen,
)
by_local_authorities = reach(
    "local authorities", known_to_local_authorities, local_authority_growth, could_be_met,
    as_for_children, as_unconfined, as_seen,
)  # fmt: skip
by_charities = reach(
    "charities", known_to_charities, charity_growth, could_be_met, as_reached, as_crime_reached, as_unconfined, as_seen
)
