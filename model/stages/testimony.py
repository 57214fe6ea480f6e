"""Testimony: a survivor who supports the case against an exploiter, and what makes them step back.

SUPPORTING -> WITHDRAWN | CASE_CLOSED

The longer a case takes, the more survivors have stepped back when it comes to court: that is a result of a clock that
runs as long as they support it. Who agrees to support a case in the first place is told in model/junctions.py. A
survivor's word counts for everyone named in the case; when the last one steps back, the case against the others named
in it loses it too.

Left out: survivors who come back to a case after they withdrew; summonses to testify; special measures in court;
intimidation that is reported and stopped.
"""

from model.evidence import Assumption, Derived, Parameter
from model.exploiter import Case, Witnesses, case, charged_topic, co_suspect, ready_topic, witnesses
from model.junctions.first_contact import interpreters, multilingual
from model.priors import LogNormal
from model.routes import Route, Whom
from model.rules import Count, Event, If, Move, Set, Tell, Topic, Trigger, Wait
from model.survivor import (
    AWAY,
    SUPPORTED,
    Exploitation,
    Held,
    Housing,
    Level,
    Witness,
    YesNo,
    exploitation,
    exploiter_is,
    housing,
    immigration,
    informed,
    interpreter,
    navigator,
    support,
    trauma,
    trust,
    witness,
)  # fmt: skip

withdrawals = Event("witnesses_withdrawn", "survivors who withdraw support for a prosecution")
engaged_at_charge = Event("engaged_at_charge", "survivors who still support a case when the exploiter is charged")
engaged_at_trial = Event("engaged_at_trial", "survivors who still support a case when it is ready for trial")

withdrew_topic = Topic("withdraws from the case")
unsupported_topic = Topic("nobody supports the case any more")

withdrawal = Parameter(
    "rate at which a survivor withdraws support for a case, given no victim care, at liberty and housed, kept "
    "informed, no navigator, the exploiter free",
    unit="per year",
    prior=LogNormal(0.1, 1.2),
    evidence=Assumption("inspectors find that victims drop out as cases drag on; no rate published"),
)
withdrawal_supported = Parameter(
    "rate of withdrawal in victim care, relative to none",
    unit="speed ratio",
    prior=LogNormal(0.25, 0.95),
    evidence=Assumption("inspectors say that poor support makes victims less willing; no size published"),
)
withdrawal_uninformed = Parameter(
    "rate of withdrawal of survivors who are not kept informed, relative to those who are",
    unit="speed ratio",
    prior=LogNormal(1.1, 4.0),
    evidence=Assumption("inspectors say that victims left without news disengage; no size published"),
)
withdrawal_navigator = Parameter(
    "rate of withdrawal with a victim navigator or liaison officer, relative to without",
    unit="speed ratio",
    prior=LogNormal(0.12, 0.9),
    evidence=Assumption(
        "a provider counts over 90% engaged with and 44% without a navigator; who gets one is not controlled for, so "
        "the range runs from nearly no effect to that claim in full",
        facts=("F307.with", "F307.without"),
    ),
)
withdrawal_away = Parameter(
    "rate of withdrawal in immigration detention or after removal, relative to at liberty",
    unit="speed ratio",
    prior=LogNormal(1.2, 6.0),
    evidence=Assumption("contact is hard to keep; no size published"),
)
withdrawal_exploited = Parameter(
    "rate of withdrawal while exploited, relative to after exit",
    unit="speed ratio",
    prior=LogNormal(1.5, 8.0),
    evidence=Assumption("control by the exploiter; no size published"),
)
withdrawal_held = Parameter(
    "rate of withdrawal while the exploiter is in prison or stopped, relative to free",
    unit="speed ratio",
    prior=LogNormal(0.3, 1.0),
    evidence=Assumption("exploiters who are free threaten survivors and their families; no size published"),
)
withdrawal_restricted = Parameter(
    "rate of withdrawal while the exploiter is under a slavery and trafficking order, relative to free of one",
    unit="speed ratio",
    prior=LogNormal(0.4, 1.0),
    evidence=Assumption("orders can forbid contact; no size published"),
)
withdrawal_low_trust = Parameter(
    "rate of withdrawal with little trust in authorities, relative to some trust",
    unit="speed ratio",
    prior=LogNormal(1.1, 4.0),
    evidence=Assumption("trust comes first, navigators say; no size published"),
)
withdrawal_traumatised = Parameter(
    "rate of withdrawal of severely traumatised survivors, relative to others",
    unit="speed ratio",
    prior=LogNormal(1.0, 3.0),
    evidence=Assumption("direction from casework; no size published"),
)
withdrawal_unheard = Parameter(
    "rate of withdrawal without the interpreter needed, relative to with one",
    unit="speed ratio",
    prior=LogNormal(1.1, 4.0),
    evidence=Assumption("inspectors say that the shortage hinders engagement; no size published"),
)
withdrawal_interpreted = Derived(
    "rate of withdrawal of survivors who need an interpreter, relative to others", "speed ratio",
    (interpreters, multilingual, withdrawal_unheard),
    lambda there, own, ratio: 1.0 + (ratio - 1.0) * (1.0 - there) * (1.0 - own),
)  # fmt: skip
withdrawal_homeless = Parameter(
    "rate of withdrawal of homeless survivors, relative to housed",
    unit="speed ratio",
    prior=LogNormal(1.1, 5.0),
    evidence=Assumption("survival comes first; no size published"),
)

