"""The gallery: worked examples, each a question, its code, a picture and an answer.

Run as `python -m experiments.gallery`: it runs every file of docs/gallery and writes docs/gallery.md and the pictures
beside the files. Each file's docstring is the question; it leaves `picture`, a Plotly figure, and `answer`, a sentence
whose numbers come out of the code. Pictures are SVG, drawn by the Chromium of this machine (BROWSER_PATH names one);
where there is none, the page has tables in their place.
"""

import runpy
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.figure import Picture
from experiments.plan import write

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "gallery"
PAGE = FOLDER.with_suffix(".md")
MOST_ROWS = 12
"""Rows of a table on the page; figures have them all."""


@dataclass(frozen=True)
class Example:
    """One example that has been run."""

    name: str
    question: str
    code: str
    picture: Picture
    answer: str

    @property
    def says(self) -> str:
        """The picture in words."""
        return str(self.picture.layout.meta["says"])


def files() -> list[Path]:
    """Return the files of all examples."""
    return sorted(FOLDER.glob("*.py"))


def example(path: Path) -> Example:
    """Run a file and return what it leaves. Raises ValueError if that is no example."""
    left: dict[str, Any] = runpy.run_path(str(path))
    question, picture, answer = (left.get("__doc__") or "").strip(), left.get("picture"), left.get("answer")
    if not question.endswith("?") or not isinstance(picture, Picture) or not isinstance(answer, str):
        raise ValueError(f"{path.name}: an example asks a question and leaves `picture` and `answer`")
    code = path.read_text(encoding="utf-8").partition('"""\n')[2].strip()
    return Example(path.stem, question, code, picture, answer)


def page(examples: Sequence[Example], drawn: bool) -> str:
    """Return the page; `drawn` says whether there are pictures beside it."""
    return "\n".join(line for each in (_head(examples), *(_section(one, drawn) for one in examples)) for line in each)


def _head(examples: Sequence[Example]) -> Iterator[str]:
    yield from ("# Gallery", "", "Written by `python -m experiments.gallery`; do not edit.", "")
    yield (f"{len(examples)} worked examples: a question, the code, a picture and the answer. They run in a notebook "
           "as they stand. Samples are small and draws few, so that all run within minutes: for an answer to rest on, "
           "ask for more of both.")  # fmt: skip
    yield ""
    for one in examples:
        yield f"- [{one.question}](#{one.name})"
    yield ""


def _section(one: Example, drawn: bool) -> Iterator[str]:
    yield from (f'<a id="{one.name}"></a>', "", f"## {one.question}", "", "```python", one.code, "```", "")
    if drawn:
        yield from (f"![{_inert(one.says)}]({FOLDER.name}/{one.name}.svg)", "")
    yield from (f"**{_inert(one.answer)}**", "", "<details><summary>Table</summary>", "")
    head, rows = one.picture.layout.meta["head"], one.picture.layout.meta["rows"]
    yield "| " + " | ".join(map(_inert, head)) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for row in rows[:MOST_ROWS]:
        yield "| " + " | ".join(map(_inert, row)) + " |"
    yield ""
    if len(rows) > MOST_ROWS:
        yield from (f"{len(rows) - MOST_ROWS} more rows stand in `found.table(...)`.", "")
    yield from ("</details>", "")


def _inert(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("]", "\\]").replace("\n", " ")


def main() -> None:
    """Run every example and write the page."""
    from experiments.drawing import drawn_to

    examples = [example(path) for path in files()]
    drawn = drawn_to(FOLDER, {one.name: one.picture for one in examples})
    write(PAGE, page(examples, drawn))
    shutil.rmtree(FOLDER / "__pycache__", ignore_errors=True)


if __name__ == "__main__":
    main()
