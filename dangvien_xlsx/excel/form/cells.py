"""What one input says: its value, and what speaks against it: formula, struck or raised runs, what is shown instead."""

from datetime import date, datetime
from typing import NamedTuple

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.page import Cell, Page
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.shown import as_excel_shows, shown_doubt, words_around
from dangvien_xlsx.model.submission import ErrorValue, Value
from dangvien_xlsx.model.typed import hear_choice, hear_count
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.names import shorten, show
from dangvien_xlsx.text.old_fonts import readable, was_converted
from dangvien_xlsx.text.typed import TYPED

_LONGEST_NUMBER = 15
_TURNING = pattern("[\u202a-\u202e\u2066-\u2069\u200f\u061c]")
"""Marks nobody sees by which the letters after them are shown in another order: 41 behind U+202E is shown as 14."""
_NUMBERS = pattern("[0-9]+")
_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207d\u207e"
_LOWERED = "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208d\u208e"
_NO_MARKS = dict.fromkeys(map(ord, _RAISED + _LOWERED))
"""Raised and lowered digits are marks of footnotes, never digits of a number; NFKC would make them that."""
_FIRST_DAY, _FEIGNED_DAY = date(1899, 12, 30), 60


class Reading(NamedTuple):
    """What an input says, and what must be told of it."""

    value: Value = None
    told: tuple[Finding, ...] = ()


def read_cell(page: Page, a1: str, indicator: Indicator) -> Reading:
    """Read an input as a person sees it.

    Args:
        page: The form's sheet.
        a1: The input's address.
        indicator: What is asked for there.
    """
    cell = page.cells.get(a1)
    if cell is None:
        return Reading()
    place = {"sheet": page.sheet, "cell": a1}
    if cell.formula and not cell.is_computed:
        return Reading(None, (finding("formula-not-calculated", place, label=indicator.name),))
    reading = _content(cell, place, indicator)
    if not cell.formula or isinstance(cell.value, ErrorValue):
        return reading
    told = finding("formula-value", place, label=indicator.name, value=show(reading.value))
    return reading._replace(told=(told, *reading.told))


def _content(cell: Cell, place: dict[str, str], indicator: Indicator) -> Reading:
    value = as_excel_shows(cell.value)
    if isinstance(value, str) and not clean(value):
        return Reading()
    if indicator.kind is Kind.TEXT:
        return _text(cell, value, place, indicator)
    if value is None or isinstance(value, ErrorValue):
        return Reading(value)
    if cell.runs and not _turned(value):
        return _runs(cell, place, indicator)
    if isinstance(value, date) and indicator.kind is Kind.INTEGER and cell.format:
        # "d" shows of the number 5 a 5: whatever the program calls it, a person reads the number.
        number = _number_of(value)
        value = number if _shown(number, cell) is None else value
    if doubt := _hidden_sense(cell, value, indicator):
        return _two(place, indicator, clean(show(value)), *doubt)
    return _typed(value, place, indicator) if isinstance(value, str) else Reading(value)


def _hidden_sense(cell: Cell, value: Value, indicator: Indicator) -> tuple[str, str] | None:
    """Return the two readings of a value that a person sees otherwise than it is stored."""
    if cell.struck:
        return show(value), words.SEEN_STRUCK
    if cell.unseen:
        return show(value), words.SEEN_NOTHING
    if cell.repeats and indicator.kind is Kind.INTEGER and value != 0:
        # A row of zeros still says zero.
        return show(value), words.SEEN_REPEATED.format(value=shorten(show(value) * 3))
    if turned := _turned(value):
        return clean(str(value)), turned
    if isinstance(value, date) and indicator.kind is Kind.INTEGER:
        number = _number_of(value)
        return str(number), _shown(number, cell) or show(value)
    shown = _shown(value, cell)
    if shown is None:
        shown = _said_otherwise(value, cell, indicator)
    return None if shown is None else (show(value), shown or words.SEEN_BLANK)


def _said_otherwise(value: Value, cell: Cell, indicator: Indicator) -> str | None:
    """Return what is shown where the format's words make it say something else: 5 shown as ``5 chục``, ``gần 5``.

    What is shown is read as if it had been typed, so that the very same words are harmless here and there.
    """
    before, after = words_around(value, cell.format)
    if not (before or after) or (isinstance(value, int) and value < 0):
        return None
    shown = f"{before}{value}{after}"
    if indicator.kind is not Kind.INTEGER:
        stored, seen = (hear_choice(each, TYPED, indicator.name).value for each in (value, shown))
    else:
        stored, seen = (hear_count(each, TYPED, is_total=False, name=indicator.name).value for each in (value, shown))
        if isinstance(stored, str):
            return None
    return None if stored == seen else shown.strip()


