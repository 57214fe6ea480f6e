"""Series: which published figures the model is fitted to, and how exactly each is to be met.

A published figure is used once: as a prior, as an input, or as a target of the fit; and of figures that say the same
in other words (a count, its total and its share) one is taken.

How exactly a figure is to be met has three parts, kept apart, as standard deviations on the scale of its kind (the log
of a count or a time, the log of the odds of a share):

- *sampling*: the country could have had another such year. Counts scatter `CLUSTERED` times as much as independent
  events would, because operations, cases and boats bring several people at once; a share by the people behind it.
- *definition*: what is published and what the model counts are not quite the same, declared here with its reason.
- *judgement*: how far a figure of its grade is believed, whatever its definition (`JUDGED`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log
from pathlib import Path

import numpy as np

from calibration.added import FILE, added
from calibration.kind import Kind, kind_of
from calibration.published import targets
from calibration.target import Target
from model.facts import NRM_YEARS, number

CLUSTERED = 2.0
"""Variance of a count over its mean: an assumption; referrals, cases and detentions come several at a time."""
JUDGED: Mapping[str, float] = {"A": 0.04, "B": 0.06, "C": 0.12, "D": 0.2}
"""How far a figure is believed by its grade, second-hand reading counted: an assumption, named on every page."""
BEYOND = 1.15
"""How far "over" and "nearly" reach beyond the number named, as a factor: an assumption."""
PART_OF_YEARS = 0.03
"""Definition: the figure's period is put together from parts of calendar years, as if events were spread evenly."""


@dataclass(frozen=True)
class Aim:
    """One figure to be met, and how exactly."""

    target: Target
    series: str
    kind: Kind
    sampling: float
    definition: float
    judgement: float
    beyond: tuple[float, float] = (0.0, 0.0)

    @property
    def fact_id(self) -> str:
        """The identifier of the figure."""
        return self.target.fact_id

    @property
    def spread(self) -> float:
        """All three parts together: a standard deviation on the scale of its kind."""
        return float(np.sqrt(self.sampling**2 + self.definition**2 + self.judgement**2))

    @property
    def aimed_at(self) -> float:
        """The figure on the scale of its kind."""
        return float(self.kind.scale(self.target.published))

    @property
    def ends(self) -> tuple[float, float]:
        """What meets the figure, on its scale: the figure itself, or an interval where it is given in words."""
        stated = self.target.fact
        low = high = self.aimed_at
        if stated.low is not None and stated.high is None:
            high = float(self.kind.scale(self.target.published * BEYOND))
        if stated.high is not None and stated.low is None:
            low = float(self.kind.scale(self.target.published / BEYOND))
        return low - self.beyond[0], high + self.beyond[1]

    @property
    def own(self) -> tuple[float, float]:
        """The figure's own 90% interval, in its own unit."""
        ends = np.array(self.ends) + 1.6448536 * self.spread * np.array([-1.0, 1.0])
        low, high = self.kind.back(ends)
        return float(low), float(high)


@dataclass(frozen=True)
class Series:
    """Figures of one kind that belong together: they are left out together when the fit is tested."""

    name: str
    facts: tuple[str, ...]
    definition: float = 0.0
    """Standard deviation of what definitions part, on the scale of the kind, beyond parts of years."""
    reason: str = ""
    """Why definitions part."""
    beyond: tuple[float, float] = (0.0, 0.0)
    """How far below and above the figure the model may lie by definition, on the scale of the kind: an interval."""
    of: Mapping[str, float] = field(default_factory=dict)
    """The people behind a share, by fact: as published elsewhere, or an assumption where the number is round.

    Halves and eighths of decisions stand for one age group, and one in a quarter: an assumption. So is the size of
    every `definition` and `beyond`; its reason says what parts, not how far.
    """


def _nrm(column: str, years: range | tuple[int, ...] = NRM_YEARS) -> tuple[str, ...]:
    return tuple(f"F{year - 2000:03d}.{column}" for year in years)


