"""A workbook being written: its sheets, styles, links and names."""

import io
import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.url import Url

from dangvien_xlsx.excel.writing.packing import Packed, package, packed, same_everywhere
from dangvien_xlsx.excel.writing.sheet import Link, Sheet, must
from dangvien_xlsx.excel.writing.styles import STYLES, Properties
from dangvien_xlsx.excel.writing.worksheet import PlainWorksheet

_PACKED_AT_A_TIME = 2
"""Parts; libdeflate lets other threads run."""


class _Packager(Packager):  # type: ignore[misc]  # xlsxwriter is not typed
    """Packs the parts of a large workbook itself, two at a time, and leaves nothing for xlsxwriter's own zip."""

    content = b""
    failure: OSError | None = None
    """Told once xlsxwriter has closed its own zip, which it does not do on the way out of an error."""

    def _create_package(self) -> list[object]:
        try:
            parts = super()._create_package()
            with ThreadPoolExecutor(_PACKED_AT_A_TIME) as threads:
                self.content = package(threads.map(_packed_file, parts))
        except OSError as error:
            self.failure = error
        finally:
            for place, _, _ in self.filenames:
                Path(place).unlink(missing_ok=True)
        return []


def _packed_file(part: tuple[str, str, bool]) -> Packed:
    place, name, _ = part
    return packed(name, Path(place).read_bytes())


class _LargeWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook whose parts lie on the disk until they are packed."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO())
        self.packager = _Packager()

    def _get_packager(self) -> _Packager:
        return self.packager


class Book:
    """A workbook being made. The same calls give the same bytes, because the creation time is given."""

    def __init__(self, created: datetime, properties: Mapping[str, str], *, large: bool = False) -> None:
        self._bytes = io.BytesIO()
        # xlsxwriter keeps the XML of all sheets, four bytes a letter, until the end; a large one goes to disk.
        self._book = _LargeWorkbook() if large else xlsxwriter.Workbook(self._bytes, {"in_memory": True})
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
            OSError: There is no room for the parts of a large one.
        """
        self._book.close()
        if not isinstance(self._book, _LargeWorkbook):
            return same_everywhere(self._bytes.getvalue())
        if self._book.packager.failure:
            raise self._book.packager.failure
        return self._book.packager.content
