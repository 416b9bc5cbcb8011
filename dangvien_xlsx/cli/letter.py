"""The command that drafts the letter."""

from pathlib import Path
from typing import TYPE_CHECKING

from dangvien_xlsx.cli.parameters import command, folder_argument, standing_options
from dangvien_xlsx.cli.printing import leave, say, tell
from dangvien_xlsx.cli.progress import progress
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import letter as words

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.standing import Asked


@command("letter", words.HELP_LETTER)
@folder_argument
@standing_options()
def letter(folder: Path, asked: "Asked") -> None:
    """Write the letter; a draft, which lacks data, is not complete."""
    from dangvien_xlsx.pipeline.letter import write_letter
    from dangvien_xlsx.workspace.folder import Workspace

    with progress(general.READ_PROGRESS) as told:
        written = write_letter(Workspace(folder), asked, told)
    if written.is_draft:
        say(words.LETTER_DRAFT)
    tell(written.notices)
    say(words.LETTER_DONE.format(path=written.written.path))
    leave(complete=not written.is_draft)
