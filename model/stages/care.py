"""Care: support for adults under the victim care contract.

ENTITLED -> OUTREACH -> SAFE_HOUSE, then -> MOVING_ON -> LEFT; from any of them -> LEFT

Entitlement comes with a positive reasonable-grounds decision (grounds.py). Everyone enters by outreach, whoever needs
one waits there for a safe house, of which there are so many places. After a positive conclusive decision needs are
assessed, and some get help to move on; after any other end of the case support stops within days. In custody and in
immigration detention people fall back to being entitled, and wait. Children are supported by local authorities, which
are left out, as are the quality of a safe house and support before a referral.
"""

from model import capacity
from model.evidence import Assumption, Derived, Parameter, Source
from model.facts import number
from model.junctions.leaving import leaves_exploitation
from model.priors import Known, LogNormal, Share
from model.queues import Places
from model.rules import Ask, Count, Event, If, Move, Ratios, Step, Tell, Topic, Trigger, Wait
from model.survivor import (
    AWAY,
    INSIDE,
    PENDING,
    SUPPORTED,
    ExploitationType,
    Housing,
    Level,
    Referral,
    Sentence,
    Sex,
    Status,
    Support,
    YesNo,
    exploitation_type,
    force,
    housing,
    immigration,
    justice,
    known_inside,
    permission,
    referral,
    sentence,
    sex,
    status,
    support,
    thin_referral,
    trust,
)  # fmt: skip

entrants = Event("support_entrants", "adults entering support")
safe_house_entrants = Event("safe_house_entrants", "adults entering a safe house")
moving_on = Event("move_on_support", "recognised adults who get help to move on")
left_support = Event("left_support", "adults who leave support by themselves")
safe_house_topic = Topic("needs a safe house")

# Getting in ---------------------------------------------------------------------------------------------------------

days_to_support = Parameter(
    "mean time from entitlement to entering support, given at liberty, never imprisoned, fully referred",
    unit="days", prior=LogNormal(3, 30),
    evidence=Assumption("emergency places within days, outreach within weeks; no mean published"),
)  # fmt: skip
thin_delay = Parameter(
    "speed of entering support on a referral that says too little, relative to a full one",
    unit="speed ratio", prior=LogNormal(0.3, 0.95),
    evidence=Assumption("support workers have to chase what is missing; no time published"),
)  # fmt: skip
support_in_custody = Parameter(
    "speed of entering support in custody, relative to at liberty",
    unit="speed ratio", prior=Known(0.0),
    evidence=Source("S122", note="support begins at release"),
)  # fmt: skip
after_prison = Parameter(
    "speed of entering support after prison, given the prison did not know, relative to people never imprisoned",
    unit="speed ratio", prior=LogNormal(0.2, 0.9),
    evidence=Assumption("people come out without knowing what they are entitled to; no time published"),
)  # fmt: skip
after_prison_known = Parameter(
    "speed of entering support, given that the prison knew of the person, relative to one that did not",
    unit="speed ratio", prior=LogNormal(1.0, 5.0),
    evidence=Assumption("knowing one's entitlements at release speeds access, researchers find; no size published"),
)  # fmt: skip
takes_up = Parameter(
    "an adult enters support, given entitled",
    unit="share", prior=Share(0.4, 0.85),
    evidence=Assumption(
        "four in five of those found eligible in 2015 to 2017; entrants are a target, so the prior is vague",
        facts=("F304.supported", "F304.assessed", "F304.not_eligible"),
    ),
)  # fmt: skip
takes_up_low_trust = Parameter(
    "odds that an adult with little trust in authorities enters support, relative to some trust",
    unit="odds ratio", prior=LogNormal(0.3, 1.0),
    evidence=Assumption("direction from casework; no size published"),
)  # fmt: skip
takes_up_women = Parameter(
    "odds that a woman enters support, relative to a man",
    unit="odds ratio", prior={"2014-01-01": LogNormal(0.7, 6.0), "2021-01-04": LogNormal(0.7, 4.0)},
    evidence=Assumption(
        "the service began for women; the profile of entrants is a target under each contract, so the prior is vague",
        facts=("F306.women_share", "F303.women", "R04"),
    ),
    anew=True,
)  # fmt: skip
takes_up_criminal = Parameter(
    "odds that an adult exploited in crime enters support, relative to other exploitation",
    unit="odds ratio", prior=LogNormal(0.15, 1.2),
    evidence=Assumption(
        "two in five are referred with crime, fewer than one in six enter with it as main type; the profile of "
        "entrants is a target, so the prior is vague", facts=("F503", "F303.criminal"),
    ),
)  # fmt: skip
takes_up_domestic = Parameter(
    "odds that an adult held in domestic servitude enters support, relative to other exploitation",
    unit="odds ratio", prior=LogNormal(0.7, 6.0),
    evidence=Assumption(
        "without a home when they get out; the profile of entrants is a target, so the prior is vague",
        facts=("F303.domestic",),
    ),
)  # fmt: skip
hub_speed = Parameter(
    "speed of entering support where services share one place, relative to elsewhere",
    unit="speed ratio", prior=LogNormal(1.0, 3.0),
    evidence=Assumption("research describes hubs as more flexible; no size published"),
)  # fmt: skip
speed_here = Derived(
    "speed of entering support in an area, as it has a hub", "speed ratio", (capacity.hubs, hub_speed),
    lambda hub, speed: 1.0 + hub * (speed - 1.0),
)  # fmt: skip

