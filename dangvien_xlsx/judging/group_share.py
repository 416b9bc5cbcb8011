"""Asks about a part of which one unit has all that its group has: what no form can see, and the intake can."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangvien_xlsx.judging.unusual import Usual, as_finding
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.expression import is_number
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.rules import Rule
from dangvien_xlsx.model.soft_rules import CODE, takes_whole_share
from dangvien_xlsx.model.submission import Submission, UnitResult, Value


def share_findings(
    catalogue: Catalogue, results: Iterable[UnitResult], usual: Usual, told: Iterable[Finding]
) -> Iterator[Finding]:
    """Yield what is unusual about the units' parts of their groups; where a figure is asked about already, nothing.

    Args:
        catalogue: The groups and the indicators.
        results: The units, with the figures that count.
        usual: Which indicators are not asked about.
        told: The findings so far.
    """
    asked = {(item.unit, item.sheet, item.cell) for item in told if item.code == CODE}
    groups: dict[str, list[UnitResult]] = {}
    for result in results:
        if result.submission and result.file:
            groups.setdefault(catalogue.unit[result.unit].group_code, []).append(result)
    parts = [item for item in catalogue.indicators if item.kind is Kind.INTEGER and item.parent and usual.asks(item)]
    for members in groups.values():
        for indicator in parts:
            found = _whole_share(indicator, members)
            if found is None:
                continue
            result, others = found
            submission = result.submission
            place = {"unit": result.unit, "file": result.file.path if result.file else ""}
            about = {"kind": "group-share", "others": others, "group": catalogue.unit[result.unit].group_name}
            if submission and (result.unit, *_cell(submission, indicator)) not in asked:
                yield as_finding(Rule(CODE, indicator, is_number(indicator.code), about), submission, place)


def _whole_share(indicator: Indicator, members: Sequence[UnitResult]) -> tuple[UnitResult, int] | None:
    """Return the unit that has all of a part, and the others' whole; nothing where several units have some of it."""
    # Whose form did not ask for it has not said that it has none.
    members = [each for each in members if each.submission and indicator.code in each.submission.asked]
    having = [each for each in members if _count(each.values, indicator.code)]
    if len(having) != 1:
        return None
    whole = {each.unit: _count(each.values, indicator.parent or "") for each in members}
    part, own = _count(having[0].values, indicator.code), whole[having[0].unit]
    others = sum(whole.values()) - own
    return (having[0], others) if takes_whole_share(part, own, others) else None


def _count(values: Mapping[str, Value], code: str) -> int:
    value = values.get(code)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _cell(submission: Submission, indicator: Indicator) -> tuple[str, str]:
    cell = submission.values.get(indicator.code)
    return (cell.sheet, cell.a1) if cell else ("", "")
