"""Everything the window asks of the person before it: each answer, or nothing where they would rather not."""

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import filedialog, messagebox
from typing import TYPE_CHECKING

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.mailbox import Server
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.dialogs import AcceptDialog, NewPeriod, NewPeriodDialog, SecretDialog
from dangvien_xlsx.window.import_dialog import ImportDialog, Importing
from dangvien_xlsx.window.look import Look
from dangvien_xlsx.window.periods import Listed

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.tables import Offered


class MailSecret:
    """A password of a mail account: from the system's keyring, or typed; kept there only once it has let us in."""

    def __init__(self, server: Server, text: str, *, was_stored: bool, keeps: bool) -> None:
        self.server, self.text, self.was_stored, self.keeps = server, text, was_stored, keeps

    def worked(self) -> None:
        """Keep it, if the clerk wants that."""
        if self.keeps:
            from dangvien_xlsx.mail import secrets

            secrets.store(self.server, self.text)

    def was_wrong(self) -> None:
        """Forget it: the next time it is asked for."""
        if self.was_stored:
            from dangvien_xlsx.mail import secrets

            secrets.forget(self.server)


class Asking:
    """The questions, in windows of the system or of our own."""

    def __init__(self, root: tk.Tk, look: Look) -> None:
        self._root, self._look = root, look
        self._who = ""

    def confirm(self, question: str) -> bool:
        """Ask a question with yes and no."""
        return bool(messagebox.askyesno(words.TITLE, question, parent=self._root))

    def folder(self, title: str, start: Path | None = None) -> Path | None:
        """Ask for a folder."""
        chosen = filedialog.askdirectory(parent=self._root, title=title, initialdir=str(start or Path.home()))
        return Path(chosen) if chosen else None

    def files(self) -> tuple[Path, ...]:
        """Ask for files to be taken in."""
        chosen = filedialog.askopenfilenames(parent=self._root, title=words.CHOOSE_FILES)
        return tuple(map(Path, chosen or ()))

    def form(self) -> Path | None:
        """Ask for the form of the level above."""
        kinds = [(words.EXCEL_FILES, "*.xlsx"), (words.ALL_FILES, "*")]
        chosen = filedialog.askopenfilename(parent=self._root, title=words.CHOOSE_FORM, filetypes=kinds)
        return Path(chosen) if chosen else None

    def table(self) -> Path | None:
        """Ask for a table that holds an earlier period."""
        kinds = [(words.TABLES, "*.xlsx *.xls *.xlsb *.ods *.csv *.tsv"), (words.ALL_FILES, "*")]
        chosen = filedialog.askopenfilename(parent=self._root, title=words.CHOOSE_TABLE, filetypes=kinds)
        return Path(chosen) if chosen else None

    def export_path(self, start: Path) -> Path | None:
        """Ask where the long table is written; the system asks before a file is replaced."""
        chosen = filedialog.asksaveasfilename(
            parent=self._root,
            title=words.CHOOSE_EXPORT,
            initialdir=str(start),
            initialfile=words.EXPORT_NAME,
            defaultextension=".csv",
        )
        return Path(chosen) if chosen else None

    def columns(self, offered: "Offered") -> Importing | None:
        """Ask what the columns of a table are."""
        dialog = ImportDialog(self._root, self._look, offered)
        return dialog.answer if dialog.ask(dialog.code) else None

    def password(self) -> str:
        """Ask for the password of locked workbooks; blank goes on without."""
        dialog = SecretDialog(self._root, self._look, words.PASSWORD_TITLE, words.PASSWORD_ASK)
        return dialog.answer if dialog.ask(dialog.secret) else ""

    def mail_secret(self, server: Server, *, oauth2: bool) -> MailSecret | None:
        """Return the password of an account, asked for unless the keyring has it; a token is never kept."""
        from dangvien_xlsx.mail import secrets

        known = "" if oauth2 else secrets.stored(server)
        if known:
            return MailSecret(server, known, was_stored=True, keeps=False)
        question = words.TOKEN_ASK if oauth2 else words.MAIL_PASSWORD_ASK
        about = question.format(account=server.account, host=server.host)
        can_keep = not oauth2 and secrets.can_store()
        dialog = SecretDialog(self._root, self._look, words.MAIL_PASSWORD_TITLE, about, may_remember=can_keep)
        if not dialog.ask(dialog.secret) or not dialog.answer:
            return None
        return MailSecret(server, dialog.answer, was_stored=False, keeps=can_keep and dialog.may_keep)

    def new_period(self, places: Path, periods: Sequence[Listed]) -> NewPeriod | None:
        """Ask for a new period."""
        dialog = NewPeriodDialog(self._root, self._look, places, periods)
        return dialog.answer if dialog.ask(dialog.code) else None

    def acceptance(self, points: Sequence[Finding]) -> tuple[Finding, str, str] | None:
        """Ask why an open point is accepted and by whom; the name is proposed the next time."""
        dialog = AcceptDialog(self._root, self._look, points, self._who)
        if not dialog.ask(dialog.reason) or dialog.answer is None:
            return None
        self._who = dialog.answer[2]
        return dialog.answer

    def tell(self, text: str) -> None:
        """Tell something that is read and closed."""
        messagebox.showinfo(words.TITLE, text, parent=self._root)
