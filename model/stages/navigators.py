"""Navigators: victim navigators of a charity, and liaison officers of the police, beside survivors who support a case.

SUPPORTING: navigator NO -> YES

Navigators work in a few forces and take on so many people a year: how many survivors have one is a result. They are to
be there from the first account, so that most of their time goes to new cases. When the case ends, so does their help
(testimony.py, which holds the effect on withdrawal).

Whose force has navigators is drawn person by person: drawn force by force, the few forces that have them would hold far
more or far fewer survivors from draw to draw than the navigators counted can have worked with.

Left out: what they do for people who have not agreed to support a case; the cases they only advise on; officers whom
they train; navigators in prisons.
"""

import numpy as np

from model.evidence import Assumption, Derived, Parameter, Quantity, Source
from model.exploiter import names_others_topic
from model.facts import number
from model.junctions.recorded_case import witness_topic
from model.priors import Known, LogNormal, Share
from model.queues import Decisions
from model.rules import Ask, Count, Event, If, Set, Shift, Tell, Trigger
from model.survivor import FORCES, Witness, YesNo, informed, navigator, sees_self, trust, witness

navigators_assigned = Event("navigators_assigned", "survivors supporting a case who get a victim navigator")
liaison_assigned = Event("liaison_assigned", "survivors supporting a case who get a police liaison officer")
others_named = Event("others_named_to_navigators", "survivors who tell a navigator or liaison officer of others")

navigators = Parameter(
    "victim navigators in post",
    unit="members of staff",
    prior={
        "2014-01-01": Known(0.0), "2018-07-01": LogNormal(2.0, 7.0), "2021-01-01": Known(number("S033")),
        "2022-01-01": Known(number("F309")),
    },
    evidence=Source("S033", "F309", note="none before July 2018; the number between then and 2021 is a guess"),
)  # fmt: skip
navigator_forces = Parameter(
    "forces with victim navigators",
    unit="share",
    prior=Known(6 / FORCES),
    evidence=Source("F309", note="six forces about 2022, taken from the start"),
)
caseload = Parameter(
    "survivors one navigator takes on in a year",
    unit="people per year",
    prior=LogNormal.around(number("F308.victims") / number("S033") * 12 / 31, 2.0),
    evidence=Source("F308.victims", "S033", note="full plans of 31 months over the navigators at their end"),
)
taken_on = Derived(
    "survivors in all forces who can be thought of for a navigator, as navigators there have room",
    "people per year", (navigators, caseload, navigator_forces),
    lambda staff, each, share: staff * each / np.maximum(share, 1 / FORCES),
)  # fmt: skip
liaison_forces = Parameter(
    "forces with trained victim liaison officers",
    unit="share",
    prior=Known(number("S035.forces") / FORCES),
    evidence=Source("S035.forces", note="18 forces given a course by March 2021, taken for all years"),
)
liaison = Parameter(
    "survivors supporting a case who are given a trained liaison officer in a year",
    unit="people per year",
    prior={"2014-01-01": LogNormal(5, 150), "2021-01-01": LogNormal(20, 500)},
    evidence=Assumption("courses for such officers began by 2021; how many survivors have one is not published"),
)
given_liaison = Derived(
    "survivors in all forces who can be thought of for a liaison officer", "people per year",
    (liaison, liaison_forces), lambda people, share: people / np.maximum(share, 1 / FORCES),
)  # fmt: skip
from_the_start = Parameter(
    "navigators' and liaison officers' time that goes to the newest case rather than the one that waited longest",
    unit="share",
    prior=Share(0.5, 0.95),
    evidence=Assumption("they are to be there from the first account; no share published"),
)
sees_self_with_help = Parameter(
    "a person comes to see themselves as a victim with a navigator or liaison officer",
    unit="share",
    prior=Share(0.2, 0.8),
    evidence=Assumption("explaining what happened is part of their work; no share published"),
)
trust_with_help = Parameter(
    "a person's trust in authorities grows with a navigator or liaison officer",
    unit="share",
    prior=Share(0.2, 0.8),
    evidence=Assumption("navigators say that trust comes first; no share published"),
)
names_others = Parameter(
    "a person tells a navigator or liaison officer of others who are exploited",
    unit="share",
    prior=Share(0.02, 0.25),
    evidence=Assumption("liaison officers may learn of others from the first account; no share published"),
)


def helped(name: str, forces: Quantity, assigned: Event) -> Trigger:
    """Return the trigger that gives a survivor someone at their side, in forces that have such people."""
    given = (
        Count(assigned), Set(navigator, YesNo.YES), Set(informed, YesNo.YES),
        If(sees_self, (YesNo.NO,),
           then=(Ask("sees themselves as a victim with help", sees_self_with_help, yes=(Set(sees_self, YesNo.YES),)),)),
        Ask("trust grows with help", trust_with_help, yes=(Shift(trust, 1),)),
        Ask("tells of others", names_others, yes=(Count(others_named), Tell(names_others_topic))),
    )  # fmt: skip
    there = Ask("help there in the force", forces, yes=given)
    return Trigger(name, witness, (Witness.SUPPORTING,), then=(If(navigator, (YesNo.NO,), then=(there,)),))


gets_navigator = helped("gets a victim navigator", navigator_forces, navigators_assigned)
gets_liaison = helped("gets a liaison officer", liaison_forces, liaison_assigned)

navigation = Decisions(
    "victim navigators", "survivors who support a case, taken on by victim navigators",
    joins=witness_topic, serve=gets_navigator, a_year=taken_on, recent_share=from_the_start,
)  # fmt: skip
liaising = Decisions(
    "liaison officers", "survivors who support a case, given a police liaison officer",
    joins=witness_topic, serve=gets_liaison, a_year=given_liaison, recent_share=from_the_start,
)  # fmt: skip
