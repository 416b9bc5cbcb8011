"""What a workbook may ask for: bounds for what comes from outside, and others for what the office itself wrote."""

from typing import NamedTuple

from dangvien_xlsx.received import limits


class Room(NamedTuple):
    """Bounds of a workbook, as ``limits`` gives the reasons for each.

    ``file``: bytes. ``package``, ``members``: bytes of all members, unpacked, and how many. ``text``: bytes of the
    parts that are kept unpacked. ``cells``: of a sheet's rectangle. ``strings``: bytes of shared strings, as often as
    they stand.
    """

    file: int = limits.LARGEST_FILE
    package: int = limits.LARGEST_PACKAGE
    members: int = limits.MOST_MEMBERS
    text: int = limits.LARGEST_TEXT
    cells: int = limits.MOST_CELLS
    strings: int = limits.LARGEST_STRINGS


OF_A_FORM = Room()
"""For what came from outside."""
OF_OUR_OWN = Room(
    limits.LARGEST_OWN_FILE,
    limits.LARGEST_OWN_PACKAGE,
    limits.MOST_OWN_MEMBERS,
    limits.LARGEST_OWN_TEXT,
    limits.MOST_OWN_CELLS,
    limits.LARGEST_OWN_STRINGS,
)
"""For what has a row for each unit of a period."""
