"""Survivors: what each synthetic person carries, and the processes a person is in, all at once.

The people are synthetic. Words follow the field: survivor; victim where the law says so. Other adult prison leavers,
the reference cohort for figures published about all prison leavers, carry the same columns and live by the same rules
of release and after; they are never exploited and are counted apart.
"""

from enum import IntEnum

from model.rules import Column, Moment, Process


class Sex(IntEnum):
    """Sex as recorded in referrals."""

    FEMALE = 0
    MALE = 1


class Age(IntEnum):
    """Age when exploited, as most National Referral Mechanism tables count it; nobody comes of age in the model."""

    CHILD = 0
    ADULT = 1


class Status(IntEnum):
    """Nationality and immigration status on arrival; a later grant is told by `permission`."""

    UK_NATIONAL = 0
    SECURE = 1
    INSECURE = 2


class Nationality(IntEnum):
    """The nationalities named in most referrals."""

    BRITISH = 0
    ALBANIAN = 1
    VIETNAMESE = 2
    ERITREAN = 3
    SUDANESE = 4
    OTHER = 5


class ExploitationType(IntEnum):
    """Main type; criminal includes any recorded criminal element."""

    CRIMINAL = 0
    LABOUR = 1
    SEXUAL = 2
    DOMESTIC = 3
    OTHER = 4


class Nation(IntEnum):
    """Where in the United Kingdom; outside England and Wales only the National Referral Mechanism is modelled."""

    ENGLAND_AND_WALES = 0
    ELSEWHERE_IN_UK = 1


class Where(IntEnum):
    """Where the person was exploited."""

    IN_UK = 0
    ABROAD_ONLY = 1


class YesNo(IntEnum):
    """A flag."""

    NO = 0
    YES = 1


class Held(IntEnum):
    """What the person's exploiter can do."""

    HELD = 0
    ACTIVE = 1
    RESTRICTED = 2


class HeldBy(IntEnum):
    """How the person's exploiter works."""

    NOBODY = 0
    SOLOIST = 1
    NETWORK = 2
    ORGANISED_GROUP = 3


class Level(IntEnum):
    """Little, some, much."""

    LOW = 0
    MIDDLE = 1
    HIGH = 2


class Encounter(IntEnum):
    """How the first contact with the police went."""

    NONE = 0
    GOOD = 1
    BAD = 2


class Offence(IntEnum):
    """What a survivor is or was last accused of."""

    NONE = 0
    COMPELLED = 1
    UNRELATED = 2


class Sentence(IntEnum):
    """Length of the latest prison sentence."""

    NONE = 0
    UNDER_12_MONTHS = 1
    LONGER = 2


class Authority(IntEnum):
    """Which competent authority decides; the second exists since November 2021."""

    SINGLE = 0
    IMMIGRATION_ENFORCEMENT = 1


class Responder(IntEnum):
    """The kind of first responder that made the referral."""

    NONE = 0
    POLICE = 1
    GOVERNMENT_AGENCY = 2
    LOCAL_AUTHORITY = 3
    CHARITY = 4
    PRISON = 5


FORCES = 43
"""Territorial police forces of England and Wales. Model forces are numbered by size and stand for no real one."""
PRISONS = 117
"""Prisons of England and Wales (survey frame of Jovanovic et al. 2023). Model prisons stand for no real one."""

# Fixed for life
sex = Column("sex", Sex, "sex as recorded")
age = Column("age", Age, "age group when exploited")
status = Column("status", Status, "nationality and immigration status on arrival")
nationality = Column("nationality", Nationality, "nationality")
exploitation_type = Column("exploitation_type", ExploitationType, "main type of exploitation")
nation = Column("nation", Nation, "part of the United Kingdom")
force = Column("force", FORCES, "police force area, and the local authorities in it")
prison = Column("prison", PRISONS, "prison the person would be held in")
interpreter = Column("interpreter", YesNo, "whether the person needs an interpreter")
reference = Column("reference", YesNo, "whether the person is of the reference cohort of other prison leavers")

