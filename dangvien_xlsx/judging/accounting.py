"""Accounts for every received file and every unit: what counts, what was replaced, what is missing, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from dangvien_xlsx.judging.by_hand import (
    HandJudged,
    of_other_period,
    overridden,
    place_of,
    row_number,
    twice,
    unread_day,
    without_figures,
)
from dangvien_xlsx.judging.charging import (
    BESIDE_FIGURES,
    as_history,
    beside_a_form,
    charged,
    is_something_sent,
    summed_up,
    unit_of_refused,
)
from dangvien_xlsx.judging.downloads import latest_answers
from dangvien_xlsx.judging.group_share import share_findings
from dangvien_xlsx.judging.judge import Fine, FormKey, Judge, Judged
from dangvien_xlsx.judging.mail_words import quoted
from dangvien_xlsx.judging.settling import Settled, noted, settle
from dangvien_xlsx.judging.targets import target_findings
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.period import end_of_day
from dangvien_xlsx.model.submission import Account, HandRow, Outcome, Receipt, ReceivedFile
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.findings import as_counted, finding, of_row
from dangvien_xlsx.text.names import OUTCOMES

_JUDGED_TOGETHER = 500
"""Files; one by one, between being decoded and being judged, ten thousand take 0.4 s longer."""
_ROW_NUMBER = pattern(r"[0-9]+$")


class _Came(NamedTuple):
    """All that came, judged by itself: forms, files without any, files that came too late for the day asked for."""

    forms: tuple[Judged, ...]
    refused: tuple[tuple[ReceivedFile, str], ...]
    """Files without a form, each with its unit where that is evident."""
    left_out: tuple[ReceivedFile, ...]


class _Drawn(NamedTuple):
    """A file as it came in, and its forms as they are judged by themselves."""

    file: ReceivedFile
    forms: tuple[Judged, ...]


class _Typed(NamedTuple):
    """What was typed by hand: by unit the row that speaks for it, and what is told of the others."""

    rows: Mapping[str, HandJudged]
    findings: tuple[Finding, ...]


def account(
    catalogue: Catalogue,
    files: Iterable[ReceivedFile],
    as_of: date | None,
    by_hand: Sequence[HandRow] = (),
    comparison: Comparison | None = None,
    fine: Fine | None = None,
) -> Account:
    """Account for all files and units.

    Args:
        catalogue: Who should report what.
        files: Everything that was received; they are judged as they are drawn, while others may still be read.
        as_of: If given, what was received after this day is left out and said so.
        by_hand: Figures that came by telephone or on paper.
        comparison: With the earlier periods, where the catalogue names any.
        fine: The forms of which nothing was to be said when they were judged before by the same.
    """
    judge = Judge(catalogue, comparison, fine)
    typed = _typed(judge, by_hand, as_of)
    came = _came(judge, sorted(_drawn(judge, files, as_of), key=lambda each: each.file.path), as_of, typed)
    settled = _settled(catalogue, came, typed)
    findings = [*typed.findings, *_told(came, settled), *target_findings(catalogue, comparison)]
    for unit in catalogue.units:
        findings += noted(unit, settled[unit.code].result)
    counting = [settled[unit.code].result for unit in catalogue.units]
    findings += share_findings(catalogue, counting, judge.usual, findings)
    order = {unit.code: index for index, unit in enumerate(catalogue.units)}
    findings.sort(key=lambda item: (item.severity.rank, order.get(item.unit, len(order)), item.file, item.cell))
    return Account(tuple(counting), _receipts(catalogue, came, settled), _once(findings))


def _typed(judge: Judge, by_hand: Sequence[HandRow], as_of: date | None) -> _Typed:
    """Judge the rows; every row has an outcome, the second of a unit, and what was said too late, too."""
    rows: dict[str, HandJudged] = {}
    findings: list[Finding] = []
    for row in by_hand:
        if not row.submission.asked:  # a sheet whose columns nobody can tell
            findings += (item._replace(file=row.file.path) for item in row.submission.findings)
            continue
        reasons = dict.fromkeys(row.submission.values, row.reason) if row.reason else row.submission.reasons
        judged = judge.judge(row.file, row.submission._replace(reasons=reasons))
        place = place_of(row) | {"unit": judged.unit}
        if as_of and row.file.received > end_of_day(as_of):
            about = {"unit_name": row.submission.unit_name, "value": f"{row.file.received:%d/%m/%Y}"}
            findings.append(finding("by-hand-left-out", place, **about))
            findings += unread_day(row, row.submission.unit_name, place)
            continue
        if blank := without_figures(row, place):
            findings.append(blank)
            continue
        findings += (of_row(item, row.cell, row_number(row)) for item in judged.findings)
        other = of_other_period(row, row.submission.unit_name, place, judge.catalogue.period)
        findings += other
        judged = judged._replace(findings=(*judged.findings, *other))
        if judged.unit in rows:
            told = twice(judge.catalogue, rows[judged.unit].row, row, place)
            findings.append(told)
            if is_error(told):  # two figures and nobody to say which is meant: neither counts
                rows[judged.unit] = rows[judged.unit].doubted(told)
        elif judged.unit:
            rows[judged.unit] = HandJudged(judged, row)
    return _Typed(rows, tuple(findings))


def _drawn(judge: Judge, files: Iterable[ReceivedFile], as_of: date | None) -> Iterator[_Drawn]:
    coming = iter(files)
    while taken := list(islice(coming, _JUDGED_TOGETHER)):
        for file in taken:
            yield _Drawn(file, _judged(judge, file, as_of))


def _judged(judge: Judge, file: ReceivedFile, as_of: date | None) -> tuple[Judged, ...]:
    return () if _is_after(file, as_of) else tuple(judge.judge(file, each) for each in file.submissions)


def _is_after(file: ReceivedFile, as_of: date | None) -> bool:
    return as_of is not None and file.received > end_of_day(as_of)


def _came(judge: Judge, drawn: Sequence[_Drawn], as_of: date | None, typed: _Typed) -> _Came:
    forms: list[Judged] = []
    refused: list[tuple[ReceivedFile, str]] = []
    left_out: list[ReceivedFile] = []
    for file, each in zip(latest_answers([each.file for each in drawn]), drawn, strict=True):
        if file.submissions and _is_after(file, as_of):
            left_out.append(file._replace(ignored=words.REASON_AFTER.format(day=as_of)))
        elif file.submissions:
            forms += each.forms
        else:
            refused.append((file, unit_of_refused(judge.identities, file)))
    sure = {unit: row.row.file for unit, row in typed.rows.items() if row.judged.is_valid}
    newest_last = sorted((item for item in forms if item.is_sure), key=lambda item: item.file.received)
    sure |= {item.unit: item.file for item in newest_last}
    return _Came(tuple(charged(judge.identities, item, sure) for item in forms), tuple(refused), tuple(left_out))


def _settled(catalogue: Catalogue, came: _Came, typed: _Typed) -> dict[str, Settled]:
    forms: dict[str, list[Judged]] = {}
    refused: dict[str, list[ReceivedFile]] = {}
    for item in came.forms:
        forms.setdefault(item.unit, []).append(item)
    for file, code in came.refused:
        if is_something_sent(file):
            refused.setdefault(code, []).append(file)
    settled: dict[str, Settled] = {}
    for unit in catalogue.units:
        own, unread, row = forms.get(unit.code, []), refused.get(unit.code, []), typed.rows.get(unit.code)
        if row is None:
            settled[unit.code] = settle(catalogue, unit, own, unread)
        else:
            by_form = settle(catalogue, unit, own, unread) if own or unread else None
            settled[unit.code] = overridden(catalogue, unit, row, by_form, own, unread)
    return settled


def _told(came: _Came, settled: Mapping[str, Settled]) -> list[Finding]:
    """Return the findings of all files, in the light of what was decided, and those of the decisions."""
    counted: set[FormKey] = {each.counted for each in settled.values() if each.counted}
    counting = {
        code: each.result.file.path for code, each in settled.items() if each.result.submission and each.result.file
    }
    digests = {code: each.result.file.sha256 for code, each in settled.items() if each.result.file}
    findings: list[Finding] = []
    seen: set[str] = set()
    for item in came.forms:
        newer = settled[item.unit].replaced.get(item.file.path, "") if item.unit else ""
        own = item.findings
        if item.file.path not in seen:
            seen.add(item.file.path)
            own = (*item.file.findings, *own)
        if newer:
            # What came again as it was has answered nothing that was said of it.
            is_answered = item.file.sha256 != digests.get(item.unit)
            findings += (
                as_history(each, newer) if is_answered or each.code not in BESIDE_FIGURES else each for each in own
            )
        else:
            findings += (as_counted(each) if item.key in counted else each for each in own)
    for file, code in came.refused:
        newer = settled[code].replaced.get(file.path, "") if code else ""
        for each in file.findings:
            item_told = beside_a_form(each._replace(unit=each.unit or code), file, counting)
            findings.append(as_history(item_told, newer) if newer else item_told)
    for each_unit in settled.values():
        findings += each_unit.findings
    return findings


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what a mail says where it was quoted for the unit already; errors first, history last."""
    quotes: set[tuple[str, str]] = set()
    kept = []
    for item in findings:
        if item.code == "mail-remark":
            if (item.unit, item.value) in quotes:
                continue
            quotes.add((item.unit, item.value))
        kept.append(item)
    return tuple(kept)


