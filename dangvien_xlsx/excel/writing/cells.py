"""What a cell holds, as XML has it: texts, numbers, times, and values of formulas. Any process can make it."""

from datetime import datetime
from functools import lru_cache
from html import escape
from math import isfinite

from dangvien_xlsx.model.indicator import LONGEST_TEXT
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text.fold import whole

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_DAY_ZERO = datetime(1899, 12, 30)
_ESCAPE = pattern("(_x[0-9a-fA-F]{4}_)")
_CONTROL = pattern("([\x00-\x08\x0b-\x1f\ufffe\uffff])")


def fitting(text: str) -> str:
    """Return text that fits into a cell: cut with an ellipsis where it is over Excel's limit, no half characters."""
    text = whole(text)
    # Excel counts in UTF-16, in which a character takes two places at most.
    if len(text) <= LONGEST_TEXT // 2 or len(text.encode("utf-16-le", "replace")) // 2 <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le", "replace")[: 2 * (LONGEST_TEXT - 1)]
    return units.decode("utf-16-le", "ignore") + "…"


def escaped(text: str) -> str:
    """Return text as XML has it; most has nothing to escape."""
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def shown(text: str) -> str:
    """Return text as a cell's XML has it, so that Excel reads it as it is."""
    # xlsxwriter does so in shared strings but not in values of formulas: _x0041_ would be read as A, and a control
    # character would make a file that no program opens.
    if "_x" in text or not text.isprintable():
        text = _CONTROL.sub(lambda match: f"_x{ord(match[1]):04X}_", _ESCAPE.sub(r"_x005F\1", text))
    return escaped(text)


def looks_rich(text: str) -> bool:
    """Tell whether xlsxwriter would take a text, among the shared strings, for its own XML of several fonts."""
    return text.startswith("<r>") and text.endswith("</r>")


def inline(text: str) -> str:
    """Return the XML of a text that stands in its cell and not among the shared strings."""
    return f' t="inlineStr"><is><t>{shown(text)}</t></is></c>'


def number(value: float) -> str:
    """Return the XML of a number."""
    if not isfinite(value):
        raise ValueError(value)
    return f"><v>{value:.16G}</v></c>"


@lru_cache(2**14)
def days(moment: datetime) -> float:
    """Return a time without a zone as Excel counts it: days since 1899-12-30; a form's stands in four sheets."""
    since = moment - _DAY_ZERO
    return since.days + (since.seconds + since.microseconds / 1_000_000) / 86_400


def computed(formula: str, value: bool | float | str) -> str:
    """Return the XML of a formula, escaped and without its equals sign, and of its value."""
    kind, held = outcome(value)
    return f"{kind}><f>{formula}</f><v>{held}</v></c>"


def outcome(value: bool | float | str) -> tuple[str, object]:
    """Return what XML says of the kind of a formula's value, and the value."""
    if isinstance(value, str):
        return "" if not value else ' t="e"' if value in _ERRORS else ' t="str"', shown(value)
    return (' t="b"', int(value)) if isinstance(value, bool) else ("", value)
