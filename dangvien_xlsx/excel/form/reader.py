"""Reads forms as a person reads the page: whatever differs from the form as sent is an input, or was meant to be said.

A sheet that is as it was sent but for its inputs is read by their addresses. Any other is searched for every place of
every figure, by codes and by labels, and what was written beside the inputs is weighed.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.form.as_sent import read_as_sent
from dangvien_xlsx.excel.form.difference import is_guide, leftovers
from dangvien_xlsx.excel.form.expected import FormAsSent, form_as_sent, shape_of
from dangvien_xlsx.excel.form.holding import is_blank, is_guide_text
from dangvien_xlsx.excel.form.meta import asked_indicators, meta_of
from dangvien_xlsx.excel.form.places import CONTACT_ROWS, Found, find
from dangvien_xlsx.excel.form.printed import (
    as_labelled,
    letterhead,
    letterhead_cells,
    looks_gone,
    period_cell,
    struck_words,
)
from dangvien_xlsx.excel.form.remarks import Remarks, Row
from dangvien_xlsx.excel.form.submitted import KnownForm, submission_of
from dangvien_xlsx.excel.form.verdict import Verdict, among_places, differing
from dangvien_xlsx.excel.form.words_read import reasons
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.indicator import ADMITTED, Indicator, by_code
from dangvien_xlsx.model.layout import (
    COLUMNS,
    DEADLINE_ROW,
    HEADING_ROWS,
    PERIOD_ROW,
    VALUE_COLUMN,
    a1,
    column0,
)
from dangvien_xlsx.model.page import Page, PagedBook, Sight, place_of
from dangvien_xlsx.model.submission import Submission
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.names import SHEET_FORM, SHEET_META, shorten, show

_VALUE = column0(VALUE_COLUMN)


class _Read(NamedTuple):
    """A form's sheet, read: the submission, and the rows of its indicators for what stands beside them."""

    submission: Submission
    page: Page
    found: Found | None
    rows: Mapping[int, Row]
    sent: FormAsSent


def read_forms(book: PagedBook, indicators: Iterable[Indicator]) -> tuple[Submission, ...]:
    """Read the forms in a workbook: mostly one, but a sheet each where somebody gathered several.

    Args:
        book: The workbook's pages.
        indicators: Those of the catalogue: their names are matched where codes are damaged.

    Returns:
        The submissions as they stand in the forms; blank copies beside a filled form are left out.
    """
    meta = meta_of(book)
    declared = asked_indicators(meta.get("chi_tieu", ""))
    form = KnownForm(meta, declared, by_code(indicators))
    others = [page for page in book.pages if page.sheet != SHEET_META]
    if quick := read_as_sent(others, form):
        return (quick,)
    guides = [page for page in others if is_guide(page)]
    pages = [page for page in others if page not in guides]
    pages.sort(key=lambda page: (page.sight is not Sight.VISIBLE, page.sheet != SHEET_FORM))
    found = [each for page in pages if (each := find(page, form.names))]
    found = [each for each in found if each.has_codes and each.has_value_code] or found
    if not found:
        return ()
    read = [_read(each, form) for each in found]
    seen = [each for each in read if each.page.sight is Sight.VISIBLE] or read
    filled = [each for each in seen if _is_filled(each.submission)] or seen[:1]
    hidden = [each for each in read if each not in seen]
    rest = [page for page in pages if page not in [each.page for each in found]]
    return tuple(_told(filled, hidden, [*guides, *rest]))


def _read(found: Found, form: KnownForm) -> _Read:
    """Read a sheet by the evidence of its codes and labels."""
    page = found.page
    names = form.names
    asked = form.declared or tuple(
        item for code, item in form.known.items() if code in found.rows or code in found.unclear or code == ADMITTED
    )
    verdicts = {item.code: among_places(found, item) for item in asked}
    verdicts = as_labelled(found, verdicts, names)
    contacts = {code: a1(found.rows[code][0], found.value_columns[0]) for code in CONTACT_ROWS if code in found.rows}
    if DEADLINE_ROW in found.headings:
        contacts[DEADLINE_ROW] = a1(found.headings[DEADLINE_ROW], found.value_columns[0])
    contacts |= period_cell(found)
    submission = submission_of(page, form, asked, verdicts, contacts, _printed_period(found))
    if repairs := _repairs(found, form, names, verdicts):
        told = finding("form-repaired", {"sheet": page.sheet}, how="; ".join(repairs))
        submission = submission._replace(findings=(told, *submission.findings))
    said = letterhead(page, letterhead_cells(found))
    submission = submission._replace(findings=(*submission.findings, *struck_words(found)), remarks=said)
    rows = {row0: Row(names[code][0], verdicts[code].cell) for code in verdicts for row0 in found.rows.get(code, ())}
    places = {
        code: a1(row0, column)
        for column in found.reason_columns
        for code in verdicts
        for row0 in found.rows.get(code, ())
        if page.value(a1(row0, column)) is not None
    }
    submission = submission._replace(reasons=reasons(page, places))
    shape = shape_of(page, form.meta.get("phien_ban", ""))
    sent = form_as_sent(form.asked, *shape, has_own_hints=any(item.hint for item in form.declared))
    return _Read(submission, page, found, rows, sent)


