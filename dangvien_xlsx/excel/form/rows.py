"""The table of a form: a row an indicator with its input, live check and hint, and a heading above each block."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.form.beside import Beside
from dangvien_xlsx.excel.form.heading import Standing
from dangvien_xlsx.excel.form.wording import block_labels, labels_of, questions_of
from dangvien_xlsx.excel.writing.formula import LONGEST_FORMULA, quoted, quoted_long
from dangvien_xlsx.excel.writing.inputs import input_validation
from dangvien_xlsx.excel.writing.metrics import line_count, row_height
from dangvien_xlsx.excel.writing.sheet import Sheet
from dangvien_xlsx.excel.writing.styles import PAPER_POINTS
from dangvien_xlsx.model.indicator import Kind, Relation
from dangvien_xlsx.model.layout import (
    BLOCK_ROW,
    CHECK_COLUMN,
    EARLIER_COLUMNS,
    HINT_COLUMN,
    REASON_COLUMN,
    VALUE_COLUMN,
    BlockRow,
    FormLayout,
    IndicatorRow,
    column0,
)
from dangvien_xlsx.model.rules import Rule, Rules, verdict
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.text import form as words

_NAME, _VALUE = column0("ten"), column0(VALUE_COLUMN)
_ROW_POINTS = 26
_LONGEST_REASON = 200
_MOST_SUMMED = 200
"""Cells named one by one in a SUM; Excel takes 255."""


def write_rows(
    sheet: Sheet,
    layout: FormLayout,
    rules: Rules,
    values: Mapping[str, Value],
    beside: Beside,
    wrong: Collection[str],
    widths: Sequence[float],
) -> Standing:
    """Write the table.

    Args:
        sheet: The form's sheet.
        layout: Where everything stands.
        rules: The hard rules.
        values: By indicator code; what is absent is left blank.
        beside: Earlier figures, soft rules, reasons.
        wrong: The codes whose cells are marked.
        widths: Of the columns as they are seen, in digits of the default font.

    Returns:
        How many cells are wrong and how many are not filled.
    """
    headings = block_labels(layout)
    for block in layout.blocks:
        _write_block(sheet, layout, block, headings[block.row0], values)
    said = []
    check0, hint0 = layout.column0(CHECK_COLUMN), layout.column0(HINT_COLUMN)
    labels, asked = labels_of(layout), questions_of(layout)
    numbers = {row.indicator.code: row.number for row in layout.rows}
    address = layout.input_of()
    for row in layout.rows:
        code = row.indicator.code
        sheet.text(row.row0, 0, code, "code")
        sheet.text(row.row0, 1, row.number, "form_index")
        label = labels[code]
        sheet.text(row.row0, _NAME, label, f"form_name_{min(row.depth, 3)}")
        _write_input(sheet, row, values.get(code), is_wrong=code in wrong)
        if row.indicator.kind is not Kind.TEXT:
            _write_beside(sheet, row, beside)
        check = _Check(row, rules[code], beside.soft.get(code, ()), numbers).fitting(address)
        said.append(check.said(values, beside.reasons.get(code, "")))
        sheet.formula(row.row0, check0, check.formula(address), said[-1], "check")
        longest = _write_hint(sheet, row, asked.get(code), address, values)
        is_text = row.indicator.kind is Kind.TEXT
        note = f"{values.get(code) or ''}" if is_text else ""
        heights = (
            row_height(
                line_count(label, widths[_NAME] - 2 * row.depth, PAPER_POINTS, bold=not row.depth), PAPER_POINTS
            ),
            row_height(line_count(longest, widths[hint0] - 2, 11), 11),
            row_height(line_count(check.longest, widths[check0] - 2, 12, bold=True), 12),
            row_height(max(line_count(note, sum(widths[_VALUE:check0]) - 2, 13), 2), 13) if is_text else _ROW_POINTS,
        )
        sheet.height(row.row0, max(*heights, _ROW_POINTS))
    is_wrong = [text.startswith(words.CHECK_FIX) for text in said]
    is_missing = [text.startswith(words.CHECK_MISSING) or text.endswith(words.ASKS_REASON) for text in said]
    bad = (row.indicator.code for row, *told in zip(layout.rows, is_wrong, is_missing, strict=True) if any(told))
    return Standing(sum(is_wrong), sum(is_missing), frozenset(bad))


def _write_block(sheet: Sheet, layout: FormLayout, block: BlockRow, heading: str, values: Mapping[str, Value]) -> None:
    sheet.text(block.row0, 0, BLOCK_ROW, "code")
    sheet.text(block.row0, 1, "", "block_left")
    for column in range(_NAME, layout.last_column0):
        sheet.text(block.row0, column, heading if column == _NAME else "", "block")
    sheet.text(block.row0, layout.last_column0, "", "block_right")
    sheet.height(block.row0, 22)
    first = block.members[0]
    if first.relation is not Relation.PART or len(block.members) > _MOST_SUMMED:
        return
    address = layout.input_of()
    parts = ",".join(address[member.code] for member in block.members)
    whole = address[first.parent or ""]
    part_sum, whole_sum = f'TEXT(SUM({parts}),"0")', f'TEXT(SUM({whole}),"0")'
    before, between = words.BLOCK_SUM
    told = (
        f"IF(SUM({parts})=SUM({whole}),{quoted(words.BLOCK_FULL)}&{whole_sum},"
        f"{quoted(before)}&{part_sum}&{quoted(between)}&{whole_sum})"
    )
    formula = f'=IFERROR(IF(OR(COUNT({parts})=0,COUNT({whole})=0),"",{told}),"")'
    numbers = [number for member in block.members if (number := _number(values.get(member.code))) is not None]
    total = _number(values.get(first.parent or ""))
    said = ""
    if numbers and total is not None:
        summed = sum(numbers)
        said = f"{words.BLOCK_FULL}{_rounded(total)}"
        if summed != total:
            said = f"{before}{_rounded(summed)}{between}{_rounded(total)}"
    sheet.formula(block.row0, layout.column0(CHECK_COLUMN), formula, said, "block_sum")


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _rounded(number: float) -> int:
    """Return a number rounded as Excel's TEXT does."""
    return int(abs(number) + 0.5) * (-1 if number < 0 else 1)


