"""A file to download: made when it is asked for, then under its button until what it tells of has changed.

A button that held the file of every moment would hold one that the server has already replaced, as the page is drawn
anew at every click, and browsers complain of files that are gone.
"""

from collections.abc import Callable

import streamlit as st


def download(name: str, tells: object, make: Callable[[], bytes], file: str, kind: str, key: str) -> None:
    """Draw a button that makes a file, or the one that hands it over if it was made of what it tells of now."""
    made = st.session_state.get(f"{key}_file")
    if made is None or made[0] != tells:
        st.button(f"Make {name}", on_click=_make, args=(tells, make, key), key=f"{key}_make")
    else:
        st.download_button(f"Download {name}", made[1], file, kind, on_click="ignore", key=f"{key}_file_button")


def _make(tells: object, make: Callable[[], bytes], key: str) -> None:
    st.session_state[f"{key}_file"] = (tells, make())
