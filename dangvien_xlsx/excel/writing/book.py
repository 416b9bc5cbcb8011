"""A workbook being written: its sheets, styles, links and names."""

import io
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.url import Url
from xlsxwriter.xmlwriter import XMLwriter

from dangvien_xlsx.excel.writing.packing import Packed, package, packed
from dangvien_xlsx.excel.writing.parts import Relations, Strings
from dangvien_xlsx.excel.writing.rows import MadeHere, RowMaker, SheetRows
from dangvien_xlsx.excel.writing.sheet import Link, Sheet, must
from dangvien_xlsx.excel.writing.spool import Spool
from dangvien_xlsx.excel.writing.styles import STYLES, Properties
from dangvien_xlsx.excel.writing.worksheet import PlainWorksheet

_PACKED_AT_A_TIME = 2
"""Parts; libdeflate lets other threads run."""
_WORTH_A_THREAD = 2**18
"""Bytes of a part from which it is packed while others are made."""


class _Packager(Packager):  # type: ignore[misc]  # xlsxwriter is not typed
    """Packs each part itself as soon as it is made, and leaves nothing for xlsxwriter's own zip."""

    content = b""
    failure: OSError | None = None
    """Told once xlsxwriter has closed its own zip, which it does not do on the way out of an error."""

    def _create_package(self) -> list[object]:
        self._parts: list[Future[Packed] | Packed] = []
        self._made: tuple[str, Spool] | None = None
        try:
            with ThreadPoolExecutor(_PACKED_AT_A_TIME) as self._threads:
                super()._create_package()
                self._pack()
                self.content = package(self._taken())
        except OSError as error:
            self.failure = error
        finally:
            if self._made:
                self._made[1].close()
            for part in self._parts:  # nobody has taken
                if isinstance(part, Packed) or not part.exception():
                    _of(part).content.close()
        return []

    def _taken(self) -> Iterator[Packed]:
        """Yield the parts, and let go of each."""
        self._parts.reverse()
        while self._parts:
            yield _of(self._parts.pop())

    def _filename(self, xml_filename: str) -> Spool:
        self._pack()
        self._made = (xml_filename, Spool())
        return self._made[1]

    def _write_shared_strings_file(self) -> None:
        table = self.workbook.str_table
        table._sort_string_data()
        table.count -= 1
        strings = Strings()
        strings.string_table = table
        self._write(strings, "xl/sharedStrings.xml")
        # Only how many they were is asked for later.
        table.string_table, table.string_array = {}, []

    def _write_worksheet_rels_files(self) -> None:
        for number, sheet in enumerate(self.workbook.worksheets(), 1):
            links = [*sheet.external_drawing_links, *sheet.external_vml_links, *sheet.external_background_links]
            links += [*sheet.external_table_links, *sheet.external_comment_links]
            if links or sheet.linked:
                relations = Relations(sheet.relations, sheet.linked)
                for link in links:
                    relations._add_document_relationship(*link)
                self._write(relations, f"xl/worksheets/_rels/sheet{number}.xml.rels")

    def _write(self, part: XMLwriter, name: str) -> None:
        part._set_xml_writer(self._filename(name))
        part._assemble_xml_file()

    def _pack(self) -> None:
        """Pack the part that was made last."""
        if self._made:
            name, spool = self._made
            self._made = None
            if spool.size > _WORTH_A_THREAD:
                self._parts.append(self._threads.submit(_packed, name, spool))
            else:
                self._parts.append(_packed(name, spool))


def _of(part: Future[Packed] | Packed) -> Packed:
    return part if isinstance(part, Packed) else part.result()


def _packed(name: str, spool: Spool) -> Packed:
    return packed(name, spool.pieces(), spool.size)


class PackedWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that is packed by ``_Packager``."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), {"in_memory": True})
        self.packager = _Packager()

    def _get_packager(self) -> _Packager:
        return self.packager

    def _prepare_sst_string_data(self) -> None:
        """Leave the shared strings open: the rows' texts join them when the sheets are put together."""
        for sheet in self.worksheets():
            sheet.finish()
        # xlsxwriter asks before that whether there are any; there is always a part for them, if an empty one.
        self.str_table.count += 1


class Book:
    """A workbook being made. The same calls give the same bytes, because the creation time is given."""

    def __init__(self, created: datetime, properties: Mapping[str, str], maker: RowMaker | None = None) -> None:
        """Begin a workbook.

        Args:
            created: When, as it says itself.
            properties: Its title, author and the like.
            maker: Makes the rows of its sheets; none for this process.
        """
        self._book = PackedWorkbook()
        self._here = MadeHere()
        self._maker = maker or self._here
        self._book.set_properties({**properties, "created": created})
        self._formats: dict[str, Format] = {}
        self._urls: dict[tuple[Link, str], Url] = {}
        self._strict = warnings.catch_warnings()

    def __enter__(self) -> Self:
        self._strict.__enter__()
        warnings.simplefilter("error", UserWarning)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._here.close()
        # xlsxwriter's parts name each other in circles, and nobody looks for those while a summary is made.
        for sheet in self._book.worksheets():
            sheet.relations.close()
            sheet.__dict__.clear()
        self._book.packager.__dict__.clear()
        self._book.__dict__.clear()
        self._strict.__exit__(kind, error, trace)

    def style(self, role: str) -> Format:
        """Return the format of a role."""
        if role not in self._formats:
            self._formats[role] = self._book.add_format(STYLES[role])
        return self._formats[role]

    def url(self, target: Link, text: str) -> Url:
        """Return a link's target, made once for all sheets."""
        if (target, text) not in self._urls:
            url = self._urls[target, text] = Url(f"{target[0]}:{target[1]}")
            url.text = text
        return self._urls[target, text]

    def look(self, properties: Properties) -> Format:
        """Return a format for conditional formatting."""
        return self._book.add_format(properties)

    def sheet(self, name: str, tab: str | None = None) -> Sheet:
        """Add a sheet."""
        sheet = self._book.add_worksheet(name, worksheet_class=PlainWorksheet)
        sheet.rows = SheetRows(self._maker, sheet.index)
        if tab:
            sheet.set_tab_color(tab)
        return Sheet(self, sheet)

    def bar_chart(self, *, stacked: bool = False) -> Any:
        """Return a new bar chart, bars lying, one series after the other or each in its own bar."""
        return self._book.add_chart({"type": "bar", "subtype": "stacked"} if stacked else {"type": "bar"})

    def define(self, name: str, formula: str) -> None:
        """Define a name for a formula or range."""
        must(self._book.define_name(name, formula), name)

    def content(self) -> bytes:
        """Close the workbook and return its bytes.

        Raises:
            OSError: There is no room on the disk, where the parts of a large one wait.
        """
        self._urls.clear()  # each sheet has its own until they are written
        self._book.close()
        if self._book.packager.failure:
            raise self._book.packager.failure
        return self._book.packager.content
