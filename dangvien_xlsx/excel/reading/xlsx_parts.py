"""The parts of an .xlsx and how they hang together: found by relationships, as programs name parts as they like."""

import posixpath
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from dangvien_xlsx.excel.reading.markup import Element, attribute, main_name, parsed
from dangvien_xlsx.excel.reading.xlsx_text import decoded
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import Sight
from dangvien_xlsx.received.limits import MOST_SHEETS
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten

_USUAL_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_SINGLE = frozenset({"officeDocument", "styles", "sharedStrings"})
"""Kinds of which a part has one: of two, programs take one or the other."""
_SIGHTS = {"hidden": Sight.HIDDEN, "veryHidden": Sight.VERY_HIDDEN}


class Relation(NamedTuple):
    """A relationship of one part to another; ``kind`` is the last word of its type, the same in both namespaces."""

    id: str
    kind: str
    target: str
    """Path in the package."""


class SheetPart(NamedTuple):
    """A sheet as the workbook lists it, and the relationship under which its part is found."""

    name: str
    sight: Sight
    relation: str


class Contents(NamedTuple):
    """What a workbook's own part says."""

    sheets: tuple[SheetPart, ...]
    is_1904: bool


def workbook_path(package: Package) -> str:
    """Return the path of the workbook's own part.

    Raises:
        RefusedError: There is none.
    """
    roots = relations(package, "")
    for path in (*(relation.target for relation in roots if relation.kind == "officeDocument"), *_USUAL_WORKBOOKS):
        if package.member(path):
            return path
    raise RefusedError("unreadable-file", why=words.NO_SHEETS)


def relations(package: Package, path: str) -> tuple[Relation, ...]:
    """Return the relationships of a part, those of the package for an empty path; those that lead outside are left."""
    folder, beside = _place_of_relations(path)
    part = package.member(beside)
    return _relations(part, folder) if part else ()


@lru_cache(maxsize=256)
def _place_of_relations(path: str) -> tuple[str, str]:
    """Return a part's folder, and the path of its relationships."""
    folder, name = posixpath.split(path)
    return folder, posixpath.join(folder, "_rels", f"{name}.rels")


@lru_cache(maxsize=256)  # the forms of one period have the same
def _relations(part: bytes, folder: str) -> tuple[Relation, ...]:
    found: list[Relation] = []
    known: set[str] = set()
    for item in parsed(part).iter(_RELATIONSHIP):
        name = item.get("Id", "")
        if name in known:
            raise RefusedError("suspicious-file", why=words.TOLD_TWICE.format(name=shorten(name)))
        known.add(name)
        if attribute(item, "TargetMode") == "External":
            continue
        target = unquote(attribute(item, "Target")).replace("\\", "/")
        kind = attribute(item, "Type").rpartition("/")[2]
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if any(other.kind == kind and other.target != path for other in found if kind in _SINGLE):
            raise RefusedError("suspicious-file", why=words.TOLD_TWICE.format(name=kind))
        found.append(Relation(name, kind, path))
    return tuple(found)


def _relation_of(sheet: Element) -> str:
    """Return the relationship of a listed sheet; an attribute of the same name in a foreign namespace is none."""
    return next((told for space in _OFFICE if (told := sheet.get(f"{{{space}}}id"))), "")


@lru_cache(maxsize=64)
def contents_of(part: bytes) -> Contents:
    """Return the sheets that a workbook part lists, in the order of their tabs.

    Raises:
        RefusedError: It is no whole XML, or lists too many.
    """
    root = parsed(part)
    sheets = tuple(
        # The sheet's own number is called sheetId: only the relationship ends in "id".
        SheetPart(decoded(attribute(item, "name")), _SIGHTS.get(attribute(item, "state"), Sight.VISIBLE), relation)
        for group in root
        if main_name(group) == "sheets"
        for item in group
        if main_name(item) == "sheet"
        if (relation := _relation_of(item))
    )
    if sum(main_name(group) == "sheets" for group in root) > 1:
        raise RefusedError("suspicious-file", why=words.TOLD_TWICE.format(name="sheets"))
    if len(sheets) > MOST_SHEETS:
        raise RefusedError("suspicious-file", why=words.MANY_SHEETS.format(count=len(sheets)))
    properties = next((group for group in root if main_name(group) == "workbookPr"), None)
    is_1904 = properties is not None and attribute(properties, "date1904").lower() in ("1", "true", "on")
    return Contents(sheets, is_1904)
