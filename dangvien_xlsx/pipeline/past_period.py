"""What the book of periods keeps of a standing: rows, with the file, sheet and cell of each figure."""

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.history import Figure, PastFigure, PastFile, PastIndicator, PastPeriod, PastUnit
from dangvien_xlsx.model.submission import UnitResult, Value
from dangvien_xlsx.pipeline.standing import Standing

_LARGEST = 2**63 - 1


def past_period(standing: Standing, summary: str = "", summary_sha256: str = "") -> PastPeriod:
    """Return what is kept of a standing.

    Args:
        standing: How the period stands.
        summary: The name of the summary that shows it, blank where there is none.
        summary_sha256: That summary's digest.
    """
    catalogue = standing.catalogue
    period, office = catalogue.period, catalogue.office
    return PastPeriod(
        series=catalogue.series,
        code=period.code,
        name=period.name,
        start=period.start,
        end=period.end,
        superior=office.superior,
        office=office.name,
        target=catalogue.target,
        before=catalogue.before,
        folder="",
        summary=summary,
        summary_sha256=summary_sha256,
        catalogue_sha256=standing.catalogue_digest,
        by_hand_sha256=standing.by_hand_digest,
        indicators=tuple(PastIndicator(item.code, item.name, item.kind.name) for item in catalogue.indicators),
        units=tuple(_unit(catalogue, result) for result in standing.account.units),
        files=tuple(
            PastFile(item.file.path, item.file.sha256, item.unit, item.outcome.value)
            for item in standing.account.receipts
        ),
    )


def _unit(catalogue: Catalogue, result: UnitResult) -> PastUnit:
    unit, submission = catalogue.unit[result.unit], result.submission
    cells = submission.values if submission else {}
    figures = tuple(
        PastFigure(
            code,
            _plain(result.values.get(code)),
            (cells[code].sheet or submission.sheet) if submission and code in cells else "",
            cells[code].a1 if code in cells else "",
        )
        for code in catalogue.indicator
    )
    file = result.file
    return PastUnit(
        unit.code,
        unit.name,
        unit.group_code,
        unit.group_name,
        unit.target,
        result.state.value,
        file.path if file else "",
        file.sha256 if file else "",
        figures,
    )


def _plain(value: Value) -> Figure:
    """Return a value as a row of the book has it: whole numbers whole, days and errors as text.

    Of numbers beyond 64 bits, which no database takes, the whole ones are text too: somebody noted a bank account.
    """
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= _LARGEST else value
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST):
        return value
    return str(value)
