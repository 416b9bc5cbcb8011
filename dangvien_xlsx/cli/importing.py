"""The command that takes a table in: of the running period as one more source, of an earlier one into the book."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from dangvien_xlsx.cli.parameters import FILE, command, folder_argument
from dangvien_xlsx.cli.printing import leave, print_findings, say
from dangvien_xlsx.model.errors import WrongUseError
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import history as words


@command("import", words.HELP_IMPORT)
@folder_argument
@click.argument("file", metavar=general.METAVAR_FILE, type=FILE)
@click.option("--period", "code", default="", metavar=words.METAVAR_PERIOD, help=words.HELP_IMPORT_PERIOD)
@click.option("--map", "pairs", multiple=True, metavar=words.METAVAR_MAP, help=words.HELP_IMPORT_MAP)
def import_table(folder: Path, file: Path, code: str, pairs: tuple[str, ...]) -> None:
    """Take a table in.

    Args:
        folder: The workspace's folder.
        file: The table.
        code: The period's code; blank for the folder's own.
        pairs: ``header=code``, each.
    """
    from dangvien_xlsx.workspace.folder import Workspace

    workspace = Workspace(folder)
    mapping = _mapping(pairs)
    if code and code.strip() != workspace.catalogue().period.code:
        _earlier(folder, file, code, mapping)
    else:
        _running(folder, file, mapping)


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        header, _, code = pair.rpartition("=")
        if not header.strip():
            raise WrongUseError(words.IMPORT_BAD_MAP.format(pair=pair))
        mapping[header.strip()] = code.strip()
    return mapping


def _earlier(folder: Path, file: Path, code: str, mapping: Mapping[str, str]) -> None:
    from dangvien_xlsx.pipeline.importing import import_period
    from dangvien_xlsx.workspace.folder import Workspace

    taken = import_period(Workspace(folder), file, code, mapping)
    for mistake in taken.mistakes:
        say(mistake)
    _say_unused(taken.unused)
    if taken.mistakes:
        say(words.IMPORT_REFUSED.format(count=len(taken.mistakes)))
    else:
        say(words.IMPORTED.format(period=taken.period, units=taken.units, total=taken.total))
    leave(complete=not taken.mistakes)


def _running(folder: Path, file: Path, mapping: Mapping[str, str]) -> None:
    from dangvien_xlsx.model.findings import is_error
    from dangvien_xlsx.pipeline.answers import take_in
    from dangvien_xlsx.workspace.folder import Workspace

    taken = take_in(Workspace(folder), file, mapping)
    say(words.IMPORT_COLUMNS)
    for header, name in taken.table.meanings:
        say(words.IMPORT_COLUMN.format(header=header, name=name))
    if taken.table.has_times:
        order = words.IMPORT_DAY_FIRST if taken.table.columns.day_first else words.IMPORT_MONTH_FIRST
        say(words.IMPORT_DAYS.format(order=order))
    _say_unused(taken.table.unused)
    print_findings(taken.findings)
    errors = sum(map(is_error, taken.findings))
    say(words.TOOK.format(path=taken.path, rows=taken.rows, units=taken.units, total=taken.total))
    if errors:
        say(words.TOOK_TROUBLE.format(count=errors))
    leave(complete=not errors)


def _say_unused(headers: Sequence[str]) -> None:
    if headers:
        say(words.IMPORT_UNUSED.format(headers="; ".join(headers)), err=True)
