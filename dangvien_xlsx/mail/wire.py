"""What a server may send and how long it may take: every answer has a bound in bytes and in time, and so has a session.

A socket's own time limit is for one silence only: a byte a second never meets it. And what a client of the standard
library collects of one answer has no bound at all (an SMTP greeting before TLS took 1.1 GB).
"""

import socket
import time

from dangvien_xlsx.mail import servers
from dangvien_xlsx.model.errors import MailServerError
from dangvien_xlsx.text import mail as words

ANSWER_BYTES = 8 * 2**20
"""Bytes of one answer that is no mail: the numbers of a million mails."""
REPLY_BYTES = 64 * 2**10
"""Bytes of one reply of an SMTP server; a wordy one has 1 KB."""
SESSION_BYTES = 2 * 2**30
"""Bytes of all answers together: 50 of the largest mails; the next run goes on from there."""
SLOWEST = 10 * 2**10
"""Bytes a second of the slowest line that a mail is still waited for."""
_A_LINE = 200
"""Bytes that a line costs us beside its own: flooded with empty lines we would hold an object for each."""
_AT_ONCE = 64 * 2**10


class Wire:
    """Reads from a socket like the file that ``imaplib`` and ``smtplib`` make of it, within what was allowed."""

    def __init__(self, connection: socket.socket, host: str) -> None:
        self._connection, self._host = connection, host
        self._buffer = bytearray()
        self._left = self._session_left = 0
        self._until = 0.0
        self._session_until = time.monotonic() + servers.SESSION_SECONDS
        self._session_left = SESSION_BYTES
        self.is_broken = False
        self.allow(REPLY_BYTES)

    def allow(self, most_bytes: int, seconds: float | None = None) -> None:
        """Begin a new answer.

        Args:
            most_bytes: What it may have.
            seconds: How long all of it may take; ``ANSWER_SECONDS`` if not given.
        """
        self._left = most_bytes
        wanted = servers.ANSWER_SECONDS if seconds is None else seconds
        self._until = min(time.monotonic() + wanted, self._session_until)

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer only where the server has gone."""
        self._take(size)
        while len(self._buffer) < size and self._receive(size - len(self._buffer)):
            pass
        return self._cut(size)

    def readline(self, limit: int) -> bytes:
        """Return a line with its end, or as much of it as the limit allows."""
        start = 0
        while (end := self._buffer.find(b"\n", start)) < 0 and len(self._buffer) < limit:
            start = len(self._buffer)
            if start > self._left or not self._receive(_AT_ONCE):
                break
        line = self._cut(min(end + 1 if end >= 0 else len(self._buffer), limit))
        self._take(len(line) + _A_LINE)
        return line

    def close(self) -> None:
        """Do nothing: the socket is closed by whoever opened it."""

    def _receive(self, most: int) -> int:
        left = self._until - time.monotonic()
        if left <= 0:
            self._fail(words.SERVER_SLOW)
        self._connection.settimeout(min(servers.TIMEOUT_SECONDS, left))
        try:
            received = self._connection.recv(min(most, _AT_ONCE))
        except TimeoutError:
            self._fail(words.SERVER_SLOW)
        self._buffer += received
        return len(received)

    def _take(self, size: int) -> None:
        self._left -= size
        self._session_left -= size
        if self._left < 0:
            self._fail(words.SERVER_FLOODS)
        if self._session_left < 0:
            self._fail(words.SESSION_FULL)

    def _cut(self, size: int) -> bytes:
        cut = bytes(memoryview(self._buffer)[:size])
        del self._buffer[:size]
        return cut

    def _fail(self, why: str) -> None:
        self.is_broken = True
        raise MailServerError(why.format(host=self._host))
