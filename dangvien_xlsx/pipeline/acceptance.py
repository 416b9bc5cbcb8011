"""What somebody accepted although it is open: errors and missing units, each with a reason and a name."""

from pathlib import Path

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.submission import Account
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.text.names import ACCEPTANCE_FILE, shorten
from dangvien_xlsx.workspace.folder import Workspace


def acceptance_path(workspace: Workspace) -> Path:
    """Return where points are accepted."""
    return workspace.folder / ACCEPTANCE_FILE


def open_points(account: Account) -> list[Finding]:
    """Return what keeps a period open: every error, missing units among them."""
    return [item for item in account.findings if is_error(item)]


def acceptances(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Return what was accepted, by the point's key: why and by whom.

    Raises:
        WorkspaceError: The workbook cannot be read.
    """
    path = acceptance_path(workspace)
    if not path.exists():
        return {}
    from dangvien_xlsx.excel.acceptance import read_acceptance
    from dangvien_xlsx.excel.reading.extent import judge_extent
    from dangvien_xlsx.received.package import Package

    try:
        content = path.read_bytes()
        judge_extent(Package(content))
        return dict(read_acceptance(content))
    except Exception as error:  # calamine's many kinds of refusal, and ours, all mean: this file cannot be read
        raise WorkspaceError(words.CLOSE_UNREADABLE.format(path=path, why=shorten(str(error)))) from error


def accepted_lines(workspace: Workspace, catalogue: Catalogue, account: Account) -> tuple[str, ...]:
    """Return the accepted points that are still open, in words."""
    accepted = acceptances(workspace)
    if not accepted:
        return ()
    from dangvien_xlsx.excel.acceptance import point_key

    lines = []
    for item in open_points(account):
        if point_key(item) in accepted:
            reason, who = accepted[point_key(item)]
            unit = catalogue.unit.get(item.unit)
            name = f"{unit.name}: " if unit else ""
            lines.append(words.ACCEPTED_LINE.format(unit=name, message=item.message, reason=reason, who=who))
    return tuple(lines)
