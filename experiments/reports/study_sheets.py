"""The tables of a sensitivity study's report as they are written to files."""

from collections.abc import Iterator

from experiments.exports import Cell, Column, Sheet
from experiments.reports.study_words import findings
from experiments.sensitivity.found import Found
from experiments.sensitivity.index import Index
from experiments.sensitivity.inputs import DUMMY

OUTCOME = (Column("outcome", "name of the outcome", "text"), Column("of", "baseline, scenario or difference", "text"))
NAME = Column("name", "number, group of numbers, luck or dummy", "text")
Line = tuple[Cell, ...]


def ends(name: str, meaning: str) -> tuple[Column, Column, Column]:
    """Return the columns of an estimate and its 90% interval."""
    low, high = "lower end of the 90% interval", "upper end of the 90% interval"
    return Column(name, meaning), Column(f"{name}_low", low), Column(f"{name}_high", high)


def sheets(found: Found) -> list[Sheet]:
    """Return every table."""
    asked = "outcome as a rank" if found.study.by_rank else "outcome in its unit"
    number = (*OUTCOME, NAME)
    narrows = ends("narrows", "share of the variance that would go if the number were known")
    worth = ends("worth", "what knowing it before choosing would be worth, in the outcome's unit")
    return [
        Sheet("findings", "What was found, in sentences",
              (Column("about", "outcome or condition", "text"), Column("sentence", "finding", "text")),
              tuple((each.heading, line) for each in findings(found) for line in each.sentences)),
        Sheet("stages", "What was run",
              (Column("stage", "stage", "text"), Column("rows", "rows of the design"),
               Column("failed", "runs that failed"), Column("seconds", "seconds of one core")),
              tuple((s.name, s.rows, s.failed, s.seconds) for s in found.stages)),
        Sheet("inputs", "The uncertain numbers that were varied",
              (NAME, Column("meaning", "what it is", "text"), Column("unit", "its unit", "text"),
               Column("grade", "grade of the evidence, A to D", "text"),
               Column("basis", "assumption or published", "text"), Column("family", "file that declares it", "text"),
               Column("agency", "whose practice it describes", "text"), Column("p05", "5th percentile of its prior"),
               Column("median", "median of its prior"), Column("p95", "95th percentile of its prior")),
              tuple(_inputs(found))),
        Sheet("screening", f"Effects of a step of two thirds of the belief (Morris; {asked})",
              (*number, *ends("size", "mean size of the effect"), *ends("mean", "mean effect"),
               Column("spread", "standard deviation of effects"), Column("verdict", "what it moves", "text")),
              tuple(_screening(found))),
        Sheet("shares", f"Shares of the variance (Sobol; {asked})",
              (*number, *ends("total", "share in all"), *ends("first", "share by itself")), tuple(_shares(found))),
        Sheet("pairs", f"What two account for together beyond their own shares ({asked})",
              (*number, Column("other", "the other of the two", "text"), *ends("share", "share of the variance")),
              tuple(_pairs(found))),
        Sheet("settled", "Whether more runs would change the answer",
              (*OUTCOME, Column("stage", "screening or shares", "text"), Column("blocks", "blocks or trajectories"),
               Column("widest", "largest half-width of an interval"), Column("agreement", "on who comes first"),
               Column("open", "how many cannot be told from small")), tuple(_settled(found))),
        Sheet("studies", "What evidence would be worth, by regression on plain rows",
              (*number, *narrows, *worth, Column("error", "standard error of the worth"),
               Column("sentence", "the study in words", "text")), tuple(_studies(found))),
        Sheet("swings", "Where the outcome lies on average when a number stands low, and when it stands high",
              (*number, Column("low", "mean over rows in the lowest tenth of its prior"),
               Column("high", "mean over rows in the highest tenth"), Column("middle", "mean over all rows"),
               Column("noise", "half the width of the 90% interval of the difference if it did nothing")),
              tuple(_swings(found))),
        Sheet("check", "PAWN, the check without variances",
              (*number, Column("index", "median gap between distributions"),
               Column("band", "what 95% of inputs that do nothing stay below")), tuple(_check(found))),
        Sheet("box", "Limits of the box",
              (NAME, Column("low", "from this quantile"), Column("high", "to this quantile"),
               Column("value_low", "the number there"), Column("value_high", "the number there"),
               Column("by_chance", "probability of so many cases without the limit"),
               Column("again", "share of tries in which it is limited")), tuple(_box(found))),
        Sheet("box_path", "Every box on the way to the densest",
              (Column("coverage", "share of all cases that it holds"),
               Column("density", "share of its rows that are cases")),
              tuple(sorted({(b.coverage, b.density) for b in found.box.boxes})) if found.box else ()),
    ]  # fmt: skip


def _inputs(found: Found) -> Iterator[Line]:
    for one in found.study.inputs:
        if one != DUMMY:
            values = [one.value(u) for u in (0.05, 0.5, 0.95)]
            kind = "assumption" if one.assumed else "published"
            yield one.name, one.meaning, one.unit, one.grade, kind, one.family, one.agency, *values


def _screening(found: Found) -> Iterator[Line]:
    for one in found.outputs:
        for each in one.screening.screened if one.screening else ():
            yield *one.output, each.name, *each.size, *each.mean, each.spread, each.verdict


def _shares(found: Found) -> Iterator[Line]:
    for one in found.outputs:
        if one.shares:
            for at, name in enumerate(one.shares.names):
                yield *one.output, name, *one.shares.total[at], *one.shares.first[at]


def _pairs(found: Found) -> Iterator[Line]:
    for one in found.outputs:
        for (name, other), index in one.shares.pairs.items() if one.shares else ():
            yield *one.output, name, other, *index


def _settled(found: Found) -> Iterator[Line]:
    for one in found.outputs:
        for stage, seen in (("screening", one.screening), ("shares", one.shares)):
            for each in seen.settled if seen else ():
                yield *one.output, stage, each.blocks, each.widest, each.ranks, each.open


def _studies(found: Found) -> Iterator[Line]:
    nothing = Index(float("nan"), float("nan"), float("nan"))
    for one in found.outputs:
        for each in one.studies:
            worth = each.worth.value if each.worth else nothing
            error = each.worth.error if each.worth else float("nan")
            yield *one.output, each.about.name, *each.narrows, *worth, error, each.sentence


def _swings(found: Found) -> Iterator[Line]:
    for one in found.outputs:
        for each in one.swings:
            yield *one.output, each.about.name, each.low, each.high, each.middle, each.noise


def _check(found: Found) -> Iterator[Line]:
    for one in found.outputs:
        for name, value in one.check.index.items() if one.check else ():
            yield *one.output, name, value, one.check.band if one.check else None


def _box(found: Found) -> Iterator[Line]:
    if found.box is not None:
        for at, (low, high) in found.box.box.limits.items():
            one = found.boxed[at]
            values = (one.value(low) if low > 0 else None, one.value(high) if high < 1 else None)
            yield one.name, low, high, *values, found.box.by_chance.get(at), found.box.again.get(at)
