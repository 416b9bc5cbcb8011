"""The folder of one period: where things lie, and how a file is written without ever losing the one before."""

import contextlib
import hashlib
import json
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.excel.catalogue.reader import read_catalogue
from dangvien_xlsx.intake.own import read_own, why_refused
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import RefusedError, WorkspaceError
from dangvien_xlsx.received.limits import LARGEST_HASHED
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text import os_reasons
from dangvien_xlsx.text.names import BY_HAND_FILE, CATALOGUE_FILE
from dangvien_xlsx.workspace.notes import read_note, texts_by_name

Progress = Callable[[int, int], None]
"""Told how many are done, and how many there are; 0 once all are done and the rest is being made.

What it raises ends the job: before the first result is written that leaves everything as it was.
"""

FORMS, RECEIVED, RETURNED, RESULTS = "gui-di", "nhan-ve", "tra-lai", "ket-qua"
CLOSED = ".da-chot.json"
"""In the workspace, once the period is closed: what was closed and when."""
LEDGER = ".da-ghi.json"
"""The SHA-256 of what we wrote into a folder, to notice edits. In it; for forms beside it: that folder is sent."""
_TEMPORARY = ".dangvien-tmp"
_STALE_SECONDS = 3600
_MOST_KEPT = 99
_PIECE = 2**20


class Declared(NamedTuple):
    """The catalogue as it was read, once, and the SHA-256 of the bytes that it was read from."""

    catalogue: Catalogue
    digest: str


class Workspace(NamedTuple):
    """The folder of one period."""

    folder: Path

    @property
    def catalogue_path(self) -> Path:
        """The catalogue's path."""
        return self.folder / CATALOGUE_FILE

    @property
    def by_hand_path(self) -> Path:
        """The path of the workbook for figures by hand."""
        return self.folder / BY_HAND_FILE

    @property
    def forms(self) -> Path:
        """Where forms to send are written."""
        return self.folder / FORMS

    @property
    def received(self) -> Path:
        """Where what came back lies; never written to."""
        return self.folder / RECEIVED

    @property
    def results(self) -> Path:
        """Where the summary is written."""
        return self.folder / RESULTS

    def returned(self, as_of: date | None = None) -> Path:
        """Return where the forms that go back to units are written; as of a day they have a folder of their own."""
        return self.folder / dated(RETURNED, as_of)

    def summary_path(self, catalogue: Catalogue, as_of: date | None = None) -> Path:
        """Return the path of the period's summary, or of the one as of a day."""
        return self.results / f"{dated(f'Tong-hop-{catalogue.period.code}', as_of)}.xlsx"

    def catalogue(self) -> Catalogue:
        """Read the catalogue; see ``declared``."""
        return self.declared().catalogue

    def declared(self) -> Declared:
        """Read the catalogue.

        Raises:
            CatalogueError: It has mistakes.
            WorkspaceError: It is not there or cannot be read.
        """
        try:
            book = read_own(self.catalogue_path)
        except FileNotFoundError:
            raise WorkspaceError(words.NOT_A_WORKSPACE.format(folder=self.folder)) from None
        except OSError as error:
            raise WorkspaceError(words.CANNOT_READ.format(path=self.catalogue_path, why=why(error))) from error
        except RefusedError as error:
            told = words.CATALOGUE_UNREADABLE.format(file=self.catalogue_path, why=why_refused(error))
            raise WorkspaceError(told) from error
        return Declared(read_catalogue(book.sheets), book.digest)


def dated(name: str, as_of: date | None) -> str:
    """Return the name of a paper or folder; as of a day it has a name of its own: never in place of the official."""
    return f"{name} (den {as_of:%d-%m-%Y})" if as_of else name


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, blank where there is none or it cannot be read."""
    with contextlib.suppress(OSError):
        if path.is_file() and path.stat().st_size <= LARGEST_HASHED:
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""


class Written(NamedTuple):
    """Where a file was written, and what the user should be told of it."""

    path: Path
    notices: tuple[str, ...] = ()


def write_file(path: Path, content: bytes | Iterable[bytes], *, lasting: bool = True, like: Path | None = None) -> None:
    """Write a file so that at any moment the old one or the new one is there, whole.

    Args:
        path: Where.
        content: What, or its pieces.
        lasting: Wait until the disk has it, so that a power cut cannot lose it; not worth it for what is made anew.
        like: The file whose mode is kept where it is stricter than usual; the one that is replaced if not given.

    Raises:
        OSError: The file cannot be written; nothing has changed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name that nobody can foresee or share, and never a file or link that is there already.
    temporary = path.with_name(f".{path.name[:40]}.{os.getpid()}.{secrets.token_hex(4)}{_TEMPORARY}")
    try:
        with temporary.open("xb") as stream:
            stream.writelines((content,) if isinstance(content, bytes) else content)
            _keep_stricter_mode(stream.fileno(), like or path)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _keep_stricter_mode(descriptor: int, like: Path) -> None:
    """Take from a new file what the old one's mode did not allow: who shut others out meant it."""
    if os.name == "nt":
        return  # access lists are the folder's there
    with contextlib.suppress(FileNotFoundError):
        usual = stat.S_IMODE(os.fstat(descriptor).st_mode)
        kept = usual & stat.S_IMODE(like.stat().st_mode)
        if kept != usual:
            os.fchmod(descriptor, kept | stat.S_IRUSR | stat.S_IWUSR)


