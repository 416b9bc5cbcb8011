"""Decides which of a unit's submissions counts, and what became of the others."""

from typing import NamedTuple

from dangvien_xlsx.judging.judge import Judged, form_file_name
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import ADMITTED, Kind
from dangvien_xlsx.model.period import in_vietnam
from dangvien_xlsx.model.submission import HandRow, Outcome, Receipt, State, UnitResult, Value, Version
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import NO, YES

Outcomes = dict[tuple[str, str], Receipt]
"""What became of each form, by its file's path and its sheet; of a file without forms, by path alone."""


class Typed(NamedTuple):
    """A unit's row of figures typed by hand, judged."""

    judged: Judged
    row: HandRow


def key_of(judged: Judged) -> tuple[str, str]:
    """Return the key of a form among the outcomes."""
    return (judged.file.path, judged.submission.sheet)


def settle(
    catalogue: Catalogue, unit: Unit, judged: list[Judged], typed: Typed | None, outcome: Outcomes
) -> tuple[UnitResult, list[Finding]]:
    """Decide what counts for a unit: its newest valid form, or what was typed by hand if that says why.

    Args:
        catalogue: Gives the period and the indicators.
        unit: Whose submissions these are.
        judged: Its forms.
        typed: Its row of figures by hand, if there is one.
        outcome: Of every form; changed for those that do not count after all.
    """
    if typed is None:
        return _settle_forms(catalogue, unit, judged, outcome)
    by_form, found = _settle_forms(catalogue, unit, judged, outcome) if judged else (None, [])
    place = {
        "unit": unit.code,
        "file": typed.row.file.path,
        "sheet": typed.row.submission.sheet,
        "cell": typed.row.cell,
    }
    if by_form and by_form.submission and not typed.row.reason:
        return by_form, [*found, finding("override-without-reason", place, unit_name=unit.name)]
    if not typed.judged.is_valid:
        return by_form or UnitResult(unit.code, State.INVALID, None, typed.row.file), found
    for item in judged:
        if outcome[key_of(item)].outcome is Outcome.ACCEPTED:
            reason = words.REASON_BY_HAND.format(why=typed.row.reason)
            outcome[key_of(item)] = Receipt(item.file, unit.code, Outcome.SUPERSEDED, reason)
    about = {"value": typed.row.told(words.BY_HAND_UNKNOWN), "unit_name": unit.name}
    found.append(finding("by-hand", place, **about))
    if not (typed.row.said_by and typed.row.said_at):
        found.append(finding("by-hand-unsigned", place, unit_name=unit.name))
    # Nobody knows when an undated row was said; when it was typed says nothing of it.
    late, told = _lateness(catalogue, unit, typed.judged) if typed.row.said_at else (False, [])
    values = canonical(catalogue, typed.judged.submission.plain())
    versions = (*(by_form.versions if by_form else ()), Version(typed.row.file, values))
    if by_form and by_form.submission and by_form.file and not by_form.versions:
        versions = (Version(by_form.file, by_form.values), *versions)
    return (
        UnitResult(
            unit.code,
            state_of(values),
            typed.judged.submission,
            typed.row.file,
            late,
            values,
            versions if len(versions) > 1 else (),
        ),
        [*found, *told],
    )


def _lateness(catalogue: Catalogue, unit: Unit, first: Judged) -> tuple[bool, list[Finding]]:
    late = catalogue.period.is_late(first.file.received)
    if not late or not catalogue.period.deadline:
        return late, []
    place = {"unit": unit.code, "file": first.file.path}
    received = f"{in_vietnam(first.file.received):%H:%M %d/%m/%Y}"
    return late, [finding("late", place, value=received, deadline=f"{catalogue.period.deadline:%d/%m/%Y}")]


def _settle_forms(
    catalogue: Catalogue, unit: Unit, judged: list[Judged], outcome: Outcomes
) -> tuple[UnitResult, list[Finding]]:
    """Decide which of a unit's forms counts, and record what became of the others."""
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
        outcome[key_of(item)] = Receipt(item.file, unit.code, Outcome.REJECTED, conflict.message)
    return UnitResult(unit.code, State.INVALID, None, rivals[-1].file), found


def _newest_valid(
    catalogue: Catalogue, unit: Unit, ordered: list[Judged], valid: list[Judged], outcome: Outcomes
) -> tuple[UnitResult, list[Finding]]:
    counted, first = valid[-1], valid[0]
    found = []
    for item in valid[:-1]:
        newer = counted.file.path
        if newer == item.file.path:  # the same figures twice in one workbook: nothing was replaced
            outcome[key_of(item)] = Receipt(item.file, unit.code, Outcome.SUPERSEDED, words.REASON_COPY)
            continue
        place = {"unit": unit.code, "file": item.file.path}
        found.append(finding("superseded", place, newer=newer))
        same = item.file.sha256 == counted.file.sha256
        reason = (words.REASON_SAME if same else words.REASON_NEWER).format(newer=newer)
        outcome[key_of(item)] = Receipt(item.file, unit.code, Outcome.SUPERSEDED, reason)
    for item in ordered[ordered.index(counted) + 1 :]:
        place = {"unit": unit.code, "file": counted.file.path}
        found.append(finding("newer-invalid", place, newer=item.file.path))
    late, told = _lateness(catalogue, unit, first)
    values = canonical(catalogue, counted.submission.plain())
    versions = _versions(catalogue, valid)
    result = UnitResult(unit.code, state_of(values), counted.submission, counted.file, late, values, versions)
    return result, [*found, *told]


def _versions(catalogue: Catalogue, valid: list[Judged]) -> tuple[Version, ...]:
    """Return the valid forms of a unit in their order; nothing where there is only one."""
    by_path = {item.file.path: item for item in valid}
    if len(by_path) == 1:
        return ()
    return tuple(Version(item.file, canonical(catalogue, item.submission.plain())) for item in by_path.values())


def canonical(catalogue: Catalogue, values: dict[str, Value]) -> dict[str, Value]:
    """Return the values of the catalogue's indicators, choices in the catalogue's own spelling."""
    choices = {fold(YES): YES, fold(NO): NO}
    return {
        item.code: choices.get(fold(value), value) if item.kind is Kind.YES_NO and isinstance(value, str) else value
        for item in catalogue.indicators
        if (value := values.get(item.code)) is not None
    }


def state_of(values: dict[str, Value]) -> State:
    """Return the state that valid figures say: a blank number passed the check only because the unit is exhausted."""
    admitted = values.get(ADMITTED)
    if admitted is None:
        return State.EXHAUSTED
    return State.REPORTED if isinstance(admitted, int | float) and admitted > 0 else State.ZERO
