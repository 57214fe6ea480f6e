"""The charts of a sweep's report, each with its table."""

from collections.abc import Iterator

from experiments.chart_words import interval, number, signed
from experiments.charts import Chart, Group, Panel, folded, inert, label, layout
from experiments.charts import axis as chart_axis
from experiments.palette import BLUE, PINK
from experiments.palette import MOST as MOST_LINES
from experiments.reports.dots import Dot, dots
from experiments.reports.lines import Line, lines
from experiments.reports.sweep_titles import differences_title, pairs_title, response_title
from experiments.reports.sweep_words import ends, over, policy
from experiments.sweeps.decision import Decision, OfOutcome
from experiments.sweeps.plan import Plan
from experiments.sweeps.response import Response

SOURCE = "Source: this simulation."
MOST = 12
"""Policies of a picture, and outcomes that have one; tables have all."""
MOST_RANKED = 12
"""Policies of a table of pairs."""
RULE = (
    "A direction is told only where the 90% interval leaves out 0, in 20 draws or more, and no rule forbids it. The "
    "title names the clear difference that is largest beside the level under the baseline."
)
BOTH = (
    "Intervals hold both what is not known of the numbers and the luck of the sample. How much of the variance is luck "
    "stands in the table where each draw was lived more than once."
)


def differences_chart(plan: Plan, seen: Decision) -> Chart:
    """Return the differences that policies make, a picture an outcome."""
    groups = [
        Group(f"{label(one.outcome)}, {over(one, plan)}", (_differences(plan, one),)) for one in seen.outcomes[:MOST]
    ]
    return Chart(
        "policies", differences_title(plan, seen),
        f"Difference from {policy(plan, 0)} in the same draws: median over draws with its 50% (thick line) and 90% "
        f"interval (thin line); best first where there is a wished direction, up to {MOST} policies.", folded(groups),
        (SOURCE, RULE, BOTH),
        ("Outcome", "Years", "Policy", "Level", "Difference", "50% interval", "Of its variance, luck", "Better in",
         "Regret", "Direction"),
        tuple(row for one in seen.outcomes for row in _rows(plan, one)),
    )  # fmt: skip


