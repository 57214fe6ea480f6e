"""Cases against exploiters: crimes recorded, investigations, charging, prosecutions, orders, and who bears witness.

Prosecutions are CPS-flagged and completed. The published conviction rate is of completed prosecutions; beside it stands
the share of recorded crimes that end in a conviction.
"""

from collections.abc import Sequence

from model.exploiter import Case, Liberty, Order, case, liberty, order
from model.junctions import first_contact, recorded_case
from model.measure import Outcome, Spells, Unit, counted, ended, means, stock
from model.rules import Event
from model.stages import charging, investigation, navigators, orders, testimony, trial

crimes = counted(recorded_case.crimes)
prosecutions = counted(trial.prosecutions, of="exploiters")
convictions = counted(trial.convictions, of="exploiters")


def _case(event: Event, unit: Unit) -> Outcome:
    return Outcome(event.name, event.meaning, unit, "E&W", counted(event, of="exploiters"), of="exploiters")


def _share(name: str, meaning: str, top: Sequence[Event], bottom: Sequence[Event]) -> Outcome:
    return Outcome(name, meaning, "share", "E&W", counted(*top, of="exploiters"), counted(*bottom, of="exploiters"),
                   of="exploiters")  # fmt: skip


UNCHARGED = (
    investigation.closed_unworked, investigation.closed_no_suspect, charging.closed_no_support,
    charging.closed_evidence, charging.closed_hiding, charging.not_charged,
)  # fmt: skip
CONCLUDED = (*UNCHARGED, charging.charges)


def _survivors(event: Event) -> Outcome:
    return Outcome(event.name, event.meaning, "people", "E&W", counted(event))


OUTCOMES = (
    Outcome("crimes_recorded", "modern slavery crimes recorded by the police", "crimes", "E&W", crimes),
    Outcome("crimes_past_or_abroad", "of those, recorded of people exploited abroad", "crimes", "E&W",
            counted(recorded_case.crimes_elsewhere)),
    _survivors(first_contact.bad_encounters),
    _survivors(recorded_case.witnesses_supporting),
    Outcome("supporting_share", "survivors who support an investigation, of crimes recorded", "share", "E&W",
            counted(recorded_case.witnesses_supporting), crimes),
    _survivors(testimony.withdrawals),
    _survivors(testimony.engaged_at_charge),
    _survivors(testimony.engaged_at_trial),
    _survivors(navigators.navigators_assigned),
    _survivors(navigators.liaison_assigned),
    *(_case(event, "investigations") for event in (
        investigation.investigations, investigation.operations, investigation.on_intelligence,
        investigation.closed_unworked, investigation.closed_no_suspect, charging.closed_no_support,
        charging.closed_evidence, charging.closed_hiding, charging.cases_charged,
    )),
    Outcome("investigations_live", "investigations under way on 31 December", "investigations", "E&W",
            stock(case, Case.UNDER_INVESTIGATION, Case.AWAITING_EVIDENCE, of="exploiters"), of="exploiters"),
    _share("no_suspect_share", "cases closed with no suspect identified, of those closed without a charge or charged",
           (investigation.closed_no_suspect,), CONCLUDED),
    _share("closed_uncharged_share", "cases closed without a charge, of those closed so or charged", UNCHARGED,
           CONCLUDED),
    *(_case(event, "defendants") for event in (
        investigation.suspects, investigation.co_suspects, charging.sent_to_prosecutors, charging.charges,
        charging.not_charged, charging.sent_flagged, charging.charges_flagged, charging.not_charged_flagged,
    )),
    _share("charged_share", "suspects charged, of those on whom prosecutors decided in the year", (charging.charges,),
           (charging.charges, charging.not_charged)),
    Outcome("prosecutions", trial.prosecutions.meaning, "defendants", "E&W", prosecutions, of="exploiters",
            beside="prosecutions_principal_offence"),
    _case(trial.prosecutions_principal, "defendants"),
    _case(trial.convictions, "defendants"),
    _case(trial.convictions_principal, "defendants"),
    _share("conviction_rate", "flagged prosecutions completed in the year that end in conviction",
           (trial.convictions,), (trial.prosecutions,)),
    _case(trial.failed_for_witnesses, "defendants"),
    _case(trial.failed_other, "defendants"),
    _case(trial.failed_unstated, "defendants"),
    _case(trial.false_defences, "defendants"),
    _share("failed_for_witnesses_share", "prosecutions failing for want of the victim's evidence, of those completed",
           (trial.failed_for_witnesses,), (trial.prosecutions,)),
    _share("failed_other_share", "prosecutions failing for other stated reasons, of those completed",
           (trial.failed_other,), (trial.prosecutions,)),
    Spells("charge_to_verdict_days_mean", "mean days from charge to verdict of exploiters, verdicts of the year", "E&W",
           ended(trial.charge_to_verdict, of="exploiters"), means, of="exploiters"),
    Spells("recorded_to_verdict_days_mean", "mean days from the crime recorded to verdict, verdicts of the year", "E&W",
           ended(trial.recorded_to_verdict, of="exploiters"), means, of="exploiters"),
    _case(trial.imprisonments, "defendants"),
    _case(trial.carrying_on, "defendants"),
    Outcome("exploiters_active", "exploiters at large or carrying on from prison on 31 December", "people", "E&W",
            stock(liberty, Liberty.AT_LARGE, Liberty.CARRIES_ON_FROM_PRISON, of="exploiters"), of="exploiters"),
    Outcome("exploiters_held", "exploiters in prison on 31 December", "people", "E&W",
            stock(liberty, Liberty.IN_PRISON, Liberty.CARRIES_ON_FROM_PRISON, of="exploiters"), of="exploiters"),
    _case(orders.prevention_orders, "orders"),
    _case(orders.risk_orders, "orders"),
    Outcome("orders_in_force", "exploiters under an order on 31 December", "people", "E&W",
            stock(order, Order.RISK_ORDER, Order.PREVENTION_ORDER, of="exploiters"), of="exploiters"),
)  # fmt: skip
