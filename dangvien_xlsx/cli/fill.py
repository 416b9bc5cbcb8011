"""The command that hands the totals to the level above."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangvien_xlsx.cli.parameters import FILE, FOLDER, command, output_option, standing_options
from dangvien_xlsx.cli.printing import leave, say, tell
from dangvien_xlsx.cli.progress import progress
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import fill as words

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.asked import Asked


@command("fill", words.HELP_FILL)
@click.argument("form", metavar=general.METAVAR_FILE, type=FILE)
@click.option("--from", "workspace", required=True, metavar=general.METAVAR_FOLDER, type=FOLDER, help=words.HELP_FROM)
@output_option(words.HELP_OUTPUT)
@standing_options()
def fill(form: Path, workspace: Path, output: Path | None, asked: "Asked") -> None:
    """Fill the form; with something to see to first, it is not complete.

    Args:
        form: The form of the level above.
        workspace: The workspace whose totals are typed.
        output: Where to write instead of the usual place.
        asked: As of when, and how locked files are opened.
    """
    from dangvien_xlsx.pipeline.fill import fill_form
    from dangvien_xlsx.workspace.folder import Workspace

    with progress(general.READ_PROGRESS) as told:
        filled = fill_form(form, Workspace(workspace), output, asked, told)
    say(words.FILLED.format(total=filled.total, unit=filled.unit, path=filled.path))
    leave(complete=not tell(filled.notices))
