"""Findings made from the table of their kinds: what is wrong, where, and what to do about it."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.rules import Rule
from dangvien_xlsx.model.submission import CellValue
from dangvien_xlsx.text.finding_kinds import KINDS
from dangvien_xlsx.text.finding_kinds.kind import IN_ROW, RESEND
from dangvien_xlsx.text.names import shorten, show

_ASK_OFFICE = "Liên hệ lại nơi gửi phiếu này."
_FORM = pattern(r"“[^”]*”|\b[Pp]hiếu(?: này)?\b")
_THIS_FORM = pattern(r"“[^”]*”|\b[Pp]hiếu này\b")
"""What people typed stands in quotation marks and stays."""
_IN_TABLE_REMEDY = "Sửa ở bảng rồi nhập lại bằng lệnh import, hoặc đơn vị trả lời lại."
TABLE_ROW = "dòng này"
_NOWHERE: Mapping[str, str] = MappingProxyType({})


def finding(code: str, place: Mapping[str, str] = _NOWHERE, /, **about: Any) -> Finding:
    """Make a finding.

    Args:
        code: A key of ``KINDS``.
        place: The finding's ``unit``, ``file``, ``sheet`` and ``cell``, as far as known.
        about: What fills the braces of the code's sentences; ``value`` also becomes the finding's value.
    """
    kind = KINDS[code]
    return Finding(
        code=code,
        severity=kind.severity,
        message=kind.message.format(**about),
        remedy=kind.remedy.format(**about),
        to_unit=kind.to_unit.format(**about),
        value=str(about.get("value", "")),
        **place,
    )


def for_unit(item: Finding) -> str:
    """Return what a unit is asked to do about a finding; the clerk's own remedies never reach a unit."""
    return item.to_unit or _ASK_OFFICE


def as_counted(item: Finding) -> Finding:
    """Return a finding of a form whose figures count all the same, saying so; of others nobody may say that."""
    counted = KINDS[item.code].counted
    return item._replace(remedy=f"{counted} {item.remedy}") if counted else item


def of_row(item: Finding, cell: str, row: str) -> Finding:
    """Return a finding about a row typed by hand: the clerk mends it there; no unit has a form to mend.

    Args:
        item: As made for a form.
        cell: Where the row begins in the workbook of figures typed by hand.
        row: The row's number as Excel shows it.
    """
    mend = IN_ROW.format(row=row)
    what = KINDS[item.code].remedy.endswith(RESEND)
    remedy = f"{item.remedy.removesuffix(RESEND)}{mend}" if what else mend
    return item._replace(remedy=remedy, cell=item.cell or cell, to_unit="")


def of_table_row(item: Finding) -> Finding:
    """Return a finding about a row of a table: it speaks of the row, and is mended where the table is kept."""
    remedy = item.remedy.replace(RESEND, _IN_TABLE_REMEDY)
    return item._replace(message=_FORM.sub(_row_for_form, item.message), remedy=_THIS_FORM.sub(_row_for_form, remedy))


def _row_for_form(found: re.Match[str]) -> str:
    if found[0].startswith("“"):
        return found[0]
    return TABLE_ROW.capitalize() if found[0][0].isupper() else TABLE_ROW


def broken_rule(rule: Rule, values: Mapping[str, CellValue], place: Mapping[str, str]) -> Finding:
    """Make the finding for a rule that a submission breaks, at the cell of the rule's indicator.

    Args:
        rule: The rule.
        values: The submission's values with their cells.
        place: The unit, the file and the sheet.
    """
    cell = values.get(rule.indicator.code, CellValue(None))
    about: dict[str, Any] = {"label": rule.indicator.name, "value": show(cell.value)} | dict(rule.about)
    for role in ("parent", "other"):
        if isinstance(related := about.get(role), Indicator):
            about[role] = related.name
            about[f"{role}_value"] = show(_value(values, related))
    if rule.code == "parts-do-not-sum":
        parts: tuple[Indicator, ...] = about["parts"]
        about["sum"] = show(sum(number for part in parts if isinstance(number := _value(values, part), int | float)))
        about["parts"] = shorten(", ".join(part.name for part in parts), 200)
        about["block"] = f" của khối “{about['block']}”" if about["block"] else ""
    if rule.code == "out-of-range":
        about["unit_of_bounds"] = " ký tự" if isinstance(cell.value, str) else ""
    where = {"sheet": cell.sheet, "cell": cell.a1} | dict(place)
    return finding(rule.code, where, **about)


def _value(values: Mapping[str, CellValue], indicator: Indicator) -> Any:
    cell = values.get(indicator.code)
    return cell.value if cell else None
