"""Charities: people whom a charity is to refer wait until it has the time.

IDENTIFIED by a charity: contact AWAITING_REFERRAL -> IDENTIFIED, referred to the National Referral Mechanism
                                                   -> UNIDENTIFIED, lost while waiting

Charities refer so many people a year, oldest agreement first. Their capacity grows on its own, not with how often they
meet people, so that meeting more of them makes the wait longer. Left out: what other help a charity gives meanwhile;
someone waiting who is met by the police or another agency, which would refer at once; differences between charities.
"""

from model.evidence import Assumption, Derived, Parameter
from model.junctions.referring import charity_topic, referred_by_charity
from model.priors import LogNormal
from model.queues import Decisions
from model.reach import known_to_charities, years_since_2013
from model.rules import Count, Event, Move, Trigger, Wait
from model.survivor import AWAY, Contact, contact, immigration

lost_before_referral = Event("lost_before_referral", "people lost while waiting for a charity's referral")

charity_capacity = Parameter(
    "people whom charities could refer in 2013, relative to those they knew",
    unit="ratio",
    prior=LogNormal(0.7, 2.5),
    evidence=Assumption("what a charity can do is not published; the number referred is a target, so vague"),
)
charity_capacity_growth = Parameter(
    "yearly growth since 2013 of the number of people whom charities can refer",
    unit="ratio",
    prior=LogNormal(0.95, 1.15),
    evidence=Assumption("charities are said to be at capacity; the number referred is a target, so the range is vague"),
    bounds=(0.0, 10.0),
)
referral_capacity = Derived(
    "people whom charities can refer to the National Referral Mechanism", "people per year",
    (known_to_charities, charity_capacity, charity_capacity_growth, years_since_2013),
    lambda known, capacity, growth, years: known * capacity * growth**years,
)  # fmt: skip
time_until_lost = Parameter(
    "mean time until someone who waits for a charity's referral loses contact with it",
    unit="months",
    prior=LogNormal(3.0, 36.0),
    evidence=Assumption("people move on, are moved or lose heart; no figure published"),
)

refers = Trigger(
    "referred by a charity", contact, (Contact.AWAITING_REFERRAL,),
    then=referred_by_charity(),
)  # fmt: skip
charity_referrals = Decisions(
    "charity referrals", "people whom a charity is to refer, oldest agreement first", joins=charity_topic, serve=refers,
    a_year=referral_capacity,
)  # fmt: skip
loses_contact = Wait(
    "loses contact with the charity", contact, (Contact.AWAITING_REFERRAL,), time_until_lost,
    then=(Count(lost_before_referral), Move(contact, Contact.UNIDENTIFIED)),
    speeds={immigration: dict.fromkeys(AWAY, 0.0)},
)  # fmt: skip
