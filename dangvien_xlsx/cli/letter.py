"""The command that drafts the letter."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangvien_xlsx.cli.parameters import command, folder_argument, standing_options
from dangvien_xlsx.cli.printing import leave, say, tell
from dangvien_xlsx.cli.progress import progress
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import letter as words
from dangvien_xlsx.text import signing

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.asked import Asked


@command("letter", words.HELP_LETTER)
@folder_argument
@click.option("--pdf", is_flag=True, help=signing.HELP_PDF)
@standing_options()
def letter(folder: Path, pdf: bool, asked: "Asked") -> None:
    """Write the letter; a draft, which lacks data, is not complete.

    Args:
        folder: The workspace's folder.
        pdf: Write the signing copy as well.
        asked: As of when, and how locked files are opened.
    """
    from dangvien_xlsx.pipeline.letter import write_letter
    from dangvien_xlsx.pipeline.ready import told as told_of
    from dangvien_xlsx.workspace.folder import Workspace

    with progress(general.READ_PROGRESS) as told:
        written = write_letter(Workspace(folder), asked, told, pdf=pdf)
    if written.is_draft:
        say(words.LETTER_DRAFT)
    tell(written.notices)
    say(words.LETTER_DONE.format(path=written.written.path))
    copy = written.copy
    if copy:
        tell(copy.notices)
        if copy.path:
            say(signing.PDF_DONE.format(path=copy.path))
    for line in told_of(written.ready):
        say(line)
    leave(complete=not written.is_draft and (copy is None or copy.path is not None))
