"""Custody: time served, disclosure in prison, release, licence and reconviction.

IN_PRISON -> ON_LICENCE -> AT_LIBERTY | IN_PRISON

Prison staff are not first responders today: what they learn reaches the National Referral Mechanism only if they
pass it on and a first responder acts.
"""

from model.evidence import Assumption, Derived, Local, Parameter, Source, yearly_rate
from model.facts import number
from model.junctions import identified, imprisonments, leaves_exploitation
from model.priors import Known, LogNormal, Share
from model.rules import FIXED, Ask, Count, Event, Form, If, Mark, Move, Shape, Wait
from model.survivor import (
    Contact,
    Immigration,
    Justice,
    Referral,
    Responder,
    contact,
    immigration,
    justice,
    prison,
    referral,
    released,
)  # fmt: skip

releases = Event("releases", "survivors released from a prison sentence")
released_undecided = Event("released_before_decision", "survivors released while awaiting a conclusive decision")
reoffended_12m = Event("reoffended_12m", "of those released in the year, reconvicted of an offence within 12 months")
disclosed = Event("disclosed_in_prison", "disclosures to prison staff by survivors not identified before")
reimprisoned = Event("reimprisoned", "survivors imprisoned for an offence after release")

mean_sentence = Parameter(
    "mean custodial sentence of survivors",
    unit="months",
    prior=LogNormal.around(number("S108"), 1.6),
    evidence=Assumption(
        "the published mean is over all offences; survivors' offence mix (drug supply, cannabis cultivation, theft) "
        "differs in an unknown direction",
        facts=("S108",),
    ),
)
share_served = Parameter(
    "share of a sentence served in custody",
    unit="share",
    prior={
        "2014-01-01": Known(number("R09.release_share_before")),
        "2024-09-10": Known(number("R09.release_share_after")),
    },
    evidence=Source("R09.release_share_before", "R09.release_share_after", note="taken for every sentence"),
)
time_served = Derived(
    "mean time in prison under sentence",
    unit="months",
    inputs=(mean_sentence, share_served),
    formula=lambda months, share: months * share,
)
sentence_variation = Parameter(
    "coefficient of variation of sentences",
    unit="ratio",
    prior=LogNormal(0.6, 1.5),
    evidence=Assumption("sentences are skewed; no distribution for survivors"),
)
disclosure_middle = Parameter(
    "rate at which a survivor in prison, not identified before, discloses to staff",
    unit="per year",
    prior={"2014-01-01": LogNormal(0.02, 0.25), "2022-01-01": LogNormal(0.04, 0.5)},
    evidence=Assumption(
        "no statistics on survivors in prison; single points of contact since 2022", facts=("S121", "S205")
    ),
)
prison_spread = Parameter(
    "standard deviation between prisons in the log rate of disclosure",
    unit="ratio",
    prior=LogNormal(0.2, 0.9),
    evidence=Assumption("good practice is ad hoc and rests on individuals"),
)
disclosure = Local(
    "rate at which a survivor in a prison, not identified before, discloses to staff",
    unit="per year", middle=disclosure_middle, spread=prison_spread, place=prison,
)  # fmt: skip
prison_refers = Parameter(
    "prison staff refer to the National Referral Mechanism, given disclosure",
    unit="share",
    prior=Known(0.0),
    evidence=Source("S206", note="prison staff are not authorised first responders"),
)
passed_to_responder = Parameter(
    "a first responder outside the prison acts on what staff report, given disclosure",
    unit="share",
    prior=Share(0.1, 0.6),
    evidence=Assumption("no systematic information sharing was found; no share published"),
)
reconvicted_in_a_year = Parameter(
    "a released survivor is reconvicted within a year",
    unit="share",
    prior=Share(0.2, 0.6),
    evidence=Assumption("vague: the published shares for all prison leavers are targets, and survivors may differ"),
)
reconviction = Derived(
    "rate of reconviction in the year after release",
    unit="per year",
    inputs=(reconvicted_in_a_year,),
    formula=yearly_rate,
)
custody_again = Parameter(
    "immediate custody, given reconvicted within a year of release",
    unit="share",
    prior=Share(0.3, 0.7),
    evidence=Assumption("higher than for a first conviction; no figure for survivors"),
)
licence = Parameter(
    "supervision after release",
    unit="months",
    prior=Known(number("S105")),
    evidence=Source("S105", note="the minimum, taken for every release"),
)


UNDECIDED = (Referral.AWAITING_REASONABLE_GROUNDS, Referral.RECOVERY_PERIOD, Referral.AWAITING_CONCLUSIVE_GROUNDS)

release = Wait(
    "released", justice, (Justice.IN_PRISON,), time_served,
    then=(
        Count(releases), Mark(released),
        If(referral, UNDECIDED, then=(Count(released_undecided),)),
        Move(justice, Justice.ON_LICENCE),
    ),
    shape=Shape(Form.LOGNORMAL, sentence_variation),
)  # fmt: skip
licence_ends = Wait(
    "licence ends", justice, (Justice.ON_LICENCE,), licence,
    then=(Move(justice, Justice.AT_LIBERTY),),
    shape=FIXED,
)  # fmt: skip
reconvicted = Wait(
    "reconvicted", justice, (Justice.ON_LICENCE,), reconviction,
    then=(
        Count(reoffended_12m, since=released, within=365),
        Ask(
            "custody after reconviction", custody_again,
            yes=(
                *leaves_exploitation(), Count(imprisonments), Count(reimprisoned), Move(justice, Justice.IN_PRISON),
            ),
            no=(Move(justice, Justice.AT_LIBERTY),),
        ),
    ),
    speeds={immigration: {Immigration.DETAINED: 0.0, Immigration.REMOVED: 0.0}},
)  # fmt: skip
discloses = Wait(
    "discloses in prison", contact, (Contact.UNIDENTIFIED,), disclosure, place=prison,
    then=(
        Count(disclosed),
        Ask(
            "prison staff refer", prison_refers, place=prison,
            yes=identified(Responder.PRISON),
            no=(
                Ask("first responder acts on the prison's report", passed_to_responder, place=prison,
                    yes=identified(Responder.POLICE)),
            ),
        ),
    ),
    speeds={
        justice: {j: 0.0 for j in Justice if j not in (Justice.IN_PRISON, Justice.ON_REMAND)},
    },
)  # fmt: skip
