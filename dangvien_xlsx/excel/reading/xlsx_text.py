"""Texts as an .xlsx stores them: escapes decoded, phonetic guides left out, struck and raised runs told apart."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from dangvien_xlsx.excel.reading.colours import Colour, colour_of
from dangvien_xlsx.excel.reading.markup import Element, attribute, is_on, main_name
from dangvien_xlsx.excel.reading.sizes import is_tiny, number_in
from dangvien_xlsx.model.page import Run
from dangvien_xlsx.model.patterns import pattern

_ESCAPE = pattern(r"_x([0-9A-Fa-f]{4})_")
_PAIR = pattern("[\ud800-\udbff][\udc00-\udfff]")
_LONE = pattern("[\ud800-\udfff]")
_ENTITY = pattern(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w{1,10}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Ink(NamedTuple):
    """A run and the colour of its letters; what ground they stand on, the cell's style knows.

    A run with a font of its own that names no colour is black, whatever the cell's is: ``inherits`` only without one.
    """

    run: Run
    colour: Colour = None
    inherits: bool = False


class Text(NamedTuple):
    """A text of a cell, and its runs where some are struck or raised."""

    text: str
    runs: tuple[Run, ...] = ()
    in_struck_cell: tuple[Run, ...] = ()
    """The runs where the cell itself is struck: those without a font of their own take the cell's."""
    inked: tuple[Ink, ...] = ()
    """All runs, where one has a colour of its own or is too small to be read."""


class Face(NamedTuple):
    """How a run of text looks."""

    struck: bool = False
    raised: bool = False
    colour: Colour = None
    tiny: bool = False
    inherits: bool = False
    """Whether it has the cell's own font."""


_OF_CELL = Face(inherits=True)


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
    plain: list[tuple[str, Face]] = []
    for child in element:
        kind = main_name(child)
        if kind == "t":
            plain.append((decoded(child.text or ""), _OF_CELL))
        elif kind == "r":
            plain.append(_run(child))
    text = composed("".join(piece for piece, _ in plain))
    if len(plain) < 2 and not any(face.struck or face.raised for _, face in plain):
        return Text(text, inked=_inked(plain))
    return _of_pieces(text, plain)


def styled_text(text: str, runs: Sequence[tuple[int, Face]]) -> Text:
    """Return a text whose runs the binary formats tell by where they begin.

    Args:
        text: The whole text.
        runs: Where each begins, and how it looks; what stands before the first has the cell's font.
    """
    whole = composed(text)
    if not runs:
        return Text(whole)
    ends = [*(start for start, _ in runs[1:]), len(text)]
    pieces = [(text[: runs[0][0]], _OF_CELL)]
    pieces += [(text[start:end], face) for (start, face), end in zip(runs, ends, strict=True)]
    return _of_pieces(whole, [(composed(piece), face) for piece, face in pieces if piece])


def _of_pieces(text: str, pieces: Sequence[tuple[str, Face]]) -> Text:
    own = tuple(Run(piece, face.struck, face.raised) for piece, face in pieces)
    within = tuple(Run(piece, face.struck or face.inherits, face.raised) for piece, face in pieces)
    return Text(text, own if any(run.struck or run.raised for run in own) else (), within, _inked(pieces))


def _inked(pieces: Sequence[tuple[str, Face]]) -> tuple[Ink, ...]:
    if not any(face.tiny or face.colour is not None for _, face in pieces):
        return ()
    return tuple(
        Ink(Run(piece, face.struck, face.raised, face.tiny), face.colour, face.inherits) for piece, face in pieces
    )


def _run(element: Element) -> tuple[str, Face]:
    text, face = "", _OF_CELL
    for child in element:
        kind = main_name(child)
        if kind == "t":
            text += child.text or ""
        elif kind == "rPr":
            face = Face()
            for mark in child:
                face = _marked(face, main_name(mark), mark)
    return decoded(text), face


def _marked(face: Face, name: str, mark: Element) -> Face:
    """Return how a run looks with one more of its properties."""
    match name:
        case "strike":
            return face._replace(struck=face.struck or is_on(mark))
        case "vertAlign":
            return face._replace(raised=attribute(mark, "val") in ("superscript", "subscript"))
        case "color":
            return face._replace(colour=colour_of(mark))
        case "sz":
            return face._replace(tiny=is_tiny(number_in(attribute(mark, "val"))))
    return face
