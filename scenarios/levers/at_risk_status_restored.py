"""A positive first decision again means that a person is taken to be too vulnerable to detain."""

from model.stages.detention import stricter_proof
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

LEVER = Lever(
    asked("V83"),
    mechanism="the rule of before 25 May 2021: fewer people whose decision is pending are detained, and more let out",
    holds=(Hold(stricter_proof, "set", 1.0),),
    shows=Shows("detained_positive_rg", "-"),
    cannot_show="anything before 25 May 2021, when that rule was still in force; how officers weigh it",
    rests_on=(stricter_proof,),
)
