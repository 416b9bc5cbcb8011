"""What can be asked of a standing; light, since a command knows it before it loads what finds out."""

from datetime import date
from enum import Enum
from typing import NamedTuple


class Asked(NamedTuple):
    """What was asked of a standing; two papers that were asked the same cannot disagree.

    ``as_of``: what was received after this day is left out. ``password``: opens workbooks that are locked with it; kept
    nowhere. ``scheduler``: the address of a Dask cluster that reads the files, blank to read them here.
    """

    as_of: date | None = None
    password: str = ""
    scheduler: str = ""


class Reuse(Enum):
    """What becomes of readings of files whose bytes are as they were."""

    AFRESH = "afresh"
    """Every file is read: what is proved, closed or signed rests on nothing that lay about."""
    KNOWN = "known"
    """What was read before counts."""
    KEPT = "kept"
    """The same, and what is read now is kept for the next time."""


AS_IT_IS = Asked()
"""Everything that has come, read here, without a password."""