AGE = "ages are unknown for a few per cent of those published"
OUTCOMES = "a share of all decided in the year, cases reopened and suspended included"
WHERE = "people who are in exploitation both here and abroad are counted here by the model, apart in the figure"
DETAINED = "within how long before or after detention someone counts is not said in the figure"
WITHIN = "published of people detained within the country after immigration offences; the model counts all detained"
ALL_DETAINED = log(number("F809.2020.entering") * number("F806.share") / number("F806.count"))
"""All who entered detention in the year over those whom the figure is about, which the model cannot tell apart."""
CRIME = "one crime a survivor in the model; a published crime can have many victims"
ADVICE = "early advice and charging decisions are mixed differently in the sources"
CARE = "published for England and Wales from the provider's own records"
MAIN = "by main type at entry; types together are told apart as among adults referred"
FLAGGED = "sources for the same year differ by a third"
CONTRACT = "the model counts anyone with an element of crime as exploited in crime, the provider by main type"

SERIES: tuple[Series, ...] = (
    Series("adult referrals", _nrm("referrals_adult"), 0.03, AGE),
    Series("child referrals", _nrm("referrals_child"), 0.03, AGE),
    Series("women and girls referred", ("F134.female", "S112.female", "F126.adult", "F126.child"),
           of={"F134.female": 12_700.0, "S112.female": 16_921.0, "F126.adult": 8_633.0, "F126.child": 7_450.0}),
    Series("UK nationals referred", ("F135.2021.share", "F133.2022.uk_share", "F125.adult", "F125.child"),
           of={"F135.2021.share": 12_700.0, "F133.2022.uk_share": 16_921.0, "F125.adult": 8_633.0,
               "F125.child": 7_450.0}),
    Series("Albanian nationals referred", ("F133.2022.albanian", "F133.2023.albanian")),
    Series("other nationals referred",
           ("F133.2022.eritrean", "F133.2022.sudanese", "F133.2022.vietnamese", "F133.2023.vietnamese")),
    Series("types of exploitation referred", ("F503", "F134.adult_labour", "F134.child_criminal"), 0.1, CONTRACT,
           of={"F503": 16_921.0, "F134.adult_labour": 6_401.0, "F134.child_criminal": 5_447.0}),
    Series("children exploited in crime among UK nationals", ("F135.2021.child_criminal",), 0.1, CONTRACT,
           of={"F135.2021.child_criminal": 3_952.0}),
    Series("exploited in the UK only", ("F134.uk_only",), 0.1, WHERE, beyond=(0.0, 0.6), of={"F134.uk_only": 12_700.0}),
    Series("who refers adults", ("F122.police", "F122.local_authority", "F122.ngo"),
           of=dict.fromkeys(("F122.police", "F122.local_authority", "F122.ngo"), 8_633.0)),
    Series("who refers children", ("F123.police", "F123.local_authority", "F123.ngo"),
           of=dict.fromkeys(("F123.police", "F123.local_authority", "F123.ngo"), 7_450.0)),
    Series("referrals by the police in earlier years", ("S006", "S005"), 0.1, "about a quarter, about 30%, in words",
           of={"S006": 6_985.0, "S005": 10_619.0}),
    Series("who refers adults exploited in crime", ("F129.police", "F129.local_authority", "F129.ngo"),
           of=dict.fromkeys(("F129.police", "F129.local_authority", "F129.ngo"), number("F127.adult_count"))),
    Series("duty to notify", _nrm("duty_to_notify", range(2015, 2024)), 0.05,
           "reports can be double, and are said to be incomplete"),
    Series("duty to notify by nationality",
           ("F137.uk", "F137.albanian", "F137.eritrean", "F137.sudanese", "F137.vietnamese"), 0.05,
           "reports can be double, and are said to be incomplete"),
    Series("reasonable grounds decided in 2023", ("F023.rg_decisions",)),
    Series("reasonable grounds, adults",
           (*_nrm("rg_positive_share_adult", range(2014, 2023)),
            *(f"F023.rg_positive_share_adult_q{quarter}" for quarter in range(1, 5))), 0.1, OUTCOMES,
           of={**{name: number(f"{name.partition('.')[0]}.rg_decisions") / 2
                  for name in _nrm("rg_positive_share_adult", range(2014, 2023))},
               **{f"F023.rg_positive_share_adult_q{q}": number("F023.rg_decisions") / 8 for q in range(1, 5)}}),
    Series("reasonable grounds, children", _nrm("rg_positive_share_child"), 0.1, OUTCOMES,
           of={name: number(f"{name.partition('.')[0]}.rg_decisions") / 2 for name in _nrm("rg_positive_share_child")}),
    Series("conclusive grounds, adults", _nrm("cg_positive_share_adult"), 0.1, OUTCOMES,
           of={name: number(f"{name.partition('.')[0]}.cg_decisions") / 2 for name in _nrm("cg_positive_share_adult")}),
    Series("conclusive grounds, children", _nrm("cg_positive_share_child"), 0.1, OUTCOMES,
           of={name: number(f"{name.partition('.')[0]}.cg_decisions") / 2 for name in _nrm("cg_positive_share_child")}),
    Series("time to reasonable grounds", ("F209.2022", "F209.2023")),
    Series("mean time to conclusive grounds", ("F203", "F206")),
    Series("median time to conclusive grounds", ("S109", "F208a")),
    Series("early decisions", ("F202.over_90_days", "F202.undecided"), 0.2,
           "about two thirds in words; whether refusals count as decided is not said",
           of={"F202.over_90_days": 1_500.0, "F202.undecided": 2_527.0}),
    Series("open cases", ("F204", "F207"), 0.05, "which paused and duplicate cases are open is not said"),
    Series("growth of open cases", ("F204.rise",), 0.1, "since which day of the first quarter is not said"),
    Series("age of open cases",
           ("F205.over_6_months", "F205.over_6_months_june", "F205.over_2_years", "F205.over_2_years_june"), 0.2,
           "from a request for information; from referral or from positive grounds is not said"),
    Series("victim care", ("F301.entrants", "F301.supported", "F306.entrants", "F306.supported"), 0.05, CARE),
    Series("who enters victim care",
           ("F306.women_share", "F303.women", "F303.labour", "F303.sexual", "F303.criminal", "F303.domestic",
            "F303.british"), 0.1, MAIN,
           of={"F306.women_share": 1_331.0, **dict.fromkeys(
               ("F303.women", "F303.labour", "F303.sexual", "F303.criminal", "F303.domestic", "F303.british"),
               3_000.0)}),
    Series("crimes recorded", ("F411.2016", "F411.2017", "F411.2018", "F411.2019", "F412.2020"), 0.1, CRIME),
    Series("growth of crimes", ("F413",), 0.05, CRIME),
    Series("investigations", ("F405a.2016", "F405a.2020", "F405a.2021", "F405a.2022"), 0.2,
           "live to the police: from when to when is not said"),
    Series("outcomes of crimes", ("F414.charged", "F414.no_suspect"), 0.3,
           "published by crime, counted by case", of={"F414.charged": 8_000.0, "F414.no_suspect": 8_000.0}),
    Series("suspects referred to prosecutors", ("F410.2017", "F410.2018", "F410.2019", "S022.2019"), 0.2, FLAGGED),
    Series("charges", ("F407", "F409.charged", "F409.charged_share"), 0.3, f"{FLAGGED}; {ADVICE}",
           of={"F407": 200.0, "F409.charged_share": 322.0}),
    Series("prosecutions", ("S011", "F401a.2019", "F401a.2020", "F401a.2021", "F401a.2022")),
    Series("convictions", ("F402a.2019.share", "F402a.2020.share", "F402a.2021.share", "F402a.2022.share"),
           of={"F402a.2019.share": 349.0, "F402a.2020.share": 267.0, "F402a.2021.share": 466.0,
               "F402a.2022.share": 405.0}),
    Series("time from crime to verdict", ("F408",), 0.1,
           "published from the offence, which may be years before the crime is recorded, from which the model counts",
           beyond=(0.7, 0.0)),
    Series("growth of the time to verdict", ("F408.growth",), 0.1, "published from the offence"),
    Series("prevention and risk orders", ("S045", "S046"), 0.1, "orders without a conviction in the case are left out"),
    Series("people detained and referred", ("F801.women", "F801.men"), 0.15, DETAINED),
    Series("referred from detention", ("F806.count",), 0.3, WITHIN, beyond=(0.0, ALL_DETAINED)),
    Series("people detained after a decision",
           ("F801.positive_rg", "F801.positive_cg", "F801.rejected", "F802.2017", "F802.2018"), 0.15, DETAINED),
    Series("people detained after conclusive grounds", ("F803.2017", "F803.2018"), 0.3, DETAINED),
    Series("people detained in 2019 after conclusive grounds", ("F803.2019",), 0.3,
           "counted early in 2020, when half a year on average had gone by since; the model waits a year for "
           "decisions; that the count falls fourfold while decisions grow, no rule explains",
           beyond=(0.0, log(2.0))),
    Series("prison leavers reconvicted", ("S104", "F613.custody_under_12_months"), 0.05,
           "an offence within a year, proven within eighteen months; reconvicted within a year in the model",
           of={"S104": 60_000.0, "F613.custody_under_12_months": 6_000.0}),
    Series("prison leavers recalled", ("F607.2024", "F607.2024_12_share"), 0.05, "first entries are held constant",
           of={"F607.2024_12_share": 70_000.0}),
    Series("prison leavers housed", ("F617a.2022_23", "F617a.2023_24", "F618.2022_23", "F618.2023_24"), 0.05,
           "all releases; those back in custody are left out of the second pair",
           of=dict.fromkeys(("F617a.2022_23", "F617a.2023_24", "F618.2022_23", "F618.2023_24"), 50_000.0)),
    Series("prison leavers in work",
           tuple(f"F622a.{year}.{when}" for year in ("2022_23", "2023_24") for when in ("six_weeks", "six_months")),
           0.05, "those back in custody are left out",
           of=dict.fromkeys((f"F622a.{year}.{when}" for year in ("2022_23", "2023_24")
                             for when in ("six_weeks", "six_months")), 50_000.0)),
    Series("prison leavers homeless", ("F619",), 0.05, "the year is known by context only"),
)  # fmt: skip


