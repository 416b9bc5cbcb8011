"""What a person asks of the book of periods: a unit's past, a long table, the book anew, whether it still holds."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.history.book import dump, key_of, write_book
from dangvien_xlsx.history.export import LongRow, codebook_rows, csv_bytes, headers, long_rows, recast_rows
from dangvien_xlsx.history.reading import read_book
from dangvien_xlsx.history.recasting import Recast, recast
from dangvien_xlsx.history.rows import digest_of_rows
from dangvien_xlsx.history.series import series_of, series_of_past
from dangvien_xlsx.model.errors import DamagedBookError, LockedBookError, WorkspaceError, WrongUseError
from dangvien_xlsx.model.history import PastPeriod, PastUnit
from dangvien_xlsx.model.unit import code_number
from dangvien_xlsx.pipeline.book import (
    book_of,
    known_periods,
    remade,
    stored_period,
    stored_periods,
    with_missing,
    workspaces_of,
)
from dangvien_xlsx.pipeline.past_period import past_period
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import history as words
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import CATALOGUE_FILE, show
from dangvien_xlsx.workspace.folder import RESULTS, Workspace, digest_of, why, write_file
from dangvien_xlsx.workspace.outputs import refuse_output

CODEBOOK = "codebook.csv"
_SHOWN = 12
"""Digits of a digest that a line shows."""


class Exported(NamedTuple):
    """A long table that was written: where, how many rows and periods, and what has to be told."""

    path: Path
    rows: int
    periods: int
    notices: tuple[str, ...]


class Rebuilt(NamedTuple):
    """A book that was made anew: its periods, how many have no folder any more, and the digest of its sorted rows."""

    path: Path
    periods: int
    missing: int
    digest: str
    notices: tuple[str, ...]


class Held(NamedTuple):
    """Whether a book still agrees with the files: each difference in words, what was compared, what has to be told."""

    differences: tuple[str, ...]
    periods: int
    files: int
    notices: tuple[str, ...]


def series_periods(folder: Path) -> tuple[tuple[PastPeriod, ...], tuple[str, ...]]:
    """Return the periods of a workspace's series, or of all that lie in a folder of workspaces; and what to tell.

    Args:
        folder: One or the other. A workspace that was never consolidated is read now; nothing is written.

    Raises:
        CatalogueError: The workspace's catalogue has mistakes.
        WorkspaceError: It cannot be read.
        WrongUseError: There is no period at all.
    """
    known = known_periods(folder)
    periods = known.periods
    if (folder / CATALOGUE_FILE).exists():
        workspace, book = Workspace(folder), book_of(folder)
        own = series_of(workspace.catalogue())
        periods = tuple(item for item in periods if series_of_past(item).belongs_to(own))
        if not any(item.folder and (book.parent / item.folder).resolve() == folder.resolve() for item in periods):
            with standing_of(workspace) as standing:
                now = past_period(standing)
            periods = (*(item for item in periods if key_of(item) != key_of(now)), now)
    if not periods:
        raise WrongUseError(words.NO_PERIOD.format(folder=folder))
    ordered = sorted(periods, key=lambda item: (item.start, item.end, key_of(item)))
    return tuple(ordered), known.notices


def export_periods(folder: Path, form: str, output: Path, *, is_recast: bool = False) -> Exported:
    """Write the long table of all periods and, beside it, the dictionary of its columns and codes.

    Args:
        folder: A workspace or the folder of workspaces.
        form: ``csv`` or ``parquet``.
        output: Where.
        is_recast: Under the units of today, with a further column that tells what a figure is made of.

    Raises:
        CatalogueError: The workspace's catalogue has mistakes.
        WorkspaceError: It cannot be read, or the table not be written.
        WrongUseError: There is no period, no such form, the library for it is not installed, or nothing may be written
            at ``output``.
    """
    if form not in ("csv", "parquet"):
        raise WrongUseError(words.NO_SUCH_FORMAT.format(format=form))
    for path in (output, output.with_name(CODEBOOK)):
        refuse_output(path)
    periods, notices = series_periods(folder)
    titles = headers(recast=is_recast)
    rows = recast_rows(_recast(folder, periods)) if is_recast else long_rows(periods)
    content = csv_bytes(titles, rows) if form == "csv" else _parquet(titles, rows)
    dictionary = csv_bytes(words.CODEBOOK_HEADERS, codebook_rows(periods, titles))
    try:
        write_file(output, content)
        write_file(output.with_name(CODEBOOK), dictionary)
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=output, why=why(error))) from error
    return Exported(output, len(rows), len(periods), notices)


def _recast(folder: Path, periods: Sequence[PastPeriod]) -> Iterator[Recast]:
    """Recast each period to the units of the last catalogue of its series; without one it stands as it was reported."""
    own = (folder / CATALOGUE_FILE).exists()
    catalogues = [item.catalogue() for item in ([Workspace(folder)] if own else workspaces_of(book_of(folder)))]
    for period in periods:
        same = [item for item in catalogues if series_of(item).belongs_to(series_of_past(period))]
        last = max(same, key=lambda item: (item.period.end, item.period.start), default=None)
        yield recast(period, last.changes, last.unit) if last else Recast(period, {})


def _parquet(titles: Sequence[str], rows: Sequence[LongRow]) -> bytes:
    try:
        from dangvien_xlsx.history.parquet import parquet_bytes
    except ImportError:
        raise WrongUseError(words.NO_PARQUET) from None
    return parquet_bytes(titles, rows)


def unit_lines(folder: Path, unit: str) -> tuple[list[str], tuple[str, ...]]:
    """Say what a unit reported in each period, and from which file, sheet and cell; and what to tell beside it.

    Args:
        folder: A workspace or the folder of workspaces.
        unit: Its code, or its name.

    Raises:
        CatalogueError: The workspace's catalogue has mistakes.
        WorkspaceError: It cannot be read.
        WrongUseError: No period has such a unit.
    """
    from dangvien_xlsx.model.submission import State
    from dangvien_xlsx.text.names import STATES

    periods, notices = series_periods(folder)
    lines = []
    for period in periods:
        names = {item.code: item.name for item in period.indicators}
        for each in period.units:
            if not _is_meant(each, unit):
                continue
            state = STATES[State(each.state)]
            lines.append(words.SHOWN_PERIOD.format(period=period.code, code=each.code, name=each.name, state=state))
            for figure in each.figures:
                about = {"file": each.file, "sha256": each.sha256[:_SHOWN]}
                place = words.SHOWN_PLACE if figure.cell else words.SHOWN_FILE if each.file else ""
                told = place.format(sheet=figure.sheet, cell=figure.cell, **about)
                name = names.get(figure.indicator, figure.indicator)
                lines.append(words.SHOWN_FIGURE.format(indicator=name, value=show(figure.value), place=told))
    if not lines:
        raise WrongUseError(words.NO_SUCH_UNIT.format(unit=unit))
    return lines, notices


def _is_meant(unit: PastUnit, typed: str) -> bool:
    number = code_number(typed)
    same_code = unit.code.casefold() == typed.casefold() or (number is not None and code_number(unit.code) == number)
    return same_code or fold(unit.name) == fold(typed)


def rebuild(folder: Path) -> Rebuilt:
    """Make the book anew from the workspaces; periods whose folder is gone are kept and marked.

    Args:
        folder: A workspace or the folder of workspaces.

    Raises:
        WorkspaceError: The book cannot be written.
    """
    book = book_of(folder)
    try:
        known = read_book(str(book)).periods if book.exists() else ()
    except DamagedBookError:
        kept = remade(book, ())
    except LockedBookError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=book, why=error)) from error
    else:
        kept = with_missing(stored_periods(book, known), known)
    skipped = list(_not_consolidated(book))
    try:
        write_book(str(book), kept.periods, anew=True)
        digest = hashlib.sha256("\n".join(dump(str(book))).encode("utf-8", "replace")).hexdigest()
    except (DamagedBookError, LockedBookError) as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=book, why=error)) from error
    missing = sum(item.is_missing for item in kept.periods)
    return Rebuilt(book, len(kept.periods), missing, digest, (*kept.notices, *skipped))


def _not_consolidated(book: Path) -> Iterator[str]:
    for workspace in workspaces_of(book):
        if stored_period(workspace, book) is None:
            yield words.NOT_CONSOLIDATED.format(folder=workspace.folder.name)


def hold(folder: Path) -> Held:
    """Compare the book with the files that still exist: summaries, catalogues, forms, records.

    Args:
        folder: A workspace or the folder of workspaces.

    Raises:
        WrongUseError: There is no period.
    """
    book, known = book_of(folder), known_periods(folder)
    if not known.periods:
        raise WrongUseError(words.NO_PERIOD.format(folder=folder))
    differences: list[str] = []
    count = 0
    for period in known.periods:
        if not period.folder:
            continue
        workspace = Workspace(book.parent / period.folder)
        if not workspace.catalogue_path.exists():
            differences.append(words.VERIFY_FOLDER.format(code=period.code, folder=period.folder))
            continue
        received = [item for item in period.files if _is_own(workspace, item.path)]
        files = [(workspace.results / period.summary, period.summary_sha256)]
        files += [(workspace.received / item.path, item.sha256) for item in received]
        count += len(files)
        for path, digest in files:
            differences += _difference(period, path, digest, workspace)
        differences += _other_record(period, workspace, book)
    return Held(tuple(differences), len(known.periods), count, known.notices)


def _is_own(workspace: Workspace, path: str) -> bool:
    """Tell whether a file lies there by itself; one inside another is held by that one's digest."""
    parents = [workspace.received / part for part in Path(path).parents]
    return not any(parent.is_file() for parent in parents)


def _difference(period: PastPeriod, path: Path, digest: str, workspace: Workspace) -> Iterator[str]:
    now = digest_of(path)
    told = path.relative_to(workspace.folder).as_posix()
    if not now:
        yield words.VERIFY_GONE.format(code=period.code, path=told)
    elif now != digest:
        yield words.VERIFY_CHANGED.format(code=period.code, path=told, was=digest[:_SHOWN], now=now[:_SHOWN])


def _other_record(period: PastPeriod, workspace: Workspace, book: Path) -> Iterator[str]:
    stored = stored_period(workspace, book)
    if stored and digest_of_rows(stored) != digest_of_rows(period):
        yield words.VERIFY_OTHER_RECORD.format(code=period.code, folder=period.folder, results=RESULTS)
