"""Mails in ``nhan-ve/``: what is attached counts like a file that lies there, with who sent it and when."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.pipeline.fetch import fetch
from tests.conftest import EXAMPLE
from tests.forms import consolidate_json
from tests.mail import shapes
from tests.mail.conftest import Office
from tests.mail.containers import msg, tnef
from tests.mail.servers import PASSWORD, Dovecot
from tests.oracles import quietly_loaded, run

FORMS = sorted((EXAMPLE / "nhan-ve").iterdir())
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
SENT = datetime(2023, 7, 3, 1, 5, tzinfo=UTC)
UNIT = FORMS[0].name.split("-")[0]


def mail(
    subject: str = "Phiếu",
    text: str = "Gửi phiếu",
    files: tuple[tuple[str, bytes], ...] = (),
    sender: str = "dv5@vuban.example",
    date: str = "Mon, 03 Jul 2023 08:05:00 +0700",
) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = sender, subject, date
    message["Message-ID"] = "<1@vuban.example>"
    message.set_content(text)
    for name, content in files:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    return message.as_bytes()


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files:
            package.writestr(name, content)
    return stream.getvalue()


def put(office: Office, name: str, content: bytes) -> None:
    (office.workspace.received / name).write_bytes(content)


def file_of(told: dict[str, Any], path: str) -> dict[str, Any]:
    (found,) = [file for file in told["files"] if file["path"] == path]
    assert isinstance(found, dict)
    return found


def unit_of(told: dict[str, Any], code: str) -> dict[str, Any]:
    (found,) = [unit for unit in told["units"] if unit["code"] == code]
    assert isinstance(found, dict)
    return found


def with_email(office: Office, code: str, email: str) -> None:
    units = tuple(unit._replace(email=email) if unit.code == code else unit for unit in office.catalogue.units)
    office.catalogue = replace(office.catalogue, units=units)
    office.workspace.catalogue_path.write_bytes(catalogue_bytes(office.catalogue))


def test_57_forms_in_mails_of_all_shapes_give_the_same_total_as_57_files(office: Office) -> None:
    named = [(path.name, path.read_bytes()) for path in FORMS]
    for index, (name, content) in enumerate(named[:40]):
        put(office, f"thư {index}.eml", shapes.SHAPES[index % len(shapes.SHAPES)](name, content, index))
    box = [shapes.gmail(name, content, 40 + index) for index, (name, content) in enumerate(named[40:45])]
    put(office, "Hộp thư.mbox", b"".join(b"From dv Mon Jul  3 08:00:00 2023\n" + each + b"\n\n" for each in box))
    put(office, "outlook.msg", msg(named[45:47], "Phiếu", "dv45@vuban.example", "Gửi phiếu", SENT))
    put(office, "winmail.dat", tnef(named[47:49]))
    put(office, "kèm gói nén.eml", mail(files=(("phieu.zip", zipped(*named[49:52])),)))
    put(
        office, "gói thư.zip", zipped(("a.eml", mail(files=tuple(named[52:54]))), ("b/c.eml", mail(files=(named[54],))))
    )
    inner = mail(files=(named[55],), sender="trong@vuban.example")
    put(office, "không đuôi", mail(files=(("thu kem.eml", inner), named[56])))
    told = consolidate_json(office.workspace.folder)
    assert told["totals"]["ket_nap"] == 53
    assert {unit["state"] for unit in told["units"]} == {"reported", "zero", "exhausted"}
    assert sum(file["outcome"] == "accepted" for file in told["files"]) == 57
    assert {item["code"] for item in told["findings"]} == {"unknown-sender"}, "the test's addresses are made up"


def test_57_mails_fetched_from_the_server_consolidate_to_the_total(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver(
        shapes.SHAPES[index % len(shapes.SHAPES)](path.name, path.read_bytes(), index)
        for index, path in enumerate(FORMS)
    )
    office.imap(dovecot.port)
    fetch(office.workspace, PASSWORD)
    told = consolidate_json(office.workspace.folder)
    assert told["totals"]["ket_nap"] == 53
    assert {item["code"] for item in told["findings"]} == {"unknown-sender"}, "the test's addresses are made up"


def test_an_attachment_has_the_sender_the_subject_and_the_time_of_its_mail(office: Office) -> None:
    put(office, "thư.eml", mail("V/v kết nạp đảng viên", files=((FORMS[0].name, FORMS[0].read_bytes()),)))
    told = consolidate_json(office.workspace.folder)
    for path in ("thư.eml", f"thư.eml/{FORMS[0].name}"):
        file = file_of(told, path)
        assert (file["sender"], file["received"]) == ("dv5@vuban.example", "2023-07-03T08:05:00+07:00")
    assert unit_of(told, UNIT)["file"] == f"thư.eml/{FORMS[0].name}"
    sheet = quietly_loaded(Path(told["output"]).read_bytes())["Sổ nhận"]
    headers = [cell.value for cell in sheet[3]]
    wanted = [headers.index(header) for header in ("Tệp", "Người gửi", "Tiêu đề thư")]
    rows = [[row[column0].value for column0 in wanted] for row in sheet.iter_rows(min_row=4)]
    assert rows == [
        ["thư.eml", "dv5@vuban.example", "V/v kết nạp đảng viên"],
        [f"thư.eml/{FORMS[0].name}", "dv5@vuban.example", "V/v kết nạp đảng viên"],
    ]
    links = [sheet.cell(row, 2).hyperlink for row in (4, 5)]
    assert [unquote(str(link and link.target)) for link in links] == ["..\\nhan-ve\\thư.eml"] * 2


def test_the_time_of_the_mail_decides_whether_it_was_late(office: Office) -> None:
    late = mail(files=((FORMS[0].name, FORMS[0].read_bytes()),), date="Mon, 31 Jul 2023 08:05:00 +0700")
    with_email(office, UNIT, "")
    put(office, "thư.eml", late)
    told = consolidate_json(office.workspace.folder)
    assert [item["code"] for item in told["findings"] if item["severity"] == "warning"] == ["late"]


def test_a_mail_without_a_form_is_told_of_with_its_text_and_its_unit(office: Office) -> None:
    with_email(office, UNIT, "dv5@vuban.example; khac@vuban.example")
    put(office, "thư.eml", mail("Báo cáo", "Kính gửi Ban Tổ chức,\nđơn vị không có."))
    told = consolidate_json(office.workspace.folder)
    (found,) = [item for item in told["findings"] if item["code"] == "mail-without-form"]
    assert found["unit"] == UNIT
    assert found["file"] == "thư.eml"
    assert "Kính gửi Ban Tổ chức, đơn vị không có." in found["message"]
    assert unit_of(told, UNIT)["state"] == "missing", "a sentence is no figure: a person decides"
    file = file_of(told, "thư.eml")
    assert (file["outcome"], file["unit"]) == ("rejected", UNIT)
    assert "đơn vị không có" in file["reason"]


@pytest.mark.parametrize(
    "said", ["Đơn vị báo cáo kết nạp 10 đồng chí.", "Đơn vị đã hết nguồn ạ.", "kết nạp được mười hai đ/c"]
)
def test_a_unit_whose_mail_tells_figures_has_sent_something(office: Office, said: str) -> None:
    with_email(office, UNIT, "dv5@vuban.example")
    put(office, "thư.eml", mail("Báo cáo", f"Kính gửi Ban Tổ chức,\n{said}\nTrân trọng, ĐT 0912 345 678"))
    told = consolidate_json(office.workspace.folder)
    assert unit_of(told, UNIT)["state"] == "invalid", "not 'not sent': nobody reminds who has answered"
    assert {"mail-without-form", "sent-unreadable"} <= {
        item["code"] for item in told["findings"] if item["unit"] == UNIT
    }


def test_a_mail_with_only_a_picture_of_its_signature_brought_no_form(office: Office) -> None:
    put(office, "thư.eml", shapes.outlook("logo.png", PNG, 5))
    told = consolidate_json(office.workspace.folder)
    assert file_of(told, "thư.eml/image001.png")["outcome"] == "ignored"


def test_a_mail_whose_attachment_is_no_form_shows_its_text_too(office: Office) -> None:
    put(office, "thư.eml", mail(text="Mật khẩu là 123", files=(("quet.pdf", b"%PDF-1.4\n%%EOF"),)))
    told = consolidate_json(office.workspace.folder)
    assert "Mật khẩu là 123" in file_of(told, "thư.eml")["reason"]
    assert file_of(told, "thư.eml/quet.pdf")["outcome"] == "rejected"


@pytest.mark.parametrize(
    ("email", "sender", "codes"),
    [
        ("dv1@vuban.example", "la@noi-khac.example", ["unknown-sender"]),
        ("dv1@vuban.example", "DV1@vuban.example", []),
        ("dv1@vuban.example; dv2@vuban.example", "dv2@vuban.example", []),
        ("", "la@noi-khac.example", []),
    ],
)
def test_a_form_that_a_stranger_sent_counts_with_a_warning(
    office: Office, email: str, sender: str, codes: list[str]
) -> None:
    with_email(office, UNIT, email)
    put(office, "thư.eml", mail(files=((FORMS[0].name, FORMS[0].read_bytes()),), sender=sender))
    told = consolidate_json(office.workspace.folder)
    assert [item["code"] for item in told["findings"] if item["unit"] == UNIT] == codes
    assert unit_of(told, UNIT)["state"] in ("reported", "zero", "exhausted")


def test_a_form_that_the_office_forwards_needs_no_warning(tmp_path: Path, example: Catalogue) -> None:
    office = Office(tmp_path / "Kỳ", replace(example, office=example.office._replace(email="btc@vuban.example")))
    with_email(office, UNIT, "dv1@vuban.example")
    put(office, "thư.eml", mail(files=((FORMS[0].name, FORMS[0].read_bytes()),), sender="btc@vuban.example"))
    told = consolidate_json(office.workspace.folder)
    assert not [item for item in told["findings"] if item["unit"] == UNIT]


def test_a_hostile_attachment_takes_only_itself_with_it(office: Office) -> None:
    bomb = zipped(("0", b"\0" * 30_000_000))
    files = ((FORMS[0].name, FORMS[0].read_bytes()), ("bom.xlsx", bomb), ("cut.xlsx", FORMS[1].read_bytes()[:900]))
    put(office, "thư.eml", mail(files=files))
    told = consolidate_json(office.workspace.folder)
    assert unit_of(told, UNIT)["file"] == f"thư.eml/{FORMS[0].name}"
    assert {file["path"].rpartition("/")[2]: file["outcome"] for file in told["files"]} == {
        "thư.eml": "ignored",
        FORMS[0].name: "accepted",
        "bom.xlsx": "rejected",
        "cut.xlsx": "rejected",
    }


@pytest.mark.parametrize("content", [b"From: a@b\nSubject: x\n" * 200_000, b"\x78\x9f\x3e\x22" + b"\xff" * 50])
def test_a_mail_that_cannot_be_opened_is_refused_with_a_remedy(office: Office, content: bytes) -> None:
    put(office, "thư.eml", content)
    told = consolidate_json(office.workspace.folder)
    assert file_of(told, "thư.eml")["outcome"] == "rejected"
    (found,) = [item for item in told["findings"] if item["file"] == "thư.eml"]
    assert found["severity"] in ("error", "warning")
    assert found["remedy"]


LATER = "Tue, 04 Jul 2023 08:05:00 +0700"


def told_beside_a_form(office: Office, *mails: bytes) -> list[dict[str, Any]]:
    """Return what is told above mere information where a unit's form lies there and mails of it come as well."""
    with_email(office, UNIT, "dv5@vuban.example")
    put(office, "1.eml", mail(files=((FORMS[0].name, FORMS[0].read_bytes()),)))
    for number, content in enumerate(mails, start=2):
        put(office, f"{number}.eml", content)
    told = consolidate_json(office.workspace.folder)
    assert unit_of(told, UNIT)["state"] == "reported"
    return [item for item in told["findings"] if item["unit"] == UNIT and item["severity"] != "info"]


