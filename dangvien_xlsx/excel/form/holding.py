"""Whether a cell of a form still holds what we wrote there, as any program may have saved it."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from dangvien_xlsx.excel.form.expected import Part, Spot
from dangvien_xlsx.excel.form.wording import GUIDE_TEXTS
from dangvien_xlsx.excel.form.words_read import is_reason
from dangvien_xlsx.model.page import Cell
from dangvien_xlsx.model.submission import ErrorValue
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.admission import speaks_of_admission
from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.weighing import weigh_claims, weigh_words

_SHORT_HINT = 40
"""Characters: a text that is no longer and holds a number is no hint, nor is one of so few that no sentence is said."""
_SHORTEST_HINT = 16
_INVISIBLE = 8
_LONGEST_SENTENCE = 400
"""Characters of what the form computes; a pattern of addresses would take the square of a longer one's length."""
_SHORTEST_PHONE = 6
_FIRST_DAY = 20_000
"""A number from here on is a day of this century, as programs store it that do not know its format."""


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell shows nothing."""
    if not isinstance(cell.value, str):
        return cell.value is None
    text = cell.value.strip()
    # Only a short text can be made of invisible characters alone; cleaning every text would cost as much as reading.
    return not text or (len(text) <= _INVISIBLE and not text[0].isascii() and not clean(text))


def holds(spot: Spot, cell: Cell) -> bool:
    """Tell whether a cell holds what we wrote there, as any program may have saved it."""
    value = cell.value
    match spot.part:
        case Part.FREE | Part.LETTERHEAD | Part.DEADLINE | Part.FILLER | Part.PHONE | Part.INPUT | Part.LISTED:
            return _is_filled_in(spot.part, cell)
        case Part.REASON:
            return is_blank(cell) or (isinstance(value, str) and is_reason(value))
        case Part.FIXED:
            return value == spot.text or (isinstance(value, str) and clean(value) == spot.text)
        case Part.NUMBER:
            return (
                value == spot.text
                or is_blank(cell)
                or f"{value}".removesuffix(".0") in (spot.text, spot.text.removesuffix(".0"))
            )
        case Part.HINT | Part.OWN_HINT:
            asks = {spot.asks[0]: (clean(spot.asks[1]),)} if spot.asks else {}
            is_exact = spot.part is Part.OWN_HINT
            return is_question(cell, asks) or is_hint(spot.text, cell, is_exact=is_exact)
    return is_check(cell)


@lru_cache(maxsize=4_096)
def corrects(text: str) -> bool:
    """Tell whether words about the figures stand where any text may stand: a unit's name, who filled the form."""
    weight = weigh_claims(text)
    return weight.corrects or weight.exhausted


def _is_filled_in(part: Part, cell: Cell) -> bool:
    """Tell whether a cell that differs from form to form holds what belongs there."""
    match part:
        case Part.FREE | Part.LETTERHEAD:
            return not isinstance(cell.value, str) or not corrects(cell.value)
        case Part.DEADLINE:
            return is_deadline(cell)
        case Part.FILLER:
            return is_filler(cell)
        case Part.PHONE:
            return is_phone(cell)
    return True


def is_deadline(cell: Cell) -> bool:
    """Tell whether a cell holds a day, or words about one and no figure."""
    value = cell.value
    if isinstance(value, str):
        return not weigh_words(value).matters and not speaks_of_admission(value)
    return not isinstance(value, int | float) or isinstance(value, bool) or value >= _FIRST_DAY


def is_filler(cell: Cell) -> bool:
    """Tell whether a cell may hold who filled the form: persons may be called Mười, so only digits are numbers here."""
    value = cell.value
    if not isinstance(value, str):
        return value is None
    if speaks_of_admission(value):
        return False
    return not weigh_words(value).matters if any(map(str.isdigit, value)) else not corrects(value)


def is_phone(cell: Cell) -> bool:
    """Tell whether a cell may hold a telephone: a number of one has six digits at the least."""
    value = cell.value
    if isinstance(value, str):
        is_bare = sum(map(str.isdigit, value)) >= _SHORTEST_PHONE and not any(map(str.isalpha, value))
        return is_bare or not (speaks_of_admission(value) or weigh_words(value).matters)
    return not isinstance(value, int | float) or isinstance(value, bool) or value >= 10 ** (_SHORTEST_PHONE - 1)


def is_hint(hint: str, cell: Cell, *, is_exact: bool = False) -> bool:
    """Tell whether a text may be a hint.

    Args:
        hint: As far as it is known.
        cell: The cell.
        is_exact: Whether that is known to the letter: one that only the catalogue tells may have been changed since.
    """
    if cell.value == hint or is_blank(cell):
        return True
    if not isinstance(cell.value, str):
        return False
    text = clean(cell.value)
    if text == hint or is_exact:
        return text == hint
    weight = weigh_words(text)
    return not weight.corrects and len(text) > (_SHORT_HINT if weight.numbers else _SHORTEST_HINT)


def is_question(cell: Cell, questions: Mapping[str, Collection[str]]) -> bool:
    """Tell whether a cell holds what a part is asked: words of ours, the parent's figure, words of ours."""
    if not isinstance(cell.value, str):
        return False
    text = clean(cell.value)
    for before, afters in questions.items():
        rest = text.removeprefix(before)
        after = rest.lstrip("0123456789")
        if rest not in (text, after) and after.strip() in afters:
            return True
    return False


def is_check(cell: Cell, *, is_at_its_place: bool = True) -> bool:
    """Tell whether a cell holds a live check: not computed, 0 as some programs leave it, or a sentence of ours.

    What is typed over a check has no formula any more, and may begin as the check does: "Đúng là 9". Elsewhere only
    what we wrote to the letter is ours.
    """
    value = cell.value
    if isinstance(value, str):
        is_begun = value.startswith(words.CHECK_STARTS)
        return (is_begun and bool(cell.formula)) or _is_computed(clean(value), is_at_its_place=is_at_its_place)
    if isinstance(value, ErrorValue):
        return bool(cell.formula)
    return value is None or isinstance(value, bool) or value == 0


@lru_cache(maxsize=256)
def _is_computed(text: str, *, is_at_its_place: bool) -> bool:
    if not text or (len(text) <= _LONGEST_SENTENCE and words.COMPUTED.fullmatch(text)):
        return True
    return is_at_its_place and text.startswith(words.CHECK_STARTS) and not weigh_words(text).matters


def is_guide_text(cell: Cell) -> bool:
    """Tell whether a cell's text is one of the guide's, in any version."""
    value = cell.value
    if isinstance(value, str) and value in GUIDE_TEXTS:
        return True
    text = clean(value) if isinstance(value, str) else f"{value}".removesuffix(".0")
    return is_blank(cell) or text in GUIDE_TEXTS
