"""Detention: immigration enforcement holds people of insecure status, some of them survivors.

AT_LIBERTY -> DETAINED -> AT_LIBERTY | REMOVED;  AT_LIBERTY -> REMOVED (leaves the country by themselves)

People are detained in raids on the places where they are exploited, after exploitation, and when the police pass their
details on (junctions.py). While a decision of the National Referral Mechanism is pending nobody is removed, but people
are detained and may leave of their own accord, how freely is in doubt. No limit of time is set. What detention does to
health is told in wellbeing.py. Left out: detention on arrival before any contact, and detention of people with leave.
"""

from model.evidence import DAYS_PER_YEAR, Assumption, Derived, Parameter, Source
from model.facts import number
from model.junctions.leaving import ends_support
from model.junctions.referring import identified
from model.junctions.telling import detained
from model.priors import Known, LogNormal, Share
from model.rules import FIXED, Ask, Count, Event, If, Move, Ratios, Step, Wait
from model.survivor import (
    FREE,
    PENDING,
    Contact,
    Exploitation,
    Housing,
    Immigration,
    Justice,
    Nation,
    Referral,
    Responder,
    Sex,
    Status,
    Work,
    YesNo,
    contact,
    exploitation,
    housing,
    immigration,
    justice,
    nation,
    permission,
    record,
    referral,
    sex,
    status,
    told,
    work,
)  # fmt: skip

removals = Event("removals", "survivors removed from the country")
voluntary_departures = Event("voluntary_departures", "survivors recorded as leaving the country by themselves")
identifications = Event("identified_in_detention", "survivors identified while in immigration detention")

YEARS = range(2018, 2023)

# Being detained -----------------------------------------------------------------------------------------------------

detention_rate = Parameter(
    "rate of detention of a survivor of insecure status after exit, given no record and details not passed on",
    unit="per year",
    prior=LogNormal(0.003, 0.3),
    evidence=Assumption("people detained are published, people at risk of detention are not; detention is a target"),
)
entering = Parameter(
    "people entering immigration detention in the year, relative to 2019, all who are detained",
    unit="ratio",
    prior={
        "2014-01-01": Known(number("F809.2018.entering") / number("F809.2019.entering")),
        **{f"{year}-01-01": Known(number(f"F809.{year}.entering") / number("F809.2019.entering"))
           for year in range(2019, 2023)},
    },
    evidence=Source(
        *(f"F809.{year}.entering" for year in YEARS),
        note="the number of 2018 stands for the years before, that of 2022 for those after",
    ),
)  # fmt: skip
detention_in_year = Derived(
    "rate of detention of a survivor of insecure status after exit, as many as are detained in the year", "per year",
    (detention_rate, entering), lambda rate, entering: rate * entering,
)  # fmt: skip
women_ratio = Parameter(
    "rate of detention of a woman, relative to a man",
    unit="speed ratio",
    prior=LogNormal(0.1, 1.2),
    evidence=Assumption(
        "one in six of those detained and referred was a woman, far fewer than among those referred; who is detained "
        "is a target, so the prior is vague", facts=("F801.women", "F801.men"),
    ),
)  # fmt: skip
raids = Parameter(
    "rate of detention while in exploitation, in raids and checks, relative to after exit",
    unit="speed ratio",
    prior=LogNormal(0.2, 3.0),
    evidence=Assumption("people are found working without permission where they are exploited; no size published"),
)
told_ratio = Parameter(
    "rate of detention of a person whose details the police have passed on, relative to others",
    unit="speed ratio",
    prior=LogNormal(1.2, 10.0),
    evidence=Assumption("their whereabouts are known; no outcome of such contacts is published"),
)
record_ratio = Parameter(
    "rate of detention of a person with a conviction, relative to others",
    unit="speed ratio",
    prior=LogNormal(1.2, 10.0),
    evidence=Assumption("people are held for deportation after a sentence; not published for survivors"),
)
negative_ratio = Parameter(
    "rate of detention after a negative decision or disqualification, relative to people never referred",
    unit="speed ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("a negative decision ends the pause of removal and hurts other claims; no size published"),
)
confirmed_ratio = Parameter(
    "rate of detention after a positive conclusive decision, relative to people never referred",
    unit="speed ratio",
    prior=LogNormal(0.05, 1.5),
    evidence=Assumption(
        "a decision alone gives no permission to stay and does not bar detention, but the authorities know of it; "
        "people detained after one are a target, so the prior is vague",
        facts=("F803.2019", "F801.positive_cg"),
    ),
)
pending_ratio = Parameter(
    "rate of detention while a decision is pending, relative to people never referred, for people taken to be at risk",
    unit="speed ratio",
    prior=LogNormal(0.05, 0.8),
    evidence=Assumption("removal is paused, detention not always", facts=("S057",)),
)
stricter_proof = Parameter(
    "detention of people whose decision is pending since proof of future harm is asked for, relative to before",
    unit="ratio",
    prior={"2014-01-01": Known(1.0), "2021-05-25": LogNormal(1.0, 3.0)},
    evidence=Assumption(
        "in 2021 people with positive reasonable grounds ceased to be taken as at risk without more; campaigners "
        "expected more and longer detention; no size published", facts=("S212",),
    ),
    bounds=(0.001, 1e3),
)  # fmt: skip
in_mechanism = Derived(
    "rate of detention while a decision is pending, relative to people never referred", "speed ratio",
    (pending_ratio, stricter_proof), lambda ratio, stricter: ratio * stricter,
)  # fmt: skip

