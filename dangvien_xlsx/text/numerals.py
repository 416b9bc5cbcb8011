"""Vietnamese number words by their grammar: ``mười hai`` is 12, ``hai mươi mốt`` 21, ``một trăm linh năm`` 105."""

import re
import unicodedata
from collections.abc import Sequence

from dangvien_xlsx.text.fold import fold

_UNITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_AFTER_TEN = {"lăm": 5, "nhăm": 5}
_AFTER_TENS = {"mốt": 1, "tư": 4} | _AFTER_TEN
_TEN, _TENS, _HUNDRED, _AND, _THOUSAND = {"mười"}, {"mươi", "chục"}, {"trăm"}, {"linh", "lẻ"}, {"nghìn", "ngàn"}
_ALONE_UNSURE = {"năm"}
"""Five, and also the year: by itself it says neither."""
_BARE_UNSURE = frozenset({"tam", "sau", "bay"})
"""Without its marks each is another word as well: for the time being, after, to fly."""
_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"))


def bare(text: str) -> str:
    """Return folded text without diacritics, đ as d: for what was typed without them."""
    return unicodedata.normalize("NFD", fold(text).replace("đ", "d")).translate(_MARKS)


class _Words:
    """The number words, as spelled or as typed without diacritics."""

    def __init__(self, *, without_marks: bool) -> None:
        spell = bare if without_marks else fold
        self.units = {spell(word): value for word, value in _UNITS.items()}
        self.after_ten = self.units | {spell(word): value for word, value in _AFTER_TEN.items()}
        self.after_tens = self.units | {spell(word): value for word, value in _AFTER_TENS.items()}
        self.only_after_tens = {spell(word): value for word, value in _AFTER_TENS.items()}
        self.ten, self.tens, self.hundred, self.joined, self.thousand, self.unsure = (
            {spell(word) for word in words} for words in (_TEN, _TENS, _HUNDRED, _AND, _THOUSAND, _ALONE_UNSURE)
        )


_SPELLED, _BARE = _Words(without_marks=False), _Words(without_marks=True)


def number_at(words: Sequence[str], start: int = 0) -> tuple[int, int]:
    """Read the longest number that begins at a word.

    Args:
        words: Folded words; those of a text typed without diacritics may come without.
        start: Index of the word.

    Returns:
        The number and how many words it takes; none, where no number begins there.
    """
    if all(word.isascii() for word in words):
        return max((_thousands(words, start, each) for each in (_SPELLED, _BARE)), key=lambda found: found[1])
    return _thousands(words, start, _SPELLED)


def spoken(text: str, is_sure: bool = False) -> int | None:
    """Return the number that a text spells and nothing else.

    Args:
        text: The words alone.
        is_sure: Whether a number certainly stands there; ``năm`` by itself is the year as well.
    """
    words = re.findall(r"[^\W\d_]+", fold(text))
    value, length = number_at(words)
    if not words or length < len(words):
        return None
    if length == 1 and words[0] in _SPELLED.unsure | _BARE.unsure and not (is_sure and not text.isascii()):
        return None
    if length == 1 and words[0] in _BARE_UNSURE and not is_sure:
        return None
    return value


def _thousands(words: Sequence[str], start: int, known: _Words) -> tuple[int, int]:
    value, length = _hundreds(words, start, known)
    if length and _at(words, start + length) in known.thousand:
        rest, more = _hundreds(words, start + length + 1, known)
        return value * 1000 + rest, length + 1 + more
    return value, length


def _hundreds(words: Sequence[str], start: int, known: _Words) -> tuple[int, int]:
    first = known.units.get(_at(words, start))
    if first is None or _at(words, start + 1) not in known.hundred:
        return _tens(words, start, known)
    if _at(words, start + 2) in known.joined:
        unit = known.units.get(_at(words, start + 3))
        return (first * 100 + unit, 4) if unit else (0, 0)
    rest, length = _tens(words, start + 2, known)
    return (first * 100 + rest, 2 + length) if length != 1 or rest >= 10 else (first * 100, 2)


def _tens(words: Sequence[str], start: int, known: _Words) -> tuple[int, int]:
    word, after = _at(words, start), _at(words, start + 1)
    if word in known.units and after in known.tens:
        unit = known.after_tens.get(_at(words, start + 2))
        return (known.units[word] * 10 + unit, 3) if unit else (known.units[word] * 10, 2)
    if word in known.units and known.units[word] > 1 and after in known.only_after_tens:
        return known.units[word] * 10 + known.only_after_tens[after], 2
    if word in known.ten:
        unit = known.after_ten.get(after)
        return (10 + unit, 2) if unit else (10, 1)
    return (known.units[word], 1) if word in known.units else (0, 0)


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""
