"""The charts of a sensitivity study's report, each with its table."""

from collections.abc import Callable, Iterator

from experiments.chart_words import number, shown, signed
from experiments.charts import Chart, Group, Panel, folded
from experiments.reports.dots import Dot, dots, key_of
from experiments.reports.lines import Line, lines
from experiments.reports.study_titles import box_title, screening_title, settled_title, shares_title, worth_title
from experiments.reports.study_words import basis, condition, named, thing
from experiments.sensitivity.found import Found, OfOutput
from experiments.sensitivity.index import Index
from experiments.sensitivity.inputs import DUMMY

SOURCE = "Source: this simulation."
MOST = 15
"""Rows of a picture; the table has all of them."""
Rows = tuple[tuple[str, ...], ...]


def screening_chart(found: Found) -> Chart:
    """Return the sizes of effects of a screening."""
    seen = [one for one in found.outputs if one.screening is not None]
    groups = [Group(named(found.study, one.output), (_screening(found, one),)) for one in seen]
    rows = tuple(row for one in seen for row in _screening_rows(found, one))
    return Chart(
        "screening", screening_title(found, seen),
        "Mean size of the effect of a step of two thirds of what is believed of a number, with its 90% interval; the "
        f"largest {MOST}.", folded(groups),
        (SOURCE, "“luck” is another life of the same people: an effect below it is small against chance."),
        ("Outcome", "Number", "Rests on", "Size", "90% interval", "Mean effect", "Spread", "Verdict"), rows,
    )  # fmt: skip


def words_of(found: Found, one: OfOutput) -> Callable[[float], str]:
    """Return how effects on an output are written."""
    return (lambda x: f"{x:.1%}") if found.study.by_rank else (lambda x: number(x, one.unit))


def _screening(found: Found, one: OfOutput) -> Panel:
    assert one.screening is not None
    words = words_of(found, one)
    rows = [
        Dot(each.name, ((each.size.value, each.size.low, each.size.high),)) for each in one.screening.screened[:MOST]
    ]
    title = "share of all places" if found.study.by_rank else one.unit
    says = "; ".join(f"{row.label}: {words(row.marks[0][0])}" for row in rows)
    return Panel("", f"{says}.", dots(rows, title, words, found.study.by_rank))


def _screening_rows(found: Found, one: OfOutput) -> Iterator[tuple[str, ...]]:
    assert one.screening is not None
    words, inputs = words_of(found, one), {each.name: each for each in found.study.inputs}
    for each in one.screening.screened:
        known = inputs.get(each.name)
        rests = basis(known) if known and known != DUMMY else "-"
        yield (
            named(found.study, one.output), each.name, rests, words(each.size.value),
            f"{words(each.size.low)} to {words(each.size.high)}", words(each.mean.value), words(each.spread),
            each.verdict,
        )  # fmt: skip


def shares_chart(found: Found) -> Chart:
    """Return the shares of variance."""
    seen = [one for one in found.outputs if one.shares is not None]
    groups = [Group(named(found.study, one.output), (_shares(one),)) for one in seen]
    return Chart(
        "shares", shares_title(seen),
        "Share of the variance, with its 90% interval between scrambles: in all (with everything it does together with "
        "others, so that these overlap) and by itself.", folded(groups),
        (SOURCE, "An interval that reaches below 0 holds 0. The dummy is read by nobody: its share is the error of the "
         "method. “luck” is chance in the simulated sample, which is smaller in the whole country."),
        ("Outcome", "Numbers", "In all", "90% interval", "By itself", "90% interval"),
        tuple(
            (named(found.study, one.output), name, *_share(one.shares.total[at]), *_share(one.shares.first[at]))
            for one in seen if one.shares for at, name in enumerate(one.shares.names)
        ),
    )  # fmt: skip


def _share(index: Index) -> tuple[str, str]:
    return f"{index.shown:.1%}", f"{index.low:.1%} to {index.high:.1%}"


def _shares(one: OfOutput) -> Panel:
    assert one.shares is not None
    place = {name: at for at, name in enumerate(one.shares.names)}
    order = one.shares.order()[:MOST]
    rows = [Dot(name, (one.shares.total[place[name]], one.shares.first[place[name]])) for name in order]
    says = "; ".join(f"{name}: {one.shares.total[place[name]].shown:.0%} in all" for name in order)
    return Panel("", f"{says}.", dots(rows, "share of the variance", lambda x: f"{x:.0%}", share=True),
                 key=key_of(("in all", "by itself")))  # fmt: skip


