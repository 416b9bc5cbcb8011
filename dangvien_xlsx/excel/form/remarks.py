"""What somebody wrote beside the inputs: each quoted once, weighed by what it could mean for the figures."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.excel.form.holding import corrects
from dangvien_xlsx.excel.form.labels import added, says_else
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Indicator, Kind
from dangvien_xlsx.model.layout import VALUE_COLUMN, a1
from dangvien_xlsx.model.page import Cell, Page, Sight, by_place, place_of
from dangvien_xlsx.model.submission import CellValue, ErrorValue, Remark, Value
from dangvien_xlsx.text import form as form_words
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.admission import affirms_admission, speaks_of_admission
from dangvien_xlsx.text.counting import is_open
from dangvien_xlsx.text.exhaustion import denies_exhausted
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.names import YES, shorten, show
from dangvien_xlsx.text.old_fonts import readable
from dangvien_xlsx.text.returns import COMMENT_MARK
from dangvien_xlsx.text.typed import answer_in, answers_otherwise
from dangvien_xlsx.text.weighing import Weight, weigh_words

_LONGEST_QUOTE = 200
_ROMAN = frozenset("ivxlc .)")
_MOST_QUOTED = 12
"""Cells of one sheet that are quoted; what is beyond is counted."""


class Row(NamedTuple):
    """An indicator's row in the form: whose it is, and the figure that was read."""

    indicator: Indicator
    cell: CellValue

    @property
    def is_nothing(self) -> bool:
        """Whether the figure is zero or blank, so that a number beside it says otherwise."""
        value = self.cell.value
        if self.indicator.code == EXHAUSTED:
            return isinstance(value, str) and fold(value) == fold(YES)
        if self.indicator.kind is not Kind.INTEGER:
            return False
        return value is None or value == 0 or isinstance(value, str)


