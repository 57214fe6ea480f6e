"""The description: nothing declared is left out, transitions hold what runs do, and pages and documents are whole."""

import json
import re
from html.parser import HTMLParser
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from experiments.cli import main
from experiments.describe_markdown import processes_page
from experiments.describe_page import page
from experiments.describe_text import clock_text, outline, process_text
from experiments.description import KINDS, describe
from experiments.messages import BY_THE_POST, CLOCKS, PULLED_BY_THE_POST, pullers, readers, tellers
from experiments.process_picture import BOX, picture
from experiments.steps_in_words import indented, shared, told
from experiments.transitions import arrows, moves
from model import mail
from model.evidence import Parameter, Quantity
from model.junctions.recorded_case import witness_topic
from model.kinds import QUEUES, ROUTES
from model.priors import Share
from model.rules import Ask, Column, If, Kind, Move, Process, Set, Shift, Tell, Topic, Trigger, Wait, walk
from model.simulation import SurvivorJourneys

ROOT = Path(__file__).resolve().parents[2]
MODEL = describe()
PROCESSES = [process for kind in KINDS for process in kind.processes]


def plain(text: str) -> str:
    return " ".join(text.split())


# ---- nothing is left out -----------------------------------------------------------------------------------------


def test_the_outline_names_every_clock_queue_route_process_and_column():
    text = plain(outline(MODEL))
    names = [c.name for c in CLOCKS] + [q.name for q in QUEUES] + [c.name for k in KINDS for c in k.all_columns]
    names += [f"“{r.topic.name}” reaches {r.whom.value}: pulls “{r.trigger.name}”" for r in ROUTES]
    names += [s.replace("_", " ") for p in MODEL.processes for s in p.states]
    assert [name for name in names if name not in text] == []


