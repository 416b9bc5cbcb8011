"""Text typed in the fonts of before Unicode, TCVN3 (.VnTime) and VNI, turned into Unicode.

Such text is stored as Latin letters that only those fonts show as Vietnamese. It is known by its signs, which
Vietnamese in Unicode never has, and by what comes out: it is converted only if every word is then a syllable that
Vietnamese can spell.

TCVN3 is TCVN 5712:1993, third table (fonts named .Vn…); VNI is the code of VNI for Windows (fonts named VNI-…).
"""

import re
import unicodedata
from functools import lru_cache

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text.fold import clean

_TCVN3_LOWER = (
    "¸á µà ¶ả ·ã ¹ạ ¨ă ¾ắ »ằ ¼ẳ ½ẵ Æặ ©â Êấ Çầ Èẩ Éẫ Ëậ ®đ Ðé Ìè Îẻ Ïẽ Ñẹ ªê Õế Òề Óể Ôễ Öệ Ýí ×ì Øỉ Üĩ Þị "
    "ãó ßò áỏ âõ äọ «ô èố åồ æổ çỗ éộ ¬ơ íớ êờ ëở ìỡ îợ óú ïù ñủ òũ ôụ øứ õừ ö\u1eed ÷ữ ùự ýý úỳ ûỷ üỹ þỵ"
)
_TCVN3_UPPER = "¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư"
TCVN3: dict[str, str] = {pair[0]: pair[1] for pair in f"{_TCVN3_LOWER} {_TCVN3_UPPER}".split()} | {"\u00ad": "ư"}
"""One letter each; capitals with tones have no code of their own: the font shows small letters as capitals."""
TCVN3_ONLY = frozenset(TCVN3) - frozenset("áàãâéèêíìóòôõúùýÁÀÃÂÉÈÊÍÌÓÒÔÕÚÙÝ")
"""Signs that no Vietnamese text in Unicode has."""

_VNI_BASE = {
    "a": "aùá aøà aûả aõã aïạ aêă aéắ aèằ aúẳ aüẵ aëặ aââ aáấ aàầ aåẩ aãẫ aäậ",
    "e": "eùé eøè eûẻ eõẽ eïẹ eâê eáế eàề eåể eãễ eäệ",
    "o": "oùó oøò oûỏ oõõ oïọ oâô oáố oàồ oåổ oãỗ oäộ",
    "ô": "ôùớ ôøờ ôûở ôõỡ ôïợ",
    "u": "uùú uøù uûủ uõũ uïụ",
    "ö": "öùứ öøừ öû\u1eed öõữ öïự",
    "y": "yùý yøỳ yûỷ yõỹ",
}
_VNI_PAIRS = {pair[:2]: pair[2] for pairs in _VNI_BASE.values() for pair in pairs.split()}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_LOWER = _VNI_PAIRS | _VNI_SINGLE
VNI: dict[str, str] = (
    _VNI_LOWER
    | {code.upper(): letter.upper() for code, letter in _VNI_LOWER.items()}
    | {code[0].upper() + code[1]: letter.upper() for code, letter in _VNI_PAIRS.items()}
)
"""One or two signs a letter."""
VNI_ONLY = frozenset("ñöæîûøïäåëüÑÖÆÎÛØÏÄÅËÜ")
"""Signs of VNI that no Vietnamese text in Unicode has."""

ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
"""What a syllable may begin with."""
RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng "
    "eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu iê o oa oac "
    "oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc "
    "oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh ui um un "
    "ung uo uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc "
    "ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu yn ynh"
)
"""What it may go on and end with, tones left out."""

_WORD = pattern(r"[^\W\d_]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SYLLABLE = pattern(f"(?:{ONSETS.replace(' ', '|')})?(?:{RHYMES.replace(' ', '|')})")
_TCVN3_CODES = str.maketrans(TCVN3)
_VNI_CODES = pattern("|".join(map(re.escape, sorted(VNI, key=len, reverse=True))))
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
        found.append(text.translate(_TCVN3_CODES))
    if is_vni or (not is_tcvn3 and _VNI_CODES.search(text) and not _is_vietnamese(text)):
        found.append(_VNI_CODES.sub(lambda match: VNI[match[0]], text))
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