# Safe houses --------------------------------------------------------------------------------------------------------

safe_house_places = Parameter(
    "places in safe houses",
    unit="people",
    prior={"2014-01-01": LogNormal(number("F305.safe_house") / 2.0, number("F305.safe_house") * 2.0),
           "2021-01-04": LogNormal(number("F305.safe_house"), number("F305.safe_house") * 5.0)},
    evidence=Assumption(
        "319 people lived in one in August 2017; a new contract began in January 2021; places are not published",
        facts=("F305.safe_house", "R04"),
    ),
)  # fmt: skip
needs_safe_house = Parameter(
    "a man entering support needs a safe house, given temporary housing",
    unit="share", prior=Share(0.1, 0.6),
    evidence=Assumption(
        "a fifth of those in support lived in one, as places allowed", facts=("F305.safe_house_share",)
    ),
)  # fmt: skip
needs_if_woman = Parameter(
    "odds of needing a safe house for a woman, relative to a man",
    unit="odds ratio", prior=LogNormal(0.8, 4.0),
    evidence=Assumption("safe houses began with women; no split published"),
)  # fmt: skip
needs_if_settled = Parameter(
    "odds of needing a safe house, given settled housing, relative to temporary",
    unit="odds ratio", prior=LogNormal(0.02, 0.4),
    evidence=Assumption("who has a safe home stays there; no size published"),
)  # fmt: skip
needs_if_homeless = Parameter(
    "odds of needing a safe house, given homeless or in a hostel known to exploiters, relative to other housing",
    unit="odds ratio", prior=LogNormal(1.2, 8.0),
    evidence=Assumption("direction plain; no size published"),
)  # fmt: skip

# Going on and getting out -------------------------------------------------------------------------------------------

assessment_days = Parameter(
    "mean time from a positive conclusive decision to the assessment of recovery needs",
    unit="days", prior=LogNormal(15, 90),
    evidence=Assumption("no mean published"),
)  # fmt: skip
gets_move_on = Parameter(
    "a recognised adult gets help to move on, given public funds to draw on and services that work together",
    unit="share", prior=Share(0.5, 0.95),
    evidence=Assumption("given by assessed need; no share published"),
)  # fmt: skip
scattered = Parameter(
    "survivors whose services are scattered, where no hub exists",
    unit="share", prior=Share(0.4, 0.95),
    evidence=Assumption("researchers find it common; no share published"),
)  # fmt: skip
move_on_if_scattered = Parameter(
    "odds of getting help to move on where services are scattered and ask for local connection, relative to elsewhere",
    unit="odds ratio", prior=LogNormal(0.15, 0.9),
    evidence=Assumption("providers, data and thresholds stand in the way; no size published"),
)  # fmt: skip
joined_up = Derived(
    "odds of getting help to move on in an area, as services are scattered", "odds ratio",
    (scattered, move_on_if_scattered, capacity.hubs), lambda share, odds, hub: 1.0 + (odds - 1.0) * share * (1.0 - hub),
)  # fmt: skip
no_funds = Parameter(
    "odds of getting help to move on, or housing, without recourse to public funds, relative to with it",
    unit="odds ratio", prior=LogNormal(0.1, 0.7),
    evidence=Assumption("no recourse to public funds shuts people out of most help; no size published"),
    bounds=(0.001, 1e6),
)  # fmt: skip
funds_restored = Derived(
    "the same odds once permission to stay is granted, relative to before", "odds ratio", (no_funds,),
    lambda odds: 1.0 / odds,
)  # fmt: skip
move_on_days = Parameter(
    "mean time of help to move on",
    unit="days", prior=LogNormal(45, 240),
    evidence=Assumption("the minimum move-on period is 45 days; needs assessments extend it for many"),
)  # fmt: skip
exit_days = Parameter(
    "mean time in support after a case ends in any way but recognition",
    unit="days", prior=LogNormal(7, 60),
    evidence=Assumption("a few working days by rule, extended for some; no mean published"),
)  # fmt: skip
leaving = Parameter(
    "rate at which people leave support by themselves, given some trust in authorities",
    unit="per year", prior=LogNormal(0.05, 0.5),
    evidence=Assumption("those who left and those who moved on are not told apart", facts=("F305.moved_on",)),
)  # fmt: skip
leaving_low_trust = Parameter(
    "rate at which people with little trust in authorities leave support, relative to some trust",
    unit="speed ratio", prior=LogNormal(1.0, 4.0),
    evidence=Assumption("direction from casework; no size published"),
)  # fmt: skip
settled_after_safe_house = Parameter(
    "a person leaving a safe house has settled housing, given no help to move on",
    unit="share", prior=Share(0.15, 0.65),
    evidence=Assumption("no share published"),
)  # fmt: skip
settled_if_helped = Parameter(
    "odds of settled housing after a safe house, given help to move on, relative to none",
    unit="odds ratio", prior=LogNormal(1.0, 5.0),
    evidence=Assumption("that is what the help is for; no size published"),
)  # fmt: skip
temporary_after_safe_house = Parameter(
    "a person leaving a safe house has temporary housing, given no settled housing",
    unit="share", prior=Share(0.5, 0.95),
    evidence=Assumption("asylum accommodation, council or friends; no share published"),
)  # fmt: skip

