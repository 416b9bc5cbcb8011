"""Makes the mails to units: the form to each, the returned form with what to mend, the reminder to who has not sent."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.judging.unusual import Usual
from dangvien_xlsx.mail.compose import Draft, draft_bytes
from dangvien_xlsx.mail.thread import Thread, thread_of
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import DraftError, WorkspaceError
from dangvien_xlsx.model.mailbox import is_address
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.model.submission import ReceivedFile, State
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked
from dangvien_xlsx.pipeline.cases import Case, returned_cases
from dangvien_xlsx.pipeline.earlier import comparison_of
from dangvien_xlsx.pipeline.forms import write_forms
from dangvien_xlsx.pipeline.mail_texts import LetterText, letter_text
from dangvien_xlsx.pipeline.sent_forms import Attached, blank_forms, returned_forms
from dangvien_xlsx.pipeline.standing import Standing, standing_of
from dangvien_xlsx.text import mail as words
from dangvien_xlsx.text import mail_templates as places
from dangvien_xlsx.text.findings import for_unit
from dangvien_xlsx.text.fold import one_line, sentence_case, thousands
from dangvien_xlsx.text.periods import spoken
from dangvien_xlsx.workspace.folder import (
    Declared,
    Progress,
    Workspace,
    remove_unedited,
    write_result,
)
from dangvien_xlsx.workspace.locks import writes
from dangvien_xlsx.workspace.mails import DraftKind, folder_of

_DAYS_TO_CORRECT = 3
_MOST_NAMED = 10
"""Units of one notice that are named."""


class Batch(NamedTuple):
    """Mails made, in appendix order, and what the clerk has to be told: units without an address and the like."""

    drafts: tuple[Draft, ...]
    notices: tuple[str, ...]


def make_drafts(
    workspace: Workspace,
    kind: DraftKind,
    today: date | None = None,
    asked: Asked = AS_IT_IS,
    progress: Progress | None = None,
    declared: Declared | None = None,
) -> Batch:
    """Make the mails of a kind; nothing is written.

    Args:
        workspace: The folder of the period.
        kind: What to write about.
        today: The day that decides whether the deadline has passed; the computer's day in Vietnam if not given.
        asked: As of when, and how locked files are opened.
        progress: Told of files read; a ``Watch`` can stop the job as well.
        declared: The catalogue, where the caller has read it already.

    Raises:
        CatalogueError: The catalogue has mistakes.
        StoppedError: ``progress`` says that the job is not wanted any more.
        WorkspaceError: The workspace or a template cannot be read, or the office has no address.
    """
    declared = declared or workspace.declared()
    catalogue, day = declared.catalogue, today or datetime.now(VIETNAM).date()
    if not is_address(catalogue.office.email):
        raise WorkspaceError(words.NO_OFFICE_ADDRESS)
    if kind is DraftKind.FORMS:
        cases = [Case(unit) for unit in catalogue.active_units]
        usual = Usual(catalogue, comparison_of(workspace, catalogue).comparison)
    else:
        with standing_of(workspace, asked, progress, declared) as standing:
            cases = _cases(standing, kind)
            usual = Usual(catalogue, standing.comparison)
    # A question goes with the form that it is about, whether it is asked or asked once more.
    to_return = returned_forms(workspace, catalogue, asked.as_of)
    of_kind = to_return if kind is DraftKind.RETURNS else blank_forms(catalogue, usual)
    question = _Kind(letter_text(workspace, places.QUESTION), to_return)
    stamp = f"{day:%Y-%m-%d}" if kind is DraftKind.REMINDERS else ""
    told = _Kind(letter_text(workspace, _template(catalogue, kind, day)), of_kind)
    writer = _Writer(workspace, catalogue, told, question, stamp)
    writer.correct_by = _correct_by(catalogue, day)
    drafts = [draft for case in cases if (draft := writer.proven(case))]
    return Batch(tuple(drafts), writer.notices)


@writes("drafts")
def write_drafts(
    workspace: Workspace,
    kind: DraftKind,
    today: date | None = None,
    asked: Asked = AS_IT_IS,
    progress: Progress | None = None,
) -> tuple[list[Path], Batch]:
    """Write the drafts of a kind, and into ``gui-di/`` the blank forms that they carry.

    Drafts of an earlier run that are no longer due are removed, unless edited by hand.

    Args:
        workspace: The folder of the period.
        kind: What to write about.
        today: The day that decides whether the deadline has passed; the computer's day in Vietnam if not given.
        asked: As of when, and how locked files are opened; as of a day they go to a folder of their own.
        progress: Told of files read; a ``Watch`` can stop the job as well.

    Returns:
        Their paths, and the batch with all notices.

    Raises:
        WorkspaceError: As ``make_drafts``, or a draft cannot be written.
    """
    declared = workspace.declared()
    batch = make_drafts(workspace, kind, today, asked, progress, declared)
    folder = folder_of(workspace, kind, asked.as_of)
    written, notices = [], list(batch.notices)
    if batch.drafts and kind is not DraftKind.RETURNS:
        notices += write_forms(workspace, declared=declared, redrafted=folder).notices
    for draft in batch.drafts:
        path = (
            folder / form_file_name(declared.catalogue.unit[draft.unit], declared.catalogue.code_digits)
        ).with_suffix(".eml")
        result = write_result(path, draft_bytes(draft))
        written.append(result.path)
        notices += result.notices
    for path in sorted(folder.glob("*.eml")):
        if path not in written:
            remove_unedited(path)
    return written, Batch(batch.drafts, tuple(notices))


def _template(catalogue: Catalogue, kind: DraftKind, day: date) -> str:
    if kind is DraftKind.REMINDERS:
        deadline = catalogue.period.deadline
        return places.OVERDUE if deadline and day > deadline else places.REMINDER
    return places.FORMS if kind is DraftKind.FORMS else places.RETURNS


def _correct_by(catalogue: Catalogue, day: date) -> str:
    """Return the day by which a unit is to answer: the deadline, or a few days from now once that is past."""
    deadline = catalogue.period.deadline
    soon = day + timedelta(days=_DAYS_TO_CORRECT)
    return f"{deadline if deadline and deadline >= day else soon:%d/%m/%Y}"


def _cases(standing: Standing, kind: DraftKind) -> list[Case]:
    to_return = returned_cases(standing.workspace, standing.catalogue, standing.account)
    if kind is DraftKind.REMINDERS:
        # In appendix order: who has not sent, and who was asked about a figure and has not answered.
        questions = {case.unit.code: case for case in to_return if case.is_question}
        missing = {result.unit for result in standing.account.units if result.state is State.MISSING}
        units = standing.catalogue.units
        return [questions.get(unit.code, Case(unit)) for unit in units if unit.code in questions.keys() | missing]
    return to_return


class _Kind(NamedTuple):
    """What a mail says and which form it carries."""

    text: LetterText
    attached: Attached


class _Writer:
    """Writes the mails of one batch."""

    def __init__(self, workspace: Workspace, catalogue: Catalogue, of_kind: _Kind, question: _Kind, day: str) -> None:
        self.workspace, self.catalogue, self.day = workspace, catalogue, day
        self.of_kind, self.question = of_kind, question
        self.correct_by = ""
        self._single: list[str] = []
        self._of_units: dict[str, list[str]] = {}

    @property
    def notices(self) -> tuple[str, ...]:
        """What the clerk is told: a line a kind, however many units it is about."""
        return (*(kind.format(units=_named(names)) for kind, names in self._of_units.items()), *self._single)

    def _note(self, kind: str, name: str) -> None:
        self._of_units.setdefault(kind, []).append(name)

    def proven(self, case: Case) -> Draft | None:
        """Return a unit's mail; where it would not say exactly what we mean, there is none, and a notice says so."""
        draft = self.draft(case)
        try:
            if draft:
                draft_bytes(draft)
        except DraftError as error:
            self._single.append(words.DRAFT_REFUSED.format(unit=case.unit.name, why=error.why))
            return None
        return draft

    def draft(self, case: Case) -> Draft | None:
        """Return a unit's mail; without an address there is none, and a notice says so."""
        unit, office = case.unit, self.catalogue.office
        thread = self._thread(case.file)
        to = self._addresses(unit, thread)
        if not to:
            return None
        text, attached = self.question if case.is_question else self.of_kind
        filled = text.fill(self._values(case, self.correct_by))
        return Draft(
            unit=unit.code,
            unit_name=unit.name,
            sender=office.email,
            sender_name=sentence_case(office.name),
            to=to,
            # A reply keeps the subject of what it answers: Outlook and Gmail thread by it as well.
            subject=_reply_subject(thread) if thread and thread.subject else filled.subject,
            text=filled.body,
            files=self._files(unit, attached),
            answers=thread.message_id if thread else "",
            references=thread.references if thread else (),
            day=self.day,
            # The day to correct by moves on with the calendar: that alone must not send a unit the same mail twice.
            same_as=text.fill(self._values(case, "")).body,
        )

    def _values(self, case: Case, correct_by: str) -> Mapping[str, str]:
        period, office = self.catalogue.period, self.catalogue.office
        findings = (
            words.FINDING.format(number=number, message=item.message, remedy=for_unit(item))
            for number, item in enumerate(case.findings, 1)
        )
        return {
            places.UNIT: case.unit.name,
            places.PERIOD: spoken(period),
            places.TITLE: office.title,
            places.DEADLINE: f"{period.deadline:%d/%m/%Y}" if period.deadline else words.NO_DEADLINE,
            places.CORRECT_BY: correct_by,
            places.OFFICE: sentence_case(office.name),
            places.ADDRESS: office.email,
            places.FINDINGS: "\n".join(findings),
        }

    def _addresses(self, unit: Unit, thread: Thread | None) -> tuple[str, ...]:
        if "\n" in unit.email:
            self._single.append(words.BROKEN_ADDRESS.format(address=one_line(unit.email), unit=unit.name))
            return ()
        written = unit.addresses
        good = [part for part in written if is_address(part)]
        for part in written:
            if part not in good:
                self._note(words.WRONG_ADDRESS, words.ADDRESS_OF.format(address=part, unit=unit.name))
        if not written and thread and is_address(thread.sender):
            return (thread.sender,)
        if not written:
            self._note(words.WITHOUT_ADDRESS, unit.name)
        return tuple(dict.fromkeys(good))

    def _files(self, unit: Unit, attached: Attached) -> tuple[tuple[str, bytes], ...]:
        content = attached(unit)
        if content is None:
            self._note(words.NO_RETURNED_FORM, unit.name)
            return ()
        return ((form_file_name(unit, self.catalogue.code_digits), content),)

    def _thread(self, file: ReceivedFile | None) -> Thread | None:
        """Return the thread of the mail that a form came in: ``thu.eml/phieu.xlsx`` lies in ``nhan-ve/thu.eml``."""
        parts = file.path.split("/") if file else []
        for length in range(1, len(parts)):
            path = self.workspace.received.joinpath(*parts[:length])
            if path.is_file() and not path.is_symlink():
                with suppress(OSError), path.open("rb") as stream:
                    return thread_of(stream.read(64 * 2**10))
                return None  # held by another program at the moment: the reply stands by itself
        return None


def _named(names: Sequence[str]) -> str:
    more = words.MORE_UNITS.format(count=thousands(len(names) - _MOST_NAMED)) if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _reply_subject(thread: Thread) -> str:
    subject = thread.subject
    return subject if subject.lower().startswith("re:") else words.REPLY.format(subject=subject)
