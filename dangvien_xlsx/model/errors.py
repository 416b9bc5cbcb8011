"""What this program raises of its own. A user's mistake in a form is a finding; these are what stops a job.

    DangvienError
    ├── CatalogueError          the catalogue has mistakes: all of them, with their places
    ├── WorkspaceError          a folder or file of the workspace cannot be read or written
    ├── WrongUseError           the command was called in a way that makes no sense
    ├── ReadersError            the computer lets no reading child start
    ├── InUseError              another run writes in this workspace
    ├── OfficeError             LibreOffice did not make what was asked of it
    ├── StoppedError            whoever asked for the job does not want it any more
    ├── MailServerError         the server cannot be reached, does not let us in, or went away
    │   └── WrongPasswordError  it did not take the password
    ├── DraftError              a mail of ours would not say exactly what we put into it
    ├── RejectedError           the server does not take this one mail
    ├── RefusedError            what came is refused, whatever it is: workbook, zip or mail
    ├── ByHandError             ``nhap-tay.xlsx`` holds no table of ours any more
    ├── TemplateError           the letter's template cannot be filled
    ├── BookError               our own mistake: what we ask of a workbook cannot be written
    ├── RowsLostError           the process that made a summary's rows is gone
    ├── DamagedBookError        the book of periods is damaged, or none of ours
    ├── NoScreenError           there is no display to open the window on
    └── LockedBookError         another program holds the book of periods, or it cannot be reached or written

The first nine carry a sentence for the user, which the command prints as it is. Of the others the one who knows the
place makes a finding or a sentence: they never reach a user by themselves.
"""

from typing import Any

from dangvien_xlsx.model.findings import Finding


class DangvienError(Exception):
    """What this program raises of its own; the command turns it into a plain sentence and an exit code."""


class CatalogueError(DangvienError):
    """The catalogue has mistakes: all of them, so that they can be mended in one go; and what is only doubtful."""

    def __init__(self, findings: tuple[Finding, ...], doubts: tuple[Finding, ...] = ()) -> None:
        super().__init__("\n".join(finding.message for finding in findings))
        self.findings = findings
        self.doubts = doubts


class WorkspaceError(DangvienError):
    """A folder or file of the workspace cannot be read or written; the message is for the user."""


class WrongUseError(DangvienError):
    """The command was called in a way that makes no sense; the message is for the user."""


class ReadersError(DangvienError):
    """No child can be brought to read anything, whatever the files are; the message is for the user."""


class InUseError(DangvienError):
    """Another run writes in this workspace at the moment; the message is for the user."""


class OfficeError(DangvienError):
    """LibreOffice did not make what was asked of it, or not in time; the message is for the user."""


class StoppedError(DangvienError):
    """Whoever asked for the job does not want it any more; nothing of it has been written."""


class MailServerError(DangvienError):
    """The server cannot be reached, does not let us in, or went away; the message is for the user."""


class WrongPasswordError(MailServerError):
    """The server did not take the password, so a stored one is of no use."""


class DraftError(DangvienError):
    """A mail that would not say exactly what was put into it, so it is not made; ``why`` says what is wrong."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class RejectedError(DangvienError):
    """The server does not take this mail; others may go on. ``why`` is the server's own reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class RefusedError(DangvienError):
    """Something that came and is not read: ``code`` of the finding that tells of it, and what fills its sentences.

    ``remedy`` among these stands instead of the finding's own.
    """

    def __init__(self, code: str, **about: str) -> None:
        super().__init__(code, about.get("why", ""))
        self.code = code
        self.about = about

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel from a reading child as it is."""
        return _refused, (self.code, self.about)


def _refused(code: str, about: dict[str, str]) -> RefusedError:
    return RefusedError(code, **about)


class ByHandError(DangvienError):
    """The workbook holds no table of ours any more, or has lost a column in which a row needs its figure.

    Its arguments, if any: the name of that column, the sheet, and the row's number.
    """


class TemplateError(DangvienError):
    """The letter's template cannot be filled; the message says why."""


class BookError(DangvienError):
    """A writer of workbooks refused something: our own mistake, never the user's."""


class RowsLostError(DangvienError):
    """The process that made a summary's rows is gone: they are to be made once more."""


class DamagedBookError(DangvienError):
    """The book of periods is damaged, or none of ours; the message is SQLite's."""


class NoScreenError(DangvienError):
    """There is no display to open a window on; says why."""


class LockedBookError(DangvienError):
    """Another program holds the book of periods, or it cannot be reached or written; the message is SQLite's."""
