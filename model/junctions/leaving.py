"""Leaving exploitation: where people stand when they come out, and support that ends at once."""

from model.evidence import Assumption, Parameter
from model.priors import Share
from model.rules import Ask, Count, Event, If, Mark, Move, Ratios, Set, Step
from model.survivor import (
    AWAY,
    INSIDE,
    SUPPORTED,
    Exploitation,
    Housing,
    Level,
    Support,
    Work,
    YesNo,
    exited,
    exploitation,
    housing,
    immigration,
    isolated,
    justice,
    near,
    support,
    trauma,
    work,
)

exits = Event("exits", "exits from exploitation, however they came about")
leaves_when_identified = Parameter(
    "a person leaves exploitation, given identified while in it",
    unit="share",
    prior=Share(0.6, 0.95),
    evidence=Assumption("referral offers a place of safety to most; some stay or are held"),
)
near_after_exit = Parameter(
    "a person lives near the exploiter's circle after exit",
    unit="share",
    prior=Share(0.15, 0.6),
    evidence=Assumption("many return to the community tied to the exploitation; no share published"),
)
isolated_after_exit = Parameter(
    "a person is without community ties after exit",
    unit="share",
    prior=Share(0.2, 0.7),
    evidence=Assumption("isolation is reported as common; no share published"),
)
settled_after_exit = Parameter(
    "a person has settled housing after exit, given not in a safe house",
    unit="share",
    prior=Share(0.15, 0.6),
    evidence=Assumption("no share for survivors"),
)
temporary_after_exit = Parameter(
    "a person has temporary housing after exit, given no settled housing",
    unit="share",
    prior=Share(0.3, 0.8),
    evidence=Assumption("asylum accommodation, friends, hotels; no share for survivors"),
)
hostel_after_exit = Parameter(
    "temporary housing is of the kind known to exploiters",
    unit="share",
    prior=Share(0.1, 0.6),
    evidence=Assumption("hostels and shared houses are known to exploiters; no share published"),
)
harmed_by_exploitation = Parameter(
    "a person comes out of exploitation with much harm to mental health",
    unit="share",
    prior=Share(0.35, 0.75),
    evidence=Assumption(
        "women and men in services about 16 months after escape; who never reaches services is unknown",
        facts=("F312.women", "F312.men"),
    ),
)


def leaves_exploitation(how: str = "") -> tuple[Step, ...]:
    """Return the steps of an exit, for those in exploitation: where people stand when they come out.

    `how` tells the questions of several ways out apart where they stand behind one clock.
    """
    housed = Ask(
        f"settled housing after exit{how}", settled_after_exit,
        yes=(Move(housing, Housing.SETTLED),),
        no=(Ask(f"temporary housing after exit{how}", temporary_after_exit,
                yes=(Ask(f"hostel after exit{how}", hostel_after_exit, yes=(Move(housing, Housing.HOSTEL),),
                         no=(Move(housing, Housing.TEMPORARY),)),),
                no=(Move(housing, Housing.HOMELESS),)),),
    )  # fmt: skip
    return (
        If(
            exploitation, (Exploitation.EXPLOITED,),
            then=(
                Count(exits), Mark(exited), Move(exploitation, Exploitation.EXITED),
                Ask(f"harmed by exploitation{how}", harmed_by_exploitation, yes=(Set(trauma, Level.HIGH),),
                    no=(Set(trauma, Level.MIDDLE),)),
                Ask(f"isolated after exit{how}", isolated_after_exit, yes=(Set(isolated, YesNo.YES),),
                    no=(Set(isolated, YesNo.NO),)),
                Ask(f"near the exploiter after exit{how}", near_after_exit, yes=(Set(near, YesNo.YES),),
                    no=(Set(near, YesNo.NO),)),
                If(justice, INSIDE, otherwise=(housed, Move(work, Work.OUT_OF_WORK))),
            ),
        ),
    )  # fmt: skip


def ends_support() -> tuple[Step, ...]:
    """Return the steps by which entitlement to support ends at once."""
    return (If(support, (Support.ENTITLED, *SUPPORTED), then=(Move(support, Support.LEFT),)),)


OUT_OF_REACH: Ratios = {immigration: dict.fromkeys(AWAY, 0.0)}
"""Nothing of this happens to people in detention or removed."""
