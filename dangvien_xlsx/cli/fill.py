"""The command that hands the totals to the level above."""

import sys
from pathlib import Path

import click

from dangvien_xlsx.cli.vietnamese import VietnameseCommand
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import fill as words

COMPLETE, INCOMPLETE = 0, 1
"""Exit codes: filled; filled, with something to see to first."""


def _fill(form: Path, workspace: Path, output: Path | None) -> None:
    from dangvien_xlsx.pipeline.fill import fill_form
    from dangvien_xlsx.workspace.folder import Workspace

    filled = fill_form(form, Workspace(workspace), output)
    click.echo(words.FILLED.format(total=filled.total, unit=filled.unit, path=filled.path))
    for notice in filled.notices:
        click.echo(notice, err=True)
    sys.exit(INCOMPLETE if filled.notices else COMPLETE)


_FORM = click.Argument(
    ["form"], metavar=general.METAVAR_FILE, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
_FROM = click.Option(
    ["--from", "workspace"],
    required=True,
    metavar=general.METAVAR_FOLDER,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=words.HELP_FROM,
)
_OUTPUT = click.Option(
    ["--output"],
    metavar=general.METAVAR_FILE,
    type=click.Path(dir_okay=False, path_type=Path),
    help=words.HELP_OUTPUT,
)
FILL_COMMAND = VietnameseCommand("fill", callback=_fill, params=[_FORM, _FROM, _OUTPUT], help=words.HELP_FILL)
