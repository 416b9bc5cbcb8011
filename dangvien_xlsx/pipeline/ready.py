"""Whether a period is ready to be signed: complete, plausible, closed, and all papers of the same figures."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.intake.opening import read_regular
from dangvien_xlsx.intake.own import in_child, is_there, why_refused
from dangvien_xlsx.model.check_code import code_of_digest
from dangvien_xlsx.model.errors import RefusedError, WorkspaceError
from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.pipeline.acceptance import is_unexplained, not_accepted
from dangvien_xlsx.pipeline.closing import closed_as
from dangvien_xlsx.pipeline.past_summary import fact, read_summary
from dangvien_xlsx.pipeline.record import figures_digest
from dangvien_xlsx.pipeline.signing import copy_path
from dangvien_xlsx.pipeline.standing import Standing
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.received.room import OF_OUR_OWN
from dangvien_xlsx.text import signing as words
from dangvien_xlsx.text.names import SHEET_PROOF, shorten
from dangvien_xlsx.workspace.folder import dated, is_as_written, why

_MOST_NAMED = 5
_PROPERTIES = "docProps/core.xml"
_DIGEST = pattern(words.KEYWORD.format(digest="([0-9a-f]{64})").encode())


class Line(NamedTuple):
    """One thing that a signature needs: its name, whether it is so, and in words what is or what is missing."""

    name: str
    is_good: bool
    told: str

    @property
    def shown(self) -> str:
        """The line as it is printed."""
        return (words.LINE_GOOD if self.is_good else words.LINE_OPEN).format(name=self.name, told=self.told)


def readiness(standing: Standing) -> tuple[Line, ...]:
    """Return the lines of the check, in the order in which a clerk sees to them.

    Args:
        standing: How the period stands now; what lies in ``ket-qua/`` is held against it.

    Raises:
        WorkspaceError: ``chot-ky.xlsx`` or the summary cannot be read.
    """
    copy = copy_path(standing)
    lines = [_complete(standing), _plausible(standing), _closed(standing), _letter(standing), _summary(standing)]
    if is_there(copy):
        lines.append(_copy(standing, copy))
    return tuple(lines)


def told(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the check in words: a line each, and the outcome."""
    shown = list(lines)
    left = sum(not line.is_good for line in shown)
    return (*(line.shown for line in shown), words.NOT_READY.format(count=left) if left else words.READY)


def _complete(standing: Standing) -> Line:
    figures, units = standing.figures, standing.figures.units()
    parts = []
    for state, sentence in ((State.MISSING, words.COMPLETE_MISSING), (State.INVALID, words.COMPLETE_INVALID)):
        if count := figures.units(state):
            codes = (result.unit for result in standing.account.units if result.state is state)
            parts.append(sentence.format(count=count, units=units, names=_named(standing, codes)))
    errors = standing.count(Severity.ERROR)
    if errors and not parts:
        parts.append(words.COMPLETE_ERRORS.format(count=errors))
    return Line(words.COMPLETE, not parts, "; ".join(parts) or words.COMPLETE_GOOD.format(units=units))


def _plausible(standing: Standing) -> Line:
    unusual = [item for item in standing.account.findings if is_unexplained(item)]
    left: list[Finding] = not_accepted(standing.workspace, standing.catalogue, unusual)
    if not left:
        return Line(words.PLAUSIBLE, True, words.PLAUSIBLE_GOOD)
    names = _named(standing, (item.unit for item in left))
    return Line(words.PLAUSIBLE, False, words.PLAUSIBLE_OPEN.format(count=len(left), names=names))


