"""Drawings: figures of the documentation as SVG files, with words for those who cannot see them."""

import json
import re
import sys
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path

from experiments.browser import HOW_TO_GET, drawn, find
from experiments.figure import Picture
from experiments.plan import write


def drawn_to(folder: Path, pictures: Mapping[str, Picture]) -> bool:
    """Write pictures to a folder as SVG, by their names; return False, and say why, if there is no browser.

    Raises OSError if the browser fails.
    """
    browser = find()
    if not browser:
        sys.stderr.write(f"no browser was found, so no pictures are drawn: {HOW_TO_GET}\n")
        return False
    folder.mkdir(exist_ok=True)
    found = drawn(browser, {name: json.loads(picture.to_json()) for name, picture in pictures.items()})
    for name, picture in pictures.items():
        write(folder / f"{name}.svg", named(found[name][0], picture))
    return True


def named(drawn: str, picture: Picture) -> str:
    """Return an SVG with a title and a description for those who cannot see it."""
    head, _, rest = drawn.partition(">")
    title = re.sub("<[^>]+>", " ", unescape(picture.layout.title.text)).strip()
    words = f"<title>{escape(title)}</title><desc>{escape(str(picture.layout.meta['says']))}</desc>"
    return f'{head} role="img">{words}{rest}\n'