@pytest.mark.parametrize(
    ("subject", "text", "name"),
    [
        ("Phiếu", "Sửa tổng số thành 7 giúp em", "anh.jpg"),
        ("Phiếu", "Đính chính: tổng 7", "cv.pdf"),
        ("Phiếu", "Phiếu hôm trước sai, em gửi bản đúng có dấu", "dung.pdf"),
        ("Đính chính số liệu: 7 đảng viên", "Kính gửi", "cv.pdf"),
        ("Phiếu", "Gửi lại phiếu đã sửa tổng thành 7.", FORMS[0].name),
    ],
)
def test_words_that_came_later_with_a_photo_are_heard(office: Office, subject: str, text: str, name: str) -> None:
    """A photo or a broken file must not silence what would be heard without it."""
    content = FORMS[0].read_bytes()[:3_000] if name.endswith(".xlsx") else b"%PDF-1.4\n%%EOF"
    found = told_beside_a_form(office, mail(subject, text, ((name, content),), date=LATER))
    (heard,) = [item for item in found if item["code"] == "mail-remark"]
    assert heard["severity"] == "warning"
    assert (text if subject == "Phiếu" else subject) in heard["message"]


def test_words_that_came_with_a_photo_before_the_form_are_history(office: Office) -> None:
    earlier = mail("Phiếu", "Sửa tổng số thành 7 giúp em", (("anh.jpg", PNG),), date="Sun, 02 Jul 2023 08:05:00 +0700")
    assert told_beside_a_form(office, earlier) == []


