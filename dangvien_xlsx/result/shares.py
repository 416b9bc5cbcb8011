"""How a share is printed, by one rule of rounding."""

from fractions import Fraction

WHOLE_WITHIN = 0.1
"""A letter prints a share that lies closer than this to a whole per cent without decimals, in points of per cent.

49,06% is "49%" and 60,38% is "60,4%" in letter 205-CV/BTC.
"""


def one_decimal(part: int, whole: int) -> str:
    """Return a share as workbooks show it: ``49,1%``. Halves go up, as in Excel, and not to the even digit."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}%"


def in_letter(part: int, whole: int, whole_within: float = WHOLE_WITHIN) -> str:
    """Return a share as a letter prints it: ``60,4%``, ``49%``; blank where there is no whole.

    Args:
        part: How many.
        whole: Of how many.
        whole_within: How close to a whole per cent, in points, a share has to lie to be printed without decimals.
    """
    if not whole:
        return ""
    exact = Fraction(100 * part, whole)
    near = round(exact)
    return f"{near}%" if abs(exact - near) < Fraction(str(whole_within)) else one_decimal(part, whole)