class Remarks:
    """Gathers what is to be told of one form, so that each thing is told once."""

    def __init__(self, rows: Mapping[int, Row], blamed: frozenset[str]) -> None:
        self._rows = rows
        self._blamed = blamed
        self._noted: list[tuple[str, str]] = []
        self.findings: list[Finding] = []
        self.said: list[Remark] = []

    def beside(
        self,
        page: Page,
        addresses: Iterable[str],
        printed: Collection[str] = (),
        headers: Collection[str] = (),
        first_column0: int = 0,
    ) -> None:
        """Weigh cells of the form's own sheet that hold what we did not write.

        Args:
            page: The sheet.
            addresses: Of those cells.
            printed: Of the cells in which words of ours stood.
            headers: Of those among them that said what the figures are.
            first_column0: The first column of figures: words before it say what is counted on their row.
        """
        for address in by_place(addresses):
            row = self._rows.get(place_of(address)[0])
            weight, text = _weighed(page.cells[address])
            self.said.append(Remark(text, address, address in printed))
            if address in headers and not weight.matters and says_else(text, form_words.HEADERS[VALUE_COLUMN]):
                about = {"where": words.WHERE_HEADER.format(cell=address), "value": shorten(text, _LONGEST_QUOTE)}
                self.findings.append(finding("remark", {"sheet": page.sheet, "cell": address}, **about))
            elif row and place_of(address)[1] < first_column0 and not weight.matters and _renames(text, row):
                where = words.WHERE_ROW.format(cell=address, label=row.indicator.name)
                about = {"where": where, "value": shorten(text, _LONGEST_QUOTE)}
                self.findings.append(finding("remark", {"sheet": page.sheet, "cell": address}, **about))
            else:
                self._tell(page.sheet, address, text, weight, row)

    def labels(self, sheet: str, column0: int | None, labels: Mapping[int, tuple[str, str]]) -> None:
        """Weigh what labels say besides the names of their indicators: an answer, a number, another meaning.

        Args:
            sheet: The form's.
            column0: In which labels stand.
            labels: By row, the indicator's code and the label.
        """
        for row0, (_, label) in sorted(labels.items()):
            row, address = self._rows.get(row0), a1(row0, column0) if column0 is not None else ""
            name = row.indicator.name if row else ""
            more = added(label, name) or label
            self.said.append(Remark(label, address, is_printed=True))
            answer = answer_in(row.indicator, more) if row else None
            weight = weigh_words(more)
            if row and answer and answers_otherwise(row.indicator, row.cell.value, answer):
                self._contradict({"sheet": sheet, "cell": address}, row, label)
            elif answer or weight.matters or (row and row.indicator.kind is Kind.TEXT):
                self._tell(sheet, address, label, Weight() if answer else weight, row)
            elif says_else(more, name):
                where = words.WHERE_ROW.format(cell=address, label=name)
                told = {"where": where, "value": shorten(label, _LONGEST_QUOTE)}
                self.findings.append(finding("remark", {"sheet": sheet, "cell": address}, **told))
            else:
                self._noted.append((address, label))

    def comments(self, page: Page, inputs: Mapping[str, Row]) -> None:
        """Weigh comments by what they say: a greeting or initials on an input are no more than elsewhere."""
        for comment in page.comments:
            text = clean(comment.text)
            if not text or COMMENT_MARK in comment.text:
                continue
            self.said.append(Remark(text, comment.a1))
            place = {"sheet": page.sheet, "cell": comment.a1}
            row = inputs.get(comment.a1) or (self._rows.get(place_of(comment.a1)[0]) if comment.a1 else None)
            weight = weigh_words(text)
            if self._speaks_against(row, weight, text):
                self._contradict(place, row, text)
            elif weight.matters or self._says_otherwise(text) or is_open(text):
                label = row.indicator.name if row else words.WHERE_CELL.format(cell=comment.a1)
                self.findings.append(finding("cell-comment", place, label=label, value=shorten(text, _LONGEST_QUOTE)))
            else:
                self._noted.append((comment.a1, text))

    def drawn(self, page: Page, value_columns: Collection[int]) -> None:
        """Tell of what lies above the cells, which a person must look at: pictures, charts, controls.

        Args:
            page: The sheet.
            value_columns: Of the figures, zero-indexed.
        """
        if page.drawn:
            from dangvien_xlsx.excel.form.over import noted_over, told_over

            rows = {row0: (row.indicator.name, row.is_nothing) for row0, row in self._rows.items()}
            told = told_over(page, rows, value_columns)
            self.findings += told
            self._noted += noted_over(page, told)

    def shapes(self, page: Page) -> None:
        """Weigh the texts of text boxes."""
        for text in map(clean, page.shapes):
            if text:
                self.said.append(Remark(text))
                self._tell(page.sheet, "", text, weigh_words(text), None, words.WHERE_SHAPE)

    def printed(self, page: Page) -> None:
        """Weigh the words at the head and the foot of the printed page; names and page numbers are nobody's remark."""
        for text in filter(_matters, page.printed):
            self._tell(page.sheet, "", clean(text), weigh_words(text), None, words.WHERE_PRINTED)

    def other_sheet(self, page: Page, is_expected: Callable[[Cell], bool]) -> None:
        """Weigh a sheet that is no form: what matters in it is quoted together."""
        told = [address for address in by_place(page.cells) if not is_expected(page.cells[address])]
        weighed = [(address, *_weighed(page.cells[address])) for address in told]
        weighed += [(comment.a1, weigh_words(comment.text), clean(comment.text)) for comment in page.comments]
        weighed += [("", weigh_words(text), clean(text)) for text in (*page.shapes, *filter(_matters, page.printed))]
        if page.drawn:
            from dangvien_xlsx.excel.form.over import noted_over

            weighed += [(address, Weight(), text) for address, text in noted_over(page)]
        matter = [(address, text) for address, weight, text in weighed if weight.matters or self._says_otherwise(text)]
        named = words.WHERE_SHEET if page.sight is Sight.VISIBLE else words.WHERE_HIDDEN_SHEET
        where = named.format(sheet=page.sheet)
        if matter:
            place = {"sheet": page.sheet, "cell": matter[0][0]}
            # Words around a number tell what it is the number of.
            quoted = _joined([(address, text) for address, _, text in weighed])
            self.findings.append(finding("remark", place, where=where, value=quoted))
        elif corrects(page.sheet):
            about = {"where": words.WHERE_TAB, "value": shorten(page.sheet)}
            self.findings.append(finding("remark", {"sheet": page.sheet}, **about))
        elif weighed:
            self._noted.append((page.sheet, _joined([(address, text) for address, _, text in weighed])))

    def noted(self, sheet: str) -> list[Finding]:
        """Return what weighs nothing, in one finding."""
        if not self._noted:
            return []
        first = next((address for address, _ in self._noted if address), "")
        cell = first if first and first.isascii() and first[-1].isdigit() and first[0].isupper() else ""
        return [finding("remark-noted", {"sheet": sheet, "cell": cell}, value=_joined(self._noted))]

    def _tell(self, sheet: str, address: str, text: str, weight: Weight, row: Row | None, where: str = "") -> None:
        place = {"sheet": sheet, "cell": address}
        if self._speaks_against(row, weight, text):
            self._contradict(place, row, text)
        elif (weight.matters and not self._repeats(row, weight)) or self._says_otherwise(text) or is_open(text):
            at = where or words.WHERE_CELL.format(cell=address)
            if row:
                at = words.WHERE_ROW.format(cell=address, label=row.indicator.name)
            self.findings.append(finding("remark", place, where=at, value=shorten(text, _LONGEST_QUOTE)))
        else:
            self._noted.append((address, text))

    def _says_otherwise(self, text: str) -> bool:
        """Tell whether words say that somebody was admitted, or candidates are left, where the form says none."""
        read = {row.indicator.code: row for row in self._rows.values()}
        admitted, exhausted = read.get(ADMITTED), read.get(EXHAUSTED)
        if admitted and admitted.is_nothing and affirms_admission(text):
            return True
        return bool(exhausted and exhausted.is_nothing and denies_exhausted(text))

    def _speaks_against(self, row: Row | None, weight: Weight, text: str) -> bool:
        if row is None or row.cell.a1 in self._blamed:
            return False
        if answers_otherwise(row.indicator, row.cell.value, text):
            return True
        if not row.is_nothing:
            return False
        return any(number != row.cell.value for number in weight.numbers)

    def _repeats(self, row: Row | None, weight: Weight) -> bool:
        """Tell whether words only say the figure again."""
        if row is None or weight.corrects or weight.exhausted:
            return False
        return all(number == row.cell.value for number in weight.numbers)

    def _contradict(self, place: dict[str, str], row: Row | None, text: str) -> None:
        if row is None:
            return
        where = dict(place) | {"cell": row.cell.a1 or place["cell"]}
        quoted = words.BESIDE.format(cell=place["cell"], text=shorten(text, _LONGEST_QUOTE))
        about = {"label": row.indicator.name, "value": show(row.cell.value)}
        told = finding("value-ambiguous", where, first=show(row.cell.value), second=quoted, **about)
        self.findings.append(told)


