"""Planted faults: the comparison of engines must notice each of them, or it proves nothing.

Each is planted in the fast engine, or, where the two share something, after the slow one has lived.
"""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from engines import LIVELY, plain_record, record

from model import mail, simulation, ties
from model.evidence import Adopted
from model.institutions.desk import Desk
from model.institutions.server import CaseworkServer, DecisionServer, PlacesServer
from model.mail import Post
from model.plain.journeys import PlainJourneys
from model.population import Population
from model.routes import Whom
from model.rules import Form
from model.simulation import SurvivorJourneys
from model.stages import exploitation, investigation, word_of_mouth
from model.survivor import reference
from model.tables import ASK, COUNT, IF, MARK, SHIFT
from model.ties import Circle, Ties
from model.values import World

WORLD = {"seed": 5, "draw": 2, "people": 120, "tick": 28, "last_year": 2023,
         "overrides": LIVELY | {"first_day.leavers": 15.0}}  # fmt: skip


def clock(name):
    return next(k for c, k in simulation.SURVIVOR_LAYOUT.clocks.items() if c.name == name)


def with_tables(monkeypatch, **arrays):
    layout = simulation.SURVIVOR_LAYOUT
    changed = {}
    for field, (index, value) in arrays.items():
        array = getattr(layout.tables, field).copy()
        array[index] = value(array[index]) if callable(value) else value
        changed[field] = array
    monkeypatch.setattr(layout, "tables", layout.tables._replace(**changed))


def nodes(op):
    return np.flatnonzero(simulation.SURVIVOR_LAYOUT.tables.op == op)


def instead(monkeypatch, of, name, wrong):
    """Put `wrong(right, self, ...)` in the place of a method."""
    right = getattr(of, name)
    monkeypatch.setattr(of, name, lambda self, *given, **named: wrong(partial(right, self), self, *given, **named))


# Clocks, numbers and steps ------------------------------------------------------------------------------------------


def a_clock_reused(monkeypatch):
    key = simulation.SURVIVOR_LAYOUT.tables.key[clock("recruited")]
    with_tables(monkeypatch, key=(clock("left alone"), key))


def a_question_that_reuses_the_luck_of_another(monkeypatch):
    asks = np.flatnonzero(simulation.SURVIVOR_LAYOUT.tables.question)
    with_tables(monkeypatch, question=(asks, simulation.SURVIVOR_LAYOUT.tables.question[asks[0]]))


def a_rate_per_month_taken_per_week(monkeypatch):
    at = simulation.SURVIVOR_LAYOUT.tables.pace_at[clock("recruited")]

    def wrong(right, layout, *given, **named):
        vector = right(*given, **named)
        if layout is simulation.SURVIVOR_LAYOUT:
            vector[at] *= 12 / 365.25 * 7
        return vector

    instead(monkeypatch, type(simulation.SURVIVOR_LAYOUT), "numbers", wrong)


def a_fixed_wait_drawn_as_exponential(monkeypatch):
    with_tables(monkeypatch, form=(clock("recovery period ends"), Form.EXPONENTIAL.value))


def a_local_pace_read_at_one_place_for_all(monkeypatch):
    with_tables(monkeypatch, pace_column=(slice(None), -1))


def yes_taken_for_no(monkeypatch):
    t = simulation.SURVIVOR_LAYOUT.tables
    forks = np.flatnonzero((t.on_yes != t.on_no) & (t.op == ASK))[::7]
    with_tables(monkeypatch, on_yes=(forks, t.on_no[forks]), on_no=(forks, t.on_yes[forks]))


def a_fork_turned_round(monkeypatch):
    t = simulation.SURVIVOR_LAYOUT.tables
    forks = nodes(IF)[::7]
    with_tables(monkeypatch, on_yes=(forks, t.on_no[forks]), on_no=(forks, t.on_yes[forks]))


def odds_left_out(monkeypatch):
    with_tables(monkeypatch, odds_start=(slice(None), 0))


def a_shift_in_the_wrong_direction(monkeypatch):
    with_tables(monkeypatch, second=(nodes(SHIFT), lambda by: -by))


def a_shift_beyond_the_last_level_held_one_short(monkeypatch):
    trauma = next(i for c, i in simulation.SURVIVOR_LAYOUT.columns.items() if c.name == "trauma")
    with_tables(monkeypatch, column_size=(trauma, lambda size: size - 1))


def a_mark_put_in_another_memory(monkeypatch):
    with_tables(monkeypatch, first=(nodes(MARK), 0))


def events_counted_however_long_after(monkeypatch):
    with_tables(monkeypatch, span=(nodes(COUNT), 1e6))


