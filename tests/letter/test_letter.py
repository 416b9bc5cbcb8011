"""The letter: every figure of letter 205-CV/BTC comes out as it is printed there, and a draft says that it is one."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from dangvien_xlsx.result.shares import in_letter
from tests.conftest import EXAMPLE, ROOT
from tests.forms import fill
from tests.oracles import run, run_fresh, stored_values, validate
from tests.pipeline.test_by_hand import FULL, type_in

LETTER = Path("ket-qua") / "Cong-van-2023-6T.docx"
TEMPLATE = ROOT / "templates" / "cong-van.docx"


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables[:2] for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def write(workspace: Path, code: int = 0) -> str:
    done = run("letter", workspace)
    assert done.returncode == code, done.stderr
    return text_of(workspace / LETTER)


PRINTED = [
    "số lượng đảng viên kết nạp là 53 đảng viên, đạt 48,2% chỉ tiêu năm",
    "trong số 53 đảng viên mới được kết nạp",
    "nữ: 32 đồng chí (chiếm 60,4%)",
    "đoàn viên: 22 đồng chí (chiếm 41,5%)",
    "trình độ đại học: 26 đồng chí (chiếm 49%)",
    "Thành Lợi kết nạp 10 đồng chí",
    "Tân Thành kết nạp 08 đồng chí",
    "Minh Thuận kết nạp 05 đồng chí",
    "Minh Tân, Vĩnh Hào kết nạp 04 đồng chí",
    "Còn 19 đơn vị có nguồn nhưng chưa kết nạp",
    "Có 17 đơn vị hết nguồn",
    "Số 205-CV/BTC",
    "Vụ Bản, ngày 06 tháng 7 năm 2023",
    "HUYỆN UỶ VỤ BẢN",
    "BAN TỔ CHỨC",
    "TRƯỞNG BAN",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kỳ") / "2023-6T"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ket-qua"))
    write(folder)
    return folder


@pytest.mark.parametrize("printed", PRINTED)
def test_every_figure_of_the_seeds_letter_comes_out_as_printed_there(printed: str, written: Path) -> None:
    assert printed in text_of(written / LETTER)


def test_nothing_says_draft_and_no_other_unit_leads(written: Path) -> None:
    text = text_of(written / LETTER)
    assert "DỰ THẢO" not in text
    (line,) = [line for line in text.split("\n") if line.startswith("Một số đơn vị")]
    assert line.count("kết nạp") == 5, "the sentence itself and four counts"


def test_the_appendix_is_the_table_of_the_summary(written: Path) -> None:
    table = Document(str(written / LETTER)).tables[2]
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows[0] == ("TT", "TỔ CHỨC CƠ SỞ ĐẢNG", "Kết nạp", "Ghi chú")
    assert rows[1] == ("I", "XÃ - THỊ TRẤN", "", "")
    assert rows[2] == ("1", "Minh Thuận", "5", "")
    assert ("19", "Quân sự", "", "Hết nguồn") in rows
    assert ("12", "Thị trấn Gôi", "0", "") in rows
    assert rows[-1] == ("", "Tổng", "53", "")
    assert len(rows) == 1 + 5 + 57 + 1
    assert sum(int(row[2]) for row in rows[1:-1] if row[2]) == 53


def test_the_document_is_valid_and_names_no_person_in_its_properties(written: Path) -> None:
    assert validate(written / LETTER) == []
    properties = Document(str(written / LETTER)).core_properties
    assert (properties.author, properties.last_modified_by) == ("BAN TỔ CHỨC", "BAN TỔ CHỨC")


def test_the_same_data_give_the_same_bytes(written: Path) -> None:
    before = (written / LETTER).read_bytes()
    assert run_fresh("letter", written).returncode == 0
    assert (written / LETTER).read_bytes() == before


def reds(path: Path) -> str:
    runs = (run for paragraph in Document(str(path)).paragraphs for run in paragraph.runs)
    return " ".join(run.text for run in runs if str(run.font.color.rgb) == "C00000")


def test_while_data_are_missing_it_is_a_draft_in_red(workspace: Path) -> None:
    (workspace / "nhan-ve" / "16-thanh-loi.xlsx").unlink()
    wrong = workspace / "nhan-ve" / "01-minh-thuan.xlsx"
    wrong.write_bytes(fill(wrong.read_bytes(), {"nu": 99}))
    write(workspace, code=1)
    red = reds(workspace / LETTER)
    assert "DỰ THẢO – SỐ LIỆU CHƯA ĐẦY ĐỦ: 1 đơn vị chưa nộp phiếu, 1 đơn vị có phiếu lỗi." in red
    assert "Thành Lợi, Minh Thuận" in red


def catalogue_edit(workspace: Path, **values: Any) -> None:
    from tests.oracles import quietly_loaded

    book = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())
    for row in book["Thông tin"].iter_rows(min_row=2):
        if row[0].value in values:
            row[2].value = values[str(row[0].value)]
    book.save(workspace / "danh-muc.xlsx")


def test_number_and_date_stay_blank_unless_the_catalogue_gives_them(workspace: Path) -> None:
    catalogue_edit(workspace, van_ban_so=None, van_ban_ngay=None, chi_tieu_nam=None)
    text = write(workspace)
    assert "Số        -CV/…" in text
    assert "Vụ Bản, ngày       tháng       năm 2023" in text
    assert "chỉ tiêu năm (" not in text, "no target, no share of it"


def test_when_nobody_was_admitted_nobody_leads(workspace: Path) -> None:
    zero = {"ket_nap": 0, "nu": 0, "doan_vien": 0, "dai_hoc": 0, "het_nguon": None}
    for path in (workspace / "nhan-ve").iterdir():
        path.write_bytes(fill(path.read_bytes(), zero))
    text = write(workspace)
    assert "Một số đơn vị" not in text
    assert "Còn 57 đơn vị có nguồn" in text
    assert "Về cơ cấu" not in text


def with_template(workspace: Path, content: bytes) -> None:
    folder = workspace / "templates"
    folder.mkdir()
    (folder / "cong-van.docx").write_bytes(content)


def test_the_template_saved_by_libreoffice_still_works(workspace: Path) -> None:
    office = shutil.which("soffice") or "libreoffice"
    with tempfile.TemporaryDirectory() as place:
        profile = f"-env:UserInstallation={Path(place, 'p').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", place, str(TEMPLATE)]
        subprocess.run(command, check=True, capture_output=True)
        with_template(workspace, Path(place, "cong-van.docx").read_bytes())
    text = write(workspace)
    assert all(printed in text for printed in PRINTED)


def test_the_offices_own_words_are_kept(workspace: Path) -> None:
    document = Document(str(TEMPLATE))
    document.paragraphs[-1].add_run("Lời riêng của cơ quan: {{ tong }}")
    stream = io.BytesIO()
    document.save(stream)
    with_template(workspace, stream.getvalue())
    assert "Lời riêng của cơ quan: 53" in write(workspace)


def test_an_offices_own_template_cannot_leave_out_what_the_letter_must_say(workspace: Path) -> None:
    document = Document()
    document.add_paragraph("Công văn riêng của cơ quan, tổng {{ tong }}")
    stream = io.BytesIO()
    document.save(stream)
    with_template(workspace, stream.getvalue())
    hand_figures(workspace)
    done = run("letter", workspace, "--as-of", "30/06/2023")
    assert done.returncode == 1, done.stderr
    text = text_of(workspace / "ket-qua" / "Cong-van-2023-6T (den 30-06-2023).docx")
    assert "DỰ THẢO – SỐ LIỆU CHƯA ĐẦY ĐỦ" in text
    assert "tính đến ngày 30/06/2023" in text
    assert "Số liệu nhập tay (không có phiếu): Thành Lợi." in text


def hand_figures(workspace: Path) -> None:
    """Let one unit's figures come by telephone in place of its form."""
    assert run("forms", workspace).returncode == 0
    (workspace / "nhan-ve" / "16-thanh-loi.xlsx").unlink()
    type_in(workspace, "16", {**FULL, "ngay_bao": date(2023, 6, 29)})


