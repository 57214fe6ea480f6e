"""Margins: who people are, who holds them, and how many come from elsewhere, on the first day and later.

The shares of children, women and UK nationals are those of people in exploitation on the first day and of people who
arrive in 2014; from then on the mix of arrivals changes. How attributes go together is fitted in model/joint.py.
"""

from model.calendar import LAST_YEAR, ORIGIN
from model.evidence import Assumption, Derived, Parameter, Source
from model.facts import number
from model.priors import Counts, Known, LogNormal, Share, with_odds

elsewhere = Parameter(
    "share of people outside England and Wales",
    unit="share",
    prior=Share(0.035, 0.065),
    evidence=Source("F132.2018", "F132.2019", "F132.2020", note="one minus the share from England and Wales"),
)
children = Parameter(
    "share of people in exploitation who are children",
    unit="share",
    prior=Share(0.2, 0.5),
    evidence=Assumption("the split of referrals is a target; who is never referred is unknown"),
)
women = Parameter(
    "share of adults in exploitation who are women",
    unit="share",
    prior=Share(0.2, 0.5),
    evidence=Assumption("the split of referrals is a target; who is never referred is unknown"),
)
girls = Parameter(
    "share of children in exploitation who are girls",
    unit="share",
    prior=Share(0.15, 0.45),
    evidence=Assumption("the split of referrals is a target; who is never referred is unknown"),
)
national_adults = Parameter(
    "share of adults in exploitation who are UK nationals",
    unit="share",
    prior=Share(0.08, 0.35),
    evidence=Assumption("the split of referrals is a target; who is never referred is unknown"),
)
national_children = Parameter(
    "share of children in exploitation who are UK nationals",
    unit="share",
    prior=Share(0.35, 0.75),
    evidence=Assumption("the split of referrals is a target; who is never referred is unknown"),
)
insecure = Parameter(
    "share of others whose immigration status is insecure or uncertain",
    unit="share",
    prior=Share(0.4, 0.85),
    evidence=Assumption("status is not published with referrals; leading nationalities need permission to stay"),
)

# How the mix of arrivals changes --------------------------------------------------------------------------------------

years_to_2020 = Parameter(
    "calendar years since 2014, up to 2020: the span over which the exploitation of children in county lines grew",
    unit="calendar years",
    prior={f"{year}-01-01": Known(year - ORIGIN.year) for year in range(ORIGIN.year, 2021)},
    evidence=Assumption(
        "a definition: county lines referrals rose up to 2020 and then levelled out",
        facts=("F136.2020", "F136.quarterly_2020_2022", "F136.quarterly_2023"),
    ),
)
_GROWTH = (
    "referrals of UK nationals rose from 90 in 2013 to 3,952 in 2021, in part by recognition; the split of referrals "
    "is a target, so the prior is vague"
)
children_growth = Parameter(
    "yearly growth of the odds that someone who arrives is a child", unit="ratio", prior=LogNormal(0.95, 1.3),
    evidence=Assumption(_GROWTH, facts=("F135.2013", "F135.2021", "F135.2021.child_criminal")),
)  # fmt: skip
national_children_growth = Parameter(
    "yearly growth of the odds that a child who arrives is a UK national", unit="ratio", prior=LogNormal(0.98, 1.3),
    evidence=Assumption(_GROWTH, facts=("F135.2013", "F135.2021", "F135.2021.child_criminal")),
)  # fmt: skip
national_adults_growth = Parameter(
    "yearly growth of the odds that an adult who arrives is a UK national", unit="ratio", prior=LogNormal(0.95, 1.2),
    evidence=Assumption(_GROWTH, facts=("F135.2013", "F135.2021")),
)  # fmt: skip


def _arriving(what: str, first: Parameter, growth: Parameter) -> Derived:
    return Derived(
        f"share of {what} who arrive in the year", "share", (first, growth, years_to_2020),
        lambda share, growth, years: with_odds(share, growth**years),
    )  # fmt: skip


children_arriving = _arriving("children among people", children, children_growth)
national_children_arriving = _arriving("UK nationals among children", national_children, national_children_growth)
national_adults_arriving = _arriving("UK nationals among adults", national_adults, national_adults_growth)

