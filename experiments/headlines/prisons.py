"""Prison staff as first responders, with and without added caseworkers."""

from experiments.headlines.headline import Comparison, Drawn, Headline, pulled, use
from experiments.headlines.line import Block, Line, Why
from experiments.headlines.measured import Of, Wait

A_YEAR = 365
"""Days over which prisons begin to refer, one by one."""

TELLS = Why(
    "A survivor tells staff who can act on it at a rate drawn mostly between as fast and two and a half times as fast.",
    "Whoever is referred is known from then on, in a later sentence too, and only people not identified can tell; that "
    "outweighs that they tell sooner.",
    "Up: survivors tell staff who can act on it sooner. Down: whoever is referred is known from then on and tells "
    "nobody in a later sentence.",
)  # fmt: skip
NOTICED = Why(
    "Nothing acts on risk assessments. More are noticed only by a detour: lives part after a referral, and other "
    "people are in prison and unknown.",
    "Assessments pick up only those whom staff do not know of yet, and more have told them.",
    "Up: only detours, as lives part after a referral. Down: whoever has told staff is not picked up by an assessment.",
)  # fmt: skip
BY_PRISONS = Why(
    "Staff may not refer in the baseline, so it has none. Now they refer most of those who tell them or are noticed, "
    "if an adult consents.",
    "Not possible: the baseline has none.",
    "Up: staff refer those who tell them or are noticed, if an adult consents. Down: nothing, as the baseline has "
    "none; where a sample holds nobody who tells and consents, nobody is referred.",
)  # fmt: skip
REFERRED = Why(
    "Referrals from prison come on top: without them, what staff learn reaches the mechanism only if a first responder "
    "outside acts on it.",
    "Nobody is referred again while a case is open, so whoever is referred in prison is not referred outside "
    "meanwhile; and some would have been referred by the police on the prison's report.",
    "Up: referrals from prison. Down: those people are not referred by others, at once or later, while their case is "
    "open.",
)  # fmt: skip
REFERRED_STAFFED = Why(
    "Nobody is referred again while a case is open. Cases end sooner, so that people who are exploited again and met "
    "are referred anew; and referrals from prison come on top.",
    "Fewer are exploited again, of whom some would have been met and referred anew.",
    "Up: referrals from prison, and people exploited again who are referred anew, as their old case is over. Down: "
    "fewer are exploited again.",
)  # fmt: skip
UNIDENTIFIED = Why(
    "Only by a detour: lives part after a referral, and whoever is exploited again and imprisoned counts as "
    "unidentified anew.",
    "Whoever was referred inside is identified on release.",
    "Up: only detours, as whoever is exploited again and imprisoned counts as unidentified anew. Down: those referred "
    "inside; not those who tell nobody, nor adults who refuse.",
)  # fmt: skip

