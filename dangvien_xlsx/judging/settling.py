"""Decides which of a unit's forms counts, and what became of the others; verdicts are returned, nothing is changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from dangvien_xlsx.judging.canonical import canonical, differences, same_figures, state_of
from dangvien_xlsx.judging.judge import FormKey, Judged
from dangvien_xlsx.judging.mail_words import quoted, said_beside
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.judging.times import clock_doubts, is_only_copied, lateness, moments_of, was_saved_before
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import NOTE
from dangvien_xlsx.model.submission import Outcome, Receipt, ReceivedFile, State, Submission, UnitResult, Version
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import shorten

_LONGEST_NOTE = 300
_NO_RECEIPTS: Mapping[FormKey, Receipt] = MappingProxyType({})
_NOTHING_REPLACED: Mapping[str, str] = MappingProxyType({})
"""One for all units: most of fifty thousand have nothing to say here."""


class Settled(NamedTuple):
    """What was decided for a unit.

    ``findings``: what the decision itself has to tell. ``receipts``: of forms that do not count after all.
    ``counted``: the form whose figures count, none where no form's do. ``replaced``: the paths of files whose own
    findings are history, each with the path of what replaced it.
    """

    result: UnitResult
    findings: tuple[Finding, ...] = ()
    receipts: Mapping[FormKey, Receipt] = _NO_RECEIPTS
    counted: FormKey | None = None
    replaced: Mapping[str, str] = _NOTHING_REPLACED


def settle(catalogue: Catalogue, unit: Unit, judged: Sequence[Judged], refused: Sequence[ReceivedFile] = ()) -> Settled:
    """Decide which of a unit's forms counts: the newest valid one.

    Args:
        catalogue: Gives the period and the indicators.
        unit: Whose these are.
        judged: Its forms.
        refused: Files that are evidently its own and could not be read.
    """
    if not judged and not refused:
        if not unit.exists_in(catalogue.period.start, catalogue.period.end):
            return Settled(UnitResult(unit.code, State.NOT_APPLICABLE))
        about = {"unit_name": unit.name, "form": form_file_name(unit, catalogue.code_digits)}
        return Settled(
            UnitResult(unit.code, State.MISSING), (finding("missing-submission", {"unit": unit.code}, **about),)
        )
    moments = moments_of([item.file for item in judged])
    ordered = sorted(zip(moments, judged, strict=True), key=lambda each: (each[0], each[1].file.path))
    doubts = clock_doubts(unit.code, {item.file.path: item.file for item in judged}.values())
    valid = [(moment, item) for moment, item in ordered if item.is_valid]
    if not valid:
        settled = _without_a_valid_form(unit, [item for _, item in ordered], refused)
    else:
        rivals = [item for moment, item in valid if moment == valid[-1][0]]
        figures = [item.submission.plain() for item in rivals]
        if all(same_figures(catalogue, each, figures[0]) for each in figures[1:]):
            settled = _newest_valid(catalogue, unit, ordered, refused)
        else:
            settled = _conflict(catalogue, unit, rivals)
    return settled._replace(findings=(*settled.findings, *doubts))


def _without_a_valid_form(unit: Unit, ordered: Sequence[Judged], refused: Sequence[ReceivedFile]) -> Settled:
    """Settle a unit none of whose forms may count; a file that nobody could read is at least not "not sent"."""
    newest = max((*(item.file for item in ordered), *refused), key=lambda file: (file.received, file.path))
    result = UnitResult(unit.code, State.INVALID, None, newest, charged=_signed(ordered))
    if ordered:
        return Settled(result)
    paths = ", ".join(_with_its_words(file) for file in refused)
    place = {"unit": unit.code, "file": newest.path}
    return Settled(result, (finding("sent-unreadable", place, unit_name=unit.name, value=paths),))


def _with_its_words(file: ReceivedFile) -> str:
    """Name a file; of a mail that only speaks, its words as well: the figures stand there."""
    return words.SAYING.format(path=file.path, said=quoted(file.said)) if _is_mere_words(file) else file.path


def _conflict(catalogue: Catalogue, unit: Unit, rivals: Sequence[Judged]) -> Settled:
    found: list[Finding] = []
    receipts: dict[FormKey, Receipt] = {}
    sheets = [(item.file.path, item.submission.sheet) for item in rivals]
    is_one_file = len({path for path, _ in sheets}) == 1
    for item in rivals:
        others = [
            words.SHEET_OF.format(sheet=sheet, path=path) if is_one_file else path
            for path, sheet in sheets
            if is_one_file or (path, sheet) != item.key
        ]
        place = {"unit": unit.code, "file": item.file.path, "sheet": item.submission.sheet}
        told = differences(catalogue, [each.submission.plain() for each in (item, *_without(item, rivals))])
        about = {"others": ", ".join(dict.fromkeys(others)), "value": told}
        conflict = finding("conflicting-submissions", place, **about)
        if not (is_one_file and found):  # two sheets of one workbook: the finding names them both
            found.append(conflict)
        receipts[item.key] = Receipt(item.file, unit.code, Outcome.REJECTED, conflict.message)
    result = UnitResult(unit.code, State.INVALID, None, rivals[-1].file, charged=_signed(rivals))
    return Settled(result, tuple(found), receipts)


def _signed(ordered: Sequence[Judged]) -> Submission | None:
    """Return the newest of some forms that says who filled it: that is who can be rung about its mistakes."""
    told = (item.submission for item in reversed(ordered))
    return next((item for item in told if item.filled_by or item.phone), None)


def _without(item: Judged, rivals: Sequence[Judged]) -> list[Judged]:
    return [each for each in rivals if each is not item]


def _newest_valid(
    catalogue: Catalogue, unit: Unit, ordered: Sequence[tuple[datetime, Judged]], refused: Sequence[ReceivedFile]
) -> Settled:
    valid = [(moment, item) for moment, item in ordered if item.is_valid]
    newest = valid[-1][0]
    # Of equal figures of one moment the one that says most counts: a note must not be lost.
    counted = max((item for moment, item in valid if moment == newest), key=_fullness)
    found: list[Finding] = []
    receipts: dict[FormKey, Receipt] = {}
    for _, item in valid:
        if item is counted:
            continue
        newer = counted.file.path
        if newer == item.file.path:  # the same figures twice in one workbook: nothing was replaced
            receipts[item.key] = Receipt(item.file, unit.code, Outcome.SUPERSEDED, words.REASON_COPY)
            continue
        found.append(finding("superseded", {"unit": unit.code, "file": item.file.path}, newer=newer))
        same = item.file.sha256 == counted.file.sha256
        reason = (words.REASON_SAME if same else words.REASON_NEWER).format(newer=newer)
        receipts[item.key] = Receipt(item.file, unit.code, Outcome.SUPERSEDED, reason)
    found += _order_doubts(catalogue, unit, [item for _, item in valid], counted)
    later = [item.file for moment, item in ordered if moment > newest]
    later += [file for file in refused if file.received > counted.file.received and not is_beside(file)]
    once = {file.path: file for file in later}.values()
    forms = [file for file in once if not _is_mere_words(file)]
    for file in sorted(forms, key=lambda file: (file.received, file.path)):
        found.append(finding("newer-invalid", {"unit": unit.code, "file": counted.file.path}, newer=file.path))
    found += _said_later(unit, refused, counted)
    replaced = {item.file.path for _, item in ordered} | {file.path for file in refused}
    replaced -= {counted.file.path, *(file.path for file in later)}
    values = canonical(catalogue, counted.submission.plain())
    late, told = lateness(catalogue.period, unit.code, [item.file for _, item in valid])
    result = UnitResult(
        unit.code, state_of(values), counted.submission, counted.file, late, values, _versions(catalogue, valid)
    )
    return Settled(
        result,
        (*found, *told, *ended(catalogue, unit, counted.file.path)),
        receipts or _NO_RECEIPTS,
        counted.key,
        dict.fromkeys(replaced, counted.file.path) or _NOTHING_REPLACED,
    )


def _order_doubts(catalogue: Catalogue, unit: Unit, valid: Sequence[Judged], counted: Judged) -> list[Finding]:
    """Tell where nothing but the copying of files says which of two forms is newer, or an older one has come later.

    Args:
        catalogue: Gives the indicators.
        unit: Whose forms these are.
        valid: They, in their order.
        counted: The one that counts.
    """
    figures = counted.submission.plain()
    rivals = [item for item in valid if item is not counted]
    others = [item for item in rivals if not same_figures(catalogue, item.submission.plain(), figures)]
    came_before = any(item.file.sha256 == counted.file.sha256 for item in rivals)
    told = []
    for item in others:
        copied = next((each.file for each in (counted, item) if is_only_copied(each.file)), None)
        why = words.ORDER_COPIED.format(path=copied.path) if copied else words.ORDER_AGAIN if came_before else ""
        if not why and was_saved_before(counted.file, item.file):
            why = words.ORDER_SAVED
        if why:
            about = {"why": why, "other": item.file.path}
            about["value"] = differences(catalogue, [figures, item.submission.plain()])
            told.append(finding("order-doubt", {"unit": unit.code, "file": counted.file.path}, **about))
    return told


def noted(unit: Unit, result: UnitResult) -> tuple[Finding, ...]:
    """Return what the unit wrote of its own, so that the clerk decides whether it is printed."""
    note = result.values.get(NOTE)
    if not note or not result.file:
        return ()
    cell = result.submission.values.get(NOTE) if result.submission else None
    place = {"unit": unit.code, "file": result.file.path}
    if cell:
        place |= {"sheet": cell.sheet, "cell": cell.a1}
    return (finding("unit-note", place, unit_name=unit.name, value=shorten(str(note), _LONGEST_NOTE)),)


def _fullness(judged: Judged) -> tuple[int, str]:
    return sum(value is not None for value in judged.submission.plain().values()), judged.file.path


def _said_later(unit: Unit, refused: Sequence[ReceivedFile], counted: Judged) -> list[Finding]:
    """Tell what a mail says that brought no form later than the one that counts: "Sửa tổng thành 7", beside a photo.

    Args:
        unit: Whose they are.
        refused: Files without a form, with the words of the mails that they came in.
        counted: The form that counts.
    """
    later = [file for file in refused if file.received >= counted.file.received and not _is_mere_words(file)]
    told = (item for file in later for item in said_beside(file, counted.submission, has_brought=False))
    return [item._replace(unit=unit.code, sheet="") for item in told]


def _is_mere_words(file: ReceivedFile) -> bool:
    """Tell whether a file is a mail that brought nothing; its words are told of it already."""
    return any(item.code == "mail-without-form" for item in file.findings)


def is_beside(file: ReceivedFile) -> bool:
    """Tell whether a file holds no figures for us by its kind: a signed scan sent along with the form."""
    return all(item.code == "unsupported-type" for item in file.findings)


def ended(catalogue: Catalogue, unit: Unit, path: str) -> tuple[Finding, ...]:
    """Return what is told of a unit that counts although the catalogue says that it does not exist in the period.

    Args:
        catalogue: Gives the period.
        unit: Which counts.
        path: The file that counts for it.
    """
    if unit.exists_in(catalogue.period.start, catalogue.period.end):
        return ()
    days = [f"{day:%d/%m/%Y}" if day else "…" for day in (unit.valid_from, unit.valid_to)]
    about = {"unit_name": unit.name, "value": " – ".join(days)}
    return (finding("unit-ended", {"unit": unit.code, "file": path}, **about),)


def _versions(catalogue: Catalogue, valid: Sequence[tuple[datetime, Judged]]) -> tuple[Version, ...]:
    """Return the valid forms of a unit in their order; nothing where there is only one."""
    by_path = {item.file.path: item for _, item in valid}
    if len(by_path) == 1:
        return ()
    return tuple(Version(item.file, canonical(catalogue, item.submission.plain())) for item in by_path.values())
