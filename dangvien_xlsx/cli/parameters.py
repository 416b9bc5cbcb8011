"""The arguments and options that several commands have, each declared once."""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from dangvien_xlsx.cli.vietnamese import VietnameseCommand
from dangvien_xlsx.model.errors import WrongUseError
from dangvien_xlsx.text import commands as words

UNLOCK_VARIABLE = "DANGVIEN_XLSX_PASSWORD"
"""Holds the password of locked workbooks for scripts: a command line can be read by everybody on the machine."""

Function = Callable[..., Any]

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)


def day_of(typed: str) -> date:
    """Return a day as people in Vietnam write it, or as computers do.

    Raises:
        WrongUseError: It is no day.
    """
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed.strip(), pattern).date()
        except ValueError:
            continue
    raise WrongUseError(words.BAD_DATE.format(value=typed))


def command(name: str, told: str, *, hidden: bool = False) -> Callable[[Function], click.Command]:
    """Return the decorator that makes a function a command.

    Args:
        name: What is typed.
        told: Its help, one sentence.
        hidden: Leave it out of the list of commands.
    """
    return click.command(name, cls=VietnameseCommand, help=told, hidden=hidden)


def folder_argument(function: Function) -> Function:
    """Add the workspace's folder."""
    return click.argument("folder", metavar=words.METAVAR_FOLDER, type=FOLDER)(function)


def json_option(function: Function) -> Function:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help=words.HELP_JSON)(function)


def output_option(told: str) -> Callable[[Function], Function]:
    """Return what adds ``--output``; ``told`` is its help."""
    return click.option("--output", type=OUTPUT, metavar=words.METAVAR_FILE, help=told)


def standing_options(*, day: bool = True) -> Callable[[Function], Function]:
    """Return what adds the options of how a period stands; the function is given them as one ``asked``.

    Args:
        day: Whether it can be asked as of a day.
    """

    def decorate(function: Function) -> Function:
        @wraps(function)
        def with_asked(*, password: bool, scheduler: str, as_of: date | None = None, **given: Any) -> Any:
            from dangvien_xlsx.pipeline.asked import Asked

            return function(asked=Asked(as_of, _password(is_asked=password), scheduler), **given)

        options = [
            click.option("--password", is_flag=True, help=words.HELP_UNLOCK),
            click.option("--scheduler", metavar=words.METAVAR_ADDRESS, default="", help=words.HELP_SCHEDULER),
        ]
        if day:
            options.insert(0, click.option("--as-of", type=day_of, metavar=words.METAVAR_DATE, help=words.HELP_AS_OF))
        decorated: Function = with_asked
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate


def _password(*, is_asked: bool) -> str:
    if not is_asked:
        return os.environ.get(UNLOCK_VARIABLE, "")
    if sys.stdin.isatty():
        typed: str = click.prompt(words.UNLOCK_PROMPT, hide_input=True, err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")
