"""Support goes on for a year or more after a positive conclusive decision."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.care import gets_move_on, move_on_days
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

days_of_help = Parameter(
    "mean time of help to move on where a year is due to everybody recognised", unit="days", prior=LogNormal(300, 500),
    evidence=Assumption("a year at least by the bill; some leave before and some need longer", facts=("S056",)),
)  # fmt: skip
due_to_all = Parameter(
    "odds that a recognised adult gets help to move on, due by law and not by assessed need, relative to before",
    unit="odds ratio", prior=LogNormal(1.2, 8.0),
    evidence=Assumption("the bill gives it to all who are recognised; places and local rules still bind; no size"),
)  # fmt: skip

LEVER = Lever(
    asked("V42"),
    mechanism="help to move on lasts a year on average and more recognised adults get it",
    holds=(Hold(move_on_days, "set", days_of_help), Hold(gets_move_on, "times odds", due_to_all)),
    shows=Shows("in_support", "+"),
    cannot_show="help that thins out if support workers do not grow with it: outreach has no limit of places here",
    needs="support workers for the added weeks, which the model's own cost of outreach counts: nothing is added twice",
)
