"""Reads the notes that this program keeps for itself: one that is not as it was written counts as none at all."""

import json
from pathlib import Path
from typing import Any

from dangvien_xlsx.received.regular import read_bounded

LARGEST_NOTE = 200_000_000
"""Bytes; the record of 10,000 units with thirty indicators takes 20 MB."""


def read_note(path: Path, largest: int = LARGEST_NOTE) -> dict[str, Any]:
    """Return the JSON object in a file of our own, an empty one where there is none that can be read as such.

    ``largest`` is the most bytes that it may have.

    Whatever lies there instead never blocks, and never takes memory without bound: a pipe, a link, a device, a folder,
    a file that is too large, too deep, or in another encoding.
    """
    try:
        read = json.loads(read_bounded(path, largest).decode("utf-8"))
    except (OSError, ValueError, RecursionError, MemoryError):
        return {}
    return read if isinstance(read, dict) else {}


def texts_by_name(read: dict[str, Any]) -> dict[str, list[str]]:
    """Return what of a note is lists of texts, by name."""
    return {
        name: kept
        for name, kept in read.items()
        if isinstance(kept, list) and all(isinstance(item, str) for item in kept)
    }
