"""How far the year's target is reached: always by the year's running total."""

from typing import NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.result.figures import Figures


class TargetProgress(NamedTuple):
    """Persons: to be admitted this year (none where no target is set), in this period, and in the year up to its end.

    ``share``: the running total's part of the target, a fraction.
    """

    target: int | None
    this_period: int
    cumulative: int
    share: float | None


def target_progress(catalogue: Catalogue, figures: Figures, comparison: Comparison | None) -> TargetProgress:
    """Return how far the year's target is reached.

    Args:
        catalogue: The year's target.
        figures: What this period came to.
        comparison: Knows the earlier periods of the same year; where none is known, the period stands for the year.
    """
    admitted = figures.sum(ADMITTED)
    earlier = comparison.this_year if comparison else ()
    cumulative = admitted + sum(item.total for item in earlier)
    target = catalogue.target or None
    return TargetProgress(target, admitted, cumulative, cumulative / target if target else None)
