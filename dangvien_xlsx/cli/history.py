"""The commands of the book of periods."""

from pathlib import Path

import click

from dangvien_xlsx.cli.parameters import OUTPUT, folder_argument
from dangvien_xlsx.cli.printing import leave, say, tell
from dangvien_xlsx.cli.vietnamese import VietnameseGroup
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import history as words


@click.group("history", cls=VietnameseGroup, help=words.HELP_HISTORY, subcommand_metavar=general.METAVAR_COMMAND)
def history() -> None:
    """Hold the commands of the book."""


@history.command("show", help=words.HELP_SHOW)
@folder_argument
@click.argument("unit", metavar=words.METAVAR_UNIT)
def show(folder: Path, unit: str) -> None:
    """Print what a unit reported, period by period."""
    from dangvien_xlsx.pipeline.history import unit_lines

    lines, notices = unit_lines(folder, unit)
    for line in lines:
        say(line)
    leave(complete=not tell(notices))


@history.command("export", help=words.HELP_EXPORT)
@folder_argument
@click.option("--format", "form", default="csv", metavar=words.METAVAR_FORMAT, help=words.HELP_FORMAT)
@click.option("--output", required=True, type=OUTPUT, metavar=general.METAVAR_FILE, help=words.HELP_EXPORT_OUTPUT)
@click.option("--recast", "is_recast", is_flag=True, help=words.HELP_RECAST)
def export(folder: Path, form: str, output: Path, is_recast: bool) -> None:
    """Write the long table.

    Args:
        folder: A workspace or the folder of workspaces.
        form: ``csv`` or ``parquet``.
        output: Where.
        is_recast: Under the units of today.
    """
    from dangvien_xlsx.pipeline.history import export_periods

    exported = export_periods(folder, form, output, is_recast=is_recast)
    say(words.EXPORTED.format(count=exported.rows, periods=exported.periods, path=exported.path))
    leave(complete=not tell(exported.notices))


@history.command("rebuild", help=words.HELP_REBUILD)
@folder_argument
def rebuild(folder: Path) -> None:
    """Make the book anew from the workspaces."""
    from dangvien_xlsx.pipeline.history import rebuild as run

    made = run(folder)
    about = {"path": made.path, "count": made.periods, "missing": made.missing, "digest": made.digest}
    say(words.REBUILT.format(**about))
    leave(complete=not tell(made.notices))


@history.command("verify", help=words.HELP_VERIFY)
@folder_argument
def verify(folder: Path) -> None:
    """Compare the book with the files that still exist."""
    from dangvien_xlsx.pipeline.history import hold

    held = hold(folder)
    for line in held.differences:
        say(line)
    agrees = words.VERIFIED.format(periods=held.periods, files=held.files)
    say(words.VERIFY_DIFFERS.format(count=len(held.differences)) if held.differences else agrees)
    leave(complete=not (tell(held.notices) or held.differences))