def test_a_later_mail_of_mere_words_is_no_form_with_mistakes(office: Office) -> None:
    found = told_beside_a_form(office, mail("Báo cáo", "Sửa tổng số thành 7 giúp em", date=LATER))
    assert [item["code"] for item in found] == ["mail-without-form"]


def test_greetings_that_came_later_with_a_scan_are_no_news(office: Office) -> None:
    scan = mail("Bản ký", "Em gửi bản có dấu ạ", (("scan.pdf", b"%PDF-1.4\n%%EOF"),), date=LATER)
    assert told_beside_a_form(office, scan) == []


HANDED_ON = {
    "gmail": "---------- Thư đã chuyển tiếp ----------\nTừ: Kim Thái <kt@vuban.example>\nNgày: 26/06/2023 08:15\n"
    "Chủ đề: nộp phiếu\nĐến: vp@vuban.example\n\n{said}",
    "outlook": "Từ: Kim Thái <kt@vuban.example>\nĐã gửi: 26 Tháng Sáu 2023 08:15\nĐến: vp@vuban.example\n"
    "Chủ đề: nộp phiếu\n\n{said}",
    "apple": "Begin forwarded message:\n\nFrom: Kim Thái <kt@vuban.example>\nDate: 26 June 2023 at 08:15:22 GMT+7\n"
    "To: vp@vuban.example\nSubject: nộp phiếu\n\n{said}",
}


