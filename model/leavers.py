"""Leavers: other adult prison leavers, for whom the figures about all prison leavers are published.

They come in on the day they enter prison under sentence and live by the same rules of release, housing, supervision,
recall, reconviction and work as survivors. They were never exploited: nothing about exploitation touches them, they are
counted apart, and no survivor's luck or number depends on them. Only a sample is simulated.

On the first day as many are inside as stay there at the rate at which they enter, with their whole time before them and
nobody on licence, so that releases of 2014 are somewhat fewer (a seventh, at the medians) than those of later years.
"""

import numpy as np

from model import first_day, survivor
from model.arrivals import LEAVER, LEAVER_AT_START, YEAR, arriving, there
from model.attributes import Keys, Levels, drawn, pick, uniform_place, yes_or_no
from model.calendar import Calendar
from model.capacity import size_of_forces
from model.chance import keys
from model.gates import short_sentence
from model.population import Founders
from model.rules import Column
from model.stages.custody import shorter, time_served
from model.survivor import (
    PRISONS,
    Age,
    Contact,
    Exploitation,
    ExploitationType,
    Held,
    Justice,
    Level,
    Nationality,
    Offence,
    Sentence,
    Sex,
    Status,
    YesNo,
)  # fmt: skip
from model.values import World

MOST, LEAST = 2_000, 200
"""Simulated in a year of a national run, and of the smallest sample: with 2,000 a share of a half is known to within
two points, as closely as it need be to be held against a published share; more would cost time and tell no more."""

SERVING = (LEAVER_AT_START, LEAVER_AT_START + (np.uint64(1) << np.uint64(48)))
"""Numbers of those who serve a short and a longer sentence on the first day."""


def found_leavers(world: World, calendar: Calendar, seed: int, scale: float) -> tuple[Founders, float]:
    """Return a sample of other prison leavers, and how many people each of them stands for.

    `scale` is how many people one simulated survivor stands for: a smaller sample of survivors has fewer leavers.
    """
    a_year = world.one(first_day.leavers)
    sampled = min(a_year, max(LEAST, MOST / scale))
    late, entry = arriving(np.full(int(calendar.end), sampled / YEAR), seed, LEAVER, "arrivals in prison")
    short, longer = (there(sampled * years, seed, block) for years, block in zip(_inside(world), SERVING, strict=True))
    at_start = np.concatenate([short, longer])
    order = np.argsort(entry, kind="stable")
    number = np.concatenate([at_start, late[order]])
    entry = np.concatenate([np.zeros(at_start.size), entry[order]])
    columns = _people(world, np.asarray(keys(seed, number)))
    columns[survivor.sentence][: short.size] = Sentence.UNDER_12_MONTHS
    columns[survivor.sentence][short.size : at_start.size] = Sentence.LONGER
    return Founders(number, entry, columns), max(1.0, a_year / sampled) if sampled else 1.0


def _inside(world: World) -> tuple[float, float]:
    """Return how many are inside on the first day for each one who enters in a year: by length of sentence."""
    share = world.one(short_sentence)
    years = world.one(time_served) / 12
    return share * years / world.one(shorter), (1.0 - share) * years


def _people(world: World, own: Keys) -> dict[Column, Levels]:
    """Draw who they are; foreign nationals count as having secure status, so that no immigration rule touches them."""
    nowhere = np.zeros(own.size, np.int64)
    foreign, albanian = world.one(first_day.leavers_foreign), world.one(first_day.leavers_albanian)
    nationality = np.zeros(len(Nationality))
    nationality[Nationality.BRITISH] = 1.0 - foreign
    nationality[Nationality.ALBANIAN], nationality[Nationality.OTHER] = foreign * albanian, foreign * (1.0 - albanian)
    nationalities = drawn(own, "nationality", nowhere, np.cumsum(nationality))
    women = yes_or_no(own, "woman", nowhere, [world.one(first_day.leavers_women)])
    short = yes_or_no(own, "sentence under twelve months", nowhere, [world.one(short_sentence)])
    same = {
        survivor.age: Age.ADULT, survivor.reference: YesNo.YES, survivor.exploitation: Exploitation.NOT_RECRUITED,
        survivor.contact: Contact.CLOSED, survivor.justice: Justice.IN_PRISON, survivor.record: YesNo.YES,
        survivor.exploiter_is: Held.ACTIVE, survivor.exploitation_type: ExploitationType.OTHER,
        survivor.trust: Level.MIDDLE, survivor.offence: Offence.UNRELATED,
    }  # fmt: skip
    return {
        **{column: np.full(own.size, level, np.uint8) for column, level in same.items()},
        survivor.nationality: nationalities,
        survivor.status: np.where(nationalities == Nationality.BRITISH, Status.UK_NATIONAL, Status.SECURE).astype(
            np.uint8
        ),
        survivor.sex: np.where(women == 1, Sex.FEMALE, Sex.MALE).astype(np.uint8),
        survivor.sentence: np.where(short == 1, Sentence.UNDER_12_MONTHS, Sentence.LONGER).astype(np.uint8),
        survivor.prison: uniform_place(own, "prison", PRISONS),
        survivor.force: pick(np.cumsum(size_of_forces()), own, "force").astype(np.uint8),
    }
