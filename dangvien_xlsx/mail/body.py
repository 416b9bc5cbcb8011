"""The text of a mail for a person to read: plain, in one piece, of bounded length."""

import html
import re

from dangvien_xlsx.mail.limits import LONGEST_TEXT
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import mail as words

_BREAK = pattern(r"(?i)<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]*>")
_TAG = pattern(r"<[^<>]*>")
_HIDDEN = ("style", "script", "head")
_LONGEST_SAID = 4_000
"""Characters of a mail's own words: more than any unit writes to say that a figure is wrong."""
_RULE = pattern(r"[-_=*]{2,}.{0,60}[-_=*]{2,}|_{8,}")
"""A line that mail programs draw above the mail they quote, with "Original Message" or the like in it or not."""
_HEAD_LINES = 4


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

    A mail that only hands another one on says what that one says.
    """
    lines = text.splitlines()
    end = next((at for at in range(len(lines)) if _begins_quote(lines, at)), len(lines))
    own = [line for line in lines[:end] if not line.startswith(">")]
    said = "\n".join(own).strip() or "\n".join(line.lstrip("> ") for line in lines).strip()
    return said[:_LONGEST_SAID]


def _begins_quote(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if line == "--" or _RULE.fullmatch(line):
        return True
    after = [each.strip() for each in lines[at + 1 : at + _HEAD_LINES]]
    if line.endswith(":") and any(each.startswith(">") for each in after[:2]):
        return True
    if words.QUOTE_INTRODUCED.search(" ".join((line, *after[:1]))) and line.endswith(":") | (
        bool(after) and after[0].endswith(":")
    ):
        return True
    return bool(words.QUOTE_FROM.match(line)) and any(words.QUOTE_SENT.match(each) for each in after)
