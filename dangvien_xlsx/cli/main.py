"""The commands: parse, call one pipeline function, print. Heavy things are imported by the command that needs them."""

import gc
import json
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from dangvien_xlsx import __version__
from dangvien_xlsx.cli.fill import FILL_COMMAND
from dangvien_xlsx.cli.letter import LETTER_COMMAND
from dangvien_xlsx.cli.mail import MAIL_COMMANDS
from dangvien_xlsx.cli.progress import progress
from dangvien_xlsx.cli.proof import PROOF_COMMANDS
from dangvien_xlsx.cli.returns import RETURN_COMMAND
from dangvien_xlsx.cli.vietnamese import VietnameseGroup, misuse
from dangvien_xlsx.model.errors import CatalogueError, DangvienError, WrongUseError
from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.names import SEVERITIES

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.consolidate import Consolidation
    from dangvien_xlsx.workspace.folder import Workspace

COMPLETE, INCOMPLETE, WRONG_USE, FAILED = range(4)
"""Exit codes: complete and no error; done, with errors or units missing; wrong use; could not do it."""
LOG_VARIABLE = "DANGVIEN_XLSX_LOG"
"""Names the file that takes the details of an unexpected failure; the launchers set it."""
ENVIRONMENT_KEY = "DANGVIEN_XLSX_PASSWORD"
"""Holds the password of locked workbooks for those who do not want it in a command line."""

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUTPUT = click.Path(dir_okay=False, path_type=Path)


@click.group(
    cls=VietnameseGroup,
    subcommand_metavar=words.METAVAR_COMMAND,
    help=words.HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, help=words.HELP_VERSION)
def cli() -> None:
    """Hold the commands."""


@cli.command(help=words.HELP_INIT)
@click.argument("folder", metavar=words.METAVAR_FOLDER, type=click.Path(file_okay=False, path_type=Path))
@click.option("--from", "earlier", type=_FOLDER, metavar=words.METAVAR_FOLDER, help=words.HELP_FROM)
@click.option("--kind", metavar=words.METAVAR_KIND, default="", help=words.HELP_KIND)
def init(folder: Path, earlier: Path | None, kind: str) -> None:
    """Start a workspace."""
    from dangvien_xlsx.pipeline.start import start_workspace

    workspace = start_workspace(folder, earlier, kind)
    click.echo(words.INIT_DONE.format(folder=workspace.folder))


@cli.command(help=words.HELP_FORMS)
@click.argument("folder", metavar=words.METAVAR_FOLDER, type=_FOLDER)
def forms(folder: Path) -> None:
    """Write the forms."""
    from dangvien_xlsx.pipeline.forms import write_forms
    from dangvien_xlsx.workspace.folder import Workspace

    workspace = Workspace(folder)
    with progress(words.FORMS_PROGRESS) as told:
        written = write_forms(workspace, told)
    click.echo(words.FORMS_DONE.format(count=len(written), folder=workspace.forms))


@cli.command(help=words.HELP_CONSOLIDATE)
@click.argument("folder", metavar=words.METAVAR_FOLDER, type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help=words.HELP_JSON)
@click.option("--as-of", metavar=words.METAVAR_DATE, help=words.HELP_AS_OF)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar=words.METAVAR_FILE, help=words.HELP_OUTPUT
)
@click.option("--open", "open_result", is_flag=True, help=words.HELP_OPEN)
@click.option("--reopen", is_flag=True, help=words.HELP_REOPEN)
@click.option("--scheduler", metavar=words.METAVAR_ADDRESS, default="", help=words.HELP_SCHEDULER)
@click.option(
    "--password",
    metavar="TEXT",
    envvar=ENVIRONMENT_KEY,
    prompt=words.UNLOCK_PROMPT,
    prompt_required=False,
    hide_input=True,
    help=words.HELP_UNLOCK,
)
def consolidate(
    folder: Path,
    as_of: str | None = None,
    output: Path | None = None,
    password: str | None = None,
    scheduler: str = "",
    **asked: bool,
) -> None:
    """Write the summary."""
    from dangvien_xlsx.pipeline.consolidate import consolidate as run
    from dangvien_xlsx.workspace.folder import Workspace

    day = _day(as_of) if as_of else None
    as_json = asked.get("as_json", False)
    _mind_closing(Workspace(folder), output, reopen=asked.get("reopen", False))
    with progress(words.READ_PROGRESS) as told:
        result = run(Workspace(folder), output, day, told, password or "", scheduler)
        if not password and result.has_locked_files and not as_json and sys.stdin.isatty() and sys.stderr.isatty():
            with suppress(click.Abort):  # the result without them is written already
                typed = click.prompt(words.UNLOCK_ASK, default="", show_default=False, hide_input=True, err=True)
                result = run(Workspace(folder), output, day, told, typed, scheduler) if typed else result
    if as_json:
        click.echo(json.dumps(result.as_dict(), ensure_ascii=False, indent=1))
        _tell(result.written.notices)
    else:
        _print_result(result)
    if asked.get("open_result"):
        _open(result.written.path)
    sys.exit(COMPLETE if result.is_complete else INCOMPLETE)


