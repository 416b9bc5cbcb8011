"""What is written from beginning to end and read once, letters as UTF-8: few in memory, many on the disk.

Nothing of what lies on the disk has a name there.
"""

import io
import pickle
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar

Thing = TypeVar("Thing")

_HELD = 2**18
"""Letters that wait to be encoded together."""
_IN_MEMORY = 2**20
"""Bytes that stay in memory."""
_PIECE = 2**20
"""Bytes that are read at a time."""


class Spool(io.StringIO):
    """A part of a workbook while it is made; xlsxwriter takes it for a file of letters that lies in memory.

    A line's end is one sign on every system.
    """

    def __init__(self) -> None:
        super().__init__()
        self._size = 0
        self._waiting: list[str] = []
        self._waiting_letters = 0
        self._stretches = [_Stretch()]

    @property
    def size(self) -> int:
        """How many bytes were written."""
        self._encode()
        return self._size

    def write(self, letters: str) -> int:
        """Add letters at the end.

        Raises:
            OSError: There is no room on the disk.
        """
        self._waiting.append(letters)
        self._waiting_letters += len(letters)
        if self._waiting_letters >= _HELD:
            self._encode()
        return len(letters)

    def add(self, piece: bytes) -> None:
        """Add letters at the end that are encoded already.

        Raises:
            OSError: There is no room on the disk.
        """
        self._encode()
        self._put(piece)

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes from the beginning, and let go of them."""
        self._encode()
        for stretch in self._stretches:
            yield from stretch.pieces()
        self.close()

    def close(self) -> None:
        """Let go of everything."""
        for stretch in self._stretches:
            stretch.close()
        self._waiting, self._stretches = [], []
        super().close()

    def _encode(self) -> None:
        if self._waiting:
            self._put("".join(self._waiting).encode())
            self._waiting, self._waiting_letters = [], 0

    def _put(self, piece: bytes) -> None:
        self._size += len(piece)
        self._stretches[-1].add(piece)


class _Stretch:
    """Bytes that follow each other, in memory or on the disk."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._held_size = 0
        self._disk: IO[bytes] | None = None

    def add(self, piece: bytes) -> None:
        self._held.append(piece)
        self._held_size += len(piece)
        if self._held_size > _IN_MEMORY:
            if self._disk is None:
                self._disk = TemporaryFile()  # noqa: SIM115  open until it is read
            self._disk.writelines(self._held)
            self._held, self._held_size = [], 0

    def pieces(self) -> Iterator[bytes]:
        if self._disk is not None:
            self._disk.seek(0)
            while piece := self._disk.read(_PIECE):
                yield piece
        yield from self._held

    def close(self) -> None:
        if self._disk is not None:
            self._disk.close()


class Shelf(Generic[Thing]):
    """Things that wait in their order; only this process lays them down and takes them up."""

    def __init__(self) -> None:
        self._held: list[Thing] = []
        self._held_size = 0
        self._disk: IO[bytes] | None = None
        self._sizes: list[int] = []

    def add(self, thing: Thing, size: int) -> None:
        """Lay down one more.

        Raises:
            OSError: There is no room on the disk.
        """
        self._held.append(thing)
        self._held_size += size
        if self._held_size > _IN_MEMORY:
            if self._disk is None:
                self._disk = TemporaryFile()  # noqa: SIM115  open until it is read
            self._sizes.append(self._disk.write(pickle.dumps(self._held)))
            self._held, self._held_size = [], 0

    def taken(self) -> Iterator[Thing]:
        """Yield all, and let go of them."""
        if self._disk is not None:
            with self._disk:
                self._disk.seek(0)
                for size in self._sizes:
                    yield from pickle.loads(self._disk.read(size))  # noqa: S301  of our own, in a file without a name
        yield from self._held

    def close(self) -> None:
        """Let go of everything."""
        if self._disk is not None:
            self._disk.close()
