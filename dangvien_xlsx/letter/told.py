"""What a paper says of itself in its properties."""

from datetime import datetime
from typing import NamedTuple


class Told(NamedTuple):
    """A paper's properties; no personal name stands in them.

    ``author``: the office. ``stamp``: the paper's own time, from the data, so that the same data give the same bytes.
    ``keyword``: tells of which figures it is; Word keeps it when somebody edits the letter.
    """

    title: str
    author: str
    stamp: datetime
    keyword: str = ""
