"""What the clerk has confirmed of tables: kept in the workspace, hostile until checked."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.table import TableColumns
from dangvien_xlsx.text import commands
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.workspace.folder import Workspace, why, write_file
from dangvien_xlsx.workspace.notes import read_note

MAPPING = "anh-xa.json"
"""In the workspace: what columns are, as the clerk confirmed it."""
_HEADERS, _TABLES, _SHEET, _DAY_FIRST, _TAKEN = "cot", "bang", "sheet", "ngay_truoc", "thu_tu"
_LARGEST = 4 * 2**20
"""Bytes of the note: a table of a hundred columns takes 6 KB."""
_MOST_COLUMNS, _LONGEST_HEADER, _LONGEST_SHEET = 1_000, 2_000, 31
_MOST_TABLES = 100_000
_DIGEST = pattern(r"[0-9a-f]{64}")


class Confirmed(NamedTuple):
    """What was confirmed: codes by header, for whatever table comes next; and the columns of each table, by SHA-256."""

    headers: Mapping[str, str]
    tables: Mapping[str, TableColumns]

    def said(self, mapping: Mapping[str, str]) -> "Confirmed":
        """Return this with what is said now of headers; of one that is written otherwise, what is said now counts."""
        now = set(map(fold, mapping))
        before = {header: code for header, code in self.headers.items() if fold(header) not in now}
        return self._replace(headers=before | dict(mapping))

    def taking(self, sha256: str, columns: TableColumns) -> "Confirmed":
        """Return this with a table taken in: after all others, or where it stood if it was taken before."""
        before = self.tables.get(sha256)
        after = 1 + max((each.taken for each in self.tables.values()), default=0)
        taken = before.taken if before and before.taken else after
        return self._replace(tables={**self.tables, sha256: columns._replace(taken=taken)})


def confirmed(workspace: Workspace) -> Confirmed:
    """Return what was confirmed before; whatever in the note is not as this program writes it counts as nothing."""
    read = read_note(workspace.folder / MAPPING, _LARGEST)
    listed = read.get(_TABLES)
    tables = {
        sha256: columns
        for sha256, kept in (listed.items() if isinstance(listed, dict) else ())
        if _DIGEST.fullmatch(sha256) and (columns := _columns(kept))
    }
    return Confirmed(_texts(read.get(_HEADERS)), tables)


def tables_of(workspace: Workspace) -> Mapping[str, TableColumns]:
    """Return the tables that were taken in, by SHA-256, each with what was confirmed of its columns."""
    return confirmed(workspace).tables


def _columns(kept: Any) -> TableColumns | None:
    if not isinstance(kept, dict):
        return None
    sheet, columns, day_first = kept.get(_SHEET), _texts(kept.get(_HEADERS)), kept.get(_DAY_FIRST)
    is_sound = isinstance(sheet, str) and len(sheet) <= _LONGEST_SHEET and isinstance(day_first, bool)
    # Two headers that are one column's code would leave one of them unread, unseen.
    is_sound = is_sound and len(set(columns.values())) == len(columns) and ADMITTED in columns.values()
    taken = kept.get(_TAKEN, 0)
    taken = taken if isinstance(taken, int) and 0 <= taken < _MOST_TABLES else 0
    return TableColumns(str(sheet), columns, bool(day_first), taken) if is_sound else None


def _texts(kept: Any) -> dict[str, str]:
    if not isinstance(kept, dict) or len(kept) > _MOST_COLUMNS:
        return {}
    is_sound = all(
        isinstance(code, str) and max(len(header), len(code)) < _LONGEST_HEADER for header, code in kept.items()
    )
    return dict(kept) if is_sound else {}


def keep(workspace: Workspace, now: Confirmed) -> None:
    """Keep what was confirmed.

    Raises:
        WorkspaceError: It cannot be written.
    """
    path = workspace.folder / MAPPING
    tables = {
        sha256: {_SHEET: each.sheet, _HEADERS: dict(each.columns), _DAY_FIRST: each.day_first, _TAKEN: each.taken}
        for sha256, each in now.tables.items()
    }
    told = {_HEADERS: dict(now.headers), _TABLES: tables}
    try:
        write_file(path, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode())
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=path, why=why(error))) from error
