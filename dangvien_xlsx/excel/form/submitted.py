"""A form as submitted: what is known before its sheet is read, and what the sheet says beside its figures."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.form.verdict import Verdict
from dangvien_xlsx.excel.form.words_read import shown, telephone
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator, by_code
from dangvien_xlsx.model.layout import DEADLINE_ROW, FILLED_BY_ROW, PERIOD_ROW, PHONE_ROW, UNIT_ROW
from dangvien_xlsx.model.page import Page, Unknown
from dangvien_xlsx.model.submission import CellValue, Submission
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.text.old_fonts import readable, was_converted


class KnownForm(NamedTuple):
    """What is known before a form's sheet is read."""

    meta: Mapping[str, str]
    declared: tuple[Indicator, ...]
    known: Mapping[str, Indicator]

    @property
    def asked(self) -> tuple[Indicator, ...]:
        """What the form asks for as it says itself, else the catalogue's indicators; with their hints."""
        if not self.declared:
            return tuple(self.known.values())
        hints = {code: indicator.hint for code, indicator in self.known.items()}
        return tuple(item._replace(hint=item.hint or hints.get(item.code, "")) for item in self.declared)

    @property
    def names(self) -> dict[str, tuple[Indicator, ...]]:
        """By code, the indicators that bear it: as the form names it, and as the catalogue does since."""
        own = by_code(self.declared)
        codes = dict.fromkeys([*own, *self.known])
        return {code: tuple(each[code] for each in (own, self.known) if code in each) for code in codes}


def submission_of(
    page: Page,
    form: KnownForm,
    asked: Sequence[Indicator],
    verdicts: Mapping[str, Verdict],
    contacts: Mapping[str, str],
    period: str,
) -> Submission:
    """Return what a sheet says, as read.

    Args:
        page: The form's sheet.
        form: What was known before.
        asked: The indicators that the form asks for.
        verdicts: What it says of each.
        contacts: By their codes, the cells that say whose it is, who filled it and when it is due.
        period: The line that names the period, as printed.
    """
    unit_cell = contacts.get(UNIT_ROW, "")
    printed, due = shown(page, unit_cell), contacts.get(DEADLINE_ROW, "")
    told: list[Finding] = [item for each in verdicts.values() for item in each.told]
    if was_converted(printed):
        place = {"sheet": page.sheet, "cell": unit_cell}
        told.append(finding("text-converted", place, label=words.UNIT_LABEL, value=shorten(readable(printed))))
    if page.unknown:
        unseen = ", ".join(told_as for sort, told_as in words.UNSEEN.items() if Unknown(sort) in page.unknown)
        told.append(finding("not-all-seen", {"sheet": page.sheet}, value=unseen))
    return Submission(
        sheet=page.sheet,
        unit_code=form.meta.get("don_vi", ""),
        unit_name=readable(printed),
        period_code=form.meta.get("ky", ""),
        version=form.meta.get("phien_ban", ""),
        form_id=form.meta.get("ma_phieu", ""),
        asked=tuple(item.code for item in asked),
        declared=form.declared,
        values={code: each.cell for code, each in verdicts.items()},
        filled_by=readable(shown(page, contacts.get(FILLED_BY_ROW, ""))),
        phone=telephone(page, contacts.get(PHONE_ROW, "")),
        unit_cell=unit_cell,
        printed_period=clean(readable(period)),
        period_cell=contacts.get(PERIOD_ROW, ""),
        deadline=CellValue(page.value(due) if due else None, page.sheet, due),
        findings=tuple(told),
    )
