"""The benchmarks work: small versions of what they time, so that no change of the model breaks them unseen."""

from benchmarks import engines, sizes


def test_the_fast_engine_lives_the_benchmark():
    seconds, people, events, table = engines.fast(200)
    assert seconds > 0 and people > 200 and events > 0 and table["nrm_referrals", "all"].sum() > 0


def test_people_are_counted_and_memory_told(capsys):
    assert sizes.simulated(400.0) > sizes.simulated(200.0) > 200
    sizes.peak_of_one_run(200.0)
    assert "peak memory" in capsys.readouterr().out
