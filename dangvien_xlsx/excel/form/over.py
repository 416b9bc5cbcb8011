"""What lies above the cells of a form: a person looks at it and no program reads it, so its place is told."""

from collections.abc import Collection, Iterator, Mapping

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.page import Drawn, Page, Sort, place_of
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import shorten

_LONGEST_QUOTE = 200
_MOST_TOLD = 20
"""Whoever looks at so many sees the others."""


Rows = Mapping[int, tuple[str, bool]]
"""By zero-indexed row, the label of its indicator, and whether its figure is zero or blank."""


def told_over(page: Page, rows: Rows, value_columns: Collection[int]) -> tuple[Finding, ...]:
    """Tell of what lies on the figures, hiding them, or beside a figure that says nothing, where it may say one.

    Args:
        page: The form's sheet.
        rows: Those of the indicators.
        value_columns: The columns of the figures, zero-indexed.
    """
    found: list[Finding] = []
    for item in page.drawn:
        over, beside = _reached(item, rows, value_columns)
        where = words.DRAWN_OVER if over else words.DRAWN_BESIDE
        labels = ", ".join(f"“{label}”" for label in over or beside)
        if not item.first:
            where, labels = words.DRAWN_SOMEWHERE, ""
        elif not labels:
            continue
        about = {"value": named(item), "where": where.format(labels=shorten(labels, _LONGEST_QUOTE))}
        found.append(finding("drawing-unread", {"sheet": page.sheet, "cell": item.first}, **about))
        if len(found) == _MOST_TOLD:
            break
    return tuple(found)


def noted_over(page: Page, told: Collection[Finding] = ()) -> Iterator[tuple[str, str]]:
    """Yield where else something lies and what it is; the words of shapes are read, and quoted by themselves.

    Args:
        page: A sheet.
        told: What was told of it already.
    """
    said = {(item.cell, item.value) for item in told}
    for item in page.drawn:
        if item.sort is not Sort.WORDS and (item.first, named(item)) not in said:
            yield item.first, words.DRAWN[item.sort.value]


def named(item: Drawn) -> str:
    """Return what something is and where it lies."""
    what = words.DRAWN[item.sort.value]
    if not item.first:
        return what
    region = item.first if item.first == item.last else f"{item.first}:{item.last}"
    return words.DRAWN_AT.format(what=what, cell=region)


def _reached(item: Drawn, rows: Rows, value_columns: Collection[int]) -> tuple[list[str], list[str]]:
    """Return the labels of the rows on whose figures something lies, and of those that say nothing beside it."""
    if not item.first:
        return [], []
    (top, left), (bottom, right) = place_of(item.first), place_of(item.last)
    reached = [row for row0, row in sorted(rows.items()) if top <= row0 <= bottom]
    labels = [label for label, _ in reached]
    is_over = any(left <= column0 <= right for column0 in value_columns)
    # The words of a shape are weighed where they stand; only what they hide is told of here.
    beside = [label for label, is_nothing in reached if is_nothing and item.sort is not Sort.WORDS]
    return (labels, []) if is_over else ([], beside)
