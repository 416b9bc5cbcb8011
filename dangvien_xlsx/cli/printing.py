"""What several commands print, and the exit codes."""

import json
import math
import sys
from collections.abc import Iterable
from typing import TextIO

import click

from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.fold import one_line
from dangvien_xlsx.text.names import SEVERITIES

COMPLETE, INCOMPLETE, WRONG_USE, FAILED = range(4)
"""Exit codes: complete and no error; done, with something to see to; wrong use; could not do it."""


def printable(text: str) -> str:
    """Return text as a terminal may be sent it: one line, nothing that moves, colours, titles or turns anything."""
    return one_line(text)


def say(text: str, *, err: bool = False, stream: TextIO | None = None) -> None:
    """Print one line; the only way to the terminal, whatever a name or a subject in it holds.

    Args:
        text: What; line breaks in it are names' own, and become spaces.
        err: On stderr.
        stream: Where else.
    """
    click.echo(printable(text), err=err, file=stream)


def say_json(told: object) -> None:
    """Print one JSON object that every reader takes: no ``Infinity``, and what acts on a screen as ``\\u…``."""
    text = json.dumps(_finite(told), ensure_ascii=False, indent=1, allow_nan=False)
    click.echo(text if all(map(str.isprintable, text.split("\n"))) else "".join(map(_escaped, text)))


def _finite(told: object) -> object:
    """Return data in which a number that is none (a cell's 1e999) is nothing: JSON has no word for it."""
    if isinstance(told, float):
        return told if math.isfinite(told) else None
    if isinstance(told, dict):
        return {name: _finite(value) for name, value in told.items()}
    return [_finite(value) for value in told] if isinstance(told, list | tuple) else told


def _escaped(letter: str) -> str:
    return letter if letter == "\n" or letter.isprintable() else json.dumps(letter).strip('"')


def tell(notices: Iterable[str]) -> bool:
    """Print what the user has to be told, beside the result; return whether there was anything."""
    told = list(dict.fromkeys(notices))
    for notice in told:
        say(notice, err=True)
    return bool(told)


def print_findings(findings: Iterable[Finding], stream: TextIO | None = None) -> None:
    """Print findings, each with its place and its remedy."""
    for item in findings:
        where = ", ".join(part for part in (item.file, item.sheet, item.cell) if part) or item.unit
        about = {"place": where, "message": item.message, "remedy": item.remedy}
        for line in words.FINDING_LINE.splitlines():  # a line break of ours; one in a name of theirs is a space
            say(line.format(severity=SEVERITIES[item.severity], **about), stream=stream)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many errors and warnings there are, as the sentences name them."""
    weights = [item.severity for item in findings]
    return {"errors": weights.count(Severity.ERROR), "warnings": weights.count(Severity.WARNING)}


def leave(*, complete: bool) -> None:
    """End the command with the exit code of a result that is complete, or is not."""
    sys.exit(COMPLETE if complete else INCOMPLETE)
