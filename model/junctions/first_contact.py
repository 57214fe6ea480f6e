"""The first contact with the police as a possible victim: whether it goes well, and what it leaves."""

from model.evidence import Assumption, Derived, Local, Parameter
from model.priors import LogNormal, Share
from model.rules import Ask, Count, Event, Set, Shift, Step, Tell, Topic
from model.survivor import Encounter, Support, YesNo, encounter, force, interpreter, support, trauma, trust

bad_encounters = Event("bad_first_contacts", "survivors whose first contact with the police went badly")
bad_encounter_topic = Topic("treated badly by the police")
force_spread = Parameter(
    "standard deviation between forces in the log odds of good practice",
    unit="ratio", prior=LogNormal(0.25, 1.0),
    evidence=Assumption("forces differ widely in referrals per head; practice itself is not published by force"),
    bounds=(0.0, 10.0),
)  # fmt: skip
bad_encounter_middle = Parameter(
    "the first contact with the police goes badly, given a place of safety and an interpreter where needed",
    unit="share", prior=Share(0.05, 0.4),
    evidence=Assumption("survivors tell of disbelief and hostility; no share published"),
)  # fmt: skip
bad_encounter = Local(
    "the first contact with the police of an area goes badly", unit="share",
    middle=bad_encounter_middle, spread=force_spread, place=force,
)  # fmt: skip
no_place_of_safety = Parameter(
    "there is no fit place for a survivor to stay on the first night, given adult and not yet in victim care",
    unit="share", prior=Share(0.15, 0.7),
    evidence=Assumption("bed and breakfast, hotels or a police station are used; some areas have nothing; no share"),
)  # fmt: skip
bad_without_safety = Parameter(
    "odds that a first contact goes badly without a place of safety, relative to with one",
    unit="odds ratio", prior=LogNormal(1.2, 5.0),
    evidence=Assumption("not feeling safe stops people talking; no size published"),
)  # fmt: skip
unsafe = Derived(
    "odds that a first contact goes badly, as often as there is no place of safety", "odds ratio",
    (no_place_of_safety, bad_without_safety), lambda share, odds: 1.0 - share + share * odds,
)  # fmt: skip
interpreters = Parameter(
    "an interpreter is there when one is needed",
    unit="share", prior=Share(0.3, 0.85),
    evidence=Assumption("inspectors find a shortage and no choice; no share published"),
)  # fmt: skip
bad_without_interpreter = Parameter(
    "odds that a first contact goes badly without the interpreter needed, relative to with one",
    unit="odds ratio", prior=LogNormal(1.3, 5.0),
    evidence=Assumption("hinders engagement; no size published"),
)  # fmt: skip
multilingual = Parameter(
    "forces whose own staff speak the languages needed",
    unit="share", prior=Share(0.02, 0.25),
    evidence=Assumption("a few forces employ such staff; no share published"),
)  # fmt: skip
unheard = Derived(
    "odds that a first contact goes badly for those who need an interpreter", "odds ratio",
    (interpreters, bad_without_interpreter, multilingual),
    lambda there, odds, own: 1.0 + (odds - 1.0) * (1.0 - there) * (1.0 - own),
)  # fmt: skip
traumatised_by_police = Parameter(
    "a bad first contact harms mental health",
    unit="share", prior=Share(0.2, 0.8),
    evidence=Assumption("survivors say that poor treatment traumatises; no share published"),
)  # fmt: skip


def first_contact() -> tuple[Step, ...]:
    """Return the steps of the first contact with the police as a possible victim: well or badly, and what it leaves."""
    badly = (
        Count(bad_encounters), Set(encounter, Encounter.BAD), Shift(trust, -1), Tell(bad_encounter_topic),
        Ask("harmed by the police", traumatised_by_police, yes=(Shift(trauma, 1),)),
    )  # fmt: skip
    return (
        Ask(
            "first contact goes badly", bad_encounter, place=force, yes=badly,
            no=(Set(encounter, Encounter.GOOD), Shift(trust, 1)),
            odds={interpreter: {YesNo.YES: unheard}, support: {Support.NONE: unsafe}},
        ),
    )  # fmt: skip
