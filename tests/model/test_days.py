"""Days spent in a state: added up from entries and exits, and by brute force from a journal of every move."""

from itertools import pairwise

import numpy as np
import pytest
from engines import FEW_LEAVERS, LIVELY

from model.simulation import SurvivorJourneys

WORLDS = [(7, 2015, LIVELY), (28, 2018, FEW_LEAVERS)]


@pytest.fixture(scope="module", params=WORLDS, ids=["lively", "as it is"])
def sim(request):
    tick, last_year, overrides = request.param
    world = {"seed": 3, "draw": 2, "people": 80, "tick": tick, "last_year": last_year, "overrides": overrides}
    return SurvivorJourneys(journal=True, collect=False, **world).run()


def stays(population):
    """Yield every stay of everyone who entered: who, in which process and state, from when until when."""
    journal, n = population.books.journal, int(population.books.journal.used[0])
    end = population.calendar.end
    for process, p in population.layout.processes.items():
        since = population.founders.entry.copy()
        for i in range(n):
            if journal.process[i] == p:
                who, when = int(journal.who[i]), float(journal.when[i])
                yield who, process, int(journal.before[i]), since[who], when
                since[who] = when
        for who in np.flatnonzero(population.store.here):
            yield int(who), process, int(population.level(process)[who]), since[who], end


@pytest.mark.parametrize("whose", ["survivors", "exploiters", "leavers"])
def test_days_in_a_state_are_those_between_the_moves_in_the_journal(sim, whose):
    population = getattr(sim, whose)
    starts = sim.calendar.year_starts
    days, visits, checked = {}, {}, 0
    for who, process, state, since, until in stays(population):
        shape = population.books.counts.shape[1:]
        found = days.setdefault((process, state), np.zeros(shape))
        visits[process, state] = visits.get((process, state), 0) + 1
        for year in range(len(starts) - 1):
            found[year, population.store.cell[who]] += max(0.0, min(until, starts[year + 1]) - max(since, starts[year]))
    for process, state in population.layout.states():
        expected = days.get((process, state), np.zeros(population.books.counts.shape[1:]))
        np.testing.assert_allclose(population.days_in(process, state), expected, atol=1e-6 * (1 + expected.max()))
        assert population.flow(process, state).sum() == visits.get((process, state), 0)
        checked += (process, state) in visits
    assert checked > {"survivors": 40, "exploiters": 6, "leavers": 15}[whose]


@pytest.mark.parametrize("whose", ["survivors", "exploiters", "leavers"])
def test_the_days_in_all_states_of_a_process_are_those_of_everyone_there(sim, whose):
    population = getattr(sim, whose)
    starts, entry = sim.calendar.year_starts, population.founders.entry[population.store.here == 1]
    present = np.array([np.clip(end - np.maximum(entry, start), 0.0, None).sum() for start, end in pairwise(starts)])
    for process in population.kind.processes:
        days = sum(population.days_in(process, state).sum(axis=1) for state in range(process.size))
        np.testing.assert_allclose(days, present, rtol=1e-9)


def test_a_state_that_nobody_is_ever_in_takes_no_days(sim):
    for population in sim.populations:
        for process, state in population.layout.states():
            if population.flow(process, state).sum() == 0:
                assert (population.days_in(process, state) == 0.0).all()


def test_a_journal_says_what_moved_whom_and_each_move_leaves_where_the_last_arrived(sim):
    for population in sim.populations:
        journal, n = population.books.journal, int(population.books.journal.used[0])
        state = {}
        for i in range(n):
            key = int(journal.who[i]), int(journal.process[i])
            assert state.get(key, int(journal.before[i])) == int(journal.before[i])
            state[key] = int(journal.after[i])
        for (who, p), level in state.items():
            assert population.level(population.kind.processes[p])[who] == level
