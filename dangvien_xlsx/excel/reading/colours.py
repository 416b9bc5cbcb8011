"""Whether a text can be seen on its ground: white on white is how people hide what they do not delete."""

import re

from dangvien_xlsx.excel.reading.markup import Element, attribute
from dangvien_xlsx.model.patterns import pattern

Colour = tuple[float, float, float] | None
"""Red, green and blue from 0 to 255; nothing where the workbook leaves it to the program."""

WHITE: Colour = (255.0, 255.0, 255.0)
BLACK: Colour = (0.0, 0.0, 0.0)
_THEME = {"0": WHITE, "1": (0.0, 0.0, 0.0)}
"""The two colours that every theme has: paper and ink. The others are the theme's own and never both at once."""
_INDEXED = {"0": (0.0, 0.0, 0.0), "8": (0.0, 0.0, 0.0), "1": WHITE, "9": WHITE, "65": WHITE}
_HEX = pattern(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_LEAST_CONTRAST = 1.25
"""Of light to dark, by WCAG's measure: white on the pale yellow of our inputs has 1.06, legible grey over 2."""


def rgb(hexadecimal: str, theme: str = "", indexed: str = "", tint: str = "") -> Colour:
    """Return a colour as a workbook declares it, nothing where it does not say.

    Args:
        hexadecimal: ``FFRRGGBB`` or ``RRGGBB``.
        theme: Index into the theme's colours.
        indexed: Index into the old palette.
        tint: Lighter (to 1) or darker (to -1), of a theme's colour.
    """
    found = _HEX.fullmatch(hexadecimal.lstrip("#"))
    if found:
        parts = bytes.fromhex(found[1])
        colour: Colour = (float(parts[0]), float(parts[1]), float(parts[2]))
    else:
        colour = _THEME.get(theme) or _INDEXED.get(indexed)
    if colour is None or not re.fullmatch(r"-?[01](?:\.\d{1,20})?|-?\.\d{1,20}", tint):
        return colour
    shift = max(-1.0, min(1.0, float(tint)))
    red, green, blue = (part * (1 + shift) if shift < 0 else part + (255 - part) * shift for part in colour)
    return red, green, blue


def colour_of(element: Element) -> Colour:
    """Return the colour that an element of an .xlsx names, nothing where it leaves it to the program."""
    return rgb(*(attribute(element, name) for name in ("rgb", "theme", "indexed", "tint")))


def is_unseen(text: Colour, ground: Colour) -> bool:
    """Tell whether a text has the colour of its ground, or nearly so.

    Args:
        text: The text's colour; not told means black.
        ground: The cell's; not told means white paper.
    """
    if text is None:
        return False
    light, dark = sorted((_luminance(text), _luminance(ground or WHITE)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < _LEAST_CONTRAST


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour or (0.0, 0.0, 0.0)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
