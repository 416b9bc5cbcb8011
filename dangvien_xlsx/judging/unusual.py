"""Judges whether figures are unusual beside what is known of their unit: nothing is blocked, a reason is asked for."""

from collections.abc import Mapping, Sequence

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison, EarlierPeriod
from dangvien_xlsx.model.findings import Finding, Severity
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.period import Period, months_of
from dangvien_xlsx.model.rules import Rule, Rules, verdict
from dangvien_xlsx.model.soft_rules import CODE, Bounds, Past, soft_rules
from dangvien_xlsx.model.submission import CellValue, Submission
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import shorten, show
from dangvien_xlsx.text.unusual import REASON, declared, why

_Asked = Sequence[Indicator]


class Usual:
    """What is usual for each unit of a catalogue; the rules of a unit are made once."""

    def __init__(self, catalogue: Catalogue, comparison: Comparison | None) -> None:
        self._catalogue = catalogue
        self._comparison = comparison
        self._bounds: dict[str, Bounds] = {}
        for indicator in catalogue.indicators:
            self._bounds[indicator.code] = declared(indicator.warning) or Bounds()
        self._rules: dict[tuple[object, ...], Rules] = {}

    def rules(self, unit: Unit, asked: _Asked) -> Rules:
        """Return the soft rules for a unit's form.

        Args:
            unit: Whose form it is; no other unit's figures are in the rules.
            asked: The indicators that the form asks for.
        """
        past, codes = self.past(unit), tuple([item.code for item in asked])
        # Units of which no more is known than of others have one set of rules: making it costs more than judging by it.
        key = (codes, *past[1:]) if not past.figures else (codes, unit.code)
        if key not in self._rules:
            self._rules[key] = soft_rules(asked, past, self._bounds)
        return self._rules[key]

    def asks(self, indicator: Indicator) -> bool:
        """Tell whether an indicator is asked about at all: the clerk may have switched that off."""
        return not self._bounds[indicator.code].is_off

    def past(self, unit: Unit) -> Past:
        """Return what is known of a unit from earlier periods that are as long as this one."""
        catalogue, compared = self._catalogue, self._comparison
        periods = _alike(catalogue.period, compared.all if compared else ())
        figures: dict[str, list[int]] = {}
        for item in periods:
            if unit.code in item.units:
                for code, number in item.units[unit.code].values.items():
                    figures.setdefault(code, []).append(number)
        last = compared.last.units.get(unit.code) if compared and compared.last else None
        return Past(
            figures={code: tuple(numbers) for code, numbers in figures.items()},
            target=unit.target or None,
            office_target=catalogue.target if len(catalogue.active_units) > 1 else None,
            was_exhausted=bool(last and last.is_exhausted),
        )

    def figures(self, unit: Unit, period: EarlierPeriod | None) -> Mapping[str, int]:
        """Return what a unit itself reported in a period, by indicator; nothing where that is not known.

        Args:
            unit: Whose; no other unit's figures are told.
            period: An earlier one.
        """
        known = period.units.get(unit.code) if period else None
        return known.values if known else {}

    @property
    def last(self) -> EarlierPeriod | None:
        """The period just before, if it is as long as this one."""
        last = self._comparison.last if self._comparison else None
        return last if last and _alike(self._catalogue.period, [last]) else None

    @property
    def last_year(self) -> EarlierPeriod | None:
        """The same period of the year before."""
        return self._comparison.last_year if self._comparison else None

    def findings(self, unit: Unit, asked: _Asked, submission: Submission, place: Mapping[str, str]) -> list[Finding]:
        """Find a submission's unusual figures: a warning without a reason, with one information.

        Args:
            unit: Whose submission it is.
            asked: The indicators that its form asks for.
            submission: Its figures, and the reasons that stand beside them.
            place: The file and the sheet.
        """
        values = submission.plain()
        found = []
        for rules in self.rules(unit, asked).values():
            broken = verdict(rules, values)
            if broken is None:
                continue
            found.append(as_finding(broken, submission, place))
        return found


def as_finding(broken: Rule, submission: Submission, place: Mapping[str, str]) -> Finding:
    """Return what is told of an unusual figure: a warning without a reason, with one information.

    Args:
        broken: The soft rule that asks about it.
        submission: Its figures, and the reasons that stand beside them.
        place: The unit, the file and the sheet.
    """
    code = broken.indicator.code
    cell, reason = submission.values.get(code, CellValue(None)), submission.reasons.get(code, "").strip()
    about = {
        "label": broken.indicator.name,
        "value": show(cell.value),
        "why": why(broken.about, show(cell.value)),
        "reason": REASON.format(reason=shorten(reason, 200)) if reason else "",
    }
    told = finding(CODE, {"sheet": cell.sheet, "cell": cell.a1} | dict(place), **about)
    return _with_reason(told) if reason else told


def _with_reason(item: Finding) -> Finding:
    """Return what is told once a reason stands beside the figure: nothing is left to do."""
    return item._replace(severity=Severity.INFO, to_unit="")


def _alike(period: Period, earlier: Sequence[EarlierPeriod]) -> list[EarlierPeriod]:
    """Return the earlier periods of the same length: a month's figures say little of a half-year's."""
    months = months_of(period.start, period.end)
    return [item for item in earlier if months_of(item.start, item.end) == months]
