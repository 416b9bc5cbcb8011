"""Folding of Vietnamese text for comparison, and plain file names. What is printed stays as typed."""

import re
import unicodedata
from functools import lru_cache

from dangvien_xlsx.model.patterns import pattern

_INVISIBLE = dict.fromkeys(
    (
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        0x061C,
        0x2060,
        0xFEFF,
        0x00AD,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)
_UNHOLDABLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control marks, halves of characters and what Unicode gives to nobody: no XML can hold them, or a screen obeys them."""

_NO_TEXT = pattern("[\ud800-\udfff]")

_SHORT = 200
"""Characters: labels and hints of forms are shorter, and the same in all of them."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The old spelling puts the tone on the first vowel of an open oa, oe, uy (hòa, khỏe, ủy), the new one on the second
# (hoà, khoẻ, uỷ). A closed syllable (hoàn, huỳnh) has only one spelling, so a letter after the pair rules it out.
_OLD_TONE = pattern(rf"(?<![a-z])([a-z]*)([ou])([{_TONES}])([aey])(?![a-z{_TONES}\u0302\u0306])")
_OPEN_PAIRS = {"oa", "oe", "uy"}
_MARKS = pattern("[\u0300-\u034e\u0350-\u036f]+")
"""Marks that stand over and under letters; nearly all that there are."""
_D = str.maketrans("\u00f0\u0256", "\u0111\u0111")
"""Small eth and African d to đ: their capitals look the same, and keyboards and fonts mix the three up."""


def clean(text: str) -> str:
    """Return text in NFC, without invisible characters, runs of space made one, ends trimmed."""
    return _cleaned_short(text) if len(text) <= _SHORT else _cleaned(text)


@lru_cache(maxsize=4_096)
def _cleaned_short(text: str) -> str:
    """Keep what the forms of one period have in common; longer texts would take memory without bound."""
    return _cleaned(text)


def _cleaned(text: str) -> str:
    held = whole(text)
    composed = held if held.isascii() else unicodedata.normalize("NFC", held.translate(_INVISIBLE))
    return " ".join(composed.split())


def whole(text: str) -> str:
    """Return text without what no part of a workbook can hold and no screen should be sent; line ends and tabs stay.

    The one place where text from outside loses it: cells, names of files, mails.
    """
    return text if text.isprintable() else _UNHOLDABLE.sub("", text)


def thousands(number: int) -> str:
    """Return a count as Vietnamese print has it: 1009 is ``1.009``."""
    return f"{number:,}".replace(",", ".")


def one_line(text: str) -> str:
    """Return the name of a file as it may be shown: as it is, but on one line and without what acts on a screen.

    A byte that is no text, as in names packed in an old code page, stays visible as a question mark.
    """
    if text.isprintable():
        return text
    return whole(_NO_TEXT.sub("?", re.sub(r"[\t\n\r\x85\u2028\u2029]", " ", text.translate(_INVISIBLE))))


def fold(text: str) -> str:
    """Return text as a key for comparison: cleaned, lower case, one spelling of oà/òa and uỷ/ủy. Diacritics stay."""
    cleaned = clean(text).casefold()
    if cleaned.isascii():
        return cleaned
    decomposed = unicodedata.normalize("NFD", cleaned.translate(_D))
    return unicodedata.normalize("NFC", _OLD_TONE.sub(_new_tone, decomposed))


def fold_lines(text: str) -> str:
    """Return text as a key for comparison, as ``fold`` does, its lines kept."""
    return "\n".join(map(fold, text.splitlines()))


def _new_tone(match: re.Match[str]) -> str:
    before, first, tone, second = match.groups()
    # In "quý" and "quỳ" the u belongs to the consonant qu, and the tone is on the y already.
    if first + second not in _OPEN_PAIRS or (before.endswith("q") and first == "u"):
        return match.group()
    return f"{before}{first}{second}{tone}"


def slug(text: str) -> str:
    """Return text as a plain part of a file name: ``Thành Lợi`` becomes ``thanh-loi``."""
    return re.sub(r"[^a-z0-9]+", "-", unmarked(clean(text).casefold())).strip("-")


def unmarked(text: str) -> str:
    """Return small letters without diacritics, as people type who have none, or some; đ has no decomposition."""
    letters = unicodedata.normalize("NFD", text.translate(_D).replace("đ", "d"))
    bare = _MARKS.sub("", letters)
    if not bare.isascii():
        bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return bare


def sentence_case(capitals: str) -> str:
    """Turn an office's name in capitals into the form used in a sentence: ``BAN TỔ CHỨC`` becomes ``Ban Tổ chức``.

    The first two syllables of an office's name take capitals (Ban Tổ chức, Văn phòng Huyện uỷ is typed as such).
    A name that is not all capitals is left as typed.
    """
    if not capitals.isupper():
        return capitals
    words = capitals.lower().split()
    return " ".join(word.capitalize() if index < 2 or word == "đảng" else word for index, word in enumerate(words))
