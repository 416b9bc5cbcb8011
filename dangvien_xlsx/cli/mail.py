"""The commands about e-mail. Nothing is sent without the clerk's yes; no password is taken from the command line."""

import sys
from datetime import date
from pathlib import Path

import click

from dangvien_xlsx.cli.vietnamese import VietnameseCommand
from dangvien_xlsx.model.errors import WrongUseError
from dangvien_xlsx.model.mailbox import Server
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import mail as words

COMPLETE, INCOMPLETE = 0, 1
"""Exit codes, as in ``cli``: done; done, with something that the clerk has to see to."""
KINDS = ("forms", "returns", "reminders")
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _folder() -> click.Argument:
    return click.Argument(["folder"], metavar=general.METAVAR_FOLDER, type=_FOLDER)


def _kind() -> click.Option:
    return click.Option(["--kind"], required=True, metavar=words.METAVAR_KIND, help=words.HELP_KIND)


def _today() -> click.Option:
    return click.Option(["--today"], metavar=general.METAVAR_DATE, help=words.HELP_TODAY)


def _fetch(folder: Path) -> None:
    from dangvien_xlsx.pipeline.fetch import fetch, mail_server
    from dangvien_xlsx.workspace.folder import Workspace

    workspace = Workspace(folder)
    catalogue = workspace.catalogue()
    server = mail_server(catalogue)
    secret = _Secret(server, catalogue.mail.oauth2)
    with secret:
        result = fetch(workspace, secret.text)
    settings = catalogue.mail
    if result.written:
        told = words.FETCHED.format(count=len(result.written), folder=workspace.received, known=result.known)
    else:
        told = words.FETCHED_NONE.format(mailbox=settings.folder)
    click.echo(told)
    if result.filtered:
        click.echo(words.FETCH_FILTERED.format(count=result.filtered, subject=settings.subject))
    sys.exit(_tell(result.notices))


def _drafts(folder: Path, kind: str, today: str | None) -> None:
    from dangvien_xlsx.pipeline.drafts import DraftKind, folder_of, write_drafts
    from dangvien_xlsx.workspace.folder import Workspace

    workspace, chosen = Workspace(folder), DraftKind(_known(kind))
    written, batch = write_drafts(workspace, chosen, _day(today))
    done = words.DRAFTS_DONE.format(count=len(written), folder=folder_of(workspace, chosen))
    click.echo(done if written else words.DRAFTS_NONE)
    sys.exit(_tell(batch.notices))


def _send(folder: Path, kind: str, today: str | None, resend: tuple[str, ...]) -> None:
    from dangvien_xlsx.pipeline.drafts import DraftKind
    from dangvien_xlsx.pipeline.send import deliver, plan
    from dangvien_xlsx.workspace.folder import Workspace

    workspace = Workspace(folder)
    planned = plan(workspace, DraftKind(_known(kind)), _day(today), resend)
    notices = list(planned.notices)
    for draft in planned.unclear:
        about = {"unit": draft.unit_name, "to": ", ".join(draft.to), "code": draft.unit}
        notices.append(words.SEND_UNCLEAR.format(**about))
    if planned.already:
        click.echo(words.SEND_ALREADY.format(count=planned.already))
    if not planned.drafts:
        click.echo(words.SEND_NOTHING)
        sys.exit(_tell(notices))
    count = len(planned.drafts)
    click.echo(words.SEND_LIST.format(count=count, sender=planned.drafts[0].sender, host=planned.server.host))
    for number, draft in enumerate(planned.drafts, 1):
        files = ", ".join(name for name, _ in draft.files) or words.NO_FILE
        click.echo(words.SEND_LINE.format(number=number, to=", ".join(draft.to), subject=draft.subject, files=files))
    _tell(notices)
    if not click.confirm(words.SEND_ASK.format(count=count), default=False):
        click.echo(words.SEND_CANCELLED)
        sys.exit(INCOMPLETE)
    secret = _Secret(planned.server, planned.oauth2)
    with secret:
        delivery = deliver(
            workspace,
            planned,
            secret.text,
            lambda done, total, draft: click.echo(
                words.SEND_PROGRESS.format(done=done, total=total, to=", ".join(draft.to)), err=True
            ),
        )
    click.echo(words.SEND_DONE.format(count=delivery.sent))
    sys.exit(_tell(delivery.notices) or (INCOMPLETE if notices else COMPLETE))


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
            self.text = click.prompt(about, hide_input=True, err=True)

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


def _tell(notices: list[str] | tuple[str, ...]) -> int:
    for notice in notices:
        click.echo(notice, err=True)
    return INCOMPLETE if notices else COMPLETE


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise WrongUseError(words.BAD_KIND.format(value=kind))
    return kind


def _day(text: str | None) -> date | None:
    from datetime import datetime

    if text is None:
        return None
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    raise WrongUseError(general.BAD_DATE.format(value=text))


_RESEND = click.Option(["--resend"], multiple=True, metavar=words.METAVAR_UNIT, help=words.HELP_RESEND)
MAIL_COMMANDS = (
    VietnameseCommand("fetch", callback=_fetch, params=[_folder()], help=words.HELP_FETCH),
    VietnameseCommand("drafts", callback=_drafts, params=[_folder(), _kind(), _today()], help=words.HELP_DRAFTS),
    VietnameseCommand("send", callback=_send, params=[_folder(), _kind(), _today(), _RESEND], help=words.HELP_SEND),
)
