"""The JSON Schema of the plan files of studies, by which editors complete and check them.

`python -m experiments.generate` writes it; a test fails while it is stale.
"""

import json
from pathlib import Path
from typing import Any

from experiments.sensitivity.planfile import StudyFile
from experiments.study import DEFINITIONS

TARGET = Path(__file__).with_name("plan.schema.json")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of plan files, in all the forms that each key may have."""
    schema = StudyFile.model_json_schema(by_alias=True) | {"title": "Plan of a sensitivity study"}
    fields, parts = schema["properties"], schema["$defs"]
    outcome = {"enum": list(DEFINITIONS)}
    _forms(fields["outcomes"], outcome, _several(outcome))
    of = {"enum": ["baseline", "scenario", "difference"]}
    _forms(fields["of"], of, _several(of))
    text = {"type": "string"}
    _forms(fields["scenarios"], text, _several(text) | {"maxItems": 2})
    _forms(
        fields["uncertainties"], text, _several(text), {"type": "object", "additionalProperties": {"const": "prior"}}
    )
    people = {"type": "integer", "minimum": 1, "maximum": 10_000_000}
    _forms(fields["people"], people, {"const": "everybody"})
    for key in ("screening", "shares", "sample", "box"):
        name = f"{key.capitalize()}Part"
        _forms(fields[key], {"$ref": f"#/$defs/{name}"})
    blocks = parts["SharesPart"]["properties"]["blocks"]
    blocks.update({"enum": [2**n for n in range(1, 17)]})
    parts["BoxPart"]["properties"]["outcome"] = {"description": "an outcome"} | outcome
    ways = [{"required": ["above"]}, {"required": ["below"]}]
    parts["BoxPart"]["oneOf"] = ways
    for part, keys in {"BoxPart": ("of", "above", "below"), "Years": ("from", "to")}.items():
        for key in keys:
            field = parts[part]["properties"][key]
            _forms(field, next(form for form in field["anyOf"] if form != {"type": "null"}))
    tick = fields["tick"]
    _forms(tick, {"enum": [1, 7, 14, 28]})
    schema["anyOf"] = [{"required": [stage]} for stage in ("screening", "shares", "sample")]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _several(form: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": form, "minItems": 1, "uniqueItems": True}


def _forms(field: dict[str, Any], *forms: dict[str, Any]) -> None:
    """Say that a key may be written in several ways."""
    for key in ("type", "items", "anyOf", "minItems", "maxItems", "additionalProperties", "default", "$ref"):
        field.pop(key, None)
    field["anyOf"] = list(forms)


def text() -> str:
    """Return the file."""
    return json.dumps(json_schema(), indent=1) + "\n"
