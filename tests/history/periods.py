"""Periods made up for the tests of the book."""

from collections.abc import Mapping
from datetime import date

from dangvien_xlsx.model.history import PastFigure, PastFile, PastIndicator, PastPeriod, PastUnit
from dangvien_xlsx.model.submission import State

INDICATORS = (PastIndicator("ket_nap", "Kết nạp", "INTEGER"), PastIndicator("ghi_chu", "Ghi chú", "TEXT"))


def past_unit(code: str, number: int | None, name: str = "", group: str = "I") -> PastUnit:
    """Return a unit that reported a number, or that is exhausted."""
    state = State.EXHAUSTED if number is None else State.REPORTED if number else State.ZERO
    figures = (PastFigure("ket_nap", number, "Nhập liệu", "D10"), PastFigure("ghi_chu", None))
    name = name or f"Đơn vị {code}"
    return PastUnit(code, name, group, f"Nhóm {group}", None, state.value, f"{code}.xlsx", "ab" * 32, figures)


def past_period(
    year: int, numbers: Mapping[str, int | None], series: str = "s", folder: str | None = None
) -> PastPeriod:
    """Return a year in which units reported these numbers."""
    return PastPeriod(
        series=series,
        code=f"{year}",
        name=f"năm {year}",
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        superior="HUYỆN UỶ",
        office="BAN TỔ CHỨC",
        target=None,
        before=None,
        folder=f"{year}" if folder is None else folder,
        summary=f"Tong-hop-{year}.xlsx",
        summary_sha256="cd" * 32,
        catalogue_sha256="ef" * 32,
        by_hand_sha256="",
        indicators=INDICATORS,
        units=tuple(past_unit(code, number) for code, number in numbers.items()),
        files=tuple(PastFile(f"{code}.xlsx", "ab" * 32, code, "accepted") for code in numbers),
    )
