"""The verdict on one form's sheet: one meaning is taken, two are an error that names both, blank is proved blank."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.form.cells import Reading, read_cell
from dangvien_xlsx.excel.form.places import CONTACT_ROWS, Found, Place
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Page, place_of
from dangvien_xlsx.model.shown import as_excel_shows
from dangvien_xlsx.model.submission import CellValue, Value
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import shorten, show
from dangvien_xlsx.text.weighing import weigh_claims


class Verdict(NamedTuple):
    """What a form says of one indicator, where, and what must be told of it."""

    cell: CellValue
    told: tuple[Finding, ...] = ()


def at_its_place(page: Page, address: str, indicator: Indicator) -> Verdict:
    """Return the value of an indicator in a form that is as it was sent but for its inputs.

    Args:
        page: The form's sheet.
        address: The input's.
        indicator: What is asked for there.
    """
    reading = read_cell(page, address, indicator)
    cell = CellValue(reading.value, page.sheet, address)
    return Verdict(cell, (*reading.told, *note_told(cell, indicator)))


def among_places(found: Found, indicator: Indicator) -> Verdict:
    """Return what all the places of an indicator's figure say together."""
    page, code = found.page, indicator.code
    if code in found.foreign_labels:
        row0, label = found.foreign_labels[code]
        address = a1(row0, found.value_columns[0])
        where = {"sheet": page.sheet, "cell": address}
        told = finding("label-mismatch", where, label=indicator.name, value=shorten(label))
        return Verdict(CellValue(None, page.sheet, address), (told,))
    places = found.places(code)
    if not places:
        return _nowhere(page, indicator)
    read = [(place, read_cell(page, place.a1, indicator)) for place in places]
    if code in found.unclear:
        return _doubt(page, indicator, read, "label-ambiguous")
    read = _of_hidden_column(found, places, read)
    filled = [(place, reading) for place, reading in read if reading.value is not None or reading.told]
    if len({_same(reading.value) for _, reading in filled}) > 1:
        return _doubt(page, indicator, filled, "code-twice")
    if filled and _is_left_blank(found, read):
        return _doubt(page, indicator, read, "code-twice")
    return _one(found, indicator, *(filled or read)[0])


def _nowhere(page: Page, indicator: Indicator) -> Verdict:
    """Say that an indicator that was asked has no place any more; a note that is gone takes no figure along."""
    cell = CellValue(None, page.sheet, "")
    if indicator.kind is Kind.TEXT and not indicator.required:
        return Verdict(cell)
    return Verdict(cell, (finding("place-missing", {"sheet": page.sheet}, label=indicator.name),))


def _is_left_blank(found: Found, read: Sequence[tuple[Place, Reading]]) -> bool:
    """Tell whether a figure was left blank in the form's own column, which was filled, and stands in another."""
    own = found.value_columns[0]
    # A figure with two meanings has no value, but what stands there is told: it was not left blank.
    says = [reading.value is not None or bool(reading.told) for place, reading in read if place.column0 == own]
    blank, filled = not all(says), any(says)
    rows = {row0 for rows in found.rows.values() for row0 in rows if row0 > found.header_row0}
    rows -= {row0 for code in CONTACT_ROWS for row0 in found.rows.get(code, ())}
    return blank and not filled and any(found.page.value(a1(row0, own)) is not None for row0 in rows)


def _one(found: Found, indicator: Indicator, place: Place, reading: Reading) -> Verdict:
    """Return what the one place says that says anything, with what speaks against it."""
    page = found.page
    cell = CellValue(reading.value, page.sheet, place.a1)
    told = (*reading.told, *note_told(cell, indicator))
    if covered := _covered(page, found, place, indicator, reading.value):
        return Verdict(cell._replace(value=None), (*told, *covered))
    if place.is_hidden and reading.value is not None:
        about = {"label": indicator.name, "value": show(reading.value)}
        told = (*told, finding("hidden-place", {"sheet": page.sheet, "cell": place.a1}, **about))
    return Verdict(cell, told)


