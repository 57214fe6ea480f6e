"""A firewall: the police tell immigration enforcement nothing about victims."""

from model.evidence import Assumption, Parameter
from model.junctions import expects_passing_on, passing_on
from model.priors import Share
from model.survivor import force
from scenarios.lever import Hold, Lever, Recommendation

fear_left = Parameter(
    "share of the fear of details being passed on that outlives the practice", unit="share", prior=Share(0.2, 0.9),
    evidence=Assumption("mechanism only: assurances alone have not removed the fear; no size published"),
)  # fmt: skip

LEVER = Lever(
    title="Firewall between police and immigration enforcement",
    question="What if the police never passed details of victims to immigration enforcement?",
    mechanism="no details passed on, force by force; part of the fear goes, so more contact and engagement",
    recommendation=Recommendation(
        "HMICFRS, College of Policing and IOPC, Safe to share? super-complaint report, restated in The hidden victims",
        "recommendation 2 (The hidden victims, section 21.2)", "2021-05-26",
        "HMICFRS, College of Policing and IOPC", "Home Office",
    ),
    holds=(Hold(passing_on, "set", 0.0), Hold(expects_passing_on, "times", fear_left)),
    cannot_show="information sharing that protects; trust that comes back by word of mouth",
    adopted_by=force,
)  # fmt: skip
