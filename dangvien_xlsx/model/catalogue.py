"""The catalogue: the office, the period, the units and the indicators of one workspace."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple

from dangvien_xlsx.model.change import Change
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator, Kind, by_code
from dangvien_xlsx.model.mailbox import NO_MAIL, MailSettings
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.unit import Group, Unit, code_number, groups_of


class Office(NamedTuple):
    """Who collects and signs, and the letter that the appendix goes with. Blank where not known."""

    superior: str = ""
    name: str = ""
    place: str = ""
    title: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    signer: str = ""
    signer_position: str = ""
    email: str = ""
    addressee: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Everything that is data and not code. Row order is appendix order."""

    office: Office
    period: Period
    target: int | None
    units: tuple[Unit, ...]
    indicators: tuple[Indicator, ...]
    mail: MailSettings = NO_MAIL
    earlier: tuple[str, ...] = ()
    """Where earlier periods lie, from the workspace: folders or summaries."""
    statistics_form: str = ""
    """The statistics form whose own layout the summary shows as well; blank for none."""
    before: int | None = None
    """How many were admitted in the year before the period, as somebody typed it; none to add up what is known."""
    series: str = ""
    """Says which periods belong together; blank where only the office's names can."""
    changes: tuple[Change, ...] = ()
    """What became of units: merged, split, renamed; those of earlier periods too."""
    doubts: tuple[Finding, ...] = ()
    """What is doubtful in the workbook and stops nothing."""

    @cached_property
    def indicator(self) -> dict[str, Indicator]:
        """The indicators by code."""
        return by_code(self.indicators)

    @cached_property
    def unit(self) -> dict[str, Unit]:
        """The units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def code_digits(self) -> int:
        """The digits of the longest unit code that is a plain number, else zero: names of files sort by it."""
        return max((len(unit.code) for unit in self.units if code_number(unit.code) is not None), default=0)

    @cached_property
    def active_units(self) -> tuple[Unit, ...]:
        """The units that exist in the period."""
        return tuple(unit for unit in self.units if unit.exists_in(self.period.start, self.period.end))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the units that exist in the period."""
        return groups_of(self.active_units)

    @cached_property
    def counted(self) -> tuple[Indicator, ...]:
        """The indicators that are whole numbers."""
        return tuple(indicator for indicator in self.indicators if indicator.kind is Kind.INTEGER)

    @cached_property
    def stamp(self) -> datetime:
        """The date written into our workbooks as their creation: from the data, so that output is reproducible."""
        return datetime.combine(self.period.end, time())
