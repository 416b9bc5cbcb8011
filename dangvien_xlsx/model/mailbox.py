"""Where mails are fetched from and sent through, as the catalogue declares it. Passwords are nowhere in it."""

from datetime import date
from typing import NamedTuple

from dangvien_xlsx.model.patterns import pattern

IMAP_PORT, SMTP_PORT, SMTP_TLS_PORT = 993, 587, 465
INBOX = "INBOX"
DEFAULT_PACE = 2
"""Seconds between two mails sent: offices' servers refuse bursts."""


_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = pattern(rf"(?=.{{3,254}}\Z)(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")


def is_address(text: str) -> bool:
    """Tell whether text is an e-mail address that every server takes: dot-atom, ``@``, host name, ASCII only."""
    return _ADDRESS.fullmatch(text) is not None and "=?" not in text


class Server(NamedTuple):
    """A server and the account on it."""

    host: str
    port: int
    account: str


class MailSettings(NamedTuple):
    """The settings. Servers are written ``mail.example.vn`` or ``mail.example.vn:993``; blank where not declared."""

    imap_host: str = ""
    imap_account: str = ""
    folder: str = INBOX
    since: date | None = None
    subject: str = ""
    smtp_host: str = ""
    smtp_account: str = ""
    pace_seconds: int = DEFAULT_PACE
    oauth2: bool = False

    @property
    def imap(self) -> Server | None:
        """The server that mails are fetched from; none where it is not declared."""
        return _server(self.imap_host, self.imap_account, IMAP_PORT)

    @property
    def smtp(self) -> Server | None:
        """The server that mails are sent through; none where it is not declared."""
        return _server(self.smtp_host, self.smtp_account or self.imap_account, SMTP_PORT)


NO_MAIL = MailSettings()
"""Nothing is declared: the clerk uses a mail program."""


def _server(host: str, account: str, default_port: int) -> Server | None:
    name, colon, port = host.rpartition(":")
    if colon and port.isdecimal():
        return Server(name, int(port), account) if name and account else None
    return Server(host, default_port, account) if host and account else None
