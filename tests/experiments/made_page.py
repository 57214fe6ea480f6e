"""A document made up for tests of the page, and a reader that takes a page apart."""

import json
from html.parser import HTMLParser

from experiments.desirable import HEADLINES

BASE, FIREWALL, PRISON = "today's system", "firewall", "prison staff refer"


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u2028%{x}&lt;<b>\u202eevil" + "W" * 300


SHARES = {"rg_positive_share", "retrafficked_12m", "reoffended_12m"}


NAMES = (*HEADLINES, "cg_days_mean", "rg_backlog", "in_detention")


NRM, POSITIVE = "Referred to the NRM", "Reasonable grounds"


FLOWS = (
    ("Police", NRM, 900.0), ("Prison staff", NRM, 0.0), (NRM, POSITIVE, 700.0), (NRM, "No grounds", 200.0),
    (POSITIVE, "Confirmed as a victim", 300.0), ("Arrested for a compelled offence", "Charged", 50.0),
    ("Charged", "Convicted", 30.0),
)  # fmt: skip


KEYS = (
    "differences", "cg-days-median", "cg-days-mean", "cg-backlog", "journeys", "queues", "counts", "ledger", "harms",
    "waits", "plane", "acceptability", "ranking", "attribution", "switching",
)  # fmt: skip


PUBLISHED = [
    {"name": name, "group": "all", "year": 2016, "value": value, "fact": fact, "source": source, "grade": grade,
     "note": note, "is_input": is_input, "family": "decisions", "period": "2016", "expression": f"{name}[2016]",
     "unit": unit, "model": 530.0, "low": 400.0, "high": 600.0, "inside": value > 0}
    for name, value, unit, fact, source, grade, note, is_input in (
        ("cg_days_median", 526.0, "days", "F1", "Office, https://example.org/a", "A", "", False),
        ("cg_decisions", 0.0, "decisions", "F2", "Office, b", "B", "other scope", True),
    )
]  # fmt: skip


def unit_of(name: str) -> str:
    return "share" if name in SHARES else "days" if "_days_" in name else "pounds" if "cost" in name else "people"


def record(scenario: str, name: str, year: int, draws: int, i: int) -> dict:
    unit = unit_of(name)
    value = 0.25 + i / 100 if unit == "share" else 500.0 + 37 * i + year - 2014
    value *= name != "nrm_referrals_prison"
    size = value / 50 if value else 3.0
    gap = 0.0 if scenario == BASE else size if name == "nrm_referrals" else -size if name == "detentions" else size / 9
    wide = 0.0 if scenario == BASE else size / 2
    one = draws == 1
    return {
        "scenario": scenario, "name": name, "year": year, "group": "all", "unit": unit, "value": value + gap,
        "value_low": None if one else value / 2, "value_high": None if one else value * 2, "difference": gap,
        "low": None if one else gap - wide, "high": None if one else gap + wide, "share_above": 0.5 + (gap > 0) / 2,
        "value_low_50": None if one else 0.8 * value, "value_high_50": None if one else 1.4 * value,
        "low_50": None if one else gap - wide / 2, "high_50": None if one else gap + wide / 2,
    }  # fmt: skip


DIRECTIONS = r": (higher|lower),|[Cc]learly (better|worse|larger)(?! in any| in 0)|(higher|lower), (better|worse)"


def findings_and_charts(read: "Reader") -> str:
    """Return the text of a page from the findings to the charts, without the heads of the first table."""
    return read.text.partition("Harms larger in groups")[2].partition("The baseline beside published figures")[0]


def lever(grade: str) -> dict:
    return {"lever": "x", "title": "A lever", "grade": grade, "mechanism_only": grade == "D", "start": "2016-02-01",
            "end": None, "coverage": 0.5, "ramp_days": 365, "compliance": 0.9, "half_life_days": None, "places": [],
            "groups": {"age": ["child"]}, "recommendation": "A report, page 3",
            "mechanism": "more of x", "cannot_show": "costs", "needs": "staff", "shows": "disclosed_in_prison",
            "rests_on": [{"name": f"x.{i}", "meaning": f"number {i} of x", "unit": "share", "grade": grade,
                          "kind": "assumption", "prior": "logit-normal, 90% between 0.2 and 0.9",
                          "basis": "no pilot", "facts": ""} for i in range(2)]}  # fmt: skip


CLEAR = {"nrm_referrals": ("higher", None), "detentions": ("lower", "lower"), "cg_backlog": ("higher", "lower")}


"""Outcomes with a direction, and the one that is wished for."""


