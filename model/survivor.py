"""Survivors: what each synthetic person carries, and the processes a person is in, all at once.

The people are synthetic. Words follow the field: survivor; victim where the law says so.
"""

from enum import IntEnum

from model.rules import Column, Moment, Process


class Sex(IntEnum):
    """Sex as recorded in referrals."""

    FEMALE = 0
    MALE = 1


class Age(IntEnum):
    """Age when exploited, as most National Referral Mechanism tables count it."""

    CHILD = 0
    ADULT = 1


class Status(IntEnum):
    """Nationality and immigration status."""

    UK_NATIONAL = 0
    SECURE = 1
    INSECURE = 2


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

sex = Column("sex", Sex, "sex as recorded")
age = Column("age", Age, "age group when exploited")
status = Column("status", Status, "nationality and immigration status")
exploitation_type = Column("exploitation_type", ExploitationType, "main type of exploitation")
nation = Column("nation", Nation, "part of the United Kingdom")
where = Column("where", Where, "exploited in the UK, or only abroad")
force = Column("force", FORCES, "police force area")
prison = Column("prison", PRISONS, "prison the person would be held in")
exploiter_at_large = Column("exploiter_at_large", YesNo, "whether the person's exploiter is free to exploit")
referred_by = Column("referred_by", Responder, "first responder that made the latest referral")

COLUMNS = (
    sex, age, status, exploitation_type, nation, where, force, prison, exploiter_at_large, referred_by,
)  # fmt: skip
GROUPS = (sex, age, status, exploitation_type, nation)


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
    IDENTIFIED = 1
    CLOSED = 2


class Justice(IntEnum):
    """The criminal justice process as suspect, defendant, prisoner."""

    AT_LIBERTY = 0
    ARRESTED = 1
    ON_BAIL = 2
    ON_REMAND = 3
    IN_PRISON = 4
    ON_LICENCE = 5


class Referral(IntEnum):
    """The National Referral Mechanism."""

    OUTSIDE = 0
    AWAITING_REASONABLE_GROUNDS = 1
    RECOVERY_PERIOD = 2
    AWAITING_CONCLUSIVE_GROUNDS = 3
    NO_REASONABLE_GROUNDS = 4
    CONFIRMED = 5
    NOT_CONFIRMED = 6
    LEFT_BEFORE_DECISION = 7


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
    SUPPORTED = 2
    LEFT = 3


exploitation = Process("exploitation", Exploitation, "exploitation itself", Exploitation.AT_RISK)
contact = Process("contact", Contact, "identification by authorities and charities", Contact.UNIDENTIFIED)
justice = Process("justice", Justice, "as suspect, defendant, prisoner", Justice.AT_LIBERTY)
referral = Process("referral", Referral, "National Referral Mechanism", Referral.OUTSIDE)
witness = Process("witness", Witness, "as witness against the exploiter", Witness.NOT_ASKED)
immigration = Process("immigration", Immigration, "immigration enforcement", Immigration.AT_LIBERTY)
support = Process("support", Support, "victim care", Support.NONE)

PROCESSES = (exploitation, contact, justice, referral, witness, immigration, support)

exited = Moment("exited", "latest exit from exploitation")
referred = Moment("referred", "latest referral to the National Referral Mechanism")
released = Moment("released", "latest release from a prison sentence")