def a_trigger_pulled_in_whatever_state(monkeypatch):
    waits = len(simulation.SURVIVOR_LAYOUT.kind.waits)
    with_tables(monkeypatch, at=(slice(waits, None), np.uint64(2**64 - 1)))


def a_change_of_column_that_retimes_nothing(monkeypatch):
    with_tables(monkeypatch, reads=(slice(None), 0), state_reads=(slice(None), 0))


def a_dated_value_that_never_comes_into_force(monkeypatch):
    monkeypatch.setattr(Population, "renumber", lambda self, *_: None)


def a_dated_value_that_forgets_the_waits_under_way(monkeypatch):
    monkeypatch.setattr(Population, "renumber", lambda self, numbers, *_: setattr(self, "numbers", numbers))


def a_dated_value_that_the_reference_cohort_misses(monkeypatch):
    def wrong(right, self, *given):
        column = self.layout.columns.get(reference)
        if column is None or not self.store.founding[:, column].all():
            right(*given)

    instead(monkeypatch, Population, "renumber", wrong)


def an_adopted_practice_inverted(monkeypatch):
    def wrong(right, world, quantity, day, place):
        value = right(quantity, day, place)
        return 1.0 - value if isinstance(quantity, Adopted) and np.ndim(value) else value

    instead(monkeypatch, World, "_base", wrong)


def the_luck_of_two_regimes_swapped(monkeypatch):
    def wrong(right, world, name, *given):
        return 1.0 - right(name, *given) if " from " in name else right(name, *given)

    instead(monkeypatch, World, "uniform", wrong)


# Queues -------------------------------------------------------------------------------------------------------------


def the_order_of_service_reversed(monkeypatch):
    instead(monkeypatch, DecisionServer, "shares", lambda right, *_: right()[::-1].copy())


def a_server_too_many(monkeypatch):
    instead(monkeypatch, Desk, "work", lambda right, _, staff, days: right(staff + 1.0, days))


def capacity_rounded_down(monkeypatch):
    instead(monkeypatch, Desk, "work", lambda right, _, staff, days: right(np.floor(staff), days))


def a_case_served_out_of_turn(monkeypatch):
    def last_first(right, self, *given):
        right(*given)
        self.case, self.place, self.left = self.case[::-1].copy(), self.place[::-1].copy(), self.left[::-1].copy()

    instead(monkeypatch, Desk, "receive", last_first)


def the_staff_of_one_force_at_work_in_another(monkeypatch):
    def wrong(right, self, queue, *given):
        right(queue, *given)
        self.staff_shares = np.roll(self.staff_shares, 1)

    instead(monkeypatch, CaseworkServer, "__init__", wrong)


def one_place_too_many(monkeypatch):
    right = PlacesServer.occupied
    monkeypatch.setattr(PlacesServer, "occupied", property(lambda self: max(0, right.fget(self) - 1)))


def a_place_given_to_whoever_came_last(monkeypatch):
    instead(monkeypatch, PlacesServer, "turn", lambda right, _, arrived, *given: right(arrived[::-1], *given))


def those_who_left_a_queue_not_passed_over(monkeypatch):
    instead(monkeypatch, DecisionServer, "still", lambda right, _, rows: np.ones(rows.size, bool))


def a_queue_never_served(queue):
    def plant(monkeypatch):
        for of in (DecisionServer, CaseworkServer, PlacesServer):
            instead(monkeypatch, of, "turn", lambda right, self, *given: self.queue is queue or right(*given))

    plant.__name__ = f"{queue.name}, never served"
    return plant


# Mail and ties ------------------------------------------------------------------------------------------------------


def mail_read_in_order_of_row_rather_than_of_time(monkeypatch):
    instead(monkeypatch, Population, "open_mail", lambda right, _: {t: np.sort(rows) for t, rows in right().items()})


def messages_delivered_a_tick_late(monkeypatch):
    late = {}

    def wrong(right, self):
        before, late[self] = late.get(self, {}), right()
        return before

    instead(monkeypatch, Population, "open_mail", wrong)


def a_route_that_reaches_the_wrong_people(route, whom):
    def plant(monkeypatch):
        wrong = tuple(replace(r, whom=whom) if r is route else r for r in simulation.ROUTES)
        monkeypatch.setattr(simulation, "ROUTES", wrong)

    plant.__name__ = f"{route.topic.name}: {whom.name.lower()} rather than {route.whom.name.lower()}"
    return plant


def an_operation_that_comes_after_the_crimes_recorded_in_it(monkeypatch):
    routes = tuple(replace(r, turn=2) if r is investigation.opens_by_operation else r for r in simulation.ROUTES)
    monkeypatch.setattr(simulation, "ROUTES", routes)


