"""The form that a unit is sent: what stands beside its inputs is of its own past, and of nobody else's."""

from collections.abc import Callable, Mapping
from datetime import date

from dangvien_xlsx.excel.form.beside import Beside
from dangvien_xlsx.excel.form.series import FormSeries
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.judging.unusual import Usual
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.unusual import with_words
from dangvien_xlsx.workspace.folder import Workspace, why

Attached = Callable[[Unit], bytes | None]
"""Gives the form that a unit's mail carries; nothing where it has not been made yet."""


def beside(catalogue: Catalogue, usual: Usual, unit: Unit, reasons: Mapping[str, str] | None = None) -> Beside:
    """Return what a unit's form shows and asks beside its inputs.

    The rules that need no past are asked in every form: targets are known when it is made, and what the intake would
    ask about the form asks first.

    Args:
        catalogue: What the form asks for.
        usual: What is usual for each unit.
        unit: Whose form it is.
        reasons: Those given already, by indicator code.
    """
    return Beside(
        previous=usual.figures(unit, usual.last),
        same_term=usual.figures(unit, usual.last_year),
        soft=with_words(usual.rules(unit, catalogue.indicators)),
        reasons=reasons or {},
    )


def blank_forms(catalogue: Catalogue, usual: Usual) -> Callable[[Unit], bytes]:
    """Return what gives each unit its blank form: the same bytes in ``gui-di/`` and with its mail."""
    series = FormSeries(catalogue)
    return lambda unit: series.form(unit, beside(catalogue, usual, unit))


def returned_forms(workspace: Workspace, catalogue: Catalogue, as_of: date | None) -> Attached:
    """Return what reads the form that goes back to a unit, as ``return`` wrote it.

    Args:
        workspace: The folder of the period.
        catalogue: Tells the names of files.
        as_of: The day that the forms are as of.
    """
    folder = workspace.returned(as_of)

    def returned(unit: Unit) -> bytes | None:
        path = folder / form_file_name(unit, catalogue.code_digits)
        try:
            return path.read_bytes() if path.is_file() else None
        except OSError as error:
            raise WorkspaceError(words.CANNOT_READ.format(path=path, why=why(error))) from error

    return returned
