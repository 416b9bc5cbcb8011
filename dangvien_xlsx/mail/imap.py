"""Reads a mailbox over IMAP with TLS, and changes nothing there: EXAMINE instead of SELECT, BODY.PEEK for bodies."""

import imaplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from dangvien_xlsx.mail import servers
from dangvien_xlsx.mail.headers import decode_text
from dangvien_xlsx.mail.limits import LARGEST_MAIL
from dangvien_xlsx.mail.servers import plain_failures, trusted
from dangvien_xlsx.mail.wire import ANSWER_BYTES, SLOWEST, Wire
from dangvien_xlsx.model.errors import MailServerError, WrongPasswordError
from dangvien_xlsx.model.mailbox import Server
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import mail as words
from dangvien_xlsx.text.fold import one_line
from dangvien_xlsx.text.names import shorten

_HEADERS_AT_ONCE = 500
_GOODBYE_SECONDS = 5.0
_UID = pattern(rb"\bUID (\d{1,10})\b")
_SIZE = pattern(rb"\bRFC822\.SIZE (\d{1,12})\b")
_NUMBER = pattern(rb"\d{1,10}")
_HIGHEST = 2**32 - 1
"""A UID and a UIDVALIDITY have 32 bits; whatever else a server says there is not one."""
_NONSENSE = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What ``imaplib`` and ``imap_tools`` raise where a server says what no server says."""


class Heading(NamedTuple):
    """A mail on the server: its number, size in bytes and subject."""

    uid: int
    size: int
    subject: str


class Mailbox:
    """A folder of a mailbox, opened for reading only."""

    def __init__(self, client: "BoundedClient", server: Server) -> None:
        self._client = client
        self._server = server

    @property
    def validity(self) -> int:
        """The folder's UIDVALIDITY: while it stays the same, a UID means the same mail."""
        _, data = self._client.response("UIDVALIDITY")
        return self._number(data[0]) if data and data[0] else 0

    def uids(self, since: date | None) -> list[int]:
        """Return the numbers of the mails that arrived on or after a day, in order of arrival."""
        from imap_tools import AND

        criteria = str(AND(date_gte=since)) if since else "ALL"
        data = self._command("SEARCH", criteria)
        return sorted({self._number(uid) for line in data if line for uid in line.split()})

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

    def content(self, uid: int, size: int) -> bytes | None:
        """Return a mail's bytes as they are on the server; none where it has vanished meanwhile.

        Args:
            uid: Its number.
            size: Its size in bytes as the server said: how long it is waited for. It may be wrong.

        Returns:
            At most one byte more than ``LARGEST_MAIL``: only so much is asked for.
        """
        seconds = servers.ANSWER_SECONDS + min(size, LARGEST_MAIL) / SLOWEST
        part = f"(BODY.PEEK[]<0.{LARGEST_MAIL + 1}>)"
        for item in self._command("FETCH", str(uid), part, most_bytes=LARGEST_MAIL + ANSWER_BYTES, seconds=seconds):
            if isinstance(item, tuple):
                told = _UID.search(item[0])
                if told is None or int(told[1]) == uid:
                    return bytes(item[1])
        return None

    def _command(self, *command: str, most_bytes: int = ANSWER_BYTES, seconds: float | None = None) -> list[Any]:
        self._client.allow(most_bytes, seconds)
        try:
            status, data = self._client.uid(*command)
        except _NONSENSE as error:
            raise MailServerError(words.SERVER_NONSENSE.format(host=self._server.host)) from error
        if status != "OK":
            raise MailServerError(words.SERVER_REFUSED.format(host=self._server.host, why=_told(data)))
        return list(data)

    def _number(self, told: Any) -> int:
        if not isinstance(told, bytes) or not _NUMBER.fullmatch(told) or int(told) > _HIGHEST:
            raise MailServerError(words.SERVER_NONSENSE.format(host=self._server.host))
        return int(told)


class BoundedClient(imaplib.IMAP4_SSL):
    """The standard library's client, reading through a ``Wire``."""

    wire: Wire | None = None

    def allow(self, most_bytes: int, seconds: float | None = None) -> None:
        """Begin a new answer; see ``Wire.allow``."""
        if self.wire:
            self.wire.allow(most_bytes, seconds)

    def read(self, size: int) -> bytes:
        """Read so many bytes; ``imaplib`` calls this."""
        return self._wire().read(size)

    def readline(self) -> bytes:
        """Read a line; ``imaplib`` calls this."""
        return self._wire().readline(ANSWER_BYTES)

    def _wire(self) -> Wire:
        if self.wire is None:
            self.wire = Wire(self.sock, self.host)
        return self.wire


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
    from imap_tools.errors import MailboxFolderSelectError

    client = None
    try:
        with plain_failures(server):
            client = BoundedClient(server.host, server.port, ssl_context=trusted(), timeout=servers.TIMEOUT_SECONDS)
            try:
                _enter(client, server, secret, folder, oauth2)
            except _NONSENSE as error:
                raise MailServerError(words.SERVER_NONSENSE.format(host=server.host)) from error
            yield Mailbox(client, server)
    except MailboxFolderSelectError as error:
        raise MailServerError(words.NO_SUCH_FOLDER.format(folder=folder)) from error
    except imaplib.IMAP4.abort as error:
        raise MailServerError(words.CONNECTION_LOST.format(host=server.host)) from error
    except imaplib.IMAP4.error as error:
        raise MailServerError(words.SERVER_REFUSED.format(host=server.host, why=shorten(str(error)))) from error
    finally:
        if client is not None:
            _close(client)


def _enter(client: BoundedClient, server: Server, secret: str, folder: str, oauth2: bool) -> None:
    """Log in and open the folder."""
    from imap_tools import BaseMailBox
    from imap_tools.errors import MailboxLoginError

    class Box(BaseMailBox):
        """What knows how to log in and how a folder's name is spelt."""

        def _get_mailbox_client(self) -> imaplib.IMAP4:
            return client

    client.allow(ANSWER_BYTES)
    box = Box()
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
    client.allow(ANSWER_BYTES)
    box.folder.set(folder, readonly=True)


def _close(client: BoundedClient) -> None:
    """Say goodbye, if the server still listens; the folder is not closed with CLOSE, which may expunge."""
    try:
        if client.wire and client.wire.is_broken:
            raise OSError
        client.allow(ANSWER_BYTES, _GOODBYE_SECONDS)
        client.logout()
    except (OSError, imaplib.IMAP4.error, MailServerError, *_NONSENSE):
        client.shutdown()


def _told(data: Sequence[Any]) -> str:
    return shorten(one_line(" ".join(part.decode("utf-8", "replace") for part in data if isinstance(part, bytes))), 200)
