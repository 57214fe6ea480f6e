"""Programmes: rehabilitation programmes in prison, too few of them, begun late and often not completed.

NONE -> WAITING -> TAKING -> COMPLETED | NONE

Release ends whatever was not completed. The wait for a place is a number and no queue: survivors take a small and
unknown part of all places, so that their own demand cannot make the line.
"""

from model.evidence import Assumption, Derived, Parameter
from model.gates import funding
from model.priors import LogNormal, Share
from model.prisons import inexperienced
from model.rules import Ask, Count, Event, Move, Ratios, Wait
from model.survivor import Justice, Programme, Sentence, justice, programme, sentence

begun = Event("programmes_begun", "rehabilitation programmes begun in prison")
completed = Event("programmes_completed", "rehabilitation programmes completed in prison")

put_forward = Parameter(
    "rate at which a person under a sentence of twelve months or more is put forward for a programme",
    unit="per year",
    prior=LogNormal(0.1, 0.8),
    evidence=Assumption("few programmes; no rate published"),
)
put_forward_short = Parameter(
    "rate of being put forward under a sentence shorter than twelve months, relative to a longer one",
    unit="speed ratio",
    prior=LogNormal(0.05, 0.7),
    evidence=Assumption("programmes outlast most short sentences; no size published"),
)
months_to_place = Parameter(
    "mean wait for a place on a programme, as funded in the years around 2020",
    unit="months",
    prior=LogNormal(3.0, 18.0),
    evidence=Assumption("waits are described as long; no mean published"),
)
wait_by_funding = Parameter(
    "power of funding in how soon a place on a programme falls free",
    unit="ratio",
    prior=LogNormal(0.2, 1.5),
    evidence=Assumption("low funding is said to weaken rehabilitation; no size published", facts=("S118",)),
)
place_wait = Derived(
    "mean wait for a place on a programme", "months",
    (months_to_place, funding, wait_by_funding), lambda months, funding, power: months / funding**power,
)  # fmt: skip
programme_length = Parameter(
    "mean length of a programme",
    unit="months",
    prior=LogNormal(1.5, 8.0),
    evidence=Assumption("weeks to most of a year; no mean published"),
)
completes_middle = Parameter(
    "a programme begun is completed, given experienced staff and enough time left",
    unit="share",
    prior=Share(0.4, 0.85),
    evidence=Assumption("completion is described as low; no share published"),
)
lost_inexperienced = Parameter(
    "completions lost where no officer is experienced, of those there would be where all are",
    unit="share",
    prior=Share(0.03, 0.5),
    evidence=Assumption(
        "inexperienced staff are said to weaken rehabilitation; no size published", facts=("S120", "S119")
    ),
)
completes = Derived(
    "a programme begun is completed, given enough time left", "share",
    (completes_middle, inexperienced, lost_inexperienced), lambda share, new, lost: share * (1.0 - new * lost),
)  # fmt: skip

SERVING: Ratios = {justice: {j: 0.0 for j in Justice if j is not Justice.IN_PRISON}}
"""Programmes are for people under sentence."""

comes_forward = Wait(
    "put forward for a programme", programme, (Programme.NONE,), put_forward,
    then=(Move(programme, Programme.WAITING),),
    speeds={**SERVING, sentence: {Sentence.UNDER_12_MONTHS: put_forward_short}},
)  # fmt: skip
begins = Wait(
    "begins a programme", programme, (Programme.WAITING,), place_wait,
    then=(Count(begun), Move(programme, Programme.TAKING)),
    speeds=SERVING,
)  # fmt: skip
ends = Wait(
    "programme ends", programme, (Programme.TAKING,), programme_length,
    then=(
        Ask(
            "completes the programme", completes,
            yes=(Count(completed), Move(programme, Programme.COMPLETED)),
            no=(Move(programme, Programme.NONE),),
        ),
    ),
    speeds=SERVING,
)  # fmt: skip
