"""Disclosure: how survivors in prison whom nobody has identified come to be known, and what follows.

Two ways inside: a survivor tells staff, or a risk assessment picks it up. Prison staff are not first responders today:
what they learn reaches the National Referral Mechanism only if they pass it on and a first responder acts. The first
time in a custody spell is counted; staff who know may raise it again. Left out: the secure estate for children, and
prisoners who help each other to speak.
"""

from model.evidence import Assumption, Derived, Local, Parameter, Source
from model.junctions.referring import identified
from model.priors import Known, LogNormal, Share
from model.prisons import PRISON, crowding, inexperienced, single_points
from model.rules import Ask, Count, Event, If, Ratios, Set, Step, Wait
from model.survivor import (
    Contact,
    Exploitation,
    Level,
    Responder,
    Sex,
    Status,
    YesNo,
    contact,
    exploitation,
    justice,
    known_inside,
    prison,
    sees_self,
    sex,
    status,
    trust,
)  # fmt: skip

disclosed = Event("disclosed_in_prison", "survivors not identified before who disclose to prison staff")
noticed = Event("noticed_in_prison", "survivors not identified before whose exploitation a risk assessment picks up")

# How often survivors tell ---------------------------------------------------------------------------------------------

disclosure_outside = Parameter(
    "rate at which a survivor with some trust, not identified before, would tell a public service met every day, at "
    "liberty",
    unit="per year",
    prior=LogNormal(0.06, 0.8),
    evidence=Assumption("no statistics on survivors in prison, nor on how soon survivors tell anyone"),
)
prison_setting = Parameter(
    "disclosure in prison, relative to at liberty",
    unit="speed ratio",
    prior=LogNormal(0.1, 0.85),
    evidence=Assumption("the prison itself is found to keep people silent; no size published"),
)
silence_by_crowding = Parameter(
    "how far silence follows crowding: 0 not at all, 1 in proportion",
    unit="share",
    prior=Share(0.1, 0.9),
    evidence=Assumption("direction from research on prisons under strain; no size published"),
)
told_inexperienced = Parameter(
    "disclosure where no officer is experienced, relative to where all are",
    unit="speed ratio",
    prior=LogNormal(0.35, 1.0),
    evidence=Assumption("inexperienced staff are said to weaken identification; no size published", facts=("S120",)),
)
told_single_point = Parameter(
    "disclosure where a prison has a single point of contact and guidance, relative to none",
    unit="speed ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("contacts and guidance exist since 2022; no evaluation", facts=("S121", "S205")),
)
trained = Parameter(
    "prison staff trained to notice modern slavery",
    unit="share",
    prior=Share(0.02, 0.25),
    evidence=Assumption("research asks for training because little is given; no share published"),
)
told_trained = Parameter(
    "disclosure where all staff are trained, relative to none",
    unit="speed ratio",
    prior=LogNormal(1.1, 4.0),
    evidence=Assumption("research says that training would improve identification; no size published"),
)
aware = Parameter(
    "prisoners who have been told what modern slavery is and whom to speak to",
    unit="share",
    prior=Share(0.02, 0.25),
    evidence=Assumption("research asks for it because little is done; no share published"),
)
told_aware = Parameter(
    "disclosure where all prisoners have been told, relative to none",
    unit="speed ratio",
    prior=LogNormal(1.1, 4.0),
    evidence=Assumption("research says that awareness would improve identification; no size published"),
)
disclosure_middle = Derived(
    "rate at which a survivor in prison, not identified before, discloses to staff", "per year",
    (
        disclosure_outside, prison_setting, silence_by_crowding, crowding, inexperienced, told_inexperienced,
        single_points, told_single_point, trained, told_trained, aware, told_aware,
    ),
    lambda outside, setting, follows, crowding, new, if_new, points, if_point, trained, if_trained, aware, if_aware: (
        outside * setting / (1.0 + follows * (crowding - 1.0)) * (1.0 + new * (if_new - 1.0))
        * (1.0 + points * (if_point - 1.0)) * (1.0 + trained * (if_trained - 1.0)) * (1.0 + aware * (if_aware - 1.0))
    ),
)  # fmt: skip
prison_spread = Parameter(
    "standard deviation between prisons in the log rate of disclosure",
    unit="ratio",
    prior=LogNormal(0.2, 0.9),
    evidence=Assumption("good practice is ad hoc and rests on individuals"),
    bounds=(0.0, 10.0),
)
disclosure = Local(
    "rate at which a survivor in a prison, not identified before, discloses to staff",
    unit="per year", middle=disclosure_middle, spread=prison_spread, place=prison,
)  # fmt: skip
discloses_low_trust = Parameter(
    "disclosure of a survivor with little trust in authorities, relative to some trust",
    unit="speed ratio",
    prior=LogNormal(0.15, 0.9),
    evidence=Assumption("trust comes first, navigators say; no size published"),
)
discloses_unseeing = Parameter(
    "disclosure of a survivor who does not see themselves as a victim, relative to one who does",
    unit="speed ratio",
    prior=LogNormal(0.1, 0.8),
    evidence=Assumption("people who reject the label are overlooked more easily; no size published"),
)

# What risk assessments pick up ----------------------------------------------------------------------------------------

