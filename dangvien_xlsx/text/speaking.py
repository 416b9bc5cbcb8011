"""Whom a mail speaks for: the words in which it says whose form it brings, and the lines by which it is signed.

A mail names other places too: where a meeting is held, whom somebody is to ask, to whom it is written.
"""

import re
from collections.abc import Iterator

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text.clauses import CLAUSE_OVER_LINES

_OF = pattern(
    r"\b(?:phiếu|báo cáo|số liệu|biểu|phieu|bao cao|so lieu)\b[^,;.]{0,40}?\b(?:của|cua|đơn vị|don vi)\b",
)
_SENDING = pattern(
    r"(?:\b(?:xin|kính|kinh|trân trọng|tran trong)\s{1,3}){0,4}\b(?:gửi|gui|nộp|nop|báo cáo|bao cao|trình)\b"
)
_TO = pattern(r"\b(?:kính gửi|kinh gui|gửi|gui|tới|toi|cho|đến)\b")
_ON_BEHALF = pattern(r"(?:T/?M|KT|TL|TUQ|T\.M)\.?\s", re.IGNORECASE)
"""As decree 30/2020 has it: on behalf of, for, by order of, by authority of."""
_MOST_WORDS = 12
_SIGNED_BY = 4
"""Lines at a mail's end by which it may be signed."""
QUOTE_INTRODUCED = pattern(r"(?i)\b(wrote|writes|đã viết|viết)\s*:")
QUOTE_FROM = pattern(r"(?i)\*?(from|từ|người gửi)\s*:")
QUOTE_SENT = pattern(r"(?i)\*?(sent|date|to|đã gửi|ngày gửi|ngày|gửi lúc|tới|đến|người nhận)\s*:")
"""Lines by which mail programs begin the mail that they quote."""
_ADDRESS = pattern(r"[^\s<>()\[\]:;,\"']{1,64}@[^\s<>()\[\]:;,\"']{1,190}")
_LEVEL = pattern(r"(?<!tác )\b(?:xã(?! hội)|phường|thị trấn|thị xã|thôn|xóm|ấp)\b", re.IGNORECASE)
"""Behind the name of a body, the level it is of; behind that, whose."""
_MOST_LINES = 12
"""Of a mail handed on, its head stands at the beginning."""


def spoken_for(said: str) -> Iterator[str]:
    """Yield the pieces of a mail's words that name whoever it speaks for.

    Args:
        said: Its own words, without what it quotes.
    """
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for line in lines:
        for clause in CLAUSE_OVER_LINES.split(line):
            small = clause.casefold()
            if found := _OF.search(small):
                yield _first(clause[found.end() :])
            if (found := _SENDING.search(small)) and found.start():
                before = clause[: found.start()]
                if not _TO.search(before.casefold()) and len(before.split()) <= _MOST_WORDS:
                    yield before
    for line in lines[1:][-_SIGNED_BY:]:
        if (
            len(line.split()) <= _MOST_WORDS
            and not any(map(str.isdigit, line))
            and not _SENDING.search(line.casefold())
        ):
            yield line


def of_commune(body: str) -> str:
    """Return the commune of a body that every commune has: "Trưởng Công an xã" is no man of the district's police."""
    levels = list(_LEVEL.finditer(body))
    return body[levels[-1].start() :] if levels else body


def is_signing(text: str) -> bool:
    """Tell whether a line begins as the line of signing of a paper does: TM. ĐẢNG UỶ XÃ …"""
    return bool(_ON_BEHALF.match(text.strip()))


def handed_on_from(said: str) -> str:
    """Return the address that a mail which is only handed on came from first, blank where it names none.

    Args:
        said: The words of the mail: nothing but what it hands on, its head among it.
    """
    for line in said.splitlines()[:_MOST_LINES]:
        begun = QUOTE_FROM.match(line.strip())
        if begun and (found := _ADDRESS.search(line)):
            return found[0]
    return ""


def _first(text: str) -> str:
    return " ".join(text.split()[:_MOST_WORDS])