def _write_input(sheet: Sheet, row: IndicatorRow, value: Value, *, is_wrong: bool) -> None:
    indicator = row.indicator
    is_text = indicator.kind is Kind.TEXT
    role = ("input_note" if is_text else "input") + ("_wrong" if is_wrong else "")
    if is_text:
        sheet.merged((row.row0, _VALUE), (row.row0, row.columns.index(REASON_COLUMN)), "", role)
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.number(row.row0, _VALUE, value, role)
    else:
        sheet.text(row.row0, _VALUE, value if isinstance(value, str) else "", role)
    sheet.validation(row.row0, _VALUE, input_validation(indicator))


def _write_beside(sheet: Sheet, row: IndicatorRow, beside: Beside) -> None:
    code, columns = row.indicator.code, row.columns
    for column, figures in zip(EARLIER_COLUMNS, (beside.previous, beside.same_term), strict=True):
        if column in columns:
            sheet.number(row.row0, columns.index(column), figures.get(code), "earlier")
    reason0 = columns.index(REASON_COLUMN)
    sheet.text(row.row0, reason0, beside.reasons.get(code, ""), "reason")
    longest = {"validate": "length", "criteria": "between", "minimum": 0, "maximum": _LONGEST_REASON}
    told = {"error_title": words.ERROR_TITLE, "error_message": words.too_long(_LONGEST_REASON)}
    sheet.validation(row.row0, reason0, longest | told)


