"""Victim navigators, at the coverage at which they have been seen and in every force."""

from experiments.headlines.headline import Comparison, Drawn, Headline, pulled, use
from experiments.headlines.line import Block, Line, Why
from experiments.headlines.measured import Of, Ratio
from scenarios.lever import catalogue

LEVER = "victim_navigators"
MOST_SEEN = catalogue()[LEVER].most_seen

GET_ONE = Why(
    "More navigators in more forces take on more survivors.",
    "In some forces a liaison officer comes first, and nobody gets both.",
    "Up: more navigators in more forces. Down: in some forces a liaison officer comes first, and nobody gets both.",
)  # fmt: skip
LIAISON = Why(
    "More survivors still support a case when an officer's turn for them comes.",
    "Nobody gets both, and navigators come first for more survivors. The officer's turn that falls on such a survivor "
    "is lost in the model, where in life the officer would go to another.",
    "Up: more survivors still support a case when an officer's turn comes. Down: nobody gets both.",
)  # fmt: skip
AGREE = Why(
    "Survivors tell navigators of others, who may be found, recognised and asked. Nothing makes more of those asked "
    "agree: a navigator comes after that.",
    "Nobody is asked again while a case is open, and cases with survivors in them stay open for longer.",
    "Up: survivors tell navigators of others. Down: nobody is asked again while a case is open. Nothing makes more of "
    "those asked agree: a navigator comes after that.",
)  # fmt: skip
WITHDRAW = Why(
    "Whoever does not withdraw early can do so later, as cases go on; that outweighs that they do so more slowly.",
    "Whoever has a navigator withdraws at a lower rate (drawn mostly between 0.12 and 0.9 of that without), is kept "
    "informed, and may gain trust, which lower it further.",
    "Up: whoever does not withdraw early can do so later. Down: a navigator lowers the rate of withdrawal.",
)  # fmt: skip
AT_CHARGE = Why(
    "More survivors still support their case by then, and each who does raises the odds that a suspect is sent to "
    "prosecutors.",
    "Cases wait longer: survivors tell navigators of others, whose cases take the time of the same investigators.",
    "Up: more still support their case, and each who does raises the odds that a suspect is sent to prosecutors. Down: "
    "cases of people whom they told of take the time of the same investigators.",
)  # fmt: skip
SENT = Why(
    "Each survivor who still supports a case raises the odds that a suspect is identified and sent.",
    "Cases of people whom survivors told of take the time of the same investigators, so that others wait and evidence "
    "wears away.",
    "Up: each survivor who still supports a case raises the odds that a suspect is sent. Down: more cases share the "
    "investigators.",
)  # fmt: skip
PROSECUTED = Why(
    "More suspects are sent and charged, and some of them come to court within these years.",
    "Cases share investigators and courtrooms, and some that would have come to court within these years do not.",
    "Up: more suspects are sent and charged. Down: cases share investigators and courtrooms. It takes years to come to "
    "court, so that these years see only part of it.",
)  # fmt: skip
FAILED = Why(
    "Cases come to court that would have been closed for want of support, and some lose their witness after charge.",
    "More cases come to court with a survivor who still supports them, and those fail less for want of evidence.",
    "Up: cases come to court that would have been closed before, and some lose their witness. Down: more have a "
    "survivor who still supports them.",
)  # fmt: skip
EXPLOITED = Why(
    "Whoever gets out because an exploiter is imprisoned can be exploited again, and investigators are shared among "
    "more cases.",
    "More exploiters are arrested or imprisoned, and some of those they hold get out; companions whom survivors tell "
    "of are found.",
    "Up: people who get out can be exploited again; investigators are shared. Down: exploiters are imprisoned, and "
    "companions are found.",
)  # fmt: skip
COST = Why(
    "Navigators' work with each survivor is paid for, as are trials and investigations that come of it.",
    "Savings further on, in prison or victim care, outweigh the navigators' work.",
    "Up: navigators' work, investigations and trials. Down: lives and cases that part.",
)  # fmt: skip
WORK = Why(
    "The cost of a navigator's work with one survivor, times the survivors they take on.",
    "Fewer survivors are taken on.",
    "The cost of a navigator's work with one survivor, times the survivors they take on: up and down with them.",
)  # fmt: skip

BLOCKS = (
    Block("Who gets one", (
        Line("get a victim navigator", Of("navigators_assigned"), GET_ONE),
        Line("get a police liaison officer", Of("liaison_assigned"), LIAISON),
        Line("come to support a case", Of("witnesses_supporting"), AGREE),
    )),
    Block("Engagement", (
        Line("withdraw support", Of("witnesses_withdrawn"), WITHDRAW),
        Line("withdraw, for each who comes to support", Ratio("witnesses_withdrawn", "witnesses_supporting"), WITHDRAW),
        Line("still support the case at charge", Of("engaged_at_charge"), AT_CHARGE),
        Line("still support it when ready for trial", Of("engaged_at_trial"), AT_CHARGE),
    )),
    Block("Cases against exploiters", (
        Line("suspects sent to prosecutors", Of("cps_referrals"), SENT),
        Line("prosecutions completed", Of("prosecutions"), PROSECUTED),
        Line("convictions", Of("convictions"), PROSECUTED),
        Line("fail for want of the victim's evidence, of those completed",
             Ratio("failed_for_witnesses", "prosecutions"), FAILED),
        Line("person-years in exploitation", Of("years_in_exploitation"), EXPLOITED),
    )),
    Block("Cost", (
        Line("navigators' work", Of("cost_navigators"), WORK),
        Line("cost to the public purse, that included", Of("cost_public"), COST),
    )),
)  # fmt: skip
SEEN = Comparison(
    "At the coverage observed", pulled("navigators, as far as seen", use(LEVER, coverage=MOST_SEEN)), BLOCKS,
    note=f"Coverage {MOST_SEEN:.0%}, the six forces of 43 in which navigators have been seen at work. In the model "
    f"six forces have navigators from July 2018 on, whatever the scenario; the lever adds {MOST_SEEN:.0%} of its staff "
    f"and reaches {MOST_SEEN:.0%} of what was left, so that {MOST_SEEN + MOST_SEEN * (1 - MOST_SEEN):.0%} of forces "
    "have them.",
)  # fmt: skip
EVERYWHERE = Comparison(
    "In every force", pulled("navigators everywhere", use(LEVER)), BLOCKS,
    note="The effect has been seen in six forces of 43 only. At full coverage no direction is told, whatever the "
    "numbers: they say what the model makes of its assumptions.",
)  # fmt: skip
NAVIGATORS = Headline(
    "navigators", "Victim navigators, with an effect from a wide prior",
    "What if there were navigators beside more survivors who support a case?",
    (SEEN, EVERYWHERE),
    (
        Drawn("withdraw support", "witnesses_withdrawn"),
        Drawn("still support the case at charge", "engaged_at_charge"),
        Drawn("still support it when ready for trial", "engaged_at_trial"),
        Drawn("suspects sent to prosecutors", "cps_referrals"),
    ),
    (
        "Whom navigators choose: in the model it is luck and whose turn it is, so that nothing here tells how far the "
        "provider's own figure comes of the choice.",
        "Help to people who have not agreed to support a case, advice to officers, and navigators in prisons.",
        "Whether so many navigators could be found and trained.",
    ),
)  # fmt: skip
