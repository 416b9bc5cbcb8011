"""What Excel lets be typed for an indicator, and what it says of it: the same wherever figures are typed."""

from typing import Any

from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.names import NO, YES


def input_validation(indicator: Indicator, *, with_hint: bool = False) -> dict[str, Any]:
    """Return the data validation of an indicator's input, with its prompt and its error.

    Args:
        indicator: What is typed.
        with_hint: Whether the prompt tells the indicator's hint too: for sheets where it stands nowhere else.
    """
    low, high = indicator.bounds
    kinds: dict[Kind, dict[str, Any]] = {
        Kind.INTEGER: {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high},
        Kind.YES_NO: {"validate": "list", "source": [YES, NO]},
        Kind.TEXT: {"validate": "length", "criteria": "between", "minimum": low, "maximum": high},
    }
    return kinds[indicator.kind] | {
        "input_title": words.PROMPT_TITLE[indicator.kind],
        "input_message": words.prompt(indicator, with_hint=with_hint),
        "error_title": words.ERROR_TITLE,
        "error_message": words.rejection(indicator),
    }
