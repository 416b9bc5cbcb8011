"""What several commands print, and the exit codes."""

import sys
from collections.abc import Iterable
from typing import TextIO

import click

from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.text.names import SEVERITIES

COMPLETE, INCOMPLETE, WRONG_USE, FAILED = range(4)
"""Exit codes: complete and no error; done, with something to see to; wrong use; could not do it."""


def tell(notices: Iterable[str]) -> bool:
    """Print what the user has to be told, beside the result; return whether there was anything."""
    told = list(dict.fromkeys(notices))
    for notice in told:
        click.echo(notice, err=True)
    return bool(told)


def print_findings(findings: Iterable[Finding], stream: TextIO | None = None) -> None:
    """Print findings, each with its place and its remedy."""
    for item in findings:
        where = ", ".join(part for part in (item.file, item.sheet, item.cell) if part) or item.unit
        line = words.FINDING_LINE.format(
            severity=SEVERITIES[item.severity], place=where, message=item.message, remedy=item.remedy
        )
        click.echo(line, file=stream)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many errors and warnings there are, as the sentences name them."""
    weights = [item.severity for item in findings]
    return {"errors": weights.count(Severity.ERROR), "warnings": weights.count(Severity.WARNING)}


def leave(*, complete: bool) -> None:
    """End the command with the exit code of a result that is complete, or is not."""
    sys.exit(COMPLETE if complete else INCOMPLETE)
