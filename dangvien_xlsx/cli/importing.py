"""The command that takes an earlier period into the book from a table."""

from pathlib import Path

import click

from dangvien_xlsx.cli.parameters import FILE, command, folder_argument
from dangvien_xlsx.cli.printing import leave, say
from dangvien_xlsx.model.errors import WrongUseError
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import history as words


@command("import", words.HELP_IMPORT)
@folder_argument
@click.argument("file", metavar=general.METAVAR_FILE, type=FILE)
@click.option("--period", "code", required=True, metavar=words.METAVAR_PERIOD, help=words.HELP_IMPORT_PERIOD)
@click.option("--map", "pairs", multiple=True, metavar=words.METAVAR_MAP, help=words.HELP_IMPORT_MAP)
def import_table(folder: Path, file: Path, code: str, pairs: tuple[str, ...]) -> None:
    """Take an earlier period into the book.

    Args:
        folder: The workspace's folder.
        file: The table.
        code: The period's code.
        pairs: ``header=code``, each.
    """
    from dangvien_xlsx.pipeline.importing import import_period
    from dangvien_xlsx.workspace.folder import Workspace

    mapping = {}
    for pair in pairs:
        header, _, indicator = pair.rpartition("=")
        if not header:
            raise WrongUseError(words.IMPORT_BAD_MAP.format(pair=pair))
        mapping[header.strip()] = indicator.strip()
    taken = import_period(Workspace(folder), file, code, mapping)
    for mistake in taken.mistakes:
        say(mistake)
    if taken.unused:
        say(words.IMPORT_UNUSED.format(headers="; ".join(taken.unused)), err=True)
    if taken.mistakes:
        say(words.IMPORT_REFUSED.format(count=len(taken.mistakes)))
    else:
        say(words.IMPORTED.format(period=taken.period, units=taken.units, total=taken.total))
    leave(complete=not taken.mistakes)