between_assessments = Parameter(
    "mean time in custody until the next risk assessment, the first at reception included",
    unit="months",
    prior=LogNormal(2.0, 9.0),
    evidence=Assumption("screened at reception, assessed again at least once a year; no mean published"),
)
noticed_deficits = Parameter(
    "an assessment of deficits picks up that a British man was exploited, given not known",
    unit="share",
    prior=Share(0.01, 0.15),
    evidence=Assumption("such tools are found to miss victimisation; no share published"),
)
missed_women = Parameter(
    "odds that an assessment of deficits picks up the exploitation of a woman, relative to a man",
    unit="odds ratio",
    prior=LogNormal(0.35, 1.0),
    evidence=Assumption("such tools are found to miss more where women are assessed; no size published"),
)
missed_minorities = Parameter(
    "odds that an assessment of deficits picks up the exploitation of a foreign national, relative to a UK national",
    unit="odds ratio",
    prior=LogNormal(0.35, 1.0),
    evidence=Assumption("such tools are found to miss more where minorities are assessed; no size published"),
)
trauma_informed = Parameter(
    "assessments that ask what was done to a person, and not only what is wrong with them",
    unit="share",
    prior=Known(0.0),
    evidence=Assumption("asked for by researchers; taken not to be routine anywhere"),
)
noticed_informed = Parameter(
    "odds that such an assessment picks up exploitation, relative to one of deficits",
    unit="odds ratio",
    prior=LogNormal(1.2, 8.0),
    evidence=Assumption("direction from research; never measured"),
)
notices = Derived(
    "a risk assessment picks up that a survivor was exploited, given not known", "share",
    (noticed_deficits, trauma_informed, noticed_informed),
    lambda chance, share, odds: (1.0 - share) * chance + share * odds * chance / (1.0 - chance + odds * chance),
)  # fmt: skip
notices_women = Derived(
    "odds that a risk assessment picks up the exploitation of a woman, relative to a man", "odds ratio",
    (missed_women, trauma_informed), lambda odds, share: share + (1.0 - share) * odds,
)  # fmt: skip
notices_minorities = Derived(
    "odds that a risk assessment picks up the exploitation of a foreign national, relative to a UK national",
    "odds ratio", (missed_minorities, trauma_informed), lambda odds, share: share + (1.0 - share) * odds,
)  # fmt: skip

# What the prison does with it -----------------------------------------------------------------------------------------

prison_refers = Parameter(
    "prison staff refer to the National Referral Mechanism, given disclosure",
    unit="share",
    prior=Known(0.0),
    evidence=Source("S206", note="prison staff are not authorised first responders"),
)
passed_ad_hoc = Parameter(
    "a first responder outside the prison acts on what staff report, given disclosure and no shared system",
    unit="share",
    prior=Share(0.1, 0.6),
    evidence=Assumption("no systematic information sharing was found; no share published"),
)
information_sharing = Parameter(
    "prisons that share information with the competent authorities as a matter of routine",
    unit="share",
    prior=Known(0.0),
    evidence=Assumption("research finds no systematic sharing; taken as none"),
)
gained_by_sharing = Parameter(
    "share of the disclosures otherwise lost on which a first responder acts, given information is shared",
    unit="share",
    prior=Share(0.2, 0.9),
    evidence=Assumption("never tried"),
)
passed_to_responder = Derived(
    "a first responder outside the prison acts on what staff report, given disclosure", "share",
    (passed_ad_hoc, information_sharing, gained_by_sharing),
    lambda acted, sharing, gained: acted + (1.0 - acted) * sharing * gained,
)  # fmt: skip

UNKNOWN: Ratios = {
    contact: {c: 0.0 for c in Contact if c is not Contact.UNIDENTIFIED},
    exploitation: dict.fromkeys((Exploitation.AT_RISK, Exploitation.NOT_RECRUITED, Exploitation.LEFT_THE_COUNTRY), 0.0),
}


def known_to_staff(first: Event) -> tuple[Step, ...]:
    """Return what follows when prison staff learn of it; `first` is counted unless they knew before."""
    return (
        If(known_inside, (YesNo.NO,), then=(Count(first), Set(known_inside, YesNo.YES))),
        Ask(
            "prison staff refer", prison_refers, place=prison,
            yes=identified(Responder.PRISON),
            no=(
                Ask("first responder acts on the prison's report", passed_to_responder, place=prison,
                    yes=identified(Responder.POLICE)),
            ),
        ),
    )  # fmt: skip


discloses = Wait(
    "discloses in prison", justice, PRISON, disclosure, place=prison,
    then=known_to_staff(disclosed),
    speeds={**UNKNOWN, trust: {Level.LOW: discloses_low_trust}, sees_self: {YesNo.NO: discloses_unseeing}},
)  # fmt: skip
assessed = Wait(
    "risk assessment in prison", justice, PRISON, between_assessments,
    then=(
        Ask(
            "risk assessment notices victimisation", notices,
            odds={
                sex: {Sex.FEMALE: notices_women},
                status: {Status.SECURE: notices_minorities, Status.INSECURE: notices_minorities},
            },
            yes=known_to_staff(noticed),
        ),
    ),
    speeds={**UNKNOWN, known_inside: {YesNo.YES: 0.0}},
)  # fmt: skip
