"""Keyed draws: the same bits everywhere, as even and as unrelated as a published standard generator's.

The battery looks along each of the four keys in turn, because that is how the model draws: seeds, persons and
occurrences are small consecutive numbers. Its inputs are fixed, so it gives the same verdict on every run. A test
of the battery fails at a chance below one in ten thousand; a deliberately broken key must fail it below 1e-12.
"""

import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from hashlib import blake2b
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import chi2, kstest, norm

from model import chance

Words = NDArray[np.uint64]
Generator = Callable[[Words, Words, Words, Words], Words]

VECTORS = {
    (0, 0, 0, 0): 0xA7F72697A2731486,
    (1, 0, 0, 0): 0x672BF35EE2B5923E,
    (0, 1, 0, 0): 0x3551B95B9C3C7915,
    (0, 0, 1, 0): 0xDC419709A68882D0,
    (0, 0, 0, 1): 0xEB718AFEA1509CD1,
    (12345, 678, 9, 10): 0xFC22BB4799FADE9D,
}
"""Known answers: seed, person, decision, occurrence and the 64 bits."""

RANDOM123 = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]  # fmt: skip
"""Known answers of Philox4x32-10, published with Random123 (counter, key, output)."""

NAMES = {"exploiter of": 508416433, "trial work": 2562437111, "a / b": 184893654}

PASSES, FAILS = 1e-4, 1e-12
LINE = 1 << 20


def words(*keys: object) -> tuple[Words, ...]:
    return tuple(np.broadcast_arrays(*(np.asarray(k, np.uint64) for k in keys)))


def keyed(seed: Words, person: Words, decision: Words, occurrence: Words) -> Words:
    """The keyed draw restated for whole arrays (64-bit arithmetic that wraps)."""
    golden, one = np.uint64(0x9E3779B97F4A7C15), np.uint64(1)

    def mix(x: Words) -> Words:
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))

    with np.errstate(over="ignore"):
        key = mix(mix(seed + golden) + golden * (person + one))
        return mix((key ^ mix(((decision << np.uint64(32)) | occurrence) + golden)) + golden)


def keyed_plainly(seed: int, person: int, decision: int, occurrence: int) -> int:
    """The keyed draw restated with Python's whole numbers."""
    golden, full = 0x9E3779B97F4A7C15, (1 << 64) - 1

    def mix(x: int) -> int:
        x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & full
        x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & full
        return x ^ (x >> 31)

    key = mix((mix((seed + golden) & full) + golden * (person + 1)) & full)
    return mix(((key ^ mix((((decision << 32) | occurrence) + golden) & full)) + golden) & full)


def broken(seed: Words, person: Words, decision: Words, occurrence: Words) -> Words:
    """A key in which seed and decision are added: seed 1 of decision 2 is seed 2 of decision 1."""
    return keyed(seed + decision, person, np.zeros_like(decision), occurrence)


def unmixed(seed: Words, person: Words, decision: Words, occurrence: Words) -> Words:
    """A key that is only multiplied, never mixed."""
    with np.errstate(over="ignore"):
        total = seed + (person << np.uint64(16)) + (decision << np.uint64(32)) + (occurrence << np.uint64(48))
        return (total + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)


def philox(counter: tuple[Words, ...], key: tuple[Words, ...]) -> tuple[Words, ...]:
    """Philox4x32-10 of Salmon, Moraes, Dror and Shaw (2011) on arrays of 32-bit words."""
    low, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    (a, b, c, d), (k, m) = counter, key
    for _ in range(10):
        p, q = a * np.uint64(0xD2511F53), c * np.uint64(0xCD9E8D57)
        a, b, c, d = (q >> shift) ^ b ^ k, q & low, (p >> shift) ^ d ^ m, p & low
        k, m = (k + np.uint64(0x9E3779B9)) & low, (m + np.uint64(0xBB67AE85)) & low
    return a, b, c, d


def standard(seed: Words, person: Words, decision: Words, occurrence: Words) -> Words:
    """Philox under the same four keys: person and occurrence and decision count, seed is the key."""
    low, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    a, b, _, _ = philox((person & low, person >> shift, decision, occurrence), (seed & low, seed >> shift))
    return (a << shift) | b


def fractions(x: Words) -> NDArray[np.float64]:
    return ((x >> np.uint64(12)).astype(float) + 0.5) * 2.0**-52


# ---- the battery -----------------------------------------------------------------------------------------------


