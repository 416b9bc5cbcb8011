"""Writes the forms to send, one a unit that exists in the period."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.judging.unusual import Usual
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.pipeline.by_hand import write_by_hand
from dangvien_xlsx.pipeline.earlier import comparison_of
from dangvien_xlsx.pipeline.obsolete import Due, named, set_aside, sweep
from dangvien_xlsx.pipeline.sent_forms import blank_forms
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text import obsolete
from dangvien_xlsx.workspace.folder import (
    Declared,
    Progress,
    Workspace,
    digest_of,
    ledger_of,
    remember,
    why,
    write_file,
)
from dangvien_xlsx.workspace.locks import writes
from dangvien_xlsx.workspace.marked import mark_doubts

_TOGETHER = 64
"""Forms that are noted in one go before they are written; noting each by itself would write the notes 3,000 times."""


class FormsWritten(NamedTuple):
    """The forms to send, and what the clerk has to be told: what is obsolete, what was kept."""

    paths: tuple[Path, ...]
    notices: tuple[str, ...] = ()


@writes("forms")
def write_forms(
    workspace: Workspace,
    progress: Progress | None = None,
    declared: Declared | None = None,
    redrafted: Path | None = None,
) -> FormsWritten:
    """Write a form for each unit into ``gui-di/``, and let the workbook for figures by hand follow the catalogue.

    Args:
        workspace: The folder of the period.
        progress: Told of forms written.
        declared: The catalogue, where the caller has read it already.
        redrafted: A folder whose drafts the caller makes anew; others that carry an old form are set aside.

    Raises:
        CatalogueError: The catalogue has mistakes; nothing is written.
        WorkspaceError: A form cannot be written.
    """
    declared = declared or workspace.declared()
    catalogue = declared.catalogue
    # Told before the day on which mails are to go out; a wrong address stops nobody else's form.
    notices = [*write_by_hand(workspace, catalogue), *mark_doubts(workspace, declared)]
    writer = _Writer(workspace)
    total = len(catalogue.active_units)
    earlier = comparison_of(workspace, catalogue)
    notices += earlier.notices
    usual = Usual(catalogue, earlier.comparison)
    for made in _batches(catalogue, usual):
        writer.write(made)
        if progress:
            progress(len(writer.paths), total)
    if writer.replaced:
        notices.append(obsolete.REPLACED.format(names=named(writer.replaced)))
    forms = frozenset(path.name for path in writer.paths)
    notices += sweep(workspace, Due(forms, frozenset(writer.changed), redrafted))
    return FormsWritten(tuple(writer.paths), tuple(notices))


def _batches(catalogue: Catalogue, usual: Usual) -> Iterator[dict[str, bytes]]:
    form, made = blank_forms(catalogue, usual), dict[str, bytes]()
    for unit in catalogue.active_units:
        made[form_file_name(unit, catalogue.code_digits)] = form(unit)
        if len(made) == _TOGETHER:
            yield made
            made = {}
    if made:
        yield made


class _Writer:
    """Writes forms into ``gui-di/`` and remembers which of them changed, and which somebody else had changed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.paths: list[Path] = []
        self.changed: list[str] = []
        self.replaced: list[str] = []

    def write(self, made: dict[str, bytes]) -> None:
        """Write some forms, by file name.

        Raises:
            WorkspaceError: One cannot be written.
        """
        folder = path = self.workspace.forms
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
        try:
            known = ledger_of(folder)
            remember(folder, digests)
            for name, content in made.items():
                path = folder / name
                self._write(path, content, digests[name], known.get(name, []))
        except OSError as error:
            raise WorkspaceError(words.CANNOT_WRITE.format(path=path, why=why(error))) from error

    def _write(self, path: Path, content: bytes, digest: str, known: list[str]) -> None:
        found = digest_of(path)
        if found != digest:
            if path.is_file():
                self.changed.append(path.name)
                if found not in known:  # somebody filled something in before sending it, or an earlier program wrote it
                    set_aside(self.workspace, path)
                    self.replaced.append(path.name)
            write_file(path, content, lasting=False)
        self.paths.append(path)
