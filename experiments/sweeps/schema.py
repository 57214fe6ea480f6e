"""The JSON Schema of plan files, by which editors complete and check them.

`python -m experiments.sweeps.schema` writes it; a test fails while it is stale.
"""

import json
from pathlib import Path
from typing import Any

from experiments.study import DEFINITIONS
from experiments.sweeps.planfile import MOST_DRAWS, PlanFile
from experiments.sweeps.reading import EVERY_GROUP
from scenarios.lever import catalogue

TARGET = Path(__file__).with_name("plan.schema.json")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of plan files, in all the forms that each key may have."""
    schema = PlanFile.model_json_schema(by_alias=True) | {"title": "Plan of a sweep"}
    fields = schema["properties"]
    schema["$defs"]["Setting"]["properties"] = {
        key: _one_or_several(field) for key, field in schema["$defs"]["Setting"]["properties"].items()
    }
    setting = {"anyOf": [{"$ref": "#/$defs/Setting"}, {"type": "null"}]}
    block = {"type": "object", "properties": dict.fromkeys(sorted(catalogue()), setting), "additionalProperties": False}
    schema["$defs"]["Block"] = block
    each = {"anyOf": [{"$ref": "#/$defs/Block"}, {"enum": sorted(catalogue())}]}
    _forms(
        fields["levers"],
        {"$ref": "#/$defs/Block"},
        {"type": "array", "items": each},
        {"enum": ["catalogue", *sorted(catalogue())]},
    )
    ends = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    _forms(
        fields["uncertainties"], {"type": "string"}, {"type": "array", "items": {"type": "string"}},
        {"type": "object", "additionalProperties": {"anyOf": [{"const": "prior"}, ends]}},
    )  # fmt: skip
    number = {"type": "integer", "minimum": 0, "maximum": MOST_DRAWS}
    _forms(fields["draws"], number | {"minimum": 1}, {"type": "array", "items": number, "minItems": 1})
    people = {"type": "integer", "minimum": 1, "maximum": 10_000_000}
    _forms(fields["people"], people, {"const": "everybody"})
    for key, names, word in (("outcomes", list(DEFINITIONS), "all"), ("groups", list(EVERY_GROUP), "every")):
        several = {"type": "array", "items": {"enum": names}, "minItems": 1, "uniqueItems": True}
        _forms(fields[key], several, {"enum": sorted({*names, word})})
    _forms(
        fields["scenarios"], {"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}
    )  # fmt: skip
    fields["tick"] = {key: value for key, value in fields["tick"].items() if key != "anyOf"} | {"enum": [1, 7, 14, 28]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _forms(field: dict[str, Any], *forms: dict[str, Any]) -> None:
    """Say that a key may be written in several ways."""
    for key in ("type", "items", "anyOf", "minItems", "additionalProperties", "default"):
        field.pop(key, None)
    field["anyOf"] = list(forms)


def _one_or_several(field: dict[str, Any]) -> dict[str, Any]:
    several = {"type": "array", "items": field["items"], "minItems": 1}
    return {"description": field["description"], "anyOf": [field["items"], several]}


def text() -> str:
    """Return the file."""
    return json.dumps(json_schema(), indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
