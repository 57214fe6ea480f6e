"""Prison leavers: figures of all adults released, compared with the reference cohort, never with survivors."""

from calibration.period import flow, mean, stock
from calibration.target import Target, Term, count, growth, level

FAMILY = "Prison leavers"

RECONVICTED = "published: an offence within a year, proven within eighteen months; the model: reconvicted within a year"
ALL_RELEASES = "releases from a sentence and after a recall"
HELD = "the model's prisoners are those released in its years, first entries held constant"
YEARS = ("2022_23", "2023_24")

TARGETS: tuple[Target, ...] = (
    level("S104", "leavers_reoffended_12m", years=((2022, 1.0),), note="released in 2022, reconvicted within a year"),
    level("F613.custody_under_12_months", "leavers_reoffended_12m_short", years=((2023, 1.0),),
          note=f"{RECONVICTED}; released in the whole of 2023"),
    count("F607.2014", "leavers_held_on_recall", years=stock("2014-06"),
          note=f"the first 31 December of the model; nobody is on licence on its first day; {HELD}"),
    count("F607.2024", "leavers_held_on_recall", years=stock("2024-06"), note=f"between two 31 Decembers; {HELD}"),
    count("F607.2024_12", "leavers_held_on_recall", years=stock("2024-12"), note=HELD),
    Target("F607.2024_12_share", (Term("leavers_held_on_recall", stock("2024-12")),),
           (Term("leavers_in_prison", stock("2024-12")),), note=HELD),
    *(level(f"F617a.{year}", "leavers_housed_on_release", note=ALL_RELEASES) for year in YEARS),
    *(level(f"F618.{year}", "leavers_settled_3m", note="of those not back in custody") for year in YEARS),
    *(level(f"F622a.{year}.six_weeks", "leavers_in_work_6w", note="of those not back in custody") for year in YEARS),
    *(level(f"F622a.{year}.six_months", "leavers_in_work_6m", note="of those not back in custody") for year in YEARS),
    count("S115", "leavers_homeless_on_release", years=mean("2020..2023"),
          note=f"a year's count, on average over four; {ALL_RELEASES}"),
    count("F619", "leavers_homeless_on_release", note=ALL_RELEASES),
    growth("F619.rise", "leavers_homeless_on_release", years=flow("2023-04..2024-03"), note=ALL_RELEASES),
)  # fmt: skip

_NOT_PRISON = "includes people cautioned, fined or given a court order, whom the model does not follow"
NOT_COMPARED = {
    "F613.all_adults": _NOT_PRISON,
    "F613.custody_or_court_order": _NOT_PRISON,
    "F613.custody_6_months_or_less": "sentences of six months or less are not told apart from others under a year",
    "S116": "said to be within a year, yet below what is published at six months (F622a): its definition was lost on "
            "the way; work at six weeks and six months is compared instead",
}  # fmt: skip
