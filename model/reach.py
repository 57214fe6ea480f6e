"""Reach: how often authorities and charities identify people, and how that has grown.

The starting point is the only count by agency of people known to be in modern slavery in one year: the lists behind
the multiple systems estimate for 2013. The rate per person is that count over the number in exploitation, so that a
larger assumed population means a smaller chance of being known, as it must.
"""

from model.calendar import ORIGIN
from model.evidence import Assumption, Derived, Parameter, Quantity, Source
from model.facts import number
from model.priors import Known, LogNormal, Tally

people_in_exploitation = Parameter(
    "people in exploitation in the United Kingdom at the start of 2014",
    unit="people",
    prior=LogNormal(10_000, 136_000),
    evidence=Assumption(
        "nobody knows; the range runs from the multiple systems estimate for 2013 to the largest survey-based figure",
        facts=("F901", "F903.2018", "S054"),
    ),
)

years_since_2013 = Parameter(
    "calendar years since 2013, up to 2023: the span over which reach is assumed to grow",
    unit="calendar years",
    prior={f"{year}-01-01": Known(year - 2013) for year in range(ORIGIN.year, 2024)},
    evidence=Assumption("a definition; after 2023 reach is held where it stood"),
)


def known_in_2013(agency: str, *lists: str) -> Parameter:
    """Return how many people an agency knew in 2013, from the lists named."""
    count = sum(number(f"F902.{name}") for name in lists)
    return Parameter(
        f"people in modern slavery known in 2013 to {agency}",
        unit="people per year",
        prior=Tally(count),
        evidence=Source(*(f"F902.{name}" for name in lists), note="people on several lists count on each"),
    )


def growth(agency: str) -> Parameter:
    """Return the yearly growth of an agency's reach."""
    return Parameter(
        f"yearly growth since 2013 in how often people are identified by {agency}",
        unit="ratio",
        prior=LogNormal(1.08, 1.38),
        evidence=Assumption(
            "referrals grew sevenfold in nine years, mostly by awareness and reach; the range lets each agency's "
            "reach grow 2 to 25 times over ten years and is to be learned from the yearly referrals",
        ),
    )


def reach(agency: str, known: Parameter, grows: Parameter) -> Derived:
    """Return the rate at which an agency identifies people in exploitation, on the date asked for."""
    inputs: tuple[Quantity, ...] = (known, people_in_exploitation, grows, years_since_2013)
    return Derived(
        f"rate at which a person in exploitation is identified by {agency}",
        unit="per year",
        inputs=inputs,
        formula=lambda known, people, grows, years: known / people * grows**years,
    )


known_to_police = known_in_2013("the police, reports by the public included", "police", "public")
known_to_government = known_in_2013("government agencies", "other_government", "nca")
known_to_local_authorities = known_in_2013("local authorities", "local_authority")
known_to_charities = known_in_2013("charities", "ngo")

police_growth = growth("the police")
government_growth = growth("government agencies")
local_authority_growth = growth("local authorities")
charity_growth = growth("charities")

by_police = reach("the police", known_to_police, police_growth)
by_government = reach("government agencies", known_to_government, government_growth)
by_local_authorities = reach("local authorities", known_to_local_authorities, local_authority_growth)
by_charities = reach("charities", known_to_charities, charity_growth)
