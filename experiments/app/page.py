"""The page of the app, run anew by Streamlit at every click: levers at the side, answers in the middle."""

import hmac
from functools import partial

import streamlit as st
from pydantic import ValidationError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from experiments.app import export, files, levers, view
from experiments.app.answer import Answer, Question
from experiments.app.asking import LAST_YEAR, baseline, likely, question
from experiments.app.download import download
from experiments.app.engine import Engine, engine
from experiments.app.paired import OUTCOMES
from experiments.app.settings import Settings, settings
from experiments.app.stored import Stored, answers
from experiments.app.view import plain
from experiments.believed import numbers_told
from experiments.charts import label
from experiments.comparison.precision import FEWEST
from experiments.lever_words import does
from experiments.reports.report import SIMULATED
from experiments.scenario_file import text_of
from scenarios.lever import catalogue
from scenarios.problems import InputError
from scenarios.scenario import Scenario

FIRST = ("retrafficked", "cg_days_median")
"""Outcomes whose pictures are shown at first."""
GLANCE = (
    "retrafficked", "years_in_exploitation", "nrm_referrals", "cg_days_median", "cg_backlog", "left_before_decision",
    "detentions", "witnesses_withdrawn", "convictions", "survivors_convicted", "cost_public_and_levers",
)  # fmt: skip
POLL = 0.5
"""Seconds after which a page looks whether there is more to an answer."""
MOST_SAVED = 8
LARGER = "<style>[role=spinbutton] {display: inline-block; min-width: 24px; min-height: 24px}</style>"
"""Parts of a date are large enough to be touched."""


def main() -> None:
    """Draw the page."""
    st.set_page_config("Levers – survivor-journeys", layout="wide", menu_items={})
    how = settings()
    if not _known(how.token):
        st.error("Open the address that `journeys app` printed; it holds a token, and this one does not.")
        st.stop()
    state = st.session_state
    if "chosen" not in state:
        levers.load(baseline().model_copy(update={"name": "my scenario"}))
        state.last_year = LAST_YEAR
        state.saved = {}
    running = engine(how.workers)
    st.title("What would levers change?")
    sample = f"A sample of about {how.people:,} people in exploitation at the start, scaled up."
    st.warning(f"{numbers_told(False)} {sample} {SIMULATED}")
    st.html(LARGER)
    with st.sidebar:
        scenario, wrong = _scenario()
        _keep(scenario)
    for sentence in wrong:
        st.error(plain(sentence))
    if scenario is not None:
        _answer(scenario, running, how)


def _known(token: str) -> bool:
    """Return whether the address holds the token of this start; once it did, it may be left."""
    given = st.query_params.get("token", "")
    if hmac.compare_digest(given.encode(), token.encode()):
        st.session_state.known = token
    return hmac.compare_digest(str(st.session_state.get("known", "")).encode(), token.encode())


def _scenario() -> tuple[Scenario | None, list[str]]:
    """Return the scenario that the controls make, or what is wrong with them."""
    try:
        return levers.controls(), []
    except ValidationError as wrong:
        return None, [error["msg"] for error in wrong.errors()]


def _keep(scenario: Scenario | None) -> None:
    """Draw what saves, loads and forgets scenarios."""
    state = st.session_state
    st.header("Keep")
    if scenario is not None and st.button("Save to compare", width="stretch", key="save"):
        if len(state.saved) >= MOST_SAVED and scenario.name not in state.saved:
            st.error(f"{MOST_SAVED} scenarios are saved; forget one first.")
        else:
            state.saved[scenario.name] = scenario
    if scenario is not None:
        text = text_of(scenario).encode()
        download("the scenario file", text, lambda: text, files.NAME, "application/yaml", "scenario")
    given = st.file_uploader("Load a scenario file", type=["yaml", "yml"], key="given")
    st.button("Set the levers to this file", on_click=_load, disabled=given is None, width="stretch", key="load")
    for sentence in state.pop("wrong", []):
        st.error(sentence)
    if state.saved:
        st.selectbox("A saved scenario", list(state.saved), key="picked")
        st.button("Set the levers to it", on_click=_take, width="stretch", key="take")
        st.button("Forget it", on_click=lambda: state.saved.pop(state.picked, None), width="stretch", key="forget")


def _take() -> None:
    if found := st.session_state.saved.get(st.session_state.picked):
        levers.load(found)


def _load() -> None:
    given = st.session_state.given
    if given is None:  # taken back, or replaced by one that is still on its way
        return
    try:
        levers.load(files.read(given.getvalue(), given.name))
    except ValueError as wrong:
        st.session_state.wrong = [plain(line) for line in str(wrong).splitlines()]


