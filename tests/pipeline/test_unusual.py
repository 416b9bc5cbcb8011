"""Unusual figures: Thành Lợi's 10 typed as 980 is flagged, with and without a history; a reason is enough."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.period import Period, add_months, period_code
from tests.forms import consolidate_json, fill, saved_at
from tests.oracles import Value, quietly_loaded, recalculate_all, run, stored_values

CODES = ("01", "02", "12", "16", "19")
NAME = "16-thanh-loi.xlsx"
HISTORY = (8, 10, 9)
"""Thành Lợi's three earlier half-years."""


def unusual(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in told["findings"] if item["code"] == "unusual-value"]


def half(index: int) -> Period:
    start = add_months(date(2022, 1, 1), 6 * index)
    end = add_months(date(2022, 6, 30), 6 * index)
    return Period(period_code(start, end), f"từ tháng {start:%m/%Y} đến {end.month}/{end.year}", start, end)


def say(folder: Path, catalogue: Catalogue, numbers: dict[str, int], reason: str = "") -> Path:
    """Write a workspace in which units report these totals, two fifths of them women."""
    (folder / "nhan-ve").mkdir(parents=True, exist_ok=True)
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(catalogue))
    for code, number in numbers.items():
        values: dict[str, Any] = {"ket_nap": number, "nu": number * 2 // 5, "doan_vien": number // 2, "dai_hoc": 0}
        content = form_bytes(catalogue, catalogue.unit[code], values)
        if reason and code == "16":
            content = with_reason(content, reason)
        saved = saved_at(content, datetime.combine(catalogue.period.end, time(3), UTC))
        (folder / "nhan-ve" / f"{code}.xlsx").write_bytes(saved)
    return folder


def with_reason(content: bytes, reason: str) -> bytes:
    """Type a reason beside the total, as a person would."""
    import io

    book = quietly_loaded(content)
    sheet = book["Nhập liệu"]
    column = next(cell.column for cell in sheet[1] if cell.value == "ly_do")
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "ket_nap")
    sheet.cell(row, int(column or 0)).value = reason
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def history(example: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three half-years of five units: 8, 10 and 9 at Thành Lợi, 0 to 2 elsewhere."""
    folder = tmp_path_factory.mktemp("các kỳ")
    units = tuple(example.unit[code] for code in CODES)
    for index, number in enumerate(HISTORY):
        catalogue = replace(example, period=half(index), units=units)
        numbers = {"01": index % 3, "02": (index + 1) % 3, "12": 0, "16": number, "19": 1}
        consolidate_json(say(folder / catalogue.period.code, catalogue, numbers))
    return folder


def now(example: Catalogue, history: Path, name: str, number: int, reason: str = "") -> Path:
    units = tuple(example.unit[code] for code in CODES)
    earlier = tuple(f"../{half(index).code}" for index in range(3))
    catalogue = replace(example, period=half(3), units=units, earlier=earlier)
    return say(history / name, catalogue, {"01": 2, "02": 0, "12": 1, "16": number, "19": 1}, reason)


def test_980_for_10_is_flagged_without_any_history(workspace: Path) -> None:
    assert unusual(consolidate_json(workspace)) == [], "the seed is as it should be"
    path = workspace / "nhan-ve" / NAME
    path.write_bytes(fill(path.read_bytes(), {"ket_nap": 980}))
    told = consolidate_json(workspace)
    (item,) = unusual(told)
    assert (item["severity"], item["unit"], item["cell"] != "") == ("warning", "16", True)
    assert "980 trong một kỳ" in item["message"]
    assert "(110)" in item["message"]
    assert told["totals"]["ket_nap"] == 1023, "it warns and changes nothing"
    stored = stored_values(Path(told["output"]).read_bytes())
    assert any("khác thường" in str(value) for value in stored["Kiểm tra"].values())
    assert any("CHƯA CÓ LÝ DO" in str(value) for value in stored["Đối soát"].values())


def test_the_form_of_a_first_period_asks_what_the_intake_asks(workspace: Path) -> None:
    """Nothing is known of earlier periods: 980 was PHIẾU HỢP LỆ in the form, and a warning when it came."""
    assert run("forms", workspace).returncode == 0
    sent = (workspace / "gui-di" / NAME).read_bytes()
    values: dict[str, Value] = {"ket_nap": 980, "nu": 3, "doan_vien": 2, "dai_hoc": 0}
    made = {
        "980": fill(sent, values),
        "980 with a reason": with_reason(fill(sent, values), "Đợt kết nạp cả năm"),
        "10": fill(sent, values | {"ket_nap": 10}),
    }
    paths = {name: workspace / f"{name}.xlsx" for name in made}
    for name, path in paths.items():
        path.write_bytes(made[name])
    found = recalculate_all(list(paths.values()))
    overall = {name: found[path]["Nhập liệu"]["B8"] for name, path in paths.items()}
    assert overall == dict.fromkeys(made, "PHIẾU HỢP LỆ") | {"980": "CÒN 1 Ô CHƯA ĐIỀN"}
    severities = {}
    for name, path in paths.items():
        (workspace / "nhan-ve" / NAME).write_bytes(path.read_bytes())
        told = consolidate_json(workspace)
        assert {item["code"] for item in told["findings"]} <= {"unusual-value", "late"}, name
        severities[name] = [item["severity"] for item in unusual(told)]
    assert severities == {"980": ["warning"], "980 with a reason": ["info"], "10": []}


def test_a_mail_carries_the_form_that_forms_writes_and_a_returned_form_asks_the_same(
    example: Catalogue, history: Path
) -> None:
    folder = now(example, history, "thư", 9)
    wrong = fill((folder / "nhan-ve" / "16.xlsx").read_bytes(), {"nu": 99})
    (folder / "nhan-ve" / "16.xlsx").write_bytes(wrong)
    assert run("drafts", folder, "--kind", "forms").returncode == 0
    assert run("forms", folder).returncode == 0
    (draft,) = (folder / "thu-gui").rglob("16-thanh-loi.eml")
    mail = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == (folder / "gui-di" / NAME).read_bytes()
    assert run("return", folder).returncode in (0, 1)
    returned = quietly_loaded((folder / "tra-lai" / NAME).read_bytes())["Nhập liệu"]
    formulas = [str(cell.value) for row in returned.iter_rows() for cell in row if cell.data_type == "f"]
    assert any("Khác nhiều so với kỳ trước (9)" in formula for formula in formulas)


def test_980_beside_8_10_9_is_flagged_with_the_numbers_behind_it(example: Catalogue, history: Path) -> None:
    folder = now(example, history, "980", 98)
    (item,) = unusual(consolidate_json(folder))
    assert "9 → 98" in item["message"]
    assert "ba kỳ trước 8, 10, 9" in item["message"]
    assert unusual(consolidate_json(now(example, history, "11", 11))) == [], "11 after 8, 10, 9 is nothing"


def test_with_a_reason_it_is_information_and_the_reason_is_printed(example: Catalogue, history: Path) -> None:
    folder = now(example, history, "có lý do", 40, "Đợt kết nạp thanh niên nhập ngũ")
    told = consolidate_json(folder)
    (item,) = unusual(told)
    assert item["severity"] == "info"
    assert "“Đợt kết nạp thanh niên nhập ngũ”" in item["message"]
    proof = stored_values(Path(told["output"]).read_bytes())["Đối soát"].values()
    assert any("Đợt kết nạp thanh niên nhập ngũ" in str(value) for value in proof)
    done = run("close", folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_close_wants_a_reason_for_what_has_none(example: Catalogue, history: Path) -> None:
    folder = now(example, history, "không lý do", 40)
    done = run("close", folder)
    assert done.returncode == 1, done.stdout + done.stderr
    book = quietly_loaded((folder / "chot-ky.xlsx").read_bytes())
    values = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert any("khác thường" in value for value in values)


def test_a_row_may_be_switched_off_or_bounded_in_the_catalogue(example: Catalogue, history: Path) -> None:
    for warning, flagged in (("Không", 0), ("10 lần", 0), ("trên 39", 1), ("2 lần", 1)):
        indicators = tuple(
            item._replace(warning=warning) if item.code == "ket_nap" else item._replace(warning="Không")
            for item in example.indicators
        )
        changed = replace(example, indicators=indicators)
        folder = now(changed, history, f"danh mục {warning}", 40)
        assert len(unusual(consolidate_json(folder))) == flagged, warning


def test_the_form_shows_the_units_own_past_and_asks_as_the_intake_does(example: Catalogue, history: Path) -> None:
    folder = now(example, history, "phiếu", 9)
    done = run("forms", folder)
    assert done.returncode == 0, done.stderr
    book = quietly_loaded((folder / "gui-di" / NAME).read_bytes())
    sheet = book["Nhập liệu"]
    columns = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "ket_nap")
    assert sheet.cell(row, columns["ky_truoc"]).value == 9
    assert sheet.cell(row, columns["cung_ky"]).value == 10
    check = str(sheet.cell(row, columns["kiem_tra"]).value)
    assert ">=90," in check, "ten times the last value, in Excel as in Python"
    other = quietly_loaded((folder / "gui-di" / "02-tan-khanh.xlsx").read_bytes())["Nhập liệu"]
    assert other.cell(row, columns["ky_truoc"]).value == 0, "no unit sees another's figures"


def test_a_form_with_earlier_figures_comes_back_as_any_other(example: Catalogue, history: Path) -> None:
    folder = now(example, history, "trở về", 9)
    assert run("forms", folder).returncode == 0
    values = {"ket_nap": 98, "nu": 40, "doan_vien": 30, "dai_hoc": 20}
    moment = datetime.combine(half(3).end, time(3), UTC)
    content = fill((folder / "gui-di" / NAME).read_bytes(), values, moment)
    (folder / "nhan-ve" / "16.xlsx").write_bytes(content)
    told = consolidate_json(folder)
    assert [item["code"] for item in told["findings"] if item["unit"] == "16"] == ["unusual-value"]
    assert "9 → 98" in unusual(told)[0]["message"]


def test_who_gave_no_reason_is_asked_by_a_returned_form_and_a_mail_and_who_did_is_not(
    example: Catalogue, history: Path
) -> None:
    from dangvien_xlsx.mail.compose import draft_bytes
    from dangvien_xlsx.pipeline.drafts import make_drafts
    from dangvien_xlsx.workspace.folder import Workspace
    from dangvien_xlsx.workspace.mails import DraftKind

    folder = now(example, history, "hỏi lý do", 980)
    done = run("return", folder)
    assert done.returncode == 0, "the figures count: nothing has to be mended"
    assert "hỏi lý do 1 số khác thường" in done.stdout
    (path,) = (folder / "tra-lai").glob("*.xlsx")
    sheet = quietly_loaded(path.read_bytes())["Nhập liệu"]
    said = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert any("HỎI LẠI 1 số khác thường" in text for text in said)
    assert any("Kỳ trước" in text for text in said), "what it is held against stands beside the input"
    assert any(text.startswith("=IF(") and "nếu đúng, ghi lý do" in text for text in said)

    for kind in (DraftKind.RETURNS, DraftKind.REMINDERS):
        drafts = [draft for draft in make_drafts(Workspace(folder), kind).drafts if draft.unit == "16"]
        (draft,) = drafts
        assert "Số đúng thì ghi lý do" in draft.text
        assert "10 → 980" in draft.text or "9 → 980" in draft.text
        assert "chưa tính được" not in draft.text
        assert draft.files[0][1] == path.read_bytes()
        assert draft_bytes(draft)

    answered = with_reason((folder / "nhan-ve" / "16.xlsx").read_bytes(), "Sáp nhập hai đảng bộ")
    (folder / "nhan-ve" / "16.xlsx").write_bytes(answered)
    assert "Không có phiếu nào phải trả lại" in run("return", folder).stdout
    assert not path.exists()


def test_the_question_ticks_itself_off_once_a_reason_stands_there(example: Catalogue, history: Path) -> None:
    from tests.oracles import recalculate

    folder = now(example, history, "ghi lý do", 980)
    run("return", folder)
    (path,) = (folder / "tra-lai").glob("*.xlsx")
    before = recalculate(path)["Nhập liệu"]
    path.write_bytes(with_reason(path.read_bytes(), "Sáp nhập"))
    after = recalculate(path)["Nhập liệu"]
    assert "✓" not in before.values()
    assert list(after.values()).count("✓") == 1
    assert "ĐÃ SỬA XONG: lưu lại rồi gửi về." in after.values()
    assert "PHIẾU HỢP LỆ" in after.values()


def test_what_the_clerk_accepted_is_not_asked_again(example: Catalogue, history: Path) -> None:
    from dangvien_xlsx.pipeline.acceptance import accept, open_points
    from dangvien_xlsx.pipeline.standing import standing_of
    from dangvien_xlsx.workspace.folder import Workspace

    workspace = Workspace(now(example, history, "chấp nhận", 980))
    with standing_of(workspace) as standing:
        (item,) = open_points(standing.account)
        accept(workspace, standing.catalogue, standing.account, item, ("Đã gọi điện, đúng", "Hà"))
    assert "Không có phiếu nào phải trả lại" in run("return", workspace.folder).stdout


def test_a_unit_that_has_all_of_its_groups_part_is_asked_about_at_intake(workspace: Path, example: Catalogue) -> None:
    """Thành Lợi's 10 are all women, and of the other communes' 38 not one is."""
    group = example.unit["16"].group_code
    received = workspace / "nhan-ve"
    for path in sorted(received.glob("*.xlsx")):
        unit = example.unit[path.name[:2]]
        if unit.group_code == group:
            path.write_bytes(fill(path.read_bytes(), {"nu": 10 if unit.code == "16" else 0}))
    told = consolidate_json(workspace)
    (item,) = unusual(told)
    assert (item["severity"], item["unit"], item["file"]) == ("warning", "16", NAME)
    assert "có 10 người thì cả 10 ở đơn vị này; các đơn vị khác kết nạp 38 mà không có ai" in item["message"]
    assert item["cell"], "it says in which cell"
    assert told["totals"]["nu"] == 10 + sum(
        int(unit["values"]["nu"] or 0) for unit in told["units"] if unit["group"] != group
    ), "nothing is changed"

    commune = received / "01-minh-thuan.xlsx"
    commune.write_bytes(fill(commune.read_bytes(), {"nu": 1}))
    assert unusual(consolidate_json(workspace)) == []
