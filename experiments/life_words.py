"""The words of a life: how a person stands in each state, in the present, as said to the person.

States left out say nothing to a reader: what the survey of the prison service asks, or that a process is over.
"""

from collections.abc import Callable

from model import survivor
from model.rules import Column, Process
from model.survivor import (
    Age,
    Contact,
    Exploitation,
    ExploitationType,
    Housing,
    Immigration,
    Justice,
    Nation,
    Nationality,
    Programme,
    Referral,
    Sex,
    Status,
    Support,
    Therapy,
    Witness,
    Work,
)

NOBODY_REAL = "Nobody real is described."

IS: dict[tuple[Process, int], str] = {
    (survivor.exploitation, Exploitation.EXPLOITED): "under the control of an exploiter",
    (survivor.exploitation, Exploitation.EXITED): "out of exploitation",
    (survivor.exploitation, Exploitation.SETTLED): "out so long that the added risk of being exploited again is over",
    (survivor.exploitation, Exploitation.NOT_RECRUITED): "not exploited",
    (survivor.exploitation, Exploitation.LEFT_THE_COUNTRY): "no longer in the country",
    (survivor.contact, Contact.AWAITING_REFERRAL): "recognised as a possible victim by a charity, which will refer "
                                                   "when it can",
    (survivor.contact, Contact.IDENTIFIED): "recognised as a possible victim",
    (survivor.contact, Contact.UNIDENTIFIED): "no longer known to any authority as a possible victim",
    (survivor.justice, Justice.AT_LIBERTY): "free",
    (survivor.justice, Justice.ARRESTED): "under arrest",
    (survivor.justice, Justice.ON_BAIL): "charged, and on bail until trial",
    (survivor.justice, Justice.ON_REMAND): "charged, and in prison until trial",
    (survivor.justice, Justice.IN_PRISON): "in prison under sentence",
    (survivor.justice, Justice.ON_LICENCE): "out of prison, on licence",
    (survivor.justice, Justice.RECALLED): "back in prison, on recall",
    (survivor.justice, Justice.IN_SECURE_ESTATE): "in the secure estate for children",
    (survivor.referral, Referral.AWAITING_REASONABLE_GROUNDS): "referred to the National Referral Mechanism",
    (survivor.referral, Referral.READY_FOR_REASONABLE_GROUNDS): "waiting for the reasonable-grounds decision",
    (survivor.referral, Referral.RECOVERY_PERIOD): "reasonable grounds found; in the recovery period",
    (survivor.referral, Referral.AWAITING_CONCLUSIVE_GROUNDS): "waiting for the conclusive-grounds decision",
    (survivor.referral, Referral.ON_HOLD): "the case is on hold, something still missing for the decision",
    (survivor.referral, Referral.NO_REASONABLE_GROUNDS): "reasonable grounds not found",
    (survivor.referral, Referral.CONFIRMED): "confirmed as a victim of modern slavery",
    (survivor.referral, Referral.NOT_CONFIRMED): "not confirmed as a victim",
    (survivor.referral, Referral.RECONSIDERING): "reasonable grounds not found; reconsideration asked for",
    (survivor.referral, Referral.RECONSIDERING_CONCLUSIVE_GROUNDS): "not confirmed as a victim; reconsideration asked "
                                                                    "for",
    (survivor.referral, Referral.LEFT_BEFORE_DECISION): "no longer in the National Referral Mechanism, without a "
                                                        "decision",
    (survivor.referral, Referral.DISQUALIFIED): "denied protection on public order grounds",
    (survivor.witness, Witness.SUPPORTING): "supports the investigation",
    (survivor.witness, Witness.WITHDRAWN): "no longer supports the case",
    (survivor.immigration, Immigration.AT_LIBERTY): "no longer in immigration detention",
    (survivor.immigration, Immigration.DETAINED): "in immigration detention",
    (survivor.support, Support.ENTITLED): "entitled to victim care, not receiving it",
    (survivor.support, Support.OUTREACH): "receives victim care where they live",
    (survivor.support, Support.SAFE_HOUSE): "in a safe house, with victim care",
    (survivor.support, Support.MOVING_ON): "receives move-on support",
    (survivor.support, Support.LEFT): "without victim care",
    (survivor.housing, Housing.SETTLED): "in settled housing",
    (survivor.housing, Housing.TEMPORARY): "in temporary housing",
    (survivor.housing, Housing.HOSTEL): "in a hostel",
    (survivor.housing, Housing.HOMELESS): "without a home",
    (survivor.work, Work.IN_WORK): "in paid work",
    (survivor.therapy, Therapy.NONE): "without mental-health or addiction support",
    (survivor.therapy, Therapy.WAITING): "on the list for mental-health or addiction support",
    (survivor.therapy, Therapy.RECEIVING): "receives mental-health or addiction support",
    (survivor.programme, Programme.NONE): "no longer on a rehabilitation programme",
    (survivor.programme, Programme.WAITING): "on the list for a rehabilitation programme",
    (survivor.programme, Programme.TAKING): "on a rehabilitation programme",
    (survivor.programme, Programme.COMPLETED): "has completed a rehabilitation programme",
}  # fmt: skip
"""Where a person stands who has entered a state."""

