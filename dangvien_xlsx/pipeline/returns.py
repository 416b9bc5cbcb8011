"""Writes the forms that go back to units: clean, filled with all that could be read, what is wrong marked."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.excel.form.faults import Fault
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.judging.judge import Judge, as_typed
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.judging.unusual import Usual
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.soft_rules import CODE as UNUSUAL
from dangvien_xlsx.model.submission import ErrorValue, Submission, Value
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked
from dangvien_xlsx.pipeline.cases import Case, returned_cases
from dangvien_xlsx.pipeline.sent_forms import beside
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.text.findings import for_unit
from dangvien_xlsx.text.names import show
from dangvien_xlsx.workspace.folder import Progress, Workspace, remove_unedited, write_result
from dangvien_xlsx.workspace.locks import writes

_NOT_ITS_FIGURES = frozenset({"wrong-period", "unit-mismatch", "conflicting-submissions"})
"""Findings after which nobody knows whether the figures are this unit's for this period: they are left blank."""


class Returned(NamedTuple):
    """A form that was written to go back."""

    case: Case
    path: Path
    notices: tuple[str, ...]


@writes("return")
def write_returns(workspace: Workspace, asked: Asked = AS_IT_IS, progress: Progress | None = None) -> list[Returned]:
    """Write the forms that go back into ``tra-lai/``; those of an earlier run that are no longer due are removed.

    Args:
        workspace: The folder of the period.
        asked: As of when, and how locked files are opened; as of a day they go to a folder of their own.
        progress: Told of files read; a ``Watch`` can stop the job as well.

    Raises:
        CatalogueError: The catalogue has mistakes.
        StoppedError: ``progress`` says that the job is not wanted any more; nothing is written.
        WorkspaceError: The workspace cannot be read, or a form cannot be written.
    """
    folder = workspace.returned(asked.as_of)
    returned = []
    with standing_of(workspace, asked, progress) as standing:
        catalogue = standing.catalogue
        judge = Judge(catalogue, standing.comparison)
        usual = Usual(catalogue, standing.comparison)
        for case in returned_cases(workspace, catalogue, standing.account):
            content = returned_form(catalogue, judge, case, usual)
            written = write_result(folder / form_file_name(case.unit, catalogue.code_digits), content)
            returned.append(Returned(case, written.path, written.notices))
    kept = {item.path for item in returned}
    for path in sorted(folder.glob("*.xlsx")):
        if path not in kept:
            remove_unedited(path)
    return returned


def returned_form(catalogue: Catalogue, judge: Judge, case: Case, usual: Usual) -> bytes:
    """Return the form that goes back to a unit.

    Args:
        catalogue: What the form asks for.
        judge: Tells which of several forms in a file is the unit's.
        case: The unit, what it has to see to, and the file that this is about.
        usual: What is usual for the unit: its form asks for reasons again.
    """
    submission = _submission_of(judge, case)
    values: dict[str, Value] = {}
    contact = ("", "")
    cells: dict[tuple[str, str], str] = {}
    understood: list[Finding] = []
    reasons: Mapping[str, str] = {}
    if submission:
        reasons = submission.reasons
        contact = (submission.filled_by, submission.phone)
        cells = {(cell.sheet, cell.a1): code for code, cell in submission.values.items() if cell.a1}
        if _NOT_ITS_FIGURES.isdisjoint(item.code for item in case.findings):
            taken, told = as_typed(catalogue.indicators, submission, {})
            understood = [item for item in (*submission.findings, *told) if item.code == "value-interpreted"]
            values = {code: _typed(value) for code, value in taken.plain().items() if code in catalogue.indicator}
    faults = [_fault(item, cells) for item in case.findings]
    faults += [_fault(item, cells)._replace(is_note=True) for item in understood]
    return form_bytes(
        catalogue, case.unit, values, contact, faults=faults, beside=beside(catalogue, usual, case.unit, reasons)
    )


def _submission_of(judge: Judge, case: Case) -> Submission | None:
    """Return the unit's form in the file; there may be forms of others beside it."""
    if case.file is None:
        return None
    of_unit = (item for item in case.file.submissions if judge.judge(case.file, item).unit == case.unit.code)
    return next(of_unit, None)


def _typed(value: Value) -> Value:
    """Return a value as it may be typed into an input: what is neither number nor text is shown as text."""
    return show(value) if isinstance(value, bool | ErrorValue | date) else value


def _fault(item: Finding, cells: dict[tuple[str, str], str]) -> Fault:
    is_question = item.code == UNUSUAL
    return Fault(cells.get((item.sheet, item.cell), ""), item.message, for_unit(item), is_question=is_question)
