"""Entries of files that are not read, and what is known before one is read: all that the parent process needs."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.model.table import TableColumns
from dangvien_xlsx.text.findings import finding

_NO_TABLES: Mapping[str, TableColumns] = {}


class Reading(NamedTuple):
    """What is known before a file is read.

    ``not_before``: a workbook's own time of saving counts only if it is later; a blank form bears this time.
    ``indicators``: those of the catalogue. ``password``: what opens locked workbooks, blank if none was given.
    ``tables``: by SHA-256 the files that are tables and no forms, each with what the clerk has confirmed of it.
    """

    not_before: datetime
    indicators: Sequence[Indicator]
    password: str = ""
    tables: Mapping[str, TableColumns] = _NO_TABLES


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def unread(path: str, size: int, changed: datetime, why: str, sha256: str = "") -> ReceivedFile:
    """Return the entry of a file that could not be read or whose reader failed.

    Args:
        path: Relative to ``nhan-ve/``.
        size: In bytes.
        changed: When the file was last changed.
        why: In words.
        sha256: Its digest; blank where it was not taken.
    """
    found = finding("unreadable-file", {"file": path}, why=why)
    return ReceivedFile(path, changed, size, sha256, findings=(found,))


def too_large(path: str, size: int, changed: datetime, limit: int, sha256: str) -> ReceivedFile:
    """Return the entry of a file that is too large to try.

    Args:
        path: Relative to ``nhan-ve/``.
        size: In bytes.
        changed: When the file was last changed.
        limit: The most that is tried, in bytes.
        sha256: Its digest; blank where it was not taken.
    """
    found = finding("file-too-large", {"file": path}, size=megabytes(size), limit=megabytes(limit))
    return ReceivedFile(path, changed, size, sha256, findings=(found,))


def megabytes(size: int) -> str:
    """Return a size as a person reads it."""
    return f"{size / 2**20:.1f} MB".replace(".", ",")