def _renames(text: str, row: Row) -> bool:
    """Tell whether words beside a label say another thing than it does; a tick or a number of Rome's says nothing."""
    return len(text) > 1 and not frozenset(fold(text)) <= _ROMAN and says_else(text, row.indicator.name)


def has_printed(texts: Iterable[str]) -> bool:
    """Tell whether any of the words at the head and the foot of a page must be heard."""
    return any(map(_matters, texts))


@lru_cache(maxsize=256)  # the forms of one program bear the same foot
def _matters(text: str) -> bool:
    return weigh_words(text).matters or speaks_of_admission(text)


def _weighed(cell: Cell) -> tuple[Weight, str]:
    value: Value = cell.value
    if isinstance(value, bool) or value is None:
        return Weight(), show(value)
    if isinstance(value, int | float):
        return Weight(numbers=(round(value),)), show(value)
    if isinstance(value, str):
        text = clean(readable(value))
        return weigh_words(text), text
    if isinstance(value, ErrorValue):
        return Weight(), value.text
    return Weight(), show(value)


def _joined(pieces: Iterable[tuple[str, str]]) -> str:
    pieces = list(pieces)
    told = [f"{address}: {shorten(text, 100)}" if address else shorten(text, 100) for address, text in pieces]
    more = len(told) - _MOST_QUOTED
    return shorten("; ".join(told[:_MOST_QUOTED]) + (words.MORE.format(count=more) if more > 0 else ""), 600)
