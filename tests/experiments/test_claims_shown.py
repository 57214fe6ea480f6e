"""Causal claims: each is tried, merged or left out, and those tried show the sign of the evidence."""

from collections import Counter

import pytest

from experiments.claim_experiments import EXPERIMENTS, LEFT_OUT, MERGED
from experiments.signs import answers, page
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
        for numbers in (experiment.none, experiment.strong, experiment.both, experiment.setting.numbers):
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

    def test_keeps_effects_within_the_range_believed(self, experiment):
        for numbers in (experiment.strong, experiment.both):
            for quantity, value in numbers.items():
                if isinstance(quantity, Parameter) and quantity.unit in ("odds ratio", "speed ratio"):
                    assert value == 1 or believed(quantity, value), f"{quantity.name} {value}"


def believed(effect, value):
    """Whether an effect lies between the 5th and 95th percentile of its prior; definitions have no range."""
    ranges = [(prior.quantile(0.05), prior.quantile(0.95)) for _, prior in effect.regimes]
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    return low == high or low * 0.99 <= value <= high * 1.01


@pytest.mark.slow
def test_at_least_75_claims_are_shown_and_the_page_has_a_row_for_each():
    found = answers(EXPERIMENTS, workers=2, quiet=True)
    assert sum(answer.clear for answer in found) >= 75
    rows = page(found).splitlines()
    assert all(any(row.startswith(f"| {claim} |") for row in rows) for claim in claims())