# In detention and out of it -----------------------------------------------------------------------------------------

detention_days = Parameter(
    "mean time in detention, given no decision pending",
    unit="days",
    prior=LogNormal.around(
        DAYS_PER_YEAR
        * sum(number(f"F809.{year}.held") for year in YEARS)
        / sum(number(f"F809.{year}.entering") for year in YEARS),
        1.3,
    ),
    evidence=Source(
        *(f"F809.{year}.{what}" for year in YEARS for what in ("held", "entering")),
        note="people held over people entering, all who are detained; there is no time limit",
    ),
)
release_ratio = Parameter(
    "speed of leaving detention while a decision is pending, for people taken to be at risk, relative to others",
    unit="speed ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("a referral from detention is often followed by release; no time published"),
)
release_pending = Derived(
    "speed of leaving detention while a decision is pending, relative to others", "speed ratio",
    (release_ratio, stricter_proof), lambda ratio, stricter: 1.0 + (ratio - 1.0) / stricter,
)  # fmt: skip
time_limit = Parameter(
    "limit of time in detention",
    unit="days",
    prior=Known(36_525.0),
    evidence=Source("S211", note="none is set; a hundred years stand for none"),
)
detention_disclosure = Parameter(
    "rate at which a survivor in detention, not identified before, is identified there",
    unit="per year",
    prior={"2014-01-01": LogNormal(0.3, 10.0), "2018-01-01": LogNormal(1.0, 25.0)},
    evidence=Assumption(
        "referrals from detention rose steeply after 2017; people held are not screened in full, and those referred "
        "are a target, so the prior is vague", facts=("F804.2017", "F804.2020"),
    ),
)  # fmt: skip
removed = Parameter(
    "removed, given detention ends, no decision is pending and none was negative",
    unit="share",
    prior=Share(0.05, 0.5),
    evidence=Assumption("most who leave detention are released; the share for survivors is not published"),
)
removed_negative = Parameter(
    "odds of being removed after a negative decision, relative to people never referred",
    unit="odds ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("nothing of the mechanism stands in the way any longer; no size published"),
)
departs_from_detention = Parameter(
    "recorded as leaving the country by themselves, given detention ends",
    unit="share",
    prior=Share(0.005, 0.12),
    evidence=Assumption(
        "half of potential victims who left by themselves had been detained; how many left is not known",
        facts=("F811.after_detention",),
    ),
)
departure_rate = Parameter(
    "rate at which a survivor of insecure status at liberty leaves the country by themselves after exit",
    unit="per year",
    prior=LogNormal(0.0005, 0.015),
    evidence=Assumption("rare; the other half of those who left", facts=("F811.after_detention",)),
)
temporary_after_detention = Parameter(
    "a person has temporary housing on release from detention",
    unit="share",
    prior=Share(0.4, 0.9),
    evidence=Assumption("asylum accommodation or friends; the others have none; no share published"),
)

