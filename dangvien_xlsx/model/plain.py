"""Frozen tuples as plain data, such as JSON has, and back: by their annotations, so that no field is forgotten.

What comes back is checked against the annotations as well: it may have been changed since it was written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

_AS_IT_IS = (str, int, float, bool, NoneType)
"""Types that JSON has as well; ``bool`` is no ``int`` here."""


class Plain(NamedTuple):
    """The two ways of one type. ``back`` raises ValueError for what ``plainly`` cannot have returned."""

    plainly: Callable[[Any], Any]
    back: Callable[[Any], Any]


@cache
def plain(kind: Any) -> Plain:
    """Return how values of a type become plain data.

    Args:
        kind: A type or an annotation: ``str``, ``int | None``, ``tuple[X, ...]``, ``Mapping[str, X]``, an ``Enum``, a
            date, or a ``NamedTuple`` of such.

    Raises:
        TypeError: There is no way for it.
    """
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        return _union(get_args(kind))
    if origin is tuple and get_args(kind)[1:] == (Ellipsis,):
        return _row(plain(get_args(kind)[0]))
    if origin is Mapping and get_args(kind)[0] is str:
        return _mapping(plain(get_args(kind)[1]))
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        return _fields(kind, [plain(hints[name]) for name in kind._fields])
    return _single(kind)


def _single(kind: Any) -> Plain:
    if kind in _AS_IT_IS:
        return _same(kind)
    if kind in (datetime, date):
        return Plain(lambda moment: moment.isoformat(), _checked(kind.fromisoformat, str))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Plain(lambda member: member.value, kind)
    raise TypeError(str(kind))


def _checked(make: Callable[[Any], Any], wanted: type) -> Callable[[Any], Any]:
    def back(told: Any) -> Any:
        if type(told) is not wanted:
            raise ValueError(repr(type(told)))
        return make(told)

    return back


def _same(kind: type) -> Plain:
    def back(told: Any) -> Any:
        if type(told) is not kind:
            raise ValueError(repr(type(told)))
        return told

    return Plain(lambda value: value, back)


def _row(item: Plain) -> Plain:
    plainly, back = item

    def row_back(told: Any) -> tuple[Any, ...]:
        if type(told) is not list:
            raise ValueError(repr(type(told)))
        return tuple([back(each) for each in told])

    return Plain(lambda row: [plainly(each) for each in row], row_back)


def _mapping(item: Plain) -> Plain:
    plainly, back = item

    def mapping_back(told: Any) -> dict[str, Any]:
        # JSON's names are texts, so only what they name is to be checked.
        if type(told) is not dict:
            raise ValueError(repr(type(told)))
        return {name: back(each) for name, each in told.items()}

    return Plain(lambda mapping: {name: plainly(each) for name, each in mapping.items()}, mapping_back)


def _fields(kind: Any, fields: Sequence[Plain]) -> Plain:
    ways, backs, count = [way.plainly for way in fields], [way.back for way in fields], len(fields)

    def back(told: Any) -> Any:
        if type(told) is not list or len(told) != count:
            raise ValueError(repr(type(told)))
        return kind._make([field(each) for field, each in zip(backs, told, strict=True)])

    return Plain(lambda value: [way(each) for way, each in zip(ways, value, strict=True)], back)


def _union(kinds: Iterable[type]) -> Plain:
    """Whatever JSON does not have itself goes with its place among the types, since a date and a text look alike."""
    plainly, ways = frozenset(kind for kind in kinds if kind in _AS_IT_IS), list(kinds)
    others = {kind: (index, plain(kind)) for index, kind in enumerate(ways) if kind not in plainly}
    backs = {index: way.back for index, way in others.values()}

    def there(value: Any) -> Any:
        if type(value) in plainly:
            return value
        index, way = others[type(value)]
        return [index, way.plainly(value)]

    def back(told: Any) -> Any:
        if type(told) in plainly:
            return told
        if type(told) is not list or len(told) != 2 or told[0] not in backs:
            raise ValueError(repr(type(told)))
        return backs[told[0]](told[1])

    return Plain(there, back)