def _closed(standing: Standing) -> Line:
    if standing.asked.as_of:
        return Line(words.CLOSED, False, words.CLOSED_DAY.format(day=f"{standing.asked.as_of:%d/%m/%Y}"))
    closed = closed_as(standing.workspace)
    if closed is None:
        return Line(words.CLOSED, False, words.CLOSED_OPEN)
    about = {"when": _hour(str(closed.get("at", "?"))), "now": standing.figures.sum(ADMITTED)}
    was = closed.get("total")
    # Periods closed before 1.1 noted their total alone.
    same = was == about["now"] and closed.get("digest", digest := figures_digest(standing)) == digest
    if not same:
        return Line(words.CLOSED, False, words.CLOSED_OTHER.format(was=shorten(str(was), 20), **about))
    return Line(words.CLOSED, True, words.CLOSED_GOOD.format(when=about["when"], total=was))


def _hour(noted: str) -> str:
    try:
        return f"{datetime.fromisoformat(noted):%H:%M %d/%m/%Y}"
    except ValueError:
        return shorten(noted, 40)


def _letter(standing: Standing) -> Line:
    name = dated(f"Cong-van-{standing.catalogue.period.code}", standing.asked.as_of)
    path = standing.workspace.results / f"{name}.docx"
    if not is_there(path):
        return Line(words.LETTER, False, words.LETTER_NONE)
    try:
        found = in_child(letter_digest_in_child, path)
    except RefusedError as error:
        return Line(words.LETTER, False, words.PAPER_UNREADABLE.format(path=path.name, why=why_refused(error)))
    sentences = (words.LETTER_GOOD, words.LETTER_OTHER, words.LETTER_EDITED)
    return _paper(standing, words.LETTER, sentences, found, is_as_written(path))


def _summary(standing: Standing) -> Line:
    path = standing.workspace.summary_path(standing.catalogue, standing.asked.as_of)
    try:
        sheets = read_summary(path, SHEET_PROOF).sheets
    except OSError:
        return Line(words.SUMMARY, False, words.SUMMARY_NONE)
    except WorkspaceError as error:
        return Line(words.SUMMARY, False, str(error))
    now, was = code_of_digest(figures_digest(standing)), fact(sheets, words.CODE)
    if was != now:
        return Line(words.SUMMARY, False, words.SUMMARY_OTHER.format(was=was or words.UNKNOWN_CODE, now=now))
    good = is_as_written(path)
    return Line(words.SUMMARY, good, (words.SUMMARY_GOOD if good else words.SUMMARY_EDITED).format(code=now))


def _copy(standing: Standing, path: Path) -> Line:
    try:
        found = _digest_in(_content(path))  # in the metadata, which a PDF/A holds as plain text
    except RefusedError as error:
        return Line(words.PDF, False, words.PAPER_UNREADABLE.format(path=path.name, why=why_refused(error)))
    sentences = (words.PDF_GOOD, words.PDF_OTHER, words.PDF_EDITED)
    return _paper(standing, words.PDF, sentences, found, is_as_written(path))


def _paper(standing: Standing, name: str, sentences: tuple[str, str, str], found: str, as_written: bool) -> Line:
    good, other, edited = sentences
    digest = figures_digest(standing)
    now = code_of_digest(digest)
    if found != digest:
        return Line(name, False, other.format(was=code_of_digest(found) or words.UNKNOWN_CODE, now=now))
    return Line(name, as_written, (good if as_written else edited).format(code=now))


def letter_digest_in_child(path: Path) -> str:
    """Read of which figures a letter says it is; runs in the child.

    Raises:
        RefusedError: It is damaged, harmful, or no document.
    """
    return _digest_in(Package(_content(path), OF_OUR_OWN).member(_PROPERTIES))


def _digest_in(content: bytes) -> str:
    found = _DIGEST.search(content)
    return found[1].decode() if found else ""


def _content(path: Path) -> bytes:
    try:
        return read_regular(path, follow=True)
    except OSError as error:
        raise RefusedError("unreadable-file", why=why(error)) from error


def _named(standing: Standing, codes: Iterable[str]) -> str:
    unit = standing.catalogue.unit
    names = list(dict.fromkeys(unit[code].name if code in unit else code for code in codes))
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
