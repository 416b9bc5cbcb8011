"""The clerk's own paragraphs: typed once into loi-van.docx, whole in every draft; changes of a draft are told."""

import io
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.parts.document import DocumentPart

from dangvien_xlsx.letter.passages_file import read_texts
from dangvien_xlsx.text.passages import differing
from tests.conftest import EXAMPLE
from tests.letter.test_letter import LETTER, catalogue_edit, text_of, write
from tests.oracles import run, validate

FILE = "loi-van.docx"
BASIS, COMMENTARY, TASKS, NOTES, RECIPIENTS = "CĂN CỨ", "NHẬN XÉT", "NHIỆM VỤ", "CHÚ THÍCH", "NƠI NHẬN"
SEED_FILE = Path(__file__).parent / "data" / "loi-van-205-CV-BTC.txt"
_ITALIC = re.compile(r"\*([^*]+)\*")


def seed() -> dict[str, list[str]]:
    """Return the paragraphs of letter 205-CV/BTC that no program writes, by heading."""
    blocks = SEED_FILE.read_text("utf-8").split("# ")[1:]
    return {lines[0]: lines[1:] for lines in (block.strip().split("\n") for block in blocks)}


SEED = seed()


def type_passages(path: Path, texts: Mapping[str, Sequence[str]]) -> None:
    """Type paragraphs under their headings, as a clerk does: a paragraph for each, ``*…*`` in italics."""
    document = Document(str(path))
    for heading, paragraphs in texts.items():
        place: Any = next(item for item in document.paragraphs if item.text.startswith(heading))
        following = place._p.getnext().getnext()
        for text in paragraphs:
            paragraph = document.add_paragraph()
            for number, part in enumerate(_ITALIC.split(text)):
                paragraph.add_run(part).italic = bool(number % 2)
            following.addprevious(paragraph._p)
    document.save(str(path))


def change(path: Path, edit: Callable[[Any], None]) -> None:
    document = Document(str(path))
    edit(document)
    document.save(str(path))


@pytest.fixture
def started(workspace: Path, tmp_path: Path) -> Path:
    """The example, with the file that ``init`` makes."""
    assert run("init", tmp_path / "kỳ sau", "--from", EXAMPLE).returncode == 0
    shutil.copy(tmp_path / "kỳ sau" / FILE, workspace / FILE)
    return workspace


def footnotes(path: Path) -> str:
    document = Document(str(path))
    (part,) = [item.target_part for item in document.part.rels.values() if item.reltype.endswith("/footnotes")]
    return str(part.blob, "utf-8")


def test_the_blank_file_says_nothing_of_its_own(started: Path) -> None:
    before = write(started)
    (started / FILE).unlink()
    (started / LETTER).unlink()
    assert write(started) == before
    assert validate(started / LETTER) == []


def test_the_seeds_letter_comes_out_whole(started: Path) -> None:
    assert validate(started / FILE) == []
    type_passages(started / FILE, SEED)
    text = write(started)
    lines = [line for line in text.split("\n") if line]
    typed = [*SEED[BASIS], *SEED[COMMENTARY], *SEED[TASKS]]
    expected = [line.replace("*", "").replace("[1]", "") for line in typed]
    assert [line for line in lines if line in expected] == expected, "all of them, in their order"
    result = next(index for index, line in enumerate(lines) if "53 đảng viên, đạt 48,2%" in line)
    assert lines.index(expected[0]) < result < lines.index(expected[1]) < lines.index(expected[2])
    assert "quan tâm tạo nguồn, bồi dưỡng, kết nạp đảng viên; các đơn vị" not in text, (
        "the program's own request gives way"
    )
    assert all(line in lines for line in SEED[RECIPIENTS])
    assert "- Lưu." not in lines
    assert SEED[NOTES][0] in footnotes(started / LETTER)
    assert validate(started / LETTER) == []
    paragraphs = Document(str(started / LETTER)).paragraphs
    (basis,) = [item for item in paragraphs if item.text == expected[0]]
    assert [item.text for item in basis.runs if item.italic] == [_ITALIC.findall(SEED[BASIS][0])[0]]
    assert "footnoteReference" in basis._p.xml
    assert "[[" not in text
    assert "\u27e6" not in text


def test_the_clerks_paragraphs_survive_every_draft_and_go_on_to_the_next_period(started: Path, tmp_path: Path) -> None:
    type_passages(started / FILE, SEED)
    before = (started / FILE).read_bytes()
    write(started)
    catalogue_edit(started, chi_tieu_nam=120)
    assert SEED[TASKS][3] in write(started)
    assert (started / FILE).read_bytes() == before
    assert run("init", tmp_path / "2023-12T", "--from", started).returncode == 0
    assert (tmp_path / "2023-12T" / FILE).read_bytes() == before


def test_numbers_that_word_gives_by_itself_are_written_out(started: Path) -> None:
    def add(document: Any) -> None:
        place = next(item for item in document.paragraphs if item.text == TASKS)
        following = place._p.getnext().getnext()
        for text in ("Việc thứ nhất.", "Việc thứ hai."):
            paragraph = document.add_paragraph(text, style="List Number")
            following.addprevious(paragraph._p)

    change(started / FILE, add)
    text = write(started)
    assert "1. Việc thứ nhất." in text
    assert "2. Việc thứ hai." in text


