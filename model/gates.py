"""Gates: entering and leaving custody, shared by the stages that lead through them.

Sentence, remand, recall and youth custody take people in; release, acquittal and the end of detention let them out. The
figures of housing on release are published for all prison leavers and are targets of the reference cohort, so the
priors here are vague; survivors differ from other leavers by a ratio of their own.
"""

from model.evidence import Assumption, Derived, Parameter
from model.junctions.leaving import leaves_exploitation
from model.priors import Known, LogNormal, Share
from model.rules import Ask, Count, Event, If, Move, Ratios, Set, Step
from model.survivor import (
    INSIDE,
    SUPPORTED,
    Contact,
    Exploitation,
    Housing,
    Immigration,
    Justice,
    Programme,
    Sentence,
    Status,
    Support,
    Work,
    YesNo,
    contact,
    debt,
    exploitation,
    housing,
    immigration,
    isolated,
    justice,
    known_inside,
    near,
    programme,
    record,
    reference,
    sentence,
    status,
    support,
    work,
)  # fmt: skip

imprisonments = Event("survivors_imprisoned", "survivors entering prison under sentence, again after release included")
short_sentences = Event("sentences_under_12_months", "survivors entering prison under a sentence of less than a year")
out_settled = Event("left_custody_settled", "people who leave custody for settled housing")
out_temporary = Event("left_custody_temporary", "people who leave custody for temporary housing")
out_homeless = Event("left_custody_homeless", "people who leave custody without any housing")
told_at_reception = Event("known_at_reception", "survivors in the mechanism of whom the prison is told at reception")

short_sentence = Parameter(
    "a prison sentence is shorter than twelve months",
    unit="share",
    prior=Share(0.25, 0.65),
    evidence=Assumption("short sentences are common in theft and drug cases; no share for survivors"),
    bounds=(0.0, 0.99),
)
prison_told = Parameter(
    "a prison learns at reception that someone is in the National Referral Mechanism",
    unit="share",
    prior=Share(0.05, 0.5),
    evidence=Assumption("prisons are often unaware of people already in it; no share published"),
)
funding = Parameter(
    "spending on prisons, probation and resettlement, relative to the years around 2020",
    unit="ratio",
    prior=Known(1.0),
    evidence=Assumption("a definition: what a cut or a rise in funding moves"),
    bounds=(0.001, 1e3),
)
housing_supply = Parameter(
    "homes set aside for people leaving custody, relative to the years around 2020",
    unit="odds ratio",
    prior=Known(1.0),
    evidence=Assumption("a definition: what a lever on housing moves"),
    bounds=(0.001, 1e3),
)
homes_by_funding = Parameter(
    "power of funding in the odds of being housed on leaving custody",
    unit="ratio",
    prior=LogNormal(0.2, 1.5),
    evidence=Assumption("cuts and lost ring-fences are said to have made a housing crisis; no size published"),
)
homes = Derived(
    "odds of being housed on leaving custody, as supply and funding allow", "odds ratio",
    (housing_supply, funding, homes_by_funding), lambda supply, funding, power: supply * funding**power,
)  # fmt: skip
survivor_homes = Parameter(
    "odds that a survivor leaving custody has settled housing, relative to other prison leavers",
    unit="odds ratio",
    prior=LogNormal(0.3, 1.1),
    evidence=Assumption("local connection, status and isolation count against survivors; no size published"),
)
no_recourse = Parameter(
    "odds that a person without permission to stay has settled housing on leaving custody, relative to others",
    unit="odds ratio",
    prior=LogNormal(0.1, 0.7),
    evidence=Assumption("no recourse to public funds; no size published"),
)
settled_share = Parameter(
    "a prison leaver has settled housing on the first night",
    unit="share",
    prior=Share(0.5, 0.85),
    evidence=Assumption("the published shares of housing on release are targets, so the prior is vague"),
)
temporary_share = Parameter(
    "a prison leaver without settled housing has temporary housing on the first night",
    unit="share",
    prior=Share(0.3, 0.8),
    evidence=Assumption("the published shares of housing on release are targets, so the prior is vague"),
)
temporary_scheme = Parameter(
    "odds that a leaver without settled housing has temporary housing, under the scheme of up to twelve weeks",
    unit="odds ratio",
    prior={"2014-01-01": Known(1.0), "2021-07-01": LogNormal(1.0, 2.0)},
    evidence=Assumption("the scheme began in July 2021 and reached 23,100 leavers by 2025", facts=("F621.leavers",)),
)
temporary_odds = Derived(
    "odds of temporary housing, as homes and the scheme allow", "odds ratio", (homes, temporary_scheme),
    lambda homes, scheme: homes * scheme,
)  # fmt: skip
hostel_share = Parameter(
    "temporary housing after custody is of the kind known to exploiters",
    unit="share",
    prior=Share(0.2, 0.7),
    evidence=Assumption("approved premises and hostels are known to exploiters; no share published"),
)
near_after_custody = Parameter(
    "a survivor returns to the neighbourhood of the exploitation on leaving custody",
    unit="share",
    prior=Share(0.3, 0.8),
    evidence=Assumption("local connection sends people home; no share published"),
)
isolated_after_custody = Parameter(
    "a survivor is without community ties on leaving custody",
    unit="share",
    prior=Share(0.25, 0.75),
    evidence=Assumption("isolation is reported as common; no share published"),
)

