"""The commands before anything comes back: a new workspace, its forms; and the check of single forms."""

from pathlib import Path

import click

from dangvien_xlsx.cli.parameters import FILE, FOLDER, command, folder_argument, json_option
from dangvien_xlsx.cli.printing import counts, leave, print_findings, say, say_json, tell
from dangvien_xlsx.cli.progress import progress
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.fold import thousands


@command("init", words.HELP_INIT)
@click.argument("folder", metavar=words.METAVAR_FOLDER, type=click.Path(file_okay=False, path_type=Path))
@click.option("--from", "earlier", type=FOLDER, metavar=words.METAVAR_FOLDER, help=words.HELP_FROM)
@click.option("--kind", metavar=words.METAVAR_KIND, default="", help=words.HELP_KIND)
def init(folder: Path, earlier: Path | None, kind: str) -> None:
    """Start a workspace.

    Args:
        folder: Where; it need not be there yet.
        earlier: The workspace whose catalogue is copied, period moved on.
        kind: The kind of a blank catalogue.
    """
    from dangvien_xlsx.pipeline.start import start_workspace, told_of_start

    workspace = start_workspace(folder, earlier, kind)
    for notice in told_of_start(folder, earlier):
        say(notice)
    say(words.INIT_DONE.format(folder=workspace.folder))


@command("forms", words.HELP_FORMS)
@folder_argument
def forms(folder: Path) -> None:
    """Write the forms."""
    from dangvien_xlsx.pipeline.forms import write_forms
    from dangvien_xlsx.workspace.folder import Workspace

    workspace = Workspace(folder)
    with progress(words.FORMS_PROGRESS) as told:
        written = write_forms(workspace, told)
    tell(written.notices)
    say(words.FORMS_DONE.format(count=thousands(len(written.paths)), folder=workspace.forms))


@command("check", words.HELP_CHECK)
@click.argument("files", metavar=words.METAVAR_FILES, nargs=-1, required=True, type=FILE)
@json_option
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check forms."""
    from dangvien_xlsx.pipeline.check import check_files

    checked = check_files(files)
    findings = [finding for file in checked for finding in file.findings]
    if as_json:
        told = {"findings": [item.as_dict() for item in findings], "files": [file.as_dict() for file in checked]}
        say_json(told)
    else:
        for file in checked:
            if file.is_valid:
                say(words.CHECK_CLEAN.format(file=file.path, unit=file.unit))
            print_findings(file.findings)
        say(
            words.CHECK_SUMMARY.format(
                files=thousands(sum(not file.is_ignored for file in checked)), **counts(findings)
            )
        )
    leave(complete=all(file.is_valid or file.is_ignored for file in checked))
