"""The text of a mail for a person to read: plain, in one piece, of bounded length."""

import html
import re

from dangvien_xlsx.mail.limits import LONGEST_TEXT

_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_HIDDEN = ("style", "script", "head")


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
