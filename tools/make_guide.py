"""Makes the clerk's guide, ``docs/huong-dan.docx`` and ``.pdf``, from one text and the pictures beside it.

python tools/make_guide.py
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

PROJECT = Path(__file__).resolve().parent.parent
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from dangvien_xlsx.text.guide import MARKS, PICTURE, blocks  # noqa: E402  found once the project's folder is on the path

DOCS = PROJECT / "docs"
TEXT = DOCS / "huong-dan.md"
WIDEST_MM, HIGHEST_MM = 150, 105


def write(document: Any, kind: str, text: str, number: int) -> None:
    """Write a block.

    Args:
        document: The document.
        kind: As ``blocks`` names it.
        text: With ``**bold**`` and ``*italic*``.
        number: Which one of its list it is, from 1.
    """
    if kind == "picture":
        _write_picture(document, *PICTURE.fullmatch(text).groups())  # type: ignore[union-attr]
        return
    if kind.startswith("heading"):
        document.add_heading(text, int(kind[-1]) - 1)
        return
    paragraph = document.add_paragraph()
    if kind in ("number", "bullet"):
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(8), Mm(-6)
        paragraph.add_run(f"{number}.  " if kind == "number" else "–  ")
    for part in MARKS.split(text):
        run = paragraph.add_run(part.strip("*"))
        run.bold, run.italic = part.startswith("**"), part.startswith("*") and not part.startswith("**")


def _write_picture(document: Any, caption: str, name: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True  # a picture and what it shows are on one page
    picture = paragraph.add_run().add_picture(str(DOCS / name), width=Mm(WIDEST_MM))
    if picture.height > Mm(HIGHEST_MM):
        picture.width, picture.height = int(picture.width * Mm(HIGHEST_MM) / picture.height), Mm(HIGHEST_MM)
    told = document.add_paragraph()
    told.alignment = WD_ALIGN_PARAGRAPH.CENTER
    told.add_run(caption).italic = True


def make() -> None:
    """Write both files; the PDF by LibreOffice."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    for name in ("Title", "Heading 1", "Heading 2"):
        heading = document.styles[name]
        heading.font.name = style.font.name
        fonts = heading.element.rPr.rFonts
        for told in [each for each in fonts.attrib if each.endswith("Theme")]:
            del fonts.attrib[told]  # the theme's font goes before the named one
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(30),
        Mm(15),
        Mm(20),
        Mm(20),
    )
    number = 0
    for kind, text in blocks(TEXT.read_text("utf-8")):
        number = number + 1 if kind == "number" else 0
        write(document, kind, text, number)
    document.core_properties.title, document.core_properties.author = "Hướng dẫn người tổng hợp", "dangvien_xlsx"
    document.save(str(TEXT.with_suffix(".docx")))
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(DOCS), str(TEXT.with_suffix(".docx"))], check=True, capture_output=True
        )


if __name__ == "__main__":
    make()