def settled_chart(found: Found) -> Chart:
    """Return how intervals narrow with the number of runs."""
    seen = [(one, one.shares.settled) for one in found.outputs if one.shares and one.shares.settled]
    series = [
        Line(named(found.study, one.output), tuple(float(s.blocks) for s in steps), tuple(s.widest for s in steps))
        for one, steps in seen
    ]
    says = "; ".join(f"{line.name}: {', '.join(f'{y:.0%}' for y in line.y)}" for line in series)
    panel = Panel("", f"{says}.", lines(series, "blocks", "widest half-width of an interval", share_y=True))
    return Chart(
        "settled", settled_title([steps[-1] for _, steps in seen]),
        "The widest half-width of a 90% interval of a share in all, after a quarter, half and all of the blocks; the "
        "first outcomes.", (Group("", (panel,)),) if series else (),
        (SOURCE, "Agreement is the mean top-down correlation between scrambles: 1 if they put the same first, 0 as "
         "chance would have it. Open: shares of which the interval holds 5%."),
        ("Outcome", "Blocks", "Widest half-width", "Agreement on order", "Open"),
        tuple((named(found.study, one.output), str(s.blocks), f"{s.widest:.1%}", f"{s.ranks:.2f}", str(s.open))
              for one, steps in seen for s in steps),
    )  # fmt: skip


def worth_chart(found: Found) -> Chart:
    """Return what knowing each number would take off the variance."""
    seen = [one for one in found.outputs if one.studies]
    groups = []
    for one in seen:
        real = [each for each in one.studies if each.about != DUMMY][:MOST]
        rows = [Dot(each.about.name, (each.narrows,)) for each in real]
        says = "; ".join(f"{each.about.name}: {each.narrows.shown:.0%}" for each in real) or "no number stands out"
        picture = dots(rows, "share of the variance that would go", lambda x: f"{x:.0%}", share=True)
        groups.append(Group(named(found.study, one.output), (Panel("", f"{says}.", picture),)))
    return Chart(
        "worth-knowing", worth_title(found, seen),
        "Expected fall of the variance of the outcome if a number were known exactly, with its 90% interval.",
        folded(groups),
        (SOURCE, "What perfect knowledge would be worth bounds any real study from above. The worth before choosing is "
         "in the outcome's own unit: how much better the better choice would be on average."),
        ("Outcome", "Number", "Off the variance", "90% interval", "Worth before choosing", "90% interval", "Study"),
        tuple(
            (named(found.study, one.output), each.about.name, *_share(each.narrows),
             *(("-", "-") if each.worth is None else (
                 signed(each.worth.value.value, one.unit),
                 f"{number(each.worth.value.low, one.unit)} to {number(each.worth.value.high, one.unit)}")),
             each.sentence)
            for one in seen for each in one.studies
        ),
    )  # fmt: skip


def box_chart(found: Found) -> Chart:
    """Return how coverage is traded for density on the way to the box."""
    assert found.box is not None
    path = sorted({(b.coverage, b.density) for b in found.box.boxes})
    series = [Line("boxes on the way", tuple(c for c, _ in path), tuple(d for _, d in path))]
    picture = lines(series, "share of all cases that the box holds", "share of its rows that are cases", True, True)
    says = f"From all rows ({found.box.share:.0%} of them cases) to the densest box ({max(d for _, d in path):.0%})."
    limits = found.box.box.limits
    return Chart(
        "box", box_title(found),
        "Each point is a box: further right, it holds more of the cases; further up, they are denser in it.",
        (Group(f"Where {shown(condition(found.study), 200)}", (Panel("", says, picture),)),),
        (SOURCE, "The box told is the one that is best in both at once, without limits that may be chance."),
        ("Number", "Rests on", "From quantile", "To quantile", "By chance without it", "Limited again"),
        tuple(
            (thing(found, found.boxed[at].name), basis(found.boxed[at]), f"{limits[at].low:.2f}",
             f"{limits[at].high:.2f}", f"{found.box.by_chance.get(at, float('nan')):.3f}",
             f"{found.box.again.get(at, 0.0):.0%}")
            for at in limits
        ),
    )  # fmt: skip
