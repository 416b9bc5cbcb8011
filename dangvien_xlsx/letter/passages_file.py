"""``loi-van.docx``: written blank for the clerk, and read back. What stands under a heading goes to its place."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from dangvien_xlsx.letter.numbering import Numbering
from dangvien_xlsx.letter.passages import Paragraph, Passages, Run, plain
from dangvien_xlsx.letter.profile import Profile
from dangvien_xlsx.letter.rendering import packed_anew
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import passages as words
from dangvien_xlsx.text.fold import clean, fold

_STAMP = datetime(2023, 1, 1)
_GREY = RGBColor(0x59, 0x59, 0x59)
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_MARK = pattern(r"\[(\d{1,3})\]")
_NUMBER = pattern(r"\s*[\[(]?\d{1,3}[\])]?[.:)]?\s+")
_BULLET = pattern(r"^[\s\-–—•+]+")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RAISED, _LOWERED = "superscript", "subscript"
_LONGEST_HEADING = 80


def passages_bytes(profile: Profile) -> bytes:
    """Write the blank file: a heading a place, each with a line that says what belongs there."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = profile.font, Pt(profile.body)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), profile.font)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(profile.left), Mm(profile.right)
    _line(document, words.TITLE, bold=True, size=profile.body)
    _line(document, words.ADVICE, italic=True, size=profile.recipients)
    for name, hint in words.SECTIONS.values():
        _line(document, name, bold=True, size=profile.body, before=14)
        _line(document, hint, italic=True, size=profile.recipients)
        _line(document, "", size=profile.body)
    properties = document.core_properties
    properties.created = properties.modified = _STAMP
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = words.TITLE
    stream = io.BytesIO()
    document.save(stream)
    return packed_anew(stream.getvalue())


def _line(
    document: Any, text: str, *, size: float, bold: bool = False, italic: bool = False, before: float = 0
) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(4)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if italic:
        run.font.color.rgb = _GREY


def read_passages(content: bytes) -> Passages:
    """Read what the clerk typed; text that stands under no heading belongs to the beginning of the letter.

    Args:
        content: The file, already guarded; whatever is no .docx raises as python-docx does.
    """
    document = Document(io.BytesIO(content))
    footnotes = _footnotes(document)
    places: dict[str, list[Paragraph]] = {heading: [] for heading in words.SECTIONS}
    place = words.BASIS
    for paragraph in _paragraphs(document, footnotes):
        text = clean(plain(paragraph))
        if heading := _heading(text):
            place = heading
        elif text and fold(text) not in _OURS:
            places[place].append(paragraph)
    notes = tuple(_unnumbered(plain(note)) for note in places[words.NOTES])
    basis, commentary, tasks = _noted((words.BASIS, words.COMMENTARY, words.TASKS), places, notes)
    recipients = tuple(_BULLET.sub("", clean(plain(line))) for line in places[words.RECIPIENTS])
    return Passages(basis, commentary, tasks, recipients)


def read_texts(content: bytes) -> tuple[str, ...]:
    """Return the paragraphs of a document, those in tables too, as plain text; blank ones left out."""
    document = Document(io.BytesIO(content))
    found = (clean(plain(paragraph)) for paragraph in _paragraphs(document, _footnotes(document)))
    return tuple(text for text in found if text)


_OURS = frozenset(fold(text) for text in (words.TITLE, words.ADVICE, *(hint for _, hint in words.SECTIONS.values())))
"""What stands in the blank file: as long as nobody changed it, it is nobody's text."""


def _heading(text: str) -> str:
    """Return the place that a heading names; it may have lost its number, its colon or what is said in brackets."""
    if len(text) > _LONGEST_HEADING:
        return ""
    bare = fold(_NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text).partition("(")[0].strip(" :.")
    return next(
        (place for place, (name, _) in words.SECTIONS.items() if bare == fold(name).partition("(")[0].strip()), ""
    )


