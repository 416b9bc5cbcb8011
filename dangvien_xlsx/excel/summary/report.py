"""What the summary is made of, and how its formulas refer to ``Dữ liệu`` and ``Kiểm tra``."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from dangvien_xlsx.excel.writing.formula import quoted
from dangvien_xlsx.excel.writing.sheet import Link
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.check_code import code_of_digest
from dangvien_xlsx.model.earlier import Comparison
from dangvien_xlsx.model.findings import Finding, Severity, is_error
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.period import in_vietnam
from dangvien_xlsx.model.submission import Account, ReceivedFile, State, UnitResult
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.result.appendix import LEADING_MOST, LEADING_RANK, Appendix, appendix_of
from dangvien_xlsx.result.figures import Figures
from dangvien_xlsx.result.target import TargetProgress, UnitProgress, target_progress, unit_progress
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.names import AS_OF, BY_HAND_FILE, NOT_ASKED, STATES
from dangvien_xlsx.text.signing import PAPER_FOOTER

CODES, GROUPS, NAMES, UNIT_STATES = "dl_ma", "dl_nhom", "dl_ten", "dl_trang_thai"
"""Defined names of columns of ``Dữ liệu``: unit codes, group codes, unit names, states."""
PRINTS_NOTE = "dl_in_ghi_chu"
"""The same: Có where the unit's own note is printed in the appendix."""
FINDING_UNITS, FINDING_SEVERITIES = "kt_ma", "kt_muc"
"""Defined names of columns of ``Kiểm tra``: unit codes, severities."""
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_UNLINKABLE = frozenset('#%?*<>|":\\')


