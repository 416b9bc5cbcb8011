"""The command that writes the summary, and the one that the double-click runs."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangvien_xlsx.cli.parameters import command, folder_argument, json_option, output_option, standing_options
from dangvien_xlsx.cli.printing import counts, leave, print_kinds, say, say_json, tell
from dangvien_xlsx.cli.progress import progress
from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.names import CATALOGUE_FILE

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.asked import Asked
    from dangvien_xlsx.pipeline.consolidate import Consolidation
    from dangvien_xlsx.workspace.folder import Workspace


@command("consolidate", words.HELP_CONSOLIDATE)
@folder_argument
@json_option
@output_option(words.HELP_OUTPUT)
@click.option("--open", "open_result", is_flag=True, help=words.HELP_OPEN)
@click.option("--reopen", is_flag=True, help=words.HELP_REOPEN)
@standing_options()
def consolidate(
    folder: Path, as_json: bool, output: Path | None, open_result: bool, reopen: bool, asked: "Asked"
) -> None:
    """Write the summary.

    Args:
        folder: The workspace's folder.
        as_json: Print one JSON object and nothing else on stdout.
        output: Where to write instead of the usual place.
        open_result: Open the summary when done.
        reopen: Open a closed period again first.
        asked: As of when, and how locked files are opened.
    """
    from dangvien_xlsx.pipeline.ahead import begin

    begin(folder / CATALOGUE_FILE)
    from dangvien_xlsx.pipeline.consolidate import consolidate as run
    from dangvien_xlsx.workspace.folder import Workspace
    from dangvien_xlsx.workspace.opening import open_path

    workspace = Workspace(folder)
    if reopen or not asked.as_of:  # a summary as of a day is a paper of its own: it leaves the closed result as it is
        _mind_closing(workspace, output, reopen=reopen)
    with progress(words.READ_PROGRESS) as told:
        result = run(workspace, asked, output, told)
        can_ask = not as_json and sys.stdin.isatty() and sys.stderr.isatty()
        if not asked.password and result.standing.has_locked_files and can_ask:
            with suppress(click.Abort):  # the result without them is written already
                typed = click.prompt(words.UNLOCK_ASK, default="", show_default=False, hide_input=True, err=True)
                result = run(workspace, asked._replace(password=typed), output, told) if typed else result
    if as_json:
        say_json(result.as_dict())
        tell(result.written.notices)
    else:
        _print(result)
    if open_result:
        tell(filter(None, (open_path(result.written.path),)))
    leave(complete=result.standing.is_complete)


@command("launch", words.HELP_LAUNCH, hidden=True)
@folder_argument
@click.pass_context
def launch(context: click.Context, folder: Path) -> None:
    """Consolidate a workspace, or the newest of a folder of workspaces, and open the result: the double-click."""
    from dangvien_xlsx.workspace.newest import newest_workspace

    context.invoke(consolidate, folder=newest_workspace(folder).folder, open_result=True)


def _mind_closing(workspace: "Workspace", output: Path | None, *, reopen: bool) -> None:
    """Leave a closed period's result as it is, unless it is opened again; a copy elsewhere may always be made."""
    from dangvien_xlsx.workspace.folder import CLOSED

    if not (workspace.folder / CLOSED).exists() or (output and not reopen):
        return
    from dangvien_xlsx.pipeline import closing

    (closing.reopen if reopen else closing.refuse_if_closed)(workspace)


def _print(result: "Consolidation") -> None:
    findings = result.standing.account.findings
    names = {code: unit.name for code, unit in result.standing.catalogue.unit.items()}
    print_kinds([item for item in findings if item.severity is not Severity.INFO], names, result.open_until)
    say(result.told)
    say(words.RESULT_PROGRESS.format(progress=result.progress_told))
    say(words.RESULT_FINDINGS.format(**counts(findings)))
    tell(result.written.notices)
    say(words.RESULT_FILE.format(path=result.written.path))
