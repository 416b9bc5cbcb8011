"""The one table of findings: code, severity, meaning, message and remedies; ``docs/ma-loi.md`` is made from it."""

from dangvien_xlsx.text.finding_kinds.catalogue import CATALOGUE
from dangvien_xlsx.text.finding_kinds.files import FILES
from dangvien_xlsx.text.finding_kinds.forms import FORMS
from dangvien_xlsx.text.finding_kinds.kind import FindingKind
from dangvien_xlsx.text.finding_kinds.units import UNITS
from dangvien_xlsx.text.finding_kinds.values import VALUES

__all__ = ["KINDS", "FindingKind"]

KINDS: dict[str, FindingKind] = {**VALUES, **FORMS, **FILES, **UNITS, **CATALOGUE}
"""By code, in the order of the document."""
