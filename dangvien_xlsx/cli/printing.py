"""What several commands print, and the exit codes."""

import errno
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TextIO

import click

from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.finding_kinds import KINDS
from dangvien_xlsx.text.fold import one_line, thousands
from dangvien_xlsx.text.names import SEVERITIES
from dangvien_xlsx.text.os_reasons import why

COMPLETE, INCOMPLETE, WRONG_USE, FAILED = range(4)
"""Exit codes: complete and no error; done, with something to see to; wrong use; could not do it."""
_NOT_SENT, _MOST_NAMED = "missing-submission", 10


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
    _echo(printable(text), err=err, stream=stream)


def _echo(text: str, *, err: bool = False, stream: TextIO | None = None) -> None:
    try:
        click.echo(text, err=err, file=stream)
    except OSError as error:
        if err or error.errno == errno.EPIPE:  # who reads no further has read enough; click ends the run quietly
            raise
        raise WorkspaceError(words.CANNOT_SAY.format(why=why(error))) from error


def say_json(told: object) -> None:
    """Print one JSON object that every reader takes: no ``Infinity``, and what acts on a screen as ``\\u…``."""
    text = json.dumps(_finite(told), ensure_ascii=False, indent=1, allow_nan=False)
    _echo(text if all(map(str.isprintable, text.split("\n"))) else "".join(map(_escaped, text)))


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


def print_kinds(findings: Iterable[Finding], names: Mapping[str, str], open_until: date | None) -> None:
    """Print what a result has of findings: a line a kind, the single one of its kind with its place and remedy.

    Args:
        findings: What is told.
        names: Of units, by code.
        open_until: The deadline, while who has not sent has still time.
    """
    kinds: dict[str, list[Finding]] = {}
    for item in findings:
        kinds.setdefault(item.code, []).append(item)
    for code, items in kinds.items():
        not_due = open_until if code == _NOT_SENT else None
        if len(items) == 1 and not not_due:
            print_findings(items)
            continue
        remedies = {item.remedy for item in items}
        about = {
            "severity": words.NOT_DUE if not_due else SEVERITIES[items[0].severity],
            "meaning": words.NOT_DUE_MEANING.format(deadline=not_due) if not_due else KINDS[code].meaning.rstrip("."),
            "remedy": remedies.pop() if len(remedies) == 1 else words.KIND_REMEDY,
        }
        if not_due:
            about["remedy"] = words.NOT_DUE_REMEDY
        say(words.KIND_LINE.format(count=thousands(len(items)), names=_named(items, names), **about))


def _named(items: Sequence[Finding], names: Mapping[str, str]) -> str:
    """Return whom findings are about, in one line: units by name, what is nobody's by its file."""
    told = list(dict.fromkeys(names.get(item.unit) or item.file or item.sheet for item in items))
    more = words.KIND_MORE.format(count=thousands(len(told) - _MOST_NAMED)) if len(told) > _MOST_NAMED else ""
    return ", ".join(told[:_MOST_NAMED]) + more


def counts(findings: Iterable[Finding]) -> dict[str, str]:
    """Return how many errors and warnings there are, as the sentences name them."""
    weights = [item.severity for item in findings]
    told = {"errors": Severity.ERROR, "warnings": Severity.WARNING}
    return {name: thousands(weights.count(severity)) for name, severity in told.items()}


def leave(*, complete: bool) -> None:
    """End the command with the exit code of a result that is complete, or is not."""
    sys.exit(COMPLETE if complete else INCOMPLETE)
