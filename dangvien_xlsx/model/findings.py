"""Findings: one problem each, with its place and its remedy. The table below is the only list of their codes."""

from enum import Enum
from typing import Any, NamedTuple


class Severity(Enum):
    """How much a finding weighs. An error keeps the unit's numbers out of the totals."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Errors first."""
        return list(Severity).index(self)


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

SEVERITY: dict[str, Severity] = {
    # about one value
    "value-missing": _E,
    "not-a-number": _E,
    "not-integer": _E,
    "out-of-range": _E,
    "exceeds-parent": _E,
    "parts-do-not-sum": _E,
    "not-a-choice": _E,
    "error-value": _E,
    "value-interpreted": _W,
    "value-ambiguous": _E,
    "formula-value": _W,
    "formula-not-calculated": _E,
    "code-twice": _E,
    "label-ambiguous": _E,
    "text-converted": _I,
    "cell-comment": _W,
    "exhausted-but-admitted": _W,
    "exhausted-unclear": _E,
    # about a form
    "wrong-period": _E,
    "unknown-unit": _E,
    "unit-mismatch": _E,
    "unknown-sender": _W,
    "identity-doubt": _W,
    "old-form": _W,
    "form-repaired": _W,
    "not-a-form": _E,
    # about a file
    "mail-without-form": _W,
    "unreadable-file": _E,
    "encrypted-file": _E,
    "file-too-large": _E,
    "suspicious-file": _E,
    "unsupported-type": _W,
    "external-link": _W,
    # about a unit
    "superseded": _I,
    "conflicting-submissions": _E,
    "newer-invalid": _W,
    "by-hand": _I,
    "by-hand-unsigned": _W,
    "override-without-reason": _E,
    "by-hand-twice": _E,
    "late": _W,
    "missing-submission": _E,
    # about the catalogue: these stop before anything is written
    "catalogue-sheet-missing": _E,
    "catalogue-column-missing": _E,
    "catalogue-value-missing": _E,
    "catalogue-value-wrong": _E,
    "catalogue-duplicate": _E,
    "catalogue-parent": _E,
    "catalogue-dates": _E,
    "catalogue-empty": _E,
}
"""Every finding's code and its severity."""


class Finding(NamedTuple):
    """One problem: what, how bad, where, what was found, and what to do about it.

    ``file`` is relative to ``nhan-ve/``; ``cell`` is an A1 address; either is blank where it does not apply.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    unit: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    value: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the fields in the order of the design, for ``--json``."""
        fields = ("unit", "file", "sheet", "cell", "value", "message", "remedy")
        return {"code": self.code, "severity": self.severity.value} | {name: getattr(self, name) for name in fields}


def is_error(finding: Finding) -> bool:
    """Tell whether a finding keeps numbers out of the totals."""
    return finding.severity is Severity.ERROR
