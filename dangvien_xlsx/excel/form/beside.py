"""What a form shows and asks beside its inputs: earlier figures, and reasons for unusual ones."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from dangvien_xlsx.model.layout import EARLIER_COLUMNS
from dangvien_xlsx.model.rules import Rules

_NO_FIGURES: Mapping[str, int] = MappingProxyType({})
_NO_RULES: Rules = MappingProxyType({})
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


class Beside(NamedTuple):
    """By indicator code: earlier figures of this unit alone, the soft rules, and reasons given already.

    ``previous``: the period before. ``same_term``: the same period of the year before. ``soft``: rules of the same kind
    as the hard ones; the first that holds turns the live check amber until a reason stands beside the input. A rule's
    ``about`` tells the words: see ``text.form.unusual_sentence``.
    """

    previous: Mapping[str, int] = _NO_FIGURES
    same_term: Mapping[str, int] = _NO_FIGURES
    soft: Rules = _NO_RULES
    reasons: Mapping[str, str] = _NO_TEXTS

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of earlier figures that the form has."""
        known = zip(EARLIER_COLUMNS, (self.previous, self.same_term), strict=True)
        return tuple(column for column, figures in known if figures)


NOTHING_BESIDE = Beside()
