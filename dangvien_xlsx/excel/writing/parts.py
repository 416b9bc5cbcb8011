"""Parts of a workbook of which a large one has a line a unit, written without a call of xlsxwriter for each."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from xlsxwriter.relationships import DOCUMENT_SCHEMA, PACKAGE_SCHEMA, Relationships
from xlsxwriter.sharedstrings import SharedStrings, SharedStringTable
from xlsxwriter.url import Url, UrlTypes

from dangvien_xlsx.excel.writing.spool import Spool
from dangvien_xlsx.model.layout import a1


class Strings(SharedStrings):  # type: ignore[misc]  # xlsxwriter is not typed
    """The shared strings."""

    def _write_sst_strings(self) -> None:
        for text in self.string_table.string_array:
            if text[0] != " " != text[-1] and text.isprintable() and not _has_marks(text) and "_x" not in text:
                self.fh.write(f"<si><t>{text}</t></si>")
            else:
                self._write_si(text)


def numbered(table: SharedStringTable, texts: Sequence[str]) -> tuple[int, ...]:
    """Return the number of each text among the shared strings."""
    known = table.string_table
    numbers = tuple([known.setdefault(text, len(known)) for text in texts])
    table.count += len(texts)
    table.unique_count = len(known)
    return numbers


class Relations(Relationships):  # type: ignore[misc]
    """What a part refers to; ``linked`` is written first, which has ``count`` lines already."""

    def __init__(self, linked: Spool, count: int) -> None:
        super().__init__()
        self._linked = linked
        self.id = count + 1

    def _write_relationships(self) -> None:
        self._xml_start_tag("Relationships", [("xmlns", PACKAGE_SCHEMA)])
        for piece in self._linked.pieces():
            self.fh.add(piece)
        for kind, target, mode in self.relationships:
            self.fh.write(_relation(self.id, kind, target, mode))
            self.id += 1
        self._xml_end_tag("Relationships")


def hyperlinks(links: Iterable[tuple[tuple[int, int], Url]], used: int, relations: Spool) -> Iterator[str]:
    """Yield the XML of each of a sheet's links.

    Args:
        links: Row and column, zero-indexed, and the target.
        used: How many relations the sheet has already.
        relations: Takes those that lead out of the workbook: of fifty thousand units each is a line on the disk.
    """
    for (row0, column0), url in links:
        if url._link_type is UrlTypes.INTERNAL:
            place, shown = _attribute(url._link), _attribute(url._text)
            yield f'<hyperlink ref="{a1(row0, column0)}" location="{place}" display="{shown}"/>'
            continue
        used += 1
        relations.write(_relation(used, f"{DOCUMENT_SCHEMA}/hyperlink", url._target(), "External"))
        place = f' location="{_attribute(url._anchor)}"' if url._anchor else ""
        yield f'<hyperlink ref="{a1(row0, column0)}" r:id="rId{used}"{place}/>'


def _relation(number: int, kind: str, target: str, mode: str | None) -> str:
    how = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="rId{number}" Type="{kind}" Target="{_attribute(target)}"{how}/>'


def _has_marks(text: str) -> bool:
    return "&" in text or "<" in text or ">" in text


def _attribute(text: str) -> str:
    """Return text as it stands in an attribute: as xlsxwriter has it."""
    if _has_marks(text) or '"' in text or "\n" in text:
        return escape(text, quote=False).replace('"', "&quot;").replace("\n", "&#xA;")
    return text
