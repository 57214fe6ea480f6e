"""Prisons: crowding, the experience of staff, points of contact, and the way out, shared by the stages inside.

Prisoners are counted from outside: survivors are too few among them to crowd a prison. Model prisons stand for no real
one; each draws its own crowding around the national figure.
"""

from model.evidence import Assumption, Derived, Local, Parameter, Source
from model.facts import number
from model.gates import funding
from model.priors import Known, LogNormal, Share
from model.survivor import Justice, prison

prisoners = Parameter(
    "people in prison",
    unit="people",
    prior={
        "2014-01-01": Known(number("F601.2016")),
        **{f"{year}-01-01": Known(number(f"F601.{year}")) for year in range(2017, 2024)},
        "2024-01-01": Known(number("F602.2024_06")),
        "2025-01-01": Known(number("F602.2025_06")),
    },
    evidence=Source(
        *(f"F601.{year}" for year in range(2016, 2024)), "F602.2024_06", "F602.2025_06",
        note="each year at its figure of June; the years before 2016 and after 2025 at the nearest one",
    ),
)  # fmt: skip
places = Parameter(
    "prison places, as funded in the years around 2020",
    unit="people",
    prior={
        "2014-01-01": LogNormal.around(number("F603.2024_early"), 1.04),
        "2024-01-01": Known(number("F603.2024_early")),
        "2025-01-01": Known(number("F603.2024_10")),
    },
    evidence=Source("F603.2024_early", "F603.2024_10", note="before 2024 taken to lie near the first figure"),
)
places_by_funding = Parameter(
    "power of funding in the number of prison places",
    unit="ratio",
    prior=LogNormal(0.05, 0.6),
    evidence=Assumption("low funding is said to cause overcrowding; no size published", facts=("S118",)),
)
crowding_nationally = Derived(
    "people held for each prison place", "ratio", (prisoners, places, funding, places_by_funding),
    lambda people, places, funding, power: people / (places * funding**power),
)  # fmt: skip
crowding_spread = Parameter(
    "standard deviation between prisons in the log of people held for each place",
    unit="ratio",
    prior=LogNormal(0.08, 0.25),
    evidence=Assumption("some prisons hold half as many again as they should; no distribution among the facts read"),
    bounds=(0.0, 10.0),
)
crowding = Local(
    "people held for each place of a prison", unit="ratio",
    middle=crowding_nationally, spread=crowding_spread, place=prison,
)  # fmt: skip
inexperienced = Parameter(
    "prison officers with less than five years' service",
    unit="share",
    prior={
        "2014-01-01": Share(0.2, 0.36),
        "2018-01-01": Share(0.34, 0.5),
        "2023-01-01": Share(number("S120") - 0.03, number("S120") + 0.03),
    },
    evidence=Source("S120", note="half in 2023, twice the share of 2009/10; between the two it is taken to rise"),
)
harm_by_crowding = Parameter(
    "how far harm done by other prisoners follows crowding: 0 not at all, 1 in proportion",
    unit="share",
    prior=Share(0.1, 0.9),
    evidence=Assumption("crowded prisons are said to be less safe; no size published"),
)
harm_inexperienced = Parameter(
    "harm done by other prisoners where no officer is experienced, relative to where all are",
    unit="speed ratio",
    prior=LogNormal(1.0, 3.5),
    evidence=Assumption("inexperienced staff are said to make prisons less safe; no size published", facts=("S120",)),
)
strain = Derived(
    "harm done by other prisoners in a prison, relative to one at capacity with experienced staff", "speed ratio",
    (harm_by_crowding, crowding, inexperienced, harm_inexperienced),
    lambda follows, crowding, new, ratio: (1.0 + follows * (crowding - 1.0)) * (1.0 + new * (ratio - 1.0)),
)  # fmt: skip
single_points = Parameter(
    "prisons with a single point of contact for modern slavery",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2022-01-01": Known(number("S121"))},
    evidence=Source("S121", "R06", note="none is taken to exist before"),
)

PRISON = (Justice.ON_REMAND, Justice.IN_PRISON, Justice.RECALLED)
"""Held in a prison; the secure estate for children is another place."""
