"""Conditional formatting of an .xlsx that hides or changes what its cells show: a person then reads something else."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.excel.reading.markup import Element, attribute, is_on, local, named
from dangvien_xlsx.excel.reading.xlsx_cells import LAST_COLUMN, LAST_ROW, address
from dangvien_xlsx.excel.reading.xlsx_styles import NO_OVERLAY, Overlay, Styles, overlay_of
from dangvien_xlsx.model.page import Cell, place_of
from dangvien_xlsx.model.shown import shown_doubt, words_around

_MOST_RANGES = 500
"""Ranges of one rule that are looked at each; with more, the rule is taken to lie over the whole sheet."""
_Box = tuple[int, int, int, int]
_ALL: _Box = (0, 0, LAST_ROW, LAST_COLUMN)


class Rule(NamedTuple):
    """A rule and the ranges over which it lies."""

    ranges: str
    format: int
    """Index of its format in the styles, or -1."""
    own: Overlay = NO_OVERLAY
    """What it lays over cells by itself."""


def rules_of(root: Element) -> tuple[Rule, ...]:
    """Return the rules of a sheet, those that newer programs keep in its extensions too."""
    found = []
    for group in named(root, "conditionalFormatting"):
        inside = " ".join(item.text or "" for item in group if local(item) == "sqref")
        ranges = attribute(group, "sqref") or inside
        for item in group:
            if local(item) != "cfRule":
                continue
            number = attribute(item, "dxfId")
            index = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else -1
            own = next((overlay_of(child) for child in item if local(child) == "dxf"), NO_OVERLAY)
            if any(local(child) in ("dataBar", "iconSet") and not _shows_value(child) for child in item):
                own = own._replace(unseen=True)
            if index >= 0 or own != NO_OVERLAY:
                found.append(Rule(ranges, index, own))
    return tuple(found)


def _shows_value(element: Element) -> bool:
    return is_on(element, "showValue") or not attribute(element, "showValue")


def ruled(cells: Mapping[str, Cell], rules: tuple[Rule, ...], styles: Styles) -> Mapping[str, Cell]:
    """Return cells as rules may show them: whether a rule holds just now is not for us to compute.

    Args:
        cells: By their addresses.
        rules: Of their sheet.
        styles: The workbook's, which know the formats of the rules.
    """
    laid = _laid(rules, styles)
    if not laid:
        return cells
    shown = dict(cells)
    for ranges, overlay in laid:
        boxes = list(_boxes(ranges))
        for place, cell in shown.items():
            row0, column0 = place_of(place)
            if any(top <= row0 <= bottom and left <= column0 <= right for top, left, bottom, right in boxes):
                shown[place] = _under(cell, overlay)
    return shown


@lru_cache(maxsize=64)  # the forms of one period have the same rules
def _laid(rules: tuple[Rule, ...], styles: Styles) -> tuple[tuple[str, Overlay], ...]:
    """Return the ranges over which something is laid that matters, and what."""
    laid = ((rule.ranges, overlay) for rule in rules for overlay in (styles.overlay(rule.format), rule.own))
    return tuple((ranges, overlay) for ranges, overlay in laid if overlay != NO_OVERLAY)


def _under(cell: Cell, overlay: Overlay) -> Cell:
    changes = bool(overlay.format) and (
        shown_doubt(cell.value, overlay.format) is not None
        or (any(words_around(cell.value, overlay.format)) and shown_doubt(cell.value, cell.format) is None)
    )
    return cell._replace(
        format=overlay.format if changes else cell.format,
        struck=cell.struck or overlay.struck,
        unseen=cell.unseen or overlay.unseen,
    )


def _boxes(ranges: str) -> Iterator[_Box]:
    told = ranges.split()
    if len(told) > _MOST_RANGES:
        yield _ALL
        return
    for each in told:
        first, _, last = each.partition(":")
        start, end = address(first), address(last or first)
        if start and end:
            (top, left), (bottom, right) = place_of(start), place_of(end)
            yield min(top, bottom), min(left, right), max(top, bottom), max(left, right)
        else:
            # Whole columns or rows, which no program writes here: taken to lie over the whole sheet.
            yield _ALL
