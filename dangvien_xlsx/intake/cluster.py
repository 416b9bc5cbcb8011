"""Reads received files on other machines: on any ``concurrent.futures`` executor, such as that of a Dask cluster.

The bytes travel, so the machines need not see the folder. What fails there, for whatever reason, is read here by
``Readers``, each file behind the limits of a child of our own.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import Source
from dangvien_xlsx.intake.tasks import Opened, Visit, joined
from dangvien_xlsx.model.errors import WorkspaceError, WrongUseError
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.received.contents import Inner
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.received.limits import CHUNK_FILES, LARGEST_FILE
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.names import shorten

SECONDS_A_ROUND = 60.0
"""How long a chunk may take on the way and there; then it is read here."""
CHUNKS_UNDER_WAY = 32
"""Chunks whose bytes are on the way at a time: some 60 MB of forms, however many there are in all."""
_CONNECT_SECONDS = 20
_RETRIES = 2


class Parcel(NamedTuple):
    """A file as it travels."""

    source: Source
    content: bytes


class ClusterReaders:
    """Reads a folder's files on an executor; used like ``Readers``."""

    def __init__(self, folder: Path, sources: Sequence[Source], reading: Reading, executor: Executor) -> None:
        self._folder, self._reading, self._executor = folder, reading, executor
        self._here: list[Source] = []
        self._there: list[Source] = []
        self.add(sources)

    def add(self, sources: Sequence[Source]) -> None:
        """Have further files read; all of them before the results are asked for."""
        self._here += [item for item in sources if item.problem or item.size > LARGEST_FILE]
        self._there += [item for item in sources if not item.problem and item.size <= LARGEST_FILE]

    def __enter__(self) -> "ClusterReaders":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def results(self) -> Iterator[ReceivedFile]:
        """Yield every file's entry, in no particular order."""
        left = list(self._here)
        visit = Visit(self._reading)
        chunks = (self._there[start : start + CHUNK_FILES] for start in range(0, len(self._there), CHUNK_FILES))
        under_way: list[tuple[list[Source], Future[Opened] | None]] = []
        for chunk in chunks:
            under_way.append((chunk, self._send(chunk, visit)))
            if len(under_way) >= CHUNKS_UNDER_WAY:
                yield from _collected(*under_way.pop(0), left)
        for each in under_way:
            yield from _collected(*each, left)
        with Readers(self._folder, left, self._reading) as readers:
            yield from readers.results()

    def _send(self, chunk: list[Source], visit: Visit) -> "Future[Opened] | None":
        from dangvien_xlsx.intake.opening import read_regular

        try:
            parcels = [Parcel(source, read_regular(self._folder / source.name)) for source in chunk]
            return self._executor.submit(read_parcels, parcels, visit)
        except Exception:  # a file that is gone, a cluster that is gone: read here, where each has its own answer
            return None


def _collected(chunk: list[Source], future: "Future[Opened] | None", left: list[Source]) -> Iterator[ReceivedFile]:
    """Yield the entries of a chunk; what the cluster did not read is added to ``left``."""
    try:
        opened = future.result(SECONDS_A_ROUND) if future else None
    except Exception:  # whatever went wrong there, the files are read here
        opened = None
        if future:
            future.cancel()
    if opened is None or opened.pending:
        left += chunk
        return
    yield from opened.files


def read_parcels(parcels: Sequence[Parcel], visit: Visit) -> Opened:
    """Read files that have travelled; runs on the cluster."""
    from dangvien_xlsx.intake.opening import open_received

    opened = [open_received(_inner(parcel), visit) for parcel in parcels]
    return joined(opened)


def _inner(parcel: Parcel) -> Inner:
    return Inner(parcel.source.path, lambda: parcel.content, parcel.source.changed, claimed=parcel.source.claimed)


Start = Callable[[Path, Sequence[Source], Reading], "AbstractContextManager[Readers | ClusterReaders]"]
"""Makes the readers of a folder: those of this machine, or those of a cluster."""


def on_dask(address: str, stack: ExitStack) -> Start:
    """Return what makes readers on a running Dask cluster.

    Args:
        address: Of its scheduler: ``tcp://10.0.0.5:8786``.
        stack: Closes the connection.

    Raises:
        WrongUseError: The library for it is not installed.
        WorkspaceError: The scheduler cannot be reached.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise WrongUseError(words.NO_DASK) from error
    try:
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
        stack.callback(client.close)
    except (OSError, ValueError, TimeoutError) as error:
        why = shorten(str(error) or type(error).__name__)
        raise WorkspaceError(words.NO_SCHEDULER.format(address=address, why=why)) from error
    executor = client.get_executor(pure=False, retries=_RETRIES)  # type: ignore[no-untyped-call]
    return lambda folder, sources, reading: ClusterReaders(folder, sources, reading, executor)