class _Check(NamedTuple):
    """The live check of a row: its rules, and the printed number of each row that its words name."""

    row: IndicatorRow
    rules: Sequence[Rule]
    soft: Sequence[Rule]
    numbers: Mapping[str, str]

    def formula(self, address: Mapping[str, str]) -> str:
        """Return the check as a formula; ``address`` gives the input of each indicator."""
        of = address.__getitem__
        otherwise = f'IF(TRIM({self.row.input_a1})="","",{quoted(words.CHECK_OK)})'
        for rule in reversed(self.soft):
            asked = f'IFERROR(AND({rule.when.formula(of)},TRIM({self.row.reason_a1})=""),FALSE)'
            otherwise = f"IF({asked},{quoted_long(words.unusual_sentence(rule.about))},{otherwise})"
        for rule in reversed(self.rules):
            otherwise = f"IF({rule.when.formula(of)},{quoted(words.check_sentence(rule, self.numbers))},{otherwise})"
        return f"={otherwise}"

    def fitting(self, address: Mapping[str, str]) -> "_Check":
        """Return the check without the soft rules for which a formula of Excel has no room, the longest ones first.

        Of a form of 34 figures the rule that compares each of them with the last period takes 2,000 letters. Whatever
        is left out here is asked at intake.
        """
        check = self
        while check.soft and len(check.formula(address)) > LONGEST_FORMULA:
            longest = max(check.soft, key=lambda rule: len(rule.when.formula(address.__getitem__)))
            check = check._replace(soft=[rule for rule in check.soft if rule is not longest])
        return check

    def said(self, values: Mapping[str, Value], reason: str) -> str:
        """Return what it says of values, and of a reason that stands beside the input."""
        if broken := verdict(self.rules, values):
            return words.check_sentence(broken, self.numbers)
        if (unusual := verdict(self.soft, values)) and not reason.strip():
            return words.unusual_sentence(unusual.about)
        return "" if values.get(self.row.indicator.code) in (None, "") else words.CHECK_OK

    @property
    def longest(self) -> str:
        """The longest of its sentences."""
        said = [words.check_sentence(rule, self.numbers) for rule in self.rules]
        return max([*said, *(words.unusual_sentence(rule.about) for rule in self.soft)], key=len, default="")


def _write_hint(
    sheet: Sheet,
    row: IndicatorRow,
    asked: tuple[str, str] | None,
    address: Mapping[str, str],
    values: Mapping[str, Value],
) -> str:
    """Write the hint; a part's speaks of its parent's figure as soon as that is typed.

    Args:
        sheet: The form's sheet.
        row: The indicator's row.
        asked: The words before and after the parent's figure; nothing where there is no parent.
        address: The input of each indicator.
        values: By indicator code.

    Returns:
        Its longest wording.
    """
    hint, hint0 = row.indicator.hint, row.columns.index(HINT_COLUMN)
    if asked is None:
        sheet.text(row.row0, hint0, hint, "hint")
        return hint
    before, after = asked
    parent = address[row.indicator.parent or ""]
    known = f"IFERROR(AND(ISNUMBER({parent}),{parent}>0,{parent}=INT({parent})),FALSE)"
    formula = f"=IF({known},{quoted(before)}&{parent}&{quoted_long(after)},{quoted_long(hint)})"
    if len(formula) > LONGEST_FORMULA:
        sheet.text(row.row0, hint0, hint, "hint")
        return hint
    number = _number(values.get(row.indicator.parent or ""))
    is_known = number is not None and number > 0 and number.is_integer()
    sheet.formula(row.row0, hint0, formula, f"{before}{int(number or 0)}{after}" if is_known else hint, "hint")
    return max(f"{before}999{after}", hint, key=len)


def reasons_span(layout: FormLayout) -> str:
    """Return the addresses of all reasons."""
    return " ".join(row.reason_a1.replace("$", "") for row in layout.rows if row.indicator.kind is not Kind.TEXT)
