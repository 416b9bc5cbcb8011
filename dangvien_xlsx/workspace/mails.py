"""Where the mails to units lie until they are sent, and the log of those that were."""

from datetime import date
from enum import Enum
from pathlib import Path

from dangvien_xlsx.workspace.folder import Workspace, dated
from dangvien_xlsx.workspace.outputs import DRAFTS

SENT_LOG = ".thu-da-gui.jsonl"
"""In the workspace: for each mail when its last byte was about to leave, and that the server took or refused it."""
BEGUN, SENT, REFUSED = "begun", "sent", "refused"


class DraftKind(Enum):
    """What is written to units about."""

    FORMS = "forms"
    RETURNS = "returns"
    REMINDERS = "reminders"


def folder_of(workspace: Workspace, kind: DraftKind, as_of: date | None = None) -> Path:
    """Return where the drafts of a kind lie: replies beside the marked copies, others in a folder of their own.

    Args:
        workspace: The folder of the period.
        kind: What they are about.
        as_of: The day that they are as of; such drafts lie apart. Forms are sent whatever has come.
    """
    if kind is DraftKind.RETURNS:
        return workspace.returned(as_of)
    if kind is DraftKind.FORMS:
        return workspace.folder / DRAFTS / "phieu"
    return workspace.folder / DRAFTS / dated("nhac", as_of)
