"""Mesa users find what they expect: batch_run, DataCollector, the verbs, one person as an object."""

import gc
import warnings
import weakref

import mesa
import numpy as np
import pytest

from model.institutions.competent_authority import CompetentAuthority
from model.institutions.courts import Courts
from model.institutions.police_force import PoliceForce
from model.institutions.prison import Prison
from model.simulation import SurvivorJourneys


@pytest.fixture
def sim():
    return SurvivorJourneys(seed=1, people=800, last_year=2017).run()


def test_institutions_are_mesa_agents(sim):
    by_type = {kind: len(agents) for kind, agents in sim.agents_by_type.items()}
    assert by_type == {PoliceForce: 43, Prison: 117, CompetentAuthority: 2, Courts: 1}


def test_batch_run_runs_the_model_and_returns_its_reporters():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = mesa.batch_run(
            SurvivorJourneys, {"seed": [1, 2], "people": 200, "last_year": 2014}, number_processes=1,
            data_collection_period=-1, display_progress=False, max_steps=1_000,
        )  # fmt: skip
    assert len(rows) == 2
    assert all(row["nrm_referrals"] >= 0 and row["in_exploitation"] > 0 for row in rows)


def test_the_data_collector_gives_a_frame_with_one_row_a_tick(sim):
    frame = sim.datacollector.get_model_vars_dataframe()
    assert len(frame) == len(sim.calendar.boundaries) - 1
    assert frame["nrm_referrals"].is_monotonic_increasing
    assert frame["in_exploitation"].iloc[-1] == sim.people.count(exploitation="exploited")


def test_verbs_agree_with_each_other(sim):
    people = sim.people
    women = people.select(sex="female")
    assert people.count(sex="female") == len(women) == (people.get("sex") == 0).sum()
    assert sum(len(group) for group in people.groupby("status").values()) == len(people)
    assert people.agg("age", np.mean) == pytest.approx(people.get("age").mean())
    assert len(people.select(lambda s: s.get("force") == 3)) == people.count(force=3)
    assert people.count(age=["child", "adult"]) == len(people)


def test_one_person_can_be_seen_as_an_object(sim):
    person = sim.people.select(exploitation="exploited")[0]
    assert person.exploitation == "exploited"
    assert person.sex in {"female", "male"}
    assert "synthetic" in repr(person)
    assert all(day.startswith("20") for day in person.remembered().values())


def test_setting_a_column_retimes_clocks_and_leaves_luck_alone(sim):
    free = sim.people.select(exploitation="exited", exploiter_is="active")
    before = sim.survivors.store.next[free.rows].copy()
    free.set("exploiter_is", "held")
    assert (sim.survivors.store.next[free.rows] != before).any()
    free.set("exploiter_is", "active")
    np.testing.assert_allclose(sim.survivors.store.next[free.rows], before, rtol=1e-12)


def test_unknown_columns_and_processes_are_refused_in_words(sim):
    with pytest.raises(KeyError, match="have no column 'sexx'"):
        sim.people.select(sexx="female")
    with pytest.raises(ValueError, match="is a process"):
        sim.people.set("justice", "in_prison")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"last_year": 2036}, "2014 and 2035"), ({"tick": 0}, "at least one day"), ({"people": 0}, "at least one person")],
)
def test_a_model_that_cannot_be_is_refused_in_words(wrong, told):
    with pytest.raises(ValueError, match=told):
        SurvivorJourneys(**wrong)


def test_mesa_forgets_a_closed_model():
    before = len(mesa.Agent._ids)
    for seed in range(20):
        SurvivorJourneys(seed=seed, people=50, last_year=2014, tick=28, collect=False).run().close()
    gc.collect()
    assert len(mesa.Agent._ids) == before


def test_a_model_at_its_end_is_let_go_even_if_nobody_closes_it():
    sim = SurvivorJourneys(people=100, last_year=2014, tick=28).run()
    gone = weakref.ref(sim)
    del sim
    gc.collect()
    assert gone() is None


@pytest.mark.slow
def test_memory_is_flat_over_a_thousand_runs():
    import resource

    def resident():
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * resource.getpagesize()

    held = []
    for run in range(1_000):
        SurvivorJourneys(seed=run, people=100, last_year=2014, tick=28, collect=False).run().close()
        if run in {200, 999}:
            gc.collect()
            held.append(resident())
    assert held[1] < held[0] + 20 * 2**20
