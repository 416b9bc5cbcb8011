"""From ``nhan-ve/`` to the summary: read, judge, account, build the table, write."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.judging.accounting import account
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.indicator import ADMITTED, Kind
from dangvien_xlsx.model.period import VIETNAM, blank_stamp
from dangvien_xlsx.model.submission import Account, Receipt, State, Value
from dangvien_xlsx.pipeline.acceptance import accepted_lines
from dangvien_xlsx.pipeline.by_hand import rows_by_hand
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.workspace.folder import Progress, Workspace, Written, why, write_result

if TYPE_CHECKING:
    from dangvien_xlsx.intake.cluster import Start
    from dangvien_xlsx.model.earlier import Comparison
    from dangvien_xlsx.result.figures import Figures


@dataclass(frozen=True)
class Consolidation:
    """The result of a run."""

    catalogue: Catalogue
    account: Account
    figures: "Figures"
    written: Written

    @property
    def is_complete(self) -> bool:
        """Whether no unit is missing and there is no error."""
        return not (self.count(Severity.ERROR) or self.figures.units(State.MISSING, State.INVALID))

    @property
    def has_locked_files(self) -> bool:
        """Whether a password would open more."""
        return any(finding.code == "encrypted-file" for finding in self.account.findings)

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh this much."""
        return sum(finding.severity is severity for finding in self.account.findings)

    @property
    def told(self) -> str:
        """The result in one sentence."""
        counts = {
            "units": self.figures.units(),
            "missing": self.figures.units(State.MISSING),
            "invalid": self.figures.units(State.INVALID),
            "total": self.figures.sum(ADMITTED),
        }
        if self.is_complete:
            return words.RESULT_COMPLETE.format(**counts)
        missing = counts["missing"] + counts["invalid"]
        return (words.RESULT_INCOMPLETE if missing else words.RESULT_ERRORS).format(**counts)

    def as_dict(self) -> dict[str, Any]:
        """Return the object that ``--json`` prints."""
        counted = [item.code for item in self.catalogue.indicators if item.kind is Kind.INTEGER]
        return {
            "period": self.catalogue.period.code,
            "totals": {code: self.figures.sum(code) for code in counted},
            "units": [self._unit(index) for index in range(len(self.account.units))],
            "findings": [finding.as_dict() for finding in self.account.findings],
            "files": [_file(receipt) for receipt in self.account.receipts],
            "output": str(self.written.path),
        }

    def _unit(self, index: int) -> dict[str, Any]:
        result = self.account.units[index]
        unit = self.catalogue.unit[result.unit]
        return {
            "code": unit.code,
            "name": unit.name,
            "group": unit.group_code,
            "state": result.state.value,
            "values": {item.code: plain(result.values.get(item.code)) for item in self.catalogue.indicators},
            "file": result.file.path if result.file else None,
        }


def consolidate(
    workspace: Workspace,
    output: Path | None = None,
    as_of: date | None = None,
    progress: Progress | None = None,
    password: str = "",
    scheduler: str = "",
) -> Consolidation:
    """Consolidate a workspace.

    Args:
        workspace: The folder of the period.
        output: Where to write the summary instead of ``ket-qua/``.
        as_of: Leave out what was received after this day.
        progress: Told of files read.
        password: Opens workbooks that are locked with it; kept nowhere.
        scheduler: The address of a Dask cluster that reads the files; blank to read them here.

    Returns:
        The result, already written.

    Raises:
        CatalogueError: The catalogue has mistakes; nothing is written.
        WorkspaceError: The catalogue cannot be read, the cluster cannot be reached, or the summary cannot be written
            anywhere.
        WrongUseError: A cluster was asked for and the library for it is not installed.
    """
    results = output.parent if output else workspace.results
    with prepared(workspace, results, as_of, progress, password, scheduler) as ready:
        written = write_result(output or workspace.summary_path(ready.catalogue), ready.content)
    return Consolidation(ready.catalogue, ready.account, ready.figures, written)


class Prepared(NamedTuple):
    """A summary that is made but not written."""

    catalogue: Catalogue
    account: Account
    figures: "Figures"
    content: bytes


@contextmanager
def prepared(
    workspace: Workspace,
    results: Path,
    as_of: date | None = None,
    progress: Progress | None = None,
    password: str = "",
    scheduler: str = "",
) -> Iterator[Prepared]:
    """Make a workspace's summary; the children that read are taken down while the caller goes on with it.

    Args:
        workspace: The folder of the period.
        results: The folder from which the summary links to ``nhan-ve/``.
        as_of: As ``consolidate``; so are the others.
        progress: Told of files read.
        password: Opens locked workbooks.
        scheduler: The address of a Dask cluster.
    """
    catalogue = workspace.catalogue()
    sources = scan(workspace.received)
    not_before = blank_stamp(catalogue.period)
    with ExitStack() as stack:
        start: Start = Readers
        if scheduler:
            from dangvien_xlsx.intake.cluster import on_dask

            start = on_dask(scheduler, stack)
        reading = Reading(not_before, catalogue.indicators, password)
        readers = stack.enter_context(start(workspace.received, sources, reading))
        # The children come up and read while this process loads pandas and xlsxwriter.
        from dangvien_xlsx.excel.summary import Report, summary_bytes
        from dangvien_xlsx.result.figures import figures, unit_table

        files = []
        for file in readers.results():
            files.append(file)
            if progress:
                progress(len(files), max(len(files), len(sources)))
        if progress:
            progress(len(files), 0)
        accounted = account(catalogue, files, as_of, rows_by_hand(workspace, catalogue))
        counted = figures(catalogue, unit_table(catalogue, accounted))
        report = Report(
            catalogue,
            accounted,
            counted,
            _link(results, workspace.received),
            # Counted from what was found and what was opened, not from the receipts that the sheet lists.
            found=len({source.path for source in sources} | {file.path for file in files}),
            as_of=as_of,
            catalogue_digest=workspace.catalogue_digest(),
            accepted=accepted_lines(workspace, catalogue, accounted),
            comparison=_comparison(workspace, catalogue),
        )
        try:
            content = summary_bytes(report)
        except OSError as error:  # what is large waits on disk while it is made
            raise WorkspaceError(words.NO_ROOM.format(why=why(error))) from error
        yield Prepared(catalogue, accounted, counted, content)


def _comparison(workspace: Workspace, catalogue: Catalogue) -> "Comparison | None":
    if not catalogue.earlier:
        return None
    from dangvien_xlsx.model.earlier import compared
    from dangvien_xlsx.pipeline.past_summary import earlier_periods

    return compared(catalogue.period, earlier_periods(workspace, catalogue))


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