STABLE: Ratios = {
    reference: {YesNo.NO: survivor_homes},
    status: {Status.INSECURE: no_recourse},
}


def enters_custody(to: Justice) -> tuple[Step, ...]:
    """Return the steps of being locked up: exploitation outside, housing, work and victim care stop."""
    return (
        *leaves_exploitation(", locked up"),
        Move(housing, Housing.NOT_FOLLOWED), Move(work, Work.NOT_FOLLOWED),
        If(support, SUPPORTED, then=(Move(support, Support.ENTITLED),)),
        If(justice, INSIDE, otherwise=(Set(known_inside, YesNo.NO),)),
        If(contact, (Contact.IDENTIFIED,),
           then=(Ask("prison told at reception", prison_told,
                     yes=(Count(told_at_reception), Set(known_inside, YesNo.YES))),)),
        Move(justice, to),
    )  # fmt: skip


def imprisoned() -> tuple[Step, ...]:
    """Return the steps of entering prison under sentence: short or longer, with a record from now on."""
    return (
        Count(imprisonments), Set(record, YesNo.YES), Set(debt, YesNo.NO),
        Ask("sentence under twelve months", short_sentence,
            yes=(Count(short_sentences), Set(sentence, Sentence.UNDER_12_MONTHS)),
            no=(Set(sentence, Sentence.LONGER),)),
        Move(programme, Programme.NONE),
        *enters_custody(Justice.IN_PRISON),
    )  # fmt: skip


def leaves_custody(to: Justice) -> tuple[Step, ...]:
    """Return the steps of getting out: a roof or none, no work yet, near the exploiter or not, alone or not."""
    housed = Ask(
        "settled housing on release", settled_share, odds={**STABLE, housing: {Housing.NOT_FOLLOWED: homes}},
        yes=(Count(out_settled), Move(housing, Housing.SETTLED)),
        no=(Ask("temporary housing on release", temporary_share, odds={housing: {Housing.NOT_FOLLOWED: temporary_odds}},
                yes=(Count(out_temporary), Ask("hostel on release", hostel_share, yes=(Move(housing, Housing.HOSTEL),),
                                               no=(Move(housing, Housing.TEMPORARY),))),
                no=(Count(out_homeless), Move(housing, Housing.HOMELESS))),),
    )  # fmt: skip
    return (
        If(programme, (Programme.COMPLETED,), otherwise=(Move(programme, Programme.NONE),)),
        Move(justice, to),
        If(reference, (YesNo.NO,), then=(
            Ask("near the exploiter on release", near_after_custody, yes=(Set(near, YesNo.YES),),
                no=(Set(near, YesNo.NO),)),
            Ask("isolated on release", isolated_after_custody, yes=(Set(isolated, YesNo.YES),),
                no=(Set(isolated, YesNo.NO),)),
        )),
        If(immigration, (Immigration.AT_LIBERTY,), then=(
            If(exploitation, (Exploitation.EXPLOITED,), otherwise=(housed, Move(work, Work.OUT_OF_WORK))),
        )),
    )  # fmt: skip
