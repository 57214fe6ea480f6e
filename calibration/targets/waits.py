"""Waits for decisions: times of cases decided, and how many wait and for how long. The two are never mixed."""

from calibration.period import flow, stock
from calibration.target import Target, Term, count, level

FAMILY = "Waits for decisions"

DECIDED = "of cases decided in the year, not of those still waiting"
OPENED = "in the model those with positive reasonable grounds; between two 31 Decembers"
OPEN = "cases open: those waiting for the first decision and for the second"

TARGETS: tuple[Target, ...] = (
    level("F203", "cg_days_mean", note=f"mean; {DECIDED}"),
    level("F206", "cg_days_mean", note=f"mean; {DECIDED}"),
    level("S109", "cg_days_median", note=f"median; {DECIDED}"),
    level("F208a", "cg_days_median", note=f"median; {DECIDED}"),
    level("F202.over_90_days", "cg_over_90_days", note=f"{DECIDED}; shares of the two years, weighted"),
    level("F202.undecided", "undecided_by_march", "age=adult",
          note="of those referred; a negative first decision counts as decided, though the figure may not count it so"),
    level("F209.2022", "rg_days_mean_q3", note=f"mean; {DECIDED.replace('year', 'quarter')}"),
    level("F209.2023", "rg_days_mean_q3", note=f"mean; {DECIDED.replace('year', 'quarter')}"),
    Target("F204", (Term("cg_backlog", stock("2019-12")), Term("rg_backlog", stock("2019-12"))), note=OPEN),
    Target("F204.rise", (Term("cg_backlog", stock("2019-12")), Term("rg_backlog", stock("2019-12"))),
           (Term("cg_backlog", stock("2019-02")), Term("rg_backlog", stock("2019-02"))), less=1.0,
           note=f"{OPEN}; since the first quarter; the end of February is taken, between two 31 Decembers"),
    count("F207", "cg_backlog", years=stock("2022-12")),
    Target("D02", (Term("cg_backlog", stock("2022-12")),), (Term("cg_decisions", flow("2022")),),
           note="the decisions are given to the model"),
    *(count(f"F205.over_{length}{when}", f"open_cases_over_{length}", years=stock(month),
            note=f"age of cases open, not of those decided; {OPENED}")
      for length in ("6_months", "2_years") for when, month in (("", "2019-09"), ("_june", "2019-06"))),
)  # fmt: skip

_OURS = (
    "our arithmetic on a mean sentence of all offences (S108), which is no time served, and a decision time (S109, "
    "compared); survivors released before their decision are counted in the model, and not published"
)
NOT_COMPARED = dict.fromkeys(("D05", "D05.release_at_40"), _OURS)
