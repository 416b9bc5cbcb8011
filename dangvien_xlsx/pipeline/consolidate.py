"""From ``nhan-ve/`` to the summary: how the period stands, written down, with the record of what was counted."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.indicator import ADMITTED, Kind
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.model.submission import Receipt, State, Value
from dangvien_xlsx.pipeline.acceptance import accepted_lines
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked, Reuse
from dangvien_xlsx.pipeline.book import note_period
from dangvien_xlsx.pipeline.counting import row_maker
from dangvien_xlsx.pipeline.record import figures_digest, write_record
from dangvien_xlsx.pipeline.standing import Standing, standing_of
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.fold import thousands
from dangvien_xlsx.workspace.folder import Declared, Progress, Workspace, Written, why, write_result
from dangvien_xlsx.workspace.locks import writes
from dangvien_xlsx.workspace.marked import mark_doubts
from dangvien_xlsx.workspace.outputs import refuse_output

if TYPE_CHECKING:
    from dangvien_xlsx.excel.summary import Report
    from dangvien_xlsx.result.target import TargetProgress


@dataclass(frozen=True)
class Consolidation:
    """A summary that was written, and what it shows."""

    standing: Standing
    written: Written

    @property
    def open_until(self) -> date | None:
        """The deadline, while who has not sent has still time; only what is said on the screen looks at the clock."""
        period = self.standing.catalogue.period
        today = self.standing.asked.as_of or datetime.now(VIETNAM).date()
        return period.deadline if period.is_open(today) else None

    @property
    def told(self) -> str:
        """The result in one sentence."""
        figures, deadline = self.standing.figures, self.open_until
        missing, invalid = figures.units(State.MISSING), figures.units(State.INVALID)
        counts: dict[str, str] = {
            "units": thousands(figures.units()),
            "missing": thousands(missing),
            "invalid": thousands(invalid),
            "total": thousands(figures.sum(ADMITTED)),
        }
        if self.standing.is_complete:
            return words.RESULT_COMPLETE.format(**counts)
        if deadline and missing:
            return words.RESULT_NOT_DUE.format(deadline=deadline, **counts)
        return (words.RESULT_INCOMPLETE if missing + invalid else words.RESULT_ERRORS).format(**counts)

    @property
    def progress(self) -> "TargetProgress":
        """How far the year's target is reached."""
        from dangvien_xlsx.result.target import target_progress

        return target_progress(self.standing.catalogue, self.standing.figures, self.standing.comparison)

    @property
    def progress_told(self) -> str:
        """The same in words."""
        from dangvien_xlsx.result.target import told

        return told(self.standing.catalogue, self.progress)

    def as_dict(self) -> dict[str, Any]:
        """Return the object that ``--json`` prints."""
        now = self.standing
        counted = [item.code for item in now.catalogue.indicators if item.kind is Kind.INTEGER]
        return {
            "period": now.catalogue.period.code,
            "totals": {code: now.figures.total(code) for code in counted},
            "units": [self._unit(index) for index in range(len(now.account.units))],
            "findings": [finding.as_dict() for finding in now.account.findings],
            "files": [_file(receipt) for receipt in now.account.receipts],
            "output": str(self.written.path),
            "progress": self.progress._asdict(),
            "as_of": now.asked.as_of.isoformat() if now.asked.as_of else None,
        }

    def _unit(self, index: int) -> dict[str, Any]:
        catalogue, result = self.standing.catalogue, self.standing.account.units[index]
        unit = catalogue.unit[result.unit]
        return {
            "code": unit.code,
            "name": unit.name,
            "group": unit.group_code,
            "state": result.state.value,
            "values": {item.code: plain(result.values.get(item.code)) for item in catalogue.indicators},
            "file": result.file.path if result.file else None,
        }


