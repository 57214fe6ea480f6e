"""The verdict: a direction only where no rule speaks."""

import numpy as np
import pytest

from experiments.comparison.precision import Asked, Look
from experiments.comparison.verdict import beyond_coverage, beyond_prior, verdict
from model.priors import Known, LogNormal, Share

NAN = float("nan")
UP, DOWN, BOTH, NONE = np.linspace(1, 2, 30), np.linspace(-2, -1, 30), np.linspace(-1, 2, 30), np.zeros(30)
GOOD, BAD = (Look(Asked("x", 5.0), 30, 1.5, half, 5.0, 60) for half in (4.0, 7.0))
FAR = ("A lever: too far.",)


@pytest.mark.parametrize(
    ("differences", "looks", "outside", "direction", "rule"),
    [
        (UP, (), (), "higher", ""),
        (DOWN, (), (), "lower", ""),
        (UP, (GOOD, GOOD), (), "higher", ""),
        (BOTH, (), (), "none", "spans_zero"),
        (BOTH, (GOOD, GOOD), (), "none", "spans_zero"),
        (UP, (GOOD, BAD), (), "none", "precision"),
        (UP, (GOOD,), (), "none", "precision"),
        (UP[:19], (), (), "none", "precision"),
        (UP[:20], (), (), "higher", ""),
        (BOTH, (BAD,), (), "none", "precision"),
        (UP, (), FAR, "none", "outside_evidence"),
        (BOTH, (BAD,), FAR, "none", "outside_evidence"),
        (NONE, (), (), "none", "same"),
        (NONE, (), FAR, "none", "same"),
        (UP[:1], (), (), "none", "one_draw"),
        (UP[:1], (BAD,), FAR, "none", "one_draw"),
        (UP[:1] * NAN, (), (), "none", "undefined"),
        (UP[:0], (), (), "none", "undefined"),
        (np.append(UP, [NAN] * 30), (), (), "higher", ""),
        (np.append(UP, [NAN] * 31), (), (), "none", "undefined"),
        (np.append(UP[:1], [NAN]), (), (), "none", "one_draw"),
        (np.append(np.zeros(3), np.ones(27)), (), (), "none", "spans_zero"),  # an end at 0 does not leave it out
    ],
)  # fmt: skip
def test_truth_table(differences, looks, outside, direction, rule):
    found = verdict(differences, looks=looks, outside=outside)
    assert (found.direction, found.rule) == (direction, rule)
    assert found.clear == (direction != "none") == (rule == "")
    assert found.sentence.endswith(".") and found.sentence.startswith(direction.capitalize() if found.clear else "")


def test_sentences():
    assert verdict(BOTH).sentence == "No clear difference: the 90% interval spans 0."
    assert verdict(NONE).sentence == "No difference at all, in any of 30 draws."
    assert verdict(UP, outside=FAR).sentence == "Outside the evidence. A lever: too far."
    assert "about 60 draws are needed" in verdict(UP, looks=(BAD,)).sentence
    assert "not been confirmed" in verdict(UP, looks=(BAD, GOOD)).sentence


def test_every_rule_that_speaks_is_told():
    found = verdict(BOTH[::2], looks=(BAD,), outside=("a.", "b."))
    assert [found.rule, *(spoken.rule for spoken in found.also)] == [
        "outside_evidence", "outside_evidence", "precision", "precision", "spans_zero",
    ]  # fmt: skip


def test_coverage_beyond_what_was_observed():
    assert beyond_coverage("Firewall", 0.5, 0.5) is None and beyond_coverage("Firewall", 0.1 + 0.2, 0.3) is None
    assert beyond_coverage("Firewall", 1.0, 0.25).startswith("Firewall: set to reach 100%")


@pytest.mark.parametrize("prior", [Share(0.2, 0.6), LogNormal(2.0, 8.0)])
def test_a_number_outside_the_central_98_percent(prior):
    low, high = prior.quantile(0.01), prior.quantile(0.99)
    for inside in (low, prior.median, high):
        assert beyond_prior("x", inside, prior) is None
    for outside in (low * 0.999, high * 1.001):
        assert "(98%)" in beyond_prior("x", outside, prior)


def test_a_number_that_is_known_may_not_be_moved():
    assert beyond_prior("x", 5.0, Known(5.0)) is None
    assert beyond_prior("x", 5.1, Known(5.0))