QUEUE = Why(
    "Referrals from prison join a queue that is served at a number of decisions a year which the lever does not raise.",
    "People referred in prison are not referred outside later, and whoever leaves a longer queue leaves it shorter.",
    "Up: referrals from prison join a queue whose decisions a year the lever does not raise. Down: these people are "
    "not referred outside later. Where a draw has no queue, neither does anything.",
)  # fmt: skip
QUEUE_STAFFED = Why(
    "More cases come in than the added caseworkers decide.",
    "The added caseworkers decide more cases a year than come in, so that the queue falls towards those in their "
    "recovery period, whom nobody may decide yet.",
    "Up: referrals from prison, and people referred anew after a decision. Down: the decisions of added caseworkers, "
    "but in draws where hardly anybody waits in the baseline they have nothing to shorten.",
)  # fmt: skip
DAYS = Why(
    "More cases share the same decisions a year, so that each is decided later.",
    "Cases of people in prison are of a type that part of the decisions takes first: decided soon, they lower the "
    "median of all.",
    "Up: more cases share the same decisions. Down: cases from prison are decided among the first, and count.",
)  # fmt: skip
DAYS_STAFFED = Why(
    "Old cases that would have waited beyond the last year are decided, and their long waits count.",
    "More decisions a year: whoever is referred is decided soon after the recovery period, once the old cases are "
    "done.",
    "Up: old cases are decided, and their long waits count. Down: more decisions a year; in draws with hardly any "
    "queue they change nothing.",
)  # fmt: skip
OTHERS = Why(
    "They wait behind people referred in prison, whose case type part of the decisions takes first.",
    "The order of service is a mixture: one case more changes whose turn it is, and some are decided sooner.",
    "Up: they wait behind people referred in prison. Down: one case more changes whose turn it is, and some are "
    "decided sooner. People still undecided at the end are left out.",
)  # fmt: skip
OTHERS_STAFFED = Why(
    "They wait behind people referred in prison, and the added caseworkers do not make up for it.",
    "Added caseworkers decide them sooner. People whom the baseline does not decide by the end are left out, and they "
    "gain most.",
    "Up: they wait behind people referred in prison. Down: added caseworkers decide them sooner, where there is a "
    "queue.",
)  # fmt: skip
LEAVE = Why(
    "People may leave as long as their case is open: longer waits, and the cases from prison from release on, give "
    "more time for it.",
    "Nobody leaves the mechanism in custody: people decided there do not leave, who would have been referred outside "
    "later.",
    "Up: longer waits, and cases from prison that are open after release. Down: people decided in custody, where "
    "nobody leaves.",
)  # fmt: skip
LEAVE_STAFFED = Why(
    "More people have a case, and each open case can be left.",
    "People may leave as long as their case is open, and cases are open for less time.",
    "Up: more people have a case. Down: cases are open for less time, where there is a queue.",
)  # fmt: skip
RECOGNISED = Why(
    "People referred in prison are decided, and some of them are recognised.",
    "The decisions a year are given: one for a person in prison is one less for somebody else; since November 2021 the "
    "second authority decides on foreign nationals in prison, less often in their favour.",
    "Up: people referred in prison are decided. Down: the decisions a year are given, so that another person's comes "
    "later.",
)  # fmt: skip
RECOGNISED_STAFFED = Why(
    "More cases are decided by the end, and with them more people are recognised.",
    "Decided sooner, people who are refused cannot be recognised later; who challenges a refusal waits anew.",
    "Up: more cases are decided. Down: nothing but luck, where there is no queue to shorten.",
)  # fmt: skip

