"""The zip package of an Open XML workbook: what is refused before anything parses it, and its time of saving."""

import io
import re
import zipfile
import zlib
from datetime import UTC, datetime

from dangvien_xlsx.text import intake as words

LARGEST_FILE = 20 * 2**20
"""Bytes. A form has 15-60 KB; pictures pasted into it make it grow, never beyond this."""
LARGEST_CONTENT = 100 * 2**20
"""Bytes of all members together, unpacked: what a reader may be made to hold."""
MOST_MEMBERS = 1_000
"""A form has 12 members; a busy workbook some hundreds."""
HIGHEST_RATIO = 200
"""Unpacked to packed size. Sheet XML packs about 10 to 20 times; a zip bomb over 1,000 times."""
SMALLEST_JUDGED = 2**20
"""Bytes unpacked below which the ratio says nothing: a sheet of equal rows packs well and harms nobody."""

CORE_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>\s*([0-9T:.+\-Z]{10,40})\s*<")
_DATA_ERRORS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


class PackageError(Exception):
    """A package that is refused: ``code`` of the finding and what fills its sentence."""

    def __init__(self, code: str, **about: str) -> None:
        super().__init__(code)
        self.code = code
        self.about = about


class Package:
    """An opened package whose sizes have been judged."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            members = self._zip.infolist()
        except _DATA_ERRORS as error:
            raise PackageError("unreadable-file", why=words.BROKEN_ZIP) from error
        size = sum(member.file_size for member in members)
        if len(members) > MOST_MEMBERS:
            raise PackageError("suspicious-file", why=words.MANY_MEMBERS.format(count=len(members)))
        if size > LARGEST_CONTENT or (size > SMALLEST_JUDGED and size > HIGHEST_RATIO * max(len(content), 1)):
            raise PackageError("suspicious-file", why=words.UNPACKS_LARGE.format(size=size // 2**20))
        self.names = frozenset(member.filename for member in members)

    def member(self, name: str) -> bytes:
        """Return a member's bytes, empty where there is none or it is damaged."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as stream:
                return stream.read(LARGEST_CONTENT)
        except _DATA_ERRORS:
            return b""

    def sheets(self) -> bytes:
        """Return the XML of all sheets, one after the other."""
        return b"".join(self.member(name) for name in sorted(self.names) if name.startswith("xl/worksheets/"))

    def modified(self) -> datetime | None:
        """Return the time at which the workbook was saved, as the program that saved it wrote; none if not told."""
        found = _MODIFIED.search(self.member(CORE_PROPERTIES)[:100_000])
        if not found:
            return None
        try:
            moment = datetime.fromisoformat(found[1].decode("ascii"))
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except ValueError:
            return None