def _printed_period(found: Found) -> str:
    """Return the lines above the table that may name the period: that of its code, else all of them."""
    texts: dict[int, list[str]] = {}
    for address, cell in found.page.cells.items():
        row0, _ = place_of(address)
        is_read = isinstance(cell.value, str) and row0 < max(found.header_row0, 1) and not looks_gone(cell)
        if is_read and str(cell.value).strip() not in (*COLUMNS, *HEADING_ROWS):
            texts.setdefault(row0, []).append(str(cell.value))
    if PERIOD_ROW in found.headings:
        return " ".join(texts.get(found.headings[PERIOD_ROW], []))
    return "\n".join(" ".join(texts[row0]) for row0 in sorted(texts))


def _repairs(
    found: Found, form: KnownForm, names: Mapping[str, Sequence[Indicator]], verdicts: Mapping[str, Verdict]
) -> list[str]:
    """Say how a damaged sheet was read all the same."""
    repairs = []
    if not found.has_value_code:
        repairs.append(words.REPAIRED_COLUMN)
    unlabelled = [code for code in found.unlabelled if code in verdicts and verdicts[code].cell.value is not None]
    if labels := ", ".join(names[code][0].name for code in unlabelled):
        repairs.append(words.REPAIRED_UNLABELLED.format(labels=labels))
    if labels := ", ".join(names[code][0].name for code in found.by_label):
        repairs.append(words.REPAIRED_LABELS.format(labels=labels))
    sure = [label for code, label in found.moved.items() if code in verdicts and not _has_error(verdicts[code])]
    if moved := ", ".join(shorten(clean(label)) for label in sure):
        repairs.append(words.REPAIRED_MOVED.format(labels=moved))
    if found.page.sight is not Sight.VISIBLE:
        repairs.append(words.REPAIRED_HIDDEN_SHEET.format(sheet=found.page.sheet))
    elif found.page.sheet != SHEET_FORM:
        repairs.append(words.REPAIRED_SHEET.format(sheet=found.page.sheet))
    if not form.meta:
        repairs.append(words.REPAIRED_META)
    for code, verdict in verdicts.items():
        if len(found.rows.get(code, ())) > 1 and not _has_error(verdict):
            about = {"label": names[code][0].name, "cell": verdict.cell.a1}
            repairs.append(words.REPAIRED_TWICE.format(**about))
    return repairs


def _has_error(verdict: Verdict) -> bool:
    return any(map(is_error, verdict.told))


def _is_filled(submission: Submission) -> bool:
    return any(cell.value is not None for cell in submission.values.values())


def _told(seen: Sequence[_Read], hidden: Sequence[_Read], others: Sequence[Page]) -> Iterable[Submission]:
    """Add to each form what stands beside its inputs, and to the first what the rest of the workbook says."""
    for index, read in enumerate(seen):
        submission = read.submission
        if len(seen) > 1:
            # One hidden sheet cannot say whose each of several forms is: the printed names do.
            submission = _of_several(submission)
        blamed = frozenset(item.cell for item in submission.findings if is_error(item) and item.cell)
        remarks = Remarks(read.rows, blamed)
        if read.found and submission.asked:  # what a form asks that nobody knows, nobody can tell from remarks
            remarks.labels(read.page.sheet, read.found.name_column0, read.found.other_labels)
            headers = {a1(read.found.header_row0, column) for column in read.found.value_columns}
            left, first = leftovers(read.found, read.sent, read.rows), min(read.found.value_columns)
            remarks.beside(read.page, left, read.sent.printed, headers, first)
        inputs = {row.cell.a1: row for row in read.rows.values() if row.cell.a1}
        remarks.comments(read.page, inputs)
        remarks.shapes(read.page)
        remarks.drawn(read.page, read.found.value_columns if read.found else ())
        remarks.printed(read.page)
        if index == 0:
            for page in others:
                remarks.other_sheet(page, is_guide_text if is_guide(page) else is_blank)
        copies = [_hidden_copy(read, copy) for copy in hidden] if len(seen) == 1 else []
        told = (*remarks.findings, *filter(None, copies), *remarks.noted(read.page.sheet))
        said = (*submission.remarks, *remarks.said)
        yield submission._replace(findings=(*submission.findings, *told), remarks=said)


def _hidden_copy(seen: _Read, copy: _Read) -> Finding | None:
    """Tell of a hidden copy of the form that says something else."""
    pairs = differing(seen.submission.values, copy.submission.values)
    if not pairs:
        return None
    told = "; ".join(
        f"{words.HIDDEN_PLACE.format(cell=two.a1, value=show(two.value))}, "
        f"{words.SEEN_PLACE.format(cell=one.a1, value=show(one.value))}"
        for one, two in pairs
    )
    about = {"hidden": copy.page.sheet, "seen": seen.page.sheet, "value": shorten(told, 200)}
    return finding("hidden-copy", {"sheet": copy.page.sheet, "cell": pairs[0][1].a1}, **about)


def _of_several(submission: Submission) -> Submission:
    told = finding(
        "form-repaired", {"sheet": submission.sheet}, how=words.REPAIRED_SEVERAL.format(sheet=submission.sheet)
    )
    code = "" if submission.unit_name else submission.unit_code
    others = tuple(item for item in submission.findings if item.code != "form-repaired")
    return submission._replace(unit_code=code, findings=(told, *others))