def _mind_closing(workspace: "Workspace", output: Path | None, *, reopen: bool) -> None:
    """Leave a closed period's result as it is, unless it is opened again; a copy elsewhere may always be made."""
    from dangvien_xlsx.workspace.folder import CLOSED

    if not (workspace.folder / CLOSED).exists() or (output and not reopen):
        return
    from dangvien_xlsx.pipeline import closing

    (closing.reopen if reopen else closing.refuse_if_closed)(workspace)


@cli.command(help=words.HELP_CHECK)
@click.argument("files", metavar=words.METAVAR_FILES, nargs=-1, required=True, type=_FILE)
@click.option("--json", "as_json", is_flag=True, help=words.HELP_JSON)
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check forms."""
    from dangvien_xlsx.pipeline.check import check_files

    checked = check_files(files)
    findings = [finding for file in checked for finding in file.findings]
    if as_json:
        told = {"findings": [item.as_dict() for item in findings], "files": [file.as_dict() for file in checked]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for file in checked:
            if file.is_valid:
                click.echo(words.CHECK_CLEAN.format(file=file.path, unit=file.unit))
            _print_findings(file.findings)
        click.echo(words.CHECK_SUMMARY.format(files=len(checked), **_counts(findings)))
    sys.exit(COMPLETE if all(file.is_valid for file in checked) else INCOMPLETE)


@cli.command(hidden=True, help=words.HELP_LAUNCH)
@click.argument("folder", metavar=words.METAVAR_FOLDER, type=_FOLDER)
@click.pass_context
def launch(context: click.Context, folder: Path) -> None:
    """Consolidate a workspace, or the newest of a folder of workspaces, and open the result: the double-click."""
    from dangvien_xlsx.workspace.folder import newest_workspace

    context.invoke(consolidate, folder=newest_workspace(folder).folder, open_result=True)


for _command in (RETURN_COMMAND, LETTER_COMMAND, FILL_COMMAND, *PROOF_COMMANDS, *MAIL_COMMANDS):
    cli.add_command(_command)


def main() -> NoReturn:
    """Run the command line; turn every failure into a plain sentence and an exit code."""
    # A run is short and leaves few cycles behind: looking for them costs a tenth of it, and grows with the files.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        # A console of another code page must not make Vietnamese output fail.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    _quieten()
    code = COMPLETE
    try:
        cli.main(standalone_mode=False)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else FAILED
    except click.ClickException as error:
        click.echo(misuse(error), err=True)
        code = WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        code = _failure(words.INTERRUPTED)
    except CatalogueError as error:
        _print_findings(error.findings, stream=sys.stderr)
        code = _failure(words.CATALOGUE_WRONG.format(file="danh-muc.xlsx", count=len(error.findings)))
    except WrongUseError as error:
        click.echo(str(error), err=True)
        code = WRONG_USE
    except DangvienError as error:
        code = _failure(str(error))
    except MemoryError:
        code = _failure(words.OUT_OF_MEMORY)
    except Exception:  # the edge: whatever we did not foresee goes to the log, never to the user's screen
        code = _failure(words.UNEXPECTED.format(log=_log(traceback.format_exc())))
    _leave(code)


def _quieten() -> None:
    """Send what Python says by itself, of a thread that failed or a finalizer, to the log: no trace reaches a user."""
    threading.excepthook = lambda about: _log("".join(traceback.format_exception(about.exc_value)))
    sys.unraisablehook = lambda about: _log("".join(traceback.format_exception(about.exc_value)))
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _failure(message: str) -> int:
    click.echo(message, err=True)
    return FAILED


def _leave(code: int) -> NoReturn:
    """End the process at once: all files are written, and taking pandas down in order costs a third of a short run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _log(details: str) -> str:
    """Append an unexpected failure to the log; return the log's path."""
    import tempfile

    path = Path(os.environ.get(LOG_VARIABLE) or Path(tempfile.gettempdir(), "dangvien_xlsx.log"))
    try:
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {__version__} {sys.version}\n{details}\n")
    except OSError:
        return "-"
    return str(path)


def _day(text: str) -> date:
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    raise WrongUseError(words.BAD_DATE.format(value=text))


def _print_result(result: "Consolidation") -> None:
    findings = result.account.findings
    _print_findings([item for item in findings if item.severity is not Severity.INFO])
    click.echo(result.told)
    click.echo(words.RESULT_FINDINGS.format(**_counts(findings)))
    _tell(result.written.notices)
    click.echo(words.RESULT_FILE.format(path=result.written.path))


def _tell(notices: tuple[str, ...]) -> None:
    for notice in notices:
        click.echo(notice, err=True)


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    return {
        "errors": sum(item.severity is Severity.ERROR for item in findings),
        "warnings": sum(item.severity is Severity.WARNING for item in findings),
    }


def _print_findings(findings: Iterable[Finding], stream: TextIO | None = None) -> None:
    for item in findings:
        where = ", ".join(part for part in (item.file, item.sheet, item.cell) if part) or item.unit
        line = words.FINDING_LINE.format(
            severity=SEVERITIES[item.severity], place=where, message=item.message, remedy=item.remedy
        )
        click.echo(line, file=stream)


def _open(path: Path) -> None:
    """Open a file with the program that the system has for it; without a desktop there is nothing to open it on."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606  our own result, opened as a double-click would
    elif sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        click.launch(str(path))
