"""Hands a period's result to the level above: our totals, typed into the form that it sent."""

from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.excel.form.fill import filled_form
from dangvien_xlsx.intake.opening import read_regular
from dangvien_xlsx.intake.own import in_child, why_refused
from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import source_of
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import RefusedError, WorkspaceError
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, NOTE, Kind
from dangvien_xlsx.model.period import blank_stamp
from dangvien_xlsx.model.submission import State, Submission, Value
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked, Reuse
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.received.kinds import FileKind, kind_of
from dangvien_xlsx.result.figures import Figures
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import fill as words
from dangvien_xlsx.text.names import CATALOGUE_FILE, YES, show
from dangvien_xlsx.workspace.folder import RECEIVED, Progress, Workspace, dated, why, write_file
from dangvien_xlsx.workspace.locks import writes
from dangvien_xlsx.workspace.outputs import refuse_output


class Filled(NamedTuple):
    """A form that was filled; ``notices``: what somebody has to see to before it is sent."""

    path: Path
    unit: str
    total: int
    notices: tuple[str, ...]


def fill_form(
    form: Path,
    workspace: Workspace,
    output: Path | None = None,
    asked: Asked = AS_IT_IS,
    progress: Progress | None = None,
) -> Filled:
    """Type a workspace's totals into a form.

    Args:
        form: The form of the level above.
        workspace: Whose totals.
        output: Where to write the filled form; if not given, the form itself is filled, or as of a day a copy beside
            it, which says the day.
        asked: As of when, and how locked files are opened.
        progress: Told of files read; a ``Watch`` can stop the job as well.

    Raises:
        CatalogueError: The catalogue has mistakes.
        StoppedError: ``progress`` says that the job is not wanted any more; nothing is written.
        WorkspaceError: The form cannot be read, is of another period, lies in a ``nhan-ve/``, or cannot be written.
        WrongUseError: Nothing may be written at ``output``.
    """
    if output:
        refuse_output(output, workspace)
    target = output or form.with_name(f"{dated(form.stem, asked.as_of)}{form.suffix}")
    if _is_received(target):
        raise WorkspaceError(words.RECEIVED_STAYS.format(path=target))
    return _fill(workspace, form, target, asked, progress)


@writes("fill")
def _fill(workspace: Workspace, form: Path, target: Path, asked: Asked, progress: Progress | None) -> Filled:
    declared = workspace.declared()
    catalogue = declared.catalogue
    content, submission = _read(form, catalogue)
    if submission.period_code and submission.period_code != catalogue.period.code:
        about = {"path": form, "theirs": submission.period_code, "ours": catalogue.period.code}
        raise WorkspaceError(words.OTHER_PERIOD.format(**about))
    with standing_of(workspace, asked, progress, declared, reuse=Reuse.AFRESH) as standing:
        figures = standing.figures
    values = _values(catalogue, figures, submission)
    notices = _notices(catalogue, figures, submission, values)
    if asked.as_of and NOTE in submission.values:
        before = submission.values[NOTE].value
        values[NOTE] = "; ".join(filter(None, (str(before or ""), words.AS_OF.format(day=asked.as_of))))
    try:
        write_file(target, in_child(filled_form, content, submission, values))
    except RefusedError as error:
        raise WorkspaceError(words.NO_FORM.format(path=form, why=why_refused(error))) from error
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=target, why=why(error))) from error
    return Filled(target, submission.unit_name or submission.unit_code, figures.sum(ADMITTED), tuple(notices))


def _is_received(path: Path) -> bool:
    """Tell whether a file lies in what a workspace received: originals are never changed."""
    return any(place.name == RECEIVED and (place.parent / CATALOGUE_FILE).is_file() for place in path.resolve().parents)


def _read(form: Path, catalogue: Catalogue) -> tuple[bytes, Submission]:
    reading = Reading(blank_stamp(catalogue.period), catalogue.indicators)
    with Readers(form.parent, [source_of(form.parent, form)], reading) as readers:
        files = list(readers.results())
    submissions = [submission for file in files for submission in file.submissions]
    if len(submissions) != 1:
        told = " ".join(item.message for file in files for item in file.findings) or words.SEVERAL_FORMS
        raise WorkspaceError(words.NO_FORM.format(path=form, why=told))
    try:
        content = read_regular(form, follow=True)
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_READ.format(path=form, why=why(error))) from error
    if kind_of(content) is not FileKind.XLSX:
        raise WorkspaceError(words.NOT_XLSX.format(path=form))
    return content, submissions[0]


def _values(catalogue: Catalogue, counted: Figures, submission: Submission) -> dict[str, Value]:
    """Return what is typed: sums of counts; blank, not zero, only where every unit is exhausted."""
    asked = [catalogue.indicator[code] for code in submission.asked if code in catalogue.indicator]
    all_exhausted = 0 < counted.units() == counted.units(State.EXHAUSTED)
    values: dict[str, Value] = {
        item.code: None if all_exhausted else counted.total(item.code) for item in asked if item.kind is Kind.INTEGER
    }
    if EXHAUSTED in submission.values:
        values[EXHAUSTED] = YES if all_exhausted else None
    return values


def _notices(catalogue: Catalogue, counted: Figures, submission: Submission, values: dict[str, Value]) -> list[str]:
    notices = []
    missing, invalid = counted.units(State.MISSING), counted.units(State.INVALID)
    if missing + invalid:
        notices.append(words.INCOMPLETE.format(missing=missing, invalid=invalid))
    theirs = {item.code: item for item in submission.declared if item.kind is Kind.INTEGER}
    unknown = [item.name for code, item in theirs.items() if code not in values]
    if unknown:
        notices.append(words.NOT_OURS.format(names=", ".join(unknown)))
    unasked = [catalogue.indicator[code].name for code in values if (None, code) in counted.unasked]
    if unasked:
        notices.append(words.NOT_ASKED.format(names=", ".join(unasked)))
    for code, value in values.items():
        before = submission.values[code].value if code in submission.values else None
        if before is not None and before != value:
            label = catalogue.indicator[code].name if code in catalogue.indicator else code
            notices.append(words.REPLACED.format(label=label, before=show(before), after=show(value)))
    return notices
