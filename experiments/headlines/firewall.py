"""A firewall between police and immigration enforcement, for people of insecure status and for the rest."""

from experiments.headlines.headline import Comparison, Drawn, Headline, pulled, use
from experiments.headlines.line import Block, Line, Why
from experiments.headlines.measured import Of, Wait

INSECURE, SECURE, NATIONAL = "status=insecure", "status=secure", "status=uk_national"
THE_REST = ((SECURE, "secure status"), (NATIONAL, "UK nationals"))

# People of insecure status --------------------------------------------------------------------------------------------

IDENTIFIED = Why(
    "Less fear keeps fewer people from the police, no word of details passed on lowers trust, and people who would "
    "have been detained or removed are there to be met.",
    "Fewer are detained, and in detention people are recognised soon, those who refuse a referral again and again; and "
    "as more consent, fewer are left to be recognised anew. Times are counted, not people.",
    "Up: less fear, more trust, and more people at liberty to be met. Down: fewer are recognised in detention, and as "
    "more consent, fewer are left to be recognised anew. Times are counted, not people.",
)  # fmt: skip
MISSED = Why(
    "More contact with the police is also more contact in which nobody sees a victim.",
    "Whoever is recognised and consents can no longer be missed, and more are and do.",
    "Up: more contact with the police. Down: whoever is recognised and consents can no longer be missed.",
)  # fmt: skip
BY_POLICE = Why(
    "Less fear and more trust bring more contact with the police, and more consent once recognised.",
    "Others refer people first whom the police would have referred, as more consent whoever asks.",
    "Up: more contact with the police, and more consent. Down: others refer people first.",
)  # fmt: skip
REFERRED = Why(
    "More consent, whoever recognises them, as fewer expect to be reported; and more contact with the police.",
    "Fewer are detained, and fewer are referred from detention; that outweighs contact and consent.",
    "Up: more consent and more contact with the police. Down: fewer are referred from detention.",
)  # fmt: skip
REFUSED = Why(
    "More are asked, and whoever refuses can be asked again.",
    "Fewer expect to be reported and fewer lose trust by hearsay, and both keep people from consenting; and fewer are "
    "asked again and again in detention.",
    "Up: more are asked. Down: more consent, and fewer are asked again and again in detention.",
)  # fmt: skip
SUPPORTING = Why(
    "More are recognised by the police or others with some trust left, crimes are recorded, and fewer say no for fear "
    "of being reported.",
    "Fewer are recognised in detention, where crimes are recorded and survivors asked, too; and nobody is asked again "
    "while a case is open.",
    "Up: fewer say no for fear of being reported. Down: fewer are asked in detention, and nobody while a case is open.",
)  # fmt: skip
WITHDRAWN = Why(
    "More support a case, so that more can withdraw; fear of being reported keeps people from agreeing in the model, "
    "but does not make them withdraw.",
    "Detention and removal make people withdraw, and little trust does; all become rarer.",
    "Up: more support a case, so that more can withdraw. Down: detention, removal and little trust make people "
    "withdraw, and become rarer.",
)  # fmt: skip
PASSED_ON = Why(
    "Not possible: under the firewall nobody's details are passed on.",
    "By definition: no force passes on details, from the first week on.",
    "Up: nothing. Down: no force passes on details.",
)  # fmt: skip
DETAINED = Why(
    "People who would have been detained early on stay at liberty, can be found in raids later, and can be detained "
    "more than once.",
    "Nobody is detained at once on what the police say, and nobody's details lead to them later; more have a case "
    "under way, which in most draws lowers the rate of detention.",
    "Up: people spared at first can be found in raids later. Down: no details lead to anybody.",
)  # fmt: skip
REMOVED = Why(
    "People spared at first are detained later, perhaps after a negative decision, which raises the odds of removal.",
    "Removal comes at the end of detention, and fewer are detained; with a case under way nobody is removed.",
    "Up: people spared at first may be detained later, after a negative decision. Down: fewer are detained, and with a "
    "case under way nobody is removed.",
)  # fmt: skip
DEPARTED = Why(
    "More people of insecure status are out of exploitation and at liberty, from where they can leave by themselves.",
    "Part of those who leave by themselves do so from detention, and fewer are detained.",
    "Up: more are at liberty to leave by themselves. Down: fewer leave from detention.",
)  # fmt: skip
EXPLOITED = Why(
    "Detention ends exploitation as well, and fewer are detained; and whoever is not removed can be exploited again.",
    "Recognition ends exploitation for most, and comes sooner for some.",
    "Up: detention ends exploitation as well, and fewer are detained. Down: recognition ends it for most, and comes "
    "sooner for some.",
)  # fmt: skip
AGAIN = Why(
    "People who would have been detained or removed are in the country and at liberty, where they can be exploited "
    "again; and more wait for a decision, which raises the risk.",
    "More are referred and may enter victim care, which lowers the risk.",
    "Up: more are in the country and at liberty, and more wait for a decision. Down: more may enter victim care.",
)  # fmt: skip

