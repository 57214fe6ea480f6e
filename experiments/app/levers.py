"""The levers as controls of the page, and the scenario that they make.

What a loaded file says of a lever and no control shows (places, groups, an end, a part of a percent) is kept as it is,
and so is a lever that it pulls more than once.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from experiments.app import view
from experiments.app.asking import FIRST_LEVERS
from experiments.chart_words import opening
from experiments.lever_words import in_words
from experiments.written_out import A_YEAR, START
from scenarios.lever import catalogue
from scenarios.parts import EARLIEST
from scenarios.scenario import Calendar, LeverUse, Scenario

LAST = 2035


def load(scenario: Scenario) -> None:
    """Set every control to what a scenario says; to be called before the controls are drawn."""
    state = st.session_state
    state.name, state.question, state.overrides = scenario.name, scenario.question, dict(scenario.overrides)
    state.last_year = scenario.calendar.last_day.year
    state.uses = {lever: [use for use in scenario.levers if use.lever == lever] for lever in _names(scenario)}
    state.chosen = list(dict.fromkeys([*state.uses, *(FIRST_LEVERS if not state.uses else ())]))
    for lever in state.chosen:
        (use,) = state.uses.get(lever, [None])[:1]
        state[f"{lever}.coverage"] = 0 if use is None else _percent(use.coverage)
        state[f"{lever}.start"] = START if use is None else use.start
        state[f"{lever}.compliance"] = 100 if use is None else _percent(use.compliance)
        state[f"{lever}.ramp_days"] = _ramp(lever) if use is None else use.ramp_days


def controls() -> Scenario:
    """Draw the controls; return the scenario that they make. Raises pydantic's ValidationError where dates clash."""
    state = st.session_state
    st.header("Levers")
    levers = sorted(catalogue(), key=lambda lever: catalogue()[lever].title)
    st.multiselect("Levers on this page", levers, key="chosen", format_func=lambda lever: catalogue()[lever].title)
    uses = [use for lever in state.chosen for use in _control(lever)]
    st.header("Years and name")
    st.number_input("Last year simulated", EARLIEST.year, LAST, key="last_year", step=1)
    st.text_input("Name of the scenario", key="name", max_chars=80)
    st.text_input("Question it asks", key="question", max_chars=300)
    if state.overrides:
        view.small("Numbers set outright: " + ", ".join(f"{name} = {x:g}" for name, x in state.overrides.items()))
    calendar = {"from": EARLIEST, "to": date(int(state.last_year), 12, 31)}
    return Scenario(
        name=" ".join(state.name.split()) or "unnamed", question=" ".join(state.question.split()), levers=tuple(uses),
        calendar=Calendar.model_validate(calendar), overrides=state.overrides,
    )  # fmt: skip


def _control(name: str) -> list[LeverUse]:
    """Draw the controls of one lever; return its uses, none at a coverage of 0."""
    state, lever = st.session_state, catalogue()[name]
    kept: list[LeverUse] = state.uses.get(name, [])
    if len(kept) > 1:
        view.small(f"{lever.title}: as the file says, {'; '.join(map(in_words, kept))}.")
        return kept
    defaults: Mapping[str, Any] = {"coverage": 0, "start": START, "compliance": 100, "ramp_days": _ramp(name)}
    for key, value in defaults.items():
        state.setdefault(f"{name}.{key}", value)
    coverage = st.slider(f"{lever.title}: coverage", 0, 100, key=f"{name}.coverage", format="%d%%")
    if coverage > 100 * lever.most_seen:
        view.small(f"Beyond the evidence: its effect was observed at up to {lever.most_seen:.0%} only.")
    with st.expander("Dates and evidence"):
        st.date_input("First day", key=f"{name}.start", min_value=EARLIEST, max_value=date(LAST, 12, 31),
                      format="YYYY-MM-DD")  # fmt: skip
        st.slider("Part carried out where adopted", 0, 100, key=f"{name}.compliance", format="%d%%")
        st.number_input("Days until this coverage is reached", 0, 3650, key=f"{name}.ramp_days", step=1)
        grade = f"Evidence grade {lever.grade}" + (", mechanism only" if lever.mechanism_only else "")
        view.small(f"{opening(lever.mechanism)}. {grade}. Cannot show: {lever.cannot_show}.")
    if not coverage:
        return []
    said = {"lever": name, "start": state[f"{name}.start"], "coverage": coverage / 100,
            "compliance": state[f"{name}.compliance"] / 100, "ramp_days": state[f"{name}.ramp_days"]}  # fmt: skip
    if not kept:
        return [LeverUse.model_validate(said)]
    before = kept[0].model_dump()
    exact = {key: before[key] for key in ("coverage", "compliance") if _percent(before[key]) == state[f"{name}.{key}"]}
    return [LeverUse.model_validate({**before, **said, **exact})]


def _names(scenario: Scenario) -> list[str]:
    return list(dict.fromkeys(use.lever for use in scenario.levers))


def _percent(share: float) -> int:
    """Return a share in percent, for a slider; above 0 it is at least 1, as nothing stands for a lever not pulled."""
    return max(round(100 * share), int(share > 0))


def _ramp(lever: str) -> int:
    return A_YEAR if catalogue()[lever].adopted_by else 0