FUNDS: Ratios = {status: {Status.INSECURE: no_funds}, permission: {YesNo.YES: funds_restored}}
NOT_RECOGNISED = {r: 0.0 for r in Referral if r is not Referral.CONFIRMED}
NOT_OVER = dict.fromkeys((*PENDING, Referral.CONFIRMED), 0.0)


def leaves_for(to: Support) -> tuple[Step, ...]:
    """Return the steps out of present support; from a safe house people have to be housed."""
    housed = Ask(
        "settled housing after a safe house", settled_after_safe_house,
        odds={**FUNDS, support: {Support.MOVING_ON: settled_if_helped}},
        yes=(Move(housing, Housing.SETTLED),),
        no=(Ask("temporary housing after a safe house", temporary_after_safe_house,
                yes=(Move(housing, Housing.TEMPORARY),), no=(Move(housing, Housing.HOMELESS),)),),
    )  # fmt: skip
    out = Move(support, to)
    return (If(support, (Support.SAFE_HOUSE,), then=(out, housed), otherwise=(out,)),)


needs = Ask(
    "needs a safe house", needs_safe_house,
    odds={
        sex: {Sex.FEMALE: needs_if_woman},
        housing: {Housing.SETTLED: needs_if_settled, Housing.HOSTEL: needs_if_homeless,
                  Housing.HOMELESS: needs_if_homeless},
    },
    yes=(Tell(safe_house_topic),),
)  # fmt: skip
enters_support = Wait(
    "enters support", support, (Support.ENTITLED,), days_to_support,
    then=(
        Ask(
            "takes up support", takes_up,
            odds={
                trust: {Level.LOW: takes_up_low_trust},
                sex: {Sex.FEMALE: takes_up_women},
                exploitation_type: {
                    ExploitationType.CRIMINAL: takes_up_criminal, ExploitationType.DOMESTIC: takes_up_domestic,
                },
            },
            yes=(Count(entrants), Move(support, Support.OUTREACH), If(justice, INSIDE, otherwise=(needs,))),
            no=(Move(support, Support.LEFT),),
        ),
    ),
    speeds={
        justice: dict.fromkeys(INSIDE, support_in_custody), immigration: dict.fromkeys(AWAY, 0.0),
        thin_referral: {YesNo.YES: thin_delay}, force: speed_here,
        sentence: {Sentence.UNDER_12_MONTHS: after_prison, Sentence.LONGER: after_prison},
        known_inside: {YesNo.YES: after_prison_known},
    },
)  # fmt: skip
offered_safe_house = Trigger(
    "offered a safe house", support, (Support.OUTREACH,),
    then=(
        If(justice, INSIDE, otherwise=(
            If(housing, (Housing.SETTLED,), otherwise=(
                Count(safe_house_entrants), *leaves_exploitation(), Move(housing, Housing.NOT_FOLLOWED),
                Move(support, Support.SAFE_HOUSE),
            )),
        )),
    ),
)  # fmt: skip
safe_houses = Places(
    "safe houses", "adults in support who need a safe house", joins=safe_house_topic, serve=offered_safe_house,
    places=safe_house_places, process=support, levels=(Support.SAFE_HOUSE,),
)  # fmt: skip
assessed = Wait(
    "recovery needs assessed", support, (Support.OUTREACH, Support.SAFE_HOUSE), assessment_days,
    then=(
        Ask("gets help to move on", gets_move_on, odds={**FUNDS, force: joined_up},
            yes=(Count(moving_on), *leaves_for(Support.MOVING_ON)), no=leaves_for(Support.LEFT)),
    ),
    speeds={referral: NOT_RECOGNISED},
)  # fmt: skip
support_ends = Wait(
    "support ends without recognition", support, (Support.OUTREACH, Support.SAFE_HOUSE), exit_days,
    then=leaves_for(Support.LEFT),
    speeds={referral: NOT_OVER},
)  # fmt: skip
moves_on = Wait(
    "moves on from support", support, (Support.MOVING_ON,), move_on_days, then=(Move(support, Support.LEFT),)
)
leaves_support = Wait(
    "leaves support", support, SUPPORTED, leaving,
    then=(Count(left_support), *leaves_for(Support.LEFT)),
    speeds={trust: {Level.LOW: leaving_low_trust}},
)  # fmt: skip
