"""The check code of a form: six digits that its figures give, in the form and with us, to match paper and file.

Each figure counts with a weight of its own, so that one changed figure, two exchanged ones, or blank instead of zero
give another code; the form's id makes the codes of two units differ. It guards against mix-ups, not against forgers.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import assert_never

from dangvien_xlsx.model.expression import NO, YES, Address, Values
from dangvien_xlsx.model.indicator import Indicator, Kind

_PRIME = 999_983
"""The largest prime of six digits: a change by less than this always shows."""
_SEED_DIGITS = 6
_DIGEST_DIGITS = 12


def check_code(form_id: str, indicators: Sequence[Indicator], values: Values) -> str:
    """Return the code of a form's figures.

    Args:
        form_id: The form's id, hexadecimal.
        indicators: Those that the form asks for; texts do not count.
        values: By indicator code.

    Returns:
        Six digits; blank where the id is no id of ours.
    """
    try:
        seed = int(form_id[:_SEED_DIGITS], 16)
    except ValueError:
        return ""
    total = seed + sum(_weight(item.code) * _rank(item, values) % _PRIME for item in indicators)
    return f"{total % _PRIME:06}"


def code_of_digest(digest: str) -> str:
    """Return six digits for a digest, as a person compares them on paper; blank for none.

    Args:
        digest: Hexadecimal.
    """
    return f"{int(digest[:_DIGEST_DIGITS], 16) % _PRIME:06}" if digest else ""


def check_code_formula(id_cell: str, indicators: Sequence[Indicator], address: Address) -> str:
    """Return the same as an Excel formula, without the leading equals sign.

    Args:
        id_cell: The address of the form's id.
        indicators: Those that the form asks for.
        address: Gives the address of an indicator's input cell.
    """
    terms = [
        f"MOD({_weight(item.code)}*{_rank_formula(item, address)},{_PRIME})"
        for item in indicators
        if item.kind is not Kind.TEXT
    ]
    seed = f"HEX2DEC(LEFT({id_cell},{_SEED_DIGITS}))"
    return f'TEXT(MOD({"+".join([seed, *terms])},{_PRIME}),"000000")'


@cache
def _weight(code: str) -> int:
    return 1 + int(hashlib.sha256(code.encode()).hexdigest()[:12], 16) % (_PRIME - 1)


def _rank(indicator: Indicator, values: Values) -> int:
    """Return a figure as a whole number in which blank is 0, so that it differs from zero."""
    value = values.get(indicator.code)
    match indicator.kind:
        case Kind.INTEGER:
            return int(value) + 1 if isinstance(value, int | float) and not isinstance(value, bool) else 0
        case Kind.YES_NO:
            return {YES: 1, NO: 2}.get(value.strip(" ").upper(), 0) if isinstance(value, str) else 0
        case Kind.TEXT:
            return 0
        case _:
            assert_never(indicator.kind)


def _rank_formula(indicator: Indicator, address: Address) -> str:
    cell = address(indicator.code)
    match indicator.kind:
        case Kind.INTEGER:
            return f"IF(ISNUMBER({cell}),{cell}+1,0)"
        case Kind.YES_NO:
            return f'IF(UPPER(TRIM({cell}))="{YES}",1,IF(UPPER(TRIM({cell}))="{NO}",2,0))'
        case Kind.TEXT:
            return "0"
        case _:
            assert_never(indicator.kind)
