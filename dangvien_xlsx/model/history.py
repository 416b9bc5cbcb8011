"""A period as the book of periods keeps it: what was reported, as it was reported, and where each figure came from."""

from datetime import date
from functools import cached_property
from typing import NamedTuple

from dangvien_xlsx.model.earlier import EarlierPeriod, EarlierUnit
from dangvien_xlsx.model.indicator import ADMITTED, Kind
from dangvien_xlsx.model.submission import State

Figure = None | int | float | str
"""What a cell of the book holds; ``None`` is blank, which is not 0."""


class PastFigure(NamedTuple):
    """What a unit said of one indicator, and the sheet and cell where it stood; blank where there was none."""

    indicator: str
    value: Figure
    sheet: str = ""
    cell: str = ""


class PastUnit(NamedTuple):
    """A unit in a period, by the code and the name that it had then; ``file`` is the one that counted."""

    code: str
    name: str
    group_code: str
    group_name: str
    target: int | None
    state: str
    file: str
    sha256: str
    figures: tuple[PastFigure, ...] = ()

    def value(self, indicator: str) -> Figure:
        """Return what it said of an indicator, nothing where it was not asked."""
        return next((figure.value for figure in self.figures if figure.indicator == indicator), None)


class PastIndicator(NamedTuple):
    """An indicator as it was called then; ``kind`` is the name of its ``Kind``."""

    code: str
    name: str
    kind: str


class PastFile(NamedTuple):
    """A file that lay in ``nhan-ve/``, or inside one that lay there, and what became of it."""

    path: str
    sha256: str
    unit: str
    outcome: str


class _PastPeriod(NamedTuple):
    series: str
    code: str
    name: str
    start: date
    end: date
    superior: str
    office: str
    target: int | None
    before: int | None
    folder: str
    summary: str
    summary_sha256: str
    catalogue_sha256: str
    by_hand_sha256: str
    closed_at: str = ""
    is_missing: bool = False
    indicators: tuple[PastIndicator, ...] = ()
    units: tuple[PastUnit, ...] = ()
    files: tuple[PastFile, ...] = ()


class PastPeriod(_PastPeriod):
    """A closed or consolidated period.

    ``before``: the year's total before it, where somebody typed one. ``series`` and the two names of the office say
    which periods belong together. ``folder`` leads from the book's own folder to the workspace, blank where there never
    was one; ``is_missing``: it was not found at the last rebuilding.
    """

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """The codes of the indicators that are whole numbers."""
        return tuple(item.code for item in self.indicators if item.kind == Kind.INTEGER.name)

    @cached_property
    def unit(self) -> dict[str, PastUnit]:
        """The units by code."""
        return {unit.code: unit for unit in self.units}

    def total(self, indicator: str) -> int:
        """Return what the units reported of an indicator, in all."""
        return sum(value for unit in self.units if isinstance(value := unit.value(indicator), int))

    def as_earlier(self, source: str) -> EarlierPeriod:
        """Return the period as others are compared with it; ``source`` names where that is known from."""
        return EarlierPeriod(
            source,
            self.code,
            self.start,
            self.end,
            {unit.code: _earlier_unit(unit) for unit in self.units},
            {code: self.total(code) for code in self.counted},
            self.before,
        )


def _earlier_unit(unit: PastUnit) -> EarlierUnit:
    value, state = unit.value(ADMITTED), State(unit.state)
    admitted = value if isinstance(value, int) else None
    counts = {item.indicator: item.value for item in unit.figures if isinstance(item.value, int)}
    earlier = EarlierUnit(unit.code, unit.name, unit.group_code, admitted, state is State.EXHAUSTED, state)
    return earlier._replace(values=counts)
