"""Catalogues other than the example's."""

from dataclasses import replace

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import ADMITTED, Indicator, Kind, Relation
from dangvien_xlsx.model.unit import Unit


def with_blocks(catalogue: Catalogue) -> Catalogue:
    """Add a *Chia ra* block of three and one of two, under the total."""
    parts = [
        Indicator(code, name, Kind.INTEGER, ADMITTED, Relation.PART, low=0, high=999, block=block)
        for code, name, block in (
            ("tuoi_18", "18 đến 30 tuổi", "tuoi"),
            ("tuoi_31", "31 đến 45 tuổi", "tuoi"),
            ("tuoi_46", "Trên 45 tuổi", "tuoi"),
            ("nong_thon", "Ở nông thôn", "noi_o"),
            ("thanh_thi", "Ở thành thị", "noi_o"),
        )
    ]
    return replace(catalogue, indicators=(*catalogue.indicators[:4], *parts, *catalogue.indicators[4:]))


def with_many_indicators(catalogue: Catalogue) -> Catalogue:
    """Add indicators until there are 40, of every kind."""
    kinds = (Kind.INTEGER, Kind.YES_NO, Kind.TEXT)
    more = [
        Indicator(f"them_{number}", f"Chỉ tiêu thêm số {number}", kinds[number % 3], hint="Ghi theo sổ.")
        for number in range(40 - len(catalogue.indicators))
    ]
    return replace(catalogue, indicators=(*catalogue.indicators, *more))


def with_units(catalogue: Catalogue, count: int) -> Catalogue:
    """Keep the first units, or add units until there are so many, ten groups in all at most."""
    more = tuple(
        Unit(f"T{number:04d}", f"Chi bộ thôn {number}", f"N{number // 60}", f"NHÓM THÊM {number // 60}")
        for number in range(count - len(catalogue.units))
    )
    return replace(catalogue, units=(*catalogue.units, *more)[:count])
