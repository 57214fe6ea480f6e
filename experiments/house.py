"""House: the size of files and functions, and how much is documented. Run as `python -m experiments.house`.

Whether imports keep to their directions is for `lint-imports` to say.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("model", "scenarios", "calibration", "experiments")
LONGEST_FILE, LONGEST_FUNCTION = 600, 60
"""Lines."""


@dataclass(frozen=True, order=True)
class Measured:
    """Something and its length in lines."""

    lines: int
    name: str


def sources() -> dict[str, str]:
    """Return the text of every file of the four packages, by its path."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def files(texts: dict[str, str]) -> list[Measured]:
    """Return every file and its length, longest first."""
    return sorted((Measured(len(text.splitlines()), path) for path, text in texts.items()), reverse=True)


def functions(texts: dict[str, str]) -> list[Measured]:
    """Return every function and method and its length, longest first."""
    found = [
        Measured((node.end_lineno or node.lineno) - node.lineno + 1, f"{path}: {node.name}")
        for path, text in texts.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    ]
    return sorted(found, reverse=True)


def public(texts: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield every module and every public class and function of a module, and whether it has a docstring."""
    for path, text in texts.items():
        module = ast.parse(text)
        yield path, bool(ast.get_docstring(module)) or not module.body
        for node in module.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield f"{path}: {node.name}", bool(ast.get_docstring(node))


def main() -> None:
    """Print the three measures."""
    texts = sources()
    names = list(public(texts))
    missing = [name for name, documented in names if not documented]
    for what, of, limit in (
        ("largest file", files(texts)[0], LONGEST_FILE),
        ("longest function", functions(texts)[0], LONGEST_FUNCTION),
    ):
        print(f"{what}: {of.name}, {of.lines} lines of at most {limit}")
    print(f"documented: {len(names) - len(missing)} of {len(names)} modules, public classes and functions")
    for name in missing:
        print(f"  without a docstring: {name}")


if __name__ == "__main__":
    main()
