"""Where the book of periods lies, what goes into it after a summary stands, and what is known of earlier periods.

Never the only copy: a period's rows lie in the record beside its summary as well. Whatever is wrong with the book is
told and left out; no run stops for it.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.history.book import Key, key_of, write_book
from dangvien_xlsx.history.door import COMPANIONS
from dangvien_xlsx.history.reading import Marks, read_book
from dangvien_xlsx.history.rows import digest_of_rows, from_rows
from dangvien_xlsx.model.errors import DamagedBookError, LockedBookError
from dangvien_xlsx.model.history import PastPeriod
from dangvien_xlsx.pipeline.glance import glance, looked_through
from dangvien_xlsx.text import history as words
from dangvien_xlsx.text.names import BOOK_FILE, CATALOGUE_FILE
from dangvien_xlsx.workspace.folder import CLOSED, Workspace, digest_of
from dangvien_xlsx.workspace.notes import read_note

BOOK = BOOK_FILE
WORKSPACES = "workbooks"
ROWS = "book"
"""The key of the record beside a summary under which the period's rows lie."""
_RECORDS = "Tong-hop-*.json"
_MOST_KEPT = 99


class Kept(NamedTuple):
    """What is known of periods, each once, and what has to be told; of those left out no rows are known."""

    periods: tuple[PastPeriod, ...]
    notices: tuple[str, ...] = ()
    left_out: tuple[PastPeriod, ...] = ()


def book_of(folder: Path) -> Path:
    """Return where the book lies that a folder belongs to.

    Args:
        folder: A workspace or the folder of workspaces. Beside the workspaces where their folder holds nothing else, so
            that no strange file turns up among other people's; once it lies there it stays.
    """
    folder = folder.resolve()
    if not (folder / CATALOGUE_FILE).exists():
        return folder / BOOK
    parent = folder.parent
    if (parent / BOOK).exists() or parent.name == WORKSPACES or _holds_only_workspaces(parent):
        return parent / BOOK
    return folder / BOOK


def _holds_only_workspaces(folder: Path) -> bool:
    with suppress(OSError):
        return all((item / CATALOGUE_FILE).exists() for item in folder.iterdir() if not item.name.startswith("."))
    return False


def workspaces_of(book: Path) -> list[Workspace]:
    """Return the workspaces that a book is of, by name."""
    with suppress(OSError):
        if (book.parent / CATALOGUE_FILE).exists():
            return [Workspace(book.parent)]
        return [Workspace(item.parent) for item in sorted(book.parent.glob(f"*/{CATALOGUE_FILE}"))]
    return []


def stored_period(workspace: Workspace, book: Path) -> PastPeriod | None:
    """Return the period as the record beside its summary has it; none where it was not consolidated.

    Where the catalogue's period was changed in between, there are several: the one of the catalogue that lies there
    now, or else the last.

    Args:
        workspace: The folder of the period.
        book: The book that it belongs to; the way to the folder starts there.
    """
    found = []
    with suppress(OSError):
        for path in sorted(workspace.results.glob(_RECORDS)):
            period = _recorded(path)
            if period and (workspace.results / period.summary).is_file():
                found.append(period)
    if not found:
        return None
    catalogue = digest_of(workspace.catalogue_path) if len(found) > 1 else ""
    last = max(found, key=lambda item: (item.catalogue_sha256 == catalogue, item.end, item.start, item.code))
    return _at_home(last, workspace, book)


def _at_home(period: PastPeriod, workspace: Workspace, book: Path) -> PastPeriod:
    return period._replace(folder=_way(workspace, book), closed_at=_closed_at(workspace), is_missing=False)


def _recorded(path: Path) -> PastPeriod | None:
    """Return the period of a record; none where it is of a day, of an earlier version of this program, or damaged."""
    read = read_note(path)
    with suppress(ValueError, KeyError):
        return None if read["as_of"] else from_rows(read[ROWS])
    return None


def _way(workspace: Workspace, book: Path) -> str:
    return Path(os.path.relpath(workspace.folder.resolve(), book.parent)).as_posix()


def _closed_at(workspace: Workspace) -> str:
    return str(read_note(workspace.folder / CLOSED).get("at", ""))


def note_period(workspace: Workspace, recorded: PastPeriod | None = None) -> tuple[str, ...]:
    """Write a period into the book, once its summary and the record beside it stand.

    Args:
        workspace: The folder of the period.
        recorded: The period of its catalogue as the record has it, where that has just been written.

    Returns:
        What the user has to be told: why it is not in the book, or that the book was made anew.
    """
    book = book_of(workspace.folder)
    try:
        period = _at_home(recorded, workspace, book) if recorded else stored_period(workspace, book)
        return _note(period, book) if period else (words.BOOK_NO_RECORD,)
    except DamagedBookError:
        return remade(book, ()).notices
    except (LockedBookError, OSError) as error:
        return (words.BOOK_LOCKED.format(path=book, why=error),)


