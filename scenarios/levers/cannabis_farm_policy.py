"""People found tending cannabis treated as victims first."""

from model.stages.arrest import victim_first, victim_first_odds
from model.survivor import force
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

LEVER = Lever(
    asked("V35"),
    mechanism="every force has the policy of the one that has it: fewer people found offending under compulsion are "
              "arrested",
    holds=(Hold(victim_first, "set", 1.0),),
    shows=Shows("compelled_arrests", "-"),
    cannot_show="cannabis farms apart from other scenes; people who tend a farm of their own will",
    adopted_by=force,
    rests_on=(victim_first_odds,),
)  # fmt: skip
