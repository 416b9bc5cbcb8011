"""Whether what a cell shows is what it stores: nothing else is rendered, only where the two say different things."""

import operator
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from dangvien_xlsx.model.number_format import Mark, Section, Token, sections_of
from dangvien_xlsx.model.shown_days import shown_as_day
from dangvien_xlsx.model.submission import Value

if TYPE_CHECKING:
    from decimal import Decimal

_AS_STORED = frozenset({"", "General", "@"})
_WHOLE = frozenset({"0", "#,##0"})
"""By far the most: these show a whole number as it is, ``#,##0`` a zero as 0, and round a broken one."""
_DIGITS = 15
"""Digits of a number that Excel keeps and shows."""
_LARGEST = 10**15
_MOST_DIGITS = 1_200
"""A code of 255 characters may shift a number by 765 places."""
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_PLACES = (Mark.DIGIT, Mark.GENERAL, Mark.TEXT)
"""Pieces in whose place the value itself is shown."""
_DASHES = frozenset("-\u2010\u2012\u2013\u2014\u2212")


def as_excel_shows(value: Value) -> Value:
    """Return a number as Excel keeps it, to 15 digits: 10.000000000000002 is 10; other values as they are."""
    if not isinstance(value, float) or not abs(value) < 1e300:
        return value
    rounded = float(f"{value:.{_DIGITS}g}")
    return int(rounded) if rounded.is_integer() else rounded


def shown_doubt(value: Value, code: str) -> str | None:
    """Return what a cell shows where that is not what it stores, nothing where it is.

    Args:
        value: As stored.
        code: The cell's number format, blank for General.

    Returns:
        The text shown, blank where nothing is; so far as it tells what a person sees, without colours and spacing.
    """
    if code in _AS_STORED or value is None or isinstance(value, bool) or (code in _WHOLE and isinstance(value, int)):
        return None
    if isinstance(value, int | float):
        return _number_doubt(value, code) if abs(value) < _LARGEST else None
    return _text_doubt(value, code) if isinstance(value, str) else None


def words_around(value: Value, code: str) -> tuple[str, str]:
    """Return the words that a format shows before and behind a value, blank where it shows the value alone.

    Args:
        value: As stored, shown with its own digits: see ``shown_doubt``. Only a text or a whole number has words.
        code: The cell's number format, blank for General.
    """
    section: Section | None = None
    if code not in _AS_STORED and code not in _WHOLE:
        if isinstance(value, str):
            section = _of_text(code)
        elif isinstance(value, int) and not isinstance(value, bool):
            section, _ = _chosen(sections_of(code), value)
    tokens = section.tokens if section else ()
    start = next((index for index, token in enumerate(tokens) if token.mark in _PLACES), None)
    if start is None:
        return "", ""
    has_fraction = any(token.mark is Mark.SLASH for token in tokens) and _is_fraction(tokens)
    visible = (Mark.LITERAL,) if has_fraction else (Mark.LITERAL, Mark.SLASH)
    # A sign of money beside a number says nothing of how many.
    pieces = [
        "".join(letter for letter in token.text if unicodedata.category(letter) != "Sc")
        if token.mark in visible
        else ""
        for token in tokens
    ]
    before, after = "".join(pieces[:start]), "".join(pieces[start:])
    return (before, after) if before.strip() or after.strip() else ("", "")


def _of_text(code: str) -> Section | None:
    """Return the section that shows a text, nothing where it is shown as it is."""
    sections = sections_of(code)
    section = sections[3] if len(sections) == 4 else sections[-1]
    return section if len(sections) == 4 or section.has(Mark.TEXT) else None


def _text_doubt(text: str, code: str) -> str | None:
    section = _of_text(code)
    if section is None:
        return None
    if section.is_white:
        return ""
    words = section.words
    if section.has(Mark.TEXT) and not any(letter.isnumeric() for letter in words):
        return None
    return "".join(text if token.mark is Mark.TEXT else token.text for token in section.tokens).strip()


