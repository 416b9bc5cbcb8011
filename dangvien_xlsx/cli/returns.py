"""The command that writes the forms to give back."""

import json
import sys
from pathlib import Path

import click

from dangvien_xlsx.cli.vietnamese import VietnameseCommand
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import returns as words

NOTHING, SOME = 0, 1
"""Exit codes: no form has to go back; some have."""


def _return(folder: Path, as_json: bool) -> None:
    from dangvien_xlsx.pipeline.returns import write_returns
    from dangvien_xlsx.workspace.folder import RETURNED, Workspace

    returned = write_returns(Workspace(folder))
    if as_json:
        told = [
            {
                "unit": item.case.unit.code,
                "name": item.case.unit.name,
                "path": str(item.path),
                "findings": [finding.as_dict() for finding in item.case.findings],
            }
            for item in returned
        ]
        click.echo(json.dumps({"returned": told}, ensure_ascii=False, indent=1))
    else:
        for item in returned:
            about = {"unit": item.case.unit.name, "path": item.path, "count": len(item.case.findings)}
            click.echo(words.RETURNED.format(**about))
        done = words.RETURNED_DONE.format(count=len(returned), folder=folder / RETURNED)
        click.echo(done if returned else words.RETURNED_NONE)
    for notice in dict.fromkeys(notice for item in returned for notice in item.notices):
        click.echo(notice, err=True)
    sys.exit(SOME if returned else NOTHING)


_FOLDER = click.Argument(
    ["folder"], metavar=general.METAVAR_FOLDER, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
_JSON = click.Option(["--json", "as_json"], is_flag=True, help=general.HELP_JSON)
RETURN_COMMAND = VietnameseCommand("return", callback=_return, params=[_FOLDER, _JSON], help=words.HELP_RETURN)
