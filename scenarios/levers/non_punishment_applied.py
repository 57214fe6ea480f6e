"""Nobody is punished for what their exploitation made them do: the rules that exist are applied."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.defendant import charged_considered, charged_identified
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

charged_if_identified = Parameter(
    "odds that an identified survivor is charged with a compelled offence, relative to before", unit="odds ratio",
    prior=LogNormal(0.1, 0.7),
    evidence=Assumption("law and policy exist and are not always applied; no size published", facts=("F504.linked",)),
)  # fmt: skip
charged_if_considered = Parameter(
    "the same once section 45 has been considered early, in addition", unit="odds ratio", prior=LogNormal(0.2, 0.9),
    evidence=Assumption("what is known early weighs more where the rules are applied; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V59"),
    mechanism="fewer survivors who are identified, or whose defence is considered, are charged with compelled offences",
    holds=(
        Hold(charged_identified, "times", charged_if_identified),
        Hold(charged_considered, "times", charged_if_considered),
    ),
    shows=Shows("compelled_charges", "-"),
    cannot_show="people whom nobody identifies before they are charged; exploiters who hide behind the rule",
    needs="no resource of its own, beside early identification",
)
