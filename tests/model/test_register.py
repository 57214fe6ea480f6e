"""The evidence register: no number without meaning, unit, prior, source and grade, and nothing stale."""

import re
import tokenize
from pathlib import Path

import pytest

from experiments.commands.evidence import as_markdown
from model import register
from model.evidence import Adopted, Assumption, Derived, Local, Parameter, Quantity, Source
from model.kinds import EXPLOITERS, QUEUES, SURVIVORS
from model.outcomes.costs import PUBLIC, SOCIAL
from model.rules import Ask, walk
from scenarios.lever import catalogue, lever_rows

ROOT = Path(__file__).resolve().parents[2]
ALL = register.quantities()


def quantities_in_use():
    for kind in (SURVIVORS, EXPLOITERS):
        for clock in (*kind.waits, *kind.triggers):
            mappings = [getattr(clock, "speeds", {})]
            if hasattr(clock, "pace"):
                yield clock.pace
                if clock.shape.number is not None:
                    yield clock.shape.number
            for step in walk(clock.then):
                if isinstance(step, Ask):
                    yield step.chance
                    mappings.append(step.odds)
            for mapping in mappings:
                for by_level in mapping.values():
                    ratios = (by_level,) if isinstance(by_level, Quantity) else by_level.values()
                    yield from (q for q in ratios if isinstance(q, Quantity))
    for queue in QUEUES:
        yield from (q for q in vars(queue).values() if isinstance(q, Quantity))
    for cost in (*PUBLIC, *SOCIAL):
        yield cost.unit_cost


def test_every_number_the_rules_use_is_in_the_register_under_a_name():
    used = set(quantities_in_use())
    assert len(used) > 400
    for quantity in used:
        assert quantity.name in ALL, quantity.meaning
        assert ALL[quantity.name] is quantity


def test_everything_a_derived_or_local_number_rests_on_is_in_the_register():
    for quantity in ALL.values():
        inputs = quantity.inputs if isinstance(quantity, Derived) else ()
        if isinstance(quantity, Local):
            inputs = (quantity.middle, quantity.spread)
        if isinstance(quantity, Adopted):
            inputs = (quantity.share,)
        for needed in inputs:
            assert needed.name in ALL, (quantity.name, needed.meaning)


@pytest.mark.parametrize("name", ALL)
def test_a_number_has_meaning_unit_prior_evidence_and_grade(name):
    quantity = ALL[name]
    assert len(quantity.meaning) > 15
    assert quantity.unit
    assert quantity.grade in "ABCD"
    if isinstance(quantity, Parameter):
        assert isinstance(quantity.evidence, Source | Assumption)
        if isinstance(quantity.evidence, Source):
            assert quantity.evidence.cited
        else:
            assert len(quantity.evidence.reason) > 10
        low, high = quantity.limits
        dates = [since for since, _ in quantity.regimes]
        assert dates == sorted(set(dates))
        for _, prior in quantity.regimes:
            ends = [prior.quantile(u) for u in (0.001, 0.05, 0.5, 0.95, 0.999)]
            assert ends == sorted(ends)
            assert low <= ends[0] <= ends[-1] <= high


def test_a_lower_grade_never_narrows_a_prior():
    for quantity in ALL.values():
        if isinstance(quantity, Parameter) and isinstance(quantity.evidence, Source):
            stated = quantity.prior if isinstance(quantity.prior, dict) else {"": quantity.prior}
            for (_, widened), (_, prior) in zip(quantity.regimes, sorted(stated.items()), strict=True):
                spread = prior.quantile(0.95) - prior.quantile(0.05)
                assert widened.quantile(0.95) - widened.quantile(0.05) >= spread * (1 - 1e-12), quantity.name


def test_the_generated_register_is_up_to_date():
    fresh = as_markdown([*register.rows(), *lever_rows()])
    assert (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8") == fresh, (
        "stale: run `python -m experiments.generate`"
    )


def test_every_lever_has_its_recommendation_and_its_limits():
    for identifier, lever in catalogue().items():
        assert lever.id == identifier
        assert lever.question.endswith("?")
        assert lever.mechanism and lever.cannot_show
        for hold in lever.holds:
            assert hold.quantity.name in ALL


ARITHMETIC = re.compile(r"\d[\d.,]*\s*[-+*/=]\s*[\d(]")


@pytest.mark.parametrize("package", ["model", "scenarios", "calibration"])
def test_arithmetic_on_evidence_is_code_and_not_a_comment(package):
    for path in (ROOT / package).rglob("*.py"):
        with tokenize.open(path) as file:
            for token in tokenize.generate_tokens(file.readline):
                if token.type == tokenize.COMMENT:
                    assert not ARITHMETIC.search(token.string), f"{path}:{token.start[0]}: {token.string}"
