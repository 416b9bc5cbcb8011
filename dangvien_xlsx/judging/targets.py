"""What is told of a year's targets and running total: sums that differ, and months that nobody knows."""

from collections.abc import Iterator

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import CATALOGUE_FILE, SHEET_INFO, SHEET_UNITS

_UNITS = {"file": CATALOGUE_FILE, "sheet": SHEET_UNITS}
_INFO = {"file": CATALOGUE_FILE, "sheet": SHEET_INFO}


def target_findings(catalogue: Catalogue, comparison: Comparison | None) -> Iterator[Finding]:
    """Find what a reader of the progress must know.

    Args:
        catalogue: The targets of the office and of its units.
        comparison: Knows the earlier periods of the year.
    """
    given = [unit.target for unit in catalogue.active_units if unit.target]
    if given and catalogue.target and sum(given) != catalogue.target:
        without = len(catalogue.active_units) - len(given)
        yield finding("targets-differ", _UNITS, value=sum(given), target=catalogue.target, without=without)
    if not catalogue.target:
        return
    unknown = comparison.unknown_until(catalogue.period) if comparison else catalogue.period.start
    is_unknown = unknown > catalogue.period.year_start
    if catalogue.before is None and is_unknown:
        yield finding("year-total-unknown", _INFO, value=f"{catalogue.period.year_start:%d/%m/%Y}", until=unknown)
    known = comparison.year_total if comparison and comparison.this_year else None
    if catalogue.before is not None and known is not None and not is_unknown and known != catalogue.before:
        yield finding("year-total-differs", _INFO, value=catalogue.before, known=known)
