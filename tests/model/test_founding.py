"""Founding: everybody is drawn from the fitted tables, by luck of their own, and where they stand makes sense."""

import numpy as np
import pytest

from model import exploiter, first_day, margins, reach, register, survivor
from model.arrivals import ABROAD, ARRIVAL, EXITED, STOCK, WAITING
from model.attributes import levels_drawn
from model.calendar import Calendar
from model.chance import keys
from model.exploiter import Case, Liberty
from model.founding import Foundation, found
from model.joint import by_year
from model.leavers import LEAST, MOST, found_leavers
from model.survivor import (
    INSIDE,
    Age,
    Exploitation,
    Held,
    HeldBy,
    Housing,
    Immigration,
    Justice,
    Nation,
    Nationality,
    Status,
    Where,
)
from model.values import World

DECADE, SHORT = Calendar(2023), Calendar(2016)
PEOPLE = 20_000


def founded(draw: int = 0, calendar: Calendar = DECADE, people: int | None = PEOPLE, **overrides: float) -> Foundation:
    register.quantities()
    world = World(4, draw, {name.replace("__", "."): value for name, value in overrides.items()})
    return found(world, calendar, 4, people)


def block(f: Foundation, which: np.uint64) -> np.ndarray:
    """Rows of those who come in the same way."""
    return np.flatnonzero(f.survivors.number >> np.uint64(56) == which >> np.uint64(56))


def people(f: Foundation) -> dict[int, tuple[float, ...]]:
    """Entry, tie and columns by number."""
    columns = np.array(list(f.survivors.columns.values())).T.tolist()
    rows = zip(f.survivors.entry.tolist(), f.exploiter.tolist(), columns, strict=True)
    return dict(zip(f.survivors.number.tolist(), ((e, t, *c) for e, t, c in rows), strict=True))


def test_every_number_that_founding_reads_has_a_name_of_its_own() -> None:
    named = register.quantities()
    for module in (margins, reach, first_day):
        declared = [q for q in vars(module).values() if type(q).__name__ in {"Parameter", "Derived"}]
        assert all(q.name in named for q in declared), f"model/register.py does not know {module.__name__}"


def test_nobody_is_there_twice_and_people_come_in_order() -> None:
    f = founded()
    assert np.unique(f.survivors.number).size == len(f.survivors)
    assert (np.diff(f.survivors.entry) >= 0.0).all()


def test_a_longer_calendar_brings_later_people_and_changes_nobody() -> None:
    short, long = people(founded(calendar=SHORT)), people(founded())
    assert all(long[number] == person for number, person in short.items())
    later = [person[0] for number, person in long.items() if number not in short]
    assert min(later) >= SHORT.end


def test_a_larger_sample_leaves_those_in_exploitation_in_the_smaller_one_as_they_were() -> None:
    small, large = founded(), founded(people=2 * PEOPLE)
    stock = people(small)
    kept = people(large)
    tied_alike = list(survivor.COLUMNS).index(survivor.sex)
    for number in small.survivors.number[block(small, STOCK)].tolist():
        assert stock[number][2 + tied_alike :] == kept[number][2 + tied_alike :]


@pytest.mark.parametrize("draw", [0, 5])
def test_people_are_as_the_fitted_tables_say(draw: int) -> None:
    f = founded(draw, people=None)
    world = World(4, draw)
    tables = by_year(world, DECADE).tables
    c = f.survivors.columns
    at_start = np.concatenate([block(f, b) for b in (STOCK, EXITED)])
    observed = np.zeros(tables.shape[1:])
    where = tuple(
        c[x][at_start] for x in (survivor.age, survivor.nationality, survivor.sex, survivor.exploitation_type)
    )
    np.add.at(observed, where, 1.0 / at_start.size)
    np.testing.assert_allclose(observed, tables[0], atol=5.0 / np.sqrt(at_start.size) * 0.5)
    child = c[survivor.age][at_start] == Age.CHILD
    national = c[survivor.status][at_start] == Status.UK_NATIONAL
    bound = 4.0 * 0.5 / np.sqrt(child.sum())
    assert child.mean() == pytest.approx(world.one(margins.children), abs=bound)
    assert national[child].mean() == pytest.approx(world.one(margins.national_children), abs=bound)
    insecure = c[survivor.status][at_start][~national] == Status.INSECURE
    assert insecure.mean() == pytest.approx(world.one(margins.insecure), abs=bound)