@lru_cache(maxsize=4096)
def _number_doubt(value: float, code: str) -> str | None:
    sections = sections_of(code)
    section, sign = _chosen(sections, value)
    if section is None:
        return "###"
    if section.is_white or not section.tokens:
        return sign if section.tokens == () and sign else ""
    if section.has(Mark.DATE):
        shown = shown_as_day(section.tokens, value)
        return None if shown == str(value) else shown
    if section.has(Mark.GENERAL) or section.has(Mark.TEXT):
        shown = "".join(
            _general(value) if token.mark in (Mark.GENERAL, Mark.TEXT) else token.text for token in section.tokens
        )
        return _unless_equal(sign + shown, section, value, sign)
    told = _digits_doubt(section, value, sign) if section.has(Mark.DIGIT) else sign + section.words.strip()
    # The dash of Excel's own comma style is how accountants write a zero.
    return None if value == 0 and told in _DASHES else told


def _chosen(sections: Sequence[Section], value: float) -> tuple[Section | None, str]:
    """Return the section that shows a number, and the minus that Excel puts before it."""
    numbers = [section for section in sections[:3] if not (section.has(Mark.TEXT) and len(sections) > 1)] or [
        sections[0]
    ]
    minus = "-" if value < 0 else ""
    if any(section.condition for section in numbers):
        for section in numbers:
            if section.condition is None or _COMPARE[section.condition[0]](value, section.condition[1]):
                return section, minus
        return None, ""
    if value < 0 and len(numbers) > 1:
        # The section of the negative shows what it says itself: a minus, brackets, or neither.
        return numbers[1], ""
    if value == 0 and len(numbers) > 2:
        return numbers[2], ""
    return numbers[0], minus


def _general(value: float) -> str:
    shown = as_excel_shows(float(value))
    return str(abs(shown)) if isinstance(shown, int | float) else ""


def _digits_doubt(section: Section, value: float, sign: str) -> str | None:
    tokens = section.tokens
    if section.has(Mark.SLASH) and _is_fraction(tokens):
        return _fraction_doubt(section, value, sign)
    # Here and below not at the top: no form as we sent it asks for them, and a child starts 4 ms sooner.
    from decimal import localcontext

    with localcontext(prec=_MOST_DIGITS):
        return _laid_out_doubt(section, value, sign)


def _laid_out_doubt(section: Section, value: float, sign: str) -> str | None:
    from decimal import ROUND_HALF_UP, Decimal

    tokens = section.tokens
    places = [index for index, token in enumerate(tokens) if token.mark is Mark.DIGIT]
    point = next((index for index, token in enumerate(tokens) if token.mark is Mark.POINT), len(tokens))
    exponent = next((index for index, token in enumerate(tokens) if token.mark is Mark.EXPONENT), len(tokens))
    decimals = [index for index in places if point < index < exponent]
    whole = [index for index in places if index < min(point, exponent)]
    scale = _scale(tokens, whole, decimals)
    number = Decimal(repr(as_excel_shows(float(abs(value))))) * Decimal(10) ** scale
    if exponent < len(tokens):
        shown = f"{number:.{len(decimals)}E}"
        return None if Decimal(shown) == number and not scale else sign + shown
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    shown = _laid_out(tokens, whole, decimals, rounded)
    if (scale and value) or section.has(Mark.PERCENT) or rounded != number:
        return (sign + shown).strip()
    return _unless_equal((sign + shown).strip(), section, value, sign)


def _scale(tokens: Sequence[Token], whole: Sequence[int], decimals: Sequence[int]) -> int:
    """Return the power of ten by which the number is shown: 2 for each percent, -3 for each comma behind the digits."""
    last = max((*whole, *decimals), default=-1)
    end_of_whole = whole[-1] if whole else -1
    commas = 0
    for end in {last, end_of_whole}:
        for token in tokens[end + 1 :]:
            if token.mark is not Mark.COMMA:
                break
            commas += 1
    return 2 * sum(token.mark is Mark.PERCENT for token in tokens) - 3 * commas


