"""Units that report, and the groups they stand in."""

from datetime import date
from typing import NamedTuple


class Unit(NamedTuple):
    """One grassroots organisation that reports."""

    code: str
    name: str
    group_code: str
    group_name: str
    other_names: tuple[str, ...] = ()
    email: str = ""
    target: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    members: int | None = None
    """Members at the start of the year."""
    contact: str = ""
    phone: str = ""
    prints_note: bool = False
    """Whether the clerk lets the unit's own note into the signed appendix."""
    target_share: str = ""
    """The target as typed, where it is a share of the members: ``5%``; ``target`` is what that comes to."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name that is printed, and every other name that the unit goes by."""
        return (self.name, *self.other_names)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The e-mail addresses, of which a cell may hold several."""
        return addresses_of(self.email)

    def exists_in(self, start: date, end: date) -> bool:
        """Tell whether the unit exists on at least one day from ``start`` to ``end``, both included."""
        begun = self.valid_from is None or self.valid_from <= end
        not_ended = self.valid_to is None or self.valid_to >= start
        return begun and not_ended


def addresses_of(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses that stand in one text."""
    return tuple(text.replace(";", " ").replace(",", " ").split())


def code_number(code: str) -> int | None:
    """Return the number that a code of digits is, none for other codes: Excel makes 1 of 01."""
    return int(code) if len(code) < 40 and code.isascii() and code.isdecimal() else None


class Group(NamedTuple):
    """A section of the appendix: a roman numeral, a name and its units in appendix order."""

    code: str
    name: str
    units: tuple[Unit, ...]


def groups_of(units: tuple[Unit, ...]) -> tuple[Group, ...]:
    """Gather units by group, groups in the order of their first unit."""
    members: dict[str, list[Unit]] = {}
    for unit in units:
        members.setdefault(unit.group_code, []).append(unit)
    return tuple(Group(code, found[0].group_name, tuple(found)) for code, found in members.items())
