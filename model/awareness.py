"""Awareness: what officers know of modern slavery, force by force, and how far it helps them to recognise people.

In: how many officers have been trained, how, and how long ago; whether guidance is at hand; new recruits; specialist
units. Out: `recognition_odds`, the odds that officers of a force recognise someone whom they meet, relative to what was
usual at the start of 2014. Whoever meets survivors as police (contact, arrest) multiplies its own chance, which is that
of 2014, by these odds; so the growth of referrals that comes of awareness is kept apart from that of reach.

Training fades with the months since; officers refreshed earlier than they forget keep more of it. All recruits count
alike whichever force they joined. What is left out: officers who learn on their own from cases they met.
"""

from model.evidence import Adopted, Assumption, Derived, Parameter, Source
from model.exploiter import area
from model.facts import number
from model.junctions.referring import guidance_at_hand
from model.priors import Known, LogNormal, Share
from model.survivor import force

# Training: who gets it, how, and what is left of it ------------------------------------------------------------------

training_reach = Parameter(
    "frontline officers trained on modern slavery, given a force whose other demands leave time for it",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2016-01-01": Share(0.05, 0.35), "2018-01-01": Share(0.15, 0.6),
           "2021-01-01": Share(0.3, 0.8)},
    evidence=Assumption(
        "training came with the Modern Slavery Act; by 2021 the online package had been opened some 130,000 times, "
        "which are not people, and one national unit held 130 events a year; no share of officers is published",
        facts=("S043", "S042", "S041.training_events", "S040.trainers"),
    ),
)  # fmt: skip
overstretched_share = Parameter(
    "forces in which other demands on officers cut the time for training",
    unit="share",
    prior=Share(0.2, 0.8),
    evidence=Assumption("inspectors found it in some forces; no share published"),
)
overstretched = Adopted(
    "other demands on the officers of a force cut the time for training", "share", share=overstretched_share,
    place=force,
)  # fmt: skip
trained_where_overstretched = Parameter(
    "odds that an officer has been trained where other demands cut the time for it, relative to other forces",
    unit="odds ratio",
    prior=LogNormal(0.2, 0.95),
    evidence=Assumption("direction from the super-complaint report; no size published"),
)
trained = Derived(
    "frontline officers of a force trained on modern slavery", "share",
    (training_reach, overstretched, trained_where_overstretched),
    lambda reach, stretched, odds: reach * (1.0 - stretched + stretched * odds / (1.0 - reach + reach * odds)),
)  # fmt: skip
online_only = Parameter(
    "trained officers whose training was online only",
    unit="share",
    prior=Share(0.4, 0.9),
    evidence=Assumption(
        "the online package was opened far more often than places were taken in a room; no share published",
        facts=("S043", "S040.trainers", "S041.training_events", "S038.attendees"),
    ),
)
online_effect = Parameter(
    "effect of training online only, as a part of the effect of a session face to face or of short briefings",
    unit="share",
    prior=Share(0.1, 0.8),
    evidence=Assumption("inspectors found less understanding after online training only; no size published"),
)
months_since_training = Parameter(
    "months since an officer was last trained",
    unit="months",
    prior=LogNormal(6, 48),
    evidence=Assumption("not all frontline officers had recent training; no interval published"),
)
months_remembered = Parameter(
    "months after which half of what training achieved is lost",
    unit="months",
    prior=LogNormal(3, 30),
    evidence=Assumption("officers who seldom meet a case say that confidence fades quickly; no time published"),
)
remembered = Derived(
    "effect of training that is left, online training and time counted", "share",
    (online_only, online_effect, months_since_training, months_remembered),
    lambda online, effect, since, half: (1.0 - online + online * effect) * 0.5 ** (since / half),
)  # fmt: skip
recognised_if_trained = Parameter(
    "odds that an officer just trained face to face recognises someone, relative to one without training",
    unit="odds ratio",
    prior=LogNormal(1.2, 5.0),
    evidence=Assumption("direction from the super-complaint report; training was never evaluated this way"),
)
training_odds = Derived(
    "odds of recognition in a force, as far as its officers are trained and remember", "odds ratio",
    (trained, remembered, recognised_if_trained),
    lambda trained, remembered, odds: 1.0 + (odds - 1.0) * trained * remembered,
)  # fmt: skip

