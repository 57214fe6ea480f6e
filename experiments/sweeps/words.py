"""Durations and sizes in words."""


def seconds_words(seconds: float) -> str:
    """Return a duration as people say it."""
    for unit, length in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.1f} {unit}"
    return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"


def bytes_words(size: float) -> str:
    """Return a size as people say it."""
    for unit, length in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if size >= length:
            return f"{size / length:.1f} {unit}"
    return f"{size:.0f} bytes"