def test_figures_by_hand_are_named_in_the_signed_letter_as_in_the_workbook(workspace: Path) -> None:
    hand_figures(workspace)
    note = "Số liệu nhập tay (không có phiếu): Thành Lợi."
    assert note in write(workspace)
    assert run("consolidate", workspace).returncode == 0
    summary = stored_values((workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx").read_bytes())
    assert note in summary["Thống kê"].values()


def test_a_share_that_the_letter_prints_whole_is_explained_where_it_is_not(workspace: Path) -> None:
    assert run("consolidate", workspace).returncode == 0
    path = workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx"
    values = stored_values(path.read_bytes())["Cơ cấu"].values()
    (told,) = [value for value in values if str(value).startswith("Công văn in tròn")]
    assert str(told).endswith("bảng này ghi 49,1%, công văn ghi 49%.")


@pytest.mark.parametrize("place", ["{{ khong_co }}", "{{ 7 *", "{{ ''.__class__.__mro__ }}"])
def test_a_template_with_a_mistake_or_with_code_is_refused_in_a_sentence(place: str, workspace: Path) -> None:
    document = Document(str(TEMPLATE))
    document.paragraphs[-1].add_run(place)
    stream = io.BytesIO()
    document.save(stream)
    with_template(workspace, stream.getvalue())
    done = run("letter", workspace)
    assert done.returncode == 3
    assert "Mẫu công văn" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workspace / LETTER).exists()


def test_a_template_that_is_no_document_is_refused_in_a_sentence(workspace: Path) -> None:
    with_template(workspace, b"PK\x03\x04 no")
    done = run("letter", workspace)
    assert done.returncode == 3
    assert "Mẫu công văn" in done.stderr


def test_a_units_name_is_never_run_as_code(workspace: Path) -> None:
    from tests.oracles import quietly_loaded

    book = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())
    for row in book["Đơn vị"].iter_rows(min_row=2):
        if row[0].value == "19":
            row[3].value = "{{ 7*7 }} <b>&"
    book.save(workspace / "danh-muc.xlsx")
    text = write(workspace, code=1)
    assert "{{ 7*7 }} <b>&" in text
    assert "49 <b>" not in text


def test_shares_are_rounded_as_the_seed_rounds_them() -> None:
    shares = [in_letter(part, whole) for part, whole in ((53, 110), (32, 53), (22, 53), (26, 53), (1, 0), (5, 5))]
    assert shares == ["48,2%", "60,4%", "41,5%", "49%", "", "100%"]


def test_the_template_is_a_package_with_fixed_times() -> None:
    with zipfile.ZipFile(TEMPLATE) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
