"""Word of mouth: how the police treated one survivor lowers the trust of others.

trust HIGH -> MIDDLE -> LOW, of companions and of people of the same community, by one step each time

A bad first contact reaches those who came to the same exploiter, and those of the same community, at about the same
time; whoever hears of it may lose trust in authorities. That the police passed someone's details to immigration
enforcement does the same to people of insecure status. Less trust means fewer reports, less consent, fewer witnesses.

Left out: trust that comes back with time, as a clock for everyone would cost too much; it rises with each good first
contact of one's own (model/junctions.py). Good treatment does not spread, for want of any account that it does. News
of detention is counted with the news that details were passed on.
"""

from model.evidence import Assumption, Parameter
from model.junctions.first_contact import bad_encounter_topic
from model.junctions.telling import passed_on_topic
from model.priors import LogNormal, Share
from model.routes import Route, Whom
from model.rules import Ask, Count, Event, If, Ratios, Shift, Step, Trigger
from model.survivor import Exploitation, Level, Status, YesNo, exploitation, isolated, status, trust

lost_trust_by_hearsay = Event("lost_trust_by_hearsay", "people who lose trust because of what happened to another")

hears_of_treatment = Parameter(
    "a companion, or one of a few people of the same community, hears of a bad first contact and loses trust",
    unit="share",
    prior=Share(0.02, 0.4),
    evidence=Assumption("survivors and caseworkers tell that word goes round; no share published"),
)
hears_of_passing_on = Parameter(
    "one of a few people of insecure status in the same community hears that details were passed on and loses trust",
    unit="share",
    prior=Share(0.02, 0.4),
    evidence=Assumption("inspectors find that fear of being reported is common; no share published"),
)
hears_isolated = Parameter(
    "odds that an isolated person hears of it, relative to others",
    unit="odds ratio",
    prior=LogNormal(0.05, 0.8),
    evidence=Assumption("those without community ties hear less; no size published"),
)

CONCERNED = (Exploitation.AT_RISK, Exploitation.EXPLOITED, Exploitation.EXITED)
HEARS: Ratios = {isolated: {YesNo.YES: hears_isolated}}


def loses_trust(question: str, share: Parameter) -> tuple[Step, ...]:
    """Return the steps of hearing what happened to another, for those with trust to lose."""
    hears = Ask(question, share, odds=HEARS, yes=(Count(lost_trust_by_hearsay), Shift(trust, -1)))
    return (If(trust, (Level.MIDDLE, Level.HIGH), then=(hears,)),)


told_of_treatment = Trigger(
    "told of bad treatment by the police", exploitation, CONCERNED,
    then=loses_trust("hears of bad treatment", hears_of_treatment),
)  # fmt: skip
told_of_passing_on = Trigger(
    "told of details passed on", exploitation, CONCERNED,
    then=(
        If(status, (Status.INSECURE,), then=loses_trust("hears of details passed on", hears_of_passing_on)),
    ),
)  # fmt: skip

among_companions = Route(bad_encounter_topic, Whom.COMPANIONS, told_of_treatment)
in_the_community = Route(bad_encounter_topic, Whom.COMMUNITY, told_of_treatment)
among_companions_passed_on = Route(passed_on_topic, Whom.COMPANIONS, told_of_passing_on)
in_the_community_passed_on = Route(passed_on_topic, Whom.COMMUNITY, told_of_passing_on)
