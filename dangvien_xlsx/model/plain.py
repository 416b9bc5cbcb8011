"""Frozen tuples as plain data, such as JSON has, and back: by their annotations, so that no field is forgotten.

What comes back is checked against the annotations as well: it may have been changed since it was written. The two ways
of a NamedTuple are functions that are written for its fields, when the first one goes or comes: looking at field by
field in a loop took twice as long.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

_AS_IT_IS = frozenset((str, int, float, bool, NoneType))
"""Types that JSON has as well; ``bool`` is no ``int`` here."""
_Step = Callable[[Any], Any]
_All = Callable[[Collection[Any]], Iterable[Any]]


class Plain(NamedTuple):
    """The two ways of one type. ``back`` raises ValueError for what ``plainly`` cannot have returned."""

    plainly: _Step
    back: _Step


class _Way:
    """How values of a type go and come back.

    ``same``: the types that JSON has as well. ``via``: what JSON has instead of the others, none where there are none.
    """

    same: frozenset[Any] = frozenset()
    via: type | None = None

    @property
    def there(self) -> _Step | None:
        """Makes plain data of a value that is none of ``same``, nothing where JSON's encoder takes it as it is."""
        return None

    @property
    def back(self) -> _Step:
        """Makes a value of a ``via``."""
        return _refuse

    def come(self, told: Any) -> Any:
        """Return the value of any plain data."""
        if type(told) in self.same:
            return told
        return self.back(told) if type(told) is self.via else _refuse(told)

    def go(self, value: Any) -> Any:
        """Return the plain data of any value."""
        return value if type(value) in self.same or not self.there else self.there(value)


def _refuse(told: Any) -> Any:
    raise ValueError(str(type(told)))


@cache
def plain(kind: Any) -> Plain:
    """Return how values of a type become plain data.

    Args:
        kind: A type or an annotation: ``str``, ``int | None``, ``tuple[X, ...]``, ``Mapping[str, X]``, an ``Enum``, a
            date, or a ``NamedTuple`` of such.

    Raises:
        TypeError: There is no way for it.
    """
    way = _way(kind)
    return Plain(way.go, way.come)


@cache
def _way(kind: Any) -> _Way:
    origin, given = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return _Union(given)
    if origin is tuple and given[1:] == (Ellipsis,):
        return _Row(_way(given[0]))
    if origin is Mapping and given[0] is str:
        return _Mapping(_way(given[1]))
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _Fields(kind, [_way(each) for each in kind.__annotations__.values()])
    if kind in _AS_IT_IS or kind in (datetime, date) or (isinstance(kind, type) and issubclass(kind, Enum)):
        return _Single(kind)
    raise TypeError(str(kind))


class _Single(_Way):
    """A type that JSON has, a date or an Enum."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        if kind in _AS_IT_IS:
            self.same = frozenset([kind])
        elif issubclass(kind, Enum):
            (self.via,) = {type(member.value) for member in kind}
        else:
            self.via = str

    @cached_property
    def there(self) -> _Step | None:
        if not self.via:
            return None
        step: _Step = (lambda member: member.value) if issubclass(self._kind, Enum) else self._kind.isoformat
        return step

    @cached_property
    def back(self) -> _Step:
        if not self.via:
            return _refuse
        if issubclass(self._kind, Enum):
            enum: _Step = self._kind
            return enum
        return self._moment

    def _moment(self, told: str) -> Any:
        made = self._kind.fromisoformat(told)
        # Python reads many ways of writing a moment, and writes one.
        return made if made.isoformat() == told else _refuse(told)


class _Many(_Way):
    """Many of a kind."""

    def __init__(self, item: _Way) -> None:
        self._item = item

    @cached_property
    def _all_there(self) -> _All:
        same, step = self._item.same, self._item.there
        return lambda values: [step(each) if step and type(each) not in same else each for each in values]

    @cached_property
    def _all_back(self) -> _All:
        item, same, via = self._item, self._item.same, {self._item.via}

        def back(told: Collection[Any]) -> Iterable[Any]:
            types = set(map(type, told))
            if types <= same:
                return told
            return map(item.back if types == via else item.come, told)

        return back


class _Row(_Many):
    """A tuple of any length."""

    via = list

    @cached_property
    def there(self) -> _Step | None:
        return self._all_there if self._item.there else None

    @cached_property
    def back(self) -> _Step:
        all_back = self._all_back
        return lambda told: tuple(all_back(told)) if told else ()


class _Mapping(_Many):
    """Values by name. JSON's names are texts, so only what they name is to be checked."""

    via = dict

    @cached_property
    def there(self) -> _Step | None:
        """Always needed: JSON's encoder takes no mapping but a dict."""
        all_there = self._all_there
        return lambda mapping: dict(zip(mapping, all_there(mapping.values()), strict=True)) if mapping else {}

    @cached_property
    def back(self) -> _Step:
        all_back = self._all_back
        return lambda told: dict(zip(told, all_back(told.values()), strict=True)) if told else {}