# Which other nationals ------------------------------------------------------------------------------------------------

_MIX = "shares of referrals are targets and are no shares of all in exploitation, so the prior is vague"
albanian = Parameter(
    "share of people of other nationalities who arrive in the year who are Albanian",
    unit="share",
    prior={
        "2014-01-01": Share(0.04, 0.35), "2021-01-01": Share(0.08, 0.6), "2022-01-01": Share(0.1, 0.75),
        "2023-01-01": Share(0.08, 0.7),
    },
    evidence=Assumption(
        f"arrivals rose steeply in 2021 and 2022; {_MIX}",
        facts=("F133.2022.albanian_share", "F133.2023.albanian_share", "F137.albanian"),
    ),
)  # fmt: skip
vietnamese = Parameter(
    "share of the rest of other nationalities who are Vietnamese", unit="share", prior=Share(0.04, 0.25),
    evidence=Assumption(_MIX, facts=("F133.2022.vietnamese_share", "F133.2023.vietnamese_share", "F137.vietnamese")),
)  # fmt: skip
eritrean = Parameter(
    "share of the then remaining nationalities who are Eritrean", unit="share",
    prior={"2014-01-01": Share(0.01, 0.1), "2020-01-01": Share(0.02, 0.2)},
    evidence=Assumption(
        f"small-boat arrivals grew from 2020; {_MIX}", facts=("F133.2022.eritrean_share", "F137.eritrean")
    ),
)  # fmt: skip
sudanese = Parameter(
    "share of the then remaining nationalities who are Sudanese", unit="share",
    prior={"2014-01-01": Share(0.01, 0.1), "2020-01-01": Share(0.02, 0.2)},
    evidence=Assumption(
        f"small-boat arrivals grew from 2020; {_MIX}", facts=("F133.2022.sudanese_share", "F137.sudanese")
    ),
)  # fmt: skip
abroad_routes = Parameter(
    "odds that someone exploited only abroad is Eritrean or Sudanese, relative to other nationals exploited in the UK",
    unit="odds ratio",
    prior=LogNormal(1.5, 12.0),
    evidence=Assumption("exploitation on the way through North Africa is told by many; not published by nationality"),
)
insecure_named = Parameter(
    "odds that status is insecure for Albanian, Vietnamese, Eritrean and Sudanese nationals, relative to all others",
    unit="odds ratio",
    prior=LogNormal(1.5, 10.0),
    evidence=Assumption("among the others are European nationals who came under free movement; no status published"),
)
needs_interpreter = Parameter(
    "a person who is no UK national needs an interpreter", unit="share", prior=Share(0.4, 0.9),
    evidence=Assumption("interpreters are said to be needed in most such cases; no share published"),
)  # fmt: skip

# How attributes go together, where no margin is published -------------------------------------------------------------

sexual_female = Parameter(
    "odds of sexual exploitation for women and girls, relative to men and boys", unit="odds ratio",
    prior=LogNormal(5.0, 60.0),
    evidence=Assumption("most are women in every account; referrals by type and sex are not among our facts",
                        facts=("F506.prostitution", "F306.women_share")),
)  # fmt: skip
domestic_female = Parameter(
    "odds of domestic servitude for women and girls, relative to men and boys", unit="odds ratio",
    prior=LogNormal(1.5, 15.0),
    evidence=Assumption("most are women in every account; referrals by type and sex are not among our facts",
                        facts=("F506.domestic",)),
)  # fmt: skip
criminal_female = Parameter(
    "odds of criminal exploitation for women and girls, relative to men and boys", unit="odds ratio",
    prior=LogNormal(0.2, 1.0),
    evidence=Assumption("four in five county lines referrals are boys; other types are not published by sex",
                        facts=("F136.2020.boys", "F136.2020")),
)  # fmt: skip
criminal_cannabis = Parameter(
    "odds of criminal exploitation for Albanian and Vietnamese nationals, relative to other nationals but UK nationals",
    unit="odds ratio",
    prior=LogNormal(1.0, 6.0),
    evidence=Assumption("both are named in accounts of cannabis cultivation; types by nationality are not published"),
)

