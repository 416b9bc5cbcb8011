"""A workbook being written: its sheets, styles, links and names."""

import io
import warnings
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.url import Url

from dangvien_xlsx.excel.writing.packing import same_everywhere
from dangvien_xlsx.excel.writing.sheet import Link, Sheet, must
from dangvien_xlsx.excel.writing.styles import STYLES, Properties
from dangvien_xlsx.excel.writing.worksheet import PlainWorksheet


class Book:
    """A workbook being made. The same calls give the same bytes, because the creation time is given."""

    def __init__(self, created: datetime, properties: Mapping[str, str], *, large: bool = False) -> None:
        self._bytes = io.BytesIO()
        # xlsxwriter keeps the XML of all sheets, four bytes a letter, until the end; a large one goes to disk.
        self._book = xlsxwriter.Workbook(self._bytes, {"in_memory": not large})
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
        """Close the workbook and return its bytes."""
        self._book.close()
        return same_everywhere(self._bytes.getvalue())
