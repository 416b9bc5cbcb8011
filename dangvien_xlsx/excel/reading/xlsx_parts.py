"""The parts of an .xlsx and how they hang together: found by relationships, as programs name parts as they like."""

import posixpath
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from dangvien_xlsx.excel.reading.markup import attribute, local, named, parsed
from dangvien_xlsx.excel.reading.xlsx_text import decoded
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import Sight
from dangvien_xlsx.received.limits import MOST_SHEETS
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.text import intake as words

_USUAL_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
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


def find(package: Package, path: str) -> bytes:
    """Return a part's bytes, empty where there is none; its name may differ in case."""
    part = package.member(path)
    if part or path in package.names:
        return part
    wanted = path.lower()
    return next((package.member(name) for name in sorted(package.names) if name.lower() == wanted), b"")


def workbook_path(package: Package) -> str:
    """Return the path of the workbook's own part.

    Raises:
        RefusedError: There is none.
    """
    roots = relations(package, "")
    for path in (*(relation.target for relation in roots if relation.kind == "officeDocument"), *_USUAL_WORKBOOKS):
        if find(package, path):
            return path
    raise RefusedError("unreadable-file", why=words.NO_SHEETS)


def relations(package: Package, path: str) -> tuple[Relation, ...]:
    """Return the relationships of a part, those of the package for an empty path; those that lead outside are left."""
    folder, name = posixpath.split(path)
    part = find(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    return _relations(part, folder) if part else ()


@lru_cache(maxsize=256)  # the forms of one period have the same
def _relations(part: bytes, folder: str) -> tuple[Relation, ...]:
    found = []
    for item in named(parsed(part), "Relationship"):
        if attribute(item, "TargetMode") == "External":
            continue
        target = unquote(attribute(item, "Target")).replace("\\", "/")
        kind = attribute(item, "Type").rpartition("/")[2]
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relation(attribute(item, "Id"), kind, path))
    return tuple(found)


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
        if local(group) == "sheets"
        for item in group
        if (relation := attribute(item, "id"))
    )
    if len(sheets) > MOST_SHEETS:
        raise RefusedError("suspicious-file", why=words.MANY_SHEETS.format(count=len(sheets)))
    properties = next(named(root, "workbookPr"), None)
    is_1904 = properties is not None and attribute(properties, "date1904").lower() in ("1", "true", "on")
    return Contents(sheets, is_1904)
