"""Writes the forms to send, one a unit that exists in the period."""

from pathlib import Path

from dangvien_xlsx.excel.form.series import FormSeries
from dangvien_xlsx.judging.identity import form_file_name
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.pipeline.by_hand import by_hand_path, write_by_hand
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.workspace.folder import Declared, Progress, Workspace, why, write_file
from dangvien_xlsx.workspace.locks import writes


@writes("forms")
def write_forms(workspace: Workspace, progress: Progress | None = None, declared: Declared | None = None) -> list[Path]:
    """Write a form for each unit into ``gui-di/``, and the workbook for figures by hand unless it is there.

    Args:
        workspace: The folder of the period.
        progress: Told of forms written.
        declared: The catalogue, where the caller has read it already.

    Raises:
        CatalogueError: The catalogue has mistakes; nothing is written.
        WorkspaceError: A form cannot be written.
    """
    catalogue = (declared or workspace.declared()).catalogue
    try:
        write_by_hand(workspace, catalogue)
    except OSError as error:
        raise WorkspaceError(words.CANNOT_WRITE.format(path=by_hand_path(workspace), why=why(error))) from error
    series = FormSeries(catalogue)
    written = []
    for unit in catalogue.active_units:
        path = workspace.forms / form_file_name(unit)
        content = series.form(unit)
        try:
            if not (path.exists() and path.read_bytes() == content):
                write_file(path, content, lasting=False)
        except OSError as error:
            raise WorkspaceError(words.CANNOT_WRITE.format(path=path, why=why(error))) from error
        written.append(path)
        if progress:
            progress(len(written), len(catalogue.active_units))
    return written
