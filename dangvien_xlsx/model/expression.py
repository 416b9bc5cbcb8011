"""Conditions on the values of a form, each with two readings: the value of it in Python, and the Excel formula.

Both readings of a condition stand side by side here and nowhere else, so that the live check in the form and the
check at intake cannot drift apart. Formulas use only functions of Excel 2007-2010.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dangvien_xlsx.model.submission import ErrorValue, Value

Values = Mapping[str, Value]
Address = Callable[[str], str]
"""Gives the address of an indicator's input cell."""

YES, NO = "Có".upper(), "Không".upper()


class Condition(Protocol):
    """Something that holds or not for the values of a form."""

    def holds(self, values: Values) -> bool:
        """Tell whether the condition holds."""

    def formula(self, address: Address) -> str:
        """Return the same condition as an Excel formula without the leading equals sign."""


def is_blank(value: Value) -> bool:
    """Tell whether a value is blank, as Excel's ``TRIM(cell)=""`` does."""
    return value is None or (isinstance(value, str) and not value.strip(" "))


def is_number(value: Value) -> bool:
    """Tell whether a value is a number, as Excel's ``ISNUMBER`` does; TRUE is not, and a date is not for us."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def number(value: Value) -> float:
    """Return the number, or 0 for anything else, as Excel's ``SUM`` over one cell does."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


@dataclass(frozen=True, slots=True)
class IsError:
    """The cell holds an Excel error."""

    code: str

    def holds(self, values: Values) -> bool:
        """See the class."""
        return isinstance(values.get(self.code), ErrorValue)

    def formula(self, address: Address) -> str:
        """See the class."""
        return f"ISERROR({address(self.code)})"


@dataclass(frozen=True, slots=True)
class IsBlank:
    """Nothing, or only spaces, stands in the cell."""

    code: str

    def holds(self, values: Values) -> bool:
        """See the class."""
        return is_blank(values.get(self.code))

    def formula(self, address: Address) -> str:
        """See the class."""
        return f'TRIM({address(self.code)})=""'


@dataclass(frozen=True, slots=True)
class IsNumber:
    """The cell holds a number."""

    code: str

    def holds(self, values: Values) -> bool:
        """See the class."""
        return is_number(values.get(self.code))

    def formula(self, address: Address) -> str:
        """See the class."""
        return f"ISNUMBER({address(self.code)})"


@dataclass(frozen=True, slots=True)
class IsWhole:
    """The number in the cell has no fraction."""

    code: str

    def holds(self, values: Values) -> bool:
        """See the class."""
        return is_number(values.get(self.code)) and number(values.get(self.code)).is_integer()

    def formula(self, address: Address) -> str:
        """See the class."""
        return f"{address(self.code)}=INT({address(self.code)})"


@dataclass(frozen=True, slots=True)
class IsWithin:
    """The number in the cell lies between two bounds, both included."""

    code: str
    low: int
    high: int

    def holds(self, values: Values) -> bool:
        """See the class."""
        return is_number(values.get(self.code)) and self.low <= number(values.get(self.code)) <= self.high

    def formula(self, address: Address) -> str:
        """See the class."""
        cell = address(self.code)
        return f"AND({cell}>={self.low},{cell}<={self.high})"


@dataclass(frozen=True, slots=True)
class IsLength:
    """The text in the cell is between two lengths, both included."""

    code: str
    low: int
    high: int

    def holds(self, values: Values) -> bool:
        """See the class."""
        value = values.get(self.code)
        # A date or number typed into a text cell is measured by its digits in Excel; no bound in use is that tight.
        length = len(value) if isinstance(value, str) else len(str(value))
        return self.low <= length <= self.high

    def formula(self, address: Address) -> str:
        """See the class."""
        cell = address(self.code)
        return f"AND(LEN({cell})>={self.low},LEN({cell})<={self.high})"


@dataclass(frozen=True, slots=True)
class IsChoice:
    """The cell holds one of the given words, whatever their case."""

    code: str
    words: tuple[str, ...]

    def holds(self, values: Values) -> bool:
        """See the class."""
        value = values.get(self.code)
        return isinstance(value, str) and value.strip(" ").upper() in self.words

    def formula(self, address: Address) -> str:
        """See the class."""
        cell = f"UPPER(TRIM({address(self.code)}))"
        tests = ",".join(f'{cell}="{word}"' for word in self.words)
        return f"IFERROR(OR({tests}),FALSE)"


@dataclass(frozen=True, slots=True)
class IsMore:
    """The sum of some cells is more than the sum of others; what is no number counts as nothing."""

    codes: tuple[str, ...]
    others: tuple[str, ...] = ()

    def holds(self, values: Values) -> bool:
        """See the class."""
        return _total(self.codes, values) > _total(self.others, values)

    def formula(self, address: Address) -> str:
        """See the class."""
        return f"{_sum(self.codes, address)}>{_sum(self.others, address)}"


@dataclass(frozen=True, slots=True)
class SumDiffers:
    """The sum of the parts is not the whole; what is no number counts as nothing."""

    parts: tuple[str, ...]
    whole: str

    def holds(self, values: Values) -> bool:
        """See the class."""
        return _total(self.parts, values) != _total((self.whole,), values)

    def formula(self, address: Address) -> str:
        """See the class."""
        return f"{_sum(self.parts, address)}<>{_sum((self.whole,), address)}"


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: Condition

    def holds(self, values: Values) -> bool:
        """See the class."""
        return not self.condition.holds(values)

    def formula(self, address: Address) -> str:
        """See the class."""
        return f"NOT({self.condition.formula(address)})"


@dataclass(frozen=True, slots=True)
class All:
    """Every condition holds."""

    conditions: tuple[Condition, ...]

    def holds(self, values: Values) -> bool:
        """See the class."""
        return all(condition.holds(values) for condition in self.conditions)

    def formula(self, address: Address) -> str:
        """See the class; Excel's AND does not stop early, so an error in a later condition counts as "no"."""
        return f"IFERROR(AND({','.join(condition.formula(address) for condition in self.conditions)}),FALSE)"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one condition holds."""

    conditions: tuple[Condition, ...]

    def holds(self, values: Values) -> bool:
        """See the class."""
        return any(condition.holds(values) for condition in self.conditions)

    def formula(self, address: Address) -> str:
        """See the class; each condition is guarded, since one error would spoil Excel's OR."""
        return f"OR({','.join(f'IFERROR({condition.formula(address)},FALSE)' for condition in self.conditions)})"


def is_date(value: Value) -> bool:
    """Tell whether a value is a date, which Excel shows for ``5/6`` typed where a number belongs."""
    return isinstance(value, date)


def _total(codes: tuple[str, ...], values: Values) -> float:
    return sum(number(values.get(code)) for code in codes)


def _sum(codes: tuple[str, ...], address: Address) -> str:
    # SUM, not +, because SUM passes over text in a cell where + fails.
    return f"SUM({','.join(address(code) for code in codes)})" if codes else "0"
