"""Names from outside made safe, in one place: what lies in a zip, what a mail brings, what lies in the folder."""

import re

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.received.limits import LONGEST_NAME
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.fold import clean

_FORBIDDEN = pattern(r'[<>:"|?*]')
"""What Windows allows in no name; what no text may hold, ``clean`` has taken away."""
_RESERVED = pattern(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST_PATH = 4 * LONGEST_NAME
_LONGEST_ENDING = 10


def safe_name(name: str, fallback: str = words.NAMELESS) -> str:
    """Return a name as a plain file name: no folder, no control or direction marks, nothing that Windows reserves.

    Args:
        name: As the mail or the zip says it.
        fallback: What to use where nothing is left.
    """
    plain = _FORBIDDEN.sub("_", clean(re.split(r"[/\\]", name)[-1])).rstrip(". ")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    if len(plain) > LONGEST_NAME:
        # The ending says what opens the file.
        stem, dot, ending = plain.rpartition(".")
        has_ending = dot and len(ending) < _LONGEST_ENDING
        plain = f"{stem[: LONGEST_NAME - _LONGEST_ENDING]}.{ending}" if has_ending else plain[:LONGEST_NAME]
    return plain or fallback


def safe_path(name: str) -> str:
    """Return a member's name as a plain relative path that leaves no folder and that any screen can show."""
    pieces = re.split(r"[/\\]", re.sub(r"^[A-Za-z]:(?=[/\\])", "", name))
    parts = [part for each in pieces if (part := safe_name(each, ""))]
    path = "/".join(parts) or words.NAMELESS
    return path if len(path) <= _LONGEST_PATH else parts[-1]


def unique_name(path: str, taken: set[str]) -> str:
    """Return a name or path that is not taken yet, and take it; capitals tell no names apart, as on Windows."""
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    number, unique = 1, path
    while unique.casefold() in taken:
        number += 1
        numbered = f"{stem} ({number}).{ending}" if dot and stem else f"{name} ({number})"
        unique = f"{folder}{slash}{numbered}"
    taken.add(unique.casefold())
    return unique