def companions_beyond_reach(monkeypatch):
    monkeypatch.setattr(ties, "NEAR", ties.NEAR + 1)


def the_one_who_tells_counted_among_those_told(monkeypatch):
    instead(monkeypatch, Circle, "others", lambda right, _, rows: np.union1d(right(rows), rows))


def ties_that_never_change(monkeypatch):
    monkeypatch.setattr(Ties, "tie", lambda self, rows, exploiters: None)


def former_ties_that_still_reach(monkeypatch):
    def wrong(right, self, exploiters):
        came = [self.companions.members[self.companions.first[e] : self.companions.first[e + 1]] for e in exploiters]
        return np.union1d(right(exploiters), np.concatenate([np.zeros(0, np.int64), *came]))

    instead(monkeypatch, Ties, "tied_to", wrong)


def the_next_exploiter_drawn_from_others_shares(monkeypatch):
    def wrong(right, self, *given):
        right(*given)
        self._weights = np.cumsum(np.diff(self._weights, prepend=0.0)[::-1])

    instead(monkeypatch, Post, "__init__", wrong)


def back_to_the_same_exploiter_always(monkeypatch):
    instead(monkeypatch, Post, "deliver", lambda right, _, now, back_to_the_same: right(now, 1.0))


def witnesses_never_released(monkeypatch):
    monkeypatch.setattr(Post, "_close", lambda self, over, now: None)


def witnesses_never_counted(monkeypatch):
    monkeypatch.setattr(Post, "_hear_witnesses", lambda self, mail, now: None)


def those_to_come_not_told_of_their_exploiter(monkeypatch):
    monkeypatch.setattr(Post, "_tell_those_to_come", lambda self, mail, now: None)


def an_order_overlooked_by_those_to_come(monkeypatch):
    state = {topic: level for topic, level in mail.STATE_AFTER.items() if topic is not mail.restricted_topic}
    monkeypatch.setattr(mail, "STATE_AFTER", state)


FAULTS = (
    a_clock_reused, a_question_that_reuses_the_luck_of_another, a_rate_per_month_taken_per_week,
    a_fixed_wait_drawn_as_exponential, a_local_pace_read_at_one_place_for_all, yes_taken_for_no, a_fork_turned_round,
    odds_left_out, a_shift_in_the_wrong_direction, a_shift_beyond_the_last_level_held_one_short,
    a_mark_put_in_another_memory, events_counted_however_long_after, a_trigger_pulled_in_whatever_state,
    a_change_of_column_that_retimes_nothing, a_dated_value_that_never_comes_into_force,
    a_dated_value_that_forgets_the_waits_under_way, a_dated_value_that_the_reference_cohort_misses,
    an_adopted_practice_inverted, the_luck_of_two_regimes_swapped,
    the_order_of_service_reversed, a_server_too_many, capacity_rounded_down, a_case_served_out_of_turn,
    the_staff_of_one_force_at_work_in_another, one_place_too_many, a_place_given_to_whoever_came_last,
    those_who_left_a_queue_not_passed_over,
    *(a_queue_never_served(queue) for queue in simulation.QUEUES),
    mail_read_in_order_of_row_rather_than_of_time, messages_delivered_a_tick_late,
    a_route_that_reaches_the_wrong_people(exploitation.lets_go, Whom.WITNESSES),
    a_route_that_reaches_the_wrong_people(word_of_mouth.in_the_community, Whom.COMPANIONS),
    a_route_that_reaches_the_wrong_people(investigation.names, Whom.EXPLOITER),
    an_operation_that_comes_after_the_crimes_recorded_in_it, companions_beyond_reach,
    the_one_who_tells_counted_among_those_told, ties_that_never_change, former_ties_that_still_reach,
    the_next_exploiter_drawn_from_others_shares, back_to_the_same_exploiter_always, witnesses_never_released,
    witnesses_never_counted, those_to_come_not_told_of_their_exploiter, an_order_overlooked_by_those_to_come,
)  # fmt: skip


@pytest.fixture(scope="module")
def slow():
    return plain_record(PlainJourneys(**WORLD).run())


def test_without_a_fault_the_engines_agree(slow):
    assert record(SurvivorJourneys(trace=True, collect=False, **WORLD).run()) == slow


@pytest.mark.parametrize("plant", FAULTS, ids=lambda f: f.__name__)
def test_a_planted_fault_is_noticed(monkeypatch, slow, plant):
    plant(monkeypatch)
    assert record(SurvivorJourneys(trace=True, collect=False, **WORLD).run()) != slow
