"""The JSON Schema of scenario files, by which editors complete and check them."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from scenarios import override
from scenarios.override import ParameterLimits
from scenarios.parts import ScenarioFile


def json_schema(
    levers: Collection[str] = (), parameters: Mapping[str, ParameterLimits] | None = None
) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of scenario files, with the names given offered by editors."""
    schema = ScenarioFile.model_json_schema() | {"title": "Scenario"}
    fields, parts = schema["properties"], schema["$defs"]
    use = parts["LeverUse"]
    name = {"$ref": "#/$defs/LeverName"}
    parts["LeverName"] = {"type": "string"} | ({"enum": sorted(levers)} if levers else {})
    use["properties"]["lever"] = name | {"description": use["properties"]["lever"]["description"]}
    use["properties"]["places"] |= {"minItems": 1, "uniqueItems": True}
    use["properties"]["groups"] |= _groups_schema()
    use["required"] = ["lever"]
    fields["levers"]["items"] = {"anyOf": [{"$ref": "#/$defs/LeverUse"}, name]}
    fields["without"] |= {"items": name, "uniqueItems": True}
    names = fields["extends"]
    text = {"type": "string"}
    fields["extends"] = {key: names[key] for key in ("title", "description", "default")} | {
        "anyOf": [text, {"type": "array", "items": text, "uniqueItems": True}]
    }
    fields["start"] = use["properties"]["start"] | {"description": fields["start"]["description"]}
    fields["overrides"] |= override.json_schema(parameters)
    each_starts = {"properties": {"levers": {"items": {"type": "object", "required": ["start"]}}}}
    no_start_for_all = {"if": {"not": {"required": ["start"]}}, "then": each_starts}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, **no_start_for_all}


def _groups_schema() -> dict[str, Any]:
    from scenarios.groups import COLUMNS, levels_of  # loads the model

    return {
        "properties": {
            column: {
                "description": meaning.meaning,
                "type": "array",
                "items": {"enum": list(levels_of(column))},
                "minItems": 1,
                "uniqueItems": True,
            }
            for column, meaning in COLUMNS.items()
        },
        "additionalProperties": False,
    }


def write_schema(path: Path, levers: Collection[str], parameters: Mapping[str, ParameterLimits]) -> None:
    """Write the schema that the first line of every scenario file points editors to."""
    path.write_text(json.dumps(json_schema(levers, parameters), indent=2) + "\n", encoding="utf-8")