def test_the_mix_of_arrivals_changes_over_the_years() -> None:
    grows = {"margins__national_children_growth": 1.2, "margins__children_growth": 1.1}
    f = founded(people=None, **grows)
    rows = block(f, ARRIVAL)
    first = rows[f.survivors.entry[rows] < 365]
    last = rows[f.survivors.entry[rows] > DECADE.end - 365]
    c = f.survivors.columns

    def national_children(rows: np.ndarray) -> float:
        return float((c[survivor.status][rows][c[survivor.age][rows] == Age.CHILD] == Status.UK_NATIONAL).mean())

    assert national_children(last) > national_children(first) + 0.1
    assert (c[survivor.age][last] == Age.CHILD).mean() > (c[survivor.age][first] == Age.CHILD).mean() + 0.05
    albanian = [(c[survivor.nationality][r] == Nationality.ALBANIAN).mean() for r in (first, last)]
    assert albanian[1] > albanian[0]


def test_a_changed_share_moves_only_those_whose_luck_lies_between() -> None:
    before, after = founded(), founded(margins__women=0.5)
    b, a = before.survivors.columns, after.survivors.columns
    assert (b[survivor.age] == a[survivor.age]).all()
    assert (b[survivor.nationality] == a[survivor.nationality]).mean() > 0.999  # the fit ends within rounding
    changed = b[survivor.sex] != a[survivor.sex]
    assert (b[survivor.age][changed] == Age.ADULT).all()
    assert (a[survivor.sex][changed] == survivor.Sex.FEMALE).all()


def test_status_follows_nationality_and_nobody_british_needs_an_interpreter() -> None:
    c = founded().survivors.columns
    british = c[survivor.nationality] == Nationality.BRITISH
    assert ((c[survivor.status] == Status.UK_NATIONAL) == british).all()
    assert not c[survivor.interpreter][british].any()
    assert not british[c[survivor.where] == Where.ABROAD_ONLY].any()
    assert c[survivor.interpreter][~british].mean() > 0.3


def test_who_has_an_exploiter_takes_area_and_way_of_working_from_them() -> None:
    f = founded()
    c, e = f.survivors.columns, f.exploiters.columns
    tied = f.exploiter >= 0
    assert (tied == (c[survivor.where] == Where.IN_UK)).all()
    assert (c[survivor.force][tied] == e[exploiter.area][f.exploiter[tied]]).all()
    assert (c[survivor.held_by][tied] == e[exploiter.organisation][f.exploiter[tied]] + 1).all()
    assert (c[survivor.held_by][~tied] == HeldBy.NOBODY).all()
    assert (c[survivor.exploiter_is][~tied] == Held.ACTIVE).all()
    held = tied & (f.survivors.entry == 0.0) & (e[exploiter.liberty][f.exploiter] == Liberty.IN_PRISON)
    assert ((c[survivor.exploiter_is] == Held.HELD) == held).all()
    community = c[survivor.force].astype(int) * len(Nationality) + c[survivor.nationality]
    assert (f.community == community).all()


def test_only_adults_and_children_of_england_and_wales_who_got_out_are_inside_on_the_first_day() -> None:
    f = founded(people=None)
    c = f.survivors.columns
    inside = np.isin(c[survivor.justice], INSIDE) | (c[survivor.immigration] == Immigration.DETAINED)
    on_licence = c[survivor.justice] == Justice.ON_LICENCE
    assert inside.sum() > 50
    assert set(np.flatnonzero(inside | on_licence)) <= set(block(f, EXITED))
    assert (c[survivor.nation][inside] == Nation.ENGLAND_AND_WALES).all()
    assert (c[survivor.housing][inside] == Housing.NOT_FOLLOWED).all()
    adult = c[survivor.age] == Age.ADULT
    assert not adult[c[survivor.justice] == Justice.IN_SECURE_ESTATE].any()
    assert adult[np.isin(c[survivor.justice], (Justice.IN_PRISON, Justice.ON_LICENCE))].all()
    sentenced = np.isin(c[survivor.justice], (Justice.IN_PRISON, Justice.ON_LICENCE, Justice.IN_SECURE_ESTATE))
    assert ((c[survivor.sentence] > 0) == sentenced).all()
    assert ((c[survivor.record] > 0) == sentenced).all()
    assert ((c[survivor.offence] > 0) == (c[survivor.justice] != Justice.AT_LIBERTY)).all()
    assert (c[survivor.status][c[survivor.immigration] == Immigration.DETAINED] == Status.INSECURE).all()
    free = (c[survivor.exploitation] == Exploitation.EXITED) & ~inside
    assert (c[survivor.housing][free] != Housing.NOT_FOLLOWED).all()
    assert not c[survivor.housing][c[survivor.exploitation] != Exploitation.EXITED].any()


def test_those_waiting_are_in_the_queue_longest_first_and_only_adults_among_them_in_victim_care() -> None:
    f = founded(people=None)
    assert set(f.waiting) == set(block(f, WAITING))
    assert (np.diff(f.waiting_since) >= 0.0).all()
    assert (f.waiting_since < -44).all()
    cared_for = np.flatnonzero(f.survivors.columns[survivor.support])
    assert set(cared_for) <= set(f.waiting)
    assert (f.survivors.columns[survivor.age][cared_for] == Age.ADULT).all()