def _laid_out(tokens: Sequence[Token], whole: Sequence[int], decimals: Sequence[int], number: "Decimal") -> str:
    """Return the section with the digits of a number in their places."""
    integer, _, fraction = f"{number:f}".partition(".")
    integer = integer.lstrip("0")
    zero = next((order for order, index in enumerate(whole) if tokens[index].text == "0"), len(whole))
    shown = {}
    rest = integer
    for order in range(len(whole) - 1, -1, -1):
        digit, rest = (rest[-1:], rest[:-1]) if order else (rest, "")
        missing = "0" if order >= zero else ""
        shown[whole[order]] = digit or missing
    optional = True
    for order in range(len(decimals) - 1, -1, -1):
        digit = fraction[order : order + 1]
        optional = optional and tokens[decimals[order]].text != "0" and digit in ("", "0")
        shown[decimals[order]] = "" if optional else digit
    visible = (Mark.POINT, Mark.LITERAL, Mark.PERCENT, Mark.SLASH)
    return "".join(shown.get(index, token.text if token.mark in visible else "") for index, token in enumerate(tokens))


def _unless_equal(shown: str, section: Section, value: float, sign: str) -> str | None:
    """Return what is shown unless it holds the number's own digits, in one piece, and its sign."""
    # A zero before the number changes nothing of it: 07 is 7.
    if any(letter.isnumeric() and letter != "0" for letter in section.words):
        return shown
    runs = "".join(letter if letter.isdecimal() else " " for letter in shown.replace(",", "")).split()
    if not runs:
        return shown
    told = "".join(letter for letter in shown if letter.isdecimal() or letter == ".")
    start = next(index for index, letter in enumerate(shown) if letter.isdecimal())
    before, pieces = shown[:start].rstrip(), len(runs)
    has_point = section.has(Mark.POINT) or section.has(Mark.GENERAL) or section.has(Mark.TEXT)
    if pieces > (2 if has_point else 1) or (before[-1:] in (".", ",") and not has_point):
        return shown
    is_negative = "-" in before or "−" in before or ("(" in before and not sign and value < 0)
    from decimal import Decimal

    try:
        is_same = Decimal(told.strip(".")) == Decimal(repr(as_excel_shows(float(abs(value)))))
    except ArithmeticError:
        is_same = False
    return None if is_same and is_negative == (value < 0) else shown


def _is_fraction(tokens: Sequence[Token]) -> bool:
    """Tell whether the slash stands between digits, as in ``# ?/?``; in ``0 đ/c`` it is a word's."""
    slash = next(index for index, token in enumerate(tokens) if token.mark is Mark.SLASH)
    after = tokens[slash + 1 : slash + 2]
    before = tokens[slash - 1 : slash] if slash else ()
    is_below = any(token.mark is Mark.DIGIT or token.text[:1].isdecimal() for token in after)
    return is_below and any(token.mark is Mark.DIGIT for token in before)


def _fraction_doubt(section: Section, value: float, sign: str) -> str | None:
    from fractions import Fraction

    tokens = section.tokens
    slash = next(index for index, token in enumerate(tokens) if token.mark is Mark.SLASH)
    below = ""
    for token in tokens[slash + 1 :]:
        if not (token.mark is Mark.DIGIT or token.text.isdecimal()):
            break
        below += token.text
    number = Fraction(str(as_excel_shows(float(abs(value)))))
    fixed = int(below) if below.strip("0#?").isdecimal() or (below.isdecimal() and int(below)) else 0
    upper = Fraction(round(number * fixed), fixed) if fixed else number.limit_denominator(10 ** min(len(below), 4) - 1)
    first = next(index for index, token in enumerate(tokens) if token.mark is Mark.DIGIT)
    has_whole = any(token.mark is Mark.LITERAL for token in tokens[first:slash])
    if has_whole and upper == number:
        return None
    if not has_whole:
        bottom = fixed or upper.denominator
        return f"{sign}{int(upper * bottom)}/{bottom}"
    whole, part = divmod(upper, 1)
    return f"{sign}{whole} {part}" if part else f"{sign}{whole}"
