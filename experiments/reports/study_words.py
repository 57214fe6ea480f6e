"""What a sensitivity study found, in sentences: what drives an outcome, and what would be worth knowing."""

from collections.abc import Iterator, Sequence

from experiments.chart_words import interval, number, shown, signed
from experiments.charts import label
from experiments.reports.report import Finding
from experiments.sensitivity.found import Found, OfOutput
from experiments.sensitivity.index import Index, percent
from experiments.sensitivity.inputs import ASSUMPTION, DUMMY, LUCK, Input
from experiments.sensitivity.morris import Screened
from experiments.sensitivity.pair import Output
from experiments.sensitivity.stability import Settled
from experiments.sensitivity.study import StudyPlan

MOST_NAMED = 3
ROUGH, VAGUE = 0.10, 0.25
"""The half-widths of an interval of a share from which shares are called rough, and a headline is held back."""


def named(study: StudyPlan, output: Output) -> str:
    """Return what an output is, in words."""
    name = label(output.outcome)
    if output.of == "difference":
        return f"{name}: difference that {shown(study.policies[1].name)} makes"
    place = 0 if output.of == "baseline" else 1
    return f"{name} under {shown(study.policies[place].name)}"


def findings(found: Found) -> tuple[Finding, ...]:
    """Return what was found on every output, and where the condition holds."""
    every = [Finding(named(found.study, one.output), tuple(_of_output(found, one))) for one in found.outputs]
    if found.study.box:
        every.append(Finding(f"Where {condition(found.study)}", (_box(found),)))
    return tuple(every)


def condition(study: StudyPlan) -> str:
    """Return the condition of the box in words, as what happens."""
    box = study.box
    assert box is not None
    of = box.of or ("difference" if len(study.policies) > 1 else "baseline")
    bound = f"above {box.above:g}" if box.above is not None else f"below {box.below:g}"
    what = named(study, Output(box.outcome, of))
    return f"“{what}” is {bound}"


def _of_output(found: Found, one: OfOutput) -> Iterator[str]:
    yield headline(found, one)
    middle, low, high = one.middle
    if middle is not None:
        said = signed if one.output.of == "difference" else number
        yield (
            f"Over all that is possible its median is {said(middle, one.unit)} (90% interval "
            f"{interval(low, high, one.unit, said)})."
        )
    if found.study.by_rank:
        yield (
            "It is asked about as where it stands among all that is possible: shares say what decides whether it is "
            "among the high or the low ones, not what its variance in its own unit is made of."
        )
    yield from screening_told(found, one)
    yield from shares_told(found, one)
    yield from studies_told(found, one)
    yield from check_told(one)


def headline(found: Found, one: OfOutput) -> str:
    """Return the finding to remember."""
    if one.shares is not None:
        names = [name for name in one.shares.order() if name not in {LUCK, DUMMY.name}]
        first = names[0]
        share = one.shares.total[one.shares.names.index(first)]
        if share.low <= 0:
            return "No group of numbers can be said to drive it: every interval reaches down to 0."
        if share.high - share.low > 2 * VAGUE:
            return (
                f"The runs are too few to say how much, but most of what decides it seems to be {thing(found, first)}: "
                f"{share.as_share} of its variance in all."
            )
        return f"Most of what decides it is {thing(found, first)}: {share.as_share} of its variance in all."
    if one.screening is not None:
        first = next((thing(found, name) for name in one.screening.kept), "no number")
        return f"Of all numbers, the one that moves it most, for all that can be told: {first}."
    if one.studies and one.studies[0].shows:
        return one.studies[0].sentence
    return "Too few runs are defined to say what drives it."


def thing(found: Found, name: str) -> str:
    """Return an input or a group in words."""
    if name == ASSUMPTION:
        return "what rests on assumptions of ours (grade D)"
    if name == LUCK:
        return "the luck of the simulated sample"
    one = {each.name: each for each in found.study.inputs}.get(name)
    return f"the group “{name}”" if one is None else f"{one.meaning} ({name}, {basis(one)})"


def basis(one: Input) -> str:
    """Return what an input rests on."""
    return "an assumption" if one.assumed else f"evidence of grade {one.grade}"


def screening_told(found: Found, one: OfOutput) -> Iterator[str]:
    """Yield what a screening says."""
    if found.study.screening is None:
        return
    if one.screening is None:
        yield "The screening says nothing: fewer than half of its trajectories are defined, or fewer than two."
        return
    seen = one.screening
    moving = [seen[name] for name in seen.kept]
    told = "; ".join(f"{thing(found, each.name)}, {effect(found, one, each)}" for each in moving[:MOST_NAMED])
    yield (
        f"Screening: of {len(found.study.inputs) - 1:,} numbers {len(moving):,} move it by more than luck or clearly "
        f"one way.{f' Largest effects of a step of two thirds of the belief: {told}.' if told else ''}"
    )
    if seen.dropped:
        yield f"{seen.dropped} of {seen.dropped + seen.trajectories} trajectories were left out, a run in them failed."
    if found.kept and len(moving) > len(found.kept):
        yield f"Only the first {len(found.kept)} are told apart from here on, as the plan asks for no more."
    yield settled_told(seen.settled, "trajectories", "of the largest effect")


def effect(found: Found, one: OfOutput, each: Screened) -> str:
    """Return the mean effect of a step, in the outcome's unit or in places."""
    if found.study.by_rank:
        return f"{each.mean.value:+.0%} of all places (90% interval {each.mean.low:+.0%} to {each.mean.high:+.0%})"
    return (
        f"{signed(each.mean.value, one.unit)} (90% interval {signed(each.mean.low, one.unit)} to "
        f"{signed(each.mean.high, one.unit)})"
    )


