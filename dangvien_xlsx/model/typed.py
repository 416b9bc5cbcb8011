"""Values as people type them: what has one meaning is taken and told, what has two is told with both.

A number that Excel keeps as a number passes untouched; only text, TRUE and the like are looked at. Marks, brackets and
missing diacritics are put right first; then exactly one number may stand there, and words of that very indicator.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.submission import Value


class Words(NamedTuple):
    """The words of the users' language that stand for a value, folded; given by the text floor."""

    yes: frozenset[str]
    no: frozenset[str]
    none: frozenset[str]
    """Words and marks for "nobody" in a number's cell."""
    negations: frozenset[str]
    """Words that deny what follows them."""
    nobody: frozenset[str]
    """Words that may follow a denial and change nothing of it."""
    counted: frozenset[str]
    """Words that may stand with a number: persons, comrades."""
    fillers: frozenset[str]
    """Words that may stand with a number or a choice and change nothing of it."""
    yes_spelled: str
    no_spelled: str
    fold: Callable[[str], str]
    bare: Callable[[str], str]
    """Folds, and takes the diacritics away."""
    in_full: Callable[[str], str]
    """Spells out what a folded name leaves away, so that whoever writes its initials is understood."""
    spoken: Callable[[str, bool], int | None]
    """Reads a number in words; told whether it certainly is one."""
    says_exhausted: Callable[[str], bool]
    """Whether words anywhere in a text say that no candidates are left."""
    denies_exhausted: Callable[[str], bool]
    """Whether a text says that candidates are left."""
    only_exhausted: Callable[[str], bool]
    """Whether a text says that and nothing against it."""
    by_sex: Callable[[str], tuple[int, int] | None]
    """Men and women, where a text gives the number of each and nothing else."""
    is_women: Callable[[str], bool]
    """Whether an indicator of this name counts the women."""


class Heard(NamedTuple):
    """What a cell was taken for: its value, and whether somebody must be told of the reading.

    ``doubt`` holds the two readings of a value that has two; then the value is left as typed. ``contradicts``: a note
    says that no candidates are left, beside a number, or that some are, beside the choice that none are.
    """

    value: Value
    told: bool = False
    doubt: tuple[str, str] | None = None
    contradicts: bool = False


_WHOLE = pattern(r"\+?([0-9]{1,7})")
_GROUPED = pattern(r"([0-9]{1,3})[.,]([0-9]{3})")
_DECIMAL = pattern(r"([0-9]{1,7})[.,]([0-9]+)")
_TOKEN = pattern(
    r"(?P<number>[0-9]+)|(?P<word>[^\W\d_]+(?:[/.][^\W\d_]+)*)|(?P<mark>[\s()\[\]{}\"'“”‘’:;=,.!*]+)|(?P<odd>.)"
)
_BRACKETS = frozenset("([")
_AROUND = " .,;:!*()[]{}\"'“”‘’"
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))


def plain_text(text: str) -> str:
    """Return text with full-width signs and odd spaces made plain, ends trimmed.

    Raised digits stay what they are: to make 10² into 102, as NFKC does, would be to invent a number.
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_WIDE | _INVISIBLE)).split())


def hear_count(value: Value, words: Words, *, is_total: bool, name: str = "") -> Heard:
    """Read what stands in a number's cell.

    Args:
        value: As read.
        words: The users' words.
        is_total: Whether the number is the one that may be blank for want of candidates: then a word for "nobody"
            has two meanings, zero and exhausted.
        name: The indicator's: its own words may stand with the number.
    """
    if not isinstance(value, str):
        return Heard(value)
    text = plain_text(value)
    folded = words.fold(text)
    if whole := _WHOLE.fullmatch(text):
        heard = Heard(int(whole[1]), told=True)
    elif folded == "o":  # the letter O for the digit
        heard = Heard(0, told=True)
    elif _says_nobody(folded, words, name):
        heard = Heard(value, doubt=("0", "")) if is_total else Heard(0, told=True)
    elif _GROUPED.fullmatch(text) or _DECIMAL.fullmatch(text):
        heard = _hear_signs(value, text)
    else:
        heard = _hear_words(value, folded, words, name)
    return heard


def _hear_signs(value: str, text: str) -> Heard:
    """Read a number with a point or comma: three digits after it may be thousands or a fraction."""
    if grouped := _GROUPED.fullmatch(text):
        return Heard(value, doubt=(grouped[1] + grouped[2], f"{grouped[1]},{grouped[2]}"))
    if decimal := _DECIMAL.fullmatch(text):
        number = float(f"{decimal[1]}.{decimal[2]}")
        return Heard(int(number) if number.is_integer() else number, told=number.is_integer())
    return Heard(value)


class _Said(NamedTuple):
    """A text in pieces: its numbers, its words, and whether anything else stands there."""

    numbers: tuple[str, ...]
    words: tuple[str, ...]
    is_odd: bool


def _pieces(folded: str) -> _Said:
    numbers, found, is_odd = [], [], False
    for token in _TOKEN.finditer(folded):
        if token["number"]:
            numbers.append(token["number"])
        elif token["word"]:
            found.append(token["word"])
        elif token["odd"]:
            is_odd = True
    return _Said(tuple(numbers), tuple(found), is_odd)


def _known(folded: str, words: Words, *known: frozenset[str]) -> frozenset[str]:
    """Return words to compare a text's with: without diacritics where the text has none."""
    together = frozenset().union(*known)
    return frozenset(map(words.bare, together)) if folded.isascii() else together


