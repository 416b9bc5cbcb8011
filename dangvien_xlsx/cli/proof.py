"""The commands that prove a result and close a period."""

import json
import sys
from pathlib import Path

import click

from dangvien_xlsx.cli.vietnamese import VietnameseCommand
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import proof as words

COMPLETE, DIFFERS = 0, 1
"""Exit codes: as it was, or closed; something differs, or stands in the way."""


def _verify(folder: Path, as_json: bool) -> None:
    from dangvien_xlsx.model.indicator import ADMITTED
    from dangvien_xlsx.pipeline.verify import verify
    from dangvien_xlsx.workspace.folder import Workspace

    verified = verify(Workspace(folder))
    if as_json:
        told = {"summary": str(verified.path), "differences": list(verified.differences)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for line in verified.differences:
            click.echo(line)
        figures = verified.ready.figures
        counts = {"files": len(verified.ready.account.receipts), "units": figures.units()}
        agrees = words.VERIFIED.format(total=figures.sum(ADMITTED), **counts)
        click.echo(words.DIFFERS.format(count=len(verified.differences)) if verified.differences else agrees)
    sys.exit(DIFFERS if verified.differences else COMPLETE)


def _close(folder: Path) -> None:
    from dangvien_xlsx.pipeline.closing import close_period
    from dangvien_xlsx.workspace.folder import Workspace

    closing = close_period(Workspace(folder))
    if closing.open_points:
        click.echo(words.CLOSE_REFUSED.format(count=closing.open_points, path=closing.path))
        sys.exit(DIFFERS)
    click.echo(words.CLOSED.format(period=closing.period, total=closing.total))
    sys.exit(COMPLETE)


def _folder() -> click.Argument:
    return click.Argument(
        ["folder"], metavar=general.METAVAR_FOLDER, type=click.Path(exists=True, file_okay=False, path_type=Path)
    )


_JSON = click.Option(["--json", "as_json"], is_flag=True, help=general.HELP_JSON)
PROOF_COMMANDS = (
    VietnameseCommand("verify", callback=_verify, params=[_folder(), _JSON], help=words.HELP_VERIFY),
    VietnameseCommand("close", callback=_close, params=[_folder()], help=words.HELP_CLOSE),
)
