"""The manifest: what a folder of results is of. A sweep goes on only where the plan and code are still the same."""

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from experiments.fingerprint import code_version
from experiments.sweeps.code import commit, libraries
from experiments.sweeps.part import keep_names, numbers_of
from experiments.sweeps.plan import Plan, agreed
from scenarios.problems import InputError, Problem

NAME = "manifest.json"
KIND = "sweep of survivor-journeys"
OTHER_KIND = "holds a sensitivity study, not a sweep; name one of the sweeps in it, such as {}"
SEED_POLICY = (
    "luck is a function of seed, draw, luck, person and decision; a draw has the same luck under every policy, and the "
    "numbers of a draw come from the seed, its number and their names"
)
MAY_DIFFER = {"begun", "commit", "uncommitted_changes", "version", "platform", "plan_text", "inputs"}
"""What may differ when a sweep goes on: no bit of a row depends on it but through `code` and `libraries`."""


def of(plan: Plan, text: str, inputs: Mapping[str, str]) -> dict[str, Any]:
    """Return the manifest of a plan; `inputs` are hashes of the files that it was read from."""
    head, changed = commit()
    return {
        "kind": KIND, "format": 1, "rows": plan.rows, "plan": plan.described(),
        "numbers": numbers_of(plan), "seed_policy": SEED_POLICY, "inputs": dict(inputs), "libraries": libraries(),
        "version": code_version(), "commit": head, "uncommitted_changes": changed,
        "platform": f"{platform.platform()}, Python {platform.python_version()}",
        "begun": datetime.now(UTC).isoformat(timespec="seconds"), "plan_text": text,
    }  # fmt: skip


def begin(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Write the manifest of a folder unless it has one; return whether it was written. Raises OSError."""
    text = json.dumps({**manifest, "checksum": _checksum(manifest)}, indent=1).encode()
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{NAME}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        if not _linked(Path(temporary), folder / NAME):
            return False
    finally:
        Path(temporary).unlink(missing_ok=True)
    keep_names(folder)
    return True


def _linked(temporary: Path, target: Path) -> bool:
    """Give a file its name unless there is one of that name; return whether it was given."""
    try:
        os.link(temporary, target)  # unlike a renaming, this never replaces what another process wrote
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if target.exists():
            return False
        os.replace(temporary, target)
    return True


def read(folder: Path, any_kind: bool = False) -> dict[str, Any]:
    """Return the manifest of a sweep's folder, or of any.

    Raises InputError if there is none, if it is not as it was written, or if it is of another kind.
    """
    path = folder / NAME
    try:
        manifest = json.loads(path.read_bytes())
        checksum = manifest.pop("checksum")
    except (FileNotFoundError, NotADirectoryError):
        missing = "holds no sweep (no manifest.json)" if folder.is_dir() else "there is no such folder"
        raise _wrong(folder, f"{missing}; give one that `journeys sweep` or `journeys sensitivity` wrote") from None
    except OSError as error:
        raise _wrong(path, f"cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, AttributeError):
        raise _wrong(path, "is damaged; put a copy back, or begin anew in another folder") from None
    if checksum != _checksum(manifest):
        raise _wrong(path, "is damaged; put a copy back, or begin anew in another folder")
    if manifest.get("kind") != KIND and not any_kind:
        stages = [each.name for each in sorted(folder.iterdir()) if (each / NAME).exists()]
        raise _wrong(folder, OTHER_KIND.format(folder / (stages[0] if stages else "shares")))
    return dict(manifest)


def plan_of(manifest: Mapping[str, Any]) -> Plan:
    """Return the plan that a manifest describes."""
    return agreed(manifest["plan"])


def refuse_others(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Raise InputError with one sentence a field in which the manifest of a folder differs from this one."""
    differ = list(differences(read(folder, any_kind=True), json.loads(json.dumps(manifest))))
    if differ:
        raise InputError(
            Problem(folder / NAME, None, None, field, f"the folder was begun with {old}, and this is {new}; "
                    "begin anew in another folder")
            for field, old, new in differ
        )  # fmt: skip


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each field in which two manifests differ, and what it was and is."""
    for key in sorted({*before, *now} - MAY_DIFFER):
        yield from _differences(key, before.get(key), now.get(key))


def _differences(field: str, old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from _differences(f"{field}.{key}", old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differences(f"{field}[{place}]", one, other)
    elif old != new:
        yield field, _short(old), _short(new)


def _short(value: object) -> str:
    if isinstance(value, list) and len(value) > 4:
        return f"{len(value)} of them"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:60]}..."


def _checksum(manifest: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _wrong(path: Path, sentence: str) -> InputError:
    return InputError([Problem(path, None, None, "", sentence)])
