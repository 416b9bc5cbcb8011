"""The codes of the fonts of before Unicode, and how Vietnamese syllables are spelled.

TCVN3 is TCVN 5712:1993, third table (fonts named .Vn…); VNI is the code of VNI for Windows (fonts named VNI-…).
"""

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