def _paragraphs(document: Any, footnotes: dict[str, str]) -> Iterator[Paragraph]:
    numbering = Numbering(document)
    for element in document.element.body.iter(qn("w:p")):
        if any(above.tag == _FALLBACK for above in element.iterancestors()):
            continue  # the same text box once more, for programs that know no text boxes
        paragraph = WordParagraph(element, document)
        label = numbering.label(paragraph)
        runs = list(_runs(paragraph, footnotes))
        yield tuple([Run(label), *runs] if label and runs else runs)


def _runs(paragraph: Any, footnotes: dict[str, str]) -> Iterator[Run]:
    """Yield a paragraph's runs, those inside links and insertions too; deleted and hidden ones are not text."""
    for element in paragraph._p.iter(qn("w:r")):
        properties = element.rPr
        if properties is not None and properties.find(qn("w:vanish")) is not None:
            continue
        text = "".join(_texts(element))
        look = _look(properties, paragraph)
        if text:
            yield look._replace(text=text)
        for mark in element.iter(qn("w:footnoteReference")):
            if note := footnotes.get(mark.get(qn("w:id")) or "", ""):
                yield Run("", note=note)


def _texts(element: Any) -> Iterator[str]:
    for part in element:
        if part.tag == qn("w:t"):
            yield part.text or ""
        elif part.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif part.tag == qn("w:tab"):
            yield "\t"
        elif part.tag == qn("w:noBreakHyphen"):
            yield "-"


def _look(properties: Any, paragraph: Any) -> Run:
    def is_on(name: str) -> bool:
        found = properties.find(qn(name)) if properties is not None else None
        return found is not None and found.get(qn("w:val")) not in ("0", "false", "none", "off")

    raised = properties.find(qn("w:vertAlign")) if properties is not None else None
    height = raised.get(qn("w:val")) if raised is not None else ""
    return Run("", is_on("w:b"), is_on("w:i"), is_on("w:u"), height == _RAISED, height == _LOWERED)


def _footnotes(document: Any) -> dict[str, str]:
    """Return the texts of the document's own footnotes, by the number that marks refer to."""
    for relation in document.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {
                note.get(qn("w:id")) or "": clean(" ".join("".join(_all_text(part)) for part in note.iter(qn("w:p"))))
                for note in root.iter(qn("w:footnote"))
                if note.get(qn("w:type")) in (None, "normal")
            }
    return {}


def _all_text(paragraph: Any) -> Iterator[str]:
    yield from (part.text or "" for part in paragraph.iter(qn("w:t")))


def _unnumbered(note: str) -> str:
    return clean(_NUMBER.sub("", note, count=1) if _NUMBER.match(note) else note)


def _noted(
    order: Sequence[str], places: dict[str, list[Paragraph]], notes: tuple[str, ...]
) -> Iterator[tuple[Paragraph, ...]]:
    """Put the notes behind their marks; those that nothing refers to behind the last paragraph: none is lost."""
    left = dict(enumerate(notes, 1))
    marked = {place: [tuple(_marked(paragraph, notes, left)) for paragraph in places[place]] for place in order}
    if left:
        place = next((name for name in order if marked[name]), order[0])
        last = marked[place].pop() if marked[place] else ()
        marked[place].append((*last, *(Run("", note=note) for note in left.values())))
    return (tuple(marked[place]) for place in order)


def _marked(paragraph: Paragraph, notes: tuple[str, ...], left: dict[int, str]) -> Iterator[Run]:
    """Yield runs in which ``[1]``, or a raised 1, has become the mark of the first note."""
    for run in paragraph:
        if run.raised and run.text.strip().isdecimal() and 0 < int(run.text) <= len(notes):
            left.pop(int(run.text), None)
            yield Run("", note=notes[int(run.text) - 1])
            continue
        start = 0
        for mark in _MARK.finditer(run.text):
            if not 0 < int(mark[1]) <= len(notes):
                continue
            if mark.start() > start:
                yield run._replace(text=run.text[start : mark.start()])
            left.pop(int(mark[1]), None)
            yield Run("", note=notes[int(mark[1]) - 1])
            start = mark.end()
        if run.text[start:] or run.note:
            yield run._replace(text=run.text[start:])
