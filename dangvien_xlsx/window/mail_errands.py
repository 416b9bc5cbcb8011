"""What the window does with a mail account: fetches, finds out what would be sent, sends what was agreed to."""

from typing import TYPE_CHECKING

from dangvien_xlsx.model.errors import StoppedError
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.errands import Outcome
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.mails import DraftKind
from dangvien_xlsx.workspace.watch import Watch

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.send import Plan


def fetch(workspace: Workspace, secret: str, watch: Watch) -> Outcome:
    """Fetch new mails.

    Args:
        workspace: The folder of the period.
        secret: The mailbox's password, or token; kept nowhere.
        watch: Told of mails fetched.
    """
    from dangvien_xlsx.pipeline.fetch import fetch as run

    result = run(workspace, secret, watch)
    told = words.FETCHED.format(count=len(result.written), known=result.known)
    return Outcome(told, result.notices, is_good=not result.notices)


def plan_sending(workspace: Workspace, kind: str, resend: tuple[str, ...], watch: Watch) -> Outcome:
    """Find out which mails would go; nothing is sent.

    Args:
        workspace: The folder of the period.
        kind: What they are about.
        resend: Codes of units whose mail is sent again though nobody can tell whether it went.
        watch: Told of files read.
    """
    from dangvien_xlsx.pipeline.send import plan

    planned = plan(workspace, DraftKind(kind), None, resend, progress=watch)
    if not planned.drafts and not planned.unclear:
        return Outcome(words.SEND_NOTHING, planned.notices)
    return Outcome(notices=planned.notices, planned=planned)


def send(workspace: Workspace, planned: "Plan", secret: str, watch: Watch) -> Outcome:
    """Send what was agreed to; stopped, it ends between two mails, and the log knows what has gone.

    Args:
        workspace: The folder of the period.
        planned: What the clerk saw and said yes to.
        secret: The password, or the OAuth2 access token.
        watch: Told of each mail that has gone.

    Raises:
        StoppedError: It was stopped.
    """
    from dangvien_xlsx.pipeline.send import deliver

    if watch.cancel and watch.cancel.is_set():
        raise StoppedError(commands.INTERRUPTED)
    delivery = deliver(workspace, planned, secret, lambda done, total, _: watch(done, total))
    return Outcome(words.SENT.format(count=delivery.sent), delivery.notices, is_good=not delivery.notices)