RELEASED = Why(
    "More people are in the mechanism when their sentence ends, and whoever is not decided by then is released "
    "before the decision.",
    "Referred sooner, and of a case type that part of the decisions takes first, some are decided before release who "
    "would have been referred late in the sentence.",
    "Up: more people are in the mechanism when their sentence ends. Down: referred sooner, some are decided before.",
)  # fmt: skip
RELEASED_STAFFED = Why(
    "More people are in the mechanism when their sentence ends, and the recovery period keeps the decision waiting "
    "whatever the staff.",
    "More decisions a year come before sentences end, for people referred in prison as for those referred before it.",
    "Up: more people are in the mechanism when their sentence ends, and the recovery period cannot be shortened. Down: "
    "decisions come sooner.",
)  # fmt: skip
AFTER = Why(
    "People released into the wait for a decision are at more risk while it lasts; that outweighs victim care.",
    "People referred inside may enter victim care on release, which lowers the risk; that outweighs that waiting "
    "raises it.",
    "Up: waiting for a decision raises the risk. Down: victim care from release on lowers it. Only people whom the "
    "lever brings in differ, and whoever waits behind them.",
)  # fmt: skip
AFTER_STAFFED = Why(
    "Victim care lasts as long as the case: decided sooner, people lose it sooner, or go on to a short time of moving "
    "on.",
    "Waiting for a decision raises the risk, and fewer wait; people who would have left the mechanism keep their care "
    "until they are decided.",
    "Up: victim care ends sooner after a decision. Down: waiting raises the risk, and fewer wait.",
)  # fmt: skip
PUBLIC = Why(
    "Decisions and victim care of people referred in prison have to be paid, and investigations of the crimes that are "
    "recorded with a referral.",
    "Fewer days in prison and in victim care, as lives part: people in care are arrested less, and care ends when "
    "they are exploited again.",
    "Up: decisions, victim care and investigations for people referred in prison. Down: lives that part, with less "
    "prison or less care.",
)  # fmt: skip
PUBLIC_STAFFED = Why(
    "Every decision is paid for, and more are made.",
    "Victim care lasts as long as the case: decided sooner, people are in it for less time, which saves more than the "
    "added decisions cost.",
    "Up: more decisions are paid for. Down: victim care ends sooner.",
)  # fmt: skip
IN_CARE = Why(
    "People referred in prison may enter victim care on release and stay until their case is over; and longer waits "
    "are longer care.",
    "Leaving the mechanism ends victim care, and with longer waits more leave.",
    "Up: people referred in prison may enter victim care on release; longer waits are longer care. Down: leaving the "
    "mechanism ends it.",
)  # fmt: skip
IN_CARE_STAFFED = Why(
    "Fewer leave the mechanism, which ends victim care.",
    "Victim care ends soon after the decision, or after a short time of moving on, and decisions come sooner.",
    "Up: fewer leave the mechanism, which ends care. Down: care ends soon after the decision, which comes sooner.",
)  # fmt: skip
DETAINED = Why(
    "Whoever is referred is decided in the end, and a negative decision raises the rate of detention.",
    "While a case is under way the rate of detention is lower in most draws, and more have a case.",
    "Up: a negative decision raises the rate of detention. Down: while a case is under way it is lower in most draws.",
)  # fmt: skip
DETAINED_STAFFED = Why(
    "While a case is under way the rate of detention is lower in most draws. Decided sooner, people lose that sooner, "
    "and a negative decision raises the rate.",
    "After a positive decision permission to stay may be granted, which ends the risk of detention, and it comes "
    "sooner.",
    "Up: a case under way lowers the rate of detention in most draws, and cases end sooner. Down: permission to stay "
    "after a positive decision comes sooner.",
)  # fmt: skip
REMOVED = Why(
    "Whoever is referred is decided in the end, and a negative decision raises the odds of removal from detention.",
    "Nobody is removed while a case is under way, and more have a case.",
    "Up: a negative decision raises the odds of removal. Down: nobody is removed while a case is under way.",
)  # fmt: skip
REMOVED_STAFFED = Why(
    "Nobody is removed while a case is under way. Cases end sooner, and a negative decision raises the odds of removal "
    "from detention.",
    "After a positive decision permission to stay may be granted, which ends the risk of removal, and it comes sooner.",
    "Up: nobody is removed while a case is under way, and cases end sooner. Down: permission to stay after a positive "
    "decision comes sooner.",
)  # fmt: skip
DECISIONS = Why(
    "More decisions are made.",
    "Fewer cases come up: people who are exploited again less often are met and referred again less often.",
    "Up: more people are referred, or decided by the end. Down: people exploited again less often are referred again "
    "less often.",
)  # fmt: skip
LEVERS = Why(
    "A trained member of staff in each of 117 prisons is paid for, and where caseworkers are added, they are.",
    "Not possible: the baseline has no lever.",
    "Up: the staff that the lever needs. Down: nothing.",
)  # fmt: skip
ALL_COSTS = Why(
    "What the lever needs costs more than it saves.",
    "Savings in victim care, prison and detention outweigh what the lever needs.",
    "Up: what the lever needs. Down: less victim care, prison and detention.",
)  # fmt: skip


