"""Settles what was typed by hand beside what the unit's forms say."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangvien_xlsx.judging.canonical import canonical, differences, same_figures, state_of
from dangvien_xlsx.judging.judge import FormKey, Judged
from dangvien_xlsx.judging.settling import Settled, ended, is_beside
from dangvien_xlsx.judging.times import lateness
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.page import place_of as place_of_cell
from dangvien_xlsx.model.period import Period, in_vietnam
from dangvien_xlsx.model.submission import HandRow, Outcome, Receipt, ReceivedFile, State, UnitResult, Version
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.text.periods import names_other

_LONGEST_TITLE = 100


class HandJudged(NamedTuple):
    """A unit's row of figures typed by hand, judged."""

    judged: Judged
    row: HandRow

    @property
    def place(self) -> dict[str, str]:
        """Where the row stands, for findings."""
        return place_of(self.row)

    def doubted(self, told: Finding) -> "HandJudged":
        """Return the row with what speaks against it."""
        return self._replace(judged=self.judged._replace(findings=(*self.judged.findings, told)))


def row_number(row: HandRow) -> str:
    """Return the number of a row as Excel shows it."""
    return str(place_of_cell(row.cell)[0] + 1)


def place_of(row: HandRow) -> dict[str, str]:
    """Return where a row stands, as findings name it."""
    return {"file": row.file.path, "sheet": row.submission.sheet, "cell": row.cell}