# Changing during life
where = Column("where", Where, "exploited in the UK, or only abroad")
exploiter_is = Column("exploiter_is", Held, "what the person's exploiter can do now")
held_by = Column("held_by", HeldBy, "how the person's exploiter works")
alpha = Column("alpha", YesNo, "put in charge of others by the exploiter")
sees_self = Column("sees_self", YesNo, "sees themselves as a victim")
trust = Column("trust", Level, "trust in authorities")
trauma = Column("trauma", Level, "harm to mental health")
isolated = Column("isolated", YesNo, "without community ties outside the exploitation")
near = Column("near", YesNo, "lives near the exploiter's circle after exit")
encounter = Column("encounter", Encounter, "how the first contact with the police went")
informed = Column("informed", YesNo, "kept informed by the police as the Victims' Code asks")
navigator = Column("navigator", YesNo, "has a victim navigator or liaison officer")
guardian = Column("guardian", YesNo, "a child with an independent guardian")
referred_by = Column("referred_by", Responder, "first responder that made the latest referral")
thin_referral = Column("thin_referral", YesNo, "the referral says too little")
authority = Column("authority", Authority, "competent authority that decides")
disqualified = Column("disqualified", YesNo, "shut out of protection on public order grounds")
permission = Column("permission", YesNo, "granted permission to stay")
told = Column("told", YesNo, "the police have passed the person's details to immigration enforcement")
offence = Column("offence", Offence, "what the person is or was last accused of")
schedule_4 = Column("schedule_4", YesNo, "that offence is excluded from the section 45 defence")
section_45 = Column("section_45", YesNo, "the police or prosecutors have considered the section 45 defence")
record = Column("record", YesNo, "has a conviction")
sentence = Column("sentence", Sentence, "length of the latest prison sentence")
debt = Column("debt", YesNo, "in debt to others from prison")
known_inside = Column("known_inside", YesNo, "the prison knows that the person may be a victim")

COLUMNS = (
    sex, age, status, nationality, exploitation_type, nation, force, prison, interpreter, reference, where,
    exploiter_is, held_by, alpha, sees_self, trust, trauma, isolated, near, encounter, informed, navigator, guardian,
    referred_by, thin_referral, authority, disqualified, permission, told, offence, schedule_4, section_45, record,
    sentence, debt, known_inside,
)  # fmt: skip
GROUPS = (sex, age, status, nationality, exploitation_type, nation)


class Exploitation(IntEnum):
    """Exploitation itself."""

    AT_RISK = 0
    EXPLOITED = 1
    EXITED = 2
    SETTLED = 3
    NOT_RECRUITED = 4
    LEFT_THE_COUNTRY = 5


class Contact(IntEnum):
    """Whether an authority or charity has identified the person in the present spell of exploitation."""

    UNIDENTIFIED = 0
    AWAITING_REFERRAL = 1
    IDENTIFIED = 2
    CLOSED = 3


class Justice(IntEnum):
    """The criminal justice process as suspect, defendant, prisoner."""

    AT_LIBERTY = 0
    ARRESTED = 1
    ON_BAIL = 2
    ON_REMAND = 3
    IN_PRISON = 4
    ON_LICENCE = 5
    RECALLED = 6
    IN_SECURE_ESTATE = 7


class Referral(IntEnum):
    """The National Referral Mechanism."""

    OUTSIDE = 0
    AWAITING_REASONABLE_GROUNDS = 1
    RECOVERY_PERIOD = 2
    AWAITING_CONCLUSIVE_GROUNDS = 3
    NO_REASONABLE_GROUNDS = 4
    CONFIRMED = 5
    NOT_CONFIRMED = 6
    RECONSIDERING = 7
    LEFT_BEFORE_DECISION = 8
    DISQUALIFIED = 9
    READY_FOR_REASONABLE_GROUNDS = 10
    RECONSIDERING_CONCLUSIVE_GROUNDS = 11
    ON_HOLD = 12


class Witness(IntEnum):
    """The criminal justice process as witness against the exploiter."""

    NOT_ASKED = 0
    SUPPORTING = 1
    WITHDRAWN = 2
    CASE_CLOSED = 3


