"""Agencies: whose practice a number describes, so that it can be said on whom the uncertainty of an answer rests.

The model has no agents for most agencies, and a file of `model/` may hold numbers of several. So each family of numbers
(the file that declares them) is given to one agency here, and numbers that belong elsewhere are named one by one. What
nobody's practice describes (how survivors live and decide, what exploiters do, who people are, prices) has a group of
its own. Numbers that a lever declares belong to whoever would act first on what was asked for. Tests hold that every
family is named, and that where levers move a family's numbers its agency is among those that would act.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase

POLICE = "police"
PROSECUTORS = "prosecutors"
COURTS = "courts"
HOME_OFFICE = "Home Office"
PRISONS = "prisons and probation"
COUNCILS = "local authorities"
CHARITIES = "victim care and charities"
HEALTH = "health services"
SURVIVORS = "survivors' lives"
EXPLOITERS = "exploiters"
POPULATION = "who people are"
PRICES = "prices"
OTHERS = "others"

OF_FAMILY: Mapping[str, str] = {
    **dict.fromkeys(
        ("arrest", "awareness", "contact", "ease", "investigation", "junctions", "orders", "reach"), POLICE
    ),
    **dict.fromkeys(("charging", "defence"), PROSECUTORS),
    **dict.fromkeys(("defendant", "trial", "youth"), COURTS),
    **dict.fromkeys(
        ("capacity", "detention", "disqualification", "grounds", "reconsideration", "regularisation"), HOME_OFFICE
    ),
    **dict.fromkeys(
        ("custody", "disclosure", "follow_up", "gates", "prisons", "programmes", "supervision"), PRISONS
    ),
    "resettlement": COUNCILS,
    **dict.fromkeys(("care", "charities", "navigators"), CHARITIES),
    "therapy": HEALTH,
    **dict.fromkeys(("re_trafficking", "testimony", "wellbeing", "word_of_mouth"), SURVIVORS),
    "exploitation": EXPLOITERS,
    **dict.fromkeys(("first_day", "margins"), POPULATION),
    "unit_costs": PRICES,
}  # fmt: skip
"""By family: the agency whose practice most of its numbers describe."""

ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(("capacity.investigat*", "navigators.liaison", "defendant.diverted", "defence.knows_*",
                     "defence.time_and_evidence"), POLICE),
    "defendant.charged_*": PROSECUTORS,
    "capacity.courtrooms": COURTS,
    **dict.fromkeys(("contact.asylum_disclosure", "ease.government_*", "reach.*government*",
                     "junctions.detained_when_passed_on"), HOME_OFFICE),
    **dict.fromkeys(("capacity.hub_areas", "ease.local_authority_*", "reach.*local_authorit*",
                     "junctions.settled_after_exit", "junctions.temporary_after_exit", "junctions.hostel_after_exit"),
                    COUNCILS),
    "reach.*charit*": CHARITIES,
    **dict.fromkeys(("contact.comes_to_see", "ease.low_trust_*", "ease.after_exit", "exploitation.sees_self_on_exit",
                     "exploitation.silenced", "junctions.consent*", "junctions.supports*", "junctions.traumatised_*",
                     "junctions.expects_*", "junctions.reassured_*", "junctions.deterrence", "junctions.near_*",
                     "junctions.isolated_*", "junctions.harmed_*", "defence.raised_unseeing",
                     "arrest.harmed_by_arrest", "arrest.distrust_by_arrest"), SURVIVORS),
    **dict.fromkeys(("trial.carries_on*", "trial.gives_up*", "trial.circle_effect", "ease.confined", "ease.hidden",
                     "defence.coached_claims"), EXPLOITERS),
    **dict.fromkeys(("reach.people_in_exploitation", "reach.exited_at_start"), POPULATION),
}  # fmt: skip
"""By name, with * for anything: numbers that describe the practice of another agency than most of their family."""

WOULD_ACT: Mapping[str, str] = {
    **dict.fromkeys(
        ("chief constables", "College of Policing", "HMICFRS", "National Police Chiefs' Council",
         "Association of Police and Crime Commissioners", "police and crime commissioners", "National Crime Agency",
         "Modern Slavery and Organised Immigration Crime Unit"), POLICE),
    "Crown Prosecution Service": PROSECUTORS,
    "Home Office": HOME_OFFICE,
    **dict.fromkeys(("HM Prison and Probation Service", "Ministry of Justice"), PRISONS),
    "local authorities": COUNCILS,
    "charities": CHARITIES,
    **dict.fromkeys(("NHS England", "UK Health Security Agency"), HEALTH),
    **dict.fromkeys(("Parliament", "nobody"), OTHERS),
}  # fmt: skip
"""By the name under which a recommendation says who would act."""


def agency_of(name: str) -> str:
    """Return whose practice a number of the model describes. Raises KeyError for a family that is not named here."""
    for pattern, agency in ELSEWHERE.items():
        if fnmatchcase(name, pattern):
            return agency
    return OF_FAMILY[name.partition(".")[0]]


def first_to_act(would_act: str) -> str:
    """Return the agency that would act first on a recommendation, from its list of those that would."""
    named = [WOULD_ACT[name] for name in would_act.split("; ")]
    return next((agency for agency in named if agency != OTHERS), OTHERS)
