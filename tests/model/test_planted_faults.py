"""Planted faults: the comparison of engines must notice each of them, or it proves nothing."""

import numpy as np
import pytest

from model import simulation
from model.institutions.competent_authority import CompetentAuthority
from model.institutions.desk import Desk
from model.plain.journeys import PlainJourneys
from model.population import Population
from model.rules import Form
from model.simulation import SurvivorJourneys

WORLD = {"seed": 5, "draw": 2, "people": 400, "tick": 28, "last_year": 2023}


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


def a_clock_reused(monkeypatch):
    key = simulation.SURVIVOR_LAYOUT.tables.key[clock("recruited")]
    with_tables(monkeypatch, key=(clock("left alone"), key))


def a_question_that_reuses_the_luck_of_another(monkeypatch):
    asks = np.flatnonzero(simulation.SURVIVOR_LAYOUT.tables.question)
    with_tables(monkeypatch, question=(asks, simulation.SURVIVOR_LAYOUT.tables.question[asks[0]]))


def a_rate_per_month_taken_per_week(monkeypatch):
    numbers = simulation.SURVIVOR_LAYOUT.numbers
    at = simulation.SURVIVOR_LAYOUT.tables.pace_at[clock("recruited")]

    def wrong(world, day):
        vector = numbers(world, day)
        vector[at] *= 12 / 365.25 * 7
        return vector

    monkeypatch.setattr(simulation.SURVIVOR_LAYOUT, "numbers", wrong)


def the_order_of_service_reversed(monkeypatch):
    shares = CompetentAuthority.shares
    monkeypatch.setattr(CompetentAuthority, "shares", lambda self, now: shares(self, now)[::-1].copy())


def a_server_too_many(monkeypatch):
    work = Desk.work
    monkeypatch.setattr(Desk, "work", lambda self, staff, days: work(self, staff + 1.0, days))


def capacity_rounded_down(monkeypatch):
    work = Desk.work
    monkeypatch.setattr(Desk, "work", lambda self, staff, days: work(self, np.floor(staff), days))


def yes_taken_for_no(monkeypatch):
    t = simulation.SURVIVOR_LAYOUT.tables
    forks = np.flatnonzero((t.on_yes != t.on_no) & (t.op == 0))[::7]
    with_tables(monkeypatch, on_yes=(forks, t.on_no[forks]), on_no=(forks, t.on_yes[forks]))


def odds_left_out(monkeypatch):
    with_tables(monkeypatch, odds_start=(slice(None), 0))


def a_change_of_column_that_retimes_nothing(monkeypatch):
    with_tables(monkeypatch, reads=(slice(None), 0), state_reads=(slice(None), 0))


def a_dated_value_that_never_comes_into_force(monkeypatch):
    monkeypatch.setattr(Population, "renumber", lambda self, numbers, now: None)


def a_dated_value_that_forgets_the_waits_under_way(monkeypatch):
    monkeypatch.setattr(Population, "renumber", lambda self, numbers, now: setattr(self, "numbers", numbers))


def a_fixed_wait_drawn_as_exponential(monkeypatch):
    with_tables(monkeypatch, form=(clock("recovery period ends"), Form.EXPONENTIAL.value))


def mail_read_in_order_of_row_rather_than_of_time(monkeypatch):
    open_mail = Population.open_mail
    monkeypatch.setattr(Population, "open_mail", lambda self: {t: np.sort(r) for t, r in open_mail(self).items()})


def a_case_served_out_of_turn(monkeypatch):
    receive = Desk.receive

    def last_first(self, cases, places, keys, mean_days):
        receive(self, cases, places, keys, mean_days)
        self.case, self.place, self.left = self.case[::-1].copy(), self.place[::-1].copy(), self.left[::-1].copy()

    monkeypatch.setattr(Desk, "receive", last_first)


FAULTS = (
    a_clock_reused, a_question_that_reuses_the_luck_of_another, a_rate_per_month_taken_per_week,
    the_order_of_service_reversed, a_server_too_many, capacity_rounded_down, yes_taken_for_no, odds_left_out,
    a_change_of_column_that_retimes_nothing, a_dated_value_that_never_comes_into_force,
    a_dated_value_that_forgets_the_waits_under_way, a_fixed_wait_drawn_as_exponential,
    mail_read_in_order_of_row_rather_than_of_time, a_case_served_out_of_turn,
)  # fmt: skip


def journeys(sim):
    rows = []
    for population in (sim.survivors, sim.exploiters):
        trace, clocks = population.books.trace, [c.name for c in population.layout.clocks]
        rows += [
            (
                float(trace.when[i]),
                population.kind.name,
                int(population.founders.number[trace.who[i]]),
                clocks[trace.what[i]],
            )
            for i in range(int(trace.used[0]))
        ]
    return sorted(rows)


@pytest.fixture(scope="module")
def slow():
    return sorted(PlainJourneys(**WORLD).run().trace)


def test_without_a_fault_the_engines_agree(slow):
    assert journeys(SurvivorJourneys(trace=True, collect=False, **WORLD).run()) == slow


@pytest.mark.parametrize("plant", FAULTS, ids=lambda f: f.__name__)
def test_a_planted_fault_is_noticed(monkeypatch, slow, plant):
    plant(monkeypatch)
    assert journeys(SurvivorJourneys(trace=True, collect=False, **WORLD).run()) != slow