def blocks(staffed: bool) -> tuple[Block, ...]:
    """Return the lines, explained with added caseworkers or without."""
    referred, queue, days, others, leave = (
        (REFERRED_STAFFED, QUEUE_STAFFED, DAYS_STAFFED, OTHERS_STAFFED, LEAVE_STAFFED)
        if staffed else (REFERRED, QUEUE, DAYS, OTHERS, LEAVE)
    )  # fmt: skip
    recognised, released, after, public = (
        (RECOGNISED_STAFFED, RELEASED_STAFFED, AFTER_STAFFED, PUBLIC_STAFFED)
        if staffed else (RECOGNISED, RELEASED, AFTER, PUBLIC)
    )  # fmt: skip
    in_care, detained, removed = (
        (IN_CARE_STAFFED, DETAINED_STAFFED, REMOVED_STAFFED) if staffed else (IN_CARE, DETAINED, REMOVED)
    )
    return (
        Block("Recognition in prison", (
            Line("tell prison staff for the first time in a sentence", Of("disclosed_in_prison"), TELLS),
            Line("noticed by a risk assessment in prison", Of("noticed_in_prison"), NOTICED),
            Line("referred by prison staff", Of("nrm_referrals_prison"), BY_PRISONS),
            Line("referred by anybody", Of("nrm_referrals"), referred),
            Line("released whom nobody has identified", Of("released_unidentified"), UNIDENTIFIED),
        )),
        Block("The queue, and everyone in it", (
            Line("await a conclusive decision at the year's end", Of("cg_backlog"), queue),
            Line("median days to a conclusive decision", Of("cg_days_median"), days),
            Line("everyone else's wait: days longer", Wait(), others),
            Line("leave the mechanism before the decision", Of("left_before_decision"), leave),
            Line("recognised by a conclusive decision", Of("recognised"), recognised),
        )),
        Block("Free before the decision, and after release", (
            Line("released before the decision", Of("released_before_decision"), released),
            Line("released before the decision, of all released", Of("released_undecided_share"), released),
            Line("exploited again within 12 months of release", Of("retrafficked_after_release_12m"), after),
            Line("exploited again, all survivors", Of("retrafficked"), after),
        )),
        Block("What a case protects, and what a decision ends", (
            Line("in victim care at the year's end", Of("in_support"), in_care),
            Line("enter immigration detention", Of("detentions"), detained),
            Line("removed", Of("removals"), removed),
        )),
        Block("Cost", (
            Line("cost to the public purse", Of("cost_public"), public),
            Line("of which decisions", Of("cost_decisions"), DECISIONS),
            Line("cost of the levers", Of("cost_levers"), LEVERS),
            Line("both together", Of("cost_public_and_levers"), ALL_COSTS),
        )),
    )  # fmt: skip


REFER = use("prison_staff_first_responders", ramp_days=A_YEAR)
ALONE = Comparison(
    "Prison staff refer, caseworkers as they are", pulled("prison staff as first responders", REFER),
    blocks(staffed=False),
)  # fmt: skip
STAFFED = Comparison(
    "Prison staff refer, and caseworkers are added",
    pulled("prison staff as first responders, with caseworkers", REFER, use("more_caseworkers")),
    blocks(staffed=True),
    note="The unit cost of a decision holds the staff who make it, and the lever pays its caseworkers as well: both "
    "together count the staff of added decisions twice, as far as they are kept busy.",
)  # fmt: skip
PRISONS = Headline(
    "prisons", "Prison staff as first responders, with and without added caseworkers",
    "What if prison staff could refer survivors who tell them, and what if there were caseworkers to decide on them?",
    (ALONE, STAFFED),
    (
        Drawn("released whom nobody has identified; staff refer", "released_unidentified"),
        Drawn("await a conclusive decision; staff refer", "cg_backlog"),
        Drawn("await a conclusive decision; staff refer, caseworkers added", "cg_backlog", 2),
        Drawn("in victim care; staff refer, caseworkers added", "in_support", 2),
    ),
    (
        "Survivors in the secure estate for children tell nobody in the model, so that the lever does nothing there.",
        "Refusals: that staff who refer are also those who guard is not in the model; adults consent as elsewhere.",
        "How often survivors tell prison staff is an assumption without any count behind it. It carries all of this "
        "section: few who tell means that few can be referred.",
    ),
)  # fmt: skip
