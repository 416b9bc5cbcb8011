"""Evidence: every place of a sheet where an indicator's code or label meets a column of figures, seen or hidden."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dangvien_xlsx.excel.form.labels import Likeness, added, likeness
from dangvien_xlsx.excel.form.texts import Texts
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.layout import (
    BLOCK_ROW,
    CODE_COLUMN,
    EARLIER_COLUMNS,
    FILLED_BY_ROW,
    HEADING_ROWS,
    PHONE_ROW,
    REASON_COLUMN,
    UNIT_ROW,
    VALUE_COLUMN,
    a1,
)
from dangvien_xlsx.model.page import Page, place_of
from dangvien_xlsx.text import form as form_words
from dangvien_xlsx.text.fold import fold

CONTACT_ROWS = (UNIT_ROW, FILLED_BY_ROW, PHONE_ROW)
_CONTACTS = {UNIT_ROW: form_words.UNIT, FILLED_BY_ROW: form_words.FILLED_BY, PHONE_ROW: form_words.PHONE}
_OTHER_ROWS = frozenset({*HEADING_ROWS, *CONTACT_ROWS}) - {CODE_COLUMN}
"""Codes of rows that are no indicator's, whatever somebody wrote on them."""
_NAME_COLUMN, _HEADER_ROW = "ten", "dau_bang"
_VALUE_HEADER, _NAME_HEADER = fold(form_words.HEADERS[VALUE_COLUMN]), fold(form_words.HEADERS["ten"])


class Place(NamedTuple):
    """Where a figure may stand: zero-indexed row and column, and whether a person sees it."""

    row0: int
    column0: int
    is_hidden: bool = False

    @property
    def a1(self) -> str:
        """The cell's address."""
        return a1(self.row0, self.column0)


@dataclass(slots=True)
class Found:
    """Where the parts of a form were found in a sheet.

    ``rows``: zero-indexed rows by code, several where one stands twice. ``by_label``: codes whose rows were found by
    their label alone. ``moved``: codes whose hidden code stands on another indicator's row, with the label
    there. ``other_labels``: rows whose label says more than, or something else than, the indicator of their code.
    ``unclear``: rows of a label that belongs to several indicators, by each of their codes. ``headings``: rows of the
    form's head by their codes.
    ``unlabelled``: codes of rows on which no label can be read.
    """

    page: Page
    value_columns: tuple[int, ...]
    header_row0: int
    name_column0: int | None
    has_codes: bool
    has_value_code: bool
    rows: dict[str, list[int]] = field(default_factory=dict)
    by_label: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    other_labels: dict[int, tuple[str, str]] = field(default_factory=dict)
    foreign_labels: dict[str, tuple[int, str]] = field(default_factory=dict)
    unclear: dict[str, list[int]] = field(default_factory=dict)
    unlabelled: list[str] = field(default_factory=list)
    headings: Mapping[str, int] = field(default_factory=dict)
    reason_columns: tuple[int, ...] = ()
    earlier_columns: tuple[int, ...] = ()

    def places(self, code: str) -> list[Place]:
        """Return the places of an indicator's figure, those that are seen first, then in reading order."""
        rows = self.rows.get(code) or self.unclear.get(code, [])
        hidden_rows, hidden_columns = self.page.hidden_rows, self.page.hidden_columns
        found = [
            Place(row0, column0, row0 in hidden_rows or column0 in hidden_columns)
            for row0 in rows
            for column0 in self.value_columns
        ]
        return sorted(found, key=lambda place: place.is_hidden)