def _receipts(catalogue: Catalogue, came: _Came, settled: Mapping[str, Settled]) -> tuple[Receipt, ...]:
    """Return one receipt a file, by path: of a workbook with several forms, what became of each."""
    by_path: dict[str, list[tuple[str, Receipt]]] = {}
    for file in came.left_out:
        by_path[file.path] = [("", Receipt(file, "", Outcome.IGNORED, file.ignored))]
    for file, code in came.refused:
        by_path[file.path] = [("", _not_a_submission(file, code))]
    for item in came.forms:
        decided = settled[item.unit].receipts.get(item.key) if item.unit else None
        by_path.setdefault(item.file.path, []).append((item.submission.sheet, decided or _receipt(item)))
    return tuple(_together(catalogue, by_path[path]) for path in sorted(by_path, key=_in_order))


def _in_order(path: str) -> str:
    """Return by what a path is sorted: rows of a table by their number, which is the last that their path has."""
    return _ROW_NUMBER.sub(lambda found: found[0].zfill(7), path) if path[-1:].isdigit() else path


def _together(catalogue: Catalogue, receipts: list[tuple[str, Receipt]]) -> Receipt:
    if len(receipts) == 1:
        return receipts[0][1]
    outcomes = [receipt.outcome for _, receipt in receipts]
    units = {receipt.unit for _, receipt in receipts}
    best = next(outcome for outcome in Outcome if outcome in outcomes)
    told = []
    for sheet, receipt in receipts:
        unit = catalogue.unit.get(receipt.unit)
        about = {"sheet": sheet, "unit": unit.name if unit else "–", "outcome": OUTCOMES[receipt.outcome].lower()}
        told.append(words.REASON_SHEET.format(reason=receipt.reason, **about))
    return Receipt(receipts[0][1].file, units.pop() if len(units) == 1 else "", best, " ".join(told))


def _not_a_submission(file: ReceivedFile, unit: str) -> Receipt:
    if file.ignored:
        return Receipt(file, "", Outcome.IGNORED, file.ignored)
    return Receipt(file, unit, Outcome.REJECTED, " ".join(item.message for item in file.findings))


def _receipt(judged: Judged) -> Receipt:
    if judged.is_valid:
        said = words.REASON_SAID.format(said=quoted(judged.file.said)) if judged.file.said else ""
        return Receipt(judged.file, judged.unit, Outcome.ACCEPTED, words.REASON_ACCEPTED + said)
    return Receipt(judged.file, judged.unit, Outcome.REJECTED, summed_up(judged.findings))