# Guidance, recruits, specialist units --------------------------------------------------------------------------------

recognised_if_guided = Parameter(
    "odds that an officer who finds guidance at once recognises someone, relative to one who does not",
    unit="odds ratio",
    prior=LogNormal(1.05, 3.0),
    evidence=Assumption("direction from the super-complaint report; no size published"),
)
guidance_usual = Parameter(
    "first responders who found the guidance when they needed it, at the start of 2014",
    unit="share",
    prior=Known(0.4),
    evidence=Assumption("a definition: the point from which odds are counted, near the middle of what is believed"),
)
guidance_odds = Derived(
    "odds of recognition, as many officers as find guidance when they need it, relative to the start of 2014",
    "odds ratio", (guidance_at_hand, guidance_usual, recognised_if_guided),
    lambda found, usual, odds: (1.0 + (odds - 1.0) * found) / (1.0 + (odds - 1.0) * usual),
)  # fmt: skip
recruitment_done = Parameter(
    "part of the recruitment programme of 2019 to 2023 that is done",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2020-01-01": Known(0.1), "2021-01-01": Known(0.35), "2022-01-01": Known(0.65),
           "2023-01-01": Known(1.0)},
    evidence=Source("S062", note="20,000 officers by March 2023, taken as an even intake"),
)  # fmt: skip
officers = Parameter(
    "police officers in England and Wales once the programme is done",
    unit="people",
    prior=LogNormal.around(145_000, 1.1),
    evidence=Assumption("about 125,000 officers before the programme of 20,000", facts=("S062",)),
)
recruits = Derived(
    "officers who came with the recruitment programme", "share",
    (recruitment_done, officers), lambda done, officers: done * number("S062") / officers,
)  # fmt: skip
recruits_supervised = Parameter(
    "these recruits who are well trained, led and supervised on modern slavery",
    unit="share",
    prior=Share(0.1, 0.7),
    evidence=Assumption("called crucial by inspectors; the new curriculum has content on it; no share published"),
)
recognised_by_recruit = Parameter(
    "odds that such a recruit recognises someone, relative to other officers",
    unit="odds ratio",
    prior=LogNormal(1.0, 3.0),
    evidence=Assumption("a chance, inspectors say, if supervision is good; no size published"),
)
recruit_odds = Derived(
    "odds of recognition, as many as are well supervised recruits", "odds ratio",
    (recruits, recruits_supervised, recognised_by_recruit),
    lambda recruits, supervised, odds: 1.0 + (odds - 1.0) * recruits * supervised,
)  # fmt: skip
specialist_share = Parameter(
    "forces with a specialist unit for modern slavery",
    unit="share",
    prior={"2014-01-01": Share(0.02, 0.2), "2018-01-01": Share(0.15, 0.4), "2020-01-01": Share(0.3, 0.4)},
    evidence=Assumption("over a third of forces in 2020 to 2021; few before the Act", facts=("S029",)),
)
has_specialist_unit = Adopted("a force has a specialist unit", "share", share=specialist_share, place=(force, area))
recognised_with_unit = Parameter(
    "odds that officers recognise someone in a force with a specialist unit, relative to other forces",
    unit="odds ratio",
    prior=LogNormal(1.0, 3.0),
    evidence=Assumption(
        "such forces bring more prosecutions, an association; no size for recognition", facts=("S030",)
    ),
)
unit_odds = Derived(
    "odds of recognition in a force, with its specialist unit or without", "odds ratio",
    (has_specialist_unit, recognised_with_unit), lambda unit, odds: 1.0 + (odds - 1.0) * unit,
)  # fmt: skip

recognition_odds = Derived(
    "odds that officers of a force recognise someone whom they meet, relative to a force as most were at the start of "
    "2014: no training, some guidance, no specialist unit",
    unit="odds ratio",
    inputs=(training_odds, guidance_odds, recruit_odds, unit_odds),
    formula=lambda training, guidance, recruits, unit: training * guidance * recruits * unit,
)
