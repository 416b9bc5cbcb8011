"""What the styles of an OpenDocument workbook say of its cells, runs of text, and sheets."""

from collections.abc import Iterable
from typing import NamedTuple

from dangvien_xlsx.excel.reading.colours import Colour, is_unseen, rgb
from dangvien_xlsx.excel.reading.markup import Element, attribute, local
from dangvien_xlsx.excel.reading.ods_formats import STYLES, code_of
from dangvien_xlsx.excel.reading.sizes import is_low, is_narrow_points, is_tiny, points_in

_DEEPEST = 10
"""Styles that inherit from each other are followed so far: a circle has no end."""


class OdsLook(NamedTuple):
    """How cells or runs of one style are shown."""

    format: str = ""
    struck: bool = False
    raised: bool = False
    unseen: bool = False
    repeats: bool = False
    colour: Colour = None
    ground: Colour = None
    tiny: bool = False


class _Style(NamedTuple):
    """A style with what it takes over from its parents."""

    data: str = ""
    struck: bool = False
    raised: bool = False
    colour: Colour = None
    ground: Colour = None
    points: float | None = None
    repeats: bool = False


class OdsStyles:
    """The styles of a workbook by name."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[str, Element] = {}
        self._formats: dict[str, Element] = {}
        self.hidden_tables: set[str] = set()
        self._small: set[str] = set()
        for root in roots:
            for group in root:
                if local(group) in ("styles", "automatic-styles"):
                    for item in group:
                        self._add(item)
        self._looks: dict[str, OdsLook] = {}

    def _add(self, item: Element) -> None:
        name = attribute(item, "name")
        if local(item) in STYLES:
            self._formats[name] = item
        elif local(item) == "style":
            family = attribute(item, "family")
            if family == "table":
                if any(attribute(child, "display") == "false" for child in item):
                    self.hidden_tables.add(name)
            elif family in ("table-row", "table-column"):
                if any(_is_small(child) for child in item):
                    self._small.add(name)
            elif family in ("table-cell", "text"):
                self._styles[name] = item

    def is_small(self, name: str) -> bool:
        """Tell whether rows or columns of a style are too small for anything to be read in them."""
        return name in self._small

    def look(self, name: str) -> OdsLook:
        """Return the look of a style."""
        look = self._looks.get(name)
        if look is None:
            style = self._resolved(name)
            code = code_of(style.data, self._formats)
            tiny = is_tiny(style.points)
            unseen = tiny or is_unseen(style.colour, style.ground)
            look = OdsLook(code, style.struck, style.raised, unseen, style.repeats, style.colour, style.ground, tiny)
            self._looks[name] = look
        return look

    def _resolved(self, name: str) -> _Style:
        chain: list[Element] = []
        while (item := self._styles.get(name)) is not None and len(chain) < _DEEPEST:
            chain.append(item)
            name = attribute(item, "parent-style-name")
        style = _Style()
        for item in reversed(chain):
            style = style._replace(data=attribute(item, "data-style-name") or style.data)
            for child in item:
                style = _told(child, style)
        return style


def _is_small(child: Element) -> bool:
    """Tell whether the properties of a row or a column make it too small to be read."""
    return is_low(points_in(attribute(child, "row-height"))) or is_narrow_points(
        points_in(attribute(child, "column-width"))
    )


def _told(child: Element, style: _Style) -> _Style:
    if local(child) == "table-cell-properties":
        ground, repeats = attribute(child, "background-color"), attribute(child, "repeat-content")
        return style._replace(
            ground=rgb(ground) if ground else style.ground, repeats=repeats == "true" if repeats else style.repeats
        )
    if local(child) != "text-properties":
        return style
    line = attribute(child, "text-line-through-style") or attribute(child, "text-line-through-type")
    place = attribute(child, "text-position")
    colour = attribute(child, "color")
    return style._replace(
        struck=line != "none" if line else style.struck,
        raised=place.split()[0] not in ("0%", "0") if place.strip() else style.raised,
        colour=rgb(colour) if colour else style.colour,
        points=points_in(size) if (size := attribute(child, "font-size")) else style.points,
    )
