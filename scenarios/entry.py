"""Entries of the catalogue: every recommendation, with the lever that expresses it or the reason why none does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from model.evidence import Assumption, Derived, Parameter, Quantity
from model.facts import fact
from scenarios.lever import Cost, Hold, Lever, catalogue
from scenarios.recommendation import Recommendation, StressTest, recommendations

Status: TypeAlias = Literal["runnable", "expressed through others", "not expressible", "stress test"]


@dataclass(frozen=True)
class Entry:
    """One row of the catalogue: what is asked for, and the lever, if there is one."""

    asked: Recommendation | StressTest
    lever: Lever | None

    @property
    def id(self) -> str:
        """The name of the lever, or else of the recommendation."""
        return self.lever.id if self.lever else self.recommendation

    @property
    def recommendation(self) -> str:
        """The number of the recommendation in the catalogue; none for a stress test."""
        return self.asked.id if isinstance(self.asked, Recommendation) else ""

    @property
    def status(self) -> Status:
        """Whether and how it can be run."""
        if isinstance(self.asked, StressTest):
            return "stress test"
        if self.lever:
            return "runnable"
        return "expressed through others" if self.asked.through else "not expressible"

    @property
    def effect(self) -> str:
        """What is known of the size of the effect: evidence, graded or in part, or the mechanism only."""
        if not self.lever:
            return "none"
        if self.lever.mechanism_only:
            return "a rule or capacity changed as such" if not self.lever.carriers else "mechanism only"
        return "evidence in part" if self.lever.grade == "D" else "graded evidence"

    def described(self) -> dict[str, object]:
        """Return it as plain data, for files and the command line."""
        asked, lever = self.asked, self.lever
        who = asked if isinstance(asked, Recommendation) else None
        found: dict[str, object] = {
            "id": self.id,
            "name": asked.title,
            "runnable": lever is not None,
            "status": self.status,
            "question": asked.question,
            "row": self.recommendation,
            "recommendation": cited(who) if who else "none: a stress test",
            "asked_by": who.asked_by if who else "",
            "agency": asked.would_act,
            "kind": who.kind if who else "stress test",
            "response": who.response if who else "",
            "claims": who.claims if who else "",
            "mechanism": lever.mechanism if lever else "",
            "grade": lever.grade if lever else "",
            "effect": self.effect,
        }
        if who and not lever:
            found |= {"through": who.through, "reason": who.reason}
        return found | (_of_lever(lever) if lever else {})


def cited(asked: Recommendation) -> str:
    """Return where and when a recommendation was made."""
    return f"{asked.publication}, {asked.pointer} ({asked.date})"


def entries() -> Iterator[Entry]:
    """Yield all entries: recommendations in their order, then stress tests."""
    by_recommendation = {
        lever.asked.id: lever for lever in catalogue().values() if isinstance(lever.asked, Recommendation)
    }
    for identifier, recommendation in recommendations().items():
        yield Entry(recommendation, by_recommendation.get(identifier))
    for lever in catalogue().values():
        if isinstance(lever.asked, StressTest):
            yield Entry(lever.asked, lever)


def moved(hold: Hold) -> str:
    """Return in words what is done to one number."""
    amount = hold.amount.name if isinstance(hold.amount, Quantity) else f"{hold.amount:g}"
    verb = {"set": "set to", "times": "times", "times odds": "odds times", "plus": "plus"}[hold.operation]
    return f"{hold.quantity.name} {verb} {amount}"


def believed(quantity: Quantity) -> str:
    """Return a number an effect rests on, with prior, grade and basis."""
    if isinstance(quantity, Parameter):
        basis = quantity.evidence
        why = basis.reason if isinstance(basis, Assumption) else "; ".join(fact(f).citation for f in basis.facts)
        kind = "assumption" if isinstance(basis, Assumption) else f"sourced ({', '.join(basis.facts)})"
        return f"{quantity.name}: {quantity.meaning}; {quantity.regimes[-1][1]}; grade {quantity.grade}, {kind}: {why}"
    made = f" computed from {', '.join(q.name for q in quantity.inputs)}" if isinstance(quantity, Derived) else ""
    return f"{quantity.name}: {quantity.meaning};{made} grade {quantity.grade}"


def paid(cost: Cost) -> str:
    """Return a cost in words."""
    units = cost.units.name if isinstance(cost.units, Quantity) else f"{cost.units:,.0f}"
    return f"{cost.meaning}: {units} x {cost.price.name}, {cost.each}"


def _of_lever(lever: Lever) -> dict[str, object]:
    return {
        "moves": [moved(hold) for hold in lever.holds],
        "rests_on": [believed(quantity) for quantity in lever.carriers],
        "adopted_by": f"{lever.adopted_by.name}, one by one" if lever.adopted_by else "all at once",
        "for": "; ".join(
            f"{column.name} {' or '.join(column.label(level) for level in levels)}" for column, levels in lever.group
        ) or "everybody",
        "fades": believed(lever.fades) if lever.fades else "does not fade",
        "needs": lever.needs,
        "costs": [paid(cost) for cost in lever.costs],
        "shows": f"{lever.shows.outcome} {'rises' if lever.shows.sign == '+' else 'falls'}",
        "cannot_show": lever.cannot_show,
    }  # fmt: skip
