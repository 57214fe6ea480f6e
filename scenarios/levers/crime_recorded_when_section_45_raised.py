"""A section 45 claim opens a modern slavery investigation."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.investigation import enough_told, told_more
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

opens = Parameter(
    "odds that a case opens on what a survivor tells in their own defence, relative to before",
    unit="odds ratio", prior=LogNormal(3.0, 40.0),
    evidence=Assumption("the national police unit advises it; how often it happens is not published"),
)  # fmt: skip
strengthens = Parameter(
    "odds that what a survivor tells makes an open case stronger, relative to before",
    unit="odds ratio", prior=LogNormal(1.1, 4.0),
    evidence=Assumption("some investigators say that they learn more; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V38"),
    mechanism="what survivors tell in their own defence opens cases against their exploiters, or strengthens open ones",
    holds=(Hold(enough_told, "times odds", opens), Hold(told_more, "times odds", strengthens)),
    shows=Shows("investigations_on_intelligence", "+"),
    cannot_show="word to the Home Office; claims that courts turn down, which tell nobody of anything",
    needs="investigators' time: more cases for the same staff",
)  # fmt: skip
