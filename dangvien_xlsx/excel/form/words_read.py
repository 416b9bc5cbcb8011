"""What a form holds besides its figures, as text: who filled it, their telephone, reasons for unusual figures."""

from collections.abc import Mapping
from functools import lru_cache

from dangvien_xlsx.model.page import Page
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.old_fonts import readable
from dangvien_xlsx.text.weighing import weigh_claims

_WORD = pattern(r"[^\W\d_]{2,}")


def shown(page: Page, address: str) -> str:
    """Return what a cell shows as text, blank where there is none; a whole number without ``.0``."""
    value = page.value(address) if address else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def telephone(page: Page, address: str) -> str:
    """Return a telephone as typed; as a number it has lost the 0 with which all of this country's begin."""
    text = clean(shown(page, address))
    is_number = isinstance(page.value(address) if address else None, int | float)
    return f"0{text}" if is_number and text.isdigit() and len(text) in (9, 10) else text


@lru_cache(maxsize=4_096)
def is_reason(text: str) -> bool:
    """Tell whether a text gives a reason: at least two words, and no correction of a figure."""
    return len(_WORD.findall(clean(text))) > 1 and not weigh_claims(text).corrects


def reasons(page: Page, places: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the cells for reasons, as text; in a row of text that cell is a part of the input."""
    texts = {code: clean(readable(shown(page, place))) for code, place in places.items() if place in page.cells}
    return {code: text for code, text in texts.items() if text and is_reason(text)}
