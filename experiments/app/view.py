"""What the page shows of an answer: a table of outcomes, and for each outcome chosen two pictures and a table."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from experiments.app.answer import Line
from experiments.chart_words import interval, number, signed
from experiments.charts import label
from experiments.desirable import DESIRABLE
from experiments.explorer.emulator import Floats
from experiments.explorer.fan import fan, span
from experiments.page_writer import CONFIG
from experiments.study import DEFINITIONS


def glance(lines: Iterable[tuple[str, Line]], years: str) -> None:
    """Show every outcome in all years in one table."""
    rows = [
        {
            "Outcome": label(outcome), "Without": _middle(one.base[-1], outcome, number),
            "With": _middle(one.level[-1], outcome, number), "Difference": _middle(one.difference[-1], outcome, signed),
            "90% interval": _ends(one.difference[-1], outcome, signed), "Direction": direction(outcome, one),
        }
        for outcome, one in lines
    ]  # fmt: skip
    st.markdown(f"{years}, in all; shares, days and numbers on one day: mean of years")
    st.table(rows)


def direction(outcome: str, one: Line) -> str:
    """Return the direction that may be told, and whether it is wished for."""
    wish = DESIRABLE.get(outcome)
    if one.direction == "none":
        return "none told"
    return one.direction + ("" if wish is None else ", better" if one.direction == wish else ", worse")


def pictures(outcome: str, one: Line, years: Sequence[int], key: str) -> None:
    """Show one outcome over the years, level and difference, and the table of both."""
    unit = DEFINITIONS[outcome]["unit"]
    st.subheader(label(outcome))
    st.markdown(f"{finding(outcome, one)} {one.sentence}".replace("$", "\\$"))
    left, right = st.columns(2)
    both = {
        "With these levers, and without": (left, fan(
            years, one.level[:-1], one.base[:-1, 2], span(_with(one.level[:-1], one.base[:-1])), unit)),
        "Difference in the same draws": (right, fan(years, one.difference[:-1], None, span(one.difference[:-1]), unit)),
    }  # fmt: skip
    for heading, (column, figure) in both.items():
        with column:
            st.markdown(f"{heading}: median, 50% and 90% of draws")
            st.plotly_chart(go.Figure(figure), config=CONFIG, theme=None, key=f"{key} {outcome} {heading}")
    with st.expander(f"Table: {label(outcome)}"):
        st.table([_row(str(year), outcome, one, slot) for slot, year in enumerate(years)])


def finding(outcome: str, one: Line) -> str:
    """Return the difference in all years in a sentence."""
    told = direction(outcome, one).replace("none told", "no direction told")
    middle, ends = _middle(one.difference[-1], outcome, signed), _ends(one.difference[-1], outcome, signed)
    return f"{told.capitalize()}: {middle} (90% interval {ends})."


def small(text: str) -> None:
    """Show a text in small letters, as dark as all others."""
    st.markdown(f":small[{plain(text)}]")


def plain(text: str) -> str:
    """Return a text that Markdown shows letter by letter."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|$~:&])", r"\\\1", text)


def _with(first: Floats, second: Floats) -> Floats:
    return np.concatenate([first.ravel(), second.ravel()])


def _row(year: str, outcome: str, one: Line, slot: int) -> dict[str, Any]:
    level, change = one.level[slot], one.difference[slot]
    return {
        "Year": year, "Without": _middle(one.base[slot], outcome, number), "With": _middle(level, outcome, number),
        "With, 90%": _ends(level, outcome, number), "Difference": _middle(change, outcome, signed),
        "Difference, 90%": _ends(change, outcome, signed),
    }  # fmt: skip


def _middle(ends: Floats, outcome: str, said: Callable[[float, str], str]) -> str:
    return said(float(ends[2]), DEFINITIONS[outcome]["unit"]) if np.isfinite(ends[2]) else "-"


def _ends(ends: Floats, outcome: str, said: Callable[[float, str], str]) -> str:
    low, high = (float(ends[0]), float(ends[4])) if np.isfinite(ends[2]) else (None, None)
    return interval(low, high, DEFINITIONS[outcome]["unit"], said)