def judged(scenario: str, name: str, draws: int) -> dict:
    """Return a verdict: by the rule of one draw, or as in CLEAR."""
    direction, better = CLEAR.get(name, ("none", "lower"))
    rule = "one_draw" if draws == 1 else "" if name in CLEAR else "spans_zero"
    gap = {"higher": 60.0, "lower": -60.0, "none": 1.0}[direction]
    ends = {"low": None, "high": None} if draws == 1 else {"low": gap - 7, "high": gap + 7}
    half = {"low_50": None, "high_50": None} if draws == 1 else {"low_50": gap - 3, "high_50": gap + 3}
    sentence = {"one_draw": "One draw: no interval, so no direction can be told.", "": f"{direction.capitalize()}: so."}
    return {"scenario": scenario, "name": name, "since": 2016, "unit": unit_of(name),
            "over": "mean" if name == "cg_backlog" else "sum", "better": better, "baseline": 900.0, "difference": gap,
            **half, **ends,
            **{f"{part}_{end}": value for part in ("parameters", "chance") for end, value in ends.items()},
            "share_above": 0.5 + gap / 200, "direction": "none" if rule else direction, "rule": rule, "also": [],
            "sentence": sentence.get(rule, "No clear difference: the 90% interval spans 0.")}  # fmt: skip


def counted(value: float, few: bool = False, draws: int = 24) -> dict:
    ends = {"low": None, "high": None} if draws == 1 else {"low": value - 2, "high": value + 3}
    return {"value": value, **ends, "few": few}


def fate(scenario: str, name: str, good: bool | None, gained: dict, lost: dict, draws: int) -> dict:
    return {"scenario": scenario, "name": name, "meaning": f"{name} in words", "good": good, "gained": gained,
            "lost": lost, "both": counted(40.0, draws=draws), "neither": counted(0.0, draws=draws),
            "net": counted(gained["value"] - lost["value"], draws=draws)}  # fmt: skip


def of_one(scenario: str, draws: int, i: int, base: str = BASE) -> dict:
    """Return the sections that are about one scenario."""

    def n(value: float, few: bool = False) -> dict:
        return counted(value + i, few, draws)

    named = {"scenario": scenario}
    ends = {"low": None, "high": None} if draws == 1 else {"low": 2.0, "high": 40.0}
    levers = ["x", "y"]
    return {
        "verdicts": [judged(scenario, name, draws) for name in (*NAMES, "cost_levers", "cost_public_and_levers")],
        "ledger": [
            fate(scenario, "confirmed", True, n(300), n(120), draws),
            fate(scenario, "refused", False, n(210), n(30), draws),
            fate(scenario, "supports_a_case", None, n(50), n(20), draws),
            fate(scenario, "same", True, counted(0.0, True, draws), counted(0.0, True, draws), draws),
        ],
        "ends": [named | {"process": "referral", "states": ["outside", "confirmed", "nobody"], "moved": n(31),
                          "people": [[500, 31, 0], [4, 200, 0], [0, 0, 0]],
                          "few": [[False, False, True], [True, False, True], [True, True, True]],
                          "net": [n(-27), n(27), counted(0.0, True, draws)]}],
        "waits": [named | {"people": n(1000), "longer": n(400), "shorter": n(45, True), "mean_days": 8.5 + i, **ends}],
        "worse_off": [
            named | {"name": "refused", "group": group, "worse": n(worse), "better": n(30), "net": n(worse - 30)}
            for group, worse in (("all", 210), ("status=insecure", 150))
        ],
        "harms": [] if draws < 20 or i else [
            named | {"name": name, "group": group, "since": 2016, "unit": unit_of(name), "over": "sum", "rule": "",
                     "baseline": base, "difference": 5.0, "low": 2.0, "high": 40.0, "low_50": 4.0, "high_50": 9.0,
                     "few": name == "detentions"}
            for name, group, base in (("cg_backlog", "status=insecure", 100.0), ("detentions", "all", 20.0),
                                      ("detentions", "sex=female", 0.0))
        ],
        "worth": [] if draws == 1 else [
            named | {"name": name, "unit": unit, "since": 2016, "cost": 2e6, "gained": 40.0, "rule": "",
                     "place": "unclear", "ratio": ratio, "low": None, "high": None,
                     "sentence": f"So much for each {unit}.",
                     "points": [[40.0 + d, 2e6 - 1e5 * d] for d in range(draws)], "pays": [0.0, 50_000.0, 1e5],
                     "acceptability": [0.0, 0.5, 1.0 - i / 10]}
            for name, unit, ratio in (("retrafficked", "person spared", 50_000.0), ("convictions", "conviction", None))
        ],
        "attribution": [
            named | {"name": name, "since": 2016, "unit": unit_of(name), "package": 90.0, "exact": True,
                     "interactions": [], "shares": {
                         lever: {"value": value, **ends, "among_others": 5.0}
                         for lever, value in (("x", 70.0), ("y", 20.0))
                     }}
            for name in ("cg_backlog", "detentions") if levers
        ],
        "switching": [
            named | {"rival": rival, "name": name, "since": 2016, "ends": "switches", "strength": 0.25,
                     **ends_of(draws), "rule": rule if draws > 1 else "one_draw", "medians": [0.0, 5.0, 9.0],
                     "strengths": [0.0, 0.5, 1.0],
                     "sentence": "No clear difference." if rule else f"It may be 75% weaker than {rival}."}
            for rival in (base,) for name, rule in (("detentions", ""), ("cg_backlog", "spans_zero"))
        ],
        "precision": [named | {"asked": "retrafficked=5%", "draws": draws, "half_width": 4.25, "target": 5.5,
                               "needed": 30, "within": draws > 1}],
    }  # fmt: skip


