"""Puts the clerk's own paragraphs into a filled letter. They are typed text: no place in them is filled, nothing runs.

Marks go into the letter with the figures and are found again, so that a template of an office's own, older than this,
needs no new places: what stands before the figures is marked in their sentence, what stands after them in the request.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from dangvien_xlsx.letter.footnotes import Footnotes
from dangvien_xlsx.letter.passages import Paragraph, Passages, Run
from dangvien_xlsx.text import letter as words
from dangvien_xlsx.text.fold import fold

RESULT, REQUEST, RECIPIENTS = "ket_qua", "de_nghi", "noi_nhan"
"""The places of a template that the paragraphs are put at."""
_BEFORE, _AFTER, _LAST, _FOOT = (f"\u27e6{name}\u27e7" for name in ("can_cu", "nhan_xet", "nhiem_vu", "noi_nhan"))


def marked(context: Mapping[str, Any], passages: Passages) -> dict[str, Any]:
    """Return what fills the template, with marks where paragraphs are to come."""
    request = _LAST if passages.tasks else context[REQUEST]
    before = _BEFORE if passages.basis else ""
    after = _AFTER if passages.commentary else ""
    return dict(context) | {RESULT: f"{before}{context[RESULT]}", REQUEST: f"{after}{request}", RECIPIENTS: _FOOT}


def insert(document: Any, passages: Passages) -> None:
    """Put the paragraphs at their marks; what has no place in a template of an office's own stands at the end.

    Args:
        document: Of python-docx, filled.
        passages: What the clerk wrote; without recipients the lines are the usual ones, or the template's own.
    """
    notes = Footnotes(document)
    for mark, paragraphs in ((_BEFORE, passages.basis), (_AFTER, passages.commentary), (_LAST, passages.tasks)):
        if paragraphs and not _put(document, mark, paragraphs, notes):
            for paragraph in paragraphs:
                _fill(document.add_paragraph(), paragraph, notes)
    lines = _closed(passages.recipients or words.RECIPIENT_LINES)
    if not _put(document, _FOOT, lines, notes) and passages.recipients:
        _replace_recipients(document, lines, notes)
    notes.save()


def _put(document: Any, mark: str, paragraphs: Sequence[Paragraph], notes: Footnotes) -> bool:
    """Put paragraphs before the one that has a mark, in its look; tell whether there is one."""
    found = _find(document, lambda text: mark in text)
    if found is None:
        return False
    model = _model(found)
    for number, paragraph in enumerate(paragraphs, 1):
        copied = deepcopy(model)
        found.addprevious(copied)
        inserted = WordParagraph(copied, document)
        if mark != _FOOT and not (mark == _LAST and number == len(paragraphs)):
            inserted.paragraph_format.keep_with_next = None  # only what stands last stays with the signature
        _fill(inserted, paragraph, notes)
    for text in found.iter(qn("w:t")):
        text.text = (text.text or "").replace(mark, "")
    if not "".join(text.text or "" for text in found.iter(qn("w:t"))).strip():
        found.getparent().remove(found)
    return True


def _find(document: Any, wanted: Callable[[str], bool]) -> Any:
    return next((each for each in document.element.body.iter(qn("w:p")) if wanted(_text(each))), None)


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _model(paragraph: Any) -> Any:
    """Return a paragraph's look with one empty run that has the look of its first one with text."""
    copied = deepcopy(paragraph)
    runs = [run for run in copied.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    first = deepcopy(runs[0]) if runs else None
    for part in list(copied):
        if part.tag != qn("w:pPr"):
            copied.remove(part)
    if first is not None:
        for part in list(first):
            if part.tag != qn("w:rPr"):
                first.remove(part)
        copied.append(first)
    return copied


def _fill(paragraph: Any, runs: Iterable[Run], notes: Footnotes) -> None:
    """Write runs into a paragraph; each has the look of the one that is there, and its own marks."""
    first = next(iter(paragraph._p.iter(qn("w:r"))), None)
    for run in runs:
        element = deepcopy(first) if first is not None else paragraph.add_run()._r
        paragraph._p.append(element)
        written = WordRun(element, paragraph)
        written.text = run.text
        for name in ("bold", "italic", "underline"):
            if getattr(run, name):
                setattr(written.font, name, True)
        if run.raised or run.lowered:
            written.font.superscript, written.font.subscript = run.raised or None, run.lowered or None
        if run.note:
            notes.mark(paragraph, run.note)
    if first is not None:
        first.getparent().remove(first)


def _closed(recipients: Sequence[str]) -> tuple[Paragraph, ...]:
    """Return the lines as they are printed: a dash before each, a comma behind, a full stop behind the last."""
    bare = [line.strip().rstrip(",;.") for line in recipients]
    ends = [*("," for _ in bare[1:]), "."]
    return tuple(
        (Run(words.RECIPIENT.format(name=name, end=end)),) for name, end in zip(bare, ends, strict=False) if name
    )


def _replace_recipients(document: Any, lines: Sequence[Paragraph], notes: Footnotes) -> None:
    """Replace the lines that a template has of its own below its heading."""
    heading = _find(document, lambda text: fold(text).startswith(fold(words.RECIPIENTS).rstrip(":")))
    old = heading.getnext() if heading is not None else None
    if old is None or old.tag != qn("w:p"):
        return
    model = _model(old)
    while old is not None and old.tag == qn("w:p") and _text(old).lstrip().startswith(("-", "–")):
        following = old.getnext()
        old.getparent().remove(old)
        old = following
    above = heading
    for line in lines:
        copied = deepcopy(model)
        above.addnext(copied)
        _fill(WordParagraph(copied, document), line, notes)
        above = copied
