"""Reads a mailbox over IMAP with TLS, and changes nothing there: EXAMINE instead of SELECT, BODY.PEEK for bodies."""

import imaplib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from dangvien_xlsx.mail.headers import decode_text
from dangvien_xlsx.mail.servers import TIMEOUT_SECONDS, plain_failures, trusted
from dangvien_xlsx.model.errors import MailServerError, WrongPasswordError
from dangvien_xlsx.model.mailbox import Server
from dangvien_xlsx.text import mail as words

_HEADERS_AT_ONCE = 500
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


class Heading(NamedTuple):
    """A mail on the server: its number, size in bytes and subject."""

    uid: int
    size: int
    subject: str


class Mailbox:
    """A folder of a mailbox, opened for reading only."""

    def __init__(self, client: Any, server: Server) -> None:
        self._client = client
        self._server = server

    @property
    def validity(self) -> int:
        """The folder's UIDVALIDITY: while it stays the same, a UID means the same mail."""
        _, data = self._client.response("UIDVALIDITY")
        return int(data[0]) if data and data[0] else 0

    def uids(self, since: date | None) -> list[int]:
        """Return the numbers of the mails that arrived on or after a day, in order of arrival."""
        from imap_tools import AND

        criteria = str(AND(date_gte=since)) if since else "ALL"
        data = self._command("SEARCH", criteria)
        return sorted(int(uid) for line in data if line for uid in line.split())

    def headings(self, uids: Sequence[int]) -> Iterator[Heading]:
        """Yield the headings of mails; those that have vanished meanwhile are left out."""
        for start in range(0, len(uids), _HEADERS_AT_ONCE):
            asked = ",".join(map(str, uids[start : start + _HEADERS_AT_ONCE]))
            for part in self._command("FETCH", asked, "(RFC822.SIZE BODY.PEEK[HEADER.FIELDS (SUBJECT)])"):
                if not isinstance(part, tuple):
                    continue
                uid, size = _UID.search(part[0]), _SIZE.search(part[0])
                if uid:
                    subject = part[1].decode("ascii", "surrogateescape").partition(":")[2]
                    yield Heading(int(uid[1]), int(size[1]) if size else 0, decode_text(subject))

    def content(self, uid: int) -> bytes | None:
        """Return a mail's bytes as they are on the server; none where it has vanished meanwhile."""
        data = self._command("FETCH", str(uid), "(BODY.PEEK[])")
        return next((bytes(part[1]) for part in data if isinstance(part, tuple)), None)

    def _command(self, *command: str) -> list[Any]:
        status, data = self._client.uid(*command)
        if status != "OK":
            raise MailServerError(words.SERVER_REFUSED.format(host=self._server.host, why=_told(data)))
        return list(data)


@contextmanager
def open_mailbox(server: Server, secret: str, folder: str, oauth2: bool = False) -> Iterator[Mailbox]:
    """Log in and open a folder for reading only.

    Args:
        server: Where, and as whom.
        secret: The password, or the OAuth2 access token.
        folder: The folder's name as a person sees it.
        oauth2: Whether ``secret`` is a token.

    Raises:
        MailServerError: In plain words; a connection that breaks later raises it too.
    """
    from imap_tools import MailBox
    from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError

    box = None
    try:
        with plain_failures(server):
            box = MailBox(server.host, server.port, timeout=TIMEOUT_SECONDS, ssl_context=trusted())
            try:
                if oauth2:
                    box.xoauth2(server.account, secret, None)
                elif (server.account + secret).isascii():
                    box.login(server.account, secret, None)
                else:
                    box.login_utf8(server.account, secret, None)
            except (MailboxLoginError, imaplib.IMAP4.error) as error:
                if isinstance(error, imaplib.IMAP4.abort):
                    raise
                message = words.LOGIN_REFUSED.format(host=server.host, account=server.account)
                raise WrongPasswordError(message) from error
            box.folder.set(folder, readonly=True)
            yield Mailbox(box.client, server)
    except MailboxFolderSelectError as error:
        raise MailServerError(words.NO_SUCH_FOLDER.format(folder=folder)) from error
    except imaplib.IMAP4.abort as error:
        raise MailServerError(words.CONNECTION_LOST.format(host=server.host)) from error
    except imaplib.IMAP4.error as error:
        raise MailServerError(words.SERVER_REFUSED.format(host=server.host, why=str(error))) from error
    finally:
        if box is not None:
            _close(box)


def _close(box: Any) -> None:
    """Say goodbye, if the server still listens; the folder is not closed with CLOSE, which may expunge."""
    try:
        box.client.logout()
    except (OSError, imaplib.IMAP4.error):
        box.client.shutdown()


def _told(data: Sequence[Any]) -> str:
    return " ".join(part.decode("utf-8", "replace") for part in data if isinstance(part, bytes))
