"""A cell of an .xlsx out of what its XML says: its kind, its value, its formula, its style."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime

from dangvien_xlsx.excel.reading.colours import is_unseen
from dangvien_xlsx.excel.reading.dates import Moment, as_moment
from dangvien_xlsx.excel.reading.xlsx_styles import Look
from dangvien_xlsx.excel.reading.xlsx_text import Ink, Text, composed, decoded
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import Cell, Run, place_of
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.submission import ErrorValue, Value
from dangvien_xlsx.text import intake as words

_NUMBER = pattern(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_TEXTS = ("str", "inlineStr")
_UNNAMED = "#ERROR!"


def address(told: str) -> str | None:
    """Return an A1 address that lies on a sheet, nothing where it is none; programs take ``$a$1`` for A1."""
    if not told.isascii():
        return None
    told = told.replace("$", "").upper()
    try:
        row0, column0 = place_of(told)
    except ValueError:
        return None
    return told if row0 < LAST_ROW and column0 < LAST_COLUMN else None


def style_number(told: str) -> int | None:
    """Return the number of a style, nothing where it is none."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 7 else None


def number_of(told: str) -> Value:
    """Return a number, whole ones as ``int``; what is no number stays text."""
    text = told.strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        return composed(text)
    return int(number) if number.is_integer() else number


def shared_cell(text: Text, look: Look) -> Cell | None:
    """Return a cell whose value is a shared string, nothing where that is blank."""
    return text_cell(text, "", look) if text.text else None


def text_cell(text: Text, formula: str, look: Look) -> Cell:
    """Return a cell that holds a text, with its runs.

    Args:
        text: The text with its runs.
        formula: The formula's text, blank for none.
        look: How the cell looks by its style.
    """
    runs, struck = text.runs, look.struck
    if struck and text.in_struck_cell:
        struck = all(run.struck for run in text.in_struck_cell)
        runs = () if struck else text.in_struck_cell
    unseen = look.unseen
    if text.inked and not struck:
        marked = [run for run in _on_ground(text.inked, look) if run.text.strip()]
        unseen = bool(marked) and all(run.unseen for run in marked)
        if not unseen and any(run.unseen for run in marked):
            runs = _on_ground(text.inked, look)
    return Cell(text.text or None, formula, True, look.format, runs, struck, unseen, look.repeats)


def _on_ground(inked: Sequence[Ink], look: Look) -> tuple[Run, ...]:
    """Return runs as they are seen in a cell."""
    return tuple(
        run._replace(unseen=run.unseen or (look.unseen if inherits else is_unseen(colour, look.ground)))
        for run, colour, inherits in inked
    )


def cell_of(kind: str, told: str | None, formula: str, look: Look, *, is_1904: bool) -> Cell | None:
    """Return a cell whose value stands in itself, nothing where it holds nothing.

    Args:
        kind: The cell's ``t``.
        told: The text of its ``<v>``; nothing where it has none.
        formula: Its formula, beginning with ``=``; blank where it has none.
        look: How its style shows it.
        is_1904: Whether the workbook counts days from 1904.
    """
    if kind in _TEXTS:
        if not told and not formula:
            return None
        cell = text_cell(Text(decoded(told or "")), formula, look)
        # A formula may well give the empty text; one without any <v> was never computed.
        return cell if told is not None else cell._replace(is_computed=False)
    value: Value = None
    if told is not None and told.strip():
        value = _value(kind, told, look, is_1904=is_1904)
    elif kind == "e" and not formula:
        # An error that does not say which: no cell that anybody left blank.
        value = ErrorValue(_UNNAMED)
    if value is None and not formula:
        return None
    return Cell(
        value, formula, not formula or value is not None, look.format, (), look.struck, look.unseen, look.repeats
    )


def _value(kind: str, told: str, look: Look, *, is_1904: bool) -> Value:
    if kind == "b":
        return told.strip().lower() in ("1", "true")
    if kind == "e":
        return ErrorValue(told.strip())
    if kind == "d":
        return _iso(told.strip())
    number = number_of(told)
    if look.moment is not Moment.NUMBER and isinstance(number, int | float):
        return as_moment(number, look.moment, is_1904=is_1904)
    return number


def _iso(told: str) -> Value:
    try:
        moment = datetime.fromisoformat(told).replace(tzinfo=None)
    except ValueError:
        return composed(told)
    return moment if "T" in told else date(moment.year, moment.month, moment.day)


def string_index(told: str | None) -> int | None:
    """Return the index of a shared string, -1 where none is told, nothing where it is no number."""
    text = (told or "").strip()
    if not text:
        return -1
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def string_at(strings: Sequence[Text], index: int) -> Text:
    """Return a shared string.

    Raises:
        RefusedError: There is none of that index.
    """
    if not 0 <= index < len(strings):
        raise RefusedError("unreadable-file", why=words.BROKEN_XML)
    return strings[index]
