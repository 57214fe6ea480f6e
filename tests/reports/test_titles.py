"""Titles of reports state what was found, by rule: the cases are made up, one for each thing that may be said."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from study_toys import study

from experiments.comparison.ranking import ranking
from experiments.comparison.verdict import Verdict
from experiments.reports.study_titles import (
    box_title,
    screening_title,
    settled_title,
    shares_title,
    worth_title,
)
from experiments.reports.sweep_titles import differences_title, pairs_title, response_title
from experiments.sensitivity.found import OfOutput
from experiments.sensitivity.index import Index
from experiments.sensitivity.inputs import DUMMY
from experiments.sensitivity.pair import Output
from experiments.sensitivity.sobol import Shares
from experiments.sensitivity.stability import Settled
from experiments.sensitivity.voi import Study
from experiments.sweeps.decision import Decision, OfOutcome, OfPolicy
from experiments.sweeps.response import Response

PLAN = SimpleNamespace(policies=[SimpleNamespace(name=name) for name in ("now", "firewall", "navigators", "both")])
UNCLEAR = Verdict("none", False, "spans_zero", "No clear difference: the 90% interval spans 0.")
BARRED = Verdict("none", False, "outside_evidence", "Outside the evidence.")
FEW = Verdict("none", False, "precision", "5 draws: too few to tell a direction.")
SAME = Verdict("none", False, "same", "No difference at all.")
LOWER, HIGHER = Verdict("lower", True, "", "Lower."), Verdict("higher", True, "", "Higher.")
FIREWALL = Response("firewall", "A firewall", "coverage", "from 2015-01-01", (0.0, 0.25, 0.5, 1.0), (0, 1, 2, 3))


def of(name, *told, level=100.0, beats=None):
    """Return an outcome of which so much is told under the policies: a difference and its verdict each."""
    base = OfPolicy(0, (level, 90.0, 110.0), (None, None, None), (None, None), None, None, None, None)
    others = [OfPolicy(at, (level, 90.0, 110.0), (gap, gap - 1, gap + 1), (gap, gap), 1.0, None, 0.5, verdict)
              for at, (gap, verdict) in enumerate(told, 1)]  # fmt: skip
    order = tuple(range(len(told) + 1))
    ranks = None
    if beats is not None:
        ranks = replace(ranking([str(at) for at in order], np.ones((len(order), 3)), "lower"), beats=np.array(beats))
    return OfOutcome(name, "people", "lower", 2015, (base, *others), ranks, order, ())


def decided(*outcomes, responses=()):
    return Decision(tuple(outcomes), tuple(responses), (), (), ())


@pytest.mark.parametrize(
    ("outcomes", "title"),
    [
        ((of("detentions", (-50, LOWER), (-2, LOWER)), of("convictions", (1, UNCLEAR), (2, UNCLEAR))),
         "Firewall lowers survivors detained (immigration) most; no clear difference in convictions of exploiters"),
        ((of("detentions", (-50, LOWER), (9, HIGHER)), of("nrm_referrals", (60, HIGHER), (1, UNCLEAR))),
         "Firewall raises NRM referrals most"),
        ((of("detentions", (-1, UNCLEAR), (9, HIGHER)), of("convictions", (1, BARRED)), of("removals", (1, UNCLEAR))),
         "Navigators raises survivors detained (immigration); none told in 2 of 3 outcomes"),
        ((of("detentions", (-1, UNCLEAR)), of("convictions", (0, SAME))), "No clear difference in any of 2 outcomes"),
        ((of("detentions", (-50, BARRED)), of("convictions", (9, FEW))),
         "No direction is told in any of 2 outcomes: a rule forbids it"),
        ((of("detentions", (-5, LOWER), level=0.0), of("convictions", (-50, LOWER))),
         "Firewall lowers survivors detained (immigration) most"),
    ],
)  # fmt: skip
def test_the_largest_clear_difference_is_named_and_none_where_a_verdict_gives_none(outcomes, title):
    found = differences_title(PLAN, decided(*outcomes))
    assert found == title and len(found.split()) <= 13


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ((LOWER, LOWER, LOWER), "Firewall lowers convictions of exploiters at every coverage tried"),
        ((UNCLEAR, LOWER, LOWER), "Firewall lowers convictions of exploiters from 50% coverage on"),
        ((LOWER, UNCLEAR, LOWER), "Firewall lowers convictions of exploiters only at 100% coverage"),
        ((HIGHER, LOWER, LOWER), "Firewall lowers convictions of exploiters from 50% coverage on"),
        ((LOWER, LOWER, UNCLEAR), "No clear difference in any setting tried"),
        ((LOWER, LOWER, BARRED), "No clear difference in any setting tried"),
        ((BARRED, FEW, BARRED), "No direction is told in any setting tried: a rule forbids it"),
    ],
)
def test_a_response_is_told_from_the_level_on_from_which_all_are_clear(told, title):
    gaps = zip((-1.0, -2.0, -3.0), told, strict=True)
    assert response_title(decided(of("convictions", *gaps), responses=[FIREWALL])) == title


def test_an_order_is_counted_only_among_policies_that_no_rule_bars():
    sure, unsure = [[0.5, 0.97], [0.03, 0.5]], [[0.5, 0.8], [0.2, 0.5]]
    found = decided(of("detentions", (1, UNCLEAR), beats=sure), of("removals", (1, UNCLEAR), beats=unsure))
    assert pairs_title(found) == "In 1 of 2 outcomes one policy is best in 95% of draws"
    barred = decided(of("detentions", (1, BARRED), beats=sure))
    assert pairs_title(barred) == "No order of policies is given: a rule forbids it"


# Sensitivity studies --------------------------------------------------------------------------------------------------


def shared(**total):
    """Return an output in which names have these shares in all, with the ends of their intervals."""
    names = (*total, "luck", DUMMY.name)
    every = (*(Index(*ends) for ends in total.values()), Index(0.3, 0.2, 0.4), Index(0.0, 0.0, 0.0))
    shares = Shares(names, 1.0, 1.0, every, every, {}, 64, 0, ())
    return OfOutput(Output("retrafficked", "baseline"), "people", (1.0, 0.0, 2.0), None, shares, None, (), (), 0)


def test_a_driver_is_named_only_where_it_stands_out():
    clear = shared(assumption=(0.8, 0.75, 0.85), published=(0.1, 0.05, 0.15))
    assert shares_title([clear]) == "Assumptions of ours have a part in 80% of the variance"
    level = shared(assumption=(0.5, 0.4, 0.6), published=(0.45, 0.35, 0.55))
    assert shares_title([level]) == "No single driver stands out from the others"
    vague = shared(assumption=(0.6, 0.1, 1.1), published=(0.0, -0.1, 0.05))
    assert shares_title([vague]) == "Too few runs to say what drives it"
    other = shared(police=(0.8, 0.75, 0.85), courts=(0.1, 0.05, 0.15))
    assert shares_title([clear, clear, other]) == "Assumptions of ours have the largest part in 2 of 3 outcomes"
    assert shares_title([other, level]) == "“police” has the largest part in 1 of 2 outcomes"
    assert shares_title([shared(police=(0.1, -0.1, 0.2))]) == "No single driver stands out from the others"


def test_the_other_titles_say_numbers_or_that_there_are_none():
    asked = SimpleNamespace(study=study(), box=None)
    moving = SimpleNamespace(screening=SimpleNamespace(kept=("a", "b")))
    still = SimpleNamespace(screening=SimpleNamespace(kept=()))
    assert screening_title(asked, [moving]) == "2 of 3 numbers clearly move it"
    assert screening_title(asked, [moving, still]) == "0 to 2 of 3 numbers clearly move each of 2 outcomes"
    assert screening_title(asked, [still, still]) == "None of 3 numbers clearly moves any outcome"
    assert settled_title([Settled(128, 0.05, 0.9, 1), Settled(128, 0.02, 0.9, 1)]) == (
        "Shares are settled: within 5 points after 128 blocks"
    )
    assert settled_title([Settled(64, 0.31, 0.9, 1)]) == "Shares are rough still: within 31 points after 64 blocks"
    assert settled_title([]) == "Too few runs to see whether shares are settled"
    one = asked.study.inputs[0]
    dummy = Study(DUMMY, Index(0.9, 0.8, 1.0), None, "")
    told = SimpleNamespace(studies=(Study(one, Index(0.4, 0.3, 0.5), None, ""), dummy))
    assert worth_title(asked, [told]) == f"Knowing “{one.name}” would take 40% off the variance"
    none = SimpleNamespace(studies=(Study(one, Index(0.4, -0.1, 0.5), None, ""),))
    assert worth_title(asked, [none]) == "No single study can be shown to narrow any outcome"
    assert box_title(asked) == "No part of what is possible stands out"
    box = SimpleNamespace(box=SimpleNamespace(limits={0: 1}, density=0.97), p_value=0.03, share=0.3)
    assert box_title(SimpleNamespace(box=box)) == "It holds in 97% of the box, 30% of all rows"
    box.p_value = 0.2
    assert box_title(SimpleNamespace(box=box)) == "No part of what is possible stands out"
