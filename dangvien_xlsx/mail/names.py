"""Names of attachments made safe: what arrives is a plain file name, unique in its mail, that leaves no folder."""

import re

from dangvien_xlsx.text import mail as words
from dangvien_xlsx.text.fold import clean

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST = 120


def safe_name(name: str, fallback: str = words.NAMELESS) -> str:
    """Return a name as a plain file name: no folder, no control or direction marks, nothing that Windows reserves.

    Args:
        name: As the mail says it.
        fallback: What to use where nothing is left.
    """
    last = clean(re.split(r"[/\\]", name)[-1])
    plain = _FORBIDDEN.sub("_", last).strip(". ")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    if len(plain) > _LONGEST:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: _LONGEST - 10]}.{ending}" if dot and len(ending) < 10 else plain[:_LONGEST]
    return plain or fallback


def unique_name(name: str, taken: set[str]) -> str:
    """Return a name that is not taken yet, and take it. Upper and lower case do not tell names apart, as on Windows."""
    stem, dot, ending = name.rpartition(".")
    number, unique = 1, name
    while unique.casefold() in taken:
        number += 1
        unique = f"{stem} ({number}).{ending}" if dot and stem else f"{name} ({number})"
    taken.add(unique.casefold())
    return unique
