"""Fetches new mails from the mailbox into ``nhan-ve/``, as they are, and remembers which."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dangvien_xlsx.mail.imap import Heading, Mailbox, open_mailbox
from dangvien_xlsx.mail.limits import LARGEST_MAIL
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.mailbox import Server
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import mail as words
from dangvien_xlsx.text.fold import fold, slug
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.workspace.folder import Progress, Workspace, why, write_file
from dangvien_xlsx.workspace.journal import Journal
from dangvien_xlsx.workspace.locks import writes

FETCHED_LOG = ".thu-da-tai.jsonl"
"""In the workspace: the mails fetched so far, by UIDVALIDITY and UID, with their SHA-256."""
_STAGING, _TEMPORARY = ".thu-dang-tai", ".dangvien-tmp"
"""Where a mail is written before it moves to ``nhan-ve/`` whole, under a name of this process alone: a crash leaves
nothing half there, and two runs never share one."""


class Fetched(NamedTuple):
    """The result: files written, mails that were there already, mails passed over, and what the user is told."""

    written: tuple[Path, ...]
    known: int
    filtered: int
    notices: tuple[str, ...] = ()


def mail_server(catalogue: Catalogue) -> Server:
    """Return the server that the catalogue declares.

    Raises:
        WorkspaceError: It declares none.
    """
    server = catalogue.mail.imap
    if server is None:
        raise WorkspaceError(words.NO_IMAP)
    return server


@writes("fetch")
def fetch(workspace: Workspace, secret: str, progress: Progress | None = None) -> Fetched:
    """Fetch what is new. After a break of whatever kind the next call goes on where this one stopped.

    Args:
        workspace: The folder of the period.
        secret: The password, or the OAuth2 access token.
        progress: Told of mails fetched.

    Raises:
        CatalogueError: The catalogue has mistakes.
        MailServerError: The server cannot be reached or refuses.
        WorkspaceError: No server is declared, or the disk refuses.
    """
    catalogue = workspace.catalogue()
    settings = catalogue.mail
    since = settings.since or catalogue.period.start
    shelf = _Shelf(workspace)
    with open_mailbox(mail_server(catalogue), secret, settings.folder, settings.oauth2) as mailbox:
        return _fetch(mailbox, shelf, (settings.imap_account, settings.folder), since, settings.subject, progress)


def _fetch(
    mailbox: Mailbox, shelf: "_Shelf", where: tuple[str, str], since: date, subject: str, progress: Progress | None
) -> Fetched:
    # A UID says something only within its account, folder and UIDVALIDITY.
    box = f"{where[0]}/{where[1]}/{mailbox.validity}"
    uids = mailbox.uids(since)
    new = [uid for uid in uids if (box, uid) not in shelf.fetched]
    headings = list(mailbox.headings(new))
    wanted = [heading for heading in headings if fold(subject) in fold(heading.subject)]
    written, known, notices = [], len(uids) - len(new), []
    for done, heading in enumerate(wanted, 1):
        if heading.size > LARGEST_MAIL:
            notices.append(_too_large(heading))
            continue
        content = mailbox.content(heading.uid, heading.size)
        if content is None:
            continue
        if len(content) > LARGEST_MAIL:  # more than the server said
            notices.append(_too_large(heading._replace(size=len(content))))
            continue
        path = shelf.put(content, box, heading)
        written += [path] if path else []
        known += path is None
        if progress:
            progress(done, len(wanted))
    return Fetched(tuple(written), known, len(headings) - len(wanted), tuple(notices))


class _Shelf:
    """``nhan-ve/`` with the memory of what was put there."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        for left in workspace.folder.glob(f"{_STAGING}*{_TEMPORARY}"):
            with suppress(OSError):  # of a run that was killed: the lock is ours, nobody is writing it
                left.unlink()
        self.journal = Journal(workspace.folder / FETCHED_LOG)
        entries = self.journal.entries()
        self.fetched = {(entry.get("box"), entry.get("uid")) for entry in entries}
        # What the clerk saved there by hand, or a run that was killed before it could note it, is not put there twice.
        self.digests = {entry.get("sha256") for entry in entries} | set(_digests(workspace.received))

    def put(self, content: bytes, box: str, heading: Heading) -> Path | None:
        """Write a mail; return its path, or nothing where the same bytes were put there before."""
        digest = hashlib.sha256(content).hexdigest()
        path = None
        if digest not in self.digests:
            path = self._free(heading)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                staging = self.workspace.folder / f"{_STAGING}.{os.getpid()}.{secrets.token_hex(4)}{_TEMPORARY}"
                write_file(staging, content)
                _move_in(staging, path)
            except OSError as error:
                raise WorkspaceError(commands.CANNOT_WRITE.format(path=path, why=why(error))) from error
            self.digests.add(digest)
        entry: dict[str, Any] = {"box": box, "uid": heading.uid, "sha256": digest, "file": path.name if path else ""}
        self.journal.add(**entry)
        return path

    def _free(self, heading: Heading) -> Path:
        name = "-".join(filter(None, ("thu", f"{heading.uid:05d}", slug(heading.subject)[:60].strip("-"))))
        path, number = self.workspace.received / f"{name}.eml", 1
        while path.exists():
            number += 1
            path = self.workspace.received / f"{name} ({number}).eml"
        return path


def _move_in(staging: Path, path: Path) -> None:
    """Move a whole mail to its place, never over a file that somebody has put there meanwhile."""
    try:
        if os.name != "nt":  # there a rename refuses what is there already; here a second name does
            path.hardlink_to(staging)
            staging.unlink()
            return
    except FileExistsError:
        staging.unlink()
        raise
    except OSError:
        pass  # a disk without second names
    staging.rename(path)


def _digests(folder: Path) -> Iterable[str]:
    for path in folder.glob("*.eml"):
        try:
            with path.open("rb") as stream:
                yield hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            continue  # a file that cannot be read cannot be known again; the mail is put beside it


def _too_large(heading: Heading) -> str:
    megabytes, limit = (size // 2**20 for size in (heading.size, LARGEST_MAIL))
    return words.FETCH_TOO_LARGE.format(subject=shorten(heading.subject), size=megabytes, limit=limit)