def find(page: Page, names: Mapping[str, Sequence[Indicator]]) -> Found | None:
    """Look for a form in a sheet by its hidden codes, its headers and its labels.

    Args:
        page: The sheet.
        names: By code the indicators that bear it: as the form declares it, and as the catalogue does.
    """
    texts = Texts(page)
    code_row0, code_columns, coded = _code_row(texts)
    headers = texts.headers(_VALUE_HEADER)
    # The header's word may stand elsewhere too; the header is where the names' header stands beside it.
    named_rows = {row0 for row0, _ in texts.headers(_NAME_HEADER)}
    coded_rows = dict(_coded_rows(page, code_row0, code_columns))
    lowest = next((row0 for row0, code in coded_rows.items() if code == _HEADER_ROW), code_row0)
    header_row0 = next((row0 for row0, _ in headers if row0 in named_rows), headers[0][0] if headers else lowest)
    headed = [column0 for row0, column0 in headers if row0 == header_row0]
    headed += [
        column0
        for column0, value in sorted(texts.rows.get(header_row0, {}).items())
        if headers and _VALUE_HEADER in fold(value) and column0 not in headed
    ]
    value_columns = tuple(dict.fromkeys([*coded, *headed]))
    if not value_columns:
        return None
    named = [column0 for row0, column0 in texts.headers(_NAME_HEADER) if row0 == header_row0]
    named += texts.columns(code_row0, _NAME_COLUMN) if coded else []
    name_column0 = named[0] if named else None
    found = Found(page, value_columns, header_row0, name_column0, bool(code_columns), bool(coded))
    found.headings = {code: row0 for row0, code in coded_rows.items() if code in HEADING_ROWS}
    found.reason_columns = texts.beside(code_row0, header_row0, REASON_COLUMN)
    found.earlier_columns = tuple(
        column0 for code in EARLIER_COLUMNS for column0 in texts.beside(code_row0, header_row0, code)
    )
    labels = dict(_labels(texts, found, code_columns))
    _assign(found, names, coded_rows, labels)
    _contacts(found, coded_rows, texts, min(value_columns))
    is_form = set(found.rows) & set(names) or (coded and set(found.rows) & set(_CONTACTS))
    return found if is_form else None


def _code_row(texts: Texts) -> tuple[int, list[int], list[int]]:
    """Return the hidden row of codes, and its columns of row codes and of values."""
    for row0 in sorted(texts.rows):
        code_columns, coded = texts.columns(row0, CODE_COLUMN), texts.columns(row0, VALUE_COLUMN)
        if code_columns and coded:
            return row0, code_columns, coded
    for row0 in sorted(texts.rows):
        if code_columns := texts.columns(row0, CODE_COLUMN):
            return row0, code_columns, []
    return 0, [], []


def _coded_rows(page: Page, code_row0: int, code_columns: Sequence[int]) -> Iterator[tuple[int, str]]:
    for address, cell in page.cells.items():
        row0, column0 = place_of(address)
        if column0 in code_columns and row0 > code_row0 and cell.value is not None:
            code = f"{cell.value}".strip()
            if code:
                yield row0, code


