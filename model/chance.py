"""Keyed draws: luck is a function of who, which decision and which occasion, never of the order of events.

``uniform(seed, person, decision, occurrence)`` mixes its four keys with the SplitMix64 finaliser (Stafford's
variant 13), one key at a time. Two worlds that ask the same person the same question on the same occasion get
the same answer, whatever else differs between them.

The logarithm, exponential and normal quantile are here too because the ones of NumPy and of the system library
differ in their last bit between processors; these use additions, multiplications and divisions only, so that a
journey is the same on every machine. ``log`` and ``exp`` follow Sun's fdlibm (error below one unit in the last
place), ``normal_quantile`` follows Wichura's algorithm AS 241 (Applied Statistics 37, 1988).
"""

from hashlib import blake2b
from math import frexp, ldexp, sqrt
from typing import Any, TypeAlias

import numpy as np
from numba import float64, njit, uint64

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
ONE = np.uint64(1)
ULP = 2.0**-52

Word: TypeAlias = Any
"""64 bits without sign: an int to Python, a uint64 to compiled code."""


@njit(uint64(uint64), cache=True)
def mix(x: Word) -> Word:
    """Scramble 64 bits (SplitMix64 finaliser)."""
    once = (x ^ (x >> np.uint64(30))) * MIX_1
    twice = (once ^ (once >> np.uint64(27))) * MIX_2
    return twice ^ (twice >> np.uint64(31))


@njit(uint64(uint64, uint64), cache=True)
def person_key(seed: int | Word, person: int | Word) -> Word:
    """Return the part of the key that seed and person share across all decisions."""
    return mix(mix(seed + GOLDEN) + GOLDEN * (person + ONE))


@njit(uint64(uint64, uint64, uint64), cache=True)
def bits(key: Word, decision: int | Word, occurrence: int | Word) -> Word:
    """Return 64 random bits for one decision of the person behind `key`."""
    question = (decision << np.uint64(32)) | occurrence
    return mix((key ^ mix(question + GOLDEN)) + GOLDEN)


@njit(float64(uint64), cache=True)
def fraction(x: Word) -> float:
    """Turn 64 bits into a number strictly between 0 and 1."""
    return (float(x >> np.uint64(12)) + 0.5) * ULP


@njit(float64(uint64, uint64, uint64), cache=True)
def draw(key: Word, decision: int | Word, occurrence: int | Word) -> float:
    """Return the uniform draw of one decision for a person whose key is known."""
    return fraction(bits(key, decision, occurrence))


@njit(float64(uint64, uint64, uint64, uint64), cache=True)
def uniform(seed: int, person: int | Word, decision: int, occurrence: int) -> float:
    """Return the luck of `person` at the given occurrence of `decision`, strictly between 0 and 1."""
    return fraction(bits(person_key(seed, person), decision, occurrence))


@njit(float64[:](uint64, uint64[:], uint64, uint64), cache=True)
def uniforms(seed: int, people: np.ndarray, decision: int, occurrence: int) -> np.ndarray:
    """Return one draw for each number in `people` (shape [n], any order)."""
    out = np.empty(people.size)
    for i in range(people.size):
        out[i] = fraction(bits(person_key(seed, people[i]), decision, occurrence))
    return out


@njit(uint64[:](uint64, uint64[:]), cache=True)
def keys(seed: int, people: np.ndarray) -> np.ndarray:
    """Return the key of each person (shape [n])."""
    out = np.empty(people.size, np.uint64)
    for i in range(people.size):
        out[i] = person_key(seed, people[i])
    return out


@njit(float64[:](uint64[:], uint64, uint64), cache=True)
def draws(of: np.ndarray, decision: int, occurrence: int) -> np.ndarray:
    """Return one draw for each person whose key is known (shape [n])."""
    out = np.empty(of.size)
    for i in range(of.size):
        out[i] = draw(of[i], decision, occurrence)
    return out


def decision_key(name: str) -> int:
    """Return the 32-bit number under which a decision draws: a hash of its name, so that adding one moves none."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big")


LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
INVERSE_LN2 = 1.44269504088896338700e00
ROOT_HALF = 0.7071067811865476


@njit(float64(float64), cache=True)
def log(x: float) -> float:
    """Return the natural logarithm of a positive number, with the same bits on every machine."""
    m, k = frexp(x)
    if m < ROOT_HALF:
        m *= 2.0
        k -= 1
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    odd = z * (
        6.666666666666735130e-01
        + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01))
    )
    half = 0.5 * f * f
    return k * LN2_HIGH - ((half - (s * (half + (even + odd)) + k * LN2_LOW)) - f)


@njit(float64(float64), cache=True)
def exp(x: float) -> float:
    """Return e to the power x (|x| below 700), with the same bits on every machine."""
    k = int(INVERSE_LN2 * x + (0.5 if x >= 0.0 else -0.5))
    high = x - k * LN2_HIGH
    low = k * LN2_LOW
    r = high - low
    t = r * r
    c = r - t * (
        1.66666666666666019037e-01
        + t
        * (
            -2.77777777770155933842e-03
            + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))
        )
    )
    return ldexp(1.0 - ((low - (r * c) / (2.0 - c)) - high), k)


@njit(float64(float64), cache=True)
def normal_quantile(p: float) -> float:
    """Return the standard normal quantile of p (0 < p < 1), accurate to about 1 part in 10^16."""
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = (((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4) * r
                   + 4.5921953931549871457e4) * r + 1.3731693765509461125e4) * r + 1.9715909503065514427e3) * r
                + 1.3314166789178437745e2) * r + 3.3871328727963666080e0)  # fmt: skip
        low = (((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4) * r
                   + 2.1213794301586595867e4) * r + 5.3941960214247511077e3) * r + 6.8718700749205790830e2) * r
                + 4.2313330701600911252e1) * r + 1.0)  # fmt: skip
        return q * top / low
    r = sqrt(-log(p if q < 0.0 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        top = (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r
                   + 1.27045825245236838258e0) * r + 3.64784832476320460504e0) * r + 5.76949722146069140550e0) * r
                + 4.63033784615654529590e0) * r + 1.42343711074968357734e0)  # fmt: skip
        low = (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r
                   + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r + 1.67638483018380384940e0) * r
                + 2.05319162663775882187e0) * r + 1.0)  # fmt: skip
    else:
        r -= 5.0
        top = (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) * r
                   + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1) * r + 1.78482653991729133580e0) * r
                + 5.46378491116411436990e0) * r + 6.65790464350110377720e0)  # fmt: skip
        low = (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) * r
                   + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r
                + 5.99832206555887937690e-1) * r + 1.0)  # fmt: skip
    return -top / low if q < 0.0 else top / low
