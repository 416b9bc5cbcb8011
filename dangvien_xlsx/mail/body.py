"""The text of a mail for a person to read: plain, in one piece, of bounded length."""

import html
import re

from dangvien_xlsx.mail.limits import LONGEST_TEXT
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import speaking
from dangvien_xlsx.text.fold import fold

_BREAK = pattern(r"(?i)<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]*>")
_TAG = pattern(r"<[^<>]*>")
_HIDDEN = ("style", "script", "head")
LONGEST_SAID = 4_000
"""Characters of a mail's own words: more than any unit writes to say that a figure is wrong."""
_RULE = pattern(r"[-_=*]{2,}.{0,60}[-_=*]{2,}|_{8,}")
"""A line that mail programs draw above the mail they quote, with "Original Message" or the like in it or not."""
_HEAD_LINES = 4
_DATED, _ADDRESS = pattern(r"\d{1,2}:\d{2}|\b\d{4}\b"), pattern(r"\S*@\S*")


def tidy(text: str) -> str:
    """Return text with one kind of line end, no trailing spaces and no runs of blank lines."""
    lines = [" ".join(line.replace("\x00", "").split()) for line in text[:LONGEST_TEXT].splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def from_html(markup: str) -> str:
    """Return the words of an HTML body. Every step is linear in the length, whatever the markup."""
    markup = markup[:LONGEST_TEXT]
    for name in _HIDDEN:
        markup = _without(markup, name)
    return tidy(html.unescape(_TAG.sub(" ", _BREAK.sub("\n", markup))))


def with_html(plain: str, markup: str) -> str:
    """Return a mail's text: its plain body, and what its HTML body says that the plain one does not.

    Programs show the HTML; what only stands there was read by nobody who looked at the plain text alone.
    """
    if not plain or not markup:
        return plain or from_html(markup)
    known = _letters(plain)
    # Wrapped lines, link addresses and stars around bold words differ; the letters are the same.
    added = "\n".join(line for line in own_words(from_html(markup)).splitlines() if _letters(line) not in known)
    if not added:
        return plain
    both = f"{plain}\n\n{added}"
    # Behind a signature or a quoted mail nobody would take the words for the sender's own.
    return both if own_words(both).endswith(added) else f"{added}\n\n{plain}"


def _letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _without(markup: str, name: str) -> str:
    """Drop an element with all that it holds; one that is never closed takes the rest."""
    lower, kept, at = markup.lower(), [], 0
    if len(lower) != len(markup):  # a letter whose lower case is longer: places would not agree
        return markup
    while (start := lower.find(f"<{name}", at)) >= 0:
        if lower[start + len(name) + 1 : start + len(name) + 2].isalpha():  # <header> is not <head>
            kept.append(markup[at : start + 1])
            at = start + 1
            continue
        kept.append(markup[at:start])
        end = lower.find(f"</{name}", start)
        if end < 0:
            return "".join(kept)
        at = end
    return "".join((*kept, markup[at:]))


def own_words(text: str) -> str:
    """Return what a mail says itself: no mail that it answers, no signature below the mark "-- ".

    A mail that only hands another one on says what that one says; of that one's head only who wrote it is left.
    """
    lines = text.splitlines()
    end = next((at for at in range(len(lines)) if _begins_quote(lines, at)), len(lines))
    # What is marked line by line ends by itself: many answer below it, or in between.
    own = [line for at, line in enumerate(lines[:end]) if not line.startswith(">") and not _introduces(lines, at)]
    said = "\n".join(own).strip() or _handed_on([line.lstrip("> ") for line in lines])
    return said[:LONGEST_SAID]


def _handed_on(lines: list[str]) -> str:
    """Return the words of a mail that is handed on, and the line that names who wrote it: its days are no figures."""
    kept: list[str] = []
    head = 0
    for line in map(str.strip, lines):
        begins = bool(speaking.QUOTE_FROM.match(line))
        head = _HEAD_LINES + 1 if begins else head - 1
        if begins or head <= 0 or not (speaking.QUOTE_SENT.match(line)):
            kept.append(line)
    return "\n".join(kept).strip()


def _introduces(lines: list[str], at: int) -> bool:
    """Tell whether a line introduces lines that are marked as quoted, or is the second half of such a one."""
    line, after = lines[at].strip(), [each.strip() for each in lines[at + 1 : at + _HEAD_LINES]]
    if line.endswith(":") and any(each.startswith(">") for each in after[:2]):
        return True
    is_half = bool(after) and after[0].endswith(":") and any(each.startswith(">") for each in after[1:])
    return is_half and bool(_DATED.search(line))


def _begins_quote(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if line == "--" or _RULE.fullmatch(line):
        return True
    after = [each.strip() for each in lines[at + 1 : at + _HEAD_LINES]]
    if line.endswith(":") and any(speaking.QUOTE_FROM.match(each) for each in after[:2]):
        return True
    if any(each.startswith(">") for each in after):
        return False
    if speaking.QUOTE_INTRODUCED.search(" ".join((line, *after[:1]))) and (
        line.endswith(":") or (bool(after) and _ends_introduction(after[0]))
    ):
        return True
    return bool(speaking.QUOTE_FROM.match(line)) and any(speaking.QUOTE_SENT.match(each) for each in after)


def _ends_introduction(line: str) -> bool:
    """Tell whether a line is the second half of an introduction, not a whole one below the sender's own words."""
    return line.endswith(":") and not _DATED.search(_ADDRESS.sub("", line))
