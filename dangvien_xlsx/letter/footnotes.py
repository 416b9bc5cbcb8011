"""Real footnotes in a letter: Word numbers them and puts each at the foot of its page."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_HALF_POINTS = "20"
_BLANK = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes:
    """The footnotes of a document; those that it has already stay."""

    def __init__(self, document: Any) -> None:
        """Look for what is there; nothing is made before there is a note.

        Args:
            document: Of python-docx.
        """
        self._document = document
        related = (item for item in document.part.rels.values() if item.reltype == RELATIONSHIP_TYPE.FOOTNOTES)
        found = next(related, None)
        self._part: Any = found.target_part if found else None
        self._root: Any = parse_xml(self._part.blob if self._part is not None else _BLANK)
        numbers = (int(note.get(qn("w:id")) or 0) for note in self._root.iter(qn("w:footnote")))
        self._last = max(numbers, default=0)
        self._has_new = False

    def mark(self, paragraph: Any, text: str) -> None:
        """Put the mark of a new note at the end of a paragraph.

        Args:
            paragraph: Of python-docx.
            text: The note's.
        """
        self._last, self._has_new = max(self._last, 0) + 1, True
        self._root.append(_note(self._last, text))
        run = paragraph.add_run()
        run.font.superscript = True
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(self._last))
        run._r.append(mark)

    def save(self) -> None:
        """Write the notes into the document, if there is a new one."""
        if not self._has_new:
            return
        content = serialize_part_xml(self._root)
        if self._part is None:
            name = PackURI("/word/footnotes.xml")
            self._part = Part(name, _KIND, content, self._document.part.package)
            self._document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        else:
            self._part._blob = content


def _note(number: int, text: str) -> Any:
    note, paragraph = OxmlElement("w:footnote"), OxmlElement("w:p")
    note.set(qn("w:id"), str(number))
    layout, jc = OxmlElement("w:pPr"), OxmlElement("w:jc")
    jc.set(qn("w:val"), "both")
    layout.append(jc)
    paragraph.append(layout)
    paragraph.append(_run(OxmlElement("w:footnoteRef"), raised=True))
    said = OxmlElement("w:t")
    said.text = f" {text}"
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.append(_run(said))
    note.append(paragraph)
    return note


def _run(content: Any, *, raised: bool = False) -> Any:
    run, look, size = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:sz")
    size.set(qn("w:val"), _HALF_POINTS)
    look.append(size)
    if raised:
        height = OxmlElement("w:vertAlign")
        height.set(qn("w:val"), "superscript")
        look.append(height)
    run.append(look)
    run.append(content)
    return run