# The rest: reached through others only ------------------------------------------------------------------------------

THROUGH = (
    "Through others only: survivors who come forward name companions of any status to navigators and liaison officers."
)
TALK = (
    "Through others only: more people meet the police, some are treated badly, and companions of any status who hear "
    "of it trust the police less."
)
CONTACT_OF_REST = Why(
    THROUGH, TALK,
    "Through others only. Up: survivors who come forward name companions of any status. Down: more are treated badly "
    "at first contact, and companions of any status hear of it.",
)  # fmt: skip
MISSED_OF_REST = Why(
    THROUGH + " The police do not see a victim in every one.", TALK,
    "Through others only. Up: more companions are named, and not all are recognised. Down: word of bad treatment keeps "
    "companions away.",
)  # fmt: skip
WITHDRAWN_OF_REST = Why(
    "Through others only: navigators, liaison officers and investigators are shared among more survivors, so that "
    "fewer of the rest have somebody beside them and cases take longer.",
    "Through others only: with more support more exploiters are held, and whoever's exploiter is held withdraws less.",
    "Through others only. Up: navigators, officers and investigators are shared among more. Down: exploiters are held.",
)  # fmt: skip
EXPLOITED_OF_REST = Why(
    "Through others only: investigators and courtrooms are shared among more cases, so that some exploiters are "
    "stopped later.",
    "Through others only: with more support more exploiters are imprisoned, and whoever they hold may get out.",
    "Through others only. Up: investigators and courtrooms are shared among more cases. Down: with more support more "
    "exploiters are imprisoned.",
)  # fmt: skip
AGAIN_OF_REST = Why(
    "Through others only: with more cases in the queue they wait longer for a decision, which raises the risk.",
    "Through others only: with more support more exploiters are held, which lowers the risk.",
    "Through others only. Up: longer waits. Down: exploiters are held.",
)  # fmt: skip
DETAINED_OF_REST = Why(
    "Not possible: only people of insecure status are detained.",
    "Not possible: only people of insecure status are detained.",
    "Only people of insecure status are detained, in either world.",
)  # fmt: skip

# Everybody ------------------------------------------------------------------------------------------------------------

QUEUE = Why(
    "More are referred, and the decisions a year are given.",
    "Fewer are referred, or more leave the queue.",
    "Up: more are referred, and the decisions a year are given. Down: more leave a longer queue. Where a draw has no "
    "queue, neither does anything.",
)  # fmt: skip
OTHERS = Why(
    "They wait behind people whom the firewall brings to the mechanism: the decisions a year are given.",
    "Fewer are ahead of them: people detained are of a case type that part of the decisions takes first, and fewer are "
    "detained.",
    "Up: they wait behind people whom the firewall brings in. Down: fewer of those in front are detained, whose case "
    "type part of the decisions takes first. People still undecided at the end are left out.",
)  # fmt: skip
SENT = Why(
    "More crimes are recorded and more survivors support a case, and each who does raises the odds that a suspect is "
    "identified and sent.",
    "More cases share the investigators of a force: they wait longer, and evidence wears away meanwhile.",
    "Up: each survivor who supports a case raises the odds that a suspect is identified and sent. Down: more cases "
    "share the investigators of a force, and evidence wears away meanwhile.",
)  # fmt: skip
PROSECUTED = Why(
    "More suspects are sent to prosecutors, and some of them come to court within these years.",
    "Cases share investigators and courtrooms, and some that would have come to court within these years do not.",
    "Up: more suspects are sent. Down: cases share investigators and courtrooms. From a crime recorded to a verdict it "
    "takes years, so that these years see only part of it.",
)  # fmt: skip
COSTS = Why(
    "More referrals, decisions, victim care and investigations have to be paid. The firewall itself costs nothing in "
    "the model.",
    "Less detention has to be paid, and that outweighs victim care and decisions.",
    "Up: decisions, victim care, investigations. Down: less detention. The firewall itself costs nothing in the model.",
)  # fmt: skip


