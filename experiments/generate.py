"""Write the generated files: evidence register, levers, processes, margins and the schema of scenario files.

Run as `python -m experiments.generate` after a number or a lever changed; a test fails while they are stale.
"""

from pathlib import Path

from experiments.commands.evidence import as_markdown
from experiments.commands.levers import described
from experiments.describe_markdown import processes_page
from experiments.description import describe
from experiments.plan import limits
from model import published_margins
from model.register import rows
from scenarios.lever import catalogue, lever_rows
from scenarios.scenario import write_schema

ROOT = Path(__file__).resolve().parents[1]


def levers_page() -> str:
    """Return the catalogue of levers as a page."""
    lines = ["# Levers", "", "Written by `python -m experiments.generate`; do not edit."]
    for lever in catalogue().values():
        lines += ["", f"## {lever.title}", ""]
        lines += [
            f"- **{key}**: {'; '.join(value) if isinstance(value, list) else value}"
            for key, value in described(lever).items()
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write them all."""
    (ROOT / "docs" / "evidence.md").write_text(as_markdown([*rows(), *lever_rows()]), encoding="utf-8")
    (ROOT / "docs" / "levers.md").write_text(levers_page(), encoding="utf-8")
    (ROOT / "docs" / "processes.md").write_text(processes_page(describe()), encoding="utf-8")
    (ROOT / "docs" / "margins.md").write_text(published_margins.page(), encoding="utf-8")
    write_schema(ROOT / "scenarios" / "scenario.schema.json", catalogue(), limits())


if __name__ == "__main__":
    main()
