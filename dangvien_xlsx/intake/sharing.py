"""Equal parts of many forms, each once in memory: most forms say the same of themselves, and much the same figures."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.submission import CellValue, ReceivedFile, Submission

_MOST = 20_000
"""Parts that are known at a time; the forms of one period have some hundreds that differ."""
_ALIKE = (type(None), int, str, bool, date, datetime)
"""Types of which equal values are the same in everything, but for one of another type: True and 1."""


_NO_REASONS: dict[str, str] = {}
"""One for all forms, as a child sends it: never changed."""


class Sharing:
    """Gives the parts of forms for equal ones that it has met before."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def file(self, file: ReceivedFile) -> ReceivedFile:
        """Return a file whose forms share their parts with those before."""
        return file._replace(submissions=tuple([self.form(form) for form in file.submissions]))

    def form(self, form: Submission, declared: tuple[Indicator, ...] | None = None) -> Submission:
        """Return a form that shares its parts with those before.

        Args:
            form: As it was read.
            declared: Taken instead of what it declares.
        """
        if len(self._known) > _MOST:
            self._known.clear()
        once = self._known.setdefault
        sheet, unit_cell, period_cell = form.sheet, form.unit_cell, form.period_cell
        return form._replace(
            sheet=once(sheet, sheet),
            asked=once(form.asked, form.asked),
            declared=form.declared if declared is None else declared,
            values=self._values(form.values),
            unit_cell=once(unit_cell, unit_cell),
            period_cell=once(period_cell, period_cell),
            period_code=once(form.period_code, form.period_code),
            version=once(form.version, form.version),
            printed_period=once(form.printed_period, form.printed_period),
            remarks=once(form.remarks, form.remarks),
            deadline=self._cell(form.deadline),
            reasons=form.reasons or _NO_REASONS,
        )

    def _values(self, values: Mapping[str, CellValue]) -> dict[str, CellValue]:
        once = self._known.setdefault
        return {once(code, code): self._cell(cell) for code, cell in values.items()}

    def _cell(self, cell: CellValue) -> CellValue:
        kind = type(cell.value)
        shared: CellValue = self._known.setdefault((kind, cell), cell) if kind in _ALIKE else cell
        return shared
