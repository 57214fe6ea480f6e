"""Trials: the four feedbacks that are tried, what is turned in each, and what is watched."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from model import capacity, ease, reach
from model.evidence import Quantity
from model.junctions import telling
from model.stages import exploitation, trial, word_of_mouth


@dataclass(frozen=True)
class Watched:
    """An outcome that is watched, in one group."""

    label: str
    outcome: str
    group: str = "all"
    share: bool = False


@dataclass(frozen=True, eq=False)
class Branch:
    """A world in which every level is tried: its name, and the numbers set in it."""

    name: str = ""
    numbers: Mapping[Quantity, float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Trial:
    """One feedback: what is turned, from level to level, in which worlds, and what must follow."""

    key: str
    heading: str
    says: str
    across: str
    """What a level tells."""
    turned: tuple[Quantity, ...]
    levels: tuple[float, ...]
    watched: tuple[Watched, ...]
    drawn: tuple[Watched, ...]
    expects: Mapping[Watched, int]
    """The sign of the difference between last and first level, in every line."""
    lines: tuple[Branch, ...] = (Branch(),)
    expects_between: Mapping[Watched, int] = field(default_factory=dict)
    """The sign of how much more the second line moves than the first."""
    multiplies: bool = True
    """Whether levels multiply the numbers turned; else they set them."""
    both: Mapping[Quantity, float] = field(default_factory=dict)
    note: str = ""


WAIT = Watched("mean days to a conclusive decision", "cg_days_mean")
OPEN = Watched("mean days that open cases have waited", "open_case_days_mean")
REFERRALS = Watched("referrals", "nrm_referrals")
BACKLOG = Watched("awaiting a conclusive decision", "cg_backlog")
LEAVING = Watched("left before the decision", "left_before_decision")
AGAIN = Watched("people exploited again", "retrafficked")
AGAIN_24M = Watched("exploited again within 24 months of exit", "retrafficked_24m", share=True)
HARMED = Watched("mental health made worse by the wait", "harmed_by_waiting")
CONVICTIONS = Watched("convictions", "convictions")
HELD = Watched("exploiters in prison", "exploiters_held")
FREED = Watched("freed by imprisonment", "freed_by_imprisonment")
IN_IT = Watched("person-years in exploitation", "years_in_exploitation")
DETAINED = Watched("survivors detained", "detentions")
INSECURE = "status=insecure"
DISTRUST = Watched("lost trust by hearsay", "lost_trust_by_hearsay")
MISSED = Watched("met and not recognised by the police, insecure status", "missed_by_police", INSECURE)
IDENTIFIED = Watched("identified, insecure status", "identified", INSECURE)
SUPPORTING = Watched("supporting a case, insecure status", "witnesses_supporting", INSECURE)

REFERRING = Trial(
    "referrals", "More referrals without more caseworkers lengthen the wait",
    "When first responders meet more people and no caseworker is added, referrals, the backlog and the wait all rise, "
    "and more people leave before they are decided.",
    "reach of first responders, times today's",
    (reach.by_reports, reach.by_government, reach.by_local_authorities, reach.by_charities),
    (1.0, 1.25, 1.5, 2.0), (REFERRALS, WAIT, OPEN, BACKLOG, LEAVING), (REFERRALS, WAIT, BACKLOG, LEAVING),
    {REFERRALS: 1, WAIT: 1, OPEN: 1, BACKLOG: 1, LEAVING: 1},
)  # fmt: skip
WAITING = Trial(
    "waits", "A longer wait makes people leave, and raises the risk of being exploited again",
    "With fewer decisions a year the wait grows; more people leave before the decision, more are harmed by waiting, "
    "and more are exploited again.",
    "conclusive-grounds decisions that can be made, times today's", (capacity.capacity,), (1.0, 0.5, 0.25, 0.125),
    (WAIT, LEAVING, HARMED, AGAIN, AGAIN_24M), (AGAIN, AGAIN_24M),
    {WAIT: 1, LEAVING: 1, HARMED: 1, AGAIN: 1, AGAIN_24M: 1},
)  # fmt: skip
CONVICTING = Trial(
    "convictions", "More convictions lower exploitation, less so where exploiters are replaced",
    "More investigators and courtrooms bring more convictions and fewer person-years in exploitation; where exploiters "
    "carry on from prison, hand over and come back, as many convictions lower exploitation less.",
    "investigators and courtrooms, times today's", (capacity.investigators, capacity.courtrooms), (0.25, 1.0, 4.0),
    (CONVICTIONS, HELD, FREED, IN_IT), (IN_IT,), {CONVICTIONS: 1, HELD: 1, IN_IT: -1},
    (
        Branch("stopped: nobody carries on, everybody gives up", {
            trial.carries_on: 0.0, trial.gives_up: 1.0, exploitation.freed: 0.95, exploitation.freed_from_group: 1.0,
            exploitation.takes_over: 0.0,
        }),
        Branch("replaced: most carry on, nobody gives up", {
            trial.carries_on: 0.9, trial.gives_up: 0.0, exploitation.freed: 0.4, exploitation.takes_over: 0.08,
        }),
    ),
    {IN_IT: 1},
    note="From four times today's capacity on there is no queue left to shorten.",
)  # fmt: skip
DETAINING = Trial(
    "detention", "Detention of some keeps others from coming forward",
    "When the police pass on more details and more people are detained, fewer people of insecure status are "
    "identified; where word goes round, others lose trust, and fewer of them meet the police or support a case.",
    "share of police contacts passed to immigration enforcement", (telling.passing_on_middle,), (0.0, 0.5, 0.95),
    (DETAINED, DISTRUST, MISSED, IDENTIFIED, SUPPORTING), (MISSED, IDENTIFIED),
    {DETAINED: 1, IDENTIFIED: -1, MISSED: -1},
    (
        Branch("nobody hears of it", {word_of_mouth.hears_of_passing_on: 0.0}),
        Branch("word goes round", {word_of_mouth.hears_of_passing_on: 0.4}),
    ),
    {DISTRUST: 1, MISSED: -1, SUPPORTING: -1},
    multiplies=False,
    both={telling.detained_when_passed_on: 0.25, ease.low_trust_reports: 0.3},
    note="Set in both: one contact passed on in four ends in detention, and people with little trust come to the "
    "notice of the police a third as often as others, each an end of its prior. The first line shows what detention "
    "does by itself: it takes people away.",
)  # fmt: skip
TRIALS = (REFERRING, WAITING, CONVICTING, DETAINING)