def _note(period: PastPeriod, book: Path) -> tuple[str, ...]:
    if not book.exists():
        return _written(book, stored_periods(book, at_hand=period)).notices
    known = glance(book)
    if not known.is_whole:
        return remade(book, read_book(str(book)).periods).notices
    used = known.periods.get(key_of(period))
    if used and _is_elsewhere(used.folder, period, book):
        return (_two_folders(used.folder, period),)
    if used != Marks(period.folder, digest_of_rows(period), period.is_missing):
        write_book(str(book), [period])
    return ()


def _is_elsewhere(used: str, period: PastPeriod, book: Path) -> bool:
    """Tell whether the book has a period from another folder, which still holds it.

    Args:
        used: The folder by which the book has it.
        period: As a folder has it.
        book: Where the book lies.
    """
    if not used or used == period.folder:
        return False
    there = Workspace(book.parent / used)
    kept = stored_period(there, book) if there.catalogue_path.exists() else None
    return kept is not None and key_of(kept) == key_of(period)


def _two_folders(used: str, left: PastPeriod) -> str:
    """Say that one period lies in two folders, and which is used."""
    return words.TWO_FOLDERS.format(code=left.code, used=used, left=left.folder)


def stored_periods(book: Path, preferred: Sequence[PastPeriod] = (), at_hand: PastPeriod | None = None) -> Kept:
    """Read the records of all the workspaces that a book is of.

    Args:
        book: Where the book lies, or would.
        at_hand: Its workspace's, which need not be read.
        preferred: As a book has them: of two folders of one period the one that it names is used; without it the one
            that is closed, then the one that is named by its period, then the first by name.
    """
    found = [at_hand] if at_hand else []
    for workspace in workspaces_of(book):
        is_at_hand = at_hand and _way(workspace, book) == at_hand.folder
        if not is_at_hand and (item := stored_period(workspace, book)):
            found.append(item)
    notices = []
    named = {(key_of(item), item.folder) for item in preferred}
    found.sort(
        key=lambda item: (
            (key_of(item), item.folder) not in named,
            not item.closed_at,
            Path(item.folder).name != item.code,
            item.folder,
        )
    )
    once: dict[Key, PastPeriod] = {}
    for period in found:
        used = once.setdefault(key_of(period), period)
        if used is not period:
            notices.append(_two_folders(used.folder, period))
    return Kept(tuple(once.values()), tuple(notices))


def remade(book: Path, sound: Sequence[PastPeriod]) -> Kept:
    """Make a damaged book anew from the workspaces; what was sound in it and has no folder any more is kept.

    Args:
        book: Where it lies; the damaged one is kept aside.
        sound: What could still be read of it.
    """
    with suppress(OSError, LockedBookError):
        kept = _set_aside(book)
        written = _written(book, with_missing(stored_periods(book, sound), sound))
        told = words.BOOK_REBUILT.format(path=book, count=len(written.periods), kept=kept.name)
        return Kept(written.periods, (told, *written.notices))
    return Kept((), (words.BOOK_DAMAGED.format(path=book),))


def with_missing(stored: Kept, known: Iterable[PastPeriod]) -> Kept:
    """Add to what the workspaces have the periods that only a book knows: marked, or imported without a folder.

    Args:
        stored: Of the workspaces.
        known: Of the book.
    """
    there = {key_of(item) for item in stored.periods}
    gone = [item._replace(is_missing=bool(item.folder)) for item in known if key_of(item) not in there]
    return Kept((*stored.periods, *gone), stored.notices)


def _set_aside(book: Path) -> Path:
    """Give a damaged book another name; SQLite's journal of it would be played into the new one, so it goes along."""
    for number in range(1, _MOST_KEPT):
        kept = book.with_name(words.DAMAGED_COPY.format(stem=book.stem, number=number, suffix=book.suffix))
        if not kept.exists():
            book.replace(kept)
            for ending in COMPANIONS:
                with suppress(FileNotFoundError):
                    book.with_name(f"{book.name}{ending}").replace(kept.with_name(f"{kept.name}{ending}"))
            return kept
    raise OSError(str(book))


def _written(book: Path, kept: Kept) -> Kept:
    write_book(str(book), kept.periods, anew=True)
    return kept


def known_periods(folder: Path, *, but_last: bool = False) -> Kept:
    """Return the periods of the book that a folder belongs to; where there is none, those of the workspaces.

    Args:
        folder: A workspace or the folder of workspaces.
        but_last: Whether the last period of this workspace is left out, where that is one of the book.
    """
    book = book_of(folder)
    if not book.exists():
        return stored_periods(book)
    try:
        sound = looked_through(book, _way(Workspace(folder), book) if but_last else "")
        if sound.left_out and not sound.is_whole:
            sound = looked_through(book)
    except DamagedBookError:
        return _beside(stored_periods(book), words.BOOK_DAMAGED.format(path=book))
    except LockedBookError as error:
        return _beside(stored_periods(book), words.BOOK_UNREAD.format(path=book, why=error))
    if sound.is_whole:
        return Kept(sound.periods, left_out=sound.left_out)
    stored = with_missing(stored_periods(book, sound.periods), sound.periods)
    return _beside(stored, words.BOOK_DAMAGED.format(path=book))


def _beside(kept: Kept, notice: str) -> Kept:
    return Kept(kept.periods, (notice, *kept.notices))
