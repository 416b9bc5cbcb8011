"""Looks over the folder of a period without reading what it received: the facts that the steps are told by."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.model.errors import CatalogueError, DangvienError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.window.inbox import Snapshot, snapshot
from dangvien_xlsx.window.periods import Listed, in_order, listed, periods_at
from dangvien_xlsx.window.steps import Counts, Facts
from dangvien_xlsx.workspace.folder import CLOSED, Workspace, digest_of
from dangvien_xlsx.workspace.journal import Journal
from dangvien_xlsx.workspace.mails import SENT, SENT_LOG, DraftKind, folder_of
from dangvien_xlsx.workspace.record import lying_summary, read_record

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.standing import Standing


class Seen(NamedTuple):
    """What a look at the folders has shown; ``workspace`` is the open period, none where none is open."""

    workspace: Workspace | None
    periods: tuple[Listed, ...]
    facts: Facts | None = None
    mistakes: tuple[Finding, ...] = ()
    snapshot: Snapshot | None = None


def see(workspace: Workspace | None, places: Sequence[Path], standing: "Standing | None") -> Seen:
    """Look at the folders of periods, and at the one that is open.

    Args:
        workspace: The open one.
        places: Folders of workspaces, and other workspaces.
        standing: How the open one stood when it was last read.
    """
    found = {item.workspace.folder: item for place in places for item in periods_at(place)}
    if workspace and workspace.folder not in found:
        found[workspace.folder] = listed(workspace)
    periods = in_order(found.values())
    if workspace is None:
        return Seen(None, periods)
    lies_there = snapshot(workspace)
    facts, mistakes = survey(workspace, len(lies_there.received), standing)
    return Seen(workspace, periods, facts, mistakes, lies_there)


def survey(
    workspace: Workspace, received: int, standing: "Standing | None" = None
) -> tuple[Facts, tuple[Finding, ...]]:
    """Return the facts of a period, and what is wrong with its catalogue.

    Args:
        workspace: The folder of the period.
        received: How many files lie in ``nhan-ve/``.
        standing: How it stood when it was last read, if it was.
    """
    facts = Facts(
        has_catalogue=workspace.catalogue_path.is_file(),
        forms=_count(workspace.forms, "*.xlsx"),
        drafts=_count(folder_of(workspace, DraftKind.FORMS), "*.eml"),
        sent=_sent(workspace),
        received=received,
        returned=_count(workspace.returned(), "*.xlsx"),
        reminders=_count(folder_of(workspace, DraftKind.REMINDERS), "*.eml"),
        has_by_hand=workspace.by_hand_path.is_file(),
        has_letter=_count(workspace.results, "Cong-van-*.docx") > 0,
        # By what lies there: a catalogue with mistakes does not say of which period.
        has_summary=lying_summary(workspace) is not None,
        is_closed=(workspace.folder / CLOSED).exists(),
        counts=counts_of(standing) if standing else None,
    )
    try:
        declared = workspace.declared()
    except CatalogueError as error:
        return facts._replace(mistakes=len(error.findings)), error.findings
    except DangvienError:
        return facts._replace(mistakes=1 if facts.has_catalogue else 0), ()
    catalogue, period = declared.catalogue, declared.catalogue.period
    record = read_record(workspace, period.code)
    current = record is not None and (record.catalogue, record.by_hand) == (
        declared.digest,
        digest_of(workspace.by_hand_path),
    )
    if current and record and standing:
        current = record.files == {item.file.path: item.file.sha256 for item in standing.account.receipts}
    facts = facts._replace(
        period=period.code,
        units=len(catalogue.active_units),
        deadline=period.deadline,
        has_summary=workspace.summary_path(catalogue).is_file(),
        is_current=current,
        can_fetch=catalogue.mail.imap is not None,
        can_send=catalogue.mail.smtp is not None,
    )
    return facts, ()


def counts_of(standing: "Standing") -> Counts:
    """Return what the steps are told of a standing."""
    from dangvien_xlsx.pipeline.acceptance import open_points
    from dangvien_xlsx.pipeline.cases import returned_cases

    missing = standing.figures.units(State.MISSING)
    returned = len(returned_cases(standing.workspace, standing.catalogue, standing.account))
    is_due = not standing.catalogue.period.is_open(datetime.now(VIETNAM).date())
    return Counts(missing, returned, len(open_points(standing.account)), is_due)


def _count(folder: Path, pattern: str) -> int:
    with suppress(OSError):
        return sum(1 for _ in folder.glob(pattern))
    return 0


def _sent(workspace: Workspace) -> int:
    with suppress(DangvienError):
        return sum(entry.get("state") == SENT for entry in Journal(workspace.folder / SENT_LOG).entries())
    return 0
