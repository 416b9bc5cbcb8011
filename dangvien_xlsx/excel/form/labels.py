"""Whether a printed label names an indicator: exactly, in other words of the same meaning, partly, or not at all."""

from enum import Enum
from functools import lru_cache

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import form as form_words
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.intake import DATED_LABEL_WORDS, NEUTRAL_LABEL_WORDS
from dangvien_xlsx.text.numerals import bare
from dangvien_xlsx.text.old_fonts import readable
from dangvien_xlsx.text.weighing import without_dates

_NUMBERING = pattern(r"^(?:\d+(?:\.\d+)*[.)]?|[-+•*–—])\s+(?=\S)")
_END = " .:;,*"
_AROUND = f"{_END}()[]?=-–—"
_WORD = pattern(r"[^\W_]+")


class Likeness(Enum):
    """How far a label says what a name says."""

    EXACT = 3
    SAME = 2
    """Other words, marks or abbreviations, and no other meaning: ``Số nữ``, ``Đ.viên``, ``Nu``."""
    PARTLY = 1
    """Words of the name, and words that may change the meaning."""
    NONE = 0


def likeness(label: str, name: str) -> Likeness:
    """Compare a label with an indicator's name.

    Args:
        label: As it stands in the sheet, with its numbering and "Trong đó:".
        name: The indicator's.
    """
    return _likeness(label, name)


@lru_cache(maxsize=4_096)
def _likeness(label: str, name: str) -> Likeness:
    keys, wanted = _keys(label), fold(name).strip(_END)
    if wanted in keys:
        return Likeness.EXACT
    if any(key.isascii() and key == bare(wanted) for key in keys):
        return Likeness.SAME
    asked = _meaningful(wanted)
    for key in keys:
        said = _meaningful(key)
        if said == asked or _abbreviates(_WORD.findall(key), _WORD.findall(wanted)) or _abbreviates(said, asked):
            return Likeness.SAME
    said = _meaningful(keys[-1])
    is_part = bool(said) and (set(said) <= set(asked) or set(asked) <= set(said))
    return Likeness.PARTLY if is_part else Likeness.NONE


def added(label: str, name: str) -> str:
    """Return what a label says behind a name: ``có`` of "Hết nguồn: Có"; blank where nothing stands there.

    Args:
        label: As it stands in the sheet.
        name: The indicator's.
    """
    wanted = fold(name).strip(_END)
    for key in _keys(label):
        told = wanted if key.startswith(wanted) else bare(wanted)
        if key.startswith(told) and key != told and not key[len(told)].isalnum():
            return key[len(told) :].strip(_AROUND)
    return ""


def says_else(text: str, name: str) -> bool:
    """Tell whether words add to a name, or stand in its place, what may change its meaning; dates do not.

    Args:
        text: What stands there now.
        name: What we wrote, whose own words add nothing.
    """
    known = {*_WORD.findall(fold(name)), *NEUTRAL_LABEL_WORDS, *DATED_LABEL_WORDS}
    return any(word.isalpha() and word not in known for word in _WORD.findall(without_dates(text)))


def _keys(label: str) -> list[str]:
    """Return what a label may say: as it stands, and without its numbering and the words that open a run of parts."""
    plain = fold(readable(label)).strip(_END)
    keys = [plain]
    for prefix in ("", *(fold(each).strip(_END) for each in form_words.PART_PREFIX.values())):
        shorter = _NUMBERING.sub("", keys[-1])
        if prefix and shorter.startswith(prefix):
            shorter = shorter[len(prefix) :].strip(_END)
        if shorter and shorter != keys[-1]:
            keys.append(shorter)
    return keys


def _meaningful(key: str) -> list[str]:
    words = _WORD.findall(key)
    return [word for word in words if word not in NEUTRAL_LABEL_WORDS] or words


def _abbreviates(said: list[str], asked: list[str]) -> bool:
    """Tell whether words shorten others: each to its beginning, or all together to their initials."""
    if len(said) == len(asked) > 1 and all(full.startswith(short) for short, full in zip(said, asked, strict=True)):
        return True
    return len(asked) > 1 and len(said) == 1 and said[0] == "".join(word[0] for word in asked)