def _differences(plan: Plan, one: OfOutcome) -> Panel:
    order = [at for at in one.order if at and one.policies[at].difference[0] is not None]
    shown_ones = order if len(order) <= MOST else [*order[: MOST // 2], *order[-MOST // 2 :]]
    rows = []
    for at in shown_ones:
        middle, low, high = one.policies[at].difference
        rows.append(Dot(policy(plan, at), ((middle or 0.0, low, high),), (one.policies[at].half,)))
    says = "; ".join(
        f"{policy(plan, at)}: {ends(one.policies[at].difference, one.unit, signs=True)}" for at in shown_ones
    )
    left_out = len(order) - len(shown_ones)
    below = f"{left_out} policies in the middle are in the table alone." if left_out else ""
    picture = dots(rows, one.unit, lambda x: signed(x, one.unit), one.unit == "share")
    return Panel("", f"{says or 'Nothing is defined'}.", picture, below)


def _rows(plan: Plan, one: OfOutcome) -> Iterator[tuple[str, ...]]:
    for at in [*one.order, *(i for i in range(len(one.policies)) if i not in one.order)]:
        each = one.policies[at]
        yield (
            label(one.outcome), over(one, plan), policy(plan, at), ends(each.level, one.unit),
            "-" if at == 0 else ends(each.difference, one.unit, signs=True), interval(*each.half, one.unit, signed),
            "-" if each.chance is None else f"{each.chance:.0%}", "-" if each.better is None else f"{each.better:.0%}",
            "-" if one.ranking is None else number(float(one.ranking.regret[at]), one.unit),
            "-" if each.verdict is None else each.verdict.direction if each.verdict.clear else "not told",
        )  # fmt: skip


def response_chart(plan: Plan, seen: Decision) -> Chart:
    """Return how outcomes go with the setting of each lever."""
    groups = [Group(label(one.outcome), tuple(_responses(one, seen))) for one in seen.outcomes[:MOST]]
    return Chart(
        "response", response_title(seen),
        f"Difference from {policy(plan, 0)}: median over draws with its 50% (thick) and 90% interval (thin), by level; "
        "a line for each way the other settings stand, side by side at each level.", folded(groups),
        (SOURCE, "Level 0 is the baseline, where the difference is 0.", RULE, BOTH),
        ("Outcome", "Lever", "Setting", "Others", "Level", "Policy", "Difference", "50% interval"),
        tuple(
            (label(one.outcome), each.title, each.setting, each.fixed, f"{level:.0%}", policy(plan, place),
             "0" if place == 0 else ends(one.policies[place].difference, one.unit, signs=True),
             interval(*one.policies[place].half, one.unit, signed))
            for one in seen.outcomes for each in seen.responses
            for level, place in zip(each.levels, each.policies, strict=True)
        ),
    )  # fmt: skip


def _responses(one: OfOutcome, seen: Decision) -> Iterator[Panel]:
    by: dict[tuple[str, str], list[Response]] = {}
    for each in seen.responses:
        by.setdefault((each.title, each.setting), []).append(each)
    for (title, setting), several in by.items():
        series = [_line(one, each) for each in several[:MOST_LINES]]
        says = "; ".join(f"{line.name}: {', '.join(signed(y, one.unit) for y in line.y)}" for line in series)
        left_out = len(several) - len(series)
        below = f"{left_out} further ways the other settings stand are in the table alone." if left_out else ""
        if len(several) == 1:
            below = f"Other settings: {several[0].fixed}."
        picture = lines(series, setting, one.unit, True, one.unit == "share")
        yield Panel(f"{title}, by {setting}", f"{says}.", picture, below)


def _line(one: OfOutcome, each: Response) -> Line:
    found = [(level, *one.policies[place].difference, *one.policies[place].half) if place
             else (level, 0.0, None, None, None, None)
             for level, place in zip(each.levels, each.policies, strict=True)]  # fmt: skip
    x, y, *rest = zip(*((x, y, *rest) for x, y, *rest in found if y is not None), strict=True)
    return Line(each.fixed, x, y, *rest)


def pairs_chart(plan: Plan, seen: Decision) -> Chart:
    """Return in how many draws each policy is better than each other one."""
    ranked = [one for one in seen.outcomes if one.ranking is not None]
    groups = [Group(f"{label(one.outcome)}: {one.better} is better", (_pairs(plan, one),)) for one in ranked[:MOST]]
    return Chart(
        "pairs", pairs_title(seen),
        "Share of draws in which the policy of the row is better than that of the column, ties counting half; the best "
        f"{MOST_RANKED} of each outcome.", folded(groups),
        (SOURCE, "A share near 50% says that the order is not known. Regret is how much worse than the best of its "
         "draw a policy is, on average."),
        ("Outcome", "Place", "Policy", "Better than the baseline", "Better than the next", "Regret"),
        tuple(row for one in ranked for row in _ranked(plan, one)),
    )  # fmt: skip


def _pairs(plan: Plan, one: OfOutcome) -> Panel:
    assert one.ranking is not None
    order = one.order[:MOST_RANKED]
    keys = [f"{place}" for place in range(1, len(order) + 1)]
    cells = [[float(one.ranking.beats[i, j]) if i != j else None for j in order] for i in order]
    figure = {
        "data": [{
            "type": "heatmap", "x": keys, "y": keys, "z": cells, "zmin": 0, "zmax": 1, "showscale": False, "xgap": 2,
            "colorscale": [[0.0, PINK], [0.5, "#FFFFFF"], [1.0, BLUE]], "ygap": 2, "hoverinfo": "text",
            "hoverongaps": False, "texttemplate": "%{text}",
            "text": [[inert(f"{share:.0%}") if share is not None else "" for share in row] for row in cells],
        }],
        "layout": layout(
            max(180, 36 * len(order) + 70), margin={"l": 8, "r": 8, "t": 48, "b": 8},
            xaxis=chart_axis(type="category", side="top", showgrid=False, title={"text": "better than"}),
            yaxis=chart_axis(type="category", autorange="reversed", showgrid=False),
        ),
    }  # fmt: skip
    names = "; ".join(f"{key}: {policy(plan, at)}" for key, at in zip(keys, order, strict=True))
    said = "; ".join(
        f"{keys[i]} is better than {keys[i + 1]} in {cells[i][i + 1]:.0%} of draws" for i in range(len(order) - 1)
    )
    return Panel("", f"{said}.", figure, f"By the mean, best first. {names}.")


def _ranked(plan: Plan, one: OfOutcome) -> Iterator[tuple[str, ...]]:
    assert one.ranking is not None
    for place, at in enumerate(one.order):
        following = one.order[place + 1] if place + 1 < len(one.order) else None
        yield (
            label(one.outcome), str(place + 1), policy(plan, at),
            "-" if at == 0 else f"{one.ranking.beats[at, 0]:.0%}",
            "-" if following is None else f"{one.ranking.beats[at, following]:.0%}",
            number(float(one.ranking.regret[at]), one.unit),
        )  # fmt: skip
