"""Indicators: the things counted, and how one is part of another."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

ADMITTED = "ket_nap"
"""The indicator printed in the appendix's column Kết nạp."""
EXHAUSTED = "het_nguon"
"""The indicator that says that no candidates are left."""
NOTE = "ghi_chu"
"""The indicator printed in the appendix's column Ghi chú."""

HIGHEST_COUNT = 9_999_999
"""Upper bound of a count whose catalogue row leaves ``Đến`` blank: more than the Party has members."""
LONGEST_TEXT = 32_767
"""Excel's limit for the characters in a cell."""


class Kind(Enum):
    """What is typed for an indicator."""

    INTEGER = "integer"
    YES_NO = "yes_no"
    TEXT = "text"


class Relation(Enum):
    """How an indicator belongs to its parent."""

    WITHIN = "within"
    """*Trong đó*: overlapping parts, each at most the parent."""
    PART = "part"
    """*Chia ra*: the parts of one block sum to the parent."""


class Indicator(NamedTuple):
    """One thing counted. ``low`` and ``high`` bound a number, or the characters of a text."""

    code: str
    name: str
    kind: Kind
    parent: str | None = None
    relation: Relation | None = None
    required: bool = False
    low: int | None = None
    high: int | None = None
    hint: str = ""
    block: str = ""
    warning: str = ""
    """Bounds of the rules that only warn, as the clerk wrote them."""

    @property
    def bounds(self) -> tuple[int, int]:
        """The lowest and highest number, or text length, that is right; a blank bound takes its default."""
        highest = LONGEST_TEXT if self.kind is Kind.TEXT else HIGHEST_COUNT
        return (0 if self.low is None else self.low, highest if self.high is None else self.high)


def by_code(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Index indicators by their code."""
    return {indicator.code: indicator for indicator in indicators}


def depth_of(indicator: Indicator, indicators: dict[str, Indicator]) -> int:
    """Count the ancestors of an indicator that are among ``indicators``."""
    depth = 0
    while indicator.parent in indicators:
        indicator = indicators[indicator.parent]
        depth += 1
    return depth


def parts_by_parent(indicators: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """Index *Chia ra* parts by their parent, in order: whoever asks for every parent's walks the indicators once."""
    found: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        if indicator.parent and indicator.relation is Relation.PART:
            found.setdefault(indicator.parent, []).append(indicator)
    return found


def part_blocks(parent: str, indicators: Sequence[Indicator]) -> list[tuple[str, tuple[Indicator, ...]]]:
    """List the blocks of *Chia ra* parts under a parent: the block's name and its parts, in order."""
    blocks: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        if indicator.parent == parent and indicator.relation is Relation.PART:
            blocks.setdefault(indicator.block, []).append(indicator)
    return [(name, tuple(parts)) for name, parts in blocks.items()]
