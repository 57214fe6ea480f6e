"""What the document and the slides share: whether their libraries are there, safe text, and bytes without a clock."""

import io
import re
import zipfile
from importlib.util import find_spec

NEEDED = {"briefing.docx": ("docx", "python-docx"), "briefing.pptx": ("pptx", "python-pptx")}
"""By file: the module that writes it, and the package that brings the module."""
TIMES = re.compile(rb">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<")
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip file can tell."""


def lacking(file: str) -> str:
    """Return the package that is not there but is needed to write a file; '' if it is there."""
    module, package = NEEDED[file]
    return "" if find_spec(module) else package


def settled(file: bytes, inside: bool = False) -> bytes:
    """Return a zip file with the times of the clock taken out, so that the same content has the same bytes.

    `inside`: the file is part of another, as the workbook behind a chart is, and tells by itself when it was made.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            content = old.read(info)
            if content.startswith(b"PK\x03\x04"):
                content = settled(content, inside=True)
            elif inside and info.filename == "docProps/core.xml":
                content = TIMES.sub(b">1980-01-01T00:00:00Z<", content)
            new.writestr(entry, content)
    return out.getvalue()
