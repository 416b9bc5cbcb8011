"""Text typed in the fonts of before Unicode, TCVN3 (.VnTime) and VNI, turned into Unicode.

Such text is stored as Latin letters that only those fonts show as Vietnamese. It is known by its signs, which
Vietnamese in Unicode never has, and by what comes out: it is converted only if every word is then a syllable that
Vietnamese can spell.
"""

import re
import unicodedata
from functools import lru_cache

from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.legacy import ONSETS, RHYMES, TCVN3, TCVN3_ONLY, VNI, VNI_ONLY

_WORD = re.compile(r"[^\W\d_]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SYLLABLE = re.compile(f"(?:{ONSETS.replace(' ', '|')})?(?:{RHYMES.replace(' ', '|')})")
_TCVN3 = str.maketrans(TCVN3)
_VNI = re.compile("|".join(map(re.escape, sorted(VNI, key=len, reverse=True))))
_NEVER = TCVN3_ONLY | VNI_ONLY
_LONGEST = 2_000
_LAST_LATIN = 0x17F
_LONGEST_ABBREVIATION = 6


def readable(text: str) -> str:
    """Return text in Unicode, composed (NFC); text that is Unicode already is only cleaned."""
    if text.isascii() or len(text) > _LONGEST:
        return clean(text)
    return clean(_converted(text))


def was_converted(text: str) -> bool:
    """Tell whether text was in an old font's code, or decomposed as macOS and some phones leave it."""
    return not text.isascii() and (readable(text) != clean(text) or unicodedata.normalize("NFC", text) != text)


@lru_cache(maxsize=512)
def _converted(text: str) -> str:
    if any(ord(letter) > _LAST_LATIN for letter in text):
        return text  # letters that no old font has: this is Unicode
    is_tcvn3, is_vni = not TCVN3_ONLY.isdisjoint(text), not VNI_ONLY.isdisjoint(text)
    found = []
    if is_tcvn3:
        found.append(text.translate(_TCVN3))
    if is_vni or (not is_tcvn3 and _VNI.search(text) and not _is_vietnamese(text)):
        found.append(_VNI.sub(lambda match: VNI[match[0]], text))
    good = [each for each in dict.fromkeys(found) if _is_vietnamese(each)]
    return good[0] if len(good) == 1 else text


def _is_vietnamese(text: str) -> bool:
    """Tell whether every word is a syllable that can be spelled, and no sign is left that Vietnamese does not have.

    Abbreviations in capitals pass.
    """
    if not _NEVER.isdisjoint(text):
        return False
    judged = [word for word in _WORD.findall(text) if not word.isascii()]
    spelled = [word for word in judged if _is_syllable(word)]
    abbreviated = sum(word.isupper() and len(word) <= _LONGEST_ABBREVIATION for word in judged if word not in spelled)
    return bool(spelled) and len(spelled) + abbreviated == len(judged)


def _is_syllable(word: str) -> bool:
    marked = unicodedata.normalize("NFD", word.casefold())
    if sum(mark in _TONES for mark in map(ord, marked)) > 1:
        return False
    plain = unicodedata.normalize("NFC", marked.translate(_TONES))
    return _SYLLABLE.fullmatch(plain) is not None