def _own_words(name: str, words: Words) -> frozenset[str]:
    """Return the words of an indicator's name, and its initials as people shorten it: ``ĐH`` of Trình độ đại học."""
    own = re.findall(r"[^\W\d_]+", words.in_full(words.fold(name)))
    letters = [word[0] for word in own]
    initials = ("".join(letters[first:last]) for first in range(len(own)) for last in range(first + 2, len(own) + 1))
    return frozenset([*own, *initials])


def _says_nobody(folded: str, words: Words, name: str) -> bool:
    """Tell whether a text denies that there is anybody: ``không``, ``chưa có ai``, ``không có đ/c nữ nào``, a dash."""
    if folded and all(letter in words.none for letter in folded.replace(" ", "")):
        return True
    said = _pieces(folded)
    if said.numbers or said.is_odd or not said.words:
        return False
    first, *rest = said.words
    denied = _known(folded, words, words.negations)
    meant = _known(folded, words, words.nobody, words.counted, _own_words(name, words))
    return first in denied and all(word in meant for word in rest)


def _hear_words(value: str, folded: str, words: Words, name: str) -> Heard:
    """Read one number among words of the indicator itself; digits and words must say the same."""
    said = _pieces(folded)
    if said.is_odd or len(said.numbers) > 1 or any(len(number) > 7 for number in said.numbers):
        return Heard(value)
    counted = _known(folded, words, words.counted, _own_words(name, words))
    fillers = _known(folded, words, words.fillers)
    left = [word for word in said.words if word not in counted and word not in fillers]
    # Persons are counted by a number, and brackets say a number once more: "5 (năm)" is no five years.
    is_sure = any(word in counted for word in said.words) or (bool(said.numbers) and not _BRACKETS.isdisjoint(folded))
    if said.numbers and int(said.numbers[0]) == 0 and _says_nobody(" ".join(said.words), words, name):
        return Heard(0, told=True)
    spoken = words.spoken(" ".join(left), is_sure) if left else None
    if left and spoken is None:
        return Heard(value)
    numbers = {int(number) for number in said.numbers} | ({spoken} if spoken is not None else set())
    if len(numbers) != 1:
        first, second = (*map(int, said.numbers), spoken or 0)[:2] if len(numbers) == 2 else (0, 0)
        return Heard(value, doubt=(str(first), str(second))) if len(numbers) == 2 else Heard(value)
    return Heard(numbers.pop(), told=True)


def hear_choice(value: Value, words: Words, name: str = "") -> Heard:
    """Read what stands in the cell of a choice; the two words themselves pass untouched.

    Args:
        value: As read.
        words: The users' words.
        name: The indicator's: saying it is yes, denying it is no.
    """
    if isinstance(value, bool):
        return Heard(words.yes_spelled if value else words.no_spelled, told=True)
    if isinstance(value, int | float) and value in (0, 1):
        return Heard(words.yes_spelled if value else words.no_spelled, told=True)
    if not isinstance(value, str):
        return Heard(value)
    folded = words.fold(plain_text(value))
    if folded in (words.fold(words.yes_spelled), words.fold(words.no_spelled)):
        return Heard(value)
    answer = _answer(folded.strip(_AROUND) or folded, words, name)
    if answer is None:
        return Heard(value)
    return Heard(words.yes_spelled if answer else words.no_spelled, told=True)


def _answer(folded: str, words: Words, name: str) -> bool | None:
    """Return whether a text says yes or no, nothing where it says neither."""
    own = words.fold(name)
    yes = _known(folded, words, words.yes, frozenset({words.fold(words.yes_spelled), own} - {""}))
    no = _known(folded, words, words.no, frozenset({words.fold(words.no_spelled)}))
    if folded in yes or folded in no:
        return folded in yes
    said = _pieces(folded)
    if said.numbers or said.is_odd or not said.words:
        return None
    denied, fillers = _known(folded, words, words.negations), _known(folded, words, words.fillers)
    is_denied = said.words[0] in denied
    left = [word for word in said.words[is_denied:] if word not in fillers]
    if not is_denied and " ".join(left) in yes | no:
        return " ".join(left) in yes
    # Part of the question says yes where it begins as the question does: "có nguồn" is no yes to "hết nguồn".
    asks = [word for word in (words.bare(own) if folded.isascii() else own).split() if word not in fillers]
    if left and left != asks[: len(left)]:
        return None
    return not is_denied if left or is_denied or set(said.words) & yes else None
