"""The commands about e-mail. Nothing is sent without the clerk's yes; no password is taken from the command line."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dangvien_xlsx.cli.parameters import command, day_of, folder_argument, standing_options
from dangvien_xlsx.cli.printing import leave, printable, say, tell
from dangvien_xlsx.cli.progress import progress
from dangvien_xlsx.model.errors import WrongUseError
from dangvien_xlsx.model.mailbox import Server
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import mail as words

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.asked import Asked
    from dangvien_xlsx.pipeline.send import Plan
    from dangvien_xlsx.workspace.mails import DraftKind


def _about(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what is written to units about, and the day on which."""
    kind = click.option("--kind", required=True, metavar=words.METAVAR_KIND, help=words.HELP_KIND)
    today = click.option("--today", type=day_of, metavar=general.METAVAR_DATE, help=words.HELP_TODAY)
    return kind(today(function))


@command("fetch", words.HELP_FETCH)
@folder_argument
def fetch(folder: Path) -> None:
    """Fetch new mails into ``nhan-ve/``."""
    from dangvien_xlsx.pipeline.fetch import fetch as run
    from dangvien_xlsx.pipeline.fetch import mail_server
    from dangvien_xlsx.workspace.folder import Workspace

    workspace = Workspace(folder)
    catalogue = workspace.catalogue()
    settings = catalogue.mail
    secret = _Secret(mail_server(catalogue), settings.oauth2)
    with secret:
        result = run(workspace, secret.text)
    if result.written:
        told = words.FETCHED.format(count=len(result.written), folder=workspace.received, known=result.known)
    else:
        told = words.FETCHED_NONE.format(mailbox=settings.folder)
    say(told)
    if result.filtered:
        say(words.FETCH_FILTERED.format(count=result.filtered, subject=settings.subject))
    leave(complete=not tell(result.notices))


@command("drafts", words.HELP_DRAFTS)
@folder_argument
@_about
@standing_options()
def drafts(folder: Path, kind: str, today: date | None, asked: "Asked") -> None:
    """Write drafts of mails.

    Args:
        folder: The workspace's folder.
        kind: What to write about, as typed.
        today: The day that decides whether the deadline has passed.
        asked: As of when, and how locked files are opened.
    """
    from dangvien_xlsx.pipeline.drafts import write_drafts
    from dangvien_xlsx.workspace.folder import Workspace
    from dangvien_xlsx.workspace.mails import folder_of

    workspace, chosen = Workspace(folder), _kind(kind)
    with progress(general.READ_PROGRESS) as told:
        written, batch = write_drafts(workspace, chosen, today, asked, told)
    done = words.DRAFTS_DONE.format(count=len(written), folder=folder_of(workspace, chosen, asked.as_of))
    say(done if written else words.DRAFTS_NONE)
    leave(complete=not tell(batch.notices))


@command("send", words.HELP_SEND)
@folder_argument
@_about
@click.option("--resend", multiple=True, metavar=words.METAVAR_UNIT, help=words.HELP_RESEND)
@standing_options()
def send(folder: Path, kind: str, today: date | None, resend: tuple[str, ...], asked: "Asked") -> None:
    """Send mails, once the clerk has seen which and said yes.

    Args:
        folder: The workspace's folder.
        kind: What to write about, as typed.
        today: The day that decides whether the deadline has passed.
        resend: Codes of units whose mail is sent again though nobody can tell whether it went.
        asked: As of when, and how locked files are opened.
    """
    from dangvien_xlsx.pipeline.send import deliver, plan
    from dangvien_xlsx.workspace.folder import Workspace

    workspace = Workspace(folder)
    with progress(general.READ_PROGRESS) as told:
        planned = plan(workspace, _kind(kind), today, resend, asked, told)
    notices = _notices(planned)
    if planned.already:
        say(words.SEND_ALREADY.format(count=planned.already))
    if not planned.drafts:
        say(words.SEND_NOTHING)
        leave(complete=not tell(notices))
    _list(planned)
    tell(notices)
    if not click.confirm(words.SEND_ASK.format(count=len(planned.drafts)), default=False):
        say(words.SEND_CANCELLED)
        leave(complete=False)
    secret = _Secret(planned.server, planned.oauth2)
    with secret:
        delivery = deliver(
            workspace,
            planned,
            secret.text,
            lambda done, total, draft: say(
                words.SEND_PROGRESS.format(done=done, total=total, to=", ".join(draft.to)), err=True
            ),
        )
    say(words.SEND_DONE.format(count=delivery.sent))
    leave(complete=not (tell(delivery.notices) or notices))


def _kind(typed: str) -> "DraftKind":
    from dangvien_xlsx.workspace.mails import DraftKind

    try:
        return DraftKind(typed)
    except ValueError:
        raise WrongUseError(words.BAD_KIND.format(value=typed)) from None


def _notices(planned: "Plan") -> list[str]:
    unclear = (
        words.SEND_UNCLEAR.format(unit=draft.unit_name, to=", ".join(draft.to), code=draft.unit)
        for draft in planned.unclear
    )
    return [*planned.notices, *unclear]


def _list(planned: "Plan") -> None:
    """Print what will go, through which server."""
    sender, host = planned.drafts[0].sender, planned.server.host
    say(words.SEND_LIST.format(count=len(planned.drafts), sender=sender, host=host))
    for number, draft in enumerate(planned.drafts, 1):
        files = ", ".join(name for name, _ in draft.files) or words.NO_FILE
        say(words.SEND_LINE.format(number=number, to=", ".join(draft.to), subject=draft.subject, files=files))


class _Secret:
    """The password of an account: from the system's keyring, else asked for, and kept there if the clerk wants.

    A token is never kept: it is good for an hour. As a context it keeps a password only once the server has taken it.
    """

    def __init__(self, server: Server, oauth2: bool) -> None:
        from dangvien_xlsx.mail.secrets import stored

        self.server, self.oauth2 = server, oauth2
        self.text = "" if oauth2 else stored(server)
        self.asked = not self.text
        if self.asked:
            question = words.ASK_TOKEN if oauth2 else words.ASK_FOR_PASSWORD
            about = question.format(account=server.account, host=server.host)
            self.text = click.prompt(printable(about), hide_input=True, err=True)

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        from dangvien_xlsx.mail.secrets import can_store, forget, store
        from dangvien_xlsx.model.errors import WrongPasswordError

        if kind is not None and issubclass(kind, WrongPasswordError) and not self.asked:
            forget(self.server)

        new = kind is None and self.asked and not self.oauth2
        if new and sys.stdin.isatty() and can_store() and click.confirm(words.ASK_REMEMBER, default=False, err=True):
            store(self.server, self.text)