@pytest.mark.parametrize("handed_on", HANDED_ON.values(), ids=HANDED_ON)
def test_a_form_that_another_unit_sent_first_is_a_doubt(office: Office, handed_on: str) -> None:
    """Whoever hands a mail on says nothing of whose form it brought; whoever sent it first does."""
    with_email(office, "06", "kt@vuban.example")
    content = mail("Fwd: nộp phiếu", handed_on.format(said="Đơn vị gửi phiếu."), (("p.xlsx", FORMS[0].read_bytes()),))
    put(office, "thư.eml", content)
    told = consolidate_json(office.workspace.folder)
    doubted = {item["unit"] for item in told["findings"] if item["code"] == "identity-doubt"}
    assert doubted == {UNIT, "06"}


@pytest.mark.parametrize("handed_on", HANDED_ON.values(), ids=HANDED_ON)
def test_the_words_of_a_mail_that_is_handed_on_are_heard(office: Office, handed_on: str) -> None:
    said = "Đơn vị gửi phiếu, nhưng bảy người mới đúng"
    put(office, "thư.eml", mail("Fwd: nộp phiếu", handed_on.format(said=said), (("p.xlsx", FORMS[0].read_bytes()),)))
    told = consolidate_json(office.workspace.folder)
    (heard,) = [item for item in told["findings"] if item["code"] == "mail-remark"]
    assert "bảy người mới đúng" in heard["message"]