@cache
def aims(more: Path = FILE) -> tuple[Aim, ...]:
    """Return every figure to be met, those added in a file with the series of their likes.

    ValueError where a fact is no target, stands twice, or is an input; InputError for a file that cannot be used.
    """
    by_id = {target.fact_id: target for target in targets()}
    later = added(more)
    found = []
    for series in SERIES:
        found += [aim(series, fact_id, by_id[fact_id]) for fact_id in series.facts]
        found += [aim(series, like, target) for like, target in later if like in series.facts]
    names = [each.fact_id for each in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{twice[0]} stands in two series")
    inputs = [each.fact_id for each in found if each.target.is_input]
    if inputs:
        raise ValueError(f"{inputs[0]} is given to the model, so that it cannot be a target of the fit")
    return tuple(found)


def aim(series: Series, like: str, target: Target) -> Aim:
    """Return how exactly a figure of a series is to be met; `like` names the fact whose definition it shares."""
    kind = kind_of(target)
    if kind.name == "share" and like not in series.of:
        raise ValueError(f"{target.fact_id} is a share; its series must say of how many people")
    parted = any(weight not in (1.0, -1.0) for term in target.terms for _, weight in term.years)
    sampling = kind.sampling(target.published, series.of.get(like, target.published), CLUSTERED)
    definition = float(np.hypot(series.definition, PART_OF_YEARS if parted else 0.0))
    return Aim(target, series.name, kind, sampling, definition, JUDGED[target.fact.graded], series.beyond)
