"""The numbers that Word puts before paragraphs by itself: they are no text, and would be lost with the list."""

from typing import Any

from docx.oxml.ns import qn

_BULLET = "-"
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


class Numbering:
    """Counts the lists of a document while its paragraphs are read from the top."""

    def __init__(self, document: Any) -> None:
        """Read how the document's lists count.

        Args:
            document: Of python-docx.
        """
        self._styles = document.styles
        self._counts: dict[tuple[str, int], int] = {}
        self._levels: dict[str, dict[int, Any]] = {}
        self._of_styles: dict[str | None, tuple[str, int]] = {}
        """By a style's id: for each paragraph python-docx looks through all styles, 1 to 2 ms."""
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {each.get(qn("w:abstractNumId")): each for each in root.iter(qn("w:abstractNum"))}
        for number in root.iter(qn("w:num")):
            of = number.find(qn("w:abstractNumId"))
            found = abstract.get(of.get(qn("w:val"))) if of is not None else None
            if found is not None:
                levels = {_whole(level.get(qn("w:ilvl"))): level for level in found.iter(qn("w:lvl"))}
                self._levels[number.get(qn("w:numId"))] = levels

    def label(self, paragraph: Any) -> str:
        """Return what Word shows before a paragraph, with a space behind it; blank where it numbers nothing."""
        listed, level = self._place(paragraph)
        levels = self._levels.get(listed, {})
        if level not in levels:
            return ""
        self._counts[listed, level] = self._counts.get((listed, level), _start(levels[level]) - 1) + 1
        for deeper in [key for key in self._counts if key[0] == listed and key[1] > level]:
            del self._counts[deeper]
        pattern = _value(levels[level], "w:lvlText")
        kind = _value(levels[level], "w:numFmt")
        if kind in ("bullet", "none"):
            return f"{_BULLET} " if kind == "bullet" else ""
        for upper in range(level + 1):
            own = levels.get(upper)
            count = self._counts.get((listed, upper), _start(own))
            pattern = pattern.replace(f"%{upper + 1}", _written(count, _value(own, "w:numFmt")))
        return f"{pattern} " if pattern else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph, its own or its style's."""
        own = _told(paragraph._p.pPr)
        if own is not None:
            return own
        named = paragraph._p.style
        if named not in self._of_styles:
            told = (_told(style.element.pPr) for style in _ancestors(paragraph.style))
            self._of_styles[named] = next((place for place in told if place is not None), ("", 0))
        return self._of_styles[named]


def _told(properties: Any) -> tuple[str, int] | None:
    """Return the list and the level that the properties of a paragraph or a style tell; none where they tell none."""
    found = properties.numPr if properties is not None else None
    if found is None or found.numId is None:
        return None
    level = found.ilvl.val if found.ilvl is not None else 0
    return str(found.numId.val), int(level)


def _ancestors(style: Any) -> list[Any]:
    found: list[Any] = []
    while style is not None and style not in found and len(found) < 20:
        found.append(style)
        style = style.base_style
    return found


def _value(level: Any, name: str) -> str:
    found = level.find(qn(name)) if level is not None else None
    return str(found.get(qn("w:val")) or "") if found is not None else ""


def _start(level: Any) -> int:
    return _whole(_value(level, "w:start") or "1")


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _written(count: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if kind == "upperRoman" else _roman(count)
    return f"{count:02d}" if kind == "decimalZero" else f"{count}"


def _roman(count: int) -> str:
    written = ""
    for numeral, value in _ROMAN:
        while count >= value:
            written, count = written + numeral, count - value
    return written
