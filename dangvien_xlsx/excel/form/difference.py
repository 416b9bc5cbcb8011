"""The difference between a sheet and the form as sent: whether there is any, and the cells that hold something else."""

from collections import Counter
from collections.abc import Mapping

from dangvien_xlsx.excel.form.expected import FormAsSent, Part
from dangvien_xlsx.excel.form.holding import (
    corrects,
    holds,
    is_blank,
    is_check,
    is_deadline,
    is_filler,
    is_phone,
    is_question,
)
from dangvien_xlsx.excel.form.labels import Likeness, likeness
from dangvien_xlsx.excel.form.places import CONTACT_ROWS, Found
from dangvien_xlsx.excel.form.printed import letterhead_cells, period_cell
from dangvien_xlsx.excel.form.remarks import Row
from dangvien_xlsx.excel.form.words_read import is_reason
from dangvien_xlsx.model.layout import DEADLINE_ROW, FILLED_BY_ROW, PHONE_ROW, VALUE_COLUMN, a1, column0
from dangvien_xlsx.model.page import Cell, Page, place_of
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.text import form as form_words
from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.names import SHEET_GUIDE
from dangvien_xlsx.text.weighing import weigh_words

_NAME, _VALUE = column0("ten"), column0(VALUE_COLUMN)


def is_guide(page: Page) -> bool:
    """Tell whether a sheet is the guide, whose filled example looks like a form; somebody may have renamed it."""
    if page.sheet == SHEET_GUIDE:
        return True
    first = (page.value(address) for address in ("A1", "B1", "A2"))
    return any(isinstance(value, str) and clean(value) == form_words.GUIDE_TITLE for value in first)


def leftovers(found: Found, sent: FormAsSent, rows: Mapping[int, Row]) -> list[str]:
    """Return the cells of a form's sheet that hold neither what we wrote, wherever it stands now, nor an input.

    Args:
        found: The sheet and where its codes stand.
        sent: The form as it was sent.
        rows: What stands on each row.
    """
    heads, moved = frozenset(letterhead_cells(found)), _moved(found, sent)
    judged_apart = frozenset(period_cell(found).values())
    contacts = {row0: code for code in CONTACT_ROWS for row0 in found.rows.get(code, ())}
    deadline = found.headings.get(DEADLINE_ROW)
    first_column0 = min(found.value_columns)
    foreign = {row0 for row0, _ in found.foreign_labels.values()}
    left = []
    for address, cell in found.page.cells.items():
        row0, column = place_of(address)
        if is_blank(cell) or address in judged_apart:
            continue
        if column in found.value_columns and row0 in contacts:
            # "Hết nguồn" is a label of ours, and no name of whoever filled the form.
            left += [] if _is_contact(contacts[row0], cell) else [address]
            continue
        if column in found.value_columns and row0 == deadline:
            left += [] if is_deadline(cell) else [address]
            continue
        if row0 in rows and (column in found.earlier_columns or _is_reason(found, column, cell)):
            continue
        if row0 in rows and isinstance(cell.value, str) and is_question(cell, sent.questions):
            continue
        if _is_ours(address, cell, sent, moved) or (address in heads and not _corrects(cell)):
            continue
        if column in found.value_columns and (row0 in rows or row0 in foreign):
            continue
        # A label that says something else was told with its row.
        if column == found.name_column0 and (row0 in foreign or row0 in found.other_labels):
            continue
        if row0 in rows and column < first_column0:
            if isinstance(cell.value, str) and _is_label(cell.value, rows[row0]):
                continue
            if _is_number(found, rows, row0, column, sent):
                continue
        left.append(address)
    return left


def _is_reason(found: Found, column: int, cell: Cell) -> bool:
    return column in found.reason_columns and isinstance(cell.value, str) and is_reason(cell.value)


def _corrects(cell: Cell) -> bool:
    return not isinstance(cell.value, str) or corrects(cell.value)


def _is_contact(code: str, cell: Cell) -> bool:
    if code in (FILLED_BY_ROW, PHONE_ROW):
        return is_filler(cell) if code == FILLED_BY_ROW else is_phone(cell)
    return not isinstance(cell.value, str) or not corrects(cell.value)


def _moved(found: Found, sent: FormAsSent) -> Counter[str]:
    """Return the texts of the form that do not stand at their places, as often as each may stand elsewhere."""
    texts = Counter(spot.text for spot in sent.spots.values() if spot.text in sent.texts)
    for address, spot in sent.spots.items():
        value = found.page.value(address)
        if isinstance(value, str) and clean(value) == spot.text:
            texts[spot.text] -= 1
    return texts


def _is_ours(address: str, cell: Cell, sent: FormAsSent, moved: Counter[str]) -> bool:
    """Tell whether a cell holds a text of the form, at its place or wherever rows and columns have moved it.

    A text of ours that stands at its place as well was typed once more, and may be meant: "Hết nguồn".
    """
    spot = sent.spots.get(address)
    if spot is not None and spot.part is not Part.INPUT and holds(spot, cell):
        return True
    if not isinstance(cell.value, str):
        return bool(cell.formula) and is_check(cell)
    text = clean(cell.value)
    if text in sent.texts:
        moved[text] -= 1
        return moved[text] >= 0 or not weigh_words(text).matters
    return is_check(cell, is_at_its_place=False)


def _is_label(value: str, row: Row) -> bool:
    text = clean(value)
    return text == row.indicator.code or likeness(text, row.indicator.name).value >= Likeness.SAME.value


def _is_number(found: Found, rows: Mapping[int, Row], row0: int, column: int, sent: FormAsSent) -> bool:
    """Tell whether a cell left of the figures numbers its row: as the form does, or all rows in their order.

    Any other number there may be a figure that was typed one column off.
    """
    numbers = {row.indicator.code: row.number for row in sent.layout.rows}
    column_of = {each: _numbering(found.page.value(a1(each, column))) for each in sorted(rows)}
    if column_of[row0] is None:
        return False
    if column_of[row0] == _numbering(numbers.get(rows[row0].indicator.code)):
        return True
    counted = [place for place in column_of.values() if place is not None]
    return counted == [(number,) for number in range(1, len(column_of) + 1)]


def _numbering(value: Value) -> tuple[int, ...] | None:
    """Return a number such as ``1.2`` by its parts, nothing where it is none."""
    text = f"{value}".removesuffix(".0").strip().rstrip(".)")
    is_number = isinstance(value, str | int | float) and text.replace(".", "").isdecimal() and text[:1] != "."
    return tuple(int(part) for part in text.split(".") if part) if is_number and len(text) < 8 else None