def ends_of(draws: int) -> dict:
    return {"low": None, "high": None} if draws == 1 else {"low": 0.2, "high": 0.3}


def ranked(names: tuple[str, ...], name: str) -> dict:
    beats = [[0.5, 0.2, 0.4], [0.8, 0.5, 0.97], [0.6, 0.03, 0.5]]
    return {"name": name, "better": "lower", "since": 2016, "scenarios": list(names), "beats": beats,
            "regret": [9.0, 0.5, 4.0], "order": [names[1], names[2], names[0]], "agreement": 0.7,
            "same_order": 0.4}  # fmt: skip


def a_document(draws: int = 24, names: tuple[str, ...] = (BASE, FIREWALL, PRISON)) -> dict:
    as_if = dict(zip(names, (BASE, FIREWALL, PRISON), strict=True))
    parts = [of_one(name, draws, i, names[0]) for i, name in enumerate(names[1:])]
    return {part: [row for each in parts for row in each[part]] for part in parts[0]} | {
        "again": 8, "since": dict.fromkeys(names[1:], 2016),
        "ranking": [ranked(names, name) for name in ("retrafficked", "detentions")],
        "made": "2026-03-31", "sample_bias": None,
        "inputs": {"code": "c0de", "evidence": "ev1d", "numbers": "en5e", "scenarios": dict.fromkeys(names, "5cen"),
                   "libraries": {"numpy": "2.4"}},
        "project": "survivor-journeys", "version": "0.1.0", "fingerprint": "0123456789abcdef", "seed": 7,
        "asked": "journeys compare a b c.yaml",
        "draws": draws, "years": [2014, 2017], "people": 4321, "scale": 8.25, "events": 99,
        "timing": {"load_seconds": 0.1, "run_seconds": 2.5}, "command": "compare", "scenario": names[0],
        "numbers": "calibrated", "notes": ["Calibrated: as far as figures go."], "published": PUBLISHED,
        "scenarios": [
            {"name": name, "question": f"What if {name}?", "levers": [lever("BD"[i % 2])] * (i > 0), "overrides": {},
             "outside_evidence": []}
            for i, name in enumerate(names)
        ],
        "definitions": {
            n: {"meaning": f"meaning of {n}", "unit": unit_of(n), "where": "UK" if "cg_" in n else "E&W"} for n in NAMES
        },
        "outcomes": [
            record(as_if[s], n, year, draws, i) | {"scenario": s}
            for s in names for i, n in enumerate(NAMES)
            for year in range(2014, 2017 if n == "retrafficked_12m" else 2018)
        ],
        "flows": [
            {"scenario": s, "source": a, "target": b, "people": people + 11 * i}
            for i, s in enumerate(names) for a, b, people in FLOWS
        ],
        "checks": [{"scenario": s, "identical": True, "until": "2016-02-01"} for s in names[1:]],
    }  # fmt: skip


class Reader(HTMLParser):
    """Reads a page into elements with their attributes, the text of each, and scripts; `html` is as it was written.

    Characters that keep a number and its unit in one line are read as a space, or as nothing.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.text = html, ""
        self.elements, self.scripts, self.cells, self.inside = [], [], [], []
        self.feed(html.translate({0x2060: None, 0xA0: " "}))

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag in {"script", "style", "td", "th"}:
            self.inside.append(tag)
        if tag == "script":
            self.scripts.append([dict(attributes), ""])
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        where = self.inside[-1] if self.inside else ""
        if where == "script":
            self.scripts[-1][1] += data
        elif where != "style":
            self.text += data
        if where in {"td", "th"}:
            self.cells[-1] += data

    def all(self, tag):
        return [attributes for t, attributes in self.elements if t == tag]

    def script(self, identifier):
        return next(text for attributes, text in self.scripts if attributes.get("id") == identifier)

    @property
    def figures(self):
        return json.loads(self.script("figures"))["figures"]
