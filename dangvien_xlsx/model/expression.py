"""Conditions on the values of a form, each with two readings: the truth of it in Python, and the Excel formula.

Both readings of a condition stand side by side here and nowhere else, so that the live check in the form and the
check at intake cannot drift apart. Formulas use only functions of Excel 2007 and 2010.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from dangvien_xlsx.model.submission import ErrorValue, Value

Values = Mapping[str, Value]
Address = Callable[[str], str]
"""Gives the address of an indicator's input cell."""

YES, NO = "Có".upper(), "Không".upper()


class Condition(NamedTuple):
    """Something that holds or not for the values of a form."""

    holds: Callable[[Values], bool]
    """Tells whether the condition holds."""
    formula: Callable[[Address], str]
    """Gives the same condition as an Excel formula, without the leading equals sign."""


def is_error(code: str) -> Condition:
    """The cell holds an Excel error."""
    return Condition(
        lambda values: isinstance(values.get(code), ErrorValue),
        lambda address: f"ISERROR({address(code)})",
    )


def is_blank(code: str) -> Condition:
    """Nothing, or only spaces, stands in the cell."""
    return Condition(
        lambda values: (value := values.get(code)) is None or (isinstance(value, str) and not value.strip(" ")),
        lambda address: f'TRIM({address(code)})=""',
    )


def is_number(code: str) -> Condition:
    """The cell holds a number; TRUE is none."""
    return Condition(
        lambda values: _number(values.get(code)) is not None,
        lambda address: f"ISNUMBER({address(code)})",
    )


def is_whole(code: str) -> Condition:
    """The number in the cell has no fraction."""
    return Condition(
        lambda values: (number := _number(values.get(code))) is not None and number.is_integer(),
        lambda address: f"{address(code)}=INT({address(code)})",
    )


def is_within(code: str, low: int, high: int) -> Condition:
    """The number in the cell lies between two bounds, both included.

    Args:
        code: The indicator's code.
        low: The lower bound, included.
        high: The upper bound, included.
    """
    return Condition(
        lambda values: (number := _number(values.get(code))) is not None and low <= number <= high,
        lambda address: f"AND({address(code)}>={low},{address(code)}<={high})",
    )


def is_length(code: str, low: int, high: int) -> Condition:
    """The text in the cell is between two lengths, both included.

    Args:
        code: The indicator's code.
        low: The lower bound, included.
        high: The upper bound, included.
    """
    return Condition(
        lambda values: low <= len(str(values.get(code))) <= high,
        lambda address: f"AND(LEN({address(code)})>={low},LEN({address(code)})<={high})",
    )


def are_summable(codes: tuple[str, ...]) -> Condition:
    """None of the cells holds an Excel error, which would spoil their sum."""
    return Condition(
        lambda values: not any(isinstance(values.get(code), ErrorValue) for code in codes),
        lambda address: f"NOT(ISERROR({_sum(codes, address)}))",
    )


def is_choice(code: str, *words: str) -> Condition:
    """The cell holds one of the given words, whatever their case."""

    def formula(address: Address) -> str:
        cell = f"UPPER(TRIM({address(code)}))"
        tests = ",".join(f'{cell}="{word}"' for word in words)
        return f"IFERROR(OR({tests}),FALSE)"

    return Condition(
        lambda values: isinstance(value := values.get(code), str) and value.strip(" ").upper() in words, formula
    )


def is_more(codes: tuple[str, ...], others: tuple[str, ...] = ()) -> Condition:
    """The sum of some cells is more than the sum of others; what is no number counts as nothing."""
    return Condition(
        lambda values: _total(codes, values) > _total(others, values),
        lambda address: f"{_sum(codes, address)}>{_sum(others, address)}",
    )


def differs(parts: tuple[str, ...], whole: str) -> Condition:
    """The sum of the parts is not the whole; what is no number counts as nothing."""
    return Condition(
        lambda values: _total(parts, values) != _total((whole,), values),
        lambda address: f"{_sum(parts, address)}<>{_sum((whole,), address)}",
    )


def negate(condition: Condition) -> Condition:
    """The condition does not hold."""
    return Condition(
        lambda values: not condition.holds(values),
        lambda address: f"NOT({condition.formula(address)})",
    )


def every(*conditions: Condition) -> Condition:
    """Every condition holds. Excel's AND does not stop early, so an error in a later condition counts as "no"."""
    return Condition(
        lambda values: all(condition.holds(values) for condition in conditions),
        lambda address: f"IFERROR(AND({','.join(condition.formula(address) for condition in conditions)}),FALSE)",
    )


def either(*conditions: Condition) -> Condition:
    """At least one condition holds. Each is guarded in the formula, since one error would spoil Excel's OR."""
    return Condition(
        lambda values: any(condition.holds(values) for condition in conditions),
        lambda address: f"OR({','.join(f'IFERROR({item.formula(address)},FALSE)' for item in conditions)})",
    )


def _number(value: Value) -> float | None:
    """Return a number as Excel's ISNUMBER knows one; TRUE is not, and a date is not for us."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _total(codes: tuple[str, ...], values: Values) -> float:
    return sum(_number(values.get(code)) or 0.0 for code in codes)


def _sum(codes: tuple[str, ...], address: Address) -> str:
    # SUM, not +, because SUM passes over text in a cell where + fails.
    return f"SUM({','.join(address(code) for code in codes)})" if codes else "0"
