"""Fills the letter's template. The template is the office's own, what fills it comes from units: neither runs code."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from dangvien_xlsx.letter.passages import NO_PASSAGES, Passages
from dangvien_xlsx.letter.told import Told
from dangvien_xlsx.model.errors import TemplateError

_FIXED = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
"""What every member says it was made on, so that Windows gives the same bytes."""


def letter_bytes(
    template: bytes,
    context: Mapping[str, Any],
    told: Told,
    must_say: Sequence[str] = (),
    passages: Passages = NO_PASSAGES,
) -> bytes:
    """Fill a template.

    Args:
        template: A .docx with places in double braces.
        context: What fills them.
        told: The document's properties.
        must_say: What stands at the end where the template, an office's own, has no place for it.
        passages: The clerk's own paragraphs.

    Raises:
        TemplateError: It is no .docx, or a place in it is written wrongly.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.exceptions import TemplateError as JinjaError
    from jinja2.sandbox import SandboxedEnvironment

    from dangvien_xlsx.letter.inserting import insert, marked

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(marked(context, passages), environment, autoescape=True)
    except JinjaError as error:
        raise TemplateError(str(error)) from error
    except Exception as error:  # python-docx and lxml have many kinds of refusal for what is no .docx
        raise TemplateError(f"{type(error).__name__}: {error}") from error
    insert(document.docx, passages)
    for sentence in must_say:
        if sentence and not _says(document.docx, sentence):
            document.docx.add_paragraph(sentence)
    properties = document.docx.core_properties
    properties.title, properties.author, properties.last_modified_by = told.title, told.author, told.author
    properties.created = properties.modified = told.stamp
    properties.comments, properties.revision, properties.keywords = "", 1, told.keyword
    stream = io.BytesIO()
    document.save(stream)
    return packed_anew(stream.getvalue())


def places_of(template: bytes) -> set[str]:
    """Return the names that a template has places for.

    Raises:
        TemplateError: It is no .docx, or a place in it is written wrongly.
    """
    from docxtpl import DocxTemplate

    try:
        return set(DocxTemplate(io.BytesIO(template)).get_undeclared_template_variables())
    except Exception as error:  # python-docx, lxml and jinja2 have many kinds of refusal for what is no template
        raise TemplateError(f"{type(error).__name__}: {error}") from error


def _says(document: Any, sentence: str) -> bool:
    """Tell whether a sentence stands in a document, in whichever paragraph or cell, however its runs are cut."""
    paragraphs = document.element.body.iter("{*}p")
    return any(sentence in "".join(text.text or "" for text in each.iter("{*}t")) for each in paragraphs)


def packed_anew(content: bytes) -> bytes:
    """Return a package whose members bear a fixed time: python-docx writes the computer's clock into each."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.create_system = _UNIX
            after.writestr(entry, before.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
