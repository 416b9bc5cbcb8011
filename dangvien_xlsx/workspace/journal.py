"""A log that is only ever added to, one JSON object a line: what was fetched, what was sent. Survives being cut."""

import json
import os
from pathlib import Path
from typing import Any

from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.received.regular import append_regular, read_bounded
from dangvien_xlsx.text import mail as words
from dangvien_xlsx.workspace.folder import why

_LARGEST = 200_000_000
"""Bytes: a million entries."""
_ADDRESSES = "to"


class Journal:
    """A log file. A line that a crash cut short is passed over, and the next one begins on a line of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def entries(self) -> list[dict[str, Any]]:
        """Return all entries, oldest first.

        Raises:
            WorkspaceError: The log is there but cannot be read; going on would do things twice.
        """
        try:
            lines = read_bounded(self.path, _LARGEST).splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise WorkspaceError(words.LOG_BROKEN.format(path=self.path, why=why(error))) from error
        found = []
        for line in lines:
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if _is_ours(entry):
                found.append(entry)
        return found

    def add(self, **entry: Any) -> None:
        """Add an entry and wait until the disk has it.

        Raises:
            WorkspaceError: The disk is full, or the folder cannot be written.
        """
        # The line break leads: whatever a crash left half written, this entry stands on its own line.
        line = b"\n" + json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
        try:
            with append_regular(self.path) as stream:
                stream.write(line)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise WorkspaceError(words.LOG_BROKEN.format(path=self.path, why=why(error))) from error


def _is_ours(entry: object) -> bool:
    """Whether it has the shape that ``add`` is given: texts and numbers, but for the addresses, which are many."""
    return isinstance(entry, dict) and not any(
        isinstance(value, dict) or (isinstance(value, list) and key != _ADDRESSES) for key, value in entry.items()
    )
