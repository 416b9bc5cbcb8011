"""Values as people type them: what has one meaning is taken and told, what has two is told with both.

A number that Excel keeps as a number passes untouched; only text, TRUE and the like are looked at.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, NOTE, Indicator, Kind
from dangvien_xlsx.model.submission import CellValue, Value


class Words(NamedTuple):
    """The words of the users' language that stand for a value, folded; given by the text floor."""

    yes: frozenset[str]
    no: frozenset[str]
    none: frozenset[str]
    """Words for "nobody" in a number's cell."""
    exhausted: frozenset[str]
    counted: frozenset[str]
    """Words that may follow a number: persons, comrades."""
    yes_spelled: str
    no_spelled: str


class Heard(NamedTuple):
    """What a cell was taken for: its value, and whether somebody must be told of the reading.

    ``doubt`` holds the two readings of a value that has two; then the value is left as typed.
    """

    value: Value
    told: bool = False
    doubt: tuple[str, str] | None = None


_WHOLE = re.compile(r"\+?(\d{1,7})")
_WITH_WORD = re.compile(r"\+?(\d{1,7})\s*([^\d\s].*)")
_GROUPED = re.compile(r"(\d{1,3})[.,](\d{3})")
_DECIMAL = re.compile(r"(\d{1,7})[.,](\d+)")


def plain_text(text: str) -> str:
    """Return text with full-width digits and odd spaces made plain, ends trimmed."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def hear_count(value: Value, words: Words, *, is_total: bool) -> Heard:
    """Read what stands in a number's cell.

    Args:
        value: As read.
        words: The users' words, folded.
        is_total: Whether the number is the one that may be blank for want of candidates: then a word for "nobody"
            has two meanings, zero and exhausted.
    """
    if not isinstance(value, str):
        return Heard(value)
    text = plain_text(value)
    folded = text.casefold()
    counted = _WITH_WORD.fullmatch(folded)
    if whole := _WHOLE.fullmatch(text):
        heard = Heard(int(whole[1]), told=True)
    elif counted and counted[2].strip(" .") in words.counted:
        heard = Heard(int(counted[1]), told=True)
    elif folded == "o":  # the letter O for the digit
        heard = Heard(0, told=True)
    elif folded in words.none:
        heard = Heard(value, doubt=("0", "")) if is_total else Heard(0, told=True)
    else:
        heard = _hear_signs(value, text)
    return heard


def _hear_signs(value: str, text: str) -> Heard:
    """Read a number with a point or comma: three digits after it may be thousands or a fraction."""
    if grouped := _GROUPED.fullmatch(text):
        return Heard(value, doubt=(grouped[1] + grouped[2], f"{grouped[1]},{grouped[2]}"))
    if decimal := _DECIMAL.fullmatch(text):
        number = float(f"{decimal[1]}.{decimal[2]}")
        return Heard(int(number) if number.is_integer() else number, told=number.is_integer())
    return Heard(value)


def hear_choice(value: Value, words: Words) -> Heard:
    """Read what stands in the cell of a choice; the two words themselves pass untouched."""
    if isinstance(value, bool):
        return Heard(words.yes_spelled if value else words.no_spelled, told=True)
    if isinstance(value, int | float) and value in (0, 1):
        return Heard(words.yes_spelled if value else words.no_spelled, told=True)
    if not isinstance(value, str):
        return Heard(value)
    folded = plain_text(value).casefold()
    if folded in (words.yes_spelled.casefold(), words.no_spelled.casefold()):
        return Heard(value)
    if folded in words.yes:
        return Heard(words.yes_spelled, told=True)
    return Heard(words.no_spelled, told=True) if folded in words.no else Heard(value)


def hear(
    indicators: Sequence[Indicator], values: Mapping[str, CellValue], words: Words
) -> tuple[dict[str, CellValue], dict[str, Heard]]:
    """Read all values of a form.

    Returns:
        The values as taken; and by indicator code the readings that somebody must be told of.
    """
    taken, notable = dict(values), dict[str, Heard]()
    for indicator in indicators:
        cell = values.get(indicator.code)
        if cell is None or cell.value is None or indicator.kind is Kind.TEXT:
            continue
        is_count = indicator.kind is Kind.INTEGER
        is_total = indicator.code == ADMITTED
        heard = hear_count(cell.value, words, is_total=is_total) if is_count else hear_choice(cell.value, words)
        if heard.told or heard.doubt:
            notable[indicator.code] = heard
        taken[indicator.code] = cell._replace(value=heard.value)
    _hear_exhausted(taken, notable, words)
    return taken, notable


def _hear_exhausted(taken: dict[str, CellValue], notable: dict[str, Heard], words: Words) -> None:
    """Take "hết nguồn" typed into the number's cell, or alone into the note, for the choice that it is."""
    admitted, choice, note = (taken.get(code, CellValue(None)) for code in (ADMITTED, EXHAUSTED, NOTE))
    if EXHAUSTED not in taken or choice.value not in (None, words.yes_spelled):
        return
    if _says(admitted, words.exhausted):
        taken[ADMITTED] = admitted._replace(value=None)
        notable[ADMITTED] = Heard(None, told=True)
    elif admitted.value is None and choice.value is None and _says(note, words.exhausted):
        notable[NOTE] = Heard(note.value, told=True)
    else:
        return
    taken[EXHAUSTED] = choice._replace(value=words.yes_spelled)


def _says(cell: CellValue, words: frozenset[str]) -> bool:
    return isinstance(cell.value, str) and plain_text(cell.value).casefold().strip(" .!*()-") in words
