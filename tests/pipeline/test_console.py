"""What the screen says of a period: a line a kind, nobody blamed before the deadline, names as people say them."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.pipeline.drafts import make_drafts
from dangvien_xlsx.result.target import TargetProgress, told
from dangvien_xlsx.text.fold import thousands
from dangvien_xlsx.text.periods import spoken
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.mails import DraftKind
from tests.forms import fill
from tests.oracles import quietly_loaded, run, stored_values

FORM = "16-thanh-loi.xlsx"


def emptied(workspace: Path) -> None:
    for path in (workspace / "nhan-ve").iterdir():
        path.unlink()


def test_many_of_a_kind_are_one_line_and_nobody_is_late_before_the_deadline(workspace: Path) -> None:
    emptied(workspace)
    done = run("consolidate", workspace)
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if "Minh Thuận" in line]
    assert "(57)" in line
    assert "và 47 nữa" in line
    assert len(done.stdout.splitlines()) < 8
    early = run("consolidate", workspace, "--as-of", "04/07/2023")
    assert early.returncode == 1, "exit codes stay"
    assert "57 chưa đến hạn (hạn nộp 04/07/2023)" in early.stdout
    assert "chưa nộp" not in early.stdout
    assert "chưa đến hạn" not in run("consolidate", workspace, "--as-of", "05/07/2023").stdout


def test_a_single_finding_keeps_its_place_and_its_remedy(workspace: Path) -> None:
    (workspace / "nhan-ve" / FORM).write_bytes(fill((workspace / "nhan-ve" / FORM).read_bytes(), {"nu": 99}))
    told = run("consolidate", workspace).stdout
    assert f"{FORM}, Nhập liệu, " in told
    assert "→" in told
    stored = stored_values((workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx").read_bytes())
    texts = [str(value) for sheet in stored.values() for value in sheet.values()]
    assert not any("0/57 đơn vị" in text for text in texts)
    assert any(text == "SỐ LIỆU CHƯA ĐẦY ĐỦ: 1 phiếu có lỗi" for text in texts)


@pytest.mark.parametrize(
    ("name", "first", "last", "said"),
    [
        ("từ tháng 01/2026 đến 6/2026", date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        ("từ tháng 07/2026 đến 12/2026", date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
        ("quý II/2026", date(2026, 4, 1), date(2026, 6, 30), "quý II năm 2026"),
        ("năm 2026", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        ("tháng 7/2026", date(2026, 7, 1), date(2026, 7, 31), "tháng 7/2026"),
        ("từ tháng 02/2026 đến 4/2026", date(2026, 2, 1), date(2026, 4, 30), "từ tháng 02/2026 đến 4/2026"),
        ("quý I năm 2026", date(2026, 1, 1), date(2026, 6, 30), "quý I năm 2026"),
    ],
)
def test_a_period_is_called_as_people_call_it(name: str, first: date, last: date, said: str) -> None:
    assert spoken(Period("x", name, first, last)) == said


def test_a_returned_form_has_a_day_to_correct_by_that_is_to_come(workspace: Path) -> None:
    (workspace / "nhan-ve" / FORM).write_bytes(fill((workspace / "nhan-ve" / FORM).read_bytes(), {"nu": 99}))
    mails = [
        make_drafts(Workspace(workspace), DraftKind.RETURNS, today).drafts[0]
        for today in (date(2023, 7, 1), date(2023, 8, 1), date(2023, 8, 9))
    ]
    assert [day in mail.text for day, mail in zip(("04/07/2023", "04/08/2023", "12/08/2023"), mails, strict=True)] == [
        True,
        True,
        True,
    ]
    assert "6 tháng đầu năm 2023" in mails[0].text
    assert len({mail.message_id for mail in mails}) == 1, "the calendar alone sends nobody the same mail twice"


def test_mails_that_cannot_be_written_are_a_line_a_kind(workspace: Path) -> None:
    book = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())
    for row in range(2, 59):
        book["Đơn vị"][f"F{row}"] = None if row % 2 else "sai"
    book.save(workspace / "danh-muc.xlsx")
    told = run("drafts", workspace, "--kind", "forms").stderr.splitlines()
    assert len(told) == 2, told
    assert all("… và 1" in line and "đơn vị nữa" in line for line in told)


def test_numbers_on_the_screen_have_their_marks(example: Catalogue) -> None:
    assert [thousands(number) for number in (0, 999, 1009, 1234567)] == ["0", "999", "1.009", "1.234.567"]
    assert "1.009/12.000" in told(example, TargetProgress(12000, 1009, 1009, 0.08))


def test_a_list_printed_alone_says_whose_it_is_and_what_is_missing(workspace: Path) -> None:
    (workspace / "nhan-ve" / FORM).unlink()
    run("consolidate", workspace)
    with zipfile.ZipFile(workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx") as parts:
        pages = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    headed = [page for page in pages if "<oddHeader>" in page]
    assert len(headed) == 5
    for name, page in zip(("Theo dõi nộp", "Kiểm tra", "Sổ nhận", "Dữ liệu", "Thay đổi"), headed, strict=True):
        assert f"{name}, từ tháng 01/2023 đến 6/2023" in page
        assert "SỐ LIỆU CHƯA ĐẦY ĐỦ: 1/57 đơn vị chưa nộp" in page