NEGATIVE = (Referral.NO_REASONABLE_GROUNDS, Referral.NOT_CONFIRMED, Referral.DISQUALIFIED)
WITHOUT_PERMISSION: Ratios = {
    status: {Status.UK_NATIONAL: 0.0, Status.SECURE: 0.0},
    permission: {YesNo.YES: 0.0},
    nation: {Nation.ELSEWHERE_IN_UK: 0.0},
    justice: {j: 0.0 for j in Justice if j not in FREE},
}
OUT_OF_SIGHT = dict.fromkeys(
    (Exploitation.AT_RISK, Exploitation.NOT_RECRUITED, Exploitation.SETTLED, Exploitation.LEFT_THE_COUNTRY), 0.0
)


def gone(event: Event) -> tuple[Step, ...]:
    """Return the steps of leaving the country, whatever else was going on."""
    return (
        Count(event), Move(immigration, Immigration.REMOVED), Move(contact, Contact.CLOSED),
        Move(exploitation, Exploitation.LEFT_THE_COUNTRY),
        Move(housing, Housing.NOT_FOLLOWED), Move(work, Work.NOT_FOLLOWED), *ends_support(),
        If(referral, PENDING, then=(Move(referral, Referral.LEFT_BEFORE_DECISION),)),
    )  # fmt: skip


RELEASED: tuple[Step, ...] = (
    Move(immigration, Immigration.AT_LIBERTY), Move(work, Work.OUT_OF_WORK),
    Ask("temporary housing after detention", temporary_after_detention, yes=(Move(housing, Housing.TEMPORARY),),
        no=(Move(housing, Housing.HOMELESS),)),
)  # fmt: skip

enforcement = Wait(
    "detained by immigration enforcement", immigration, (Immigration.AT_LIBERTY,), detention_in_year,
    then=detained(),
    speeds={
        **WITHOUT_PERMISSION,
        exploitation: {**OUT_OF_SIGHT, Exploitation.EXPLOITED: raids},
        referral: {
            **dict.fromkeys(PENDING, in_mechanism), **dict.fromkeys(NEGATIVE, negative_ratio),
            Referral.CONFIRMED: confirmed_ratio,
        },
        told: {YesNo.YES: told_ratio}, record: {YesNo.YES: record_ratio}, sex: {Sex.FEMALE: women_ratio},
    },
)  # fmt: skip
departs = Wait(
    "leaves the country by themselves", immigration, (Immigration.AT_LIBERTY,), departure_rate,
    then=gone(voluntary_departures),
    speeds={**WITHOUT_PERMISSION, exploitation: {**OUT_OF_SIGHT, Exploitation.EXPLOITED: 0.0}},
)  # fmt: skip
leaves_detention = Wait(
    "leaves detention", immigration, (Immigration.DETAINED,), detention_days,
    then=(
        Ask(
            "leaves the country from detention", departs_from_detention,
            yes=gone(voluntary_departures),
            no=(
                If(referral, PENDING, then=RELEASED, otherwise=(
                    Ask("removed", removed, odds={referral: dict.fromkeys(NEGATIVE, removed_negative)},
                        yes=gone(removals), no=RELEASED),
                )),
            ),
        ),
    ),
    speeds={referral: dict.fromkeys(PENDING, release_pending)},
)  # fmt: skip
limit_reached = Wait(
    "limit of time in detention", immigration, (Immigration.DETAINED,), time_limit, then=RELEASED, shape=FIXED
)  # fmt: skip
identified_in_detention = Wait(
    "identified in detention", contact, (Contact.UNIDENTIFIED,), detention_disclosure,
    then=(Count(identifications), *identified(Responder.GOVERNMENT_AGENCY)),
    speeds={immigration: {Immigration.AT_LIBERTY: 0.0, Immigration.REMOVED: 0.0}},
)  # fmt: skip
