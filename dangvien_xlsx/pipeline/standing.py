"""How a period stands: made once, by one function, for every command and for the window; nothing is written."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dangvien_xlsx.intake.kept import KeptReadings
from dangvien_xlsx.intake.kept_file import KEPT_FILE
from dangvien_xlsx.intake.knowing import parted, results_of
from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.judging.accounting import account
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison
from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.period import blank_stamp
from dangvien_xlsx.model.submission import Account, ReceivedFile, State
from dangvien_xlsx.pipeline.ahead import begin
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked, Reuse
from dangvien_xlsx.pipeline.book import Kept, known_periods
from dangvien_xlsx.pipeline.by_hand import rows_by_hand
from dangvien_xlsx.pipeline.collecting import no_collecting
from dangvien_xlsx.pipeline.counting import figures_of
from dangvien_xlsx.pipeline.earlier import comparison_of
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.result.figures import Figures, UnitRows, unit_rows
from dangvien_xlsx.workspace.folder import Declared, Progress, Workspace, digest_of
from dangvien_xlsx.workspace.mapping import tables_of

if TYPE_CHECKING:
    from dangvien_xlsx.intake.cluster import Start


@dataclass(frozen=True)
class Standing:
    """How a period stands, and of what that was made.

    ``found``: the files found in ``nhan-ve/`` and inside them, as they were found and not by the receipts.
    ``comparison``: with the earlier periods that the catalogue names or the book of periods knows, none where there is
    none; ``notices`` tells which of them cannot be had. ``catalogue_digest`` and ``by_hand_digest``: the SHA-256 of
    those workbooks, blank where there is none, or one in which nobody typed.
    """

    workspace: Workspace
    asked: Asked
    catalogue: Catalogue
    catalogue_digest: str
    by_hand_digest: str
    found: frozenset[str]
    account: Account
    figures: Figures
    comparison: Comparison | None = None
    notices: tuple[str, ...] = ()

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


@contextmanager
def standing_of(
    workspace: Workspace,
    asked: Asked = AS_IT_IS,
    progress: Progress | None = None,
    declared: Declared | None = None,
    meanwhile: Callable[[], object] | None = None,
    reuse: Reuse = Reuse.KNOWN,
) -> Iterator[Standing]:
    """Find out how a period stands: read everything, judge it, account for it, count it, compare it.

    A context, since the children that read are taken down while the caller goes on with the standing.

    Args:
        workspace: The folder of the period.
        asked: As of when, and how locked files are opened.
        progress: Told of files read; a ``Watch`` can stop the job as well.
        declared: The catalogue, where it has been read already.
        meanwhile: Done while the children read: what the caller needs afterwards is best loaded then.
        reuse: Whether readings that are kept count; with a password they never do.

    Yields:
        The standing.

    Raises:
        CatalogueError: The catalogue has mistakes.
        StoppedError: ``progress`` says that the job is not wanted any more.
        WorkspaceError: The catalogue or ``nhap-tay.xlsx`` cannot be read, or the cluster cannot be reached.
        WrongUseError: A cluster was asked for and the library for it is not installed.
    """
    known = None if declared else _known_ahead(workspace)
    if meanwhile:
        meanwhile()
    catalogue, digest = declared or workspace.declared()
    with no_collecting(), ExitStack() as stack:
        reading = Reading(blank_stamp(catalogue.period), catalogue.indicators, asked.password, tables_of(workspace))
        kept = _kept(workspace, reading, reuse)
        results, found = _begun(workspace, asked, reading, kept, stack)
        by_hand = rows_by_hand(workspace, catalogue)
        # What earlier periods came to is known before anything is judged: a number is unusual beside them.
        past, known = comparison_of(workspace, catalogue, known), None
        taken = _taken(results, found, progress)
        fine = kept.fine_forms(digest, past.comparison) if kept else None
        accounted = account(catalogue, taken, asked.as_of, by_hand, past.comparison, fine)
        if kept:
            kept.end_judging()
        yield Standing(
            workspace=workspace,
            asked=asked,
            catalogue=catalogue,
            catalogue_digest=digest,
            by_hand_digest=digest_of(workspace.by_hand_path) if by_hand else "",
            found=frozenset(found),
            account=accounted,
            figures=_counted(unit_rows(catalogue, accounted), kept),
            **past._asdict(),
        )
        if kept:
            kept.save()


def _known_ahead(workspace: Workspace) -> Kept | None:
    """Have the catalogue read by another process, and read the book of periods meanwhile.

    Where no readings are kept, what the children are to read comes first.
    """
    begin(workspace.catalogue_path)
    return known_periods(workspace.folder, but_last=True) if (workspace.results / KEPT_FILE).exists() else None


def _kept(workspace: Workspace, reading: Reading, reuse: Reuse) -> KeptReadings | None:
    if reuse is Reuse.AFRESH or reading.password:
        return None
    return KeptReadings(workspace.results / KEPT_FILE, workspace.received, reading, keeps=reuse is Reuse.KEPT)


def _counted(rows: UnitRows, kept: KeptReadings | None) -> Figures:
    if kept and (known := kept.count.figures(rows)):
        return known
    figures = figures_of(rows)
    if kept:
        kept.count.note(rows, figures)
    return figures


def _begun(
    workspace: Workspace,
    asked: Asked,
    reading: Reading,
    kept: KeptReadings | None,
    stack: ExitStack,
) -> tuple[Iterator[ReceivedFile], set[str]]:
    """Let the children begin with what is surely to be read; return what yields all entries, and the files' paths.

    Args:
        workspace: The folder of the period.
        asked: Where the files are read.
        reading: What is asked of each.
        kept: What was read before, if that is to count.
        stack: Takes the children down.
    """
    start: Start = partial(Readers, keep=kept.note if kept and kept.keeps else None)
    if asked.scheduler:
        from dangvien_xlsx.intake.cluster import on_dask

        start = on_dask(asked.scheduler, stack)
    sources = scan(workspace.received)
    known, new = parted(kept, sources)
    readers = stack.enter_context(start(workspace.received, new, reading))
    return results_of(kept, known, readers), {source.path for source in sources}


def _taken(results: Iterator[ReceivedFile], found: set[str], progress: Progress | None) -> Iterator[ReceivedFile]:
    """Yield what is read as it comes in, so that it is judged while the rest is still being read.

    Args:
        results: The entries of all files.
        found: The paths of the files that there are; those inside them are added.
        progress: Told of files read.
    """
    count, expected = 0, len(found)
    for count, file in enumerate(results, start=1):
        found.add(file.path)
        yield file
        if progress:
            progress(count, max(count, expected))
    if progress:
        progress(count, 0)
