"""What somebody accepted although it is open: errors and missing units, each with a reason and a name."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.intake.own import is_there, read_own, why_refused
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import RefusedError, WorkspaceError
from dangvien_xlsx.model.findings import Finding, Severity, is_error
from dangvien_xlsx.model.soft_rules import CODE as UNUSUAL
from dangvien_xlsx.model.submission import Account
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.text.names import ACCEPTANCE_FILE, shorten
from dangvien_xlsx.workspace.folder import Workspace, Written, why, write_result
from dangvien_xlsx.workspace.locks import writes

if TYPE_CHECKING:
    from dangvien_xlsx.excel.acceptance import Line

_MOST_TOLD = 20
"""Open points whose cells are named; the rest are counted."""


def acceptance_path(workspace: Workspace) -> Path:
    """Return where points are accepted."""
    return workspace.folder / ACCEPTANCE_FILE


def open_points(account: Account) -> list[Finding]:
    """Return what keeps a period open: every error, missing units among them, and figures nobody gave a reason for."""
    return [item for item in account.findings if is_open(item)]


def is_open(item: Finding) -> bool:
    """Tell whether a finding keeps a period open until somebody accepts it."""
    return is_error(item) or is_unexplained(item)


def is_unexplained(item: Finding) -> bool:
    """Tell whether a finding is of an unusual figure without a reason."""
    return item.code == UNUSUAL and item.severity is Severity.WARNING


def _explained(catalogue: Catalogue, account: Account) -> list[str]:
    """Return the unusual figures whose units gave a reason, in words."""
    told = []
    for item in account.findings:
        if item.code == UNUSUAL and item.severity is Severity.INFO:
            unit = catalogue.unit.get(item.unit)
            told.append(words.EXPLAINED_LINE.format(unit=f"{unit.name}: " if unit else "", message=item.message))
    return told


def accepted_lines(workspace: Workspace, catalogue: Catalogue, account: Account) -> tuple[str, ...]:
    """Return, in words, the unusual figures with their units' reasons, and the accepted points that are still open.

    Args:
        workspace: Where ``chot-ky.xlsx`` lies.
        catalogue: Names the units.
        account: What is open.

    Raises:
        WorkspaceError: The workbook cannot be read.
    """
    accepted = {line.mark: line for line in _lines_of(workspace) if line.is_accepted}
    told = _explained(catalogue, account)
    from dangvien_xlsx.excel.acceptance import mark_of

    for item in open_points(account):
        line = accepted.get(mark_of(catalogue, item))
        if line is None and is_unexplained(item):
            unit = catalogue.unit.get(item.unit)
            told.append(words.UNEXPLAINED_LINE.format(unit=f"{unit.name}: " if unit else "", message=item.message))
        if line:
            unit = catalogue.unit.get(item.unit)
            about = {"unit": f"{unit.name}: " if unit else "", "message": item.message}
            told.append(words.ACCEPTED_LINE.format(reason=line.reason, who=line.who, **about))
    return tuple(told)


def not_accepted(workspace: Workspace, catalogue: Catalogue, points: list[Finding]) -> list[Finding]:
    """Return those of some open points that nobody accepted; nothing is written.

    Args:
        workspace: Where ``chot-ky.xlsx`` lies.
        catalogue: Names the units.
        points: What is open.

    Raises:
        WorkspaceError: The workbook cannot be read.
    """
    if not points:
        return []
    from dangvien_xlsx.excel.acceptance import mark_of

    accepted = {line.mark for line in _lines_of(workspace) if line.is_accepted}
    return [item for item in points if mark_of(catalogue, item) not in accepted]


class Unaccepted(NamedTuple):
    """Open points that nobody has accepted yet: how many, which cells lack what, and what else the clerk is told."""

    left: int
    lacking: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def unaccepted(workspace: Workspace, catalogue: Catalogue, points: list[Finding]) -> Unaccepted:
    """Tell which points nobody has accepted; where there are any, the workbook to accept them in is there and whole.

    It is written anew only where other points are open than it lists. What somebody typed goes along, also for points
    that are not open any more; where it was edited, the edited workbook itself is kept beside it.

    Args:
        workspace: The folder of the period.
        catalogue: Gives the units' names.
        points: What is open.

    Raises:
        WorkspaceError: The workbook cannot be read or written.
    """
    if not points:
        return Unaccepted(0)
    from dangvien_xlsx.excel.acceptance import acceptance_bytes, lines_for, mark_of

    wanted = [mark_of(catalogue, item) for item in points]
    found = _lines_of(workspace)
    by_mark = {line.mark: line for line in sorted(found, key=lambda line: line.is_accepted)}
    if all(mark in by_mark and by_mark[mark].is_accepted for mark in wanted):
        return Unaccepted(0)
    notices: tuple[str, ...] = ()
    if set(wanted) - by_mark.keys():
        lines = lines_for(catalogue, points, found)
        notices = write_result(acceptance_path(workspace), acceptance_bytes(catalogue, lines, len(points))).notices
        by_mark = {line.mark: line for line in reversed(lines)}
    open_lines = [by_mark[mark] for mark in dict.fromkeys(wanted) if not by_mark[mark].is_accepted]
    told = [_lacking(line) for line in open_lines[:_MOST_TOLD]]
    if len(open_lines) > _MOST_TOLD:
        told.append(words.CLOSE_MORE.format(count=len(open_lines) - _MOST_TOLD))
    return Unaccepted(len(open_lines), tuple(told), notices)


@writes("close")
def accept(
    workspace: Workspace, catalogue: Catalogue, account: Account, item: Finding, said: tuple[str, str]
) -> Written:
    """Type a reason and a name for one open point into ``chot-ky.xlsx``, as somebody would who opened it.

    Args:
        workspace: The folder of the period.
        catalogue: Names the units.
        account: What is open.
        item: The open point.
        said: Why it is accepted, and by whom.

    Raises:
        WorkspaceError: The workbook cannot be read or written.
    """
    from dangvien_xlsx.excel.acceptance import acceptance_bytes, lines_for, mark_of

    points = open_points(account)
    wanted = mark_of(catalogue, item)
    lines = tuple(
        line._replace(reason=said[0], who=said[1]) if line.mark == wanted else line
        for line in lines_for(catalogue, points, _lines_of(workspace))
    )
    return write_result(acceptance_path(workspace), acceptance_bytes(catalogue, lines, len(points)))


def _lacking(line: "Line") -> str:
    reason, who = line.lacking
    sentence = (
        words.CLOSE_LACKS_BOTH if reason and who else words.CLOSE_LACKS_REASON if reason else words.CLOSE_LACKS_WHO
    )
    about = ": ".join(part for part in line.shown[:2] if part)
    return sentence.format(reason=reason, who=who, about=shorten(about, 120))


def _lines_of(workspace: Workspace) -> tuple["Line", ...]:
    """Return the lines of the workbook, none where there is no workbook."""
    path = acceptance_path(workspace)
    if not is_there(path):
        return ()
    from dangvien_xlsx.excel.acceptance import read_acceptance

    try:
        return read_acceptance(read_own(path).sheets)
    except RefusedError as error:
        raise WorkspaceError(words.CLOSE_UNREADABLE.format(path=path, why=why_refused(error))) from error
    except OSError as error:
        raise WorkspaceError(words.CLOSE_UNREADABLE.format(path=path, why=why(error))) from error
