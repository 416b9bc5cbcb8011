"""Reads and validates what became of units: pairs of codes, shares, days; every mistake with its cell."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from dangvien_xlsx.excel.catalogue.rows import Row
from dangvien_xlsx.excel.catalogue.units import code_key
from dangvien_xlsx.model.change import Change
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import catalogue as words
from dangvien_xlsx.text.names import show

_SHARE = pattern(r"(\d+(?:[.,]\d+)?)\s*(%?)|(\d+)\s*/\s*(\d+)")
_NEARLY = Fraction(1, 1000)
"""Thirds are typed as 0,333."""
_Told = tuple[Row, Change]


def changes_of(rows: list[Row], units: Sequence[Unit], period: Period | None) -> tuple[Change, ...]:
    """Read the changes; every mistake goes to the rows' ``mistakes``.

    Args:
        rows: Of the sheet of changes.
        units: Those of the catalogue; codes are spelt as there.
        period: Its first day is the day of a change that has none; none where its own days are wrong.
    """
    spelt = {code_key(unit.code): unit.code for unit in units}
    told = [(row, _change(row, spelt, period)) for row in rows]
    olds = {change.old for _, change in told}
    for row, change in told:
        if change.new and change.new not in spelt.values() and change.new not in olds:
            row.wrong(words.CHANGE_NEW, words.EXPECT_CHANGE_NEW)
    moves: dict[date, dict[str, list[_Told]]] = {}
    for each in told:
        moves.setdefault(each[1].day, {}).setdefault(each[1].old, []).append(each)
    begun = {unit.code: unit.valid_from for unit in units}
    for day, by_old in moves.items():
        for each_old in by_old.values():
            _blame_split(each_old, {code for code, begin in begun.items() if begin == day})
        _blame_circles(by_old)
    _blame_second_ends(sorted(told, key=lambda each: each[1].day))
    return tuple(change for _, change in told)


def _change(row: Row, spelt: dict[str, str], period: Period | None) -> Change:
    old, new = row.needed(words.CHANGE_OLD), row.needed(words.CHANGE_NEW)
    day = row.day(words.CHANGE_DAY) or (period.start if period else date.min)
    share = _share(row)
    old, new = spelt.get(code_key(old), old), spelt.get(code_key(new), new)
    return Change(old, new, share, day, row.text(words.CHANGE_PAPER))


def _share(row: Row) -> Fraction | None:
    """Return the part that is typed: 0,5 or 50% or 1/2; a cell of percents holds 0.5."""
    value = row.raw(words.CHANGE_SHARE)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    found = _SHARE.fullmatch(str(value).strip())
    share = None
    if found and found[1]:
        share = Fraction(found[1].replace(",", ".")) / (100 if found[2] else 1)
    elif found and int(found[4]):
        share = Fraction(int(found[3]), int(found[4]))
    if share is None or not 0 < share <= 1:
        row.wrong(words.CHANGE_SHARE, words.EXPECT_SHARE)
        return None
    return share


def _blame_split(told: list[_Told], founded: set[str]) -> None:
    """Record shares of one unit that do not come to the whole, pairs that stand twice, and a unit that ends twice.

    Args:
        told: The rows of one unit and one day.
        founded: The units that begin on that day.
    """
    seen: dict[str, Row] = {}
    for row, change in told:
        if first := seen.get(change.new):
            about = {"label": words.CHANGE_NEW, "value": change.new, "first": first.cell(words.CHANGE_NEW)}
            row.blame("catalogue-duplicate", words.CHANGE_NEW, **about)
        seen.setdefault(change.new, row)
    shares = [change.share for _, change in told]
    row, change = told[-1]
    if any(share is not None for share in shares):
        whole = sum((share for share in shares if share is not None), Fraction(0))
        if None in shares or abs(whole - 1) > _NEARLY:
            row.blame("catalogue-shares", words.CHANGE_SHARE, value=change.old, total=show(float(whole * 100)))
    elif len(seen) > 1 and change.old not in seen and not set(seen) <= founded:
        # Nobody can be wholly absorbed by two units that were there before.
        row.blame("catalogue-ends-twice", words.CHANGE_OLD, value=change.old, first=told[0][0].cell(words.CHANGE_OLD))


def _blame_circles(by_old: dict[str, list[_Told]]) -> None:
    """Record units that become each other on one day; that one goes on under its own code is no circle."""
    following = {old: {change.new for _, change in told} - {old} for old, told in by_old.items()}
    for old, told in by_old.items():
        reached, ahead = set[str](), list(following[old])
        while ahead:
            code = ahead.pop()
            if code not in reached:
                reached.add(code)
                ahead += following.get(code, ())
        if old in reached:
            row = next(row for row, change in told if change.new != old)
            row.blame("catalogue-circle", words.CHANGE_NEW, value=old)


def _blame_second_ends(told: list[_Told]) -> None:
    """Record a unit that ends again on a later day, without having been founded again in between."""
    gone: dict[str, _Told] = {}
    days = sorted({change.day for _, change in told})
    for day in days:
        today = [each for each in told if each[1].day == day]
        for row, change in today:
            before = gone.get(change.old)
            if before and before[1].day != day:
                first = before[0].cell(words.CHANGE_OLD)
                row.blame("catalogue-ends-twice", words.CHANGE_OLD, value=change.old, first=first)
        for each in today:
            gone.setdefault(each[1].old, each)
        for _, change in today:
            gone.pop(change.new, None)
