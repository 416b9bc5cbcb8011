"""From a workspace to its letter: how the period stands, into the office's template."""

from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.letter.figures import letter_context
from dangvien_xlsx.letter.profile import HD_36_2018
from dangvien_xlsx.letter.rendering import letter_bytes, places_of
from dangvien_xlsx.letter.told import Told
from dangvien_xlsx.model.errors import TemplateError, WorkspaceError
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked, Reuse
from dangvien_xlsx.pipeline.mail_texts import template_path
from dangvien_xlsx.pipeline.passages import edits_of, note_texts, passages_of
from dangvien_xlsx.pipeline.ready import Line, readiness
from dangvien_xlsx.pipeline.record import other_inputs
from dangvien_xlsx.pipeline.signing import Copy, keyword, write_copy
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.result.appendix import appendix_of
from dangvien_xlsx.result.target import unit_progress
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import letter as words
from dangvien_xlsx.text.names import shorten
from dangvien_xlsx.workspace.folder import Progress, Workspace, Written, dated, why, write_result
from dangvien_xlsx.workspace.locks import writes

TEMPLATE = "cong-van.docx"
_TABLE = "bang"
"""The place of the appendix: an office's own template may leave it out."""


class Letter(NamedTuple):
    """A letter that was written; ``is_draft``: data are missing, and it says so.

    ``notices``: what the clerk has to be told, such as that the summary lying there was made of something else.
    ``copy``: the signing copy, where one was asked for. ``ready``: whether the period is ready to be signed.
    """

    written: Written
    is_draft: bool
    notices: tuple[str, ...] = ()
    copy: Copy | None = None
    ready: tuple[Line, ...] = ()


@writes("letter")
def write_letter(
    workspace: Workspace, asked: Asked = AS_IT_IS, progress: Progress | None = None, *, pdf: bool = False
) -> Letter:
    """Write ``ket-qua/Cong-van-<ky_ma>.docx``; as of a day, a file of its own that says the day.

    Args:
        workspace: The folder of the period.
        asked: As of when, and how locked files are opened.
        progress: Told of files read; a ``Watch`` can stop the job as well.
        pdf: Write the signing copy too, ``Cong-van-<ky_ma>.pdf``.

    Raises:
        CatalogueError: The catalogue has mistakes.
        StoppedError: ``progress`` says that the job is not wanted any more; nothing is written.
        WorkspaceError: The workspace or the template cannot be read, or the letter cannot be written.
    """
    with standing_of(workspace, asked, progress, reuse=Reuse.AFRESH) as standing:
        catalogue, day = standing.catalogue, asked.as_of
        compared = standing.comparison
        appendix = appendix_of(catalogue, standing.account, day)
        units = unit_progress(catalogue, standing.account, compared)
        context = letter_context(catalogue, appendix, standing.figures, HD_36_2018, compared, day, units)
        path, template = _template(workspace)
        office, own = catalogue.office, passages_of(workspace)
        own = own._replace(recipients=own.recipients or office.recipients)
        paper = Told(appendix.subject, office.name, catalogue.stamp, keyword(standing))
        try:
            must_say = [context[place] for place in ("du_thao", "tinh_den", "nhap_tay")]
            content = letter_bytes(template, context, paper, must_say, own)
        except TemplateError as error:
            raise WorkspaceError(words.BAD_TEMPLATE.format(path=path, why=shorten(str(error), 200))) from error
        target = workspace.results / f"{dated(f'Cong-van-{catalogue.period.code}', day)}.docx"
        differs = other_inputs(standing)
        told = edits_of(target, content)
        written = write_result(target, content)
        note_texts(written.path, content)
        copy = None
        if pdf:
            without = _TABLE not in places_of(template)
            copy = write_copy(standing, (written.path, content), paper, with_appendix=without, progress=progress)
        ready = readiness(standing)
    notices = (*standing.notices, *written.notices, *told, *((differs,) if differs else ()))
    return Letter(written, bool(context["du_thao"]), notices, copy, ready)


def _template(workspace: Workspace) -> tuple[str, bytes]:
    path: Path | None = template_path(workspace, TEMPLATE)
    if path is None:
        from dangvien_xlsx.letter.template_writer import template_bytes

        return TEMPLATE, template_bytes(HD_36_2018)
    try:
        return str(path), path.read_bytes()
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=why(error))) from error
