"""Number format codes taken apart: sections, and in each what are digits and what are words (ECMA-376, 18.8.31)."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.model.patterns import pattern

_LONGEST = 255
"""Characters of a code, by Excel's own limit."""
_CONDITION = pattern(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_SPAN = pattern(r"h+|m+|s+", re.IGNORECASE)
_CURRENCY = pattern(r"\$([^-\]]*)(?:-[0-9A-Fa-f]*)?")
_HALF_DAY = pattern(r"AM/PM|A/P", re.IGNORECASE)
_AS_IT_IS = pattern(r"General|Standard", re.IGNORECASE)
_FILLING = 3
"""How often a letter is told that fills a cell: as often as there is room for, which a format does not know."""
_DATE_LETTERS = frozenset("ymdhsYMDHS")


class Mark(Enum):
    """What a piece of a section stands for."""

    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    EXPONENT = "exponent"
    SLASH = "slash"
    DATE = "date"
    GENERAL = "general"
    TEXT = "text"
    LITERAL = "literal"


class Token(NamedTuple):
    """A piece of a section: a placeholder, or words shown as they are."""

    mark: Mark
    text: str


class Section(NamedTuple):
    """One section of a code, such as what is shown of zeros."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None
    is_white: bool = False

    def has(self, mark: Mark) -> bool:
        """Tell whether any of its pieces is of a kind."""
        return any(token.mark is mark for token in self.tokens)

    @property
    def words(self) -> str:
        """What is shown whatever the number is."""
        return "".join(token.text for token in self.tokens if token.mark is Mark.LITERAL)


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[Section, ...]:
    """Return the sections of a number format's code; a blank one shows nothing."""
    return tuple(_section(text) for text in _split(code[:_LONGEST]))


def _split(code: str) -> list[str]:
    """Cut a code at its semicolons, those in quotes and behind a backslash left alone."""
    parts, start, at, is_quoted = [], 0, 0, False
    while at < len(code):
        letter = code[at]
        if letter == '"':
            is_quoted = not is_quoted
        elif not is_quoted and letter in "\\_*":
            at += 1
        elif not is_quoted and letter == ";":
            parts.append(code[start:at])
            start = at + 1
        at += 1
    return [*parts, code[start:]][:4]


def _section(text: str) -> Section:
    condition, is_white = None, False
    tokens: list[Token] = []
    for mark, piece in _pieces(text):
        if mark is not None:
            tokens.append(Token(mark, piece))
        elif found := _CONDITION.fullmatch(piece):
            condition = (found[1], float(found[2]))
        else:
            is_white = is_white or piece.lower() == "white"
    return Section(_without_stray_letters(tokens), condition, is_white)


def _pieces(text: str) -> Iterator[tuple[Mark | None, str]]:
    """Yield what a section is made of; what stands in brackets and is not shown comes without a mark."""
    at = 0
    while at < len(text):
        letter = text[at]
        if letter == '"':
            end = text.find('"', at + 1)
            end = len(text) if end < 0 else end
            yield Mark.LITERAL, text[at + 1 : end]
            at = end + 1
        elif letter == "[":
            end = text.find("]", at)
            end = len(text) if end < 0 else end
            yield _bracket(text[at + 1 : end])
            at = end + 1
        elif letter in "\\_*":
            # "_)" leaves room as wide as the letter, and "*-" fills the cell, neither of which says anything, unless
            # the cell is filled with digits or letters.
            said = text[at + 1 : at + 2]
            if letter == "\\":
                yield Mark.LITERAL, said
            elif letter == "*" and said.isalnum():
                yield Mark.LITERAL, said * _FILLING
            at += 2
        else:
            mark, piece = _bare(text, at)
            yield mark, piece
            at += len(piece)


def _bracket(inside: str) -> tuple[Mark | None, str]:
    if _SPAN.fullmatch(inside):
        return Mark.DATE, inside
    found = _CURRENCY.fullmatch(inside)
    return (Mark.LITERAL, found[1]) if found else (None, inside)


_BARE = {".": Mark.POINT, ",": Mark.COMMA, "%": Mark.PERCENT, "/": Mark.SLASH, "@": Mark.TEXT}


def _bare(text: str, at: int) -> tuple[Mark, str]:
    letter = text[at]
    if letter in "0#?":
        return Mark.DIGIT, letter
    if letter in _BARE:
        return _BARE[letter], letter
    if found := _AS_IT_IS.match(text, at):
        return Mark.GENERAL, found[0]
    if letter in "eE" and text[at + 1 : at + 2] in ("+", "-"):
        return Mark.EXPONENT, text[at : at + 2]
    if found := _HALF_DAY.match(text, at):
        return Mark.DATE, found[0]
    return (Mark.DATE if letter in _DATE_LETTERS else Mark.LITERAL), letter


def _without_stray_letters(tokens: list[Token]) -> tuple[Token, ...]:
    """Take the letters of days beside placeholders of digits for words: other programs leave out the quotes."""
    letters = [token for token in tokens if token.mark is Mark.DATE]
    digits = sum(token.mark is Mark.DIGIT for token in tokens)
    if not letters or not digits or any(token.text.lower() == "s" for token in letters):
        # Seconds may have digits behind a point: ss.00.
        return tuple(tokens)
    return tuple(Token(Mark.LITERAL, token.text) if token.mark is Mark.DATE else token for token in tokens)
