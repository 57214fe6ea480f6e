"""The numbers in force: practices that places adopt, regimes that share their luck or not, and the memory of a day."""

from datetime import date

import numpy as np
import pytest

from model import register
from model.calendar import day_of
from model.evidence import Adopted, Assumption, Derived, Local, Parameter
from model.priors import Known, LogNormal, Share
from model.rules import Column
from model.values import Change, World

PLACE, OTHER = Column("place", 43, ""), Column("same place", 43, "")
DRAWS = range(1, 40)
TOY = Assumption("a toy")


def named(name, quantity):
    object.__setattr__(quantity, "name", name)
    return quantity


def parameter(name, prior, unit="share", anew=False):
    return named(name, Parameter("a toy number", unit, prior, TOY, anew=anew))


share = parameter("toy.share", Share(0.05, 0.95))
practice = named("toy.practice", Adopted("a toy practice", "share", share=share, place=(PLACE, OTHER)))
here = Adopted("a toy practice of one kind of place", "share", share=share, place=PLACE)
DATED = {"2014-01-01": Share(0.1, 0.9), "2018-01-01": Share(0.3, 0.99), "2020-07-01": Known(0.25)}
LATER, LAST = day_of(date(2018, 1, 1)), day_of(date(2020, 7, 1))


def at(world, quantity, day=0.0, place=None):
    return np.asarray(world.at(quantity, day, place))


@pytest.mark.parametrize("draw", DRAWS)
def test_a_place_that_adopts_at_one_share_has_adopted_at_every_larger_one(draw):
    before = np.zeros(PLACE.size)
    for part in np.linspace(0.0, 1.0, 21):
        adopted = at(World(1, draw, {"toy.share": part}), practice, place=PLACE)
        assert set(adopted.tolist()) <= {0.0, 1.0}
        assert (adopted >= before).all()
        before = adopted
    assert before.all()


def test_as_many_places_adopt_as_the_share_says():
    adopted = [at(World(seed, 1, {"toy.share": 0.3}), practice, place=OTHER).mean() for seed in range(200)]
    error = (0.3 * 0.7 / (200 * OTHER.size)) ** 0.5
    assert abs(np.mean(adopted) - 0.3) < 4 * error


def test_where_places_do_not_matter_a_practice_is_its_share():
    world = World(1, 3)
    assert at(world, practice) == at(world, share)
    assert at(world, here, place=OTHER) == at(world, share), "that place has nothing to do with it"
    assert set(at(world, practice, place=PLACE).tolist()) <= {0.0, 1.0}
    np.testing.assert_array_equal(at(world, practice, place=PLACE), at(world, practice, place=OTHER))


def test_a_practice_depends_on_its_share_and_its_name_only():
    world = World(1, 5)
    alone = at(world, practice, place=PLACE)
    at(world, share), at(world, here, place=PLACE)
    np.testing.assert_array_equal(alone, at(World(1, 5), practice, place=PLACE))
    assert (alone != at(World(1, 6), practice, place=PLACE)).any()


@pytest.mark.parametrize("draw", DRAWS)
def test_regimes_share_their_luck_unless_drawn_anew(draw):
    shared, anew = parameter("toy.dated", DATED), parameter("toy.anew", DATED, anew=True)
    world = World(1, draw)
    first, second = (Share(0.1, 0.9), Share(0.3, 0.99))
    luck = world.uniform("toy.dated")
    assert [float(at(world, shared, day)) for day in (0.0, LATER - 1, LATER, LAST)] == [
        first.quantile(luck), first.quantile(luck), second.quantile(luck), 0.25,
    ]  # fmt: skip
    own = [world.uniform(f"toy.anew from {day}") for day in ("2014-01-01", "2018-01-01")]
    assert own[0] != own[1]
    assert [float(at(world, anew, day)) for day in (0.0, LATER)] == [first.quantile(own[0]), second.quantile(own[1])]


def test_in_the_middle_draw_every_prior_is_at_its_median():
    for anew in (False, True):
        dated = parameter("toy.dated", DATED, anew=anew)
        world = World(9, 0)
        assert at(world, dated, 0.0) == Share(0.1, 0.9).median
        assert at(world, dated, LATER) == Share(0.3, 0.99).median
        assert at(world, here, place=PLACE).all() == (Share(0.05, 0.95).median > 0.5)


def test_a_number_asked_for_earlier_or_twice_on_other_days_is_still_that_of_its_day():
    dated = parameter("toy.dated", DATED)
    twice = named("toy.twice", Derived("twice", "share", (dated, share), lambda a, b: 2 * a * b))
    spread = parameter("toy.spread", LogNormal(0.1, 1.0), "ratio")
    local = named("toy.local", Local("by place", "share", middle=dated, spread=spread, place=PLACE))
    days = [0.0, LATER, LAST, LATER - 0.5, 0.0, LAST + 900, LATER, LAST, 0.0]
    one = World(3, 7)
    for day in days:
        for quantity, place in ((dated, None), (twice, None), (local, PLACE), (practice, PLACE), (local, None)):
            fresh = at(World(3, 7), quantity, day, place)
            np.testing.assert_array_equal(at(one, quantity, day, place), fresh)
            np.testing.assert_array_equal(at(one, quantity, day, place), fresh)


def test_a_lever_acts_from_its_day_on_whatever_was_asked_for_before():
    dated, start = parameter("toy.dated", DATED), LATER + 100.0
    half = Change("toy", dated, "times", 0.5, start, end=start + 200.0)
    grown = Change("toy", share, "set", 1.0, start, coverage=0.5, place=PLACE)
    with_it, without = World(2, 4, changes=(half, grown)), World(2, 4)
    for day in (start - 1, start, start + 199, start + 200, start - 1, start):
        on = start <= day < start + 200
        assert at(with_it, dated, day) == at(without, dated, day) * (0.5 if on else 1.0)
        moved = at(with_it, share, day, PLACE) != at(without, share, day, PLACE)
        assert (np.count_nonzero(moved) > 0) == (day >= start)


def test_an_override_stands_on_every_day_and_in_every_place():
    dated = parameter("toy.dated", DATED)
    world = World(1, 2, {"toy.dated": 0.4, "toy.practice": 1.0})
    assert {float(at(world, dated, day)) for day in (0.0, LATER, LAST)} == {0.4}
    assert at(world, practice, place=PLACE).tolist() == 1.0


@pytest.mark.parametrize("draw", [0, 1, 2, 3])
def test_every_number_of_the_model_is_one_in_every_regime_and_those_believed_within_their_limits(draw):
    world, quantities = World(1, draw), register.quantities()
    days = sorted(world.days_of_change(tuple(quantities.values())) | {0.0})
    for day in days:
        for name, quantity in quantities.items():
            value = at(world, quantity, day)
            low, high = quantity.limits if isinstance(quantity, Parameter) else (0.0, np.inf)
            high = 1.0 if quantity.unit == "share" else high
            assert np.isfinite(value).all() and (low <= value).all() and (value <= high).all(), (name, day, value)
