"""Joint table: age, nationality, sex and type of exploitation of people who come in, and their status, by year.

Margins of the draw (model/margins.py) are met by iterative proportional fitting (model/margin_fit.py). Where no margin
says how two attributes go together, the odds ratios of the seed do. A table is then read as shares of each attribute
given the ones before, so that a person is drawn attribute by attribute, each by luck of its own:

    age -> nationality, given age -> sex, given both -> type, given all three;  status, given nationality

Everyone on the first day, and those who arrive in 2014, are drawn from the table of 2014.
"""

from dataclasses import dataclass

import numpy as np

from model import margins
from model.calendar import Calendar
from model.margin_fit import Floats, fitted
from model.survivor import Age, ExploitationType, Nationality, Sex, Status
from model.values import World

TABLE, AGE, NATIONAL, NATIONALITY, SEX, CRIME, TYPE = range(7)
"""Axes. `NATIONAL` (UK nationals first) and `CRIME` (no, yes) repeat what nationality and type say, so that a margin
may be given over them: cells that disagree are 0 and stay 0."""
NAMED = [Nationality.ALBANIAN, Nationality.VIETNAMESE, Nationality.ERITREAN, Nationality.SUDANESE]
ROUTES = [Nationality.ERITREAN, Nationality.SUDANESE]
CANNABIS = [Nationality.ALBANIAN, Nationality.VIETNAMESE]


@dataclass(frozen=True)
class Margins:
    """What the fitted tables shall show; one row a table."""

    child: Floats
    """Share of children (shape [tables])."""
    national: Floats
    """Share of UK nationals (shape [tables, ages])."""
    mix: Floats
    """Shares of the nationalities among other nationals, British 0 (shape [tables, nationalities])."""
    female: Floats
    """Share of women and girls (shape [tables, ages])."""
    criminal: Floats
    """Share exploited in crime (shape [tables, ages, 2], UK nationals first)."""
    types: Floats
    """Shares of the types among those not exploited in crime, criminal 0 (shape [tables, ages, types])."""

    def ages(self) -> Floats:
        """Return shares by age (shape [tables, ages])."""
        out = np.empty((self.child.size, len(Age)))
        out[:, Age.CHILD], out[:, Age.ADULT] = self.child, 1.0 - self.child
        return out

    def by_axes(self) -> list[tuple[tuple[int, ...], Floats]]:
        """Return the margins as they are fitted to."""
        ages = self.ages()
        origin = ages[..., None] * np.stack([self.national, 1.0 - self.national], axis=-1)
        crime = origin[..., None] * np.stack([1.0 - self.criminal, self.criminal], axis=-1)
        nationality = origin[:, :, 1].sum(axis=1)[:, None] * self.mix
        nationality[:, Nationality.BRITISH] = origin[:, :, 0].sum(axis=1)
        sex = np.empty((*ages.shape, len(Sex)))
        sex[..., Sex.FEMALE], sex[..., Sex.MALE] = ages * self.female, ages * (1.0 - self.female)
        types = crime[..., 0].sum(axis=2)[..., None] * self.types
        types[..., ExploitationType.CRIMINAL] = crime[..., 1].sum(axis=2)
        return [
            ((TABLE, NATIONALITY), nationality), ((TABLE, AGE, SEX), sex), ((TABLE, AGE, TYPE), types),
            ((TABLE, AGE, NATIONAL, CRIME), crime),
        ]  # fmt: skip

    def fitted(self, seed: Floats) -> Floats:
        """Return the fitted tables (shape [tables, ages, nationalities, sexes, types])."""
        tables = np.repeat(seed[None], self.child.size, axis=0)
        return np.asarray(fitted(tables, self.by_axes()).sum(axis=(NATIONAL, CRIME)))


@dataclass(frozen=True)
class Joint:
    """Cumulative shares of each attribute, given the ones before; `table` is the first index of the first four."""

    age: Floats
    nationality: Floats
    sex: Floats
    type: Floats
    status: Floats
    """By table and nationality."""
    tables: Floats
    """Shares themselves (shape [tables, ages, nationalities, sexes, types])."""


