"""Parts of a workbook of which a large one has a line a unit, written without a call of xlsxwriter for each."""

from collections.abc import Iterable, Sequence
from html import escape

from xlsxwriter.relationships import Relationships
from xlsxwriter.sharedstrings import SharedStrings, SharedStringTable
from xlsxwriter.url import Url, UrlTypes

from dangvien_xlsx.model.layout import a1

Relation = tuple[str, str, str | None]
"""The kind of a relation, where it leads, and whether out of the workbook, as xlsxwriter has them."""


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
    """What a part refers to."""

    def _write_relationship(self, relationship: Relation) -> None:
        kind, target, mode = relationship
        how = f' TargetMode="{mode}"' if mode else ""
        self.fh.write(f'<Relationship Id="rId{self.id}" Type="{kind}" Target="{_attribute(target)}"{how}/>')
        self.id += 1


def hyperlinks(links: Iterable[tuple[int, int, Url]], used: int) -> tuple[str, list[Relation]]:
    """Return the XML of a sheet's links, and the relations that those out of the workbook make.

    Args:
        links: Row and column, zero-indexed, and the target.
        used: How many relations the sheet has already.
    """
    lines, relations = list[str](), list[Relation]()
    for row0, column0, url in links:
        if url._link_type is UrlTypes.INTERNAL:
            place, shown = _attribute(url._link), _attribute(url._text)
            lines.append(f'<hyperlink ref="{a1(row0, column0)}" location="{place}" display="{shown}"/>')
            continue
        relations.append(("/hyperlink", url._target(), "External"))
        place = f' location="{_attribute(url._anchor)}"' if url._anchor else ""
        lines.append(f'<hyperlink ref="{a1(row0, column0)}" r:id="rId{used + len(relations)}"{place}/>')
    return f"<hyperlinks>{''.join(lines)}</hyperlinks>", relations


def _has_marks(text: str) -> bool:
    return "&" in text or "<" in text or ">" in text


def _attribute(text: str) -> str:
    """Return text as it stands in an attribute: as xlsxwriter has it."""
    if _has_marks(text) or '"' in text or "\n" in text:
        return escape(text, quote=False).replace('"', "&quot;").replace("\n", "&#xA;")
    return text
