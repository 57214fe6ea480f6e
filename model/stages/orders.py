"""Orders: slavery and trafficking risk orders without a conviction, and prevention orders with one.

NONE -> RISK_ORDER | PREVENTION_ORDER -> NONE

Courts make them on papers, so that nothing here waits for a survivor to testify. An order holds its subject back until
it ends or is broken without anyone acting; forces with a set way to record and manage orders ask for more of them and
notice more. Orders exist since 31 July 2015.

Left out: prevention orders asked for without a conviction in the present case; interim orders; prosecution for breach;
orders in Scotland and Northern Ireland.
"""

from model.evidence import Adopted, Assumption, Derived, Parameter, Source
from model.exploiter import (
    Case,
    Order,
    area,
    case,
    order,
    order_sought_topic,
    restricted_topic,
    unrestricted_topic,
)  # fmt: skip
from model.facts import number
from model.priors import Counts, Known, LogNormal, Share
from model.queues import Decisions
from model.rules import FIXED, Ask, Count, Event, Move, Ratios, Tell, Trigger, Wait
from model.survivor import FORCES

prevention_orders = Event("prevention_orders", "slavery and trafficking prevention orders made")
risk_orders = Event("risk_orders", "slavery and trafficking risk orders made")
broken = Event("orders_broken", "orders broken without anyone acting")

managing_forces = Parameter(
    "forces with a set way to record and manage orders",
    unit="share",
    prior=Counts(yes=number("S048"), of=FORCES),
    evidence=Source("S048", note="16 of 43 forces in August 2020, taken for all years"),
)
manages = Adopted("the force records and manages orders in a set way", "share", share=managing_forces, place=area)
asked_if_managed = Parameter(
    "odds or rate of an order in forces with a set way to manage orders, relative to forces without",
    unit="ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("use of orders differs widely between forces; not published by force"),
)
made_odds = Derived(
    "odds of a prevention order, as the force manages orders", "odds ratio", (manages, asked_if_managed),
    lambda has, ratio: 1.0 + (ratio - 1.0) * has,
)  # fmt: skip
made_speed = Derived(
    "rate of risk orders, as the force manages orders", "speed ratio", (manages, asked_if_managed),
    lambda has, ratio: 1.0 + (ratio - 1.0) * has,
)  # fmt: skip
made = Parameter(
    "a prevention order is made, given convicted, in a force without a set way to manage orders",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2015-07-31": Share(0.02, 0.5)},
    evidence=Assumption("orders exist since July 2015; orders made are a target, so the prior is vague"),
)
applications = Parameter(
    "applications for prevention orders that police and prosecutors have time to prepare",
    unit="decisions per year",
    prior=LogNormal(60, 900),
    evidence=Assumption("not published; orders made are a target, so the prior is vague"),
)
risk_orders_made = Parameter(
    "rate of risk orders against a suspect identified and not yet charged, in a force without a set way to manage them",
    unit="per year",
    prior={"2014-01-01": Known(0.0), "2015-07-31": LogNormal(0.002, 0.05)},
    evidence=Assumption("orders exist since July 2015; orders made are a target, so the prior is vague"),
)
prevention_length = Parameter(
    "length of a prevention order",
    unit="years",
    prior=LogNormal(5.0, 15.0),
    evidence=Assumption("at least five years by law; lengths are not published"),
)
risk_length = Parameter(
    "length of a risk order",
    unit="years",
    prior=LogNormal(2.0, 6.0),
    evidence=Assumption("at least two years by law; lengths are not published"),
)
breaking = Parameter(
    "rate at which an order is broken without anyone acting, in a force without a set way to manage orders",
    unit="per year",
    prior=LogNormal(0.05, 0.6),
    evidence=Assumption("inspectors find orders not monitored in many forces; no rate published"),
)
breaking_if_managed = Parameter(
    "rate at which orders are broken without anyone acting in forces that manage them, relative to forces without",
    unit="speed ratio",
    prior=LogNormal(0.2, 1.0),
    evidence=Assumption("managing orders is meant for that; no size published"),
)
breaking_speed = Derived(
    "rate at which orders are broken without anyone acting, as the force manages orders", "speed ratio",
    (manages, breaking_if_managed), lambda has, ratio: 1.0 + (ratio - 1.0) * has,
)  # fmt: skip

UNDER_NO_ORDER: Ratios = {order: {Order.RISK_ORDER: 0.0, Order.PREVENTION_ORDER: 0.0}}
LIFTED = (Move(order, Order.NONE), Tell(unrestricted_topic))

asked_for = Trigger(
    "prevention order asked for", order, (Order.NONE, Order.RISK_ORDER),
    then=(
        Ask("prevention order made", made, odds={area: made_odds},
            yes=(Count(prevention_orders), Move(order, Order.PREVENTION_ORDER), Tell(restricted_topic))),
    ),
)  # fmt: skip
risk_order = Wait(
    "risk order made", case, (Case.AWAITING_EVIDENCE, Case.WITH_PROSECUTORS), risk_orders_made,
    then=(Count(risk_orders), Move(order, Order.RISK_ORDER), Tell(restricted_topic)),
    speeds={**UNDER_NO_ORDER, area: made_speed},
)  # fmt: skip
prevention_ends = Wait(
    "prevention order ends", order, (Order.PREVENTION_ORDER,), prevention_length, then=LIFTED, shape=FIXED
)
risk_ends = Wait("risk order ends", order, (Order.RISK_ORDER,), risk_length, then=LIFTED, shape=FIXED)
order_broken = Wait(
    "order broken", order, (Order.RISK_ORDER, Order.PREVENTION_ORDER), breaking, then=(Count(broken), *LIFTED),
    speeds={area: breaking_speed},
)  # fmt: skip

order_work = Decisions(
    "applications for orders", "prevention orders asked for at conviction, in the order of conviction",
    joins=order_sought_topic, serve=asked_for, a_year=applications,
)  # fmt: skip