class Immigration(IntEnum):
    """Immigration enforcement."""

    AT_LIBERTY = 0
    DETAINED = 1
    REMOVED = 2


class Support(IntEnum):
    """Support under the Modern Slavery Victim Care Contract (adults)."""

    NONE = 0
    ENTITLED = 1
    OUTREACH = 2
    SAFE_HOUSE = 3
    MOVING_ON = 4
    LEFT = 5


class Housing(IntEnum):
    """Where a person lives after exploitation or prison; a hostel is temporary housing known to exploiters."""

    NOT_FOLLOWED = 0
    SETTLED = 1
    TEMPORARY = 2
    HOSTEL = 3
    HOMELESS = 4


class Work(IntEnum):
    """Paid work after exploitation or prison."""

    NOT_FOLLOWED = 0
    OUT_OF_WORK = 1
    IN_WORK = 2


class Therapy(IntEnum):
    """Mental-health and addiction support."""

    NONE = 0
    WAITING = 1
    RECEIVING = 2
    ENDED = 3


class Programme(IntEnum):
    """Rehabilitation programmes in prison, in the present sentence."""

    NONE = 0
    WAITING = 1
    TAKING = 2
    COMPLETED = 3


class FollowUp(IntEnum):
    """Whom the prison service asks, some time after release, where they stand."""

    NOT_DUE = 0
    RELEASED = 1
    AFTER_SIX_WEEKS = 2
    AFTER_THREE_MONTHS = 3
    AFTER_SIX_MONTHS = 4


exploitation = Process("exploitation", Exploitation, "exploitation itself", Exploitation.AT_RISK)
contact = Process("contact", Contact, "identification by authorities and charities", Contact.UNIDENTIFIED)
justice = Process("justice", Justice, "as suspect, defendant, prisoner", Justice.AT_LIBERTY)
referral = Process("referral", Referral, "National Referral Mechanism", Referral.OUTSIDE)
witness = Process("witness", Witness, "as witness against the exploiter", Witness.NOT_ASKED)
immigration = Process("immigration", Immigration, "immigration enforcement", Immigration.AT_LIBERTY)
support = Process("support", Support, "victim care", Support.NONE)
housing = Process("housing", Housing, "where the person lives", Housing.NOT_FOLLOWED)
work = Process("work", Work, "paid work", Work.NOT_FOLLOWED)
therapy = Process("therapy", Therapy, "mental-health and addiction support", Therapy.NONE)
follow_up = Process("follow_up", FollowUp, "asked after release where they stand", FollowUp.NOT_DUE)
programme = Process("programme", Programme, "rehabilitation programmes in prison", Programme.NONE)

PROCESSES = (
    exploitation, contact, justice, referral, witness, immigration, support, housing, work, therapy, programme,
    follow_up,
)  # fmt: skip

exited = Moment("exited", "latest exit from exploitation")
referred = Moment("referred", "latest referral to the National Referral Mechanism")
released = Moment("released", "latest release from a prison sentence")

# Sets of levels that many rules name
BETWEEN = (Referral.RECOVERY_PERIOD, Referral.AWAITING_CONCLUSIVE_GROUNDS, Referral.ON_HOLD)
"""Between a positive first decision and the second."""
PENDING = (Referral.AWAITING_REASONABLE_GROUNDS, Referral.READY_FOR_REASONABLE_GROUNDS, *BETWEEN)
"""Referred and not yet decided: nobody is referred again, and removal is paused."""
INSIDE = (Justice.ON_REMAND, Justice.IN_PRISON, Justice.RECALLED, Justice.IN_SECURE_ESTATE)
"""Held by the justice system."""
FREE = (Justice.AT_LIBERTY, Justice.ON_LICENCE)
"""Held by nobody and accused of nothing."""
SUPPORTED = (Support.OUTREACH, Support.SAFE_HOUSE, Support.MOVING_ON)
"""Receiving victim care."""
AWAY = (Immigration.DETAINED, Immigration.REMOVED)
"""In immigration detention, or removed."""