class _Fields(_Way):
    """A NamedTuple, in JSON a list of its fields."""

    via = list

    def __init__(self, kind: Any, fields: Sequence[_Way]) -> None:
        self._kind, self._fields = kind, fields
        self._names = [f"f{index}" for index in range(len(fields))]

    @cached_property
    def there(self) -> _Step | None:
        lines: list[str] = []
        given: dict[str, Any] = {}
        for name, field in zip(self._names, self._fields, strict=True):
            if field.there:
                lines.append(f"{self._unless_same(name, field, given)}{name} = {name}_there({name})")
                given[f"{name}_there"] = field.there
        if not lines:
            return None
        return _written(self._names, lines, f"[{', '.join(self._names)}]", given)

    @cached_property
    def back(self) -> _Step:
        lines: list[str] = []
        given: dict[str, Any] = {"new": tuple.__new__, "kind": self._kind, "refuse": _refuse}
        for name, field in zip(self._names, self._fields, strict=True):
            unless_same = self._unless_same(name, field, given)
            if field.via:
                given |= {f"{name}_via": field.via, f"{name}_back": field.back}
                made = f"{name}_back({name}) if type({name}) is {name}_via else refuse({name})"
                lines.append(f"{unless_same}{name} = {made}")
            else:
                lines.append(f"{unless_same}refuse({name})")
        return _written(self._names, lines, f"new(kind, ({', '.join(self._names)},))", given)

    @staticmethod
    def _unless_same(name: str, field: _Way, given: dict[str, Any]) -> str:
        """Return the condition under which a field is not taken as it is; ``given`` takes what that names."""
        if len(field.same) == 1:
            (given[f"{name}_same"],) = field.same
            return f"if type({name}) is not {name}_same: "
        given[f"{name}_same"] = field.same
        return f"if type({name}) not in {name}_same: " if field.same else ""


def _written(names: Sequence[str], lines: Sequence[str], result: str, given: dict[str, Any]) -> _Step:
    """Return a function of a tuple or list, written here.

    Args:
        names: What its items are called.
        lines: What is done.
        result: What is returned.
        given: What the lines name beside the items.
    """
    source = ["def step(value):", f"{', '.join(names)}, = value", *lines, f"return {result}"]
    exec("\n    ".join(source), given)  # noqa: S102  all of it is made here, as Python makes a NamedTuple's own
    step: _Step = given["step"]
    return step


class _Union(_Way):
    """Whatever JSON does not have itself goes with its place among the types, since a date and a text look alike."""

    def __init__(self, kinds: Sequence[Any]) -> None:
        self.same = _AS_IT_IS.intersection(kinds)
        self._ways = [_way(kind) for kind in kinds]
        self._places = {kind: index for index, kind in enumerate(kinds) if kind not in self.same}
        if self._places:
            self.via = list

    @cached_property
    def there(self) -> _Step | None:
        return self._there if self._places else None

    @cached_property
    def back(self) -> _Step:
        return self._back if self._places else _refuse

    def _there(self, value: Any) -> list[Any]:
        place = self._places.get(type(value))
        return _refuse(value) if place is None else [place, self._ways[place].go(value)]

    def _back(self, told: list[Any]) -> Any:
        place, inner = told
        if type(place) is not int or place not in self._places.values():
            raise ValueError(repr(place))
        return self._ways[place].come(inner)
