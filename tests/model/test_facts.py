"""The published facts: complete, well defined, traceable and quick to load."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date

import pytest

from model import facts as module
from model.facts import Fact, NoNumber, UnknownFact, fact, facts, number, yearly

NRM_SERIES = [
    "referrals", "referrals_adult", "referrals_child", "referrals_unknown",
    "rg_decisions", "rg_positive_share", "rg_positive_share_adult", "rg_positive_share_child",
    "cg_decisions", "cg_positive_share", "cg_positive_share_adult", "cg_positive_share_child",
]  # fmt: skip

WITHOUT_NUMBER = {"rule", "date", "qualitative"}

DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parsed(moment: str) -> date:
    """The first day of a year, month or day."""
    match = DAY.fullmatch(moment)
    assert match, f"{moment!r} is not a year, a month or a day"
    year, month, day = (int(part or 1) for part in match.groups())
    return date(year, month, day)


def numbers(given: Fact) -> list[float]:
    """Lower bound, value and upper bound, those that are given."""
    return [value for value in (given.low, given.value, given.high) if value is not None]


def texts(given: Fact) -> Iterator[str]:
    """Every text column of a fact but its address on the web."""
    for column in fields(given):
        value = getattr(given, column.name)
        if isinstance(value, str) and column.name != "url":
            yield value


def offending(right: Callable[[Fact], bool]) -> list[str]:
    """The facts for which something is not right."""
    return [given.id for given in facts() if not right(given)]


def test_identifiers_are_unique_and_well_formed() -> None:
    identifiers = [given.id for given in facts()]
    assert len(identifiers) == len(set(identifiers))
    assert offending(lambda f: bool(re.fullmatch(r"[DFRS]\d{2,3}[a-z]?(\.[a-z0-9_]+)*", f.id))) == []


@pytest.mark.parametrize(
    "column",
    ["quantity", "unit", "period", "geography", "numerator", "cohort", "source", "locator", "published"],
)
def test_a_fact_says_what_where_when_who_and_whence(column: str) -> None:
    assert offending(lambda f: bool(getattr(f, column))) == []


@pytest.mark.parametrize(
    ("column", "allowed"),
    [
        ("grade", {"A", "B", "C", "D"}),
        ("read", {"primary", "data", "page", "second-hand", "derived"}),
        ("use", {"parameter", "target", "validation", "context", "rule"}),
    ],
)
def test_grade_reading_and_use_are_known_words(column: str, allowed: set[str]) -> None:
    assert offending(lambda f: getattr(f, column) in allowed) == []


def test_a_share_has_a_denominator_and_nothing_else_has() -> None:
    assert offending(lambda f: (f.unit == "share") == bool(f.denominator)) == []


def test_a_share_lies_between_nought_and_one() -> None:
    assert offending(lambda f: f.unit != "share" or all(0 <= x <= 1 for x in numbers(f))) == []


def test_a_fact_has_a_number_or_a_bound_unless_it_is_words() -> None:
    assert offending(lambda f: bool(numbers(f)) != (f.unit in WITHOUT_NUMBER)) == []


def test_a_target_has_a_number_to_hit() -> None:
    assert offending(lambda f: f.use != "target" or bool(numbers(f))) == []


def test_a_value_lies_within_its_bounds() -> None:
    assert offending(lambda f: numbers(f) == sorted(numbers(f))) == []


def test_periods_parse_and_run_forward() -> None:
    for given in facts():
        start, _, end = given.period.partition("..")
        ends = [parsed(moment) for moment in (start, end) if moment]
        assert ends, given.id
        assert ends == sorted(ends), given.id


def test_publication_dates_parse() -> None:
    for given in facts():
        parsed(given.published)


def test_a_dated_change_has_one_date() -> None:
    assert offending(lambda f: f.unit != "date" or (f.id[0] == "R" and ".." not in f.period)) == []


def test_an_address_is_a_web_address() -> None:
    assert offending(lambda f: not f.url or bool(re.match(r"https?://[\w-]+(\.[\w-]+)+", f.url))) == []


def test_no_text_points_at_a_private_file() -> None:
    private = re.compile(
        r"\.(txt|md)\b"  # working notes
        r"|(^|\s)[/~][\w.-]+/"  # a path of one machine
        r"|\bL\d{2,4}\b"  # a line of a working copy
        r"|(?<![\w,])00\d\b"  # a number given to a working copy
        r"|\b(seed|brief)\b",
        re.IGNORECASE,
    )
    assert offending(lambda f: not any(private.search(text) for text in texts(f))) == []


def test_a_text_is_one_tidy_line() -> None:
    assert offending(lambda f: all(text == " ".join(text.split()) for text in texts(f))) == []


def test_a_derived_fact_names_what_it_is_worked_out_from() -> None:
    known = {f.id for f in facts()} | {f.id.partition(".")[0] for f in facts()}
    for given in facts():
        if given.read == "derived":
            named = re.findall(r"\b[DFS]\d{2,3}[a-z]?(?:\.\w+)*", given.locator)
            assert named or "nrm_reasonable_grounds.csv" in given.locator, given.id
            assert set(named) <= known, given.id


def test_an_unknown_identifier_names_the_nearest() -> None:
    with pytest.raises(UnknownFact, match=r"no fact 'F019\.referals'; the nearest is 'F019\.referrals'"):
        fact("F019.referals")
    with pytest.raises(KeyError):
        number("S999")


def test_a_known_identifier_gives_its_fact() -> None:
    given = fact("S014")
    assert (given.value, given.unit, given.period) == (0.68, "share", "2018-04..2019-03")
    assert number("S014") == 0.68


def test_a_range_a_rule_and_a_date_have_no_number() -> None:
    with pytest.raises(NoNumber, match=r"F901.*low 10000 and high 13000"):
        number("F901")
    with pytest.raises(NoNumber, match="S066"):
        number("S066")
    with pytest.raises(NoNumber, match="R07"):
        number("R07")


def test_a_second_hand_reading_lowers_the_grade_by_one() -> None:
    given = fact("F203")
    assert given.read == "second-hand"
    lowered = {grade: replace(given, grade=grade).graded for grade in "ABCD"}
    assert lowered == {"A": "B", "B": "C", "C": "D", "D": "D"}
    for read in ("primary", "data", "page", "derived"):
        assert replace(given, read=read).graded == given.grade


def test_a_citation_is_one_line_with_source_place_and_date() -> None:
    given = fact("S019.count")
    assert "\n" not in given.citation
    assert given.source in given.citation
    assert given.locator in given.citation
    assert given.published in given.citation


def test_a_fact_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        fact("S014").value = 0.9  # type: ignore[misc]


@pytest.mark.parametrize("series", NRM_SERIES)
def test_each_nrm_series_covers_ten_years(series: str) -> None:
    assert sorted(yearly(series)) == list(range(2014, 2024))


def test_a_series_is_the_facts_by_year() -> None:
    assert yearly("cg_decisions")[2019] == number("F019.cg_decisions") == 3615


def test_the_part_year_of_the_duty_to_notify_is_left_out() -> None:
    assert sorted(yearly("duty_to_notify")) == list(range(2016, 2024))
    assert number("F015.duty_to_notify") == 65


def test_an_unknown_series_names_the_nearest() -> None:
    with pytest.raises(UnknownFact, match=r"cg_decisions"):
        yearly("cg_decision")


@pytest.mark.parametrize("year", range(2014, 2024))
def test_referrals_by_age_add_up(year: int) -> None:
    parts = sum(yearly(f"referrals_{age}")[year] for age in ("adult", "child", "unknown"))
    assert parts == pytest.approx(yearly("referrals")[year], abs=1)


@pytest.mark.parametrize("year", range(2014, 2024))
@pytest.mark.parametrize("stage", ["rg", "cg"])
def test_a_share_of_all_ages_lies_between_those_of_adults_and_children(stage: str, year: int) -> None:
    parts = [yearly(f"{stage}_positive_share_{age}")[year] for age in ("adult", "child")]
    assert min(parts) <= yearly(f"{stage}_positive_share")[year] <= max(parts)


@pytest.mark.parametrize("year", range(2016, 2024))
def test_non_consent_follows_from_its_parts(year: int) -> None:
    reported, referred = yearly("duty_to_notify")[year], yearly("referrals_adult")[year]
    assert number(f"F228.{year}") == pytest.approx(reported / (reported + referred), abs=0.0005)


@pytest.mark.parametrize("year", range(2019, 2023))
def test_conviction_and_prosecution_rates_follow_from_their_parts(year: int) -> None:
    prosecuted, convicted = number(f"F401a.{year}"), number(f"F402a.{year}")
    assert number(f"F402a.{year}.share") == pytest.approx(convicted / prosecuted, abs=0.0005)
    identified = yearly("referrals")[year] + yearly("duty_to_notify")[year]
    assert number(f"D06a.{year}") == pytest.approx(prosecuted / identified, abs=0.00005)


@pytest.mark.parametrize(
    ("part", "whole", "share", "tolerance"),
    [
        ("S013", "S011", "S014", 0.005),
        ("S018.count", "S011", "S018.share", 0.005),
        ("S019.count", "S018.count", "S019.share_of_non_convictions", 0.0005),
        ("S019.count", "S011", "S019.share_of_prosecutions", 0.0005),
        ("F121.government_count", "F121.referrals", "F121.government", 0.0005),
        ("F121.police_count", "F121.referrals", "F121.police", 0.0005),
        ("F121.local_authority_count", "F121.referrals", "F121.local_authority", 0.0005),
        ("F121.ngo_count", "F121.referrals", "F121.ngo", 0.0005),
        ("F125.all_count", "F121.referrals", "F125.all", 0.0005),
        ("F125.adult_count", "F122.referrals", "F125.adult", 0.0005),
        ("F125.child_count", "F123.referrals", "F125.child", 0.0005),
        ("F126.all_count", "F023.referrals", "F126.all", 0.005),
        ("F127.adult_count", "F122.referrals", "F127.adult", 0.0005),
        ("F127.child_count", "F123.referrals", "F127.child", 0.0005),
        ("F128.uk_adult_count", "F125.adult_count", "F128.uk_adult", 0.0005),
        ("F128.uk_child_count", "F125.child_count", "F128.uk_child", 0.0005),
        ("F131.maximum", "F131.total", "F131.met_share", 0.005),
        ("F140.2020.referred", "F140.2020.arrivals", "F140.2020.share", 0.0005),
        ("F140.2021.referred", "F140.2021.arrivals", "F140.2021.share", 0.0005),
        ("F140.2022.referred", "F140.2022.arrivals", "F140.2022.share", 0.0005),
        ("F137.uk", "F137.total", "F137.uk_share", 0.0005),
        ("F224.reversed", "F224.challenged", "F224.reversed_share", 0.005),
        ("F304.supported", "F304.assessed", "F304.supported_share", 0.005),
        ("F406.charged", "F406.referred", "F406.charged_share", 0.005),
        ("F406.convicted", "F406.completed", "F406.convicted_share", 0.005),
        ("F409.charged", "F409.decided", "F409.charged_share", 0.005),
        ("F301.entrants", "D08a.adult_rg_positive", "D08a.share", 0.005),
        ("D01", "D01.rg_positive", "D01.share", 0.0006),
        ("F207", "F022.cg_decisions", "D02", 0.05),
    ],
)
def test_a_share_follows_from_its_counts(part: str, whole: str, share: str, tolerance: float) -> None:
    assert number(part) / number(whole) == pytest.approx(number(share), abs=tolerance)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("S011", "S013 S018.count"),
        ("S018.count", "S019.count S020 S021"),
        (
            "F121.government_count",
            "F124.ukvi F124.immigration_enforcement F124.border_force F124.nca F124.glaa",
        ),
        (
            "F121.referrals",
            "F121.government_count F121.police_count F121.local_authority_count F121.ngo_count",
        ),
        ("F304.assessed", "F304.supported F304.not_eligible F304.declined F304.not_contactable"),
        ("F508.total", "F508.remand F508.sentenced F508.non_criminal"),
        ("F610.total", "F610.untried F610.unsentenced"),
        ("F801.detained", "F801.women F801.men"),
        ("F902.known", "F902.one_list F902.two_lists F902.three_lists F902.four_lists"),
        ("D01.cg_decisions", " ".join(f"F0{year}.cg_decisions" for year in range(14, 23))),
    ],
)
def test_parts_add_up_to_their_total(total: str, parts: str) -> None:
    assert sum(number(part) for part in parts.split()) == number(total)


def test_positive_decisions_add_up_from_their_shares() -> None:
    summed = sum(number(f"F0{year}.rg_decisions") * number(f"F0{year}.rg_positive_share") for year in range(14, 23))
    assert summed == pytest.approx(number("D01.rg_positive"), rel=0.001)
    left = number("D01.rg_positive") - number("D01.cg_decisions") - number("F207")
    assert number("D01") == pytest.approx(left, abs=5)


def test_lists_add_up_counting_overlaps() -> None:
    lists = ("local_authority", "ngo", "police", "other_government", "public", "nca")
    times = {"one_list": 1, "two_lists": 2, "three_lists": 3, "four_lists": 4}
    entries = sum(n * number(f"F902.{name}") for name, n in times.items())
    assert sum(number(f"F902.{name}") for name in lists) == entries


def test_the_yearly_cost_is_the_cost_per_victim_times_the_estimated_victims() -> None:
    victims, total = fact("F901"), fact("F904")
    for people, billions in ((victims.low, total.low), (victims.high, total.high)):
        assert people is not None
        assert number("S049") * people / 1e9 == pytest.approx(billions, abs=0.05)


def test_custody_on_a_mean_sentence_ends_before_the_median_decision() -> None:
    decision, sentence = number("S109") / 365.25 * 12, number("S108")
    before, after = number("R09.release_share_before"), number("R09.release_share_after")
    assert decision - before * sentence == pytest.approx(number("D05"), abs=0.5)
    assert decision - after * sentence == pytest.approx(number("D05.release_at_40"), abs=0.5)


def test_loading_takes_under_thirty_milliseconds() -> None:
    took = []
    for _ in range(5):
        module._table.cache_clear()
        begun = time.process_time()
        facts()
        took.append(time.process_time() - begun)
    assert min(took) < 0.03


def test_loading_imports_nothing_heavy() -> None:
    heavy = ("numpy", "scipy", "mesa", "numba", "yaml", "pydantic", "difflib")
    script = f"import sys, model.facts as m; m.facts(); print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert shown.strip() == "[]"
