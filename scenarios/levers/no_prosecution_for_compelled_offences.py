"""Nobody is prosecuted for crimes that their exploiters made them commit."""

from model.defence import excluded
from model.stages.defendant import charged_identified
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

LEVER = Lever(
    asked("V84"),
    mechanism="identified survivors are not charged with compelled offences, and no offence bars the defence",
    holds=(Hold(charged_identified, "set", 0.0), Hold(excluded, "set", 0.0)),
    shows=Shows("compelled_charges", "-"),
    cannot_show="people whom nobody identifies before they are charged; exploiters who hide behind the rule",
)
