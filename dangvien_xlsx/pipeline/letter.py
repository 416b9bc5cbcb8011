"""From a workspace to its letter: how the period stands, into the office's template."""

from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.letter.figures import letter_context
from dangvien_xlsx.letter.profile import HD_36_2018
from dangvien_xlsx.letter.rendering import letter_bytes
from dangvien_xlsx.model.earlier import compared
from dangvien_xlsx.model.errors import TemplateError, WorkspaceError
from dangvien_xlsx.pipeline.mail_texts import template_path
from dangvien_xlsx.pipeline.past_summary import earlier_periods
from dangvien_xlsx.pipeline.standing import read_standing
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import letter as words
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.workspace.folder import Workspace, Written, why, write_result

TEMPLATE = "cong-van.docx"


class Letter(NamedTuple):
    """A letter that was written; ``is_draft``: data are missing, and it says so."""

    written: Written
    is_draft: bool


def write_letter(workspace: Workspace) -> Letter:
    """Write ``ket-qua/Cong-van-<ky_ma>.docx``.

    Raises:
        CatalogueError: The catalogue has mistakes.
        WorkspaceError: The catalogue or the template cannot be read, or the letter cannot be written.
    """
    from dangvien_xlsx.result.figures import figures, unit_table

    catalogue = workspace.catalogue()
    account = read_standing(workspace, catalogue)
    counted = figures(catalogue, unit_table(catalogue, account))
    last = compared(catalogue.period, earlier_periods(workspace, catalogue)).last
    context = letter_context(catalogue, account, counted, HD_36_2018, last.total if last else None)
    path, template = _template(workspace)
    office = catalogue.office
    try:
        content = letter_bytes(template, context, context["tieu_de"], office.name, catalogue.stamp)
    except TemplateError as error:
        raise WorkspaceError(words.BAD_TEMPLATE.format(path=path, why=shorten(str(error), 200))) from error
    target = workspace.results / f"Cong-van-{catalogue.period.code}.docx"
    return Letter(write_result(target, content), bool(context["du_thao"]))


def _template(workspace: Workspace) -> tuple[str, bytes]:
    path: Path | None = template_path(workspace, TEMPLATE)
    if path is None:
        from dangvien_xlsx.letter.template_writer import template_bytes

        return TEMPLATE, template_bytes(HD_36_2018)
    try:
        return str(path), path.read_bytes()
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=why(error))) from error
