"""The part of the page that makes a briefing of the scenario that is set, and hands it over."""

import streamlit as st

from experiments.app.answer import Question
from experiments.app.making import FOLDER, Making
from experiments.app.view import plain

POLL = 1.0
"""Seconds after which a page looks how far a briefing is."""


def briefing(question: Question | None, workers: int) -> None:
    """Draw the button that begins, if a lever is set, and what is known of the briefing begun last."""
    making: Making | None = st.session_state.get("making")
    if question is None and making is None:
        return
    st.header("Briefing")
    st.markdown("The full comparison of these levers with today's system, by the command above, and from it page, PDF, "
                "workbook, documents, pictures and data, as `journeys brief` writes them.")  # fmt: skip
    waits = making is not None and not making.ended
    st.button("Make the briefing", on_click=_begin, args=(question, workers), disabled=question is None or waits,
              key="brief")  # fmt: skip
    if making is not None:
        st.fragment(_told, run_every=POLL if waits else None)(making, waits)


def _begin(question: Question, workers: int) -> None:
    making: Making | None = st.session_state.get("making")
    if making is None or making.ended:
        st.session_state.making = Making(question, workers)


def _told(making: Making, waits: bool) -> None:
    """Draw how far a briefing is, or what came of it."""
    making.heard()
    name = plain(making.name)
    if not making.ended:
        st.progress(*_progress(making))
        st.button("Cancel the briefing", on_click=making.cancel, disabled=making.cancelled, key="cancel")
        return
    if waits:
        st.rerun()  # so that the page is not looked at for ever
    if making.failed:
        st.error(f"The briefing of {name} could not be made: {plain(making.failed)}")
    elif making.cancelled:
        st.info(f"The briefing of {name} was cancelled; nothing is left of it.")
    else:
        for sentence in making.left_out:
            st.info(plain(sentence))
        st.download_button(f"Download the briefing of {name}", making.content, f"{FOLDER}.zip", "application/zip",
                           key="briefing", on_click="ignore")  # fmt: skip


def _progress(making: Making) -> tuple[float, str]:
    """Return the share of the runs that are done, and how far the briefing is in words."""
    found, name = making.progress, plain(making.name)
    if making.cancelled:
        return 0.0, f"The briefing of {name} is being cancelled."
    if making.runs_done:
        return 1.0, f"Briefing of {name}: all runs are done; its files are being written."
    if found is None:
        return 0.0, f"Briefing of {name}: the first draws are under way."
    left = f"{found.left} left" if found.left else "the time left is known after the first draw"
    return (
        found.done / found.of,
        f"Briefing of {name}: {found.done} of {found.of} draws; {left}, then files are written.",
    )