def shares_told(found: Found, one: OfOutput) -> Iterator[str]:
    """Yield what a decomposition says: drivers, assumptions, luck, the dummy, how settled it is."""
    if found.study.shares is None:
        return
    shares = one.shares
    if shares is None:
        yield "Nothing is said of shares: the outcome does not vary, or fewer than half of the blocks are defined."
        return
    place = {name: at for at, name in enumerate(shares.names)}
    names = [name for name in shares.order() if name not in {LUCK, DUMMY.name}]
    told = [f"{thing(found, name)}, {shares.total[place[name]].as_share} in all and "
            f"{shares.first[place[name]].shown:.0%} by itself" for name in names[:MOST_NAMED]]  # fmt: skip
    yield f"Shares of the variance: {'; '.join(told)}. “In all” counts what numbers do together, so it overlaps."
    yield assumed_told(found, one, place)
    yield f"Chance: luck of the sample has a part in {shares.chance.as_share}, which no evidence takes away."
    dummy = shares.total[place[DUMMY.name]] if DUMMY.name in place else None
    if dummy is not None:
        exactly = "exactly 0, as it must be" if dummy == Index(0.0, 0.0, 0.0) else dummy.as_share
        yield f"The dummy, which the model never reads, has a share of {exactly}: that is the error of the method."
    if shares.dropped:
        yield f"{shares.dropped} of {shares.dropped + shares.blocks} blocks were left out, as a run in them failed."
    yield settled_told(shares.settled, "blocks", "points", 100)
    widest = shares.settled[-1].widest if shares.settled else 1.0
    if widest > ROUGH:
        yield "The shares are rough: more blocks would make them narrower, in proportion to the square root or better."


def assumed_told(found: Found, one: OfOutput, place: dict[str, int]) -> str:
    """Return what share of the answer rests on assumptions."""
    shares = one.shares
    assert shares is not None
    if ASSUMPTION in place:
        total, first = shares.total[place[ASSUMPTION]], shares.first[place[ASSUMPTION]]
        if total.high - total.low > 2 * VAGUE:
            low, high = (percent(min(1.0, max(0.0, end))) for end in (total.low, total.high))
            return (
                f"How much rests on assumptions of ours (grade D) cannot be told from so few runs: they have a part in "
                f"anything from {low} to {high} of the variance (90% interval)."
            )
        return (
            f"Assumptions of ours (grade D) account for {first.shown:.0%} of the variance by themselves and have a "
            f"part in {total.as_share}; the rest would be left if all of them were known."
        )
    known = {each.name: each for each in found.study.inputs}
    apart = [name for name in place if name in known and name != DUMMY.name and shares.total[place[name]].low > 0]
    if apart:
        assumed = sum(known[name].assumed for name in apart)
        return (
            f"Of {len(apart)} numbers told apart whose share is above 0, {assumed} are assumptions of ours (grade D)."
        )
    return "These groups do not tell assumptions apart; the plan would have to say 'by: grade'."


def settled_told(seen: Sequence[Settled], what: str, unit: str, times: float = 1.0) -> str:
    """Return how far a quarter, half and all of the runs agree."""
    if not seen:
        return "There are too few runs to see whether the answer is settled."
    counts = ", ".join(str(each.blocks) for each in seen)
    widths = ", ".join(f"{times * each.widest:.0f}" if times > 1 else f"{each.widest:.0%}" for each in seen)
    last = seen[-1]
    ranks = "nothing to rank" if last.ranks != last.ranks else f"{last.ranks:.2f}"
    return (
        f"How settled: after {counts} {what} the widest interval reaches {widths} {unit} either way; at the end "
        f"independent parts agree on who comes first by {ranks} (1: wholly), and {last.open} cannot be told from small."
    )


def studies_told(found: Found, one: OfOutput) -> Iterator[str]:
    """Yield which piece of evidence would be worth buying."""
    if one.looked_at == 0:
        return
    real = [each for each in one.studies if each.about != DUMMY]
    if not one.studies:
        yield "What evidence would be worth cannot be told: too few rows are defined, or nothing varies."
    elif not real:
        yield (
            f"None of {one.looked_at:,} numbers goes with it by more than chance would have any of them go, so no "
            "single study can be named."
        )
    elif worth := [each for each in real if each.shows]:
        yield f"The evidence most worth buying. {worth[0].sentence}"
        yield from (f"Next. {each.sentence}" for each in worth[1:MOST_NAMED])
    else:
        yield f"Of {len(real)} numbers looked at, none can be shown to be worth a study with so many rows."


def check_told(one: OfOutput) -> Iterator[str]:
    """Yield whether the check that needs no variance says the same."""
    if one.check is None:
        return
    above = [name for name, value in sorted(one.check.index.items(), key=lambda p: -p[1])
             if value > one.check.band and name != DUMMY.name]  # fmt: skip
    said = ", ".join(above[:MOST_NAMED]) or "none"
    more = ", and others" if len(above) > MOST_NAMED else ""
    yield f"The check without variances (PAWN) sees above its band: {said}{more}."
    if one.disagree:
        yield f"It and the shares disagree on {', '.join(one.disagree[:MOST_NAMED])}: look twice at these."


def _box(found: Found) -> str:
    if found.box is None:
        return (
            "Nothing is said: there are no plain rows, the condition is undefined in more than half of them, or it "
            "holds in fewer than ten, or in all but ten."
        )
    return found.box.sentence(found.boxed, f"it happens that {condition(found.study)}")
