"""What a person sees of a workbook that came: pages of cells, in one shape for every kind of workbook."""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.submission import Value


class Run(NamedTuple):
    """A piece of a cell's text that looks different from the rest: struck out, raised or lowered, or not seen."""

    text: str
    struck: bool = False
    raised: bool = False
    """Raised or lowered: a footnote's mark, an exponent, never a digit of the number."""
    unseen: bool = False
    """Whether it has the colour of the ground, or is too small: nobody sees the white 1 before a 7."""


class Cell(NamedTuple):
    """A cell as it is stored, and how it is shown where that says something else."""

    value: Value = None
    """As stored; ``ErrorValue`` for ``#N/A`` and its like. For a formula, the value that was computed last."""
    formula: str = ""
    """The formula's text; ``"="`` where the kind of workbook tells only that there is one."""
    is_computed: bool = True
    """Whether a program has computed the formula: one that none has computed has no value, whatever stands there."""
    format: str = ""
    """The number format's code as the workbook has it; blank is General, or not known."""
    runs: tuple[Run, ...] = ()
    """The text in pieces, only where a piece is struck, raised or not seen; blank otherwise."""
    struck: bool = False
    """Whether the whole cell is struck out."""
    unseen: bool = False
    """Whether its text has the colour of the ground (white on white)."""
    repeats: bool = False
    """Whether the cell is filled with its text over and over: a 7 is shown as 7777."""


class Comment(NamedTuple):
    """What somebody wrote on a cell, as a comment, a note or a thread; ``a1`` blank where it hangs on no cell."""

    a1: str
    text: str
    author: str = ""


class Sort(Enum):
    """What lies on a sheet above its cells, and cannot be read."""

    PICTURE = "picture"
    CHART = "chart"
    OBJECT = "object"
    """A document of another program."""
    CONTROL = "control"
    """A button, a box to tick, a list."""
    INK = "ink"
    SHAPE = "shape"
    """A line, an arrow, a frame."""
    WORDS = "words"
    """A text box or any shape with words in it, which are read; what lies under it is not seen all the same."""


class Drawn(NamedTuple):
    """Something that lies on a sheet above its cells."""

    sort: Sort
    first: str = ""
    """The cell under its top left corner; blank where that is not told."""
    last: str = ""
    """The cell under its bottom right corner."""


class Sight(Enum):
    """Whether a person sees a sheet."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"


class Unknown(Enum):
    """What a kind of workbook does not let us see; a page names what holds for it."""

    FORMULAS = "formulas"
    FORMATS = "formats"
    RUNS = "runs"
    COMMENTS = "comments"
    SHAPES = "shapes"
    ERRORS = "errors"


class Page(NamedTuple):
    """One sheet as a person sees it."""

    sheet: str
    cells: Mapping[str, Cell]
    """By A1 address without ``$``; cells that hold nothing are left out."""
    sight: Sight = Sight.VISIBLE
    hidden_rows: frozenset[int] = frozenset()
    """Zero-indexed."""
    hidden_columns: frozenset[int] = frozenset()
    """Zero-indexed."""
    merges: frozenset[str] = frozenset()
    """Ranges such as ``A1:C1``."""
    comments: tuple[Comment, ...] = ()
    shapes: tuple[str, ...] = ()
    """Texts of text boxes and other shapes, blank ones left out."""
    unknown: frozenset[Unknown] = frozenset()
    drawn: tuple[Drawn, ...] = ()
    """What lies above the cells; comments, and what programs draw by themselves, are left out."""
    printed: tuple[str, ...] = ()
    """Words at the head and the foot of the printed page, without page numbers and the like."""

    def value(self, a1: str) -> Value:
        """Return the stored value of a cell, blank where there is none."""
        cell = self.cells.get(a1)
        return None if cell is None else cell.value


class PagedBook(NamedTuple):
    """The pages of a workbook in its own order; sheets without cells (charts) are left out."""

    pages: tuple[Page, ...]

    def page(self, sheet: str) -> Page | None:
        """Return a page by its sheet's name."""
        return next((page for page in self.pages if page.sheet == sheet), None)


_A1 = pattern(r"([A-Z]{1,3})([1-9]\d{0,6})")


@lru_cache(maxsize=65_536)
def place_of(a1: str) -> tuple[int, int]:
    """Return the zero-indexed row and column of an A1 address.

    Raises:
        ValueError: This is no address.
    """
    found = _A1.fullmatch(a1)
    if not found:
        raise ValueError(a1)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def by_place(cells: Iterable[str]) -> list[str]:
    """Return A1 addresses in reading order: row by row, left to right."""
    return sorted(cells, key=place_of)