def _turned(value: Value) -> str:
    """Return how a text is shown otherwise than it is stored for a hidden mark in it, blank where it has none."""
    found = _TURNING.search(value) if isinstance(value, str) else None
    return words.SEEN_TURNED.format(code=f"U+{ord(found[0]):04X}") if found else ""


def _shown(value: Value, cell: Cell) -> str | None:
    return shown_doubt(value, cell.format) if cell.format else None


def _number_of(value: date) -> int:
    """Return the number that Excel stores for a day; it counts a 29 February 1900 that never was."""
    day = value.date() if isinstance(value, datetime) else value
    days = (day - _FIRST_DAY).days
    return days - 1 if days <= _FEIGNED_DAY else days


def _text(cell: Cell, value: Value, place: dict[str, str], indicator: Indicator) -> Reading:
    told: list[Finding] = []
    if isinstance(value, str) and (struck := [run.text for run in cell.runs if run.struck and clean(run.text)]):
        value = "".join(run.text for run in cell.runs if not run.struck)
        told.append(_remark(place, indicator, f"{words.SEEN_STRUCK}: {clean(' '.join(struck))}"))
    elif cell.struck:
        told.append(_remark(place, indicator, f"{words.SEEN_STRUCK}: {show(value)}"))
        value = None
    if not isinstance(value, str):
        return Reading(value, tuple(told))
    text = readable(value)
    if was_converted(value):
        told.append(finding("text-converted", place, label=indicator.name, value=shorten(text)))
    return Reading(text or None, tuple(told))


def _remark(place: dict[str, str], indicator: Indicator, what: str) -> Finding:
    return finding("remark", place, where=indicator.name, value=shorten(what, 200))


def _runs(cell: Cell, place: dict[str, str], indicator: Indicator) -> Reading:
    """Read a text some of whose letters are struck, raised or lowered: what is left is what stands there.

    What has the colour of the ground is stored and not seen, so that there are two readings.
    """
    unseen = clean(" ".join(run.text for run in cell.runs if run.unseen))
    if unseen:
        whole, seen = (
            clean("".join(run.text for run in runs if not (run.struck or run.raised)))
            for runs in (cell.runs, [run for run in cell.runs if not run.unseen])
        )
        return _two(place, indicator, whole, whole, words.SEEN_PARTLY.format(seen=seen, unseen=unseen))
    left = clean("".join(run.text for run in cell.runs if not (run.struck or run.raised)))
    pieces = []
    for run in cell.runs:
        if clean(run.text):
            how = words.RUN_STRUCK if run.struck else words.RUN_RAISED if run.raised else "{text}"
            pieces.append(how.format(text=clean(run.text)))
    raw = " ".join(pieces)
    if not left:
        return _two(place, indicator, raw, clean("".join(run.text for run in cell.runs)), words.SEEN_STRUCK)
    return _left(left, raw, place, indicator)


def _left(left: str, raw: str, place: dict[str, str], indicator: Indicator) -> Reading:
    # What is left is told here as it stands; only a plain number needs no second reading of its words.
    value: Value = int(left) if left.isascii() and left.isdigit() and len(left) <= _LONGEST_NUMBER else left
    told = finding("value-interpreted", place, label=indicator.name, value=shorten(raw), taken=show(value))
    return Reading(value, (told,))


def _typed(value: str, place: dict[str, str], indicator: Indicator) -> Reading:
    left = clean(value.translate(_NO_MARKS))
    if left != clean(value) and len(_NUMBERS.findall(left)) == 1:
        return _left(left, clean(value), place, indicator)
    # Old fonts spell words; where digits stand, ¹ or ² would become letters, so those are left as typed.
    if was_converted(value) and not any(letter.isdigit() for letter in value):
        return Reading(readable(value))
    return Reading(clean(value))


def _two(place: dict[str, str], indicator: Indicator, raw: str, first: str, second: str) -> Reading:
    about = {"label": indicator.name, "value": shorten(raw), "first": first, "second": second}
    return Reading(None, (finding("value-ambiguous", place, **about),))
