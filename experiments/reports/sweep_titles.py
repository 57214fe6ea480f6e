"""The titles of a sweep's charts: the finding in about ten words, by rule; no direction where a verdict tells none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from experiments.chart_words import SURE, shown
from experiments.charts import in_sentence, label
from experiments.sweeps.decision import Decision, OfOutcome, OfPolicy
from experiments.sweeps.plan import Plan
from experiments.sweeps.response import Response

LONGEST = 40
"""Letters of a policy's name in a title."""
VERBS = {"higher": "raises", "lower": "lowers"}


@dataclass(frozen=True)
class Clear:
    """A difference whose direction may be told."""

    what: str
    """The policy or lever that makes it."""
    one: OfOutcome
    each: OfPolicy

    @property
    def size(self) -> float:
        """How large it is beside the level under the baseline (medians); endless where that is 0."""
        level = self.one.policies[0].level[0]
        return abs(self.each.difference[0] or 0.0) / abs(level) if level else float("inf")

    @property
    def words(self) -> str:
        """What makes it, which way it goes, and in what."""
        assert self.each.verdict is not None
        name = in_sentence(label(self.one.outcome))
        return f"{self.what[0].upper()}{self.what[1:]} {VERBS[self.each.verdict.direction]} {name}"


def differences_title(plan: Plan, seen: Decision) -> str:
    """Say which policy makes the largest clear difference, and in how many outcomes there is none."""
    known = [one for one in seen.outcomes if any(_defined(each) for each in one.policies)]
    clear = [Clear(shown(plan.policies[each.policy].name, LONGEST) or "unnamed", one, each)
             for one in known for each in one.policies if each.verdict and each.verdict.clear]  # fmt: skip
    if not clear:
        return _none_told([each for one in known for each in one.policies], f"any of {len(seen.outcomes)} outcomes")
    first = max(clear, key=lambda found: found.size)
    rest = [one for one in known if not any(found.one is one for found in clear)]
    most = " most" if len(clear) > 1 else ""
    if not rest:
        return f"{first.words}{most}"
    barred = any(each.barred for one in rest for each in one.policies)
    where = in_sentence(label(rest[0].outcome)) if len(rest) == 1 else f"{len(rest)} of {len(known)} outcomes"
    return f"{first.words}{most}; {'none told in' if barred else 'no clear difference in'} {where}"


def response_title(seen: Decision) -> str:
    """Say from which level of its setting on a lever clearly changes an outcome: the one that it changes most."""
    found = [(clear, each, at) for one in seen.outcomes for each in seen.responses
             for clear, at in _steady(one, each)]  # fmt: skip
    if not found:
        asked = {place for each in seen.responses for place in each.policies if place}
        return _none_told([one.policies[place] for one in seen.outcomes for place in asked], "any setting tried")
    clear, each, at = max(found, key=lambda one: one[0].size)
    levels = [level for level in each.levels if level]
    if at == levels[0]:
        return f"{clear.words} at every {each.setting} tried"
    where = f"only at {at:.0%} {each.setting}" if at == levels[-1] else f"from {at:.0%} {each.setting} on"
    return f"{clear.words} {where}"


def pairs_title(seen: Decision) -> str:
    """Say in how many outcomes one policy is surely best."""
    ranked = [(one, [at for at in one.order if not one.policies[at].barred])
              for one in seen.outcomes if one.ranking is not None]  # fmt: skip
    free = [(one, order) for one, order in ranked if len(order) > 1]
    if not free:
        return "No order of policies is given: a rule forbids it"
    sure = sum(_surely(one, order) >= SURE for one, order in free)
    return f"In {sure} of {len(free)} outcomes one policy is best in {SURE:.0%} of draws"


def _surely(one: OfOutcome, order: Sequence[int]) -> float:
    assert one.ranking is not None
    return min(float(one.ranking.beats[order[0], other]) for other in order[1:])


def _steady(one: OfOutcome, each: Response) -> Iterator[tuple[Clear, float]]:
    """Yield the difference at the highest level if it is clear, with the level from which on all are, the same way."""
    last = one.policies[each.policies[-1]]
    if last.verdict is None or not last.verdict.clear:
        return
    at = each.levels[-1]
    for level, place in reversed(list(zip(each.levels, each.policies, strict=True))):
        said = one.policies[place].verdict
        if not place or said is None or said.direction != last.verdict.direction:
            break
        at = level
    yield Clear(each.lever.replace("_", " "), one, last), at


def _defined(each: OfPolicy) -> bool:
    return each.verdict is not None and each.verdict.rule != "undefined"


def _none_told(policies: Sequence[OfPolicy], where: str) -> str:
    known = [each for each in policies if _defined(each) and each.verdict and each.verdict.rule != "same"]
    if known and all(each.barred for each in known):
        return f"No direction is told in {where}: a rule forbids it"
    return f"No clear difference in {where}"
