"""The record of what a summary was made of, as it lies beside it; ``pipeline/record`` makes and compares it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from dangvien_xlsx.workspace.folder import Workspace, dated
from dangvien_xlsx.workspace.notes import read_note


class Record(NamedTuple):
    """What a summary was made of.

    ``summary``: its file's name. ``as_of``: the day that was asked for, ISO. ``password``: whether one was given; never
    which. ``files``: SHA-256 by path. ``catalogue``, ``by_hand``: the SHA-256 of those workbooks. ``totals``: by
    indicator code, none for what no form asked for. ``states``: units by state. ``earlier``: the totals of the periods
    compared with, by their code.
    ``book``: the period's rows in the book of periods, which is rebuilt from here; read by nobody else.
    """

    period: str
    summary: str
    as_of: str | None
    password: bool
    catalogue: str
    by_hand: str
    totals: Mapping[str, int | None]
    states: Mapping[str, int]
    earlier: Mapping[str, int]
    files: Mapping[str, str]
    book: Mapping[str, Any] = MappingProxyType({})


def record_path(workspace: Workspace, period: str, as_of: date | None = None) -> Path:
    """Return where the record of a summary lies.

    Args:
        workspace: The folder of the period.
        period: Its code.
        as_of: The day that the summary is of, none for the official one.
    """
    return workspace.results / f"{dated(f'Tong-hop-{period}', as_of)}.json"


def read_record(workspace: Workspace, period: str, as_of: date | None = None) -> Record | None:
    """Return the record of the summary that lies there; none where there is no summary, or no whole record of it.

    Args:
        workspace: The folder of the period.
        period: Its code.
        as_of: The day that the summary is of, none for the official one.
    """
    path = record_path(workspace, period, as_of)
    try:
        record = Record(**read_note(path))
        return record if _is_whole(record) and path.with_name(record.summary).is_file() else None
    except (OSError, ValueError, TypeError):
        return None


def lying_summary(workspace: Workspace) -> Path | None:
    """Return the newest official summary that lies there, none if none; asked where no catalogue tells its name."""
    with suppress(OSError):
        # What has something in brackets is as of a day, edited by hand, or written beside one that Excel held open.
        found = [path for path in workspace.results.glob("Tong-hop-*.xlsx") if "(" not in path.stem]
        return max(found, key=lambda path: path.stat().st_mtime_ns, default=None)
    return None


def _is_whole(record: Record) -> bool:
    """Tell whether a record holds what ``record_of`` writes: it may have been changed since."""
    texts = (record.period, record.summary, record.catalogue, record.by_hand, record.as_of or "")
    totals = {code: total or 0 for code, total in dict(record.totals).items()}
    counts, files = (totals, record.states, record.earlier), record.files
    return (
        all(isinstance(item, str) for item in texts)
        and isinstance(record.password, bool)
        and all(isinstance(item, dict) and all(type(value) is int for value in item.values()) for item in counts)
        and isinstance(files, dict)
        and all(isinstance(value, str) for value in files.values())
    )
