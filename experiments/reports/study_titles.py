"""The titles of a sensitivity study's charts: the finding in about ten words, by rule, or that none can be told."""

from collections import Counter
from collections.abc import Sequence

from experiments.charts import in_sentence
from experiments.reports.study_words import ROUGH, VAGUE, named
from experiments.sensitivity.found import Found, OfOutput
from experiments.sensitivity.inputs import ASSUMPTION, DUMMY, LUCK
from experiments.sensitivity.prim import LIMIT
from experiments.sensitivity.stability import Settled


def screening_title(found: Found, seen: Sequence[OfOutput]) -> str:
    """Say how many numbers move an outcome, for all that can be told."""
    counts = [len(one.screening.kept) for one in seen if one.screening is not None]
    of = f"of {len(found.study.inputs) - 1:,} numbers"
    if not counts:
        return "Too few trajectories are defined to say what moves it"
    if len(counts) == 1:
        return f"{counts[0]} {of} clearly move it"
    if not any(counts):
        return f"None {of} clearly moves any outcome"
    many = f"{min(counts)}" if min(counts) == max(counts) else f"{min(counts)} to {max(counts)}"
    return f"{many} {of} clearly move each of {len(counts)} outcomes"


def shares_title(seen: Sequence[OfOutput]) -> str:
    """Say what has the largest part in the variance, where it stands out from all else."""
    leads = [lead for one in seen if (lead := leader(one))]
    if not leads:
        vague = any(_vague(one) for one in seen)
        return "Too few runs to say what drives it" if vague else "No single driver stands out from the others"
    name, times = Counter(leads).most_common(1)[0]
    if len(seen) > 1:
        return f"{_thing(name)} have the largest part in {times} of {len(seen)} outcomes" if name == ASSUMPTION else (
            f"{_thing(name)} has the largest part in {times} of {len(seen)} outcomes"
        )  # fmt: skip
    shares = seen[0].shares
    assert shares is not None
    part = shares.total[shares.names.index(name)].shown
    return f"{_thing(name)} {'have' if name == ASSUMPTION else 'has'} a part in {part:.0%} of the variance"


def leader(one: OfOutput) -> str:
    """Return the number or group with the largest share in all; nothing if its interval reaches 0 or the next one's."""
    if one.shares is None or _vague(one):
        return ""
    place = {name: at for at, name in enumerate(one.shares.names)}
    order = [one.shares.total[place[name]] for name in _real(one)]
    if not order or order[0].low <= 0 or any(other.high >= order[0].low for other in order[1:]):
        return ""
    return _real(one)[0]


def settled_title(last: Sequence[Settled]) -> str:
    """Say how wide the widest interval still is; `last` are the last looks at each outcome."""
    if not last:
        return "Too few runs to see whether shares are settled"
    worst = max(last, key=lambda each: each.widest)
    said = "Shares are rough still" if worst.widest > ROUGH else "Shares are settled"
    return f"{said}: within {100 * worst.widest:.0f} points after {worst.blocks:,} blocks"


def worth_title(found: Found, seen: Sequence[OfOutput]) -> str:
    """Say which number would narrow an outcome most if it were known."""
    shown = [(each, one) for one in seen for each in one.studies if each.about != DUMMY and each.narrows.low > 0]
    if not shown:
        return "No single study can be shown to narrow any outcome"
    best, one = max(shown, key=lambda pair: pair[0].narrows.value)
    where = "" if len(seen) == 1 else f" of {in_sentence(named(found.study, one.output))}"
    return f"Knowing {_thing(best.about.name)} would take {best.narrows.shown:.0%} off the variance{where}"


def box_title(found: Found) -> str:
    """Say how much denser the condition is in the box, if it stands out."""
    seen = found.box
    if seen is None or not seen.box.limits or seen.p_value > LIMIT:
        return "No part of what is possible stands out"
    return f"It holds in {seen.box.density:.0%} of the box, {seen.share:.0%} of all rows"


def _real(one: OfOutput) -> list[str]:
    assert one.shares is not None
    return [name for name in one.shares.order() if name not in {LUCK, DUMMY.name}]


def _vague(one: OfOutput) -> bool:
    """Return whether the interval of the largest share is so wide that no headline rests on it."""
    if one.shares is None or not _real(one):
        return False
    first = one.shares.total[one.shares.names.index(_real(one)[0])]
    return first.high - first.low > 2 * VAGUE


def _thing(name: str) -> str:
    return "Assumptions of ours" if name == ASSUMPTION else f"“{name}”"
