"""Which periods belong together: those of one series, and never a real office's with the shipped example's."""

import hashlib
from typing import NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.history import PastPeriod
from dangvien_xlsx.text.fold import fold

EXAMPLE = "vi-du"
"""The series of the worked example. Whoever starts from its catalogue starts a series of their own."""
_DIGITS = 12


class Series(NamedTuple):
    """What says to which series a period belongs: an id, or the office that collects."""

    declared: str
    superior: str
    office: str

    @property
    def key(self) -> str:
        """The id, or what the office's names come to: a catalogue of before ids belongs to those that follow it."""
        if self.declared:
            return self.declared
        names = f"{fold(self.superior)}\n{fold(self.office)}"
        return hashlib.sha256(names.encode()).hexdigest()[:_DIGITS]

    def belongs_to(self, other: "Series") -> bool:
        """Tell whether two periods may be compared.

        By their ids. Where either has none, or is the example's, by the office: an office that was renamed keeps its id
        and with it its past; one that began with the example's catalogue has none of the example's.
        """
        names = [(fold(item.superior), fold(item.office)) for item in (self, other)]
        if EXAMPLE in (self.declared, other.declared):
            return names[0] == names[1]
        return self.key == other.key or (not (self.declared and other.declared) and names[0] == names[1])


def series_of(catalogue: Catalogue) -> Series:
    """Return the series that a catalogue declares."""
    return Series(catalogue.series, catalogue.office.superior, catalogue.office.name)


def series_of_past(period: PastPeriod) -> Series:
    """Return the series of a period of the book."""
    return Series(period.series, period.superior, period.office)


def carried_on(series: Series) -> str:
    """Return the id of a catalogue made from another one; blank where that is the example's: it needs a new one."""
    return "" if series.declared == EXAMPLE else series.key
