"""The commands that prove a result and close a period."""

from pathlib import Path
from typing import TYPE_CHECKING

from dangvien_xlsx.cli.parameters import command, folder_argument, json_option, standing_options
from dangvien_xlsx.cli.printing import leave, say, say_json, tell
from dangvien_xlsx.cli.progress import progress
from dangvien_xlsx.text import commands as general
from dangvien_xlsx.text import proof as words

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.asked import Asked


@command("verify", words.HELP_VERIFY)
@folder_argument
@json_option
@standing_options()
def verify(folder: Path, as_json: bool, asked: "Asked") -> None:
    """Make the summary once more and compare.

    Args:
        folder: The workspace's folder.
        as_json: Print one JSON object and nothing else on stdout.
        asked: As of when, and how locked files are opened.
    """
    from dangvien_xlsx.model.indicator import ADMITTED
    from dangvien_xlsx.pipeline.ready import told as told_of
    from dangvien_xlsx.pipeline.verify import verify as run
    from dangvien_xlsx.workspace.folder import Workspace

    with progress(general.READ_PROGRESS) as told:
        verified = run(Workspace(folder), asked, told)
    if as_json:
        about: dict[str, object] = {"summary": str(verified.path), "differences": list(verified.differences)}
        about["ready"] = [line._asdict() for line in verified.ready]
        say_json(about)
    else:
        for line in verified.differences:
            say(line)
        figures = verified.standing.figures
        counts = {"files": len(verified.standing.account.receipts), "units": figures.units()}
        agrees = words.VERIFIED.format(total=figures.sum(ADMITTED), **counts)
        say(words.DIFFERS.format(count=len(verified.differences)) if verified.differences else agrees)
        for line in told_of(verified.ready):
            say(line)
    tell(verified.notices)
    leave(complete=not verified.differences)


@command("close", words.HELP_CLOSE)
@folder_argument
@standing_options(day=False)
def close(folder: Path, asked: "Asked") -> None:
    """Close the period, or say what stands in the way."""
    from dangvien_xlsx.pipeline.closing import close_period
    from dangvien_xlsx.workspace.folder import Workspace

    with progress(general.READ_PROGRESS) as told:
        closing = close_period(Workspace(folder), asked, told)
    tell(closing.notices)
    if closing.open_points:
        say(words.CLOSE_REFUSED.format(count=closing.open_points, path=closing.path))
    else:
        say(words.CLOSED.format(period=closing.period, total=closing.total))
    leave(complete=not closing.open_points)
