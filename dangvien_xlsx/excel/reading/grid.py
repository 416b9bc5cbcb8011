"""Cell values of a workbook by calamine, at their absolute positions."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook

from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.text.fold import whole

Grid = list[list[Any]]
"""Rows of raw cell values; a blank cell is ``""``. Position (0, 0) is A1."""


class Grids(Mapping[str, Grid]):
    """The sheets of a workbook by name, each read when first asked for."""

    def __init__(self, content: bytes) -> None:
        self._book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        self._read: dict[str, Grid] = {}

    def __getitem__(self, name: str) -> Grid:
        if name not in self._read:
            self._read[name] = self.read(name)
        return self._read[name]

    def read(self, name: str) -> Grid:
        """Read a sheet anew, without keeping it."""
        if name not in self._book.sheet_names:
            raise KeyError(name)
        # Only skip_empty_area=False keeps absolute positions.
        grid: Grid = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return grid

    def __iter__(self) -> Any:
        return iter(self._book.sheet_names)

    def __len__(self) -> int:
        return len(self._book.sheet_names)


def value_at(grid: Grid, row0: int, column0: int) -> Value:
    """Return the value of a cell, blank outside the grid; a whole number comes as ``int``.

    Args:
        grid: Rows of raw cell values.
        row0: The row, zero-indexed.
        column0: The column, zero-indexed.
    """
    if row0 >= len(grid) or column0 >= len(grid[row0]):
        return None
    value = grid[row0][column0]
    if isinstance(value, str):
        return whole(value) if value else None
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool | int | float | date | datetime):
        return value
    return str(value)


def text_at(grid: Grid, row0: int, column0: int) -> str:
    """Return the value of a cell as text: a code typed as the number 16 is ``16``; blank is the empty text.

    Args:
        grid: Rows of raw cell values.
        row0: The row, zero-indexed.
        column0: The column, zero-indexed.
    """
    value = value_at(grid, row0, column0)
    return "" if value is None else str(value).strip()
