"""Rows of a large summary are made in another process, while this one goes on with what the next ones hold.

What the other does not keep up with is made here, so that nothing waits for a process that gets no time. Whatever
becomes of it, all rows are made here instead, and are the same.
"""

import pickle
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.excel.writing.rows import MadeHere, Piece, Row, Template
from dangvien_xlsx.model.errors import RowsLostError
from dangvien_xlsx.received.limits import SECONDS_WITHOUT_PROGRESS

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_END = b""
"""After it nothing is to be sent."""
_MOST_WAITING = 6
"""Pieces that wait to be sent before further ones are made here: some 60 ms of work."""


class _Make(NamedTuple):
    """Rows of a sheet to be made, and the templates that are new since the last ones."""

    sheet: int
    templates: list[Template]
    rows: Sequence[Row]


class RowsElsewhere:
    """Makes rows in the process at the other end of a line."""

    def __init__(self, line: "Connection") -> None:
        """Take up a line.

        Args:
            line: To a process that calls ``make_rows`` as soon as anything comes.
        """
        self.is_through = False
        """Whether all rows were taken, so that the line is free again."""
        self._line = line
        self._here = MadeHere()
        self._new: list[Template] = []
        """Templates of which the other process does not know yet."""
        self._is_here: dict[int, list[bool]] = {}
        """For each piece of a sheet, from the top, whether it was made here."""
        self._is_lost = self._is_ready = False
        self._waiting: SimpleQueue[bytes] = SimpleQueue()
        # A line takes little at a time, on some systems 8 KB: a thread waits for the other process, and not we.
        self._sender = Thread(target=self._send, daemon=True)
        with suppress(OSError):
            self._line.send(None)
        self._sender.start()

    def template(self, template: Template) -> int:
        """Take note of a template; return its place."""
        self._new.append(template)
        return self._here.template(template)

    def make(self, sheet: int, rows: Sequence[Row]) -> None:
        """Let rows of a sheet be made, below those that it has.

        Raises:
            RowsLostError: The process is gone.
        """
        is_here = not self.is_ready() or self._waiting.qsize() >= _MOST_WAITING
        if self._is_lost:
            raise RowsLostError
        self._is_here.setdefault(sheet, []).append(is_here)
        if is_here:
            self._here.make(sheet, rows)
        else:
            self._waiting.put(pickle.dumps(_Make(sheet, self._new, rows)))
            self._new = []

    def is_ready(self) -> bool:
        """Tell whether the process has answered: until then it may be loading what it counts with, for seconds."""
        if not self._is_ready:
            try:
                self._is_ready = self._line.poll() and self._line.recv() is None
            except (OSError, EOFError):
                self._is_lost = True
        return self._is_ready

    def made(self, sheet: int) -> Iterator[Piece]:
        """Yield the rows of a sheet; no more are made from then on.

        Raises:
            RowsLostError: The process is gone, or does not answer.
        """
        here, elsewhere = self._here.made(sheet), self._made_elsewhere(sheet)
        for is_here in self._is_here.get(sheet, ()):
            piece = next(here if is_here else elsewhere, None)
            if piece is None:
                self._is_lost = True
                raise RowsLostError
            yield piece

    def _made_elsewhere(self, sheet: int) -> Iterator[Piece]:
        """Yield what the process made of a sheet, as far as it answers."""
        with suppress(OSError, EOFError):
            if self._has_sent():
                self._line.send(sheet)
                for _ in range(self._is_here[sheet].count(False)):
                    if not self._line.poll(SECONDS_WITHOUT_PROGRESS):
                        return
                    yield self._line.recv()

    def end(self) -> None:
        """Say that all rows were taken."""
        if self._is_ready and self._has_sent():
            with suppress(OSError):
                self._line.send(None)
                self.is_through = True

    def stop(self) -> None:
        """Let go of the line, once there is nobody at its other end, and of all rows."""
        self._has_sent()
        self._line.close()
        self._here.close()

    def _has_sent(self) -> bool:
        """Wait until all that was to be made is sent; tell whether it is."""
        if self._sender.is_alive():
            self._waiting.put(_END)
            self._sender.join(SECONDS_WITHOUT_PROGRESS)
        return not self._is_lost and not self._sender.is_alive()

    def _send(self) -> None:
        try:
            while work := self._waiting.get():
                self._line.send_bytes(work)
        except OSError:
            self._is_lost = True


def make_rows(line: "Connection") -> None:
    """Make the rows of one workbook, until the parent has taken them all; runs in the process.

    Args:
        line: Rows to be made and numbers of sheets come in, pieces go out.
    """
    maker = MadeHere()
    line.send(None)
    while (asked := line.recv()) is not None:
        if isinstance(asked, _Make):
            for template in asked.templates:
                maker.template(template)
            maker.make(asked.sheet, asked.rows)
            continue
        for piece in maker.made(asked):
            line.send(piece)
