"""The form as sent: what we wrote into every cell of it, and which of its cells anybody may fill."""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.excel.form.wording import block_labels, labels_of, questions_of
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.layout import (
    BLOCK_ROW,
    CHECK_COLUMN,
    EARLIER_COLUMNS,
    EARLIER_VERSIONS,
    FILLED_BY_ROW,
    HEADING_ROWS,
    LIST_ROW0,
    PERIOD_ROW,
    PHONE_ROW,
    REASON_COLUMN,
    UNIT_ROW,
    VALUE_COLUMN,
    VERSION,
    FormLayout,
    a1,
    column0,
    form_layout,
)
from dangvien_xlsx.model.page import Cell, Page, place_of
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.fold import clean

_NAME, _VALUE = column0("ten"), column0(VALUE_COLUMN)  # the same in every version


class Part(Enum):
    """What stands in a cell of the form."""

    FIXED = "fixed"
    """A text that is the same in every form of these indicators."""
    NUMBER = "number"
    """A row's printed number, which programs may turn from text into a number."""
    INPUT = "input"
    CHECK = "check"
    """A live check, which programs leave out, show as 0, or compute anew."""
    FREE = "free"
    """What differs from form to form and is judged elsewhere: the unit, earlier figures, a telephone."""
    LETTERHEAD = "letterhead"
    """The office's own words and the period, which the catalogue knows."""
    DEADLINE = "deadline"
    FILLER = "filler"
    """Who filled the form: a name, and no figure."""
    PHONE = "phone"
    LISTED = "listed"
    """What a returned form lists to mend, in whatever words the findings had."""
    REASON = "reason"
    """A reason for an unusual figure, in words; a bare number or a correction there is no reason."""
    HINT = "hint"
    """What the catalogue said of an indicator when the form was made; it may have changed since."""
    OWN_HINT = "own_hint"
    """The same where the form itself says what it said."""


class Spot(NamedTuple):
    """What a cell of the form holds; ``text`` where that is known, ``code`` of the indicator on its row.

    ``asks``: what a part's hint becomes once its parent's figure is known, before and after that figure.
    """

    part: Part
    text: str = ""
    code: str = ""
    asks: tuple[str, str] | None = None


class FormAsSent(NamedTuple):
    """Every cell that we wrote; ``texts`` are all texts that may stand anywhere in it.

    ``questions``: the words before the parent's figure, and the set of those after it, in every part's question.
    """

    layout: FormLayout
    spots: Mapping[str, Spot]
    texts: frozenset[str]
    questions: Mapping[str, frozenset[str]]

    @property
    def printed(self) -> frozenset[str]:
        """The addresses of all words that say what the figures are: the head, labels, headers."""
        told = (Part.FIXED, Part.LETTERHEAD, Part.DEADLINE)
        return frozenset(address for address, spot in self.spots.items() if spot.part in told)