@writes("consolidate")
def consolidate(
    workspace: Workspace,
    asked: Asked = AS_IT_IS,
    output: Path | None = None,
    progress: Progress | None = None,
) -> Consolidation:
    """Consolidate a workspace.

    Args:
        workspace: The folder of the period.
        asked: As of when, and how locked files are opened.
        output: Where to write the summary instead of ``ket-qua/``; such a copy has no record beside it.
        progress: Told of files read; a ``Watch`` can stop the job as well.

    Returns:
        The result, already written.

    Raises:
        CatalogueError: The catalogue has mistakes; nothing is written.
        StoppedError: ``progress`` says that the job is not wanted any more; nothing is written.
        WorkspaceError: The workspace cannot be read, the cluster cannot be reached, or the summary cannot be written
            anywhere.
        WrongUseError: A cluster was asked for and the library for it is not installed, or nothing may be written at
            ``output``.
    """
    if output:
        refuse_output(output, workspace)
    with standing_of(workspace, asked, progress, meanwhile=_load_writers, reuse=Reuse.KEPT) as standing:
        written = write_summary(standing, output)
        doubts = mark_doubts(workspace, Declared(standing.catalogue, standing.catalogue_digest))
        return Consolidation(standing, written._replace(notices=(*written.notices, *doubts)))


def write_summary(standing: Standing, output: Path | None = None) -> Written:
    """Write the summary of a standing and, in ``ket-qua/``, the record of what was counted; then the book of periods.

    Args:
        standing: How the period stands.
        output: Where to write instead of ``ket-qua/``.

    Raises:
        WorkspaceError: There is no room, or it cannot be written anywhere.
    """
    target = output or standing.workspace.summary_path(standing.catalogue, standing.asked.as_of)
    content = summary_of(standing, target.parent)
    written = write_result(target, content)
    notices = (*standing.notices, *written.notices)
    if not output:
        recorded = write_record(standing, written.path.name, content)
        # What is as of a day is a paper beside the official one, and never the period's result.
        notices += () if standing.asked.as_of else note_period(standing.workspace, recorded)
    return written._replace(notices=notices)


def summary_of(standing: Standing, folder: Path) -> bytes:
    """Return the summary of a standing; nothing is written.

    Args:
        standing: How the period stands.
        folder: Where the summary is going to lie: its links lead from there to ``nhan-ve/``.

    Raises:
        WorkspaceError: There is no room on the disk, where the parts of a large summary wait while it is made, or
            ``chot-ky.xlsx`` cannot be read.
    """
    from dangvien_xlsx.excel.summary import summary_bytes

    try:
        with row_maker(len(standing.account.units) + len(standing.account.receipts)) as maker:
            return summary_bytes(report_of(standing, folder), maker)
    except OSError as error:
        raise WorkspaceError(words.NO_ROOM.format(why=why(error))) from error


def report_of(standing: Standing, folder: Path) -> "Report":
    """Return what the summary of a standing shows.

    Args:
        standing: How the period stands.
        folder: Where the summary is going to lie.

    Raises:
        WorkspaceError: ``chot-ky.xlsx`` cannot be read.
    """
    from dangvien_xlsx.excel.summary import Report

    workspace, catalogue = standing.workspace, standing.catalogue
    return Report(
        catalogue,
        standing.account,
        standing.figures,
        _link(folder, workspace.received),
        found=len(standing.found),
        as_of=standing.asked.as_of,
        catalogue_digest=standing.catalogue_digest,
        accepted=accepted_lines(workspace, catalogue, standing.account),
        comparison=standing.comparison,
        digest=figures_digest(standing),
    )


def _load_writers() -> None:
    """Load what writes the summary, which takes a tenth of a short run."""
    import dangvien_xlsx.excel.summary  # noqa: F401


def plain(value: Value) -> int | float | str | bool | None:
    """Return a value as JSON has it."""
    return value if value is None or isinstance(value, int | float | str | bool) else str(value)


def _file(receipt: Receipt) -> dict[str, Any]:
    file = receipt.file
    return {
        "path": file.path,
        "sender": file.sender,
        "received": file.received.astimezone(VIETNAM).isoformat(timespec="seconds"),
        "size": file.size,
        "sha256": file.sha256,
        "unit": receipt.unit or None,
        "outcome": receipt.outcome.value,
        "reason": receipt.reason,
    }


def _link(results: Path, received: Path) -> str:
    """Return the relative way from the summary to ``nhan-ve/``, so that a moved folder still works."""
    try:
        return Path(os.path.relpath(received.resolve(), results.resolve())).as_posix()
    except ValueError:  # another drive: there is no relative way
        return ""
