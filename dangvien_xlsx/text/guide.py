"""The clerk's guide as text: its blocks, and which part of it is about which step of the window."""

import re
from collections.abc import Iterator

from dangvien_xlsx.model.patterns import pattern

PICTURE = pattern(r"!\[([^\]]*)\]\(([^)]+)\)")
MARKS = pattern(r"(\*\*[^*]+\*\*|\*[^*]+\*)")
"""What is bold or italic."""
PARTS = {
    "catalogue": "2.",
    "forms": "3.",
    "send": "3.",
    "receive": "4.",
    "consolidate": "4.",
    "return": "5.",
    "remind": "5.",
    "by_hand": "5.",
    "letter": "6.",
    "close": "6.",
    "fill": "7.",
    "history": "7.",
}
"""By step: the number that the heading of its part begins with."""


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each block: heading, picture, number, bullet, paragraph."""
    for line in filter(None, map(str.strip, text.splitlines())):
        if found := re.match(r"(#+) (.*)", line):
            yield f"heading {len(found[1])}", found[2]
        elif PICTURE.fullmatch(line):
            yield "picture", line
        elif found := re.match(r"\d+\. (.*)", line):
            yield "number", found[1]
        elif line.startswith("- "):
            yield "bullet", line[2:]
        else:
            yield "paragraph", line
