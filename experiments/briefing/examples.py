"""The briefings that ship as examples, made anew: `python -m experiments.briefing.examples`.

Each question is compared, and the briefing of the comparison written to docs/briefings/NAME. Of the files only those
are kept that a reader of the repository opens; pictures, documents and slides are made by `journeys brief`.
"""

import argparse
import io
import tempfile
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from experiments.briefing.folder import make, manifest_of, publish
from experiments.briefing.results import read
from experiments.cli import main as journeys
from experiments.headlines.packages import PACKAGES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "briefings"
KEPT = ("briefing.html", "results.xlsx")
"""Files that ship: a PDF is several megabytes, and the workbook holds the data."""


@dataclass(frozen=True)
class Example:
    """A question: the scenarios that are compared with today's system, and what else is asked."""

    name: str
    scenarios: tuple[str, ...]
    asked: tuple[str, ...] = ()


EXAMPLES = (
    Example("prison_staff_as_first_responders",
            ("prison_first_responders", "prison_first_responders_with_caseworkers"), ("--switching",)),
    Example("firewall", ("firewall",), ("--switching",)),
    Example("everything", ("everything",)),
    Example("packages", PACKAGES),
)  # fmt: skip


def main() -> None:
    """Make them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", default="4000", help="size of the sample (4000)")
    parser.add_argument("--draws", default="30", help="draws of every uncertain number (30)")
    parser.add_argument("--to", default="2030", help="last year simulated (2030)")
    parser.add_argument("--only", action="append", choices=[example.name for example in EXAMPLES])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to write (docs/briefings)")
    options = parser.parse_args()
    for example in EXAMPLES:
        if not options.only or example.name in options.only:
            size = sum(written(example, options.folder, [options.people, options.draws, options.to]).values())
            print(f"{options.folder / example.name}: {size / 1e6:.2f} MB")  # noqa: T201


def written(example: Example, folder: Path, size: list[str]) -> dict[str, int]:
    """Compare, write the briefing, and return the size of each of its files. Raises SystemExit if a run fails."""
    people, draws, last = size
    with tempfile.TemporaryDirectory() as place:
        words = ["compare", "baseline", *example.scenarios, *example.asked, "--people", people, "--draws", draws]
        with redirect_stdout(io.StringIO()):  # the table, which nobody reads here
            status = journeys([*words, "--from", "2014", "--to", last, "--out", place, "--quiet"])
        if status:
            raise SystemExit(status)
        results = read(place)
    made = make(results, pictures=False)
    kept = {name: content for name, content in made.files.items() if name in KEPT}
    publish(folder / example.name, kept | manifest_of(results, kept))
    return {name: len(content) for name, content in kept.items()}


if __name__ == "__main__":
    main()
