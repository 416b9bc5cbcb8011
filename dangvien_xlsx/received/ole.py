"""Old Office files, which are small file systems of their own."""

import io
import struct
from datetime import UTC, datetime, timedelta

import olefile

_SUMMARY = "\x05SummaryInformation"
_LARGEST_SUMMARY, _MOST_PROPERTIES = 2**20, 100
_LAST_SAVED, _FILE_TIME = 13, 0x40
_FIRST_TICK = datetime(1601, 1, 1, tzinfo=UTC)


def root_names(content: bytes) -> set[str] | None:
    """Return the names in the root of an OLE file, lower case; nothing where its directory is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            return {entry[0].lower() for entry in ole.listdir(streams=True, storages=True)}
    except MemoryError:
        raise
    except Exception:  # olefile raises what it happens to meet in a damaged file
        return None


def workbook_stream(content: bytes) -> tuple[bytes, datetime | None] | None:
    """Return an .xls's records and its time of saving; nothing where it is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            name = next(name for name in ("Workbook", "Book") if ole.exists(name))
            records: bytes = ole.openstream(name).read()
            told: bytes = ole.openstream(_SUMMARY).read(_LARGEST_SUMMARY) if ole.exists(_SUMMARY) else b""
    except MemoryError:
        raise
    except Exception:  # as above
        return None
    return records, _saved(told)


def _saved(summary: bytes) -> datetime | None:
    """Return the time of saving out of the stream of properties ([MS-OLEPS]), nothing where it does not say.

    olefile reads every property: a count of 4 billion in one of them kept it busy for good.
    """
    try:
        start = struct.unpack_from("<I", summary, 44)[0]
        count = min(struct.unpack_from("<I", summary, start + 4)[0], _MOST_PROPERTIES)
        for number in range(count):
            identifier, offset = struct.unpack_from("<II", summary, start + 8 + 8 * number)
            if identifier == _LAST_SAVED:
                sort, ticks = struct.unpack_from("<IQ", summary, start + offset)
                moment = _FIRST_TICK + timedelta(microseconds=ticks // 10)
                return moment if sort == _FILE_TIME and moment.year > 1980 else None
    except (struct.error, OverflowError):
        return None
    return None