def seed(world: World) -> Floats:
    """Return 1 where attributes may go together, times the odds ratios believed, and 0 where they cannot."""
    out = np.ones((len(Age), 2, len(Nationality), len(Sex), 2, len(ExploitationType)))
    out[:, 0, np.arange(len(Nationality)) != Nationality.BRITISH] = 0.0
    out[:, 1, Nationality.BRITISH] = 0.0
    out[..., 0, ExploitationType.CRIMINAL] = 0.0
    out[..., 1, np.arange(len(ExploitationType)) != ExploitationType.CRIMINAL] = 0.0
    for kind, odds in (
        (ExploitationType.SEXUAL, margins.sexual_female), (ExploitationType.DOMESTIC, margins.domestic_female),
        (ExploitationType.CRIMINAL, margins.criminal_female),
    ):  # fmt: skip
        out[..., Sex.FEMALE, :, kind] *= world.one(odds)
    out[:, :, CANNABIS, :, 1] *= world.one(margins.criminal_cannabis)
    return out


def of_year(world: World, day: float, abroad: bool) -> dict[str, Floats | float]:
    """Return the margins of people who arrive from a day on, those exploited only abroad or all others."""

    def by_age(child: float, adult: float) -> Floats:
        return np.array([child, adult])  # in the order of Age

    one = world.one
    mix = np.zeros(len(Nationality))
    rest = 1.0
    for nationality, share in zip(
        NAMED, (margins.albanian, margins.vietnamese, margins.eritrean, margins.sudanese), strict=True
    ):
        mix[nationality] = rest * one(share, day)
        rest -= mix[nationality]
    mix[Nationality.OTHER] = rest
    mix[ROUTES] *= one(margins.abroad_routes) if abroad else 1.0
    types = np.zeros(len(ExploitationType))
    rest = 1.0
    for kind, share in (
        (ExploitationType.LABOUR, margins.labour), (ExploitationType.SEXUAL, margins.sexual),
        (ExploitationType.DOMESTIC, margins.domestic),
    ):  # fmt: skip
        types[kind] = rest * one(share)
        rest -= types[kind]
    types[ExploitationType.OTHER] = rest
    return {
        "child": one(margins.children_arriving, day),
        "national": np.zeros(len(Age)) if abroad else by_age(
            one(margins.national_children_arriving, day), one(margins.national_adults_arriving, day)),
        "mix": mix / mix.sum(),
        "female": by_age(one(margins.girls), one(margins.women_arriving, day)),
        "criminal": np.array([
            [one(margins.criminal_national_children), one(margins.criminal_other_children)],
            [one(margins.criminal_national_adults), one(margins.criminal_other_adults)],
        ]),
        "types": np.array([types, types]),
    }  # fmt: skip


def by_year(world: World, calendar: Calendar) -> Joint:
    """Return the tables of each year, twice: first of people exploited in the UK, then of those exploited only abroad.

    Table `i` is that of the i-th year of the calendar, table `years + i` that of those exploited only abroad.
    """
    rows = [of_year(world, day, abroad) for abroad in (False, True) for day in calendar.year_starts[:-1]]
    wanted = Margins(**{name: np.array([row[name] for row in rows]) for name in rows[0]})
    tables = wanted.fitted(seed(world))
    return Joint(
        age=cumulative(tables.sum(axis=(2, 3, 4))), nationality=cumulative(tables.sum(axis=(3, 4))),
        sex=cumulative(tables.sum(axis=4)), type=cumulative(tables),
        status=cumulative(statuses(world, tables.sum(axis=(1, 3, 4)))), tables=tables,
    )  # fmt: skip


def statuses(world: World, nationalities: Floats) -> Floats:
    """Return the joint shares of nationality and status (shape [tables, nationalities, statuses])."""
    shares = np.ones((len(Nationality), len(Status)))
    shares[Nationality.BRITISH] = np.arange(len(Status)) == Status.UK_NATIONAL
    shares[np.arange(len(Nationality)) != Nationality.BRITISH, Status.UK_NATIONAL] = 0.0
    shares[NAMED, Status.INSECURE] *= world.one(margins.insecure_named)
    national = nationalities[:, Nationality.BRITISH]
    insecure = (1.0 - national) * world.one(margins.insecure)
    by_status = np.empty((national.size, len(Status)))
    by_status[:, Status.UK_NATIONAL], by_status[:, Status.INSECURE] = national, insecure
    by_status[:, Status.SECURE] = 1.0 - national - insecure
    tables = np.repeat(shares[None], national.size, axis=0)
    return fitted(tables, [((0, 1), nationalities), ((0, 2), np.maximum(by_status, 0.0))])


def cumulative(tables: Floats) -> Floats:
    """Return cumulative shares along the last axis, given all others; rows that nobody is in are all 1."""
    total = tables.sum(axis=-1, keepdims=True)
    out = np.divide(np.cumsum(tables, axis=-1), total, out=np.ones_like(tables), where=total > 0.0)
    out[..., -1] = 1.0
    return np.ascontiguousarray(out)
