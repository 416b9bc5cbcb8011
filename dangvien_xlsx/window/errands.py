"""What each press of a button does: one pipeline function, and what came of it in words. Runs in the worker thread."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.text import commands, proof, signing
from dangvien_xlsx.text import window as words
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.mails import DraftKind, folder_of
from dangvien_xlsx.workspace.marked import mark_doubts, marking
from dangvien_xlsx.workspace.opening import open_path
from dangvien_xlsx.workspace.record import read_record
from dangvien_xlsx.workspace.watch import Watch

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.asked import Asked
    from dangvien_xlsx.pipeline.send import Plan
    from dangvien_xlsx.pipeline.standing import Standing
    from dangvien_xlsx.pipeline.tables import Offered


class Outcome(NamedTuple):
    """What came of a job.

    ``standing``: how the period stands, where the job found out. ``opens``: what is opened now. ``workspace``: the
    period that is shown from now on. ``is_good``: nothing is left to see to. ``planned``: mails to be agreed to.
    ``offered``: a table whose columns somebody has to name. ``lines``: what is read beside the units, a title first.
    """

    told: str = ""
    notices: tuple[str, ...] = ()
    standing: "Standing | None" = None
    opens: Path | None = None
    workspace: Workspace | None = None
    is_good: bool = True
    planned: "Plan | None" = None
    offered: "Offered | None" = None
    lines: tuple[str, ...] = ()


Job = Callable[[Watch], Outcome]


def look(workspace: Workspace, watch: Watch) -> Outcome:
    """Find out how the period stands; nothing is written."""
    from dangvien_xlsx.pipeline.asked import AS_IT_IS
    from dangvien_xlsx.pipeline.standing import standing_of

    with standing_of(workspace, AS_IT_IS, watch) as standing:
        return Outcome(standing=standing)


def check_catalogue(workspace: Workspace) -> Outcome:
    """Check the catalogue; where it has mistakes, a marked copy shows them."""
    with marking(workspace):
        declared = workspace.declared()
    catalogue, doubts = declared.catalogue, mark_doubts(workspace, declared)
    counts = {"units": len(catalogue.active_units), "indicators": len(catalogue.indicators)}
    return Outcome(words.CHECKED_CATALOGUE.format(**counts), doubts)


def forms(workspace: Workspace, watch: Watch) -> Outcome:
    """Write the forms."""
    from dangvien_xlsx.pipeline.forms import write_forms

    written = write_forms(workspace, watch)
    return Outcome(words.FORMS_DONE.format(count=len(written.paths)), written.notices)


def draft(workspace: Workspace, kind: str, asked: "Asked", watch: Watch) -> Outcome:
    """Write the drafts of a kind.

    Args:
        workspace: The folder of the period.
        kind: What they are about.
        asked: How locked files are opened.
        watch: Told of files read.
    """
    from dangvien_xlsx.pipeline import drafts as drafting

    about = DraftKind(kind)
    written, batch = drafting.write_drafts(workspace, about, None, asked, watch)
    folder = folder_of(workspace, about, asked.as_of)
    told = words.DRAFTS_DONE.format(count=len(written), folder=folder) if written else words.DRAFTS_NOBODY
    return Outcome(told, batch.notices, opens=folder if written else None, is_good=not batch.notices)


def returns(workspace: Workspace, asked: "Asked", unit: str, watch: Watch) -> Outcome:
    """Write the forms that go back, and the replies that carry them.

    Args:
        workspace: The folder of the period.
        asked: How locked files are opened.
        unit: Whose reply is opened; blank opens the folder.
        watch: Told of files read.
    """
    from dangvien_xlsx.pipeline import drafts as drafting
    from dangvien_xlsx.pipeline.returns import write_returns

    returned = write_returns(workspace, asked, watch)
    if not returned:
        return Outcome(words.RETURNED_NONE)
    written, batch = drafting.write_drafts(workspace, DraftKind.RETURNS, None, asked, watch)
    notices = (*(notice for item in returned for notice in item.notices), *batch.notices)
    told = words.RETURNED.format(count=len(returned), drafts=len(written))
    opens = next((item.path for item in returned if item.case.unit.code == unit), None)
    mail = opens.with_suffix(".eml") if opens else None
    shown = mail if mail and mail.is_file() else workspace.returned(asked.as_of)
    return Outcome(told, notices, opens=shown, is_good=not notices)


def consolidate(workspace: Workspace, asked: "Asked", reopens: bool, watch: Watch) -> Outcome:
    """Write the summary.

    Args:
        workspace: The folder of the period.
        asked: How locked files are opened.
        reopens: Open a closed period again first.
        watch: Told of files read.
    """
    from dangvien_xlsx.pipeline import closing
    from dangvien_xlsx.pipeline.consolidate import consolidate as run

    (closing.reopen if reopens else closing.refuse_if_closed)(workspace)
    result = run(workspace, asked, None, watch)
    told = f"{result.told} {commands.RESULT_FILE.format(path=result.written.path)}"
    opened = open_path(result.written.path)
    notices = (*result.written.notices, *((opened,) if opened else ()))
    return Outcome(told, notices, result.standing, is_good=result.standing.is_complete)


def by_hand(workspace: Workspace) -> Outcome:
    """Open the workbook for figures by hand; it is made unless it is there."""
    from dangvien_xlsx.pipeline.by_hand import write_by_hand

    notices = write_by_hand(workspace, workspace.catalogue())
    return Outcome(notices=notices, opens=workspace.by_hand_path)


def letter(workspace: Workspace, asked: "Asked", is_signed: bool, watch: Watch) -> Outcome:
    """Write the letter, and tell what its signature still lacks.

    Args:
        workspace: The folder of the period.
        asked: How locked files are opened.
        is_signed: The signing copy, a PDF, is written and opened as well.
        watch: Told of files read.
    """
    from dangvien_xlsx.pipeline.letter import write_letter
    from dangvien_xlsx.pipeline.ready import told as told_of

    written = write_letter(workspace, asked, watch, pdf=is_signed)
    copy = written.copy
    told = [words.LETTER_DRAFT] if written.is_draft else []
    told.append(words.LETTER_DONE.format(path=written.written.path))
    if copy and copy.path:
        told.append(signing.PDF_DONE.format(path=copy.path))
    is_good = not written.is_draft and (not is_signed or bool(copy and copy.path))
    notices = (*(copy.notices if copy else ()), *written.notices)
    opens = copy.path if copy and copy.path else written.written.path
    return Outcome(
        " ".join(told), notices, opens=opens, is_good=is_good, lines=(words.READY_TITLE, *told_of(written.ready))
    )


def verify(workspace: Workspace, asked: "Asked", watch: Watch) -> Outcome:
    """Make the summary once more and compare.

    Args:
        workspace: The folder of the period.
        asked: How locked files are opened.
        watch: Told of files read.
    """
    from dangvien_xlsx.pipeline.verify import verify as run

    verified = run(workspace, asked, watch)
    if verified.differences:
        told = words.DIFFERS.format(count=len(verified.differences))
        return Outcome(told, (*verified.differences, *verified.notices), verified.standing, is_good=False)
    figures = verified.standing.figures
    counts = {"files": len(verified.standing.account.receipts), "units": figures.units()}
    told = proof.VERIFIED.format(total=figures.sum(ADMITTED), **counts)
    return Outcome(told, verified.notices, verified.standing)


def close(workspace: Workspace, asked: "Asked", watch: Watch) -> Outcome:
    """Close the period, or say what stands in the way.

    Args:
        workspace: The folder of the period.
        asked: How locked files are opened.
        watch: Told of files read.
    """
    from dangvien_xlsx.pipeline.closing import close_period

    closing = close_period(workspace, asked, watch)
    if closing.open_points:
        return Outcome(words.CLOSE_REFUSED.format(count=closing.open_points), closing.notices, is_good=False)
    return Outcome(words.CLOSED.format(period=closing.period, total=closing.total), closing.notices)


def accept(workspace: Workspace, standing: "Standing", item: Finding, said: tuple[str, str]) -> Outcome:
    """Type why an open point is accepted, and by whom.

    Args:
        workspace: The folder of the period.
        standing: What is open.
        item: The open point.
        said: The reason and the name.
    """
    from dangvien_xlsx.pipeline.acceptance import accept as run

    written = run(workspace, standing.catalogue, standing.account, item, said)
    return Outcome(words.ACCEPTED, written.notices)


def fill(workspace: Workspace, form: Path, asked: "Asked", watch: Watch) -> Outcome:
    """Type the totals into the form of the level above.

    Args:
        workspace: The folder of the period.
        form: That form.
        asked: How locked files are opened.
        watch: Told of files read.
    """
    from dangvien_xlsx.pipeline.fill import fill_form

    filled = fill_form(form, workspace, None, asked, watch)
    told = words.FILLED.format(total=filled.total, unit=filled.unit, path=filled.path)
    return Outcome(told, filled.notices, opens=filled.path, is_good=not filled.notices)


def add(workspace: Workspace, paths: Sequence[Path], watch: Watch) -> Outcome:
    """Copy what somebody chose into ``nhan-ve/``.

    Args:
        workspace: The folder of the period.
        paths: Files, mails and folders; they stay where they are.
        watch: Told of files copied.
    """
    from dangvien_xlsx.pipeline.adding import add_files

    added = add_files(workspace, paths, watch)
    known = (words.ADDED_KNOWN.format(count=added.known),) if added.known else ()
    return Outcome(words.ADDED.format(count=added.copied), (*known, *added.notices), is_good=not added.notices)


def had_password(workspace: Workspace) -> bool:
    """Tell whether the summary that lies there was made with a password: other papers want it too."""
    record = read_record(workspace, workspace.catalogue().period.code)
    return record is not None and record.password


def start(folder: Path, earlier: Path | None, period: Period) -> Outcome:
    """Make a new period.

    Args:
        folder: Where.
        earlier: The period whose catalogue is copied.
        period: Its code and days, checked.
    """
    from dangvien_xlsx.pipeline.start import start_workspace, told_of_start

    workspace = start_workspace(folder, earlier, period=period)
    told = tuple(told_of_start(folder, earlier, period))
    return Outcome(words.STARTED.format(period=period.code), told, workspace=workspace, is_good=not told)


def practise(parent: Path) -> Outcome:
    """Make the practice period, or open the one that is there."""
    from dangvien_xlsx.pipeline.practice import practice_workspace

    workspace = practice_workspace(parent)
    return Outcome(words.PRACTICE_TOLD.format(folder=workspace.folder), workspace=workspace)