def test_a_style_is_looked_up_once_and_not_for_each_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    """The appendix has three paragraphs a unit: 16 of 18 seconds of reading a letter of 8,000 units."""
    document = Document()
    for number in range(60):
        document.add_paragraph(f"dòng {number}", style="List Number" if number % 2 else None)
    stream = io.BytesIO()
    document.save(stream)
    asked: list[object] = []
    look_up = DocumentPart.get_style

    def counted(part: DocumentPart, *about: Any) -> Any:
        asked.append(about)
        return look_up(part, *about)

    monkeypatch.setattr(DocumentPart, "get_style", counted)
    texts = read_texts(stream.getvalue())
    assert texts[:4] == ("dòng 0", "1. dòng 1", "dòng 2", "2. dòng 3")
    assert len(asked) == len(set(asked)) == 2


def test_words_own_footnotes_come_along(started: Path) -> None:
    from dangvien_xlsx.letter.footnotes import Footnotes

    def add(document: Any) -> None:
        place = next(item for item in document.paragraphs if item.text == BASIS)
        paragraph = document.add_paragraph("Căn cứ kế hoạch năm")
        place._p.getnext().addnext(paragraph._p)
        notes = Footnotes(document)
        notes.mark(paragraph, "Kế hoạch số 7")
        notes.save()

    change(started / FILE, add)
    write(started)
    assert "Kế hoạch số 7" in footnotes(started / LETTER)


def test_text_in_braces_is_text(started: Path) -> None:
    type_passages(started / FILE, {COMMENTARY: ["{{ tong }} {% for %} & <w:p/>"]})
    assert "{{ tong }} {% for %} & <w:p/>" in write(started)


def test_recipients_and_addressee_come_from_the_catalogue(workspace: Path) -> None:
    catalogue_edit(workspace, noi_nhan="Thường trực Huyện uỷ; Như trên; Lưu BTC", kinh_gui="Các đảng uỷ trực thuộc")
    lines = write(workspace).split("\n")
    assert {"- Thường trực Huyện uỷ,", "- Như trên,", "- Lưu BTC.", "Kính gửi: Các đảng uỷ trực thuộc."} <= set(lines)


def test_an_older_template_of_the_offices_own_takes_them_too(started: Path) -> None:
    home = started / "templates"
    home.mkdir()
    shutil.copy(EXAMPLE.parent.parent / "templates" / "cong-van.docx", home)

    def older(document: Any) -> None:
        for table in document.tables:
            for cell in table._cells:
                for paragraph in cell.paragraphs:
                    if "noi_nhan" in paragraph.text:
                        paragraph.runs[0].text = "- Của cơ quan,"

    change(home / "cong-van.docx", older)
    assert "- Của cơ quan," in write(started)
    type_passages(started / FILE, SEED)
    text = write(started)
    assert "- Của cơ quan," not in text
    assert "- Lưu BTC." in text
    assert SEED[COMMENTARY][0] in text


def test_what_a_person_changed_in_the_last_draft_is_listed_and_kept(workspace: Path) -> None:
    write(workspace)

    def edit(document: Any) -> None:
        paragraph = next(item for item in document.paragraphs if item.text.startswith("Ban Tổ chức đề nghị"))
        paragraph.runs[0].text = "Đề nghị các đồng chí thực hiện."
        paragraph.insert_paragraph_before("Một đoạn gõ thêm.")

    change(workspace / LETTER, edit)
    edited = (workspace / LETTER).read_bytes()
    catalogue_edit(workspace, chi_tieu_nam=120)
    done = run("letter", workspace)
    assert "Một đoạn gõ thêm." in done.stderr
    assert "Đề nghị các đồng chí thực hiện." in done.stderr
    assert "120" not in done.stderr, "what the program writes otherwise now is no edit"
    assert FILE in done.stderr
    kept = workspace / "ket-qua" / "Cong-van-2023-6T (sửa tay 1).docx"
    assert kept.read_bytes() == edited
    assert "Một đoạn gõ thêm." not in text_of(workspace / LETTER)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"not a document"], ids=["empty", "broken zip", "text"])
def test_a_file_that_cannot_be_read_stops_the_letter_with_a_sentence(workspace: Path, content: bytes) -> None:
    (workspace / FILE).write_bytes(content)
    done = run("letter", workspace)
    assert done.returncode == 3
    assert "Không đọc được" in done.stderr
    assert FILE in done.stderr
    assert not (workspace / LETTER).exists()


def test_what_was_changed_in_a_long_paragraph_is_quoted_where_it_was_changed() -> None:
    """Both quotations were the paragraph's first 160 characters, and so the same."""
    long = "Căn cứ tình hình thực tế của các tổ chức cơ sở đảng trực thuộc, " * 8
    for place in (0, 200, len(long) - 1, len(long)):
        for typed in ("53", "54 đảng viên", "x" * 400):
            old, new = f"{long[:place]}«{long[place:]}", f"{long[:place]}{typed}{long[place:]}"
            first, second = differing(old, new, 160)
            assert first != second
            assert max(len(first), len(second)) <= 160
            assert "«" in first
            assert typed[:10] in second
    assert differing("ngắn", "dài", 160) == ("ngắn", "dài")