def write_result(path: Path, content: bytes) -> Written:
    """Write a result: an old one edited by hand is kept aside; where the file is open in Excel, beside it.

    Raises:
        WorkspaceError: Nothing can be written there at all.
    """
    digest = hashlib.sha256(content).hexdigest()
    notices: list[str] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_stale(path.parent)
        if kept := _keep_edited(path, digest):
            notices.append(words.KEPT_ASIDE.format(kept=kept.name))
        remember(path.parent, {path.name: digest})
        target = _replace_or_beside(path, content)
    except OSError as error:
        raise WorkspaceError(words.CANNOT_WRITE.format(path=path, why=why(error))) from error
    if target != path:
        remember(target.parent, {target.name: digest})
        notices.append(words.WRITTEN_BESIDE.format(wanted=path.name, written=target.name))
    return Written(target, tuple(notices))


def remove_unedited(path: Path) -> bool:
    """Remove a result that this program wrote and nobody has edited since; tell whether it was one."""
    with contextlib.suppress(OSError):
        if is_as_written(path):
            path.unlink()
            return True
    return False


def is_as_written(path: Path, ledger: Mapping[str, list[str]] | None = None) -> bool:
    """Tell whether a file is one that this program wrote and nobody has changed since.

    Args:
        path: The file.
        ledger: Its folder's, where the caller has read it already.
    """
    known = ledger_of(path.parent) if ledger is None else ledger
    return digest_of(path) in known.get(path.name, [])


def why(error: OSError) -> str:
    """Return the operating system's reason, in Vietnamese where it is a known one."""
    return os_reasons.why(error)


def _replace_or_beside(path: Path, content: bytes) -> Path:
    first_refusal: OSError | None = None
    for number in range(1, _MOST_KEPT):
        target = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        try:
            write_file(target, content, like=path)
        except OSError as error:
            # Windows refuses to replace a file that Excel holds open; another name in the same folder still works.
            first_refusal = first_refusal or error
            if not target.exists():
                break
        else:
            return target
    raise first_refusal or OSError


def _keep_edited(path: Path, digest: str) -> Path | None:
    """Copy a result that somebody changed since we wrote it to a name of its own; return that name, if any."""
    if not path.is_file():
        return None
    found = digest_of(path)  # whatever lies there may be larger than memory
    if found == digest or found in ledger_of(path.parent).get(path.name, []):
        return None
    for number in range(1, _MOST_KEPT):
        kept = path.with_name(words.EDITED_COPY.format(stem=path.stem, number=number, suffix=path.suffix))
        if not kept.exists():
            with path.open("rb") as current:
                write_file(kept, iter(partial(current.read, _PIECE), b""), like=path)
            return kept
        if found and digest_of(kept) == found:
            return None
    raise OSError(path)


def ledger_of(folder: Path) -> dict[str, list[str]]:
    """Return the SHA-256 of what this program wrote into a folder, by file name."""
    return texts_by_name(read_note(_ledger_path(folder)))


def remember(folder: Path, digests: Mapping[str, str]) -> None:
    """Note what is about to be written into a folder, the SHA-256 by name, so that a change of it is noticed later.

    Before the files themselves: a crash in between must not make our own file look edited.

    Raises:
        OSError: The folder cannot be written.
    """
    ledger, changed = ledger_of(folder), False
    for name, digest in digests.items():
        known = [*(entry for entry in ledger.get(name, []) if entry != digest), digest][-5:]
        changed |= ledger.get(name) != known
        ledger[name] = known
    if changed:
        write_file(_ledger_path(folder), json.dumps(ledger, indent=1, sort_keys=True).encode())


def _ledger_path(folder: Path) -> Path:
    return folder.with_name(f".{FORMS}{LEDGER}") if folder.name == FORMS else folder / LEDGER


def _clear_stale(folder: Path) -> None:
    """Remove temporary files that a killed run left behind."""
    for left in folder.glob(f".*{_TEMPORARY}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()
