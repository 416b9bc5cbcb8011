"""Sheets of a workbook of our own: each is judged as it is unpacked piece by piece, and none of its XML is kept.

A summary of 52,105 units has 420 MB of XML, of which one sheet at a time is asked for.
"""

from functools import cached_property, partial

from dangvien_xlsx.excel.reading.extent import judge_extent, judge_pieces
from dangvien_xlsx.excel.reading.grid import Grid, Grids
from dangvien_xlsx.excel.reading.xlsx_parts import contents_of, relations, workbook_path
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.received.entries import megabytes
from dangvien_xlsx.received.limits import LARGEST_UNREAD
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.received.room import OF_OUR_OWN, Room
from dangvien_xlsx.text import intake as words


class OwnSheets:
    """A workbook whose sheets are read one by one."""

    def __init__(self, content: bytes, room: Room = OF_OUR_OWN, whole: int = LARGEST_UNREAD) -> None:
        """Judge all but its sheets, and those too where they are small.

        Args:
            content: Its bytes.
            room: What it may ask for.
            whole: Bytes of all its parts, unpacked, up to which it is judged at one go.

        Raises:
            RefusedError: It is damaged, or asks for more.
        """
        if len(content) > room.file:
            why = words.LARGER_THAN.format(size=megabytes(len(content)), limit=megabytes(room.file))
            raise RefusedError("file-too-large", why=why)
        self._package, self._room = Package(content, room, whole), room
        judge_extent(self._package, room)
        self._grids = Grids(content)

    @cached_property
    def workbook(self) -> bytes:
        """The XML of the workbook's own part."""
        return self._package.member("xl/workbook.xml") or self._package.member(workbook_path(self._package))

    @cached_property
    def _paths(self) -> dict[str, str]:
        """The sheets' parts, by their names."""
        path = workbook_path(self._package)
        targets = {relation.id: relation.target for relation in relations(self._package, path)}
        sheets = contents_of(self._package.member(path)).sheets
        return {sheet.name: targets.get(sheet.relation, "") for sheet in sheets}

    @property
    def names(self) -> tuple[str, ...]:
        """Of the sheets, in the order of their tabs."""
        return tuple(self._grids)

    def grid(self, name: str) -> Grid:
        """Read a sheet, which is not kept.

        Raises:
            RefusedError: It is damaged, or asks for more.
        """
        if self._package.is_partly_packed:
            path = self._paths.get(name)
            if not path:  # calamine finds a sheet where the workbook lists none
                raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
            judge_pieces(partial(self._package.pieces, path), self._package.shared_strings(), self._room)
        return self._grids.read(name)
