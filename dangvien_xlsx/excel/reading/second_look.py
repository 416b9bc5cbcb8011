"""A second, slower look with openpyxl, at what calamine cannot tell: Excel errors, formulas, and comments on inputs."""

import io
import re
from collections.abc import Mapping

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.submission import CellValue, ErrorValue, Submission
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.names import shorten, show
from dangvien_xlsx.text.returns import COMMENT_MARK

_ERROR_CELL = b't="e"'
_FORMULA = rb"r=[\"'](?:%s)[\"'][^>]*>\s*<(?:\w+:)?f\b"
"""A cell with a formula; it begins with what few places in a sheet have, which is found ten times as fast."""


def looked_at(content: bytes, package: Package, submission: Submission, names: Mapping[str, Indicator]) -> Submission:
    """Return a submission with what only openpyxl can tell of its inputs; most forms are not opened again.

    Args:
        content: The workbook, already guarded.
        package: The same.
        submission: As calamine read it.
        names: The indicators by code, for their labels.
    """
    cells = [cell.a1 for cell in submission.values.values() if cell.a1]
    if not cells:
        return submission
    wanted = "|".join(cells).encode("ascii")
    sheets = [package.member(name) for name in package.sheet_names]
    blank = any(cell.value is None for cell in submission.values.values())
    errors = blank and any(_ERROR_CELL in xml for xml in sheets)
    has_formula = re.compile(_FORMULA % wanted).search
    formulas = any(map(has_formula, sheets))
    commented = re.compile(rb"ref=[\"'](?:%s)[\"']" % wanted).search
    comments = any(commented(package.member(name)) for name in package.comment_names)
    if not (errors or formulas or comments):
        return submission
    return _looked_at(content, submission, names, formulas=formulas)


def _looked_at(content: bytes, submission: Submission, names: Mapping[str, Indicator], *, formulas: bool) -> Submission:
    import openpyxl

    shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    typed = openpyxl.load_workbook(io.BytesIO(content), keep_links=False) if formulas else shown
    values, told = dict(submission.values), list[Finding]()
    for code, cell in submission.values.items():
        if not cell.a1 or cell.sheet not in shown.sheetnames:
            continue
        label = names[code].name if code in names else code
        seen, source = shown[cell.sheet][cell.a1], typed[cell.sheet][cell.a1]
        if cell.value is None and seen.data_type == "e":
            values[code] = cell._replace(value=ErrorValue(str(seen.value)))
        elif source.data_type == "f":
            values[code], found = _computed(cell, label, is_computed=seen.value is not None)
            told.append(found)
        comment = getattr(source, "comment", None)
        if comment and COMMENT_MARK not in comment.text and clean(comment.text):
            about = {"label": label, "value": shorten(clean(comment.text), 200)}
            told.append(finding("cell-comment", {"sheet": cell.sheet, "cell": cell.a1}, **about))
    return submission._replace(values=values, findings=(*submission.findings, *told))


def _computed(cell: CellValue, label: str, *, is_computed: bool) -> tuple[CellValue, Finding]:
    place = {"sheet": cell.sheet, "cell": cell.a1}
    if is_computed:
        return cell, finding("formula-value", place, label=label, value=show(cell.value))
    # A formula that no program has computed reads as nothing, or as 0, which it is not.
    return cell._replace(value=None), finding("formula-not-calculated", place, label=label)
