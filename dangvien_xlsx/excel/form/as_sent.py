"""Clears the forms that are as they were sent but for their inputs; most are, so this is what a form costs."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.excel.form.expected import FormAsSent, Part, Shape, form_as_sent, listed_in, shape_of
from dangvien_xlsx.excel.form.holding import corrects, holds, is_blank, is_guide_text
from dangvien_xlsx.excel.form.meta import asked_indicators
from dangvien_xlsx.excel.form.printed import letterhead, looks_gone
from dangvien_xlsx.excel.form.remarks import has_printed
from dangvien_xlsx.excel.form.submitted import KnownForm, submission_of
from dangvien_xlsx.excel.form.verdict import Verdict, at_its_place
from dangvien_xlsx.excel.form.words_read import reasons
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.layout import (
    DEADLINE_ROW,
    EARLIER_COLUMNS,
    FILLED_BY_ROW,
    PERIOD_ROW,
    PHONE_ROW,
    REASON_COLUMN,
    UNIT_ROW,
    VALUE_COLUMN,
    a1,
    column0,
)
from dangvien_xlsx.model.page import Cell, Page, Sight, place_of
from dangvien_xlsx.model.submission import Submission
from dangvien_xlsx.text.names import SHEET_FORM, SHEET_GUIDE

_NAME, _VALUE = column0("ten"), column0(VALUE_COLUMN)
_CODES_OF_EARLIER = tuple(a1(0, _VALUE + 1 + place) for place in range(len(EARLIER_COLUMNS)))
"""Where the columns of earlier figures bear their codes in a form that has any."""

_MOST_KEPT = 500
"""Cells of inputs whose verdict is kept."""

_MOST_GUIDES = 8
_guides: dict[int, Mapping[str, Cell]] = {}
"""Cells of guides that hold nothing else, by their own identity, which stays theirs as long as they are kept."""


_READ_BY_PERSONS = (Part.FIXED, Part.LETTERHEAD, Part.FREE)


class _Places(NamedTuple):
    """Where everything stands in a form as sent, by address.

    ``fixed``: the cells that must hold what we wrote. ``rows``: those of the indicators and of who filled it.
    """

    sent: FormAsSent
    fixed: frozenset[str]
    inputs: tuple[tuple[str, Indicator], ...]
    contacts: Mapping[str, str]
    letterhead: tuple[str, ...]
    reasons: Mapping[str, str]
    rows: range
    proven: dict[str, Cell]
    """By address, the cell that was last seen to hold what we wrote; the cells of many files are one and the same."""
    verdicts: dict[tuple[str, int], tuple[Cell | None, Verdict]]
    """What was said of an input's cell, by its address and the cell's own identity."""


def read_as_sent(pages: Sequence[Page], form: KnownForm) -> Submission | None:
    """Read a form that is as it was sent but for its inputs; nothing where anything else differs.

    Args:
        pages: The sheets of the workbook, but the one that says what form it is.
        form: What is known of it.
    """
    page = next((each for each in pages if each.sheet == SHEET_FORM), None)
    version = form.meta.get("phien_ban", "")
    if page is None or not form.declared:
        return None
    shape = Shape(listed_in(page), _earlier(page), version) if version else shape_of(page, version)
    hints = tuple(text for code, item in form.known.items() for text in (code, item.hint))
    places = _places(form.meta.get("chi_tieu", ""), hints, shape)
    if not _is_as_sent(page, places) or not all(_says_nothing(other) for other in pages if other is not page):
        return None
    verdicts = {item.code: _verdict(page, address, item, places.verdicts) for address, item in places.inputs}
    period = page.value(places.contacts[PERIOD_ROW])
    printed = period if isinstance(period, str) else ""
    read = submission_of(page, form, form.declared, verdicts, places.contacts, printed)
    said = letterhead(page, places.letterhead)
    return read._replace(reasons=reasons(page, places.reasons), remarks=said)


def _earlier(page: Page) -> tuple[str, ...]:
    found = [page.value(address) for address in _CODES_OF_EARLIER]
    return tuple(code for code in EARLIER_COLUMNS if code in found)


@lru_cache(maxsize=64)
def _places(declared: str, hints: tuple[str, ...], shape: Shape) -> _Places:
    """Return the form as sent; by the texts that it follows from, since comparing indicators costs more than a form."""
    known = dict(zip(hints[::2], hints[1::2], strict=True))
    own = asked_indicators(declared)
    asked = tuple(item._replace(hint=item.hint or known.get(item.code, "")) for item in own)
    sent = form_as_sent(asked, *shape, has_own_hints=any(item.hint for item in own))
    layout = sent.layout
    contacts = {
        UNIT_ROW: layout.heading_row0(UNIT_ROW),
        FILLED_BY_ROW: layout.filled_by_row0,
        PHONE_ROW: layout.phone_row0,
        DEADLINE_ROW: layout.heading_row0(DEADLINE_ROW),
    }
    period = a1(layout.heading_row0(PERIOD_ROW), 1)
    reason = layout.columns.index(REASON_COLUMN) if REASON_COLUMN in layout.columns else None
    return _Places(
        sent,
        frozenset(address for address, spot in sent.spots.items() if spot.part is Part.FIXED),
        tuple((row.input_a1.replace("$", ""), row.indicator) for row in layout.rows),
        {code: a1(row0, _VALUE) for code, row0 in contacts.items()} | {PERIOD_ROW: period},
        tuple(address for address, spot in sent.spots.items() if spot.part is Part.LETTERHEAD and address != period),
        {row.indicator.code: a1(row.row0, reason) for row in layout.rows if reason is not None},
        range(layout.rows[0].row0, layout.phone_row0 + 1),
        {},
        {},
    )


def _verdict(
    page: Page, address: str, indicator: Indicator, known: dict[tuple[str, int], tuple[Cell | None, Verdict]]
) -> Verdict:
    """Return what an input says; the same small numbers stand in the inputs of most units.

    Args:
        page: The form's sheet.
        address: The input's.
        indicator: What is asked for there.
        known: What was said of cells before; each is kept with its verdict, so that its identity stays its own.
    """
    cell = page.cells.get(address)
    found = known.get((address, id(cell)))
    if found is None:
        if len(known) >= _MOST_KEPT:
            known.clear()
        found = known[address, id(cell)] = (cell, at_its_place(page, address, indicator))
    return found[1]


def _is_as_sent(page: Page, places: _Places) -> bool:
    """Tell whether a sheet is as it was sent but for its inputs."""
    if not _is_quiet(page, places.rows) or not places.fixed <= page.cells.keys():
        return False
    spots, proven = places.sent.spots, places.proven
    for address, cell in page.cells.items():
        if proven.get(address) is cell:
            continue
        spot = spots.get(address)
        if spot is None:
            if not is_blank(cell):
                return False
            continue
        is_ours = spot.part is Part.INPUT or (spot.text and cell.value == spot.text)
        if not is_ours and not holds(spot, cell):
            return False
        if spot.part in _READ_BY_PERSONS and looks_gone(cell) and 0 < place_of(address)[1] <= _VALUE:
            return False
        # Only our own cells, so that no more are kept than a form has.
        proven[address] = cell
    return True


def _is_quiet(page: Page, rows: range) -> bool:
    """Tell whether nothing but its cells speaks on a page."""
    if page.comments or page.shapes or page.drawn or page.sight is not Sight.VISIBLE or has_printed(page.printed):
        return False
    if not page.hidden_rows <= {0} or page.hidden_columns & {_NAME, _VALUE}:
        return False
    return _are_harmless(page.merges, rows)


@lru_cache(maxsize=64)  # the forms of one period have the same merges
def _are_harmless(merges: frozenset[str], rows: range) -> bool:
    return all(_is_harmless(merged, rows) for merged in merges)


def _is_harmless(merged: str, rows: range) -> bool:
    """Tell whether a merge covers no input: it begins in their column and stays on its row, or lies elsewhere."""
    first, _, last = merged.partition(":")
    (top, left), (bottom, right) = place_of(first), place_of(last or first)
    if not left <= _VALUE <= right or bottom < rows.start or top >= rows.stop:
        return True
    return top == bottom and left == _VALUE


def _says_nothing(page: Page) -> bool:
    """Tell whether a sheet beside the form holds nothing but what we wrote there."""
    if page.comments or page.shapes or page.drawn or has_printed(page.printed):
        return False
    if page.sheet != SHEET_GUIDE:
        return not (page.cells or corrects(page.sheet))
    # The guide of all forms is one and the same, as its cells are kept.
    key = id(page.cells)
    if key not in _guides:
        if not all(map(is_guide_text, page.cells.values())):
            return False
        if len(_guides) >= _MOST_GUIDES:
            _guides.clear()
        _guides[key] = page.cells
    return True
