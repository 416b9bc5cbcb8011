"""Accounts for every received file and every unit: what counts, what was replaced, what is missing, and why."""

from collections.abc import Iterable
from datetime import date

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.indicator import ADMITTED, Kind
from dangvien_xlsx.model.period import end_of_day, in_vietnam
from dangvien_xlsx.model.submission import Account, Outcome, Receipt, ReceivedFile, State, UnitResult, Value
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.pipeline.checks import Judge, Judged, form_file_name
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import NO, OUTCOMES, YES

Outcomes = dict[tuple[str, str], Receipt]
"""What became of each form, by its file's path and its sheet; of a file without forms, by path alone."""


def account(catalogue: Catalogue, files: Iterable[ReceivedFile], as_of: date | None) -> Account:
    """Account for all files and units.

    Args:
        catalogue: Who should report what.
        files: Everything that was received.
        as_of: If given, what was received after this day is left out and said so.
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
            outcome[_key(judged)] = _receipt(judged)
    results = []
    for unit in catalogue.units:
        result, found = _settle(catalogue, unit, by_unit.get(unit.code, []), outcome)
        results.append(result)
        findings += found
    order = {unit.code: index for index, unit in enumerate(catalogue.units)}
    findings.sort(key=lambda item: (item.severity.rank, order.get(item.unit, len(order)), item.file, item.cell))
    return Account(tuple(results), _receipts(catalogue, outcome), tuple(findings))


def _key(judged: Judged) -> tuple[str, str]:
    return (judged.file.path, judged.submission.sheet)


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


def _settle(
    catalogue: Catalogue, unit: Unit, judged: list[Judged], outcome: Outcomes
) -> tuple[UnitResult, list[Finding]]:
    """Decide which of a unit's submissions counts, and record what became of the others."""
    if not unit.exists_in(catalogue.period.start, catalogue.period.end) and not judged:
        return UnitResult(unit.code, State.NOT_APPLICABLE), []
    if not judged:
        place = {"unit": unit.code}
        return UnitResult(unit.code, State.MISSING), [
            finding("missing-submission", place, unit_name=unit.name, form=form_file_name(unit))
        ]
    ordered = sorted(judged, key=lambda item: (item.file.received, item.file.path))
    valid = [item for item in ordered if item.is_valid]
    if not valid:
        newest = ordered[-1]
        return UnitResult(unit.code, State.INVALID, None, newest.file), []
    rivals = [item for item in valid if item.file.received == valid[-1].file.received]
    if any(_figures(item) != _figures(rivals[0]) for item in rivals):
        return _conflict(unit, rivals, outcome)
    return _newest_valid(catalogue, unit, ordered, valid, outcome)


def _figures(judged: Judged) -> dict[str, Value]:
    return {code: value for code, value in judged.submission.plain().items() if value is not None}


def _conflict(unit: Unit, rivals: list[Judged], outcome: Outcomes) -> tuple[UnitResult, list[Finding]]:
    found = []
    paths = [item.file.path for item in rivals]
    for item in rivals:
        others = ", ".join(path for path in dict.fromkeys(paths) if path != item.file.path) or item.file.path
        place = {"unit": unit.code, "file": item.file.path, "sheet": item.submission.sheet}
        conflict = finding("conflicting-submissions", place, others=others)
        found.append(conflict)
        outcome[_key(item)] = Receipt(item.file, unit.code, Outcome.REJECTED, conflict.message)
    return UnitResult(unit.code, State.INVALID, None, rivals[-1].file), found


def _newest_valid(
    catalogue: Catalogue, unit: Unit, ordered: list[Judged], valid: list[Judged], outcome: Outcomes
) -> tuple[UnitResult, list[Finding]]:
    counted, first = valid[-1], valid[0]
    found = []
    for item in valid[:-1]:
        newer = counted.file.path
        if newer == item.file.path:  # the same figures twice in one workbook: nothing was replaced
            outcome[_key(item)] = Receipt(item.file, unit.code, Outcome.SUPERSEDED, words.REASON_COPY)
            continue
        place = {"unit": unit.code, "file": item.file.path}
        found.append(finding("superseded", place, newer=newer))
        same = item.file.sha256 == counted.file.sha256
        reason = (words.REASON_SAME if same else words.REASON_NEWER).format(newer=newer)
        outcome[_key(item)] = Receipt(item.file, unit.code, Outcome.SUPERSEDED, reason)
    for item in ordered[ordered.index(counted) + 1 :]:
        place = {"unit": unit.code, "file": counted.file.path}
        found.append(finding("newer-invalid", place, newer=item.file.path))
    late = catalogue.period.is_late(first.file.received)
    if late and catalogue.period.deadline:
        place = {"unit": unit.code, "file": first.file.path}
        received = f"{in_vietnam(first.file.received):%H:%M %d/%m/%Y}"
        deadline = f"{catalogue.period.deadline:%d/%m/%Y}"
        found.append(finding("late", place, value=received, deadline=deadline))
    values = _canonical(catalogue, counted.submission.plain())
    return UnitResult(unit.code, _state_of(values), counted.submission, counted.file, late, values), found


def _canonical(catalogue: Catalogue, values: dict[str, Value]) -> dict[str, Value]:
    """Return the values of the catalogue's indicators, choices in the catalogue's own spelling."""
    choices = {fold(YES): YES, fold(NO): NO}
    return {
        item.code: choices.get(fold(value), value) if item.kind is Kind.YES_NO and isinstance(value, str) else value
        for item in catalogue.indicators
        if (value := values.get(item.code)) is not None
    }


def _state_of(values: dict[str, Value]) -> State:
    """Return the state that valid figures say: a blank number passed the check only because the unit is exhausted."""
    admitted = values.get(ADMITTED)
    if admitted is None:
        return State.EXHAUSTED
    return State.REPORTED if isinstance(admitted, int | float) and admitted > 0 else State.ZERO
