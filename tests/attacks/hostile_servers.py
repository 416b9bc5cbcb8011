"""Servers on loopback that do everything wrong, each in its own way; who is attacked is a process of its own."""

import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from tests.mail.servers import Certificates, Listener

FLOOD = 1_500_000_000
"""Bytes of a flood: what a client without a bound would hold."""
Talk = Iterator[bytes]
"""What a server says, piece by piece, whatever the client does."""
MAIL = b"From: a@b.example\r\nSubject: Phieu\r\n\r\nx\r\n"


class Hostile(Listener):
    """Says the same to every client."""

    def __init__(self, talk: Callable[["Line"], None], certificates: Certificates, tls: bool) -> None:
        self._talk = talk
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificates.good, certificates.key)
        self._tls = tls
        super().__init__()

    def attend(self, connection: socket.socket) -> None:
        """Talk, as far as the client lets it."""
        line = Line(connection, self._context)
        with suppress(OSError, ValueError, ssl.SSLError):
            if self._tls:
                line.start_tls()
            self._talk(line)
        line.close()


class Line:
    """A client's connection, as the server sees it."""

    def __init__(self, connection: socket.socket, context: ssl.SSLContext) -> None:
        self.connection, self._context = connection, context
        connection.settimeout(60)

    def start_tls(self) -> None:
        """Go on with TLS."""
        self.connection = self._context.wrap_socket(self.connection, server_side=True)

    def hear(self) -> bytes:
        """Return what the client says next, a line."""
        heard = b""
        while not heard.endswith(b"\n"):
            letter = self.connection.recv(1)
            if not letter:
                raise OSError
            heard += letter
        return heard

    def say(self, text: bytes) -> None:
        """Say something."""
        self.connection.sendall(text)

    def flood(self, piece: bytes) -> None:
        """Say the same until the client has had enough, or more than any client could hold."""
        block = piece * (65_536 // len(piece) + 1)
        for _ in range(FLOOD // len(block)):
            self.say(block)

    def trickle(self, text: bytes) -> None:
        """Say one byte a half second for ever."""
        while True:
            for at in range(len(text)):
                self.say(text[at : at + 1])
                time.sleep(0.5)

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self.connection.close()


def imap(**answers: bytes | Callable[[Line, bytes], None]) -> Callable[[Line], None]:
    """Return the talk of a server that is right but for some answers.

    Args:
        answers: By command, what it says instead of the untagged answer, or what it does; ``greeting`` comes first.
    """
    right: dict[str, bytes | Callable[[Line, bytes], None]] = {
        "greeting": b"* OK ready\r\n",
        "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n",
        "LOGIN": b"",
        "AUTHENTICATE": _authenticate,
        "EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n",
        "SEARCH": b"* SEARCH 1\r\n",
        "HEADINGS": b"* 1 FETCH (UID 1 RFC822.SIZE 10 BODY[HEADER.FIELDS (SUBJECT)] {16}\r\nSubject: Phieu\r\n)\r\n",
        "BODY": b"* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)\r\n" % (len(MAIL), MAIL),
        "LOGOUT": b"* BYE\r\n",
    }
    wanted = right | answers

    def talk(line: Line) -> None:
        greeting = wanted["greeting"]
        if callable(greeting):
            greeting(line, b"")
        else:
            line.say(greeting)
        while True:
            tag, _, rest = line.hear().partition(b" ")
            words = rest.upper().split()
            command = (words[1] if words[0] == b"UID" else words[0]).decode()
            if command == "FETCH":
                command = "HEADINGS" if b"HEADER" in rest.upper() else "BODY"
            answer = wanted.get(command, b"")
            if callable(answer):
                answer(line, tag)
            else:
                line.say(answer)
            line.say(tag + b" OK done\r\n")

    return talk


def _authenticate(line: Line, tag: bytes) -> None:
    line.say(b"+ \r\n")
    line.hear()


def flooding(piece: bytes) -> Callable[[Line, bytes], None]:
    """Answer with a flood."""
    return lambda line, tag: line.flood(piece)


def trickling(text: bytes) -> Callable[[Line, bytes], None]:
    """Answer with a trickle."""
    return lambda line, tag: line.trickle(text)


def then(*parts: bytes | Callable[[Line], None]) -> Callable[[Line, bytes], None]:
    """Answer one thing after the other."""

    def answer(line: Line, tag: bytes) -> None:
        for part in parts:
            if callable(part):
                part(line)
            else:
                line.say(part)

    return answer


def silent(line: Line, tag: bytes) -> None:
    """Answer nothing, and stay."""
    time.sleep(600)


def gone(line: Line, tag: bytes) -> None:
    """Hang up."""
    line.close()


def _literal(start: bytes) -> Callable[[Line, bytes], None]:
    def answer(line: Line, tag: bytes) -> None:
        line.say(start)
        line.flood(b"x")

    return answer


def _slow_literal(line: Line, tag: bytes) -> None:
    line.say(b"* 1 FETCH (UID 1 BODY[] {30000000}\r\n")
    line.trickle(b"x")


_DIGITS = b"9" * 5_000
IMAP: dict[str, Callable[[Line], None]] = {
    "silence after connecting": imap(greeting=silent),
    "hangs up": imap(greeting=gone),
    "speaks another protocol": imap(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    "greeting without end": imap(greeting=flooding(b"* OK wait\r\n")),
    "one line without end": imap(greeting=flooding(b"* OK wait ")),
    "greeting a byte at a time": imap(greeting=trickling(b"* OK wait")),
    "capabilities in no language": imap(CAPABILITY=b"* CAPABILITY \xff\xfe\x00 IMAP\r\n"),
    "no capabilities": imap(CAPABILITY=b"* CAPABILITY\r\n"),
    "login answered without end": imap(LOGIN=flooding(b"* x\r\n"), AUTHENTICATE=flooding(b"* x\r\n")),
    "challenges without end": imap(AUTHENTICATE=flooding(b"+ eA==\r\n"), LOGIN=flooding(b"+ eA==\r\n")),
    "validity in words": imap(EXAMINE=b"* OK [UIDVALIDITY seven] ok\r\n"),
    "validity of 5,000 digits": imap(EXAMINE=b"* OK [UIDVALIDITY %s] ok\r\n" % _DIGITS),
    "numbers in words": imap(SEARCH=b"* SEARCH one two\r\n"),
    "numbers of 5,000 digits": imap(SEARCH=b"* SEARCH %s\r\n" % _DIGITS),
    "numbers without end": imap(SEARCH=flooding(b"* SEARCH 1 2 3\r\n")),
    "a number beyond all": imap(SEARCH=b"* SEARCH -1 99999999999\r\n"),
    "headings without end": imap(HEADINGS=flooding(b"* 1 FETCH (UID 1 RFC822.SIZE 10)\r\n")),
    "a heading of 5,000 digits": imap(
        HEADINGS=b"* 1 FETCH (UID %s RFC822.SIZE %s {5}\r\nabcde)\r\n" % (_DIGITS, _DIGITS)
    ),
    "1.5 GB where it said 10": imap(BODY=_literal(b"* 1 FETCH (UID 1 BODY[] {1500000000}\r\n")),
    "a literal of 5,000 digits": imap(BODY=_literal(b"* 1 FETCH (UID 1 BODY[] {%s}\r\n" % _DIGITS)),
    "a body a byte at a time": imap(BODY=_slow_literal),
    "a body that breaks off": imap(BODY=then(b"* 1 FETCH (UID 1 BODY[] {900}\r\nab", Line.close)),
    "an answer to another question": imap(SEARCH=b"zz9 OK done\r\n"),
    "silence when asked for a mail": imap(BODY=silent),
    "goodbye in the middle": imap(SEARCH=b"* BYE enough\r\n"),
}
"""Behaviours of IMAP servers over TLS."""


def smtp(**answers: bytes | Callable[[Line, bytes], None]) -> Callable[[Line], None]:
    """Return the talk of a server that is right but for some answers; ``EHLO2`` is the one within TLS."""
    right: dict[str, bytes | Callable[[Line, bytes], None]] = {
        "greeting": b"220 ready\r\n",
        "EHLO": b"250-x\r\n250 STARTTLS\r\n",
        "EHLO2": b"250-x\r\n250 AUTH PLAIN LOGIN\r\n",
        "STARTTLS": then(b"220 go\r\n", Line.start_tls),
        "AUTH": b"235 in\r\n",
        "DATA": b"354 go\r\n",
        ".": b"250 taken\r\n",
        "QUIT": b"221 bye\r\n",
    }
    wanted = right | answers

    def talk(line: Line) -> None:
        state = ""
        answer = wanted["greeting"]
        while True:
            if callable(answer):
                answer(line, b"")
            else:
                line.say(answer)
            heard = line.hear()
            if state == "DATA":
                while heard != b".\r\n":
                    heard = line.hear()
                command = "."
            else:
                command = re.split(rb"[\s:]", heard.upper())[0].decode("ascii", "replace")
            if command == "EHLO" and isinstance(line.connection, ssl.SSLSocket):
                command = "EHLO2"
            answer = wanted.get(command, b"250 ok\r\n")
            state = command

    return talk


SMTP: dict[str, Callable[[Line], None]] = {
    "silence after connecting": smtp(greeting=silent),
    "hangs up": smtp(greeting=gone),
    "speaks another protocol": smtp(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    "greeting without end before TLS": smtp(greeting=flooding(b"220-wait\r\n")),
    "one line without end": smtp(greeting=flooding(b"220-wait ")),
    "greeting a byte at a time": smtp(greeting=trickling(b"220-wait\r\n")),
    "a code of 5,000 digits": smtp(greeting=_DIGITS + b" hello\r\n"),
    "abilities without end": smtp(EHLO=flooding(b"250-SIZE 1\r\n")),
    "abilities in no language": smtp(EHLO=b"250-\xff\xfe\r\n250-SIZE \x00\r\n250 STARTTLS\r\n"),
    "no TLS": smtp(EHLO=b"250 x\r\n"),
    "TLS refused": smtp(STARTTLS=b"454 not now\r\n"),
    "nonsense instead of TLS": smtp(STARTTLS=then(b"220 go\r\n", lambda line: line.flood(b"x"))),
    "silence instead of TLS": smtp(STARTTLS=then(b"220 go\r\n", lambda line: time.sleep(600))),
    "more said before TLS": smtp(STARTTLS=then(b"220 go\r\n250-AUTH PLAIN\r\n250 x\r\n", Line.start_tls)),
    "abilities within TLS a byte at a time": smtp(EHLO2=trickling(b"250-x\r\n")),
    "abilities within TLS without end": smtp(EHLO2=flooding(b"250-AUTH PLAIN\r\n")),
    "challenges without end": smtp(AUTH=b"334 eA==\r\n"),
    "no way to log in": smtp(EHLO2=b"250 x\r\n"),
    "an answer to the sender without end": smtp(MAIL=flooding(b"250-ok\r\n")),
    "silence at the address": smtp(RCPT=silent),
    "gone at the address": smtp(RCPT=b"421 bye\r\n"),
    "an escape in its refusal": smtp(RCPT=b"550 \x1b]0;owned\x07 \x9b31m no\r\n"),
    "the last answer a byte at a time": smtp(**{".": trickling(b"250-ok\r\n")}),
    "the last answer without end": smtp(**{".": flooding(b"250-ok\r\n")}),
}
"""Behaviours of SMTP servers that begin without TLS."""