def _labels(texts: Texts, found: Found, code_columns: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield the texts of each row that may be its label: that of the name's column, else all left of the figures."""
    first = min(found.value_columns)
    for row0, row in texts.rows.items():
        if row0 <= found.header_row0:
            continue
        columns = [
            column0
            for column0 in sorted(row)
            if column0 < first
            and column0 not in code_columns
            and any(letter.isalpha() for letter in row[column0])
            and texts.is_seen(row0, column0)
        ]
        if found.name_column0 in columns:
            columns = [found.name_column0]
        if columns:
            yield row0, [row[column0] for column0 in columns]


def _assign(
    found: Found, names: Mapping[str, Sequence[Indicator]], coded: Mapping[int, str], labels: Mapping[int, list[str]]
) -> None:
    """Say which indicator's each row is: code and label together, the visible label where they disagree."""
    headings = {row0 for row0, code in coded.items() if code == BLOCK_ROW}
    labels = {row0: texts for row0, texts in labels.items() if row0 not in headings}
    exact = {row0: codes for row0, texts in labels.items() if (codes := _codes_of(texts, names, Likeness.EXACT))}
    for row0 in sorted({*coded, *exact}):
        own = coded.get(row0, "")
        if own in _OTHER_ROWS:
            continue
        codes = exact.get(row0, [])
        if own in names:
            _coded_row(found, names, row0, own, codes, labels.get(row0, []))
        elif len(codes) == 1:
            found.by_label.append(codes[0])
            found.rows.setdefault(codes[0], []).append(row0)
        else:
            for code in codes:
                found.unclear.setdefault(code, []).append(row0)
    for code in [code for code in found.unclear if code in found.rows]:
        del found.unclear[code]
    for code, rows in found.rows.items():
        # A label that somebody wrote again beside nothing is a remark, no second place.
        filled = [row0 for row0 in rows if row0 in coded or _is_filled(found, row0)]
        found.rows[code] = filled or rows[:1]
    _assign_the_rest(found, names, labels)
    # A label whose row has its code as well is no repair: only codes that are gone are.
    found.by_label = [code for code in dict.fromkeys(found.by_label) if code not in coded.values()]


def _is_filled(found: Found, row0: int) -> bool:
    return any(found.page.value(a1(row0, column0)) is not None for column0 in found.value_columns)


def _coded_row(
    found: Found,
    names: Mapping[str, Sequence[Indicator]],
    row0: int,
    own: str,
    codes: Sequence[str],
    texts: Sequence[str],
) -> None:
    """Place a row that bears a code: its label confirms it, names another indicator, or says something else."""
    if own in codes or not texts:
        found.rows.setdefault(own, []).append(row0)
        found.unlabelled += [] if texts else [own]
        return
    if not codes:
        mine = max(_like(text, names[own]) for text in texts)
        others = _codes_of(texts[:1], names, Likeness.SAME)
        if mine == Likeness.SAME.value or (mine == Likeness.PARTLY.value and not others):
            found.rows.setdefault(own, []).append(row0)
            if mine == Likeness.PARTLY.value or _says_more(texts[0], names[own]):
                found.other_labels[row0] = (own, texts[0])
            return
        codes = others
    if len(codes) == 1:
        found.moved.setdefault(codes[0], texts[0])
        found.rows.setdefault(codes[0], []).append(row0)
    elif codes:
        for code in codes:
            found.unclear.setdefault(code, []).append(row0)
    elif found.name_column0 is None or not any(place.strip() for place in texts):
        found.rows.setdefault(own, []).append(row0)
    elif names[own][0].kind is Kind.TEXT:  # a note is a note under whatever label
        found.rows.setdefault(own, []).append(row0)
        found.other_labels[row0] = (own, texts[0])
    else:
        found.foreign_labels[own] = (row0, texts[0])


def _assign_the_rest(found: Found, names: Mapping[str, Sequence[Indicator]], labels: Mapping[int, list[str]]) -> None:
    """Find indicators that have no place yet by labels in other words, on rows that are nobody's yet."""
    taken = {row0 for rows in (*found.rows.values(), *found.unclear.values()) for row0 in rows}
    for code in names:
        if code in found.rows or code in found.unclear or code in found.foreign_labels:
            continue
        rows = [
            row0
            for row0, texts in labels.items()
            if row0 not in taken and row0 > found.header_row0 and code in _codes_of(texts[:1], names, Likeness.SAME)
        ]
        if len(rows) == 1:
            found.rows[code] = rows
            found.by_label.append(code)
            if _says_more(labels[rows[0]][0], names[code]):
                found.other_labels[rows[0]] = (code, labels[rows[0]][0])


def _says_more(text: str, bearers: Sequence[Indicator]) -> bool:
    return any(added(text, indicator.name) for indicator in bearers)


def _like(text: str, bearers: Sequence[Indicator]) -> int:
    return max(likeness(text, indicator.name).value for indicator in bearers)


def _codes_of(texts: Sequence[str], names: Mapping[str, Sequence[Indicator]], least: Likeness) -> list[str]:
    """Return the codes of the indicators that the first telling text of a row names."""
    for text in texts:
        if codes := [code for code, bearers in names.items() if _like(text, bearers) >= least.value]:
            return codes
    return []


def _contacts(found: Found, coded: Mapping[int, str], texts: Texts, first_column0: int) -> None:
    for code, label in _CONTACTS.items():
        rows = [row0 for row0, own in coded.items() if own == code]
        if not rows:
            wanted = fold(label).strip(" .:")
            rows = [row0 for row0, column0 in texts.headers(wanted) if column0 < first_column0][:1]
        if rows:
            found.rows[code] = sorted(rows)
