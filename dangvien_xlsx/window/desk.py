"""What happens when something is pressed: asks what has to be asked, then starts the job. Knows no widget."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dangvien_xlsx.model.errors import CatalogueError, DangvienError, WrongPasswordError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.mailbox import Server
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window import book_errands, errands, mail_errands
from dangvien_xlsx.window.asking import Asking, MailSecret
from dangvien_xlsx.window.errands import Job, Outcome
from dangvien_xlsx.window.jobs import Failed
from dangvien_xlsx.window.steps import Action
from dangvien_xlsx.workspace.folder import CLOSED, Workspace
from dangvien_xlsx.workspace.opening import open_path
from dangvien_xlsx.workspace.record import lying_summary

if TYPE_CHECKING:
    from dangvien_xlsx.mail.compose import Draft
    from dangvien_xlsx.pipeline.asked import Asked
    from dangvien_xlsx.pipeline.send import Plan
    from dangvien_xlsx.pipeline.standing import Standing
    from dangvien_xlsx.pipeline.tables import Offered

_MOST_LISTED = 12
_WITH_STANDING = {Action.RETURN, Action.REMIND, Action.LETTER, Action.SIGN, Action.VERIFY, Action.CLOSE, Action.FILL}
"""Jobs that read what was received, as ``consolidate`` does: with its password, if it was given one."""


class Shown(Protocol):
    """The window, as far as this knows it."""

    workspace: Workspace | None
    standing: "Standing | None"

    def begin(self, name: str, job: Job, *, yields: bool = False) -> bool:
        """Start a job and show that it runs.

        Args:
            name: As ``DOING`` has it.
            job: What it does; run in the worker thread.
            yields: Whether it may be given up for the next.

        Returns:
            Whether it runs, or will at once.
        """

    def say(self, told: str, notices: Sequence[str] = (), *, kind: str = "good") -> None:
        """Show a message, and what is told besides.

        Args:
            told: The sentence.
            notices: What else has to be seen to.
            kind: ``good``, ``warning`` or ``error``: its colour.
        """


class Desk:
    """Answers the buttons of the steps."""

    def __init__(self, window: Shown, ask: Asking) -> None:
        self._window, self.ask = window, ask
        self._secret: MailSecret | None = None
        self._unit = ""

    def press(self, action: Action, unit: str = "") -> None:
        """Do what a button says; beside a unit, what is made for it is opened."""
        self._unit = unit
        workspace = self._window.workspace
        if workspace is None:
            return
        direct: dict[Action, Callable[[Workspace], object]] = {
            Action.OPEN_CATALOGUE: lambda workspace: self.open(workspace.catalogue_path),
            Action.OPEN_RESULT: self._open_result,
            Action.CONSOLIDATE: self.consolidate,
            Action.ADD: lambda workspace: self.add(workspace, self.ask.files()),
            Action.FETCH: self._fetch,
            Action.CLOSE: self._close,
            Action.FILL: self._fill,
            Action.IMPORT: self._offer_table,
            Action.EXPORT: self._export,
        }
        if action in direct:
            direct[action](workspace)
        else:
            self._run(action, workspace, self._password_for(action, workspace))

    def _run(self, action: Action, workspace: Workspace, asked: "Asked") -> None:
        jobs: dict[Action, Job] = {
            Action.CHECK_CATALOGUE: lambda _: errands.check_catalogue(workspace),
            Action.FORMS: partial(errands.forms, workspace),
            Action.DRAFT_FORMS: partial(errands.draft, workspace, "forms", asked),
            Action.SEND_FORMS: partial(mail_errands.plan_sending, workspace, "forms", ()),
            Action.RETURN: partial(errands.returns, workspace, asked, self._unit),
            Action.REMIND: partial(errands.draft, workspace, "reminders", asked),
            Action.BY_HAND: lambda _: errands.by_hand(workspace),
            Action.LETTER: partial(errands.letter, workspace, asked, False),
            Action.SIGN: partial(errands.letter, workspace, asked, True),
            Action.VERIFY: partial(errands.verify, workspace, asked),
            Action.CLOSE: partial(errands.close, workspace, asked),
        }
        self._window.begin(action.value, jobs[action])

    def _password_for(self, action: Action, workspace: Workspace) -> "Asked":
        """Ask for the password where the summary was made with one: two papers of one period must not disagree."""
        from dangvien_xlsx.pipeline.asked import Asked

        try:
            wants = action in _WITH_STANDING and errands.had_password(workspace)
        except (CatalogueError, DangvienError):
            wants = False  # the job itself will say what is wrong
        return Asked(password=self.ask.password()) if wants else Asked()

    def consolidate(self, workspace: Workspace, password: str = "") -> None:
        """Consolidate; a closed period is opened again only if the clerk says so."""
        from dangvien_xlsx.pipeline.asked import Asked

        reopens = (workspace.folder / CLOSED).exists()
        if reopens and not self.ask.confirm(words.ASK_REOPEN):
            return
        job = partial(errands.consolidate, workspace, Asked(password=password), reopens)
        self._window.begin(Action.CONSOLIDATE.value, job)

    def add(self, workspace: Workspace, paths: Sequence[Path]) -> None:
        """Copy files and folders into ``nhan-ve/``."""
        if paths:
            self._window.begin(Action.ADD.value, partial(errands.add, workspace, tuple(paths)))

    def accept(self, findings: Sequence[Finding]) -> None:
        """Ask for the reason of an open point, and write it down."""
        workspace, standing = self._window.workspace, self._window.standing
        from dangvien_xlsx.pipeline.acceptance import is_open

        points = [item for item in findings if is_open(item)]
        said = self.ask.acceptance(points) if points and workspace and standing else None
        if said and workspace and standing:
            item, reason, who = said
            self._window.begin("accept", lambda _: errands.accept(workspace, standing, item, (reason, who)))

    def open(self, path: Path) -> None:
        """Open a file or folder; say so where the system has no program for it."""
        problem = open_path(path)
        if problem:
            self._window.say(problem, kind="warning")

    def came(self, name: str, outcome: Outcome) -> None:
        """Go on from a job that is done: open what it made, agree to mails, unlock what is locked."""
        if self._secret and name in (Action.FETCH.value, "deliver"):
            self._secret.worked()
            self._secret = None
        if outcome.opens:
            self.open(outcome.opens)
        if outcome.planned:
            self._send(outcome.planned)
        if outcome.offered:
            self._import(outcome.offered)
        standing = outcome.standing
        if name == Action.CONSOLIDATE.value and standing and standing.has_locked_files:
            password = "" if standing.asked.password else self.ask.password()
            if password:
                self.consolidate(standing.workspace, password)

    def failed(self, failed: Failed) -> None:
        """Forget a stored password that did not let us in."""
        if self._secret and isinstance(failed.error, WrongPasswordError):
            self._secret.was_wrong()
        self._secret = None

    def _open_result(self, workspace: Workspace) -> None:
        try:
            self.open(workspace.summary_path(workspace.catalogue()))
        except DangvienError as error:  # the summary that was made before the catalogue was changed can be opened yet
            if lying := lying_summary(workspace):
                self.open(lying)
            else:
                self._window.say(str(error), kind="error")

    def _close(self, workspace: Workspace) -> None:
        if self.ask.confirm(words.ASK_CLOSE.format(period=workspace.folder.name)):
            self._run(Action.CLOSE, workspace, self._password_for(Action.CLOSE, workspace))

    def _fill(self, workspace: Workspace) -> None:
        form = self.ask.form()
        if form:
            asked = self._password_for(Action.FILL, workspace)
            self._window.begin(Action.FILL.value, partial(errands.fill, workspace, form, asked))

    def unit_history(self, code: str, name: str) -> None:
        """Tell what a unit reported in each period."""
        if workspace := self._window.workspace:
            self._window.begin("history", lambda _: book_errands.unit_history(workspace, code, name))

    def _offer_table(self, workspace: Workspace) -> None:
        if table := self.ask.table():
            self._window.begin("offer", lambda _: book_errands.offer_table(workspace, table))

    def _import(self, offered: "Offered") -> None:
        workspace = self._window.workspace
        said = self.ask.columns(offered) if workspace else None
        if workspace and said:
            job = partial(book_errands.import_period, workspace, offered.path, *said)
            self._window.begin(Action.IMPORT.value, lambda _: job())

    def _export(self, workspace: Workspace) -> None:
        if output := self.ask.export_path(workspace.folder.parent):
            self._window.begin(Action.EXPORT.value, lambda _: book_errands.export_periods(workspace, output))

    def _fetch(self, workspace: Workspace) -> None:
        from dangvien_xlsx.pipeline.fetch import mail_server

        try:
            catalogue = workspace.catalogue()
            server = mail_server(catalogue)
        except DangvienError as error:
            self._window.say(str(error), kind="error")
            return
        self._with_secret(server, catalogue.mail.oauth2, Action.FETCH.value, partial(mail_errands.fetch, workspace))

    def _send(self, planned: "Plan") -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        if planned.unclear:
            about = {"count": len(planned.unclear), "lines": _lines(planned.unclear)}
            if self.ask.confirm(words.ASK_RESEND.format(**about)):
                resend = tuple(draft.unit for draft in planned.unclear)
                job = partial(mail_errands.plan_sending, workspace, "forms", resend)
                self._window.begin(Action.SEND_FORMS.value, job)
                return
        if not planned.drafts:
            return
        sender = {"sender": planned.drafts[0].sender, "host": planned.server.host}
        question = words.ASK_SEND.format(count=len(planned.drafts), lines=_lines(planned.drafts), **sender)
        if self.ask.confirm(question):
            sending = partial(mail_errands.send, workspace, planned)
            self._with_secret(planned.server, planned.oauth2, "deliver", sending)

    def _with_secret(self, server: Server, oauth2: bool, name: str, job: Callable[..., Outcome]) -> None:
        self._secret = self.ask.mail_secret(server, oauth2=oauth2)
        if self._secret:
            self._window.begin(name, partial(job, self._secret.text))


def _lines(drafts: Sequence["Draft"]) -> str:
    """Return which mails would go, one a line; more than a screen holds are counted."""
    lines = [words.SEND_LINE.format(to=", ".join(draft.to), subject=draft.subject) for draft in drafts[:_MOST_LISTED]]
    if len(drafts) > len(lines):
        lines.append(words.SEND_MORE.format(count=len(drafts) - len(lines)))
    return "\n".join(lines)
