"""`journeys evidence [NAME]`: every number of the model with meaning, unit, prior, source and grade."""

import argparse
import csv
import io
import json
from pathlib import Path

from experiments.cli import FINE
from experiments.plan import write
from model.register import rows
from scenarios.lever import lever_rows
from scenarios.problems import InputError, Problem, did_you_mean


def answer(options: argparse.Namespace) -> int:
    """Print or export the register, or the part of it that begins with a name."""
    register = [*rows(), *lever_rows()]
    if options.name:
        register = matching(register, options.name)
    if options.export:
        export(register, Path(options.export))
    elif options.json:
        print(json.dumps(register, indent=1))
    else:
        print("\n\n".join(paragraph(row) for row in register))
    return FINE


def matching(register: list[dict[str, str]], name: str) -> list[dict[str, str]]:
    """Return the rows whose name begins with `name`; an InputError names the nearest one if there are none."""
    found = [row for row in register if row["name"] == name] or [r for r in register if r["name"].startswith(name)]
    if not found:
        sentence = f"no number is called {name!r}{did_you_mean(name, {row['name'] for row in register})}"
        raise InputError([Problem(Path("command line"), None, None, "NAME", sentence)])
    return found


def paragraph(row: dict[str, str]) -> str:
    """Return one row for reading."""
    since = f" from {row['since']}" if row["since"] else ""
    lines = [f"{row['name']} [{row['unit']}] grade {row['grade']}, {row['kind']}{since}", f"  {row['meaning']}"]
    if row["prior"]:
        lines.append(f"  prior: {row['prior']}; median {row['median']}")
    return "\n".join([*lines, *(f"  {row[key]}" for key in ("basis", "facts") if row[key])])


def export(register: list[dict[str, str]], path: Path) -> None:
    """Write the register as .csv, .json or .md, whole or not at all."""
    texts = {".csv": as_csv, ".json": lambda r: json.dumps(r, indent=1) + "\n", ".md": as_markdown}
    problem = None
    if path.suffix not in texts:
        problem = f"the name of the file must end in {', '.join(texts)}, not {path.suffix or 'nothing'!r}"
    elif not path.parent.is_dir():
        problem = f"there is no folder {str(path.parent)!r}"
    if problem:
        raise InputError([Problem(path, None, None, "--export", problem)])
    try:
        write(path, texts[path.suffix](register))
    except OSError as error:
        raise InputError([Problem(path, None, None, "--export", f"cannot write: {error.strerror}")]) from error


def as_csv(register: list[dict[str, str]]) -> str:
    """Return the register as a table; text that a spreadsheet would run as a formula is marked as text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(register[0]))
    writer.writeheader()
    for row in register:
        writer.writerow(
            {key: f"'{value}" if value[:1] in "=+-@\t\r" and value else value for key, value in row.items()}
        )
    return out.getvalue()


def as_markdown(register: list[dict[str, str]]) -> str:
    """Return the register as a page: one section a file that declares numbers."""
    lines = [
        "# Evidence register", "",
        "Written by `python -m experiments.generate`; do not edit. Ranges are 90% intervals, widened by the",
        "grade rule of `model/evidence.py`. A: official statistic or rule; B: research or inspection; C: expert,",
        "charity or press; D: assumption of ours, or a C read at second hand.",
    ]  # fmt: skip
    family = ""
    for row in register:
        if row["name"].split(".")[0] != family:
            family = row["name"].split(".")[0]
            lines += [
                "",
                f"## {family}",
                "",
                "| name | meaning | unit | prior | median | grade | basis |",
                "|---|---|---|---|---|---|---|",
            ]
        name = row["name"].removeprefix(f"{family}.") + (f" (from {row['since']})" if row["since"] else "")
        basis = ". ".join(part for part in (row["basis"], row["facts"]) if part)
        cells = (name, row["meaning"], row["unit"], row["prior"], row["median"], f"{row['grade']} {row['kind']}", basis)
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
