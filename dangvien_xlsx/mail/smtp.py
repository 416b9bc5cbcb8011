"""Sends mails over SMTP with TLS, one by one, and tells exactly how far each one came."""

import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from dangvien_xlsx.mail import servers
from dangvien_xlsx.mail.servers import plain_failures, trusted
from dangvien_xlsx.mail.wire import REPLY_BYTES, Wire
from dangvien_xlsx.model.errors import MailServerError, RejectedError, WrongPasswordError
from dangvien_xlsx.model.mailbox import SMTP_TLS_PORT, Server
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import mail as words
from dangvien_xlsx.text.fold import one_line
from dangvien_xlsx.text.names import shorten

_READY, _DONE = 354, 250
_LEADING_DOT = pattern(rb"(?m)^\.")


class _Bounded(smtplib.SMTP):
    """The standard library's client, reading through a ``Wire``, and closed when it cannot connect."""

    _name = ""

    def connect(self, host: str = "localhost", port: int = 0, source_address: Any = None) -> tuple[int, bytes]:
        """Connect and read the greeting; ``smtplib`` calls this."""
        self._name = host
        try:
            greeting = super().connect(host, port, source_address)
            if self.sock is not None:
                # The end of a mail is sent by itself, and would wait until the server has acknowledged the mail: 40 ms
                # each on Linux, up to 200 on Windows.
                self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return greeting
        except BaseException:  # whatever stopped the greeting, the connection is not left open
            self.close()
            raise

    def getreply(self) -> tuple[int, bytes]:
        """Read a reply; ``smtplib`` calls this."""
        # After STARTTLS smtplib drops its file, and what the server said before TLS with it: so is the wire made anew.
        if self.file is None and self.sock is not None:
            self.file = Wire(self.sock, self._name)
        if isinstance(self.file, Wire):
            self.file.allow(REPLY_BYTES)
        return super().getreply()


class _BoundedTls(_Bounded, smtplib.SMTP_SSL):
    """The same over TLS from the start."""


class Sender:
    """A server that we are logged in to."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client

    def send(self, sender: str, to: tuple[str, ...], content: bytes, last_moment: Callable[[], None]) -> None:
        """Send one mail.

        Args:
            sender: The address that refusals go back to.
            to: Addresses.
            content: The mail, with CRLF line ends.
            last_moment: Called when everything has gone but the final dot. Until then the server has not taken the
                mail; between the dot and its answer nobody can know.

        Raises:
            RejectedError: The server does not take it.
        """
        client = self._client
        self._expect(client.mail(sender), _DONE)
        for address in to:
            self._expect(client.rcpt(address), _DONE)
        self._expect(client.docmd("DATA"), _READY)
        client.send(_LEADING_DOT.sub(b"..", content))
        last_moment()
        client.send(b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n")
        self._expect(client.getreply(), _DONE)

    def _expect(self, reply: tuple[int, bytes], wanted: int) -> None:
        code, told = reply
        if code == wanted or (wanted == _DONE and code == 251):
            return
        if code == 421 or code < 0:
            raise smtplib.SMTPServerDisconnected(told)
        with suppress(smtplib.SMTPException):
            self._client.rset()
        raise RejectedError(shorten(one_line(f"{code} {told.decode('utf-8', 'replace')}"), 200))


@contextmanager
def open_sender(server: Server, secret: str, oauth2: bool = False) -> Iterator[Sender]:
    """Connect with TLS and log in. A server without TLS is refused before any password is sent.

    Args:
        server: Where mails go out.
        secret: The password, or the OAuth2 access token.
        oauth2: Which of the two it is.

    Raises:
        MailServerError: In plain words; a connection that breaks later raises it too.
    """
    client: smtplib.SMTP | None = None
    is_in = False
    try:
        with plain_failures(server):
            client = _connect(server)
            _log_in(client, server, secret, oauth2)
            is_in = True
            yield Sender(client)
    except smtplib.SMTPAuthenticationError as error:
        raise WrongPasswordError(words.LOGIN_REFUSED.format(host=server.host, account=server.account)) from error
    except smtplib.SMTPServerDisconnected as error:
        raise MailServerError(words.CONNECTION_LOST.format(host=server.host)) from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailServerError(words.NO_TLS.format(host=server.host)) from error
    except smtplib.SMTPException as error:
        why = shorten(one_line(str(error)), 200)
        raise MailServerError(words.SERVER_REFUSED.format(host=server.host, why=why)) from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        if is_in:
            raise
        raise MailServerError(words.SERVER_NONSENSE.format(host=server.host)) from error
    finally:
        if client is not None:
            if not (isinstance(client.file, Wire) and client.file.is_broken):
                with suppress(OSError, smtplib.SMTPException, MailServerError, ValueError):
                    client.quit()
            client.close()


def _connect(server: Server) -> smtplib.SMTP:
    if server.port == SMTP_TLS_PORT:
        return _BoundedTls(server.host, server.port, timeout=servers.TIMEOUT_SECONDS, context=trusted())
    client = _Bounded(server.host, server.port, timeout=servers.TIMEOUT_SECONDS)
    try:
        client.starttls(context=trusted())
        client.ehlo()
    except BaseException:  # whatever stopped the greeting, the connection is not left open
        client.close()
        raise
    return client


def _log_in(client: smtplib.SMTP, server: Server, secret: str, oauth2: bool) -> None:
    client.ehlo_or_helo_if_needed()
    if oauth2:
        token = f"user={server.account}\x01auth=Bearer {secret}\x01\x01"
        # A refused token gets a challenge with the reasons, which wants an empty answer.
        client.auth("XOAUTH2", lambda challenge=None: "" if challenge else token)
    else:
        client.login(server.account, secret)
