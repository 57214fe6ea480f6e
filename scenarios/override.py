"""An override: a parameter of the model that a scenario sets to a number of its own."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeGuard

from scenarios.problems import Complaint, KeyPath, did_you_mean, plain_number, share_hint, shown
from scenarios.yamlfile import Data


class ParameterLimits(NamedTuple):
    """What a parameter may be set to: a number of `unit` from `low` to `high`, both included."""

    unit: str
    low: float
    high: float

    def __str__(self) -> str:
        return f"{counted_in(self.unit)} between {plain_number(self.low)} and {plain_number(self.high)}"


def counted_in(unit: str) -> str:
    """Return what a number of a unit is: a share, an odds ratio, a number of days, a number per year."""
    if unit.startswith("per "):
        return f"a number {unit}"
    if unit.endswith("s") or unit.partition(" ")[0] in ("people", "members", "pounds", "decisions"):
        return f"a number of {unit}"
    return f"{'an' if unit[0] in 'aeiou' else 'a'} {unit}"


def numbers(overrides: Mapping[str, Data]) -> Iterator[tuple[str, float]]:
    """Yield the parameters that are set to a number, written by itself or as `{value: 90, unit: days}`."""
    for name, raw in overrides.items():
        number = raw.get("value") if isinstance(raw, dict) else raw
        if _is_number(number):
            yield name, float(number)


def complaints(overrides: Data, parameters: Mapping[str, ParameterLimits]) -> Iterator[Complaint]:
    """Yield what is wrong with each override, if these are overrides at all."""
    if not isinstance(overrides, dict):
        return
    for name, raw in overrides.items():
        path = ("overrides", name)
        limits = parameters.get(name)
        if limits is None:
            yield path, f"unknown parameter{did_you_mean(name, parameters)}"
        elif isinstance(raw, dict):
            yield from _complaints_with_unit(path, raw, limits)
        elif sentence := _complaint(raw, limits):
            yield path, sentence


def _complaints_with_unit(path: KeyPath, raw: Mapping[str, Data], limits: ParameterLimits) -> Iterator[Complaint]:
    for key in raw:
        if key not in {"value", "unit"}:
            yield (*path, key), f"unknown key{did_you_mean(key, ('value', 'unit'))}"
    if "value" not in raw:
        yield (*path, "value"), f"missing; expected {limits}"
    elif sentence := _complaint(raw["value"], limits):
        yield (*path, "value"), sentence
    if "unit" not in raw:
        yield (*path, "unit"), f"missing; expected {limits.unit}"
    elif raw["unit"] != limits.unit:
        yield (*path, "unit"), f"the unit is {limits.unit}, not {shown(raw['unit'])}; convert the value to it"


def _complaint(value: Data, limits: ParameterLimits) -> str | None:
    """Return what is wrong with a parameter's value: "expected a number of days between 1 and 400; found 900"."""
    if _is_number(value) and limits.low <= value <= limits.high:
        return None
    is_share = limits.low >= 0 and limits.high <= 1
    hint = share_hint(value, limits.low, limits.high) if is_share else None
    return f"expected {limits}; {hint or 'found ' + shown(value)}"


def _is_number(value: Data) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def json_schema(parameters: Mapping[str, ParameterLimits] | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a file's overrides, which with `parameters` allows those names alone."""
    if not parameters:
        return {"additionalProperties": _value_schema({"type": "number"}, {"type": "string"})}
    return {
        "propertyNames": {"enum": sorted(parameters)},
        "properties": {name: _limits_schema(parameters[name]) for name in sorted(parameters)},
        "additionalProperties": False,
    }


def _limits_schema(limits: ParameterLimits) -> dict[str, Any]:
    bounds = {"minimum": limits.low, "maximum": limits.high}
    number = {"type": "number"} | {name: bound for name, bound in bounds.items() if math.isfinite(bound)}
    return {"description": str(limits)} | _value_schema(number, {"const": limits.unit})


def _value_schema(number: dict[str, Any], unit: dict[str, Any]) -> dict[str, Any]:
    with_unit = {
        "type": "object",
        "properties": {
            "value": number | {"description": "the number"},
            "unit": unit | {"description": "the unit of the number, which must be the parameter's own"},
        },
        "required": ["value", "unit"],
        "additionalProperties": False,
    }
    return {"anyOf": [number, with_unit]}