def test_a_form_that_comes_again_as_it_was_answers_no_words(office: Office) -> None:
    with_email(office, UNIT, "dv5@vuban.example")
    form = (("p.xlsx", FORMS[0].read_bytes()),)
    put(office, "1.eml", mail("Phiếu", "Em gửi phiếu, nhưng bảy người mới đúng", form))
    put(office, "2.eml", mail("Phiếu", "Em chuyển tiếp ạ", form, date=LATER))
    told = consolidate_json(office.workspace.folder)
    assert [item["severity"] for item in told["findings"] if item["code"] == "mail-remark"] == ["warning"]


def test_the_check_of_a_mail_hears_its_words_and_counts_its_forms(tmp_path: Path) -> None:
    said = "Em gửi phiếu, nhưng bảy người mới đúng"
    (tmp_path / "thư.eml").write_bytes(mail("Phiếu", said, ((FORMS[0].name, FORMS[0].read_bytes()),)))
    done = run("check", tmp_path / "thư.eml")
    assert said in done.stdout
    assert "1 phiếu, 0 lỗi, 1 cảnh báo" in done.stdout


QUOTED_ABOVE = (
    "Vào Th 2, 26 thg 6, 2023 vào lúc 08:15 BTC <btc@vuban.example> đã viết:\n"
    "> Kính gửi đơn vị\n> Sửa trong chính phiếu này rồi gửi lại\n\n{said}\n\n> Trân trọng"
)
WRAPPED = (
    "On Mon, Jun 26, 2023 at 8:15 AM BTC Vu Ban\n<btc@vuban.example> wrote:\n\n"
    "> Kính gửi đơn vị\n> Sửa trong chính phiếu này\n\n{said}"
)
ENGLISH = "From: Minh Thuận <dv5@vuban.example>\nSent: Monday, June 26, 2023 8:15 AM\nTo: vp@vuban.example\n\n{said}"


@pytest.mark.parametrize("thread", [QUOTED_ABOVE, WRAPPED, ENGLISH, *HANDED_ON.values()])
@pytest.mark.parametrize(("said", "is_heard"), [("Em gửi phiếu ạ.", False), ("bảy người mới đúng ạ", True)])
def test_what_a_mail_answers_is_not_taken_for_its_words(
    office: Office, thread: str, said: str, *, is_heard: bool
) -> None:
    """Below a mail that is quoted line by line, and in one that is handed on, only what the unit wrote is heard."""
    with_email(office, UNIT, "dv5@vuban.example")
    put(office, "thư.eml", mail("Phiếu", thread.format(said=said), (("p.xlsx", FORMS[0].read_bytes()),)))
    told = consolidate_json(office.workspace.folder)
    heard = [item["message"] for item in told["findings"] if item["code"] == "mail-remark"]
    assert len(heard) == is_heard
    assert all(said in message for message in heard)


@pytest.mark.parametrize("path", ["{unit}.zip/scan.pdf", "phieu.zip/{unit}/scan.pdf", "{unit}.zip/p.xlsx"])
def test_a_container_that_bears_a_units_name_charges_it(office: Office, path: str) -> None:
    """Nobody reminds who has sent a zip with their name on it, whatever lies in it."""
    form = office.workspace.received / FORMS[0].name
    form.unlink(missing_ok=True)
    outer, inner = path.format(unit=FORMS[0].stem).split("/", 1)
    broken = FORMS[0].read_bytes()[:3_000] if inner.endswith(".xlsx") else b"%PDF-1.4\n%%EOF"
    put(office, outer, zipped((inner, broken)))
    assert unit_of(consolidate_json(office.workspace.folder), UNIT)["state"] == "invalid"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Em cảm ơn chị đã xác nhận ạ.", "info"),
        ("Tôi vắng mặt đến ngày 10/7/2023, việc gấp xin gọi 0912 345 678.", "info"),
        ("Phiếu trước sai, em sẽ gửi lại", "warning"),
        ("Tổng đúng là 8", "warning"),
    ],
)
def test_thanks_after_a_form_are_no_news(office: Office, text: str, severity: str) -> None:
    with_email(office, UNIT, "dv5@vuban.example")
    put(office, "1.eml", mail(files=((FORMS[0].name, FORMS[0].read_bytes()),)))
    put(office, "2.eml", mail("Re: Phiếu", text, date=LATER))
    told = consolidate_json(office.workspace.folder)
    assert [item["severity"] for item in told["findings"] if item["code"] == "mail-without-form"] == [severity]
