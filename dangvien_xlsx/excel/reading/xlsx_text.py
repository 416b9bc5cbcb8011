"""Texts as an .xlsx stores them: escapes decoded, phonetic guides left out, struck and raised runs told apart."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.reading.markup import Element, attribute, is_on, main_name
from dangvien_xlsx.model.page import Run
from dangvien_xlsx.model.patterns import pattern

_ESCAPE = pattern(r"_x([0-9A-Fa-f]{4})_")
_PAIR = pattern("[\ud800-\udbff][\udc00-\udfff]")
_LONE = pattern("[\ud800-\udfff]")
_ENTITY = pattern(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w{1,10}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Text(NamedTuple):
    """A text of a cell, and its runs where some are struck or raised."""

    text: str
    runs: tuple[Run, ...] = ()
    in_struck_cell: tuple[Run, ...] = ()
    """The runs where the cell itself is struck: those without a font of their own take the cell's."""


def composed(text: str) -> str:
    """Return text with the letters of Vietnamese in one piece each (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def decoded(text: str) -> str:
    """Return text with Excel's own escapes (``_x000D_``) decoded, composed."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        text = _PAIR.sub(lambda found: found[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
        text = _LONE.sub("\ufffd", text)
    return composed(text)


def unescaped(text: str) -> str | None:
    """Return text with XML's entities resolved; nothing where one is none of XML's own."""
    if "&" not in text:
        return text
    if len(_ENTITY.findall(text)) != text.count("&"):
        return None
    try:
        return _ENTITY.sub(_character, text)
    except (KeyError, ValueError):
        return None


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    if (number < 32 and number not in (9, 10, 13)) or 0xD800 <= number <= 0xDFFF or number in (0xFFFE, 0xFFFF):
        raise ValueError(number)
    return chr(number)


def text_of(element: Element) -> Text:
    """Return the text of an ``<si>``, ``<is>`` or ``<text>``."""
    plain: list[tuple[str, bool, bool, bool]] = []
    for child in element:
        kind = main_name(child)
        if kind == "t":
            plain.append((decoded(child.text or ""), False, False, True))
        elif kind == "r":
            plain.append(_run(child))
    text = composed("".join(piece for piece, *_ in plain))
    if len(plain) < 2 and not any(struck or raised for _, struck, raised, _ in plain):
        return Text(text)
    own = tuple(Run(piece, struck, raised) for piece, struck, raised, _ in plain)
    within = tuple(Run(piece, struck or inherits, raised) for piece, struck, raised, inherits in plain)
    return Text(text, own if any(run.struck or run.raised for run in own) else (), within)


def styled_text(text: str, runs: Sequence[tuple[int, bool, bool]]) -> Text:
    """Return a text whose runs the binary formats tell by where they begin.

    Args:
        text: The whole text.
        runs: Where each begins, and whether it is struck, and raised; what stands before the first has the cell's font.
    """
    whole = composed(text)
    if not runs:
        return Text(whole)
    ends = [*(start for start, _, _ in runs[1:]), len(text)]
    pieces = [(text[: runs[0][0]], False, False, True)]
    pieces += [
        (text[start:end], struck, raised, False) for (start, struck, raised), end in zip(runs, ends, strict=True)
    ]
    told = [(composed(piece), struck, raised, inherits) for piece, struck, raised, inherits in pieces if piece]
    own = tuple(Run(piece, struck, raised) for piece, struck, raised, _ in told)
    within = tuple(Run(piece, struck or inherits, raised) for piece, struck, raised, inherits in told)
    return Text(whole, own if any(run.struck or run.raised for run in own) else (), within)


def _run(element: Element) -> tuple[str, bool, bool, bool]:
    text, struck, raised, inherits = "", False, False, True
    for child in element:
        kind = main_name(child)
        if kind == "t":
            text += child.text or ""
        elif kind == "rPr":
            inherits = False
            for mark in child:
                name = main_name(mark)
                struck = struck or (name == "strike" and is_on(mark))
                raised = raised or (name == "vertAlign" and attribute(mark, "val") in ("superscript", "subscript"))
    return decoded(text), struck, raised, inherits
