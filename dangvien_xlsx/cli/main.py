"""The door: gathers the commands, and turns every failure into a plain sentence and an exit code."""

import errno
import os
import sys
import threading
import warnings
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from dangvien_xlsx import __version__
from dangvien_xlsx.cli.printing import COMPLETE, FAILED, WRONG_USE, print_findings, say
from dangvien_xlsx.cli.vietnamese import VietnameseGroup, misuse
from dangvien_xlsx.model.errors import CatalogueError, DangvienError, WrongUseError
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.os_reasons import why

_ROOMS = {
    "consolidate": ("consolidate", "launch"),
    "fill": ("fill",),
    "forms": ("init", "forms", "check"),
    "history": ("history",),
    "importing": ("import",),
    "letter": ("letter",),
    "mail": ("fetch", "drafts", "send"),
    "proof": ("verify", "close"),
    "returns": ("return",),
    "window": ("window",),
}
"""The modules of this package, and the commands in each."""
COMMANDS = {name: module for module, names in _ROOMS.items() for name in names}
_CHILDREN = {"dangvien_xlsx.intake.pools": "stop_warm", "dangvien_xlsx.pipeline.counting": "stop_counting"}
"""What keeps children, if it is loaded, and how they are taken down."""


class Commands(VietnameseGroup):
    """The commands; a module is loaded when a command of it is asked for, or the list of all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or nothing where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"dangvien_xlsx.cli.{COMMANDS[cmd_name]}")
        return next(item for item in vars(module).values() if isinstance(item, click.Command) and item.name == cmd_name)


@click.group(
    cls=Commands,
    subcommand_metavar=words.METAVAR_COMMAND,
    help=words.HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, help=words.HELP_VERSION)
def cli() -> None:
    """Hold the commands."""


def main() -> NoReturn:
    """Run the command line; turn every failure into a plain sentence and an exit code."""
    _give_streams()
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
        for line in misuse(error).splitlines():
            say(line, err=True)
        code = WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        code = _failure(words.INTERRUPTED)
    except CatalogueError as error:
        print_findings(error.findings, stream=sys.stderr)
        for note in getattr(error, "__notes__", ()):
            say(note, err=True)
        code = _failure(words.CATALOGUE_WRONG.format(file="danh-muc.xlsx", count=len(error.findings)))
    except WrongUseError as error:
        say(str(error), err=True)
        code = WRONG_USE
    except DangvienError as error:
        code = _failure(str(error))
    except MemoryError:
        code = _failure(words.OUT_OF_MEMORY)
    except Exception as error:  # the edge: whatever we did not foresee goes to the log, never to the user's screen
        code = _failure(words.UNEXPECTED.format(log=_log(error)))
    _leave(_heard(code))


def _heard(code: int) -> int:
    lost = _unsaid()
    return _failure(words.CANNOT_SAY.format(why=why(lost))) if lost and code != FAILED else code


def _unsaid() -> OSError | None:
    """Return why what we printed did not arrive, if it did not: a full disk behind ``>``, say."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return error if error.errno != errno.EPIPE else None  # who reads no further has read enough
    except ValueError:
        return None  # closed
    return None


def _give_streams() -> None:
    """Give a program that was started without a console (``pythonw``, a service) streams that lead nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  stays open


def _quieten() -> None:
    """Send what Python says by itself, of a thread that failed or a finalizer, to the log: no trace reaches a user."""
    threading.excepthook = lambda about: _log(about.exc_value)
    sys.unraisablehook = lambda about: _log(about.exc_value)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _log(error: BaseException | None) -> str:
    import traceback

    from dangvien_xlsx.workspace.log import log

    return log("".join(traceback.format_exception(error)))


def _failure(message: str) -> int:
    say(message, err=True)
    return FAILED


def _leave(code: int) -> NoReturn:
    """End the process at once: all files are written, and taking pandas down in order costs a third of a short run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    for module, stop in _CHILDREN.items():
        if module in sys.modules:
            getattr(sys.modules[module], stop)()
    os._exit(code)
