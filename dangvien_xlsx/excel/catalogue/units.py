"""Reads and validates the catalogue's units: codes, names that tell them apart, groups, days."""

from datetime import date
from fractions import Fraction

from dangvien_xlsx.excel.catalogue.rows import Row, blame_duplicates
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.mailbox import is_address
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.model.unit import Unit, code_number
from dangvien_xlsx.text import catalogue as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean, fold, one_line, slug

_UNIT_CODE = pattern(r"[A-Za-z0-9][A-Za-z0-9._-]{0,30}")
_DECIMAL = pattern(r"\d{1,6}(\.\d{1,20})?")
_LONGEST_NAME = 120


def units_of(rows: list[Row], period: Period | None) -> tuple[Unit, ...]:
    """Read the units; every mistake goes to the rows' ``mistakes``.

    Args:
        rows: Of the sheet of units.
        period: Tells which units are still there, none where the catalogue's own days are wrong.
    """
    blame_duplicates(rows, words.UNIT_CODE, code_key)
    blame_duplicates(rows, words.UNIT_NAME, fold)
    _blame_scattered_groups(rows)
    units = tuple(_unit(row) for row in rows)
    _blame_shared_names(rows, units, period.end if period else None)
    return units


def code_key(code: str) -> str:
    """Return what makes two codes the same: ``01`` and the number 1 are."""
    number = code_number(code)
    return code.casefold() if number is None else str(number)


def _unit(row: Row) -> Unit:
    code = row.needed(words.UNIT_CODE)
    if code and not _UNIT_CODE.fullmatch(code):
        row.wrong(words.UNIT_CODE, words.EXPECT_UNIT_CODE)
    name = row.needed(words.UNIT_NAME)
    if len(name) > _LONGEST_NAME:
        row.wrong(words.UNIT_NAME, words.EXPECT_NO_CONTROL)
    begin, end = row.day(words.UNIT_FROM), row.day(words.UNIT_TO)
    if begin and end and begin > end:
        row.blame("catalogue-dates", words.UNIT_TO, value=f"{begin:%d/%m/%Y} – {end:%d/%m/%Y}")
    members = row.whole(words.UNIT_MEMBERS)
    target, share = _target(row, members)
    others = tuple(other for part in row.text(words.UNIT_OTHER_NAMES).split(";") if (other := clean(part)))
    return Unit(
        code=code,
        name=name,
        group_code=row.needed(words.UNIT_GROUP),
        group_name=row.needed(words.UNIT_GROUP_NAME),
        other_names=others,
        email=_email(row),
        target=target,
        valid_from=begin,
        valid_to=end,
        members=members,
        contact=row.text(words.UNIT_CONTACT),
        phone=row.text(words.UNIT_PHONE),
        prints_note=row.says_yes(words.UNIT_PRINTS_NOTE),
        target_share=share,
    )


def _email(row: Row) -> str:
    """Return the addresses; a break of the line is kept, for it is never one of theirs: the mail is withheld.

    A wrong address is that unit's trouble and stops nobody else's mail: it is a doubt, see ``address_doubts``.
    """
    raw = row.raw(words.UNIT_EMAIL) if words.UNIT_EMAIL in row.column0 else None
    lines = [line for each in str(raw).splitlines() if (line := clean(each))] if isinstance(raw, str) else []
    return "\n".join(lines) if len(lines) > 1 else row.text(words.UNIT_EMAIL)


def address_doubts(rows: list[Row], units: tuple[Unit, ...], period: Period | None) -> tuple[Finding, ...]:
    """Return a warning for each unit of the period with an address that no server takes.

    Args:
        rows: Of the sheet of units.
        units: What was read from them, one a row.
        period: None where the catalogue's own days are wrong: every unit counts then.
    """
    doubts = []
    for row, unit in zip(rows, units, strict=True):
        if period and not unit.exists_in(period.start, period.end):
            continue
        # A break of the line makes one address of two, or two of one: which, nobody can tell.
        wrong = [unit.email] if "\n" in unit.email else [each for each in unit.addresses if not is_address(each)]
        if wrong:
            about = {"name": unit.name, "value": one_line("; ".join(wrong))}
            place = {"unit": unit.code, "sheet": row.sheet, "cell": row.cell(words.UNIT_EMAIL)}
            doubts.append(finding("catalogue-address", place, **about))
    return tuple(doubts)


def _target(row: Row, members: int | None) -> tuple[int | None, str]:
    """Return a unit's target and, where it was given as a share of its members, the share as per cent."""
    share = _share_of(row.raw(words.UNIT_TARGET))
    if share is None:
        return row.whole(words.UNIT_TARGET), ""
    if members is None or share > 1:
        row.wrong(words.UNIT_TARGET, words.EXPECT_TARGET)
        return None, ""
    percent = f"{float(share * 100):g}%".replace(".", ",")
    return int(members * share + Fraction(1, 2)), percent


def _share_of(value: Value) -> Fraction | None:
    """Return a share that was typed as ``5%``, ``0,05`` or in a cell of per cents; none for anything else."""
    typed = str(value).strip().replace(",", ".") if isinstance(value, str | float) else ""
    number = typed.removesuffix("%").rstrip()
    if not _DECIMAL.fullmatch(number):
        return None
    share = Fraction(number) / (100 if typed.endswith("%") else 1)
    return share if typed.endswith("%") or 0 < share < 1 else None


def _blame_scattered_groups(rows: list[Row]) -> None:
    """Row order is appendix order, so the units of a group must stand together and agree on its name."""
    names: dict[str, str] = {}
    previous = ""
    for row in rows:
        code, name = row.text(words.UNIT_GROUP), row.text(words.UNIT_GROUP_NAME)
        if code in names and previous != code:
            row.wrong(words.UNIT_GROUP, words.EXPECT_SAME_GROUP)
        elif code and names.get(code, name) != name:
            row.wrong(words.UNIT_GROUP_NAME, words.EXPECT_SAME_GROUP)
        names.setdefault(code, name)
        previous = code


def _blame_shared_names(rows: list[Row], units: tuple[Unit, ...], end: date | None) -> None:
    """Record each other name that another unit bears as well: a form with that name would be anybody's.

    A unit that has ended is not meant by its name any more, so that whatever absorbed it may bear the name on. One
    typed without any diacritics names each unit that reads like it: people type MINH THUAN for Minh Thuận.
    """
    bearers: dict[str, list[tuple[Unit, Row, str]]] = {}
    others = {id(unit): list(dict.fromkeys(map(fold, unit.other_names))) for unit in units if unit.other_names}
    sought = {name for names in others.values() for name in names}
    if not sought:
        return
    live = [
        (row, unit)
        for row, unit in zip(rows, units, strict=True)
        if not (end and unit.valid_to and unit.valid_to < end)
    ]
    for row, unit in live:
        for key in {fold(unit.name), _bare(unit.name)} & sought:
            bearers.setdefault(key, []).append((unit, row, words.UNIT_NAME))
    for row, unit in live:
        for name in others.get(id(unit), ()):
            before = [(first, header) for other, first, header in bearers.get(name, ()) if other is not unit]
            if before:
                first, header = before[0]
                about = {"label": words.UNIT_OTHER_NAMES, "value": name, "first": first.cell(header)}
                row.blame("catalogue-duplicate", words.UNIT_OTHER_NAMES, **about)
            bearers.setdefault(name, []).append((unit, row, words.UNIT_OTHER_NAMES))


def _bare(name: str) -> str:
    return slug(name).replace("-", " ")
