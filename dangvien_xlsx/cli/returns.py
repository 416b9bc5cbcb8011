"""The command that writes the forms to give back."""

from pathlib import Path
from typing import TYPE_CHECKING

from dangvien_xlsx.cli.parameters import command, folder_argument, json_option, standing_options
from dangvien_xlsx.cli.printing import leave, say, say_json, tell
from dangvien_xlsx.cli.progress import progress
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import returns as words

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.asked import Asked


@command("return", words.HELP_RETURN)
@folder_argument
@json_option
@standing_options()
def return_forms(folder: Path, as_json: bool, asked: "Asked") -> None:
    """Write the forms; complete where none has to go back.

    Args:
        folder: The workspace's folder.
        as_json: Print one JSON object and nothing else on stdout.
        asked: As of when, and how locked files are opened.
    """
    from dangvien_xlsx.pipeline.returns import write_returns
    from dangvien_xlsx.workspace.folder import Workspace

    workspace = Workspace(folder)
    with progress(general.READ_PROGRESS) as told:
        returned = write_returns(workspace, asked, told)
    if as_json:
        about = [
            {
                "unit": item.case.unit.code,
                "name": item.case.unit.name,
                "path": str(item.path),
                "findings": [finding.as_dict() for finding in item.case.findings],
            }
            for item in returned
        ]
        say_json({"returned": about})
    else:
        for item in returned:
            line = {"unit": item.case.unit.name, "path": item.path, "count": len(item.case.findings)}
            say((words.QUESTIONED if item.case.is_question else words.RETURNED).format(**line))
        done = words.RETURNED_DONE.format(count=len(returned), folder=workspace.returned(asked.as_of))
        say(done if returned else words.RETURNED_NONE)
    tell(notice for item in returned for notice in item.notices)
    leave(complete=all(item.case.is_question for item in returned))
