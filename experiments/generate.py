"""Write the generated files: evidence register, levers, processes, margins, the schemas of scenario and plan files.

Run as `python -m experiments.generate` after a number or a lever changed; a test fails while they are stale.
"""

from collections import Counter
from pathlib import Path

from experiments.commands.evidence import as_markdown
from experiments.describe_markdown import processes_page
from experiments.description import describe
from experiments.plan import limits
from experiments.sensitivity import schema as study_schema
from experiments.sweeps import schema as plan_schema
from model import published_margins
from model.register import rows
from scenarios.entry import entries
from scenarios.lever import catalogue, lever_rows
from scenarios.scenario import write_schema

ROOT = Path(__file__).resolve().parents[1]


def levers_page() -> str:
    """Return the catalogue of levers as a page."""
    found = list(entries())
    counts = Counter(entry.status for entry in found)
    lines = [
        "# Levers", "", "Written by `python -m experiments.generate`; do not edit.", "",
        "Every recommendation of the source documents and what the model can say of it: "
        + ", ".join(f"{n} {status}" for status, n in counts.items()) + ". *Mechanism only* means that the size of the "
        "effect is an assumption, drawn from a wide prior: none has been published, or only by those who provide the "
        "service. The grade is that of the weakest number an effect rests on. How each lever behaves when it is run "
        "stands on [lever_trials.md](lever_trials.md).", "",
        "| row | lever | would act | grade | effect | status |", "| --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for entry in found:
        known = entry.described()
        lines.append(
            f"| {known['row'] or '-'} | [{known['name']}](#{entry.id.lower()}) | {known['agency']} "
            f"| {known['grade'] or '-'} | {entry.effect} | {entry.status} |"
        )
    for entry in found:
        lines += ["", f'<a id="{entry.id.lower()}"></a>', "", f"## {entry.asked.title}", ""]
        for key, value in entry.described().items():
            if isinstance(value, list):
                lines += [f"- **{key}**: {'; '.join(value) or 'none'}"]
            elif key != "name" and value != "":
                lines += [f"- **{key}**: {value}"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write them all."""
    (ROOT / "docs" / "evidence.md").write_text(as_markdown([*rows(), *lever_rows()]), encoding="utf-8")
    (ROOT / "docs" / "levers.md").write_text(levers_page(), encoding="utf-8")
    (ROOT / "docs" / "processes.md").write_text(processes_page(describe()), encoding="utf-8")
    (ROOT / "docs" / "margins.md").write_text(published_margins.page(), encoding="utf-8")
    plan_schema.TARGET.write_text(plan_schema.text(), encoding="utf-8")
    study_schema.TARGET.write_text(study_schema.text(), encoding="utf-8")
    write_schema(ROOT / "scenarios" / "scenario.schema.json", catalogue(), limits())


if __name__ == "__main__":
    main()
