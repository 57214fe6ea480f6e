"""The provider's claim about navigators, beside what the model gives for the same quantity."""

from collections.abc import Sequence

from experiments.comparison.interval import Interval
from experiments.headlines.engagement import CLAIMED, Still, told
from experiments.headlines.period import START


def claim(engaged: Sequence[Still]) -> list[str]:
    """Return the section."""
    return [
        "### The provider's claim, beside the model", "",
        f"A provider says that more than {CLAIMED['with']:.0%} of survivors engage with the police with a navigator, "
        f"and {CLAIMED['without']:.0%} without (F307; grade C, its own headline). **That is no evidence of an "
        "effect**: who gets a navigator is not controlled for, and people who mean to stay may be the ones who are "
        "given one. The model does not use it as one: its effect on the rate of withdrawal is drawn mostly between a "
        "ratio of 0.9, hardly any, and 0.12, the claim in full. The shares below follow from that range and say "
        f"nothing of whether navigators work. They are of survivors who agree to support a case from {START} on: those "
        "who have not withdrawn when the case or the run ends, medians over draws with a 90% interval.", "",
        "| | with | without |", "|---|---:|---:|",
        f"| the provider's claim | over {CLAIMED['with']:.0%} | {CLAIMED['without']:.0%} |",
        *(f"| model: {world.world} | {shown(world, True)} | {shown(world, False)} |" for world in engaged), "",
        "*With* is with a navigator or a liaison officer. In the last row neither changes anything, nor does being "
        "kept informed: what stands between its two shares comes of timing alone. Whoever withdraws early is given "
        "nobody, which flatters the share with somebody; whoever's case is closed early is given nobody and has not "
        "withdrawn, which flatters the share without. A comparison like the provider's holds both, and beyond them a "
        "choice of people, which the model leaves to luck.", "",
    ]  # fmt: skip


def shown(world: Still, aided: bool) -> str:
    """Return a share of survivors still engaged, with its interval."""
    found = told(world.aided if aided else world.unaided)
    if found is None:
        return "undefined"
    middle, ends = found
    low, high = ends or Interval(middle, middle)
    return f"{middle:.0%} ({low:.0%} to {high:.0%})"
