"""Causal claims: each is tried, merged or left out, and those tried show the sign of the evidence."""

from collections import Counter

import pytest

from experiments.claim_experiments import EXPERIMENTS, LEFT_OUT, MERGED
from experiments.signs import Answer, answers, page, tried
from model import register
from model.claims import claims
from model.evidence import Parameter
from model.measure import REPORTED
from model.reading import BY_NAME

TRIED = [experiment.claim for experiment in EXPERIMENTS]
GROUPS = {"all"} | {f"{column.name}={column.label(level)}" for column in REPORTED for level in range(column.size)}


def test_every_claim_is_tried_merged_or_left_out_exactly_once():
    assert Counter([*TRIED, *MERGED, *LEFT_OUT]) == Counter(list(claims()))
    assert set(MERGED.values()) <= set(TRIED)
    assert all(len(reason) > 30 for reason in LEFT_OUT.values())
    assert len(TRIED) >= 75


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=TRIED)
class TestAnExperiment:
    def test_sets_numbers_of_the_register_and_watches_a_known_outcome(self, experiment):
        assert experiment.outcome in BY_NAME
        assert experiment.group in (GROUPS if BY_NAME[experiment.outcome].of == "survivors" else {"all"})
        for numbers in (
            experiment.none, experiment.strong, experiment.both, experiment.off, experiment.setting.numbers,
        ):  # fmt: skip
            for quantity in numbers:
                assert register.quantities()[quantity.name] is quantity

    def test_has_two_worlds_that_differ_in_the_numbers_of_the_claim(self, experiment):
        assert experiment.none.keys() == experiment.strong.keys()
        assert all(experiment.none[quantity] != experiment.strong[quantity] for quantity in experiment.none)

    def test_does_not_set_what_it_watches(self, experiment):
        for numbers in (experiment.none, experiment.strong):
            assert experiment.outcome not in {quantity.name.rpartition(".")[2] for quantity in numbers}

    def test_has_the_sign_of_the_claim_or_says_why_not(self, experiment):
        sign = {"+": 1, "-": -1}.get(claims()[experiment.claim].sign)
        assert experiment.sign in (1, -1)
        assert experiment.sign == sign or experiment.why

    def test_takes_an_effect_away_by_numbers_that_are_not_moved(self, experiment):
        assert not experiment.off.keys() & experiment.strong.keys()
        assert all(value in (0, 1) for value in experiment.off.values())
        assert experiment.without.world(experiment.none) != experiment.world(experiment.none) or not experiment.off

    def test_keeps_effects_within_the_range_believed(self, experiment):
        for numbers in (experiment.strong, experiment.both, experiment.setting.numbers):
            for quantity, value in numbers.items():
                if isinstance(quantity, Parameter) and quantity.unit in ("odds ratio", "speed ratio"):
                    assert value == 1 or believed(quantity, value), f"{quantity.name} {value}"


def believed(effect, value):
    """Whether an effect lies between the 5th and 95th percentile of its prior; definitions have no range."""
    ranges = [(prior.quantile(0.05), prior.quantile(0.95)) for _, prior in effect.regimes]
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    return low == high or low * 0.99 <= value <= high * 1.01


class Elsewhere:
    """A pool that lives no world; every outcome is 1."""

    def map(self, live, tasks, chunksize):
        self.lives = [life for life, _ in tasks]
        return [[1.0] * len(watched) for _, watched in tasks]


def test_worlds_that_experiments_share_are_lived_once():
    pool = Elsewhere()
    found = tried(pool, [EXPERIMENTS[0], EXPERIMENTS[0], EXPERIMENTS[1]], range(1, 4), quiet=True)
    assert len(pool.lives) == len(set(pool.lives)) == 4 * 3
    assert [answer.experiment for answer in found] == [EXPERIMENTS[0], EXPERIMENTS[0], EXPERIMENTS[1]]
    assert {(answer.none, answer.difference, answer.seeds) for answer in found} == {(1.0, 0.0, 3)}


def test_a_sign_is_clear_only_on_the_side_of_the_claim_and_far_from_zero():
    up = next(experiment for experiment in EXPERIMENTS if experiment.sign > 0)
    assert Answer(up, 10.0, 5.0, 1.0, 8).clear
    assert not Answer(up, 10.0, -5.0, 1.0, 8).clear
    assert not Answer(up, 10.0, 3.0, 1.0, 8).clear
    assert not Answer(up, 10.0, 0.0, 0.0, 8).clear


def test_the_page_has_a_row_for_each_claim_and_says_what_is_not_shown():
    found = [Answer(experiment, 1.0, 0.0, 1.0, 8) for experiment in EXPERIMENTS]
    rows = [line for line in page(found).splitlines() if line.startswith("| C")]
    assert [row[2:5] for row in rows] == list(claims())
    assert all("**not shown**" in row or "shown with" in row or "**no experiment**" in row for row in rows)


@pytest.mark.slow
def test_at_least_75_claims_are_shown_and_through_their_effects():
    found = answers(EXPERIMENTS, workers=2, quiet=True)
    assert sum(answer.clear for answer in found) >= 75
    for answer in found:
        assert answer.without is None or abs(answer.without) < 0.5 * abs(answer.difference), answer
