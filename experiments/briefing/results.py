"""Results: what `journeys compare --out` wrote, read back and checked before a word is written about it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from experiments.chart_words import shown
from experiments.charts import BY_SCENARIO, fit_to_show
from experiments.document import Document
from experiments.fingerprint import code_version
from scenarios.problems import InputError, Problem

NAME = "comparison.json"
LONGEST_COMMAND = 2000
"""Letters of a command that are shown."""
SCHEMA = Path(__file__).resolve().parents[1] / "output.schema.json"
NEEDED = ("made", "inputs", "version", "asked", "scenarios", "published", "flows", "since", "switching", "ranking",
          "numbers", "again", "worth", *BY_SCENARIO)  # fmt: skip
"""Parts of a document that a briefing tells; documents of earlier versions lack the first two."""


@dataclass(frozen=True)
class Results:
    """A comparison: as it was written, and as it may be shown (names fit to be read, and still different)."""

    document: Document
    shown: Document
    sha256: str
    """Of the file."""


def read(name: str) -> Results:
    """Return the results in a folder, or of a `comparison.json`. Raises InputError with one sentence."""
    path = Path(name)
    path = path / NAME if path.is_dir() else path
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        _refuse(path, "there is no such file; give the folder that `journeys compare --out FOLDER` wrote")
    except OSError as error:
        _refuse(path, f"cannot be read: {error.strerror or error}")
    try:
        document = json.loads(raw, parse_constant=_not_a_number)
    except (json.JSONDecodeError, UnicodeDecodeError):
        _refuse(path, "is not what `journeys compare` writes; give the folder of `journeys compare --out FOLDER`")
    except ValueError as error:
        _refuse(path, f"is not what `journeys compare` writes: {error}")
    except RecursionError:
        _refuse(path, "is not the JSON that `journeys compare` writes: it is nested too deep")
    _check(path, document)
    return Results(document, _shown(document), hashlib.sha256(raw).hexdigest())


def _shown(document: Document) -> Document:
    """Return what may be shown of a document: names and command fit to be read."""
    fit = fit_to_show(document)
    names = {old["name"]: new["name"] for old, new in zip(document["scenarios"], fit["scenarios"], strict=True)}
    hashes = {names[name]: code for name, code in document["inputs"]["scenarios"].items()}
    return fit | {
        "inputs": document["inputs"] | {"scenarios": hashes},
        "asked": shown(document["asked"], LONGEST_COMMAND),
    }


def _not_a_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


def _check(path: Path, document: Any) -> None:
    """Refuse what is no comparison of this version, naming the first thing that is wrong with it."""
    if not isinstance(document, dict) or document.get("command") != "compare":
        _refuse(path, "holds no comparison; a briefing is made of what `journeys compare --out FOLDER` writes")
    missing = [part for part in NEEDED if part not in document]
    if missing:
        _refuse(path, f"lacks {missing[0]!r}: written by another version; run `journeys compare` again")
    if document["version"] != code_version():
        _refuse(path, f"was written by version {str(document['version'])[:40]}, and this is {code_version()}; run "
                "`journeys compare` again")  # fmt: skip
    outcomes = document["outcomes"]
    of_everybody = [r for r in outcomes if not isinstance(r, dict) or r.get("group") == "all"] \
        if isinstance(outcomes, list) else outcomes  # fmt: skip
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    wrong = best_match(Draft202012Validator(schema).iter_errors(document | {"outcomes": of_everybody}))
    if wrong:
        place = wrong.json_path.removeprefix("$.")
        _refuse(path, f"{place[:80]}: {wrong.message[:160]}; run `journeys compare` again")
    for sentence in _strangers(document):
        _refuse(path, f"{sentence}; run `journeys compare` again")


def _strangers(document: Document) -> Iterator[str]:
    """Yield in what the parts of a document do not belong together."""
    names = [scenario["name"] for scenario in document["scenarios"]]
    if len(names) < 2 or len(set(names)) < len(names) or document["scenario"] != names[0]:
        yield "scenarios: expected a baseline first, then others, each with a name of its own"
        return
    if sorted(document["since"]) != sorted(names[1:]) or sorted(document["inputs"]["scenarios"]) != sorted(names):
        yield "since, inputs: expected each scenario once"
    if [check["scenario"] for check in document["checks"]] != names[1:]:
        yield "checks: expected each scenario but the baseline once, in their order"
    for part in ("outcomes", *BY_SCENARIO, "switching"):
        strange = next((row for row in document[part] if row["scenario"] not in names), None)
        if strange:
            yield f"{part}: holds a scenario that is not compared, {strange['scenario'][:40]!r}"
    for name in names[1:]:
        if not any(row["scenario"] == name for row in document["verdicts"]):
            yield f"verdicts: none on {name[:40]!r}"


def _refuse(path: Path, sentence: str) -> NoReturn:
    raise InputError([Problem(path, None, None, "", sentence)])