def test_cases_and_prisoners_among_exploiters_are_as_many_as_believed() -> None:
    f = founded(people=None)
    c, world = f.exploiters.columns, World(4, 0)
    for rows, wanted in (
        (c[exploiter.case] == Case.UNDER_INVESTIGATION, first_day.investigated),
        (c[exploiter.case] == Case.PREPARING_TRIAL, first_day.charged),
        (c[exploiter.liberty] == Liberty.IN_PRISON, first_day.imprisoned),
    ):
        assert rows.sum() == pytest.approx(world.one(wanted), abs=4.0 * np.sqrt(world.one(wanted)))
    recorded_rows, recorded_on = f.remembered[exploiter.recorded]
    charged_rows, charged_on = f.remembered[exploiter.charged]
    recorded = dict(zip(recorded_rows.tolist(), recorded_on.tolist(), strict=True))
    assert all(recorded[r] < day < 0.0 for r, day in zip(charged_rows.tolist(), charged_on.tolist(), strict=True))
    assert sorted(f.investigated.tolist()) == np.flatnonzero(c[exploiter.case] == Case.UNDER_INVESTIGATION).tolist()
    assert (np.diff([recorded[r] for r in f.investigated.tolist()]) >= 0.0).all()


def test_a_level_is_the_first_whose_cumulative_share_is_above_the_luck() -> None:
    own = np.asarray(keys(1, np.arange(50_000, dtype=np.uint64)))
    shares = np.array([[0.2, 0.7, 1.0], [0.0, 0.0, 1.0]])
    row = np.arange(50_000) % 2
    level = levels_drawn(own, 7, row, shares)
    assert (level[1::2] == 2).all()
    np.testing.assert_allclose(np.bincount(level[::2]) / 25_000, [0.2, 0.5, 0.3], atol=0.01)


@pytest.mark.parametrize("draw", range(3))
def test_extreme_numbers_still_found_a_world(draw: int) -> None:
    extremes = {"margins__children": 1.0, "margins__national_children": 1.0, "margins__girls": 0.0}
    f = founded(draw, people=2_000, **extremes)
    c = f.survivors.columns
    in_uk = c[survivor.where] == Where.IN_UK
    assert (c[survivor.age] == Age.CHILD).all()
    assert (c[survivor.nationality][in_uk] == Nationality.BRITISH).all()
    assert (c[survivor.sex] == survivor.Sex.MALE).all()


# Other prison leavers -----------------------------------------------------------------------------------------------


def test_other_leavers_are_a_sample_of_their_own_whom_exploitation_does_not_touch() -> None:
    world = World(4, 0)
    people_, scale = found_leavers(world, DECADE, 4, 1.0)
    late = people_.entry > 0.0
    assert late.sum() / 10 == pytest.approx(MOST, rel=0.05)
    assert scale == pytest.approx(world.one(first_day.leavers) / MOST)
    c = people_.columns
    assert (np.diff(people_.entry) >= 0.0).all()
    assert np.unique(people_.number).size == len(people_)
    assert (c[survivor.reference] == 1).all()
    assert (c[survivor.exploitation] == Exploitation.NOT_RECRUITED).all()
    assert (c[survivor.justice] == Justice.IN_PRISON).all()
    assert not (c[survivor.status] == Status.INSECURE).any()
    foreign = (c[survivor.nationality] != Nationality.BRITISH).mean()
    assert foreign == pytest.approx(world.one(first_day.leavers_foreign), abs=0.01)
    assert (c[survivor.sentence] > 0).all()


def test_a_small_sample_has_fewer_other_leavers_but_never_fewer_than_two_hundred_a_year() -> None:
    world = World(4, 0)
    some, scale = found_leavers(world, DECADE, 4, 4.0)
    few, larger = found_leavers(world, DECADE, 4, 500.0)
    assert (some.entry > 0.0).sum() / 10 == pytest.approx(MOST / 4, rel=0.1)
    assert (few.entry > 0.0).sum() / 10 == pytest.approx(LEAST, rel=0.1)
    assert larger == pytest.approx(scale * MOST / 4 / LEAST)


def test_other_leavers_depend_on_no_survivor() -> None:
    one, _ = found_leavers(World(4, 0), DECADE, 4, 1.0)
    other, _ = found_leavers(World(4, 0, {"reach.people_in_exploitation": 12_345.0}), DECADE, 4, 1.0)
    assert (one.number == other.number).all()
    assert all((one.columns[c] == other.columns[c]).all() for c in one.columns)


def test_people_exploited_only_abroad_are_never_uk_nationals_and_come_later() -> None:
    f = founded()
    rows = block(f, ABROAD)
    assert rows.size > 100
    assert (f.survivors.columns[survivor.where][rows] == Where.ABROAD_ONLY).all()
    assert not (f.survivors.columns[survivor.nationality][rows] == Nationality.BRITISH).any()
