"""The command that drafts the letter."""

import sys
from pathlib import Path

import click

from dangvien_xlsx.cli.vietnamese import VietnameseCommand
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import letter as words

COMPLETE, DRAFT = 0, 1
"""Exit codes: a letter with all figures; a draft, since data are missing."""


def _letter(folder: Path) -> None:
    from dangvien_xlsx.pipeline.letter import write_letter
    from dangvien_xlsx.workspace.folder import Workspace

    letter = write_letter(Workspace(folder))
    if letter.is_draft:
        click.echo(words.LETTER_DRAFT)
    for notice in letter.written.notices:
        click.echo(notice, err=True)
    click.echo(words.LETTER_DONE.format(path=letter.written.path))
    sys.exit(DRAFT if letter.is_draft else COMPLETE)


_FOLDER = click.Argument(
    ["folder"], metavar=general.METAVAR_FOLDER, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
LETTER_COMMAND = VietnameseCommand("letter", callback=_letter, params=[_FOLDER], help=words.HELP_LETTER)
