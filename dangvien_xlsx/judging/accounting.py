"""Accounts for every received file and every unit: what counts, what was replaced, what is missing, and why."""

from collections.abc import Iterable, Sequence
from datetime import date

from dangvien_xlsx.judging.judge import Judge, Judged
from dangvien_xlsx.judging.settling import Outcomes, Typed, key_of, settle
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.period import end_of_day
from dangvien_xlsx.model.submission import Account, HandRow, Outcome, Receipt, ReceivedFile
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import OUTCOMES


def account(
    catalogue: Catalogue,
    files: Iterable[ReceivedFile],
    as_of: date | None,
    by_hand: Sequence[HandRow] = (),
) -> Account:
    """Account for all files and units.

    Args:
        catalogue: Who should report what.
        files: Everything that was received.
        as_of: If given, what was received after this day is left out and said so.
        by_hand: Figures that came by telephone or on paper.
    """
    judge = Judge(catalogue)
    ordered = sorted(files, key=lambda file: file.path)
    outcome: Outcomes = {}
    findings: list[Finding] = []
    by_unit: dict[str, list[Judged]] = {}
    for file in ordered:
        if as_of and file.received > end_of_day(as_of) and file.submissions:
            outcome[file.path, ""] = Receipt(file, "", Outcome.IGNORED, words.REASON_AFTER.format(day=as_of))
            continue
        if not file.submissions:
            sender = judge.unit_of_sender(file.sender)
            findings += (item._replace(unit=item.unit or sender) for item in file.findings)
            outcome[file.path, ""] = _not_a_submission(file, sender)
            continue
        findings += file.findings
        for submission in file.submissions:
            judged = judge.judge(file, submission)
            findings += judged.findings
            if judged.unit:
                by_unit.setdefault(judged.unit, []).append(judged)
            outcome[key_of(judged)] = _receipt(judged)
    typed: dict[str, Typed] = {}
    for row in by_hand:
        if as_of and row.file.received > end_of_day(as_of):
            continue
        judged = judge.judge(row.file, row.submission)
        findings += judged.findings
        if judged.unit in typed:
            place = {"unit": judged.unit, "file": row.file.path, "sheet": row.submission.sheet, "cell": row.cell}
            findings.append(finding("by-hand-twice", place, value=typed[judged.unit].row.cell))
            continue
        typed[judged.unit] = Typed(judged, row)
    results = []
    for unit in catalogue.units:
        result, found = settle(catalogue, unit, by_unit.get(unit.code, []), typed.get(unit.code), outcome)
        results.append(result)
        findings += found
    order = {unit.code: index for index, unit in enumerate(catalogue.units)}
    findings.sort(key=lambda item: (item.severity.rank, order.get(item.unit, len(order)), item.file, item.cell))
    return Account(tuple(results), _receipts(catalogue, outcome), tuple(findings))


def _receipts(catalogue: Catalogue, outcome: Outcomes) -> tuple[Receipt, ...]:
    """Return one receipt a file, by path: of a workbook with several forms, what became of each."""
    by_path: dict[str, list[tuple[str, Receipt]]] = {}
    for (path, sheet), receipt in outcome.items():
        by_path.setdefault(path, []).append((sheet, receipt))
    return tuple(_together(catalogue, by_path[path]) for path in sorted(by_path))


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
        return Receipt(judged.file, judged.unit, Outcome.ACCEPTED, words.REASON_ACCEPTED)
    reason = " ".join(item.message for item in judged.findings if is_error(item))
    return Receipt(judged.file, judged.unit, Outcome.REJECTED, reason)
