"""One synthetic life in plain, careful words, from the event log of a run."""

from collections.abc import Iterator

import numpy as np

from experiments.eventlog import moves, time_of
from model import survivor
from model.rules import Column
from model.simulation import SurvivorJourneys

SAID: dict[tuple[str, str], str] = {
    ("exploitation", "exploited"): "came under the control of an exploiter",
    ("exploitation", "exited"): "got out of exploitation",
    ("exploitation", "settled"): "had been out long enough that the added risk of being exploited again was over",
    ("exploitation", "not_recruited"): "was left alone by the person who had singled them out",
    ("exploitation", "left_the_country"): "left the country",
    ("contact", "unidentified"): "was not, or no longer, known to any authority as a possible victim",
    ("contact", "awaiting_referral"): "was recognised by a charity that would refer them when it had the time",
    ("contact", "identified"): "was recognised as a possible victim",
    ("contact", "closed"): "was no longer looked for",
    ("justice", "at_liberty"): "was free of the criminal justice system",
    ("justice", "arrested"): "was arrested",
    ("justice", "on_bail"): "was charged and bailed",
    ("justice", "on_remand"): "was charged and held on remand",
    ("justice", "in_prison"): "went to prison under sentence",
    ("justice", "on_licence"): "left prison on licence",
    ("justice", "recalled"): "was recalled to prison",
    ("justice", "in_secure_estate"): "was placed in the secure estate for children",
    ("referral", "outside"): "was outside the National Referral Mechanism",
    ("referral", "awaiting_reasonable_grounds"): "was referred to the National Referral Mechanism",
    ("referral", "ready_for_reasonable_grounds"): "had the referral read and waited for the first decision",
    ("referral", "recovery_period"): "received a positive reasonable-grounds decision; the recovery period began",
    ("referral", "awaiting_conclusive_grounds"): "joined the queue for the conclusive-grounds decision",
    ("referral", "no_reasonable_grounds"): "received a negative reasonable-grounds decision",
    ("referral", "confirmed"): "was recognised as a victim: positive conclusive grounds",
    ("referral", "not_confirmed"): "received a negative conclusive-grounds decision",
    ("referral", "reconsidering"): "asked for the decision to be looked at again",
    ("referral", "left_before_decision"): "left the mechanism before a decision",
    ("referral", "disqualified"): "was shut out of protection on public order grounds",
    ("witness", "supporting"): "agreed to support the investigation",
    ("witness", "withdrawn"): "stepped back from the case",
    ("witness", "case_closed"): "heard that the case was over",
    ("immigration", "at_liberty"): "left immigration detention",
    ("immigration", "detained"): "was held in immigration detention",
    ("immigration", "removed"): "was removed from the country",
    ("support", "entitled"): "was entitled to victim care and not receiving it",
    ("support", "outreach"): "received victim care where they lived",
    ("support", "safe_house"): "moved into a safe house",
    ("support", "moving_on"): "received move-on support",
    ("support", "left"): "no longer received victim care",
    ("housing", "settled"): "had settled housing",
    ("housing", "temporary"): "had temporary housing",
    ("housing", "hostel"): "lived in a hostel",
    ("housing", "homeless"): "had nowhere to live",
    ("work", "in_work"): "found paid work",
    ("work", "out_of_work"): "was without paid work",
    ("therapy", "waiting"): "was put down for mental-health or addiction support",
    ("therapy", "receiving"): "began mental-health or addiction support",
    ("therapy", "ended"): "ended mental-health or addiction support",
    ("programme", "waiting"): "was put forward for a rehabilitation programme",
    ("programme", "taking"): "began a rehabilitation programme",
    ("programme", "completed"): "completed a rehabilitation programme",
}
"""What entering a state means for the person; states left out say nothing to a reader."""

KNOWN = (
    survivor.age, survivor.sex, survivor.nationality, survivor.status, survivor.exploitation_type, survivor.nation,
)  # fmt: skip


def row_of(sim: SurvivorJourneys, person: int) -> int:
    """Return the row of a survivor, by identity number or by place in order of arrival (from 1).

    Raises LookupError for a number that nobody has.
    """
    numbers = sim.survivors.founders.number
    found = np.flatnonzero(numbers == np.uint64(person))
    if found.size:
        return int(found[0])
    if 1 <= person <= len(sim.survivors):
        return person - 1
    raise LookupError(f"there is no survivor {person:,}: give a place from 1 to {len(sim.survivors):,} or an identity")


def told(sim: SurvivorJourneys, row: int) -> Iterator[str]:
    """Yield the lines of one life, day by day."""
    people = sim.survivors

    def level(column: Column) -> str:
        return column.label(int(people.store.founding[row, people.layout.columns[column]])).replace("_", " ")

    number = int(people.founders.number[row])
    yield f"Synthetic person {number}. Nobody real is described."
    yield ", ".join(f"{column.name.replace('_', ' ')}: {level(column)}" for column in KNOWN) + "."
    entry = time_of(float(people.founders.entry[row]))
    yield f"{entry:%d %b %Y}  comes into view: {level(survivor.exploitation)}."
    life = moves("survivor", people)
    for at in np.flatnonzero(life.case == np.uint64(number)).tolist():
        said = SAID.get((str(life.process[at]), str(life.after[at])))
        if said and life.before[at] != life.after[at]:
            yield f"{time_of(float(life.day[at])):%d %b %Y}  {said} ({life.because[at]})."
    yield f"{time_of(sim.now):%d %b %Y}  end of the simulated years."
