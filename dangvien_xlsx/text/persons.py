"""Persons' names within words: Nguyễn Thị Nhầm and Bùi Văn Sửa correct nothing."""

import re

from dangvien_xlsx.model.patterns import pattern

_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đào|Đoàn|Lâm|Mai|Trịnh|Trương|Cao|Hà|Lương"
    "|Lưu|Phùng|Tạ|Tô|Vương|Thái|Chu|Triệu|Nông|Hứa|Kiều|Quách|Tống|Tăng|Mạc|Doãn|Nghiêm|Thân|Đàm|Khuất|Cù|Ninh|Lã|Bạch|Châu"
    "|Giang|Vi|Lò|Quàng|Hầu|Giàng|Vàng|Sùng"
)
"""Those of nearly all people of this country: who is called otherwise is asked about once more."""
_NAME = pattern(rf"\b(?:{_SURNAMES})((?: [^\W\d_]{{1,10}}){{1,4}})")


def without_persons(text: str) -> str:
    """Return a text without the full names in it: a surname, and up to four words that begin with a capital each."""
    return _NAME.sub(_left, text)


def _left(found: re.Match[str]) -> str:
    given = found[1].split()
    named = next((index for index, word in enumerate(given) if not word.istitle()), len(given))
    return " ".join(["·", *given[named:]]) if named else found[0]