withdraws = Wait(
    "withdraws", witness, (Witness.SUPPORTING,), withdrawal,
    then=(Count(withdrawals), Move(witness, Witness.WITHDRAWN), Tell(withdrew_topic)),
    speeds={
        support: dict.fromkeys(SUPPORTED, withdrawal_supported),
        informed: {YesNo.NO: withdrawal_uninformed},
        navigator: {YesNo.YES: withdrawal_navigator},
        immigration: dict.fromkeys(AWAY, withdrawal_away),
        exploitation: {Exploitation.EXPLOITED: withdrawal_exploited},
        exploiter_is: {Held.HELD: withdrawal_held, Held.RESTRICTED: withdrawal_restricted},
        trust: {Level.LOW: withdrawal_low_trust},
        trauma: {Level.HIGH: withdrawal_traumatised},
        interpreter: {YesNo.YES: withdrawal_interpreted},
        housing: {Housing.HOMELESS: withdrawal_homeless},
    },
)  # fmt: skip
case_closed = Trigger(
    "case closed", witness, (Witness.SUPPORTING, Witness.WITHDRAWN),
    then=(Move(witness, Witness.CASE_CLOSED), Set(navigator, YesNo.NO)),
)  # fmt: skip
at_charge = Trigger(
    "still supports the case at charge", witness, (Witness.SUPPORTING,), then=(Count(engaged_at_charge),)
)
at_trial = Trigger(
    "still supports the case when ready for trial", witness, (Witness.SUPPORTING,), then=(Count(engaged_at_trial),)
)

# The same seen from the case ------------------------------------------------------------------------------------------

BEFORE_TRIAL = (Case.AWAITING_EVIDENCE, Case.WITH_PROSECUTORS, Case.PREPARING_TRIAL, Case.AWAITING_COURT)

loses_witness = Trigger(
    "a survivor withdraws from the case", case, BEFORE_TRIAL,
    then=(If(witnesses, (Witnesses.NONE,), then=(Tell(unsupported_topic),)),),
)  # fmt: skip
loses_shared_witness = Trigger(
    "nobody supports the case named in", case, BEFORE_TRIAL,
    then=(
        If(co_suspect, (YesNo.YES,), then=(If(witnesses, (Witnesses.ONE,), then=(Set(witnesses, Witnesses.NONE),)),)),
    ),
)  # fmt: skip

charge_finds = Route(charged_topic, Whom.WITNESSES, at_charge)
trial_finds = Route(ready_topic, Whom.WITNESSES, at_trial)
withdrawal_reaches = Route(withdrew_topic, Whom.EXPLOITER, loses_witness)
reaches_others = Route(unsupported_topic, Whom.ASSOCIATES, loses_shared_witness)