def _of_hidden_column(
    found: Found, places: Sequence[Place], read: list[tuple[Place, Reading]]
) -> list[tuple[Place, Reading]]:
    """Add the numbers that stand beside a column of figures that somebody hid: a person reads those."""
    page = found.page
    if any(column0 not in page.hidden_columns for column0 in found.value_columns):
        return read
    beside = []
    rows = {place.row0 for place in places}
    ours = {*found.value_columns, *found.earlier_columns}
    for address, cell in page.cells.items():
        row0, column0 = place_of(address)
        is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        if row0 in rows and is_number and column0 > min(found.value_columns) and column0 not in ours:
            is_check = bool(cell.formula) or cell.value == 0
            if not is_check and column0 not in page.hidden_columns:
                beside.append((Place(row0, column0), Reading(as_excel_shows(cell.value))))
    return [*beside, *read]


def _same(value: Value) -> object:
    """Return a key by which two places say the same."""
    if isinstance(value, str):
        text = fold(value)
        return float(text) if text.isascii() and text.isdigit() else text
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _doubt(page: Page, indicator: Indicator, read: Sequence[tuple[Place, Reading]], code: str) -> Verdict:
    told = []
    for place, reading in read:
        named = words.HIDDEN_PLACE if place.is_hidden else words.SEEN_PLACE
        told.append(named.format(cell=place.a1, value=show(reading.value)))
    first = read[0][0].a1
    about = {"label": indicator.name, "value": shorten(", ".join(told), 200)}
    found = finding(code, {"sheet": page.sheet, "cell": first}, **about)
    return Verdict(CellValue(None, page.sheet, first), (found,))


def _covered(page: Page, found: Found, place: Place, indicator: Indicator, value: Value) -> tuple[Finding, ...]:
    """Tell of a figure over which another cell is merged, so that a person sees that one."""
    anchor = anchor_of(page, place)
    # A note that is blank says nothing, whatever lies above it.
    if anchor is None or (value is None and indicator.kind is Kind.TEXT):
        return ()
    is_input = anchor[1] in found.value_columns
    shown = page.value(a1(*anchor))
    if (value is None and not (is_input and shown is not None)) or (
        not is_input and _same(as_excel_shows(shown)) == _same(value)
    ):
        return ()
    seen = words.SEEN_COVERED.format(cell=a1(*anchor), value=show(as_excel_shows(shown)))
    about = {"label": indicator.name, "value": show(value), "first": show(value), "second": seen}
    return (finding("value-ambiguous", {"sheet": page.sheet, "cell": place.a1}, **about),)


def anchor_of(page: Page, place: Place) -> tuple[int, int] | None:
    """Return the zero-indexed top left cell of the merge that covers a place, nothing where it is seen itself."""
    for merged in page.merges:
        first, _, last = merged.partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(last or first)
        inside = top <= place.row0 <= bottom and left <= place.column0 <= right
        if inside and (top, left) != (place.row0, place.column0):
            return top, left
    return None


def note_told(cell: CellValue, indicator: Indicator) -> tuple[Finding, ...]:
    """Tell of a note that corrects a figure: it is an input, but what it says concerns another."""
    if indicator.kind is not Kind.TEXT or not isinstance(cell.value, str):
        return ()
    if not weigh_claims(cell.value).corrects:
        return ()
    place = {"sheet": cell.sheet, "cell": cell.a1}
    return (finding("remark", place, where=f"“{indicator.name}”", value=shorten(cell.value, 200)),)


def differing(seen: Mapping[str, CellValue], other: Mapping[str, CellValue]) -> list[tuple[CellValue, CellValue]]:
    """Return the pairs of places at which two copies of a form say different things; blank says nothing."""
    pairs = ((cell, other.get(code, CellValue(None))) for code, cell in seen.items())
    return [(one, two) for one, two in pairs if two.value is not None and _same(one.value) != _same(two.value)]