SILENT = {
    (survivor.exploitation, Exploitation.AT_RISK), (survivor.contact, Contact.CLOSED),
    (survivor.referral, Referral.OUTSIDE), (survivor.witness, Witness.NOT_ASKED),
    (survivor.witness, Witness.CASE_CLOSED), (survivor.immigration, Immigration.REMOVED),
    (survivor.support, Support.NONE), (survivor.housing, Housing.NOT_FOLLOWED), (survivor.work, Work.NOT_FOLLOWED),
    (survivor.work, Work.OUT_OF_WORK), (survivor.therapy, Therapy.ENDED),
}  # fmt: skip
"""States that say nothing, or that the event's own name tells. The survey after release is silent altogether."""

NOT_REFERRED = "recognised as a possible victim; does not agree to be referred"
"""Said of a contact after which the person is as unidentified as before: that is how the model tells a refusal."""

WHEN: dict[tuple[str, Process, int], str] = {
    ("police decide after arrest", survivor.justice, Justice.AT_LIBERTY): "released without charge",
    ("case completed", survivor.justice, Justice.AT_LIBERTY): "not sent to prison",
    ("youth court case completed", survivor.justice, Justice.AT_LIBERTY): "not sent to the secure estate",
    ("reconvicted", survivor.justice, Justice.AT_LIBERTY): "not sent to prison",
    ("exploiter imprisoned", survivor.contact, Contact.UNIDENTIFIED): "under the control of another exploiter",
    ("enters support", survivor.support, Support.LEFT): "does not take it up",
    ("leaves detention", survivor.exploitation, Exploitation.LEFT_THE_COUNTRY): "removed from the country",
}  # fmt: skip
"""Said instead where what brought it about (a clock) tells more than the state."""

NAMED = {
    "case completed": "court case against them completed",
    "case closed": "case against the exploiter closed",
    "enters support": "offered victim care",
    "released": "released from prison",
    "settles": "time passes",
    "withdraws": "withdraws from the case against the exploiter",
}
"""Events whose clock has a name that tells too little to a reader."""

AT_THE_START: dict[tuple[Process, int], str] = {
    (survivor.exploitation, Exploitation.AT_RISK): "singled out by an exploiter",
    (survivor.exploitation, Exploitation.EXITED): "got out of exploitation some time before",
    (survivor.therapy, Therapy.ENDED): "has had mental-health or addiction support",
}
"""Said instead of someone who comes into the model in a state."""

CLEAR = {
    "begins a programme", "begins therapy", "case closed", "finds settled housing", "finds work",
    "finds work on a positive decision", "finds work with permission to stay", "loses settled housing", "loses work",
    "put forward for a programme", "supervision ends", "therapy ends", "withdraws",
}  # fmt: skip
"""Events whose name says all."""

PEOPLE = {
    (Age.ADULT, Sex.FEMALE): "A woman", (Age.ADULT, Sex.MALE): "A man",
    (Age.CHILD, Sex.FEMALE): "A girl", (Age.CHILD, Sex.MALE): "A boy",
}  # fmt: skip
STATUSES = {
    Status.UK_NATIONAL: "a national of the United Kingdom",
    Status.SECURE: "with secure immigration status",
    Status.INSECURE: "with insecure immigration status",
}
EXPLOITED_FOR = {
    ExploitationType.CRIMINAL: "criminal exploitation", ExploitationType.LABOUR: "labour exploitation",
    ExploitationType.SEXUAL: "sexual exploitation", ExploitationType.DOMESTIC: "domestic servitude",
    ExploitationType.OTHER: "exploitation of another or an unknown kind",
}  # fmt: skip
NATIONS = {
    Nation.ENGLAND_AND_WALES: "in England or Wales", Nation.ELSEWHERE_IN_UK: "in Scotland or Northern Ireland",
}  # fmt: skip


def portrait(level: Callable[[Column], int]) -> str:
    """Return who a person is, from their levels on arrival."""
    who = PEOPLE[Age(level(survivor.age)), Sex(level(survivor.sex))]
    nationality = Nationality(level(survivor.nationality))
    status = STATUSES[Status(level(survivor.status))]
    if nationality is Nationality.OTHER:
        named = "of another nationality"
    elif nationality is Nationality.BRITISH and level(survivor.status) == Status.UK_NATIONAL:
        named = ""
    else:
        named = nationality.name.capitalize()
    said = ", ".join(part for part in (who, named, status) if part)
    return (
        f"{said}; {NATIONS[Nation(level(survivor.nation))]}. "
        f"Main type: {EXPLOITED_FOR[ExploitationType(level(survivor.exploitation_type))]}."
    )
