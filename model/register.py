"""The evidence register: every number of the model with meaning, unit, prior, source and grade, under its name.

Importing this module names every quantity: `custody.disclosure` is the variable `disclosure` of
model/stages/custody.py, and so on for every file that declares numbers.
"""

from collections.abc import Iterator
from types import ModuleType

from model import (
    awareness,
    capacity,
    defence,
    ease,
    first_day,
    gates,
    junctions,
    margins,
    prisons,
    reach,
    stages,
    unit_costs,
)
from model.evidence import Adopted, Assumption, Derived, Local, Parameter, Quantity
from model.kinds import modules_of

# A module that imports another's numbers comes after it, or it would give them its own name.
MODULES: tuple[ModuleType, ...] = (
    margins, first_day, capacity, *modules_of(junctions), ease, reach, awareness, gates, prisons, defence,
    *modules_of(stages), unit_costs,
)  # fmt: skip


def family_of(module: ModuleType) -> str:
    """Return the first part of the names of the numbers a module declares: its own, but of all junctions one."""
    package, _, own = module.__name__.rpartition(".")
    return "junctions" if package == junctions.__name__ else own


def name_quantities(module: ModuleType) -> None:
    """Give every quantity declared in a module its dotted name: the module's last part and the variable."""
    family = family_of(module)
    for variable, value in vars(module).items():
        if isinstance(value, Quantity) and not value.name:
            object.__setattr__(value, "name", f"{family}.{variable}")


for _module in MODULES:
    name_quantities(_module)


def quantities() -> dict[str, Quantity]:
    """Return every number of the model by name, in the order of declaration; those of levers are not among them."""
    return {
        value.name: value
        for module in MODULES
        for variable, value in vars(module).items()
        if isinstance(value, Quantity) and value.name == f"{family_of(module)}.{variable}"
    }


def rows() -> Iterator[dict[str, str]]:
    """Yield one row a number (and regime) for tables of the register."""
    for name, quantity in quantities().items():
        yield from rows_of(name, quantity)


def rows_of(name: str, quantity: Quantity) -> Iterator[dict[str, str]]:
    """Yield the rows of one number."""
    common = {"name": name, "meaning": quantity.meaning, "unit": quantity.unit, "grade": quantity.grade}
    match quantity:
        case Parameter():
            basis = quantity.evidence
            cited = "; ".join(f"{f.id}: {f.citation}" for f in basis.cited)
            text = basis.reason if isinstance(basis, Assumption) else basis.note
            for since, prior in quantity.regimes:
                yield common | {
                    "kind": "assumption" if isinstance(basis, Assumption) else "sourced",
                    "since": "" if since.year == 1 else since.isoformat(),
                    "prior": str(prior), "median": f"{prior.median:.4g}",
                    "basis": text, "facts": cited,
                }  # fmt: skip
        case Derived():
            inputs = ", ".join(q.name for q in quantity.inputs)
            yield common | {
                "kind": "derived", "since": "", "prior": "", "median": "",
                "basis": f"computed from {inputs}", "facts": "",
            }  # fmt: skip
        case Local():
            yield common | {
                "kind": "local", "since": "", "prior": "", "median": "",
                "basis": f"{quantity.middle.name}, spread over places by {quantity.spread.name}", "facts": "",
            }  # fmt: skip
        case Adopted():
            yield common | {
                "kind": "adopted", "since": "", "prior": "", "median": "",
                "basis": f"by a share of places, {quantity.share.name}", "facts": "",
            }  # fmt: skip
