"""Reads forms out of a workbook by their codes, wherever the codes stand; by labels where the codes are damaged."""

from collections.abc import Iterable, Mapping, Sequence

from dangvien_xlsx.excel.form.meta import asked_indicators, meta_of
from dangvien_xlsx.excel.form.search import FormMap, find_forms
from dangvien_xlsx.excel.reading.grid import Grid, Grids, value_at
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator, Kind, by_code
from dangvien_xlsx.model.layout import FILLED_BY_ROW, PHONE_ROW, UNIT_ROW, a1
from dangvien_xlsx.model.submission import CellValue, Submission, Value
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.names import SHEET_FORM, shorten, show
from dangvien_xlsx.text.old_fonts import readable, was_converted


def read_forms(grids: Grids, indicators: Iterable[Indicator]) -> tuple[Submission, ...]:
    """Read the forms in a workbook: mostly one, but a sheet each where somebody gathered several.

    Args:
        grids: The workbook's sheets.
        indicators: Those of the catalogue: their names are matched where codes are damaged.

    Returns:
        The submissions as they stand in the forms; blank copies beside a filled form are left out.
    """
    known = dict(by_code(indicators))
    meta = meta_of(grids)
    declared = asked_indicators(meta.get("chi_tieu", ""))
    maps = find_forms(grids, {**by_code(declared), **known})
    read = [_read(found, grids[found.sheet], meta, declared, known) for found in maps]
    filled = [each for each in read if any(cell.value is not None for cell in each.values.values())] or read[:1]
    if len(filled) > 1:
        # One hidden sheet cannot say whose each of several forms is: the printed names do.
        filled = [_of_several(each) for each in filled]
    return tuple(filled)


def _read(
    found: FormMap,
    grid: Grid,
    meta: Mapping[str, str],
    declared: tuple[Indicator, ...],
    known: Mapping[str, Indicator],
) -> Submission:
    place = {"sheet": found.sheet}
    names = {**known, **by_code(declared)}
    asked = tuple(item.code for item in declared) or tuple(
        code for code in known if code in found.rows or code in found.unclear
    )
    findings: list[Finding] = []
    repairs = list(found.repairs)
    if found.sheet != SHEET_FORM:
        repairs.append(words.REPAIRED_SHEET.format(sheet=found.sheet))
    if not meta:
        repairs.append(words.REPAIRED_META)
    values = {}
    for code in asked:
        values[code], doubt = _cell(found, grid, names[code])
        findings += doubt
        if not doubt and len(found.rows.get(code, ())) > 1:
            repairs.append(words.REPAIRED_TWICE.format(label=names[code].name, cell=values[code].a1))
        if isinstance(values[code].value, str):
            converted, told = _converted(values[code], names[code])
            values[code] = converted
            findings += told
    name, unit_told = _unit_name(found, grid)
    if repairs:
        findings.insert(0, finding("form-repaired", place, how="; ".join(repairs)))
    return Submission(
        sheet=found.sheet,
        unit_code=meta.get("don_vi", ""),
        unit_name=name,
        period_code=meta.get("ky", ""),
        version=meta.get("phien_ban", ""),
        form_id=meta.get("ma_phieu", ""),
        asked=asked,
        declared=declared,
        values=values,
        filled_by=readable(_contact(found, grid, FILLED_BY_ROW)),
        phone=clean(_contact(found, grid, PHONE_ROW)),
        unit_cell=a1(found.rows[UNIT_ROW][0], found.value_column0) if UNIT_ROW in found.rows else "",
        findings=(*findings, *unit_told),
    )


def _of_several(submission: Submission) -> Submission:
    told = finding(
        "form-repaired", {"sheet": submission.sheet}, how=words.REPAIRED_SEVERAL.format(sheet=submission.sheet)
    )
    code = "" if submission.unit_name else submission.unit_code
    others = tuple(item for item in submission.findings if item.code != "form-repaired")
    return submission._replace(unit_code=code, findings=(told, *others))


def _cell(found: FormMap, grid: Grid, indicator: Indicator) -> tuple[CellValue, list[Finding]]:
    """Return an indicator's value and where it stands; two places with two values are in doubt."""
    code = indicator.code
    rows = found.rows.get(code) or found.unclear.get(code, [])
    filled = [(row0, value) for row0 in rows if (value := _value(found, grid, row0)) is not None]
    if code in found.unclear:
        return _doubt(found, indicator, filled or [(row0, None) for row0 in rows], "label-ambiguous")
    if not filled:
        return CellValue(None, found.sheet, a1(rows[0], found.value_column0) if rows else ""), []
    if any(value != filled[0][1] for _, value in filled):
        return _doubt(found, indicator, filled, "code-twice")
    row0, value = filled[0]
    return CellValue(value, found.sheet, a1(row0, found.value_column0)), []


def _doubt(
    found: FormMap, indicator: Indicator, places: Sequence[tuple[int, Value]], code: str
) -> tuple[CellValue, list[Finding]]:
    cells = [a1(row0, found.value_column0) for row0, _ in places]
    told = ", ".join(f"{cell}: {show(value)}" for cell, (_, value) in zip(cells, places, strict=True))
    about = {"label": indicator.name, "value": shorten(told, 200)}
    return CellValue(None, found.sheet, cells[0]), [finding(code, {"sheet": found.sheet, "cell": cells[0]}, **about)]


def _value(found: FormMap, grid: Grid, row0: int) -> Value:
    value = value_at(grid, row0, found.value_column0)
    if isinstance(value, str):
        return value if clean(value) else None
    return value


def _converted(cell: CellValue, indicator: Indicator) -> tuple[CellValue, list[Finding]]:
    raw = str(cell.value)
    text = readable(raw)
    if indicator.kind is not Kind.TEXT or not was_converted(raw):
        return cell._replace(value=text), []
    place = {"sheet": cell.sheet, "cell": cell.a1}
    return cell._replace(value=text), [finding("text-converted", place, label=indicator.name, value=shorten(text))]


def _unit_name(found: FormMap, grid: Grid) -> tuple[str, list[Finding]]:
    raw = _contact(found, grid, UNIT_ROW)
    name = readable(raw)
    if not was_converted(raw):
        return name, []
    place = {"sheet": found.sheet, "cell": a1(found.rows[UNIT_ROW][0], found.value_column0)}
    return name, [finding("text-converted", place, label=words.UNIT_LABEL, value=shorten(name))]


def _contact(found: FormMap, grid: Grid, code: str) -> str:
    if code not in found.rows:
        return ""
    value = value_at(grid, found.rows[code][0], found.value_column0)
    return "" if value is None else str(value).strip()
