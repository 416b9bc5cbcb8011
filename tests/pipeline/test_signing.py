"""The signing copy, made by the real LibreOffice, and the check whether a period is ready to be signed."""

import io
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from dangvien_xlsx.model.errors import OfficeError
from dangvien_xlsx.workspace import libreoffice
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.libreoffice import as_pdf, find_office
from tests.forms import fill
from tests.oracles import quietly_loaded, run, run_fresh, tool

PDF, LETTER, SUMMARY = (
    Path("ket-qua", name) for name in ("Cong-van-2023-6T.pdf", "Cong-van-2023-6T.docx", "Tong-hop-2023-6T.xlsx")
)


def texts(content: bytes) -> list[str]:
    """Return the letters of each page, without what stands between them: two fonts share a word, one has no Ố."""
    done = subprocess.run([tool("pdftotext"), "-", "-"], input=content, capture_output=True, check=True, timeout=60)
    return ["".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found = font.get_object()
            yield found["/DescendantFonts"][0].get_object() if "/DescendantFonts" in found else found


def assert_archival(content: bytes) -> None:
    """What PDF/A-2b asks for and a merge may lose: its mark, one colour space declared, fonts inside, no lock."""
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.root_object
    metadata = root["/Metadata"].get_object()
    assert "/Filter" not in metadata
    xmp = metadata.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    (intent,) = root["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    profile = intent.get_object()["/DestOutputProfile"].get_object().get_data()
    assert profile[36:40] == b"acsp"
    assert not reader.is_encrypted
    assert "/ID" in reader.trailer
    descriptors = [font["/FontDescriptor"] for font in fonts(reader)]
    assert len(descriptors) > 5
    assert all({"/FontFile2", "/FontFile3", "/FontFile"} & set(each) for each in descriptors)
    assert not {"/AA", "/AcroForm", "/Names"} & set(root)
    information = reader.metadata
    assert information
    assert str(information["/Title"]) in xmp


@pytest.fixture
def office() -> Path:
    tool("soffice", "libreoffice")
    found = find_office()
    assert found, "it is on the path, and not found in its usual places"
    return found


def test_letter_appendix_and_proof_are_one_pdf_a_and_the_same_figures_give_the_same_bytes(
    workspace: Path, office: Path
) -> None:
    run("consolidate", workspace)
    done = run("letter", "--pdf", workspace)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Bản để ký (PDF/A): {workspace / PDF}" in done.stdout
    content = (workspace / PDF).read_bytes()
    assert_archival(content)
    assert run("verify", "--json", workspace).stdout.count("mã ") == 3, "the letter, the summary, the copy"
    pages = texts(content)
    assert "53" in pages[0]
    assert "THỐNGKÊ" in pages[1]
    assert sum("BẢNGĐỐISOÁT" in page for page in pages) == 1
    assert "Mãsốliệu" in pages[-1]
    assert sum("ThànhLợi" in page for page in pages) == 3, "in the letter, its appendix and the proof; once each"
    assert run_fresh("letter", "--pdf", workspace).returncode == 0
    assert (workspace / PDF).read_bytes() == content
    assert not list(Path(tempfile.gettempdir()).glob("dangvien-pdf-*"))


def test_where_the_offices_own_letter_has_no_appendix_the_summarys_is_put_behind_it(
    workspace: Path, office: Path
) -> None:
    (workspace / "templates").mkdir()
    template = Document()
    template.add_paragraph("{{ ket_qua }} {{ du_thao }} {{ tinh_den }} {{ nhap_tay }}")
    template.save(str(workspace / "templates" / "cong-van.docx"))
    assert run("letter", "--pdf", workspace).returncode == 0
    content = (workspace / PDF).read_bytes()
    assert_archival(content)
    pages = texts(content)
    assert [sum(word in page for page in pages) for word in ("THỐNGKÊ", "BẢNGĐỐISOÁT")] == [1, 1]
    assert "Hếtnguồn" in pages[1]


def test_without_libreoffice_a_sentence_says_how_to_print(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dangvien_xlsx.pipeline.letter import write_letter

    monkeypatch.setattr(libreoffice, "_places", lambda: iter(()))
    written = write_letter(Workspace(workspace), pdf=True)
    assert written.copy
    assert written.copy.path is None
    told = " ".join(written.copy.notices)
    assert "không có LibreOffice" in told
    assert all(word in told for word in ("Cong-van-2023-6T.docx", "Tong-hop-2023-6T.xlsx", "Phụ lục", "PDF/A"))
    assert (workspace / LETTER).is_file()


def test_a_program_of_its_name_in_the_current_folder_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "soffice"
    trap.write_text("#!/bin/sh\n")
    trap.chmod(0o755)
    monkeypatch.setattr(libreoffice, "_UNIX_PLACES", ())
    monkeypatch.chdir(tmp_path)
    for path in ("", ".", f".{os.pathsep}", str(tmp_path)):
        monkeypatch.setenv("PATH", path)
        found = find_office()
        assert found is None or found.parent != tmp_path


def running(mark: str) -> list[str]:
    """Return the processes whose command line has a mark."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            told = (place / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if mark in told and int(place.name) != os.getpid():
            found.append(told)
    return found


def test_what_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    stuck = tmp_path / "soffice"
    stuck.write_text("#!/bin/sh\nsleep 98765.4 &\nsleep 98765.4\n")
    stuck.chmod(0o755)
    with pytest.raises(OfficeError, match="không xong"):
        as_pdf({"a.docx": b""}, stuck, seconds=0.5)
    assert not running("98765.4")


def test_libreoffice_itself_is_ended_with_its_children(office: Path, workspace: Path) -> None:
    run("letter", workspace)
    with pytest.raises(OfficeError, match="không xong"):
        as_pdf({"a.docx": (workspace / LETTER).read_bytes()}, office, seconds=0.6)
    time.sleep(0.3)
    assert not running("dangvien-pdf-")


def test_what_is_no_document_gives_a_sentence(office: Path) -> None:
    with pytest.raises(OfficeError, match="không chuyển được"):
        as_pdf({"a.xlsx": b"PK\x03\x04 no workbook"}, office)


def test_no_profile_of_the_user_is_touched(office: Path, workspace: Path) -> None:
    run("letter", workspace)
    before = sorted(Path.home().glob(".config/libreoffice/*"))
    made = as_pdf({"a.docx": (workspace / LETTER).read_bytes()}, office)
    assert_archival(made["a.docx"])
    assert sorted(Path.home().glob(".config/libreoffice/*")) == before


def ready(workspace: Path) -> dict[str, tuple[bool, str]]:
    done = run("verify", "--json", workspace)
    return {line["name"]: (line["is_good"], line["told"]) for line in json.loads(done.stdout)["ready"]}


def test_a_period_is_ready_once_it_is_complete_plausible_closed_and_its_papers_agree(workspace: Path) -> None:
    run("consolidate", workspace)
    done = run("letter", workspace)
    assert "CHƯA SẴN SÀNG KÝ: còn 1 việc." in done.stdout
    assert "[CHƯA]  Đã chốt kỳ: chưa chốt; chạy lệnh close" in done.stdout
    assert run("close", workspace).returncode == 0
    assert run("verify", workspace).stdout.splitlines()[-1] == "SẴN SÀNG KÝ."
    assert all(good for good, _ in ready(workspace).values())

    edited = Document(str(workspace / LETTER))
    edited.add_paragraph("Thêm một câu")
    edited.save(str(workspace / LETTER))
    good, told = ready(workspace)["Công văn"]
    assert (good, "đã sửa tay" in told) == (False, True), told


def test_each_line_says_what_is_missing(workspace: Path) -> None:
    run("consolidate", workspace)
    run("letter", workspace)
    (workspace / "nhan-ve" / "01-minh-thuan.xlsx").unlink()
    wrong = workspace / "nhan-ve" / "02-tan-khanh.xlsx"
    wrong.write_bytes(fill(wrong.read_bytes(), {"nu": 99}))
    much = workspace / "nhan-ve" / "16-thanh-loi.xlsx"
    much.write_bytes(fill(much.read_bytes(), {"ket_nap": 980}))
    lines = ready(workspace)
    assert not [name for name, (good, _) in lines.items() if good]
    assert "1/57 đơn vị chưa nộp (Minh Thuận)" in lines["Đủ số liệu"][1]
    assert "1 đơn vị có phiếu lỗi (Tân Khánh)" in lines["Đủ số liệu"][1]
    assert "1 số khác thường chưa có lý do (Thành Lợi)" in lines["Số liệu hợp lý"][1]
    assert "lập từ số liệu khác" in lines["Công văn"][1]
    assert "khác với số liệu tính lại" in lines["Phụ lục và bảng tổng hợp"][1]


def test_a_period_that_changed_after_it_was_closed_is_not_ready(workspace: Path) -> None:
    run("consolidate", workspace)
    assert run("close", workspace).returncode == 0
    book = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())
    for row in book["Thông tin"].iter_rows(min_row=2):
        if row[0].value == "chi_tieu_nam":
            row[2].value = 120
    book.save(workspace / "danh-muc.xlsx")
    good, told = ready(workspace)["Đã chốt kỳ"]
    assert not good
    assert "--reopen" in told


def test_the_appendix_and_the_proof_bear_the_code_that_verify_tells(workspace: Path) -> None:
    run("consolidate", workspace)
    _, told = ready(workspace)["Phụ lục và bảng tổng hợp"]
    code = told.partition("mã ")[2].rstrip(")")
    book = quietly_loaded((workspace / SUMMARY).read_bytes())
    assert code in {cell.value for row in book["Đối soát"].iter_rows() for cell in row}
    for name in ("Phụ lục", "Đối soát"):
        footer: Any = book[name].oddFooter
        assert code in footer.left.text