# What people are exploited for ----------------------------------------------------------------------------------------

criminal_national_adults = Parameter(
    "criminal exploitation recorded, given an adult UK national referred",
    unit="share",
    prior=Counts(yes=number("F128.uk_adult_count"), of=number("F125.adult_count")),
    evidence=Source("F128.uk_adult_count", "F125.adult_count", note="referrals stand for all in exploitation"),
)
criminal_national_children = Parameter(
    "criminal exploitation recorded, given a child UK national referred",
    unit="share",
    prior=Counts(yes=number("F128.uk_child_count"), of=number("F125.child_count")),
    evidence=Source("F128.uk_child_count", "F125.child_count", note="referrals stand for all in exploitation"),
)
criminal_other_adults = Parameter(
    "criminal exploitation recorded, given an adult of another nationality referred",
    unit="share",
    prior=Counts(
        yes=number("F127.adult_count") - number("F128.uk_adult_count"),
        of=number("F122.referrals") - number("F125.adult_count"),
    ),
    evidence=Source("F127.adult_count", "F128.uk_adult_count", "F122.referrals", "F125.adult_count"),
)
criminal_other_children = Parameter(
    "criminal exploitation recorded, given a child of another nationality referred",
    unit="share",
    prior=Counts(
        yes=number("F127.child_count") - number("F128.uk_child_count"),
        of=number("F123.referrals") - number("F125.child_count"),
    ),
    evidence=Source("F127.child_count", "F128.uk_child_count", "F123.referrals", "F125.child_count"),
)
_not_criminal = number("F122.referrals") - number("F127.adult_count")
_ALL_ADULTS = "of all adults without a criminal element, several types together and types not stated included"
labour = Parameter(
    "labour exploitation, given no criminal element",
    unit="share",
    prior=Counts(yes=number("F130.labour"), of=_not_criminal),
    evidence=Source("F130.labour", "F122.referrals", "F127.adult_count", note=f"{_ALL_ADULTS}; taken for children too"),
)
sexual = Parameter(
    "sexual exploitation, given neither criminal nor labour",
    unit="share",
    prior=Counts(yes=number("F130.sexual"), of=_not_criminal - number("F130.labour")),
    evidence=Source("F130.sexual", "F130.labour", "F122.referrals", "F127.adult_count", note=_ALL_ADULTS),
)
domestic = Parameter(
    "domestic servitude, given neither criminal, labour nor sexual",
    unit="share",
    prior=Counts(yes=number("F130.domestic"), of=_not_criminal - number("F130.labour") - number("F130.sexual")),
    evidence=Source(
        "F130.domestic", "F130.labour", "F130.sexual", "F122.referrals", "F127.adult_count", note=_ALL_ADULTS
    ),
)

# Who holds them -------------------------------------------------------------------------------------------------------

soloists = Parameter(
    "share of exploiters who work alone",
    unit="share",
    prior=Share(0.3, 0.7),
    evidence=Assumption("reports describe soloists, families and networks, organised groups; no shares"),
)
organised = Parameter(
    "share of the other exploiters who belong to organised groups",
    unit="share",
    prior=Share(0.2, 0.6),
    evidence=Assumption("reports describe soloists, families and networks, organised groups; no shares"),
)
held_by_soloist = Parameter(
    "mean number of people held by a soloist", unit="people", prior=LogNormal(1.1, 3.0),
    evidence=Assumption("households and small businesses; no figure"),
    bounds=(0.5, 250.0),
)  # fmt: skip
held_by_network = Parameter(
    "mean number of people held by one exploiter in a network or family", unit="people", prior=LogNormal(2.0, 8.0),
    evidence=Assumption("operations find a handful to dozens; no figure"),
    bounds=(0.5, 250.0),
)  # fmt: skip
held_by_group = Parameter(
    "mean number of people held by one exploiter in an organised group", unit="people", prior=LogNormal(3.0, 15.0),
    evidence=Assumption("operations find a handful to dozens; no figure"),
    bounds=(0.5, 250.0),
)  # fmt: skip
network_size = Parameter(
    "mean number of exploiters in a loose network or family", unit="people", prior=LogNormal(1.5, 6.0),
    evidence=Assumption("operations arrest a few to a dozen; no figure"),
)  # fmt: skip
group_size = Parameter(
    "mean number of exploiters in an organised group", unit="people", prior=LogNormal(3.0, 20.0),
    evidence=Assumption("a pyramid of few organisers and many below; no figure"),
)  # fmt: skip