def _answer(scenario: Scenario, running: Engine, how: Settings) -> None:
    """Draw the stored answer, then that of now, which is looked at until it is finished; then the briefing."""
    context = get_script_run_ctx()
    reader = context.session_id if context else "alone"
    set_now = [question(scenario, how)] if scenario.levers or scenario.overrides else []
    if not set_now:
        st.info(f"No lever is set. Move one at the side. {_about(how)}")
    saved = [question(one, how) for one in st.session_state.saved.values()]
    asked = [*set_now, *(one for one in saved if one.key not in {each.key for each in set_now})]
    chosen = st.multiselect("Outcomes shown over the years", OUTCOMES, FIRST, format_func=label, key="outcomes")
    wanted = running.want(reader, asked or [likely(how)], patient=not asked)
    unfinished = any(not answer.finished for answer in wanted if asked)
    now = st.fragment(_now, run_every=POLL if unfinished else None)
    now(asked, bool(set_now), chosen, reader, running, how)
    export.briefing(set_now[0] if set_now else None, how.workers)


def _now(
    asked: list[Question], is_set: bool, chosen: list[str], reader: str, running: Engine, how: Settings
) -> None:  # fmt: skip
    """Draw what is known now: first of what is set, if anything is, then of all scenarios beside each other."""
    known = list(zip(asked, running.want(reader, asked) if asked else (), strict=True))
    unfinished = any(not answer.finished for _, answer in known)
    for mine, answer in known[: int(is_set)]:
        if answer.failed:
            st.error(plain(answer.failed))
        if answer.draws:
            _run(mine, answer, chosen)
        elif not answer.failed:
            _nearest(mine, chosen, how)
    if len(known) > is_set:
        _compared(known, is_set)
    if not unfinished and st.session_state.get("polling"):
        st.session_state.polling = False
        st.rerun()  # so that the page is not looked at for ever
    st.session_state.polling = unfinished


def _run(question: Question, answer: Answer, chosen: list[str]) -> None:
    """Draw an answer. Names are those of this reader's question: another reader may have asked the same before."""
    st.header("Run now")
    st.markdown(plain(f"{does(question.scenario)}."))
    few = "" if answer.draws >= FEWEST else f" Fewer than {FEWEST} draws tell no direction, and bands are rough."
    done = min(1.0, answer.draws / question.draws)
    st.progress(done, f"{answer.draws} of {question.draws} draws, the same people with and without the levers.{few}")
    view.glance(((name, answer.line(name)) for name in GLANCE), f"{question.since} to {question.last_year}")
    for name in chosen:
        view.pictures(name, answer.line(name), question.years, "now")
    if answer.finished and not answer.failed:
        download("a file of these results", question, partial(files.results, question, answer), "results.zip",
                 "application/zip", "results")  # fmt: skip
    st.code(files.command(question), language=None, wrap_lines=True)


def _about(how: Settings) -> str:
    """Return what the stored answers are, or why there are none."""
    kept = answers(how.sweep)
    if isinstance(kept, Stored):
        return plain(kept.about)
    if kept is None:
        return "No answers are stored: name a sweep with `journeys app --sweep DIR`."
    return f"Stored answers are left aside: {plain(kept)}"


def _nearest(question: Question, chosen: list[str], how: Settings) -> None:
    """Draw the nearest stored answer, while the first draws are lived."""
    kept = answers(how.sweep)
    if not isinstance(kept, Stored):
        st.info(f"The first draws are under way. {_about(how)}")
        return
    near = kept.nearest(question.scenario)
    st.header("Nearest stored answer")
    what = "; ".join(near.levers) or "no lever"
    which = "These settings" if near.exact else "The nearest that was run"
    without = "; ".join(catalogue()[name].title for name in near.without)
    missing = f" Not among its levers: {without}." if without else ""
    st.info(f"{which}: {plain(f'{what}.{missing}')} Yours is under way. {_about(how)}")
    shown = [name for name in GLANCE if name in kept.outcomes]
    since, years = kept.data["since"], kept.data["years"]
    view.glance(((name, kept.told(near.policy, name)) for name in shown), f"{since} to {years[-1]}")
    for name in chosen:
        if name in kept.outcomes:
            view.pictures(name, kept.told(near.policy, name), years, "stored")


def _compared(known: list[tuple[Question, Answer]], is_set: bool) -> None:
    """Draw saved scenarios beside the one that is set, an outcome a row."""
    st.header("Saved scenarios beside it" if is_set else "Saved scenarios")
    columns = {
        f"{'Set now: ' if is_set and not place else ''}{plain(mine.scenario.name)} ({answer.draws} draws)": answer
        for place, (mine, answer) in enumerate(known) if answer.draws
    }  # fmt: skip
    st.table([
        {"Outcome": label(name)} | {title: view.finding(name, one.line(name)) for title, one in columns.items()}
        for name in GLANCE
    ])  # fmt: skip


if __name__ == "__main__":
    try:
        main()
    except InputError as mistake:
        st.error(str(mistake))
