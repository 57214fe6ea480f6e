"""Early legal advice, and evidence beyond the victim's word."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.charging import advised_early, evidence_adds
from model.stages.trial import fails_without_witness
from model.survivor import FORCES
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

advised = Parameter(
    "odds that the police ask prosecutors for advice early, relative to before", unit="odds ratio",
    prior=LogNormal(2.0, 12.0), evidence=Assumption("early advice is recommended and not counted apart"),
)  # fmt: skip
secured = Parameter(
    "odds that other evidence makes a case stronger, relative to before", unit="odds ratio", prior=LogNormal(1.1, 4.0),
    evidence=Assumption("planned operations secure it beforehand; no size published"),
)  # fmt: skip
fails = Parameter(
    "odds that a case without a witness at trial fails for want of one, relative to before", unit="odds ratio",
    prior=LogNormal(0.3, 0.95), evidence=Assumption("such cases succeed at times; no size published"),
)  # fmt: skip
LEVER = Lever(
    asked("V33"), mechanism="early advice and other evidence: more suspects sent, fewer cases fail without a witness",
    holds=(Hold(advised_early, "times odds", advised), Hold(evidence_adds, "times odds", secured),
           Hold(fails_without_witness, "times odds", fails)), shows=Shows("prosecutions", "+"),
    cannot_show="courts that hear no more cases; what lawyers leave undone elsewhere", needs="lawyers",
    costs=(Cost("a lawyer for early advice in each area", float(FORCES), officer_year),),
)  # fmt: skip
