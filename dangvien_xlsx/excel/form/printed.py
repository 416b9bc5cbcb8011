"""What became of the words that we printed: typed over, emptied, struck out, or written so that nobody reads them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangvien_xlsx.excel.form.holding import is_blank
from dangvien_xlsx.excel.form.labels import added
from dangvien_xlsx.excel.form.places import Found
from dangvien_xlsx.excel.form.verdict import Verdict, note_told
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.layout import HEADING_ROWS, PERIOD_ROW, UNIT_ROW, a1
from dangvien_xlsx.model.page import Cell, Page, place_of
from dangvien_xlsx.model.submission import CellValue, Remark
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import YES, shorten, show

_LETTERHEAD_ROWS = ("cap_tren", "co_quan")
_LONGEST_QUOTE = 200


def looks_gone(cell: Cell) -> bool:
    """Tell whether a person reads something else than the cell's text: it is struck out or not seen, in part too."""
    return cell.struck or cell.unseen or any(run.struck or run.unseen for run in cell.runs)


def label_of(found: Found, row0: int) -> Cell | None:
    """Return the cell in which a row's label stands, nothing where the column of names is not known."""
    return None if found.name_column0 is None else found.page.cells.get(a1(row0, found.name_column0))


def as_labelled(
    found: Found, verdicts: Mapping[str, Verdict], names: Mapping[str, Sequence[Indicator]]
) -> dict[str, Verdict]:
    """Return the verdicts in the light of the labels: a figure whose label is struck out may be struck out with it.

    Words typed behind the label of a note are the note, where it is blank otherwise.

    Args:
        found: The sheet.
        verdicts: What the inputs say, by code.
        names: By code, the indicators that bear it.
    """
    judged = dict(verdicts)
    for code, verdict in verdicts.items():
        indicator, cell = names[code][0], verdict.cell
        for row0 in found.rows.get(code, ()):
            if indicator.kind is Kind.TEXT and cell.value is None and row0 in found.other_labels:
                note = added(found.other_labels[row0][1], indicator.name)
                if note:
                    del found.other_labels[row0]
                    taken = CellValue(note, found.page.sheet, a1(row0, found.name_column0 or 0))
                    judged[code] = Verdict(taken, (*verdict.told, *note_told(taken, indicator)))
            label = label_of(found, row0)
            if label is not None and label.struck and _counts(indicator, cell):
                first, second = show(cell.value), words.LABEL_STRUCK
                about = {"label": indicator.name, "value": first, "first": first, "second": second}
                told = finding("value-ambiguous", {"sheet": found.page.sheet, "cell": cell.a1}, **about)
                judged[code] = Verdict(cell._replace(value=None), (*verdict.told, told))
    return judged


def _counts(indicator: Indicator, cell: CellValue) -> bool:
    """Tell whether a row says anything that is counted."""
    if indicator.kind is Kind.YES_NO:
        return isinstance(cell.value, str) and fold(cell.value) == fold(YES)
    return indicator.kind is Kind.INTEGER and cell.value is not None


def struck_words(found: Found) -> Iterator[Finding]:
    """Tell of words of ours above the inputs that somebody struck out: the unit, the period, the figures' header."""
    page = found.page
    for code in (*_LETTERHEAD_ROWS, PERIOD_ROW, UNIT_ROW, "dau_bang"):
        for address, cell in _row_cells(page, found.headings.get(code)):
            # Of the table's headers only that of the figures says what they are.
            if (code == "dau_bang" and place_of(address)[1] not in found.value_columns) or not cell.struck:
                continue
            about = {
                "where": words.WHERE_CELL.format(cell=address),
                "value": shorten(f"{words.SEEN_STRUCK}: {show(cell.value)}", _LONGEST_QUOTE),
            }
            yield finding("remark", {"sheet": page.sheet, "cell": address}, **about)


def letterhead(page: Page, addresses: Iterable[str]) -> tuple[Remark, ...]:
    """Return the words of the letterhead: whoever knows the office says whether they are its own.

    Args:
        page: The form's sheet.
        addresses: Of the letterhead's cells; the line that names the period is judged apart.
    """
    return tuple(
        Remark(cell.value, address, is_printed=True, is_head=True)
        for address in addresses
        if (cell := page.cells.get(address)) is not None and isinstance(cell.value, str)
    )


def letterhead_cells(found: Found) -> list[str]:
    """Return the addresses of the letterhead's cells in a sheet that was searched: the leftmost text of each row."""
    rows = [_row_cells(found.page, found.headings.get(code)) for code in _LETTERHEAD_ROWS]
    return [min((address for address, _ in row), key=place_of) for row in rows if row]


def period_cell(found: Found) -> dict[str, str]:
    """Return by its code where the line stands that names the period, nothing where its row is not known."""
    row = _row_cells(found.page, found.headings.get(PERIOD_ROW))
    return {PERIOD_ROW: min((address for address, _ in row), key=place_of)} if row else {}


def _row_cells(page: Page, row0: int | None) -> list[tuple[str, Cell]]:
    """Return the cells of a row of the head that show anything, its code left out."""
    if row0 is None:
        return []
    placed = ((address, cell) for address, cell in page.cells.items() if place_of(address)[0] == row0)
    return [(address, cell) for address, cell in placed if cell.value not in HEADING_ROWS and not is_blank(cell)]
