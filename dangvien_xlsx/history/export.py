"""The long table of all periods, one row a unit and indicator, raw as reported, and the dictionary of it."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dangvien_xlsx.history.recasting import Recast
from dangvien_xlsx.model.earlier import Part
from dangvien_xlsx.model.history import Figure, PastPeriod
from dangvien_xlsx.model.indicator import Kind
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.text import history as words
from dangvien_xlsx.text.names import KINDS, STATES, show

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class LongRow(NamedTuple):
    """A row of the long table; ``made_of`` is blank but in a table that is recast."""

    period: str
    unit: str
    name: str
    indicator: str
    value: Figure
    state: str
    file: str
    sheet: str
    cell: str
    sha256: str
    made_of: str = ""


def long_rows(periods: Iterable[PastPeriod]) -> list[LongRow]:
    """Return every unit and indicator of every period, blank ones too."""
    return [
        LongRow(
            period.code,
            unit.code,
            unit.name,
            figure.indicator,
            figure.value,
            unit.state,
            unit.file,
            figure.sheet,
            figure.cell,
            unit.sha256,
        )
        for period in periods
        for unit in period.units
        for figure in unit.figures
    ]


def recast_rows(periods: Iterable[Recast]) -> list[LongRow]:
    """Return the rows of periods under the units of today, each with what it is made of where it is not as reported."""
    rows = []
    for made in periods:
        told = {code: " + ".join(map(_told, parts)) for code, parts in made.parts.items()}
        rows += [row._replace(made_of=told.get(row.unit, "")) for row in long_rows([made.period])]
    return rows


def _told(part: Part) -> str:
    share = show(round(float(part.share * 100), 1))
    pattern = words.MADE_OF if part.share == 1 else words.MADE_OF_SHARE
    return pattern.format(code=part.code, name=part.name, share=share)


def headers(*, recast: bool = False) -> tuple[str, ...]:
    """Return the columns of the long table."""
    return (*words.EXPORT_HEADERS, words.RECAST_HEADER) if recast else words.EXPORT_HEADERS


def csv_bytes(titles: Sequence[str], rows: Iterable[Sequence[Figure]]) -> bytes:
    """Return a table as UTF-8, without the mark that programs take for a part of the first header.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([_harmless(value) for value in row[: len(titles)]])
    return stream.getvalue().encode("utf-8", "replace")


def _harmless(value: Figure) -> Figure:
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_FORMULA) else value


def codebook_rows(periods: Sequence[PastPeriod], titles: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return what each column means, and each code of a period, an indicator and a state that stands in one.

    Args:
        periods: Those of the table.
        titles: Its columns.
    """
    rows = [(title, "", words.COLUMNS[title]) for title in titles]
    period, _, _, indicator, _, state, *_ = words.EXPORT_HEADERS
    for item in periods:
        office = ", ".join(part for part in (item.office, item.superior) if part)
        meaning = words.PERIOD_MEANING.format(name=item.name, start=item.start, end=item.end, office=office)
        rows.append((period, item.code, meaning))
    meanings: dict[tuple[str, str, str], list[str]] = {}
    for item in periods:
        for each in item.indicators:
            meanings.setdefault((each.code, each.name, KINDS[Kind[each.kind]]), []).append(item.code)
    for (code, name, kind), codes in meanings.items():
        told = ", ".join(dict.fromkeys(codes))
        rows.append((indicator, code, words.INDICATOR_MEANING.format(name=name, kind=kind, periods=told)))
    return [*rows, *((state, each.value, STATES[each]) for each in State)]