class _Made(dict[_Key, _Value]):
    """What was made of each key, made once: three sheets show each file."""

    def __init__(self, make: Callable[[_Key], _Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: _Key) -> _Value:
        made = self[key] = self._make(key)
        return made


@dataclass(frozen=True)
class Report:
    """Everything that the summary shows.

    ``received_link`` leads from the summary's folder to ``nhan-ve/``. ``found``: the files found there and inside them,
    counted as they were found and not by the receipts. ``catalogue_digest``: the SHA-256 of the catalogue's workbook.
    ``accepted``: errors that somebody accepted with a reason, in words. ``comparison``: with earlier periods, if the
    catalogue names any. ``digest``: of all that the figures rest on; the other papers of the period bear it as well.
    """

    catalogue: Catalogue
    account: Account
    figures: Figures
    received_link: str = ""
    found: int = 0
    as_of: date | None = None
    catalogue_digest: str = ""
    accepted: tuple[str, ...] = ()
    comparison: Comparison | None = None
    digest: str = ""

    @property
    def period_name(self) -> str:
        """The period's name as papers print it: as of a day it says the day."""
        return self.catalogue.period.name + (AS_OF.format(day=self.as_of) if self.as_of else "")

    @cached_property
    def result(self) -> dict[str, UnitResult]:
        """The units' results by unit code."""
        return {result.unit: result for result in self.account.units}

    @cached_property
    def progress(self) -> TargetProgress:
        """How far the office's target is reached, by the year's running total."""
        return target_progress(self.catalogue, self.figures, self.comparison)

    @cached_property
    def unit_progress(self) -> tuple[UnitProgress, ...]:
        """Each unit's way to its own target."""
        return unit_progress(self.catalogue, self.account, self.comparison)

    def group_before(self, code: str) -> int:
        """Return how many the units of a group, as the groups are now, admitted in the year before this period."""
        return self._before.get(code, 0)

    @cached_property
    def _before(self) -> Counter[str]:
        before: Counter[str] = Counter()
        for item in self.unit_progress:
            before[item.unit.group_code] += item.before or 0
        return before

    @cached_property
    def appendix(self) -> Appendix:
        """The printed appendix, as the letter has it too."""
        return appendix_of(self.catalogue, self.account, self.as_of)

    @cached_property
    def printed_units(self) -> tuple[tuple[Unit, int], ...]:
        """The units that exist in the period or sent something all the same, each with its TT, in appendix order."""
        return tuple((line.unit, line.number) for line in self.appendix.lines)

    @cached_property
    def finding_counts(self) -> Counter[tuple[str, Severity]]:
        """How many findings of each severity each unit has."""
        return Counter((item.unit, item.severity) for item in self.account.findings)

    def charted_name(self, item: Indicator) -> str:
        """Return an indicator's name at its bar: one of no length would make what nobody was asked look like zero."""
        if self.figures.total(item.code) is not None:
            return item.name
        return words.CHART_NOT_ASKED.format(name=item.name, told=NOT_ASKED)

    def contact_of(self, unit: Unit) -> tuple[str, str]:
        """Return whom to ring and under which number: who filled the unit's form, else whom the catalogue names."""
        result = self.result.get(unit.code)
        person, phone = result.contact if result else ("", "")
        return person or unit.contact, phone or unit.phone

    def errors_of(self, unit: str) -> list[Finding]:
        """Return the errors of a unit."""
        return self._errors.get(unit, [])

    @cached_property
    def _errors(self) -> dict[str, list[Finding]]:
        errors: dict[str, list[Finding]] = {}
        for item in filter(is_error, self.account.findings):
            errors.setdefault(item.unit, []).append(item)
        return errors

    def received_at(self, file: ReceivedFile | None) -> datetime | None:
        """Return when a file came, by the clock on the wall in Vietnam."""
        return self._clock[file.received] if file else None

    @cached_property
    def _clock(self) -> "_Made[datetime, datetime]":
        return _Made(lambda moment: in_vietnam(moment).replace(tzinfo=None))

    def file_link(self, path: str) -> Link | None:
        """Return the link to a received file, or to the container it came in; none where its name cannot be linked."""
        return self._link[path]

    @cached_property
    def _link(self) -> "_Made[str, Link | None]":
        return _Made(self._link_to)

    def _link_to(self, path: str) -> Link | None:
        if path == BY_HAND_FILE:  # beside nhan-ve/, not in it
            return ("external", f"{self.received_link}/../{path}") if self.received_link else None
        target = self._outermost(path)
        if not target or not self.received_link or _UNLINKABLE & set(target):
            return None
        return ("external", f"{self.received_link}/{target}")

    def _outermost(self, path: str) -> str:
        """Return the path of the file in the folder: of what lies in a container, the container's."""
        if "/" not in path:
            return path
        slashes = (index for index, letter in enumerate(path) if letter == "/")
        return next((path[:index] for index in slashes if path[:index] in self._received), path)

    @cached_property
    def _received(self) -> frozenset[str]:
        return frozenset(receipt.file.path for receipt in self.account.receipts)


def indicator_range(code: str) -> str:
    """Return the defined name of an indicator's column in ``Dữ liệu``."""
    return f"ct_{code}"


def held(code: str, kind: Kind, group: str | None = None) -> str:
    """Return the formula text that counts the units for which an indicator holds anything.

    Args:
        code: The indicator's.
        kind: Its kind.
        group: Looks at the units of one group only.
    """
    name = indicator_range(code)
    if kind is Kind.INTEGER and group is None:
        return f"COUNT({name})"
    in_group = f"{GROUPS},{quoted(group)}," if group is not None else ""
    return f'COUNTIFS({in_group}{name},"{">=0" if kind is Kind.INTEGER else "?*"}")'


def or_not_asked(formula: str, counted: str) -> str:
    """Return a formula that says so while nobody was asked, until somebody types a figure into ``Dữ liệu``.

    Args:
        formula: The figure's, with its equals sign.
        counted: The formula text of how many units have one.
    """
    return f"=IF({counted}=0,{quoted(NOT_ASKED)},{formula[1:]})"


def or_else(item: Indicator, name: str) -> str:
    """Return the formula of an indicator's name that is another one while nobody has a figure for it."""
    return f"=IF({held(item.code, item.kind)}=0,{quoted(name)},{quoted(item.name)})"


def running(before: int, total: str) -> str:
    """Return the formula text of a running total: what was before this period, and the formula of the period's own."""
    return f"{before}+{total}" if before else total


def unit_cell(column: str, unit: str) -> str:
    """Return the formula text for a unit's cell in a column of ``Dữ liệu``, found by code wherever its row is."""
    return f'INDEX({column},MATCH("{unit}",{CODES},0))'


def state_count(*states: State, group: str | None = None) -> str:
    """Return the formula text that counts the units in some states; without any, those that exist in the period."""
    in_group = f"{GROUPS},{quoted(group)}," if group is not None else ""
    if not states:
        everything = f"COUNTIFS({GROUPS},{quoted(group)})" if group is not None else f"ROWS({CODES})"
        return f"{everything}-COUNTIFS({in_group}{UNIT_STATES},{quoted(STATES[State.NOT_APPLICABLE])})"
    return "+".join(f"COUNTIFS({in_group}{UNIT_STATES},{quoted(STATES[state])})" for state in states)


def leading_threshold(ranks: str, cell: str) -> str:
    """Return the formula text that tells the leading units: among the five highest, ties included, above zero.

    Where so many tie that nobody leads, nobody is told.
    """
    leads = f'IFERROR(RANK({cell},{ranks}),99)<={LEADING_RANK},COUNTIF({ranks},">="&{cell})<={LEADING_MOST}'
    return f"AND(ISNUMBER({cell}),N({cell})>0,{leads})"


def footer_of(report: Report) -> str:
    """Return the footer of a paper that is signed: it bears the code that all papers of the same figures bear."""
    return PAPER_FOOTER.format(code=code_of_digest(report.digest))
