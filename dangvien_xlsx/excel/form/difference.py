"""The difference between a sheet and the form as sent: whether there is any, and the cells that hold something else."""

from collections.abc import Iterable, Mapping

from dangvien_xlsx.excel.form.expected import (
    FormAsSent,
    Part,
    corrects,
    holds,
    is_blank,
    is_check,
    is_question,
)
from dangvien_xlsx.excel.form.labels import Likeness, likeness
from dangvien_xlsx.excel.form.places import CONTACT_ROWS, Found
from dangvien_xlsx.excel.form.remarks import Row
from dangvien_xlsx.excel.form.words_read import is_reason
from dangvien_xlsx.model.layout import VALUE_COLUMN, column0
from dangvien_xlsx.model.page import Cell, Page, place_of
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
    heading = dict(_coded_headings(found))
    free = {heading[code] for code in ("cap_tren", "co_quan", "ky_bao_cao") if code in heading}
    contacts = {row0 for code in CONTACT_ROWS for row0 in found.rows.get(code, ())}
    contacts |= {heading["han_nop"]} if "han_nop" in heading else set()
    first_column0 = min(found.value_columns)
    foreign = {row0 for row0, _ in found.foreign_labels.values()}
    left = []
    for address, cell in found.page.cells.items():
        row0, column = place_of(address)
        if is_blank(cell):
            continue
        if column in found.value_columns and row0 in contacts:
            # "Hết nguồn" is a label of ours, and no name of whoever filled the form.
            left += [address] if isinstance(cell.value, str) and corrects(cell.value) else []
            continue
        if row0 in rows and (column in found.earlier_columns or _is_reason(found, column, cell)):
            continue
        if _is_ours(address, cell, sent) or (row0 in free and not _matters(cell)):
            continue
        if column in found.value_columns and (row0 in rows or row0 in foreign):
            continue
        # A label that says something else was told with its row.
        if column == found.name_column0 and (row0 in foreign or row0 in found.other_labels):
            continue
        if row0 in rows and column < first_column0 and _is_label_or_number(cell, rows[row0], sent):
            continue
        left.append(address)
    return left


def _is_reason(found: Found, column: int, cell: Cell) -> bool:
    return column in found.reason_columns and isinstance(cell.value, str) and is_reason(cell.value)


def _coded_headings(found: Found) -> Iterable[tuple[str, int]]:
    for address, cell in found.page.cells.items():
        if isinstance(cell.value, str) and cell.value in ("cap_tren", "co_quan", "ky_bao_cao", "han_nop"):
            yield cell.value, place_of(address)[0]


def _is_ours(address: str, cell: Cell, sent: FormAsSent) -> bool:
    """Tell whether a cell holds a text of the form, at its place or wherever rows and columns have moved it."""
    spot = sent.spots.get(address)
    if spot is not None and spot.part is not Part.INPUT and holds(spot, cell):
        return True
    if isinstance(cell.value, str):
        return clean(cell.value) in sent.texts or is_check(cell) or is_question(cell, sent.questions)
    return bool(cell.formula) and is_check(cell)


def _matters(cell: Cell) -> bool:
    return not isinstance(cell.value, str) or weigh_words(cell.value).matters


def _is_label_or_number(cell: Cell, row: Row, sent: FormAsSent) -> bool:
    if not isinstance(cell.value, str):
        return f"{cell.value}".removesuffix(".0") in {each.number for each in sent.layout.rows}
    text = clean(cell.value)
    if text.replace(".", "").isdigit() or text == row.indicator.code:
        return True
    return likeness(text, row.indicator.name).value >= Likeness.SAME.value
