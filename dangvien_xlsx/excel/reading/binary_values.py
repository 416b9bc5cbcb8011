"""Values as .xls and .xlsb store them alike: errors by number, numbers packed into four bytes."""

import math
import struct

from dangvien_xlsx.excel.reading.dates import Moment, as_moment
from dangvien_xlsx.model.submission import ErrorValue, Value

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#N/A"}


def error_value(number: int) -> ErrorValue:
    """Return an error by its number."""
    return ErrorValue(_ERRORS.get(number, "#N/A"))


def unpacked(packed: int) -> float:
    """Return a number that Excel packed into four bytes (RK): two bits tell of its kind, 30 hold it."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return number / 100 if packed & 1 else number


def shown_number(number: float, moment: Moment, *, is_1904: bool) -> Value:
    """Return a number as a page has it: whole ones as ``int``, days where the format says so.

    Args:
        number: As stored.
        moment: What the cell's format makes of it.
        is_1904: Whether the workbook counts days from 1904.
    """
    if not math.isfinite(number):
        return str(number)
    plain = int(number) if number.is_integer() else number
    return plain if moment is Moment.NUMBER else as_moment(plain, moment, is_1904=is_1904)
