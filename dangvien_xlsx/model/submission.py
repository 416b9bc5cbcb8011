"""What was received: files, and the submissions found in them."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.moments import NO_CLAIMS, Basis, Claims
from dangvien_xlsx.model.table import RowOf


class ErrorValue(NamedTuple):
    """An Excel error standing in a cell, such as ``#REF!``."""

    text: str


Value = None | bool | int | float | str | date | datetime | ErrorValue
"""What a cell can hold; ``None`` is blank."""


class CellValue(NamedTuple):
    """A value and the place it was read from; ``a1`` is blank where the form has no such cell."""

    value: Value
    sheet: str = ""
    a1: str = ""


class Remark(NamedTuple):
    """What somebody wrote into a form beside its inputs, and where, blank where it stands in no cell.

    ``is_printed``: over words of ours, or in a line of ours: there it says what the figures are. ``is_head``: in the
    letterhead, whose words are the office's own.
    """

    text: str
    cell: str = ""
    is_printed: bool = False
    is_head: bool = False


class Submission(NamedTuple):
    """A filled form that came back, as read, not judged. ``declared``: what the form says of its indicators."""

    sheet: str
    unit_code: str
    unit_name: str
    period_code: str
    version: str
    form_id: str
    asked: tuple[str, ...]
    declared: tuple[Indicator, ...]
    values: Mapping[str, CellValue]
    filled_by: str = ""
    phone: str = ""
    unit_cell: str = ""
    printed_period: str | None = None
    """The line that names the period, as printed on the form; nothing where there is no form, by telephone."""
    period_cell: str = ""
    """Where that line begins, blank where nothing says which line it is."""
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What stands beside its inputs, as far as it may say whose or of which period the form is."""
    deadline: CellValue = CellValue(None)
    """The day by which the form asked to be sent, as it stands there."""
    reasons: Mapping[str, str] = MappingProxyType({})
    """By indicator code, what the unit wrote beside an unusual figure; blank ones are left out."""
    is_row: bool = False
    """Whether it is a row of a table and no form: its unit is a code or a name as somebody typed it."""
    row_state: CellValue | None = None
    """The word by which a table tells the state of the row's unit, none where it has no such column."""
    row_of: RowOf | None = None
    """The table that the row is of, none for a form."""

    def plain(self) -> dict[str, Value]:
        """Return the values without their places."""
        return {code: cell.value for code, cell in self.values.items()}


class Outcome(Enum):
    """What became of a received file."""

    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"
    IGNORED = "ignored"


class ReceivedFile(NamedTuple):
    """One file found in ``nhan-ve/``, or in a container there: ``thu.zip/phieu.xlsx``.

    ``received``: the time that counts for it; ``basis``: what that is the time of. ``arrived``: when it came into the
    folder. ``claimed``: a time that it gives and that cannot be, as written. ``sender`` and ``subject`` are those of
    the mail that it is or came in; ``said`` is that mail's own words, without what it quotes, line by line and bounded:
    a mail and each of its files bear the same. ``claims``: what ``received`` was chosen from, beside the arrival.
    """

    path: str
    received: datetime
    size: int
    sha256: str
    sender: str = ""
    submissions: tuple[Submission, ...] = ()
    findings: tuple[Finding, ...] = ()
    ignored: str = ""
    subject: str = ""
    said: str = ""
    basis: Basis = Basis.SAVED
    arrived: datetime | None = None
    claimed: str = ""
    claims: Claims = NO_CLAIMS


class HandRow(NamedTuple):
    """Figures of one unit that came by telephone or on paper, as somebody typed them: who said so, when, how and why.

    ``file`` is the workbook they stand in, received when they were said; ``cell`` where the row begins.
    """

    file: ReceivedFile
    submission: Submission
    cell: str
    said_by: str = ""
    said_at: datetime | None = None
    how: str = ""
    reason: str = ""
    unread: str = ""
    """The day as typed, where nobody can tell which it is."""
    title: str = ""
    """What stands above the table, which names its period."""

    def told(self, unknown: str) -> str:
        """Return who said it, how, when and why, in one line."""
        when = f"{self.said_at:%d/%m/%Y}" if self.said_at else ""
        return ", ".join(part for part in (self.said_by or unknown, self.how, when, self.reason) if part)


class Receipt(NamedTuple):
    """A row of ``Sổ nhận``: a received file, whose it is, what became of it and why."""

    file: ReceivedFile
    unit: str
    outcome: Outcome
    reason: str


class State(Enum):
    """What a unit's line can say (design, section 6)."""

    REPORTED = "reported"
    ZERO = "zero"
    EXHAUSTED = "exhausted"
    INVALID = "invalid"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Version(NamedTuple):
    """What a unit said at one time: the file, and its values by indicator code."""

    file: ReceivedFile
    values: Mapping[str, Value]


class UnitResult(NamedTuple):
    """What is known of one unit: its state, the submission that counts and the file it came from.

    ``versions``: all that it said validly, in order, where it said so more than once. ``charged``: where none counts,
    the newest form that is the unit's all the same and says who filled it.
    """

    unit: str
    state: State
    submission: Submission | None = None
    file: ReceivedFile | None = None
    late: bool = False
    values: Mapping[str, Value] = MappingProxyType({})
    versions: tuple[Version, ...] = ()
    charged: Submission | None = None

    @property
    def contact(self) -> tuple[str, str]:
        """Who filled the unit's form, one with mistakes too, and their telephone; blank where it does not say."""
        told = self.submission or self.charged
        return (told.filled_by, told.phone) if told else ("", "")


class Account(NamedTuple):
    """Everything known after the intake: units in appendix order, files by path, findings with errors first."""

    units: tuple[UnitResult, ...]
    receipts: tuple[Receipt, ...]
    findings: tuple[Finding, ...]