# Who comes from elsewhere, and who waits on the first day -------------------------------------------------------------

abroad_in_2014 = Parameter(
    "people exploited only abroad who arrive in a year, in 2014",
    unit="people per year",
    prior=LogNormal(300, 2_000),
    evidence=Assumption(
        "a large share of referrals; the split by place was first published for 2021", facts=("F134.uk_only",)
    ),
)
abroad_growth = Parameter(
    "yearly growth of such arrivals up to 2023",
    unit="ratio",
    prior=LogNormal(1.05, 1.4),
    evidence=Assumption("asylum claims and small-boat arrivals grew; those exploited before arrival are not counted"),
    bounds=(0.0, 2.0),
)
years_since_2014 = Parameter(
    "calendar years since 2014, up to 2023",
    unit="calendar years",
    prior={f"{year}-01-01": Known(year - ORIGIN.year) for year in range(ORIGIN.year, 2024)},
    evidence=Assumption("a definition; what comes after 2023 is a forecast of its own"),
)
years_after_2023 = Parameter(
    "calendar years after 2023, the last of the fitted figures",
    unit="calendar years",
    prior={f"{year}-01-01": Known(max(0, year - 2023)) for year in (ORIGIN.year, *range(2024, LAST_YEAR + 1))},
    evidence=Assumption("a definition: the span over which what drives referrals is a forecast"),
)
women_growth = Parameter(
    "yearly growth of the odds that an adult who arrives is a woman", unit="ratio", prior=LogNormal(0.8, 1.08),
    evidence=Assumption(
        "women were three in five of those who entered victim care in 2015 and a third in 2022; who is referred is a "
        "target, so the prior is vague", facts=("F306.women_share", "F303.women", "F126.adult"),
    ),
)  # fmt: skip
women_arriving = Derived(
    "share of women among adults who arrive in the year", "share", (women, women_growth, years_since_2014),
    lambda share, growth, years: with_odds(share, growth**years),
)  # fmt: skip
abroad_in_step = Parameter(
    "such arrivals, relative to even growth since 2014",
    unit="ratio",
    prior={f"{year}-01-01": LogNormal(0.6, 1.65) for year in (ORIGIN.year, 2018, 2020, 2021, 2022, 2023)},
    evidence=Assumption(
        "asylum claims fell in 2020, small-boat arrivals rose steeply in 2021 and 2022; referrals by nationality and "
        "agency are targets, so the prior is vague; 2023 holds afterwards"
    ),
    anew=True,
    bounds=(0.01, 100.0),
)  # fmt: skip
abroad_later_growth = Parameter(
    "yearly growth of such arrivals after 2023",
    unit="ratio",
    prior=LogNormal(0.93, 1.08),
    evidence=Assumption("depends on rules and routes that nobody can foresee"),
    bounds=(0.0, 2.0),
)
abroad = Derived(
    "people exploited only abroad who arrive",
    unit="people per year",
    inputs=(abroad_in_2014, abroad_growth, years_since_2014, abroad_in_step, abroad_later_growth, years_after_2023),
    formula=lambda people, growth, years, step, later, after: people * growth**years * step * later**after,
)
waited_at_start = Parameter(
    "mean time since referral of people awaiting a conclusive decision on 1 January 2014, beyond the recovery period",
    unit="days",
    prior=LogNormal(40, 250),
    evidence=Assumption("no age of open cases is published before 2019"),
)
waiting_at_start = Parameter(
    "people with positive reasonable grounds awaiting a conclusive decision on 1 January 2014",
    unit="people",
    prior=LogNormal(300, 2_500),
    evidence=Assumption("below a year of referrals, above the recovery period's worth"),
)
