"""Tells which column of a table is what: by its code, by its name, or as the clerk said; never by guess."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.table import ROLES, UNIT_CODE, UNIT_NAME
from dangvien_xlsx.text import table as words
from dangvien_xlsx.text.fold import clean, fold
from dangvien_xlsx.text.form import PART_PREFIX

_PREFIXES = tuple(PART_PREFIX.values())
"""A form prints "Trong đó: Nữ", and whoever makes a table of forms copies that."""
_UNITS = frozenset({UNIT_CODE, UNIT_NAME})


class Matched(NamedTuple):
    """The columns of a header.

    ``at``: zero-indexed column by indicator code or role. ``twice``: by code the headers of several columns that all
    claim it, so that nobody knows which is meant; those are not in ``at``. ``unused``: headers that are nothing.
    """

    at: Mapping[str, int]
    twice: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]

    @property
    def is_header(self) -> bool:
        """Whether this row is a table's header: it names the unit and the total."""
        named = {*self.at, *self.twice}
        return ADMITTED in named and not _UNITS.isdisjoint(named)


def match_columns(headers: Sequence[str], catalogue: Catalogue, mapping: Mapping[str, str]) -> Matched:
    """Match a row of headers.

    Args:
        headers: The texts of the row, blank where a cell is.
        catalogue: The indicators; a column is theirs by code or by name.
        mapping: Codes of indicators or roles by header, as the clerk said; a blank one says that the column is nothing.
            What the clerk said of one column goes before what another is by its name.
    """
    said = {fold(header): code for header, code in mapping.items()}
    known = {fold(header): role for role in ROLES for header in (role, *words.ROLE_HEADERS[role])}
    known |= {fold(key): item.code for item in catalogue.indicators for key in (item.name, item.code)}
    printed = {fold(f"{prefix}{item.name}"): item.code for prefix in _PREFIXES for item in catalogue.indicators}
    known = printed | known
    by_clerk: dict[str, list[int]] = {}
    by_name: dict[str, list[int]] = {}
    for column0, header in enumerate(headers):
        key = fold(header)
        if not key:
            continue
        if key in said:
            by_clerk.setdefault(said[key], []).append(column0)
        elif code := known.get(key):
            by_name.setdefault(code, []).append(column0)
    by_clerk.pop("", None)
    if not _UNITS.isdisjoint(by_clerk):  # the clerk said which column names the unit
        by_name = {code: columns for code, columns in by_name.items() if code not in _UNITS}
    claims = by_name | by_clerk
    at = {code: columns[0] for code, columns in claims.items() if len(columns) == 1}
    twice = {
        code: tuple(clean(headers[column0]) for column0 in columns)
        for code, columns in claims.items()
        if len(columns) > 1
    }
    used = {column0 for columns in claims.values() for column0 in columns}
    unused = tuple(clean(header) for column0, header in enumerate(headers) if fold(header) and column0 not in used)
    return Matched(at, twice, unused)