def by_status(label: str, outcome: str, insecure: Why, rest: Why) -> tuple[Line, ...]:
    """Return an outcome of people of insecure status, then of the rest, in two groups."""
    return (
        Line(f"{label}, insecure status", Of(outcome, INSECURE), insecure),
        *(Line(f"{label}, {words}", Of(outcome, group), rest) for group, words in THE_REST),
    )


BLOCKS = (
    Block("Reporting: contact with the police", (
        *by_status("times recognised by a first responder", "identified", IDENTIFIED, CONTACT_OF_REST),
        *by_status("times met and missed by the police", "missed_by_police", MISSED, MISSED_OF_REST),
        *by_status("referred by the police", "nrm_referrals_police", BY_POLICE, CONTACT_OF_REST),
    )),
    Block("Referrals, and everyone in the queue", (
        *by_status("referred by anybody", "nrm_referrals", REFERRED, CONTACT_OF_REST),
        *by_status("times a referral is refused", "referral_refused", REFUSED, CONTACT_OF_REST),
        Line("await a conclusive decision at the year's end, all", Of("cg_backlog"), QUEUE),
        Line("wait of those referred on the same day: days longer, insecure status", Wait(INSECURE), OTHERS),
        *(Line(f"the same, {words}", Wait(group), OTHERS) for group, words in THE_REST),
    )),
    Block("Engagement", (
        *by_status("come to support a case", "witnesses_supporting", SUPPORTING, CONTACT_OF_REST),
        *by_status("withdraw support", "witnesses_withdrawn", WITHDRAWN, WITHDRAWN_OF_REST),
    )),
    Block("Prosecutions of exploiters", (
        Line("suspects sent to prosecutors, all", Of("cps_referrals"), SENT),
        Line("prosecutions completed, all", Of("prosecutions"), PROSECUTED),
        Line("convictions, all", Of("convictions"), PROSECUTED),
    )),
    Block("Detention", by_status("enter immigration detention", "detentions", DETAINED, DETAINED_OF_REST)),
    Block("What the authorities lose sight of", (
        Line("details passed to immigration enforcement", Of("passed_to_immigration", INSECURE), PASSED_ON),
        Line("removed", Of("removals", INSECURE), REMOVED),
        Line("recorded as leaving by themselves", Of("voluntary_departures", INSECURE), DEPARTED),
        *by_status("person-years in exploitation", "years_in_exploitation", EXPLOITED, EXPLOITED_OF_REST),
        *by_status("exploited again", "retrafficked", AGAIN, AGAIN_OF_REST),
    )),
    Block("Cost", (Line("cost to the public purse, all", Of("cost_public"), COSTS),)),
)  # fmt: skip
FIREWALL = Headline(
    "firewall", "A firewall between police and immigration enforcement",
    "What if the police passed no details of victims to immigration enforcement, in every force from one day on?",
    (Comparison("A firewall everywhere", pulled("firewall", use("firewall")), BLOCKS),),
    (
        Drawn("referred by the police, insecure status", "nrm_referrals_police", group=INSECURE),
        Drawn("come to support a case, insecure status", "witnesses_supporting", group=INSECURE),
        Drawn("enter immigration detention", "detentions", group=INSECURE),
        Drawn("await a conclusive decision, all", "cg_backlog"),
    ),
    (
        "What enforcement does with details, other than to detain: whether sharing ever led to an exploiter, or kept "
        "somebody safe, is not in the model, so that nothing of it can be lost.",
        "Whether people who are not passed on are in fact at risk of removal, and what becomes of those who leave "
        "without being recorded: nobody is out of sight in the model, and the authorities of the model do not act on "
        "what they do not see.",
        "Abuse of the protection: nobody in the model claims to be a victim who is none.",
        "How much of the fear outlives the practice is drawn from a wide range, mostly between a fifth and nine "
        "tenths, that no survey supports.",
    ),
)  # fmt: skip
