"""Findings: one problem each, with its place and its remedy. The one table of their kinds is ``text/finding_kinds``."""

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
    to_unit: str = ""
    """What the unit is asked to do; ``remedy`` is for the clerk."""

    def as_dict(self) -> dict[str, Any]:
        """Return the fields in the order of the design, for ``--json``."""
        fields = ("unit", "file", "sheet", "cell", "value", "message", "remedy")
        return {"code": self.code, "severity": self.severity.value} | {name: getattr(self, name) for name in fields}


def is_error(finding: Finding) -> bool:
    """Tell whether a finding keeps numbers out of the totals."""
    return finding.severity is Severity.ERROR
