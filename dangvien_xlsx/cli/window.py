"""The command that opens the window."""

import sys
from pathlib import Path

import click

from dangvien_xlsx.cli.parameters import command
from dangvien_xlsx.cli.printing import COMPLETE, FAILED, say
from dangvien_xlsx.text import commands as words


@command("window", words.HELP_WINDOW)
@click.argument("folder", metavar=words.METAVAR_FOLDER, type=click.Path(exists=True, path_type=Path), required=False)
def window(folder: Path | None) -> None:
    """Open the window; where there is no screen, say so."""
    try:
        from dangvien_xlsx.model.errors import NoScreenError
        from dangvien_xlsx.window.main import open_window
    except ImportError as error:  # a Python without Tk
        say(words.NO_DISPLAY.format(why=error), err=True)
        sys.exit(FAILED)
    try:
        open_window(folder)
    except NoScreenError as error:
        say(words.NO_DISPLAY.format(why=error), err=True)
        sys.exit(FAILED)
    sys.exit(COMPLETE)
