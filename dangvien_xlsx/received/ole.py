"""Old Office files, which are small file systems of their own."""

import io
from datetime import UTC, datetime

import olefile

_SAVED = "last_saved_time"


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
            saved = getattr(ole.get_metadata(), _SAVED, None)
    except MemoryError:
        raise
    except Exception:  # as above
        return None
    return records, saved.replace(tzinfo=UTC) if isinstance(saved, datetime) and saved.year > 1980 else None