def unread_day(row: HandRow, unit_name: str, place: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return what is told of a row whose day nobody can read.

    Args:
        row: As typed.
        unit_name: Whose figures they are.
        place: The file and sheet, for the findings.
    """
    if not row.unread:
        return ()
    return (finding("by-hand-day-unread", place, value=row.unread, unit_name=unit_name, row=row_number(row)),)


def without_figures(row: HandRow, place: Mapping[str, str]) -> Finding | None:
    """Return what is told of a row in which no figure was typed, nothing of one that has any or has lost one."""
    if any(cell.value is not None for cell in row.submission.values.values()) or any(
        map(is_error, row.submission.findings)
    ):
        return None
    told = row.told("") or row.unread
    return finding("by-hand-blank", place, value=told, unit_name=row.submission.unit_name, row=row_number(row))


def of_other_period(row: HandRow, unit_name: str, place: Mapping[str, str], period: Period) -> tuple[Finding, ...]:
    """Return what is told of a row in a table of another period: last period's workbook, copied here.

    Args:
        row: As typed.
        unit_name: Whose figures they are.
        place: The file and sheet, for the findings.
        period: The one that is asked for.
    """
    if not names_other(row.title, period):
        return ()
    about = {"unit_name": unit_name, "value": shorten(row.title, _LONGEST_TITLE), "expected": period.name}
    return (finding("by-hand-period", place, row=row_number(row), **about),)


def twice(catalogue: Catalogue, first: HandRow, again: HandRow, place: Mapping[str, str]) -> Finding:
    """Return what is told of a second row of one unit: an error that names both figures, unless they are the same.

    Args:
        catalogue: Gives the indicators.
        first: The row above.
        again: The row below.
        place: Of the row below, for the finding.
    """
    values = [each.submission.plain() for each in (first, again)]
    about = {"value": words.CELL_OF.format(sheet=first.submission.sheet, cell=first.cell), "row": row_number(again)}
    if same_figures(catalogue, *values):
        return finding("by-hand-repeated", place, **about)
    return finding("by-hand-twice", place, differs=differences(catalogue, values), **about)


def overridden(
    catalogue: Catalogue,
    unit: Unit,
    typed: HandJudged,
    forms: Settled | None,
    judged: list[Judged],
    refused: Sequence[ReceivedFile] = (),
) -> Settled:
    """Decide between a unit's row by hand and its forms: the row counts if it says why, or where no form may count.

    Args:
        catalogue: Gives the period and the indicators.
        unit: Whose row it is.
        typed: The row.
        forms: What was decided by its forms alone, none where it sent none.
        judged: Its forms.
        refused: Files that are evidently its own and could not be read.
    """
    place = typed.place | {"unit": unit.code}
    has_form = bool(forms and forms.result.submission)
    if forms and has_form and not typed.row.reason:
        told = _unreasoned(catalogue, unit, typed, forms, place)
        return forms._replace(findings=(*forms.findings, told))
    if not typed.judged.is_valid:
        result = UnitResult(unit.code, State.INVALID, None, typed.row.file, charged=typed.judged.submission)
        return forms or Settled(result)
    receipts: dict[FormKey, Receipt] = dict(forms.receipts) if forms else {}
    for item in judged:
        if item.is_valid and (item.key not in receipts or receipts[item.key].outcome is Outcome.ACCEPTED):
            reason = words.REASON_BY_HAND.format(why=typed.row.reason)
            receipts[item.key] = Receipt(item.file, unit.code, Outcome.SUPERSEDED, reason)
    values = canonical(catalogue, typed.judged.submission.plain())
    # Nobody knows when an undated row was said; when it was typed says nothing of it.
    late, told_late = lateness(catalogue.period, unit.code, [typed.row.file]) if typed.row.said_at else (False, ())
    result = UnitResult(
        unit.code,
        state_of(values),
        typed.judged.submission,
        typed.row.file,
        late,
        values,
        _versions(forms, Version(typed.row.file, values)),
    )
    unread = [file for file in refused if not is_beside(file)]
    later = [file for file in (*(item.file for item in judged if not item.is_valid), *unread) if _is_later(file, typed)]
    replaced = {file.path for file in (*(item.file for item in judged), *refused)}
    if forms:
        replaced |= {*forms.replaced, *([forms.result.file.path] if forms.result.file else ())}
    replaced -= {file.path for file in later}
    # A unit whose row counts is not one of which nothing could be read.
    found = [item for item in (forms.findings if forms else ()) if item.code != "sent-unreadable"]
    found += [*_told(catalogue, unit, typed, forms), *told_late]
    found += (finding("newer-invalid", place, newer=path) for path in sorted({file.path for file in later}))
    found += ended(catalogue, unit, typed.row.file.path)
    return Settled(result, tuple(found), receipts, None, dict.fromkeys(replaced, typed.row.file.path))


def _is_later(file: ReceivedFile, typed: HandJudged) -> bool:
    """Tell whether a file came on a later day than the row was said; an undated row was typed when it was needed."""
    said_at = typed.row.said_at
    return said_at is not None and in_vietnam(said_at).date() < in_vietnam(file.received).date()


def _unreasoned(catalogue: Catalogue, unit: Unit, typed: HandJudged, forms: Settled, place: dict[str, str]) -> Finding:
    """Return what is told of a row that does not say why it should replace a valid form."""
    same = typed.judged.is_valid and same_figures(catalogue, typed.judged.submission.plain(), forms.result.values)
    if same and forms.result.file:
        return finding("by-hand-same", place, unit_name=unit.name, value=forms.result.file.path)
    return finding("override-without-reason", place, unit_name=unit.name, row=row_number(typed.row))


def _told(catalogue: Catalogue, unit: Unit, typed: HandJudged, forms: Settled | None) -> list[Finding]:
    place = typed.place | {"unit": unit.code}
    row = typed.row
    found = [finding("by-hand", place, value=row.told(words.BY_HAND_UNKNOWN), unit_name=unit.name)]
    if row.file.claimed:
        found.append(finding("by-hand-day", place, value=row.file.claimed, unit_name=unit.name, row=row_number(row)))
    found += unread_day(row, unit.name, place)
    if not (row.said_by and (row.said_at or row.file.claimed or row.unread)):
        found.append(finding("by-hand-unsigned", place, unit_name=unit.name, row=row_number(row)))
    form = forms.result.file if forms and forms.result.submission else None
    if not (forms and form and row.said_at):
        return found
    is_older = in_vietnam(row.said_at).date() < in_vietnam(form.received).date()
    if is_older and not same_figures(catalogue, typed.judged.submission.plain(), forms.result.values):
        about = {"value": f"{row.said_at:%d/%m/%Y}", "newer": form.path, "unit_name": unit.name, "row": row_number(row)}
        found.append(finding("by-hand-older", place, **about))
    return found


def _versions(forms: Settled | None, last: Version) -> tuple[Version, ...]:
    """Return all that a unit said validly, the row by hand last; nothing where that is all."""
    if forms is None:
        return ()
    earlier = forms.result.versions
    if not earlier and forms.result.submission and forms.result.file:
        earlier = (Version(forms.result.file, forms.result.values),)
    return (*earlier, last) if earlier else ()
