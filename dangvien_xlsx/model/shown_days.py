"""What a cell shows under a format of days and hours: ``m`` shows of the number 5 the month, a 1."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from dangvien_xlsx.model.number_format import Mark, Token

_ZERO_DAY = datetime(1899, 12, 30)
_FEIGNED_DAY = 60
"""Excel shows 29/02/1900 for it, a day that never was: what is before stands one day off."""
_MOST_DAYS = 2_958_466
_IN_WORDS = 3
"""Letters from which on a month or a day of the week is shown by its name."""


def day_of_number(value: float) -> datetime | None:
    """Return the moment that Excel shows for a number, nothing where it shows none."""
    if not 0 <= value < _MOST_DAYS:
        return None
    return _ZERO_DAY + timedelta(days=float(value) + (value < _FEIGNED_DAY))


def shown_as_day(tokens: Sequence[Token], value: float) -> str:
    """Return what a section with letters of days shows of a number; names of months and days are not spelled out."""
    moment = day_of_number(value)
    if moment is None:
        return "###"
    groups = [(mark, "".join(each.text for each in same)) for (mark, _), same in groupby(tokens, _letter)]
    if any(mark is Mark.DATE and not _is_plain(text) for mark, text in groups):
        return f"{moment:%d/%m/%Y}" if float(value).is_integer() else f"{moment:%d/%m/%Y %H:%M}"
    letters = [text[0].lower() if mark is Mark.DATE else "" for mark, text in groups]
    shown = []
    for index, (mark, text) in enumerate(groups):
        if mark is Mark.DATE:
            known = [letter for letter in letters[:index] if letter][-1:] + [
                each for each in letters[index + 1 :] if each
            ][:1]
            is_minute = letters[index] == "m" and (known[:1] == ["h"] or "s" in known)
            shown.append(_part(moment, "i" if is_minute else letters[index], len(text)))
        else:
            shown.append(text)
    return "".join(shown).strip()


def _letter(token: Token) -> tuple[Mark, str]:
    return token.mark, token.text.lower() if token.mark is Mark.DATE else ""


def _is_plain(text: str) -> bool:
    letter = text[0].lower()
    return set(text.lower()) == {letter} and not (letter in "md" and len(text) >= _IN_WORDS)


def _part(moment: datetime, letter: str, width: int) -> str:
    if letter == "y":
        return f"{moment.year:04d}" if width > 2 else f"{moment.year % 100:02d}"
    parts = {"m": moment.month, "d": moment.day, "h": moment.hour, "i": moment.minute, "s": moment.second}
    return f"{parts[letter]:0{min(width, 2)}d}"