def test_the_json_document_names_every_clock_queue_route_process_and_column(capsys):
    assert main(["describe", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    processes = document["processes"]
    assert [p["name"] for p in processes] == [p.name for p in PROCESSES]
    assert sorted(c["name"] for p in processes for c in p["clocks"]) == sorted(c.name for c in CLOCKS)
    assert [q["name"] for q in document["queues"]] == [q.name for q in QUEUES]
    assert [(r["message"], r["pulls"]) for r in document["routes"]] == [(r.topic.name, r.trigger.name) for r in ROUTES]
    assert [c["name"] for c in document["columns"]] == [c.name for k in KINDS for c in k.columns]


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.name)
def test_a_clock_is_described_with_its_pace_factors_questions_and_puller(clock):
    part = next(c for p in MODEL.processes for c in p.clocks if c.name == clock.name)
    text = plain(clock_text(part))
    wanted = [s.question for s in walk(clock.then) if isinstance(s, Ask)]
    wanted += [s.chance.name for s in walk(clock.then) if isinstance(s, Ask)]
    wanted += [s.event.name for s in walk(clock.then) if hasattr(s, "event")]
    wanted += [s.topic.name for s in walk(clock.then) if isinstance(s, Tell)]
    ratios = [s.odds for s in walk(clock.then) if isinstance(s, Ask)]
    if isinstance(clock, Wait):
        wanted.append(clock.pace.name)
        ratios.append(clock.speeds)
    else:
        wanted += pullers(clock)
        assert part.pulled_by, "somebody pulls it"
    for each in ratios:
        for column, of_it in each.items():
            factors = [of_it] if isinstance(of_it, Quantity) else of_it.values()
            wanted += [column.name, *(f.name for f in factors if isinstance(f, Quantity))]
    assert [name for name in wanted if name not in text] == []
    assert set(part.quantities) >= {name for name in wanted if re.fullmatch(r"[a-z_0-9]+\.[a-z_0-9]+", name)}


@pytest.mark.parametrize("process", MODEL.processes, ids=lambda process: process.name)
def test_the_text_of_a_process_names_its_states_clocks_and_transitions(process):
    text = plain(process_text(process))
    names = [clock.name for clock in process.clocks] + [state.replace("_", " ") for state in process.states]
    names += [clock for t in process.transitions for clock in t.clocks]
    names += [clock.pace.quantity for clock in process.waits if clock.pace]
    assert [name for name in names if name not in text] == []


def test_every_message_is_read_and_the_words_on_the_post_are_about_the_messages_it_reads():
    assert {s.topic.name for c in CLOCKS for s in walk(c.then) if isinstance(s, Tell)} <= set(readers())
    assert all(tellers(topic) for topic in BY_THE_POST)
    named = vars(mail).values()
    assert {value for value in named if isinstance(value, Topic)} == set(BY_THE_POST)
    assert {value for value in named if isinstance(value, Trigger)} == set(PULLED_BY_THE_POST)
    assert "one more witness" in readers()[witness_topic.name]


def test_passages_taken_out_of_steps_put_back_give_the_steps():
    lists = [told(clock.then, readers()) for clock in CLOCKS]
    short, passages = shared(lists)

    def whole(lines):
        for line in lines:
            found = re.match(r"passage (\d+):", line.text)
            yield from whole([passages[int(found[1]) - 1]]) if found else [line.text, *whole(line.below)]

    for lines, shortened in zip(lists, short, strict=True):
        assert list(whole(shortened)) == [text for _, text in indented(lines)]
    assert sum(map(len, passages)) + sum(len(line) for lines in short for line in lines) < 3000


# ---- transitions -------------------------------------------------------------------------------------------------


def seen_in(population) -> set[tuple[str, str, str, str]]:
    journal = population.books.journal
    n = int(journal.used[0])
    rows = np.unique(np.stack([journal.process[:n], journal.before[:n], journal.after[:n], journal.clock[:n]]), axis=1)
    clocks, processes = list(population.layout.clocks), population.kind.processes
    return {(processes[p].name, processes[p].label(b), processes[p].label(a), clocks[c].name) for p, b, a, c in rows.T}


def test_every_move_of_a_run_is_among_the_transitions_and_most_transitions_are_seen():
    sim = SurvivorJourneys(people=300, journal=True, collect=False).run()
    seen = set().union(*(seen_in(population) for population in sim.populations))
    sim.close()
    described = {(t.process, t.before, t.after, c) for p in MODEL.processes for t in p.transitions for c in t.clocks}
    assert seen - described == set()
    pairs = {move[:3] for move in described}
    assert len({move[:3] for move in seen}) > 0.6 * len(pairs), "far more is described than happens"


def test_transitions_of_a_small_kind_are_those_worked_out_by_hand():
    work, health = Process("work", 4, ""), Process("health", 3, "")
    flag, level = Column("flag", 2, ""), Column("level", 3, "")
    share = Parameter("", "share", Share(0.2, 0.8), None)
    sick = Ask("sick", share, yes=(Move(health, 1),), no=(Set(flag, 1),), odds={level: {2: 0.0}})
    steps = (
        If(health, (2,), then=(Move(work, 0),), otherwise=(Move(work, 2),)),
        If(work, (2,), then=(sick, If(flag, (0,), then=(Move(health, 0),)))),
        If(work, (1,), then=(Move(health, 2),)),
        Shift(level, -2), If(level, (0,), otherwise=(Move(work, 3),)),
    )  # fmt: skip
    clock = Wait("clock", work, (0, 1), Parameter("", "days", Share(0.2, 0.8), None), steps, speeds={health: {0: 0.0}})
    kind = Kind("toy", (flag, level), (work, health), (clock,))
    assert {(process.name, before, after) for process, before, after in moves(kind, clock)} == {
        ("work", 0, 0), ("work", 1, 0), ("work", 0, 2), ("work", 1, 2),
        ("health", 1, 1), ("health", 2, 1),  # never from 0, at which the clock stands still
        ("health", 1, 0), ("health", 2, 0),  # from 2 too: what two columns have to do with each other is forgotten
    }  # fmt: skip


# ---- pages -------------------------------------------------------------------------------------------------------


class Elements(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_needs_no_script_and_no_network_and_has_a_picture_of_every_process():
    text = page(MODEL)
    found = Elements(text)
    assert not found.all("script")
    assert not [a for _, a in found.tags for key in a if key.startswith("on") or key in {"src", "style"}]
    policy = next(a["content"] for a in found.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    ids = [a["id"] for _, a in found.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in found.all("a")} <= set(ids)
    pictures = found.all("svg")
    assert [a["aria-labelledby"] for a in pictures] == [f"picture-{p}-title picture-{p}-desc" for p in
                                                        [process.name for process in PROCESSES]]  # fmt: skip
    assert {name for a in pictures for name in a["aria-labelledby"].split()} <= set(ids)
    assert all(a["role"] == "img" for a in pictures)


@pytest.mark.parametrize("process", MODEL.processes, ids=lambda process: process.name)
def test_nothing_in_a_picture_lies_on_anything_else_and_every_transition_is_numbered(process):
    found = arrows(process.transitions)
    drawn = picture(process.states, process.starts, found)
    assert len(drawn.boxes) == len(process.states)
    moving = [(before, arrow) for arrow in found for before in arrow.befores if before != arrow.after]
    assert sorted(label.number for label in drawn.labels) == sorted(arrow.number for _, arrow in moving)
    for one, other in combinations(drawn.labels, 2):
        assert np.hypot(one.x - other.x, one.y - other.y) > 21, "numbers keep apart"
    for box in drawn.boxes:
        for label in drawn.labels:
            outside = max(box.x - label.x, label.x - box.x - BOX, box.y - label.y, label.y - box.y - box.height)
            assert outside > 10.5, "a number stands outside every box"
        assert all(len(line) <= 24 for _, line in box.baselines)
    tops = [(box.y, box.y + box.height) for box in drawn.boxes]
    assert all(bottom < top for (_, bottom), (top, _) in pairwise(tops))
    assert all(0 < label.x < drawn.width and 0 < label.y < drawn.height for label in drawn.labels)


def test_the_generated_page_of_processes_is_up_to_date_and_not_too_long():
    written = (ROOT / "docs" / "processes.md").read_text(encoding="utf-8")
    assert written == processes_page(MODEL), "stale: run `python -m experiments.generate`"
    assert written.count("\n") < 3000


# ---- the command -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "told_"),
    [
        ("referal", "did you mean 'referral'?"),
        ("trial end", "did you mean 'trial ends'?"),
        ("zzz", "there are exploit"),
    ],
)
def test_an_unknown_name_ends_with_status_2_and_the_nearest_name(capsys, word, told_):
    assert main(["describe", word]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert f"no process or clock is called {word!r}" in output.err
    assert told_ in output.err
    assert output.err.count("\n") == 1


def test_a_process_may_be_named_alone_in_text_json_and_page(capsys, tmp_path):
    assert main(["describe", "follow-up".replace("-", " ")]) == 0
    assert capsys.readouterr().out.startswith("follow_up (survivors)")
    assert main(["describe", "witness", "--json", "--out", str(tmp_path / "new folder")]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "witness"
    text = (tmp_path / "new folder" / "describe.html").read_text(encoding="utf-8")
    assert [a["aria-labelledby"] for a in Elements(text).all("svg")] == ["picture-witness-title picture-witness-desc"]
    assert main(["describe", "withdraws"]) == 0
    assert "testimony.withdrawal_uninformed while informed is no" in capsys.readouterr().out
