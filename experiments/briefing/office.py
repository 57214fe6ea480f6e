"""What the document and the slides share: whether their libraries are there, safe text, and bytes without a clock."""

import io
import zipfile
from importlib import import_module
from importlib.util import find_spec

NEEDED = {"briefing.docx": ("docx", "python-docx"), "briefing.pptx": ("pptx", "python-pptx")}
"""By file: the module that writes it, and the package that brings the module."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip file can tell."""


def lacking(file: str) -> str:
    """Return the package that is not there but is needed to write a file; '' if it is there."""
    module, package = NEEDED[file]
    return "" if find_spec(module) else package


def library(name: str) -> object:
    """Return a library, imported only here, as it is slow to load and not always there."""
    return import_module(name)


def settled(file: bytes) -> bytes:
    """Return a zip file with the times of the clock taken out, so that the same content has the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(entry, _settled_inside(old.read(info)))
    return out.getvalue()


def _settled_inside(content: bytes) -> bytes:
    """Return a part, itself settled if it is a zip file: the numbers behind a chart are a workbook."""
    return settled(content) if content.startswith(b"PK\x03\x04") else content