@lru_cache(maxsize=64)
def form_as_sent(
    indicators: tuple[Indicator, ...],
    listed: int = 0,
    earlier: tuple[str, ...] = (),
    version: str = VERSION,
    has_own_hints: bool = False,
) -> FormAsSent:
    """Return the form that was sent.

    Args:
        indicators: Those that the form asks for, named as the form names them, with their hints as far as known.
        listed: Lines at its top that list what to mend, in a form that was returned.
        earlier: The columns of earlier figures that it has.
        version: Of the form.
        has_own_hints: Whether the hints are those that the form says it was sent with.
    """
    layout = form_layout(indicators, listed, earlier, version if version in EARLIER_VERSIONS else VERSION)
    columns = layout.columns
    check, hint = columns.index(CHECK_COLUMN), columns.index("cach_ghi")
    beside = [columns.index(code) for code in EARLIER_COLUMNS if code in columns]
    spots: dict[str, Spot] = {}
    for code in HEADING_ROWS:
        spots[a1(layout.heading_row0(code), 0)] = Spot(Part.FIXED, code)
    for column, code in enumerate(columns):
        spots[a1(0, column)] = Spot(Part.FIXED, code)
    _heading(spots, layout)
    labels = labels_of(layout)
    hints_are = Part.OWN_HINT if has_own_hints else Part.HINT
    asked = {} if layout.version in EARLIER_VERSIONS else questions_of(layout)
    for row in layout.rows:
        code = row.indicator.code
        spots[a1(row.row0, 0)] = Spot(Part.FIXED, code)
        spots[a1(row.row0, 1)] = Spot(Part.NUMBER, row.number, code)
        spots[a1(row.row0, _NAME)] = Spot(Part.FIXED, clean(labels[code]))
        spots[a1(row.row0, _VALUE)] = Spot(Part.INPUT, "", code)
        spots |= {a1(row.row0, column): Spot(Part.FREE, "", code) for column in beside}
        if REASON_COLUMN in columns:
            spots[row.reason_a1.replace("$", "")] = Spot(Part.REASON, "", code)
        spots[a1(row.row0, check)] = Spot(Part.CHECK, "", code)
        spots[a1(row.row0, hint)] = Spot(hints_are, clean(row.indicator.hint), code, asked.get(code))
    for row0, label in block_labels(layout).items():
        spots[a1(row0, 0)] = Spot(Part.FIXED, BLOCK_ROW)
        spots[a1(row0, _NAME)] = Spot(Part.FIXED, clean(label))
        spots[a1(row0, check)] = Spot(Part.CHECK)
    for row0, code, label, told in (
        (layout.filled_by_row0, FILLED_BY_ROW, words.FILLED_BY, words.FILLED_BY_HINT),
        (layout.phone_row0, PHONE_ROW, words.PHONE, words.PHONE_HINT),
    ):
        spots[a1(row0, 0)] = Spot(Part.FIXED, code)
        spots[a1(row0, _NAME)] = Spot(Part.FIXED, label)
        spots[a1(row0, _VALUE)] = Spot(Part.FILLER if code == FILLED_BY_ROW else Part.PHONE)
        spots[a1(row0, hint)] = Spot(Part.FIXED, told)
    spots[a1(*layout.send_place)] = Spot(Part.CHECK)
    fixed = [spot.text for spot in spots.values() if spot.part is Part.FIXED]
    hints = [spot.text for spot in spots.values() if spot.part is hints_are]
    questions: dict[str, set[str]] = {}
    for before, after in asked.values():
        questions.setdefault(before, set()).add(clean(after))
    kept = {before: frozenset(after) for before, after in questions.items()}
    return FormAsSent(layout, spots, frozenset([*fixed, *hints]), kept)


def _heading(spots: dict[str, Spot], layout: FormLayout) -> None:
    row0 = layout.heading_row0
    for code in ("cap_tren", "co_quan", PERIOD_ROW):
        spots[a1(row0(code), 1)] = Spot(Part.LETTERHEAD)
    spots[a1(row0("tieu_de"), 1)] = Spot(Part.FIXED, words.TITLE)
    spots[a1(row0(UNIT_ROW), _NAME)] = Spot(Part.FIXED, words.UNIT)
    spots[a1(row0(UNIT_ROW), _VALUE)] = Spot(Part.FREE)
    spots[a1(row0("han_nop"), _NAME)] = Spot(Part.FIXED, words.DEADLINE)
    spots[a1(row0("han_nop"), _VALUE)] = Spot(Part.DEADLINE)
    spots[a1(row0("tong_the"), 1)] = Spot(Part.CHECK)
    for column, code in enumerate(layout.columns[1:], 1):
        spots[a1(row0("dau_bang"), column)] = Spot(Part.FIXED, words.HEADERS[code])
    for line in range(layout.listed):
        for column in (1, 2):
            spots[a1(LIST_ROW0 + line, column)] = Spot(Part.LISTED)


class Shape(NamedTuple):
    """What of a form's layout the indicators do not tell: read off the sheet itself."""

    listed: int
    earlier: tuple[str, ...]
    version: str


def shape_of(page: Page, version: str) -> Shape:
    """Return the shape of the form that a sheet was.

    Args:
        page: The sheet.
        version: As the form tells it, blank where it does not: then the columns tell.
    """
    lowest = HEADING_ROWS.index("dau_bang")
    top = {cell.value for address, cell in page.cells.items() if place_of(address)[0] <= lowest and _is_text(cell)}
    earlier = tuple(code for code in EARLIER_COLUMNS if code in top)
    has_reasons = not top.isdisjoint((REASON_COLUMN, words.HEADERS[REASON_COLUMN]))
    return Shape(listed_in(page), earlier, version or (VERSION if has_reasons else EARLIER_VERSIONS[0]))


def _is_text(cell: Cell) -> bool:
    return isinstance(cell.value, str)


def listed_in(page: Page) -> int:
    """Return how many lines a returned form lists at its top, by where its table begins."""
    header = HEADING_ROWS.index("dau_bang")
    for row0 in range(header, header + 200):
        if page.value(a1(row0, 0)) == "dau_bang":
            return row0 - header
    return 0
