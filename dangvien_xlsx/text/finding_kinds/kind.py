"""What is declared of a kind of finding: how bad it is, when it arises, its sentence, and what to do about it."""

from typing import NamedTuple

from dangvien_xlsx.model.findings import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741  a column of the tables
RESEND = "Đơn vị sửa trong chính phiếu này rồi gửi lại."
IN_ROW = "Sửa ở dòng {row} trong nhap-tay.xlsx."
_SEND_AGAIN = "Sửa trong chính phiếu này, lưu rồi gửi lại."


class FindingKind(NamedTuple):
    """A kind of finding. ``message``, ``remedy`` and ``to_unit`` are sentences with names in braces."""

    severity: Severity
    meaning: str
    """When it arises, as ``docs/ma-loi.md`` says it."""
    message: str
    """What was found, with the label and the value that a person sees."""
    remedy: str
    """What the clerk does about it."""
    to_unit: str = ""
    """What the unit does about it; blank where the unit is not asked to do anything."""
    counted: str = ""
    """What the clerk is told besides where the form's figures count all the same."""


def in_form(what: str) -> tuple[str, str]:
    """Return the remedies, the clerk's and the unit's, of what a unit mends by typing into its form again."""
    return f"{what} {RESEND}", f"{what} {_SEND_AGAIN}"