def even(cells: NDArray[np.int64], size: int) -> float:
    """The chance of counts at least as uneven (or, twice over, as even) as these."""
    counts = np.bincount(cells, minlength=size)
    expected = cells.size / size
    statistic = float(((counts - expected) ** 2).sum() / expected)
    return 2 * min(float(chi2.sf(statistic, size - 1)), float(chi2.cdf(statistic, size - 1)), 0.5)


def related(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """The chance of a correlation at least this far from 0."""
    return float(2 * norm.sf(abs(np.corrcoef(x, y)[0, 1]) * math.sqrt(x.size)))


def lines() -> dict[str, tuple[Words, ...]]:
    """A million consecutive values of each key in turn, the others fixed."""
    run = np.arange(LINE, dtype=np.uint64)
    return {
        "seed": words(run, 7, 3, 1), "person": words(11, run, 3, 1), "decision": words(11, 7, run, 1),
        "occurrence": words(11, 7, 3, run),
    }  # fmt: skip


def along(name: str, x: Words) -> dict[str, float]:
    """Evenness and unrelatedness along one key."""
    u = fractions(x)
    found = {
        "high 16 bits": even((x >> np.uint64(48)).astype(np.int64), 1 << 16),
        "low 16 bits": even((x & np.uint64(0xFFFF)).astype(np.int64), 1 << 16),
        "Kolmogorov-Smirnov": float(kstest(u, "uniform").pvalue),
        "neighbours in 256 by 256 cells": even(
            ((x[:-1] >> np.uint64(56)) * np.uint64(256) + (x[1:] >> np.uint64(56))).astype(np.int64), 1 << 16
        ),
    }
    for lag in (1, 2, 3, 12, 365):
        found[f"correlation at lag {lag}"] = related(u[:-lag], u[lag:])
        found[f"correlation of low halves at lag {lag}"] = related(
            fractions(x[:-lag] << np.uint64(32)), fractions(x[lag:] << np.uint64(32))
        )
    return {f"{name}: {test}": p for test, p in found.items()}


def between(generator: Generator) -> dict[str, float]:
    """Draws on a grid of all four keys: none twice, and a step along one key unrelated to a step along another."""
    axis = np.arange(32, dtype=np.uint64)
    grid = words(*np.meshgrid(axis, axis, axis, axis, indexing="ij"))
    x = generator(*grid)
    repeats = x.size - np.unique(x).size
    found = {"grid: no draw twice": 1.0 if repeats == 0 else 0.0, "grid: low 16 bits": even(
        (x.ravel() & np.uint64(0xFFFF)).astype(np.int64), 1 << 16
    )}  # fmt: skip
    u = fractions(x)
    for one, other in combinations(range(4), 2):
        ahead = [slice(1, None) if d == one else slice(None, -1) if d == other else slice(None) for d in range(4)]
        behind = [slice(None, -1) if d == one else slice(1, None) if d == other else slice(None) for d in range(4)]
        found[f"grid: step {one} with step {other}"] = related(u[tuple(ahead)].ravel(), u[tuple(behind)].ravel())
        # four corners of a square, whose keys cancel pairwise in a sum or an exclusive or
        corner = [[slice(i, 31 + i) if d == one else slice(j, 31 + j) if d == other else slice(None) for d in range(4)]
                  for i in (0, 1) for j in (0, 1)]  # fmt: skip
        low, high, left, right = ((u[tuple(c)].ravel() - 0.5) for c in corner)
        found[f"grid: squares of {one} and {other}"] = related(low * high, left * right)
    return found


def avalanche(generator: Generator) -> dict[str, float]:
    """Any bit of any key turns each bit of the draw with chance 1/2."""
    people = 4096
    start = np.random.default_rng(20140101).integers(0, 1 << 63, (4, people), dtype=np.uint64)
    start[2:] &= np.uint64(0x7FFFFFFF)
    plain = generator(*start)
    found = {}
    for key, (name, width) in enumerate((("seed", 64), ("person", 64), ("decision", 32), ("occurrence", 32))):
        turned = np.empty((width, 64))
        for bit in range(width):
            other = start.copy()
            other[key] ^= np.uint64(1) << np.uint64(bit)
            difference = plain ^ generator(*other)
            turned[bit] = [(difference >> np.uint64(b) & np.uint64(1)).sum() for b in range(64)]
        z = (turned - people / 2) / math.sqrt(people / 4)
        worst = float(np.abs(z).max())
        found[f"avalanche of {name}: worst of {z.size} pairs"] = min(1.0, 2 * z.size * float(norm.sf(worst)))
        statistic = float((z**2).sum())
        found[f"avalanche of {name}: all pairs"] = 2 * min(chi2.sf(statistic, z.size), chi2.cdf(statistic, z.size), 0.5)
    return found


def battery(generator: Generator) -> dict[str, float]:
    """The chance of each result, were the draws perfect."""
    found = {}
    for name, keys in lines().items():
        found |= along(name, generator(*keys))
    return found | between(generator) | avalanche(generator)


def test_the_keyed_draw_passes_the_battery() -> None:
    """Along a key of a million draws: sees a correlation of 0.6%, or 16-bit cells uneven by 5% (root mean square)."""
    found = battery(keyed)
    assert len(found) > 70
    assert {test: p for test, p in found.items() if p < PASSES} == {}


def test_the_published_standard_generator_passes_the_same_battery() -> None:
    found = battery(standard)
    assert {test: p for test, p in found.items() if p < PASSES} == {}


def test_a_key_that_adds_seed_and_decision_fails_the_battery() -> None:
    failed = {test for test, p in battery(broken).items() if p < FAILS}
    assert {"grid: no draw twice", "grid: step 0 with step 2"} <= failed


def test_a_key_that_is_not_mixed_fails_the_battery() -> None:
    failed = {test for test, p in battery(unmixed).items() if p < FAILS}
    assert {"seed: high 16 bits", "avalanche of seed: all pairs"} <= failed


def test_the_keyed_draw_and_the_standard_generator_draw_alike() -> None:
    """Two samples of four million: sees distributions 0.25% apart at any point, or cells uneven by 4%."""
    ours = np.concatenate([keyed(*keys) for keys in lines().values()])
    theirs = np.concatenate([standard(*keys) for keys in lines().values()])
    for cells in (lambda x: x >> np.uint64(48), lambda x: x & np.uint64(0xFFFF)):
        a, b = (np.bincount(cells(x).astype(np.int64), minlength=1 << 16) for x in (ours, theirs))
        statistic = float(((a - b) ** 2 / (a + b)).sum())
        assert PASSES < chi2.sf(statistic, (1 << 16) - 1) < 1 - PASSES
    apart = np.sort(fractions(ours)), np.sort(fractions(theirs))
    at = np.linspace(0.0, 1.0, 4097)
    gap = np.abs(np.searchsorted(apart[0], at) - np.searchsorted(apart[1], at)).max() / ours.size
    assert gap < 2.4 * math.sqrt(2 / ours.size)  # Kolmogorov-Smirnov, about one in fifty thousand
    assert related(fractions(ours), fractions(theirs)) > PASSES
    for power in (1, 2, 3, 4):
        x, y = fractions(ours) ** power, fractions(theirs) ** power
        assert abs(x.mean() - y.mean()) < 3.5 * math.sqrt((x.var() + y.var()) / ours.size)


# ---- known answers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", VECTORS)
def test_a_keyed_draw_gives_its_known_answer_compiled_in_plain_python_and_by_array(keys: tuple[int, ...]) -> None:
    seed, person, decision, occurrence = keys
    assert chance.bits(chance.person_key(seed, person), decision, occurrence) == VECTORS[keys]
    assert keyed_plainly(*keys) == VECTORS[keys]
    assert int(keyed(*words(*keys))) == VECTORS[keys]
    u = chance.fraction(np.uint64(VECTORS[keys]))
    assert u == (VECTORS[keys] >> 12) * 2.0**-52 + 2.0**-53
    assert chance.uniform(seed, person, decision, occurrence) == u
    assert chance.draw(chance.person_key(seed, person), decision, occurrence) == u


def test_the_compiled_draw_is_the_restated_one_for_keys_of_any_size() -> None:
    rng = np.random.default_rng(1)
    seeds, people = rng.integers(0, 1 << 64, (2, 2000), dtype=np.uint64)
    decisions, occurrences = rng.integers(0, 1 << 32, (2, 2000), dtype=np.uint64)
    by_array = keyed(seeds, people, decisions, occurrences)
    for n, keys in enumerate(zip(seeds, people, decisions, occurrences, strict=True)):
        compiled = chance.bits(chance.person_key(*keys[:2]), *keys[2:])
        assert compiled == by_array[n] == keyed_plainly(*map(int, keys))


def test_draws_for_many_are_the_draws_for_each() -> None:
    people = np.array([5, 3, 2**63 + 1, 0, 3], np.uint64)
    assert chance.uniforms(9, people, 4, 2).tolist() == [chance.uniform(9, p, 4, 2) for p in people]
    assert chance.keys(9, people).tolist() == [chance.person_key(9, p) for p in people]


@pytest.mark.parametrize(("counter", "key", "output"), RANDOM123)
def test_philox_as_restated_here_gives_the_known_answers_of_random123(
    counter: tuple[int, ...], key: tuple[int, ...], output: tuple[int, ...]
) -> None:
    assert tuple(int(x) for x in philox(words(*counter), words(*key))) == output


def test_a_draw_lies_strictly_between_0_and_1_at_the_extreme_bits() -> None:
    low, high = chance.fraction(np.uint64(0)), chance.fraction(np.uint64(2**64 - 1))
    assert low == 2.0**-53 and high == 1.0 - 2.0**-53
    assert 0.0 < low < high < 1.0
    for u in (low, high):
        assert math.isfinite(chance.normal_quantile(u))
        assert 0.0 < -chance.log(u) < math.inf


def test_the_key_of_a_decision_depends_on_its_name_alone_and_never_changes() -> None:
    assert {name: chance.decision_key(name) for name in NAMES} == NAMES
    for name, key in NAMES.items():
        assert key == int(blake2b(name.encode(), digest_size=4).hexdigest(), 16)


# ---- functions -------------------------------------------------------------------------------------------------


def test_log_is_within_one_unit_in_the_last_place_of_the_system_library() -> None:
    rng = np.random.default_rng(2)
    near = 1.0 - 2.0 ** -rng.uniform(1, 53, 20_000)
    x = np.concatenate([np.exp(rng.uniform(-700, 700, 50_000)), rng.random(50_000), near, 2 - near, [2**-53, 1.0, 0.5]])
    assert max(abs(chance.log(v) - math.log(v)) / math.ulp(math.log(v)) for v in x) <= 1.0
    assert chance.log(1.0) == 0.0


def test_exp_is_within_one_unit_in_the_last_place_of_the_system_library() -> None:
    rng = np.random.default_rng(3)
    x = np.concatenate([rng.uniform(-699, 699, 50_000), rng.normal(0, 2, 50_000), rng.normal(0, 1e-6, 20_000), [0.0]])
    assert max(abs(chance.exp(v) - math.exp(v)) / math.ulp(math.exp(v)) for v in x) <= 1.0
    assert chance.exp(0.0) == 1.0


def test_the_normal_quantile_is_within_eight_units_in_the_last_place_of_scipy() -> None:
    rng = np.random.default_rng(4)
    p = np.concatenate([rng.random(50_000), 2.0 ** -rng.uniform(1, 53, 50_000), 1 - 2.0 ** -rng.uniform(1, 53, 20_000)])
    p = p[np.abs(p - 0.5) > 1e-3]  # nearer to the middle the quantile is near 0, where scipy's own error is no smaller
    ours = np.array([chance.normal_quantile(v) for v in p])
    assert (np.abs(ours - ndtri(p)) / np.spacing(np.abs(ndtri(p)))).max() <= 8.0
    assert chance.normal_quantile(0.5) == 0.0


def test_the_normal_quantile_is_within_five_units_in_the_last_place_of_fifty_digits() -> None:
    """Newton's method on the normal distribution in 50 digits: the power series, exact to the digits carried."""
    rng = np.random.default_rng(5)
    with localcontext() as context:
        context.prec = 50
        pi = Decimal("3.14159265358979323846264338327950288419716939937511")

        def density(x: Decimal) -> Decimal:
            return (-x * x / 2).exp() / (2 * pi).sqrt()

        def distribution(x: Decimal) -> Decimal:
            total = term = x
            n = 1
            while abs(term) > Decimal(10) ** -48:
                term = term * x * x / (2 * n + 1)
                total, n = total + term, n + 1
            return Decimal("0.5") + density(x) * total

        for p in np.concatenate([rng.random(200), 2.0 ** -rng.uniform(1, 53, 100)]):
            x = Decimal(float(ndtri(p)))
            for _ in range(2):
                x -= (distribution(x) - Decimal(float(p))) / density(x)
            assert abs(Decimal(chance.normal_quantile(p)) - x) <= 5 * Decimal(math.ulp(float(x)))
