"""Drafts, read back by Python's own parser: who, what, which file, in which thread."""

import email
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from dangvien_xlsx.mail.compose import Draft, draft_bytes
from dangvien_xlsx.mail.thread import thread_of
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.pipeline.drafts import make_drafts, write_drafts
from dangvien_xlsx.pipeline.mail_texts import letter_text
from dangvien_xlsx.text.mail_templates import TEMPLATES
from dangvien_xlsx.workspace.mails import DraftKind
from tests.conftest import EXAMPLE, ROOT
from tests.forms import fill
from tests.mail import shapes
from tests.mail.conftest import Office

NAME = "Phiếu Hoà Xá.xlsx"


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def example_form(code: str) -> Path:
    return next((EXAMPLE / "nhan-ve").glob(f"{code}-*.xlsx"))


def draft(**changes: object) -> Draft:
    made = Draft(
        "16", "Thành Lợi", "btc@vb.example", "Ban Tổ chức", ("tl@vb.example",), "Phiếu ủy", "Chữ\n", ((NAME, b"PK"),)
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def test_each_unit_gets_its_own_form_ready_to_send(office: Office) -> None:
    written, batch = write_drafts(office.workspace, DraftKind.FORMS)
    assert (len(written), batch.notices) == (57, ())
    message = parsed((office.workspace.folder / "thu-gui" / "phieu" / "16-thanh-loi.eml").read_bytes())
    assert message["X-Unsent"] == "1"
    assert message["Date"] is None
    assert str(message["To"]) == "Thành Lợi <thanh-loi@vuban.example>"
    assert str(message["From"]) == "Ban Tổ chức <btc@vuban.example>"
    assert str(message["Subject"]) == "Phiếu nhập liệu 6 tháng đầu năm 2023 – Thành Lợi"
    body = message.get_body()
    assert body is not None
    text = body.get_content()
    assert "Kính gửi: Thành Lợi" in text
    assert "04/07/2023" in text
    assert "{" not in text
    (file,) = message.iter_attachments()
    assert file.get_filename() == "16-thanh-loi.xlsx"
    assert file.get_content() == (office.workspace.forms / "16-thanh-loi.xlsx").read_bytes()


def test_the_same_drafts_are_the_same_bytes(office: Office) -> None:
    first = [path.read_bytes() for path in write_drafts(office.workspace, DraftKind.FORMS)[0]]
    assert first == [path.read_bytes() for path in write_drafts(office.workspace, DraftKind.FORMS)[0]]
    assert len({parsed(content)["Message-ID"] for content in first}) == 57


def test_a_name_with_diacritics_stands_in_both_places_where_programs_look() -> None:
    content = draft_bytes(draft())
    message = email.message_from_bytes(content, policy=default)
    (part,) = message.iter_attachments()
    assert part["Content-Disposition"].params["filename"] == NAME
    assert b'name="=?utf-8?b?' in content, "Outlook before 2019 reads this one"
    for line in content.split(b"\r\n"):
        assert len(line) <= 998
        assert line.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_subject_or_name_cannot_smuggle_in_a_header() -> None:
    message = parsed(draft_bytes(draft(subject="a\r\nBcc: x@y.example", unit_name='"A", <b@c.example>\nX: y')))
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["tl@vb.example"]


def test_units_without_an_address_are_listed_and_several_are_all_written_to(office: Office) -> None:
    first, second, third, *rest = office.catalogue.units
    several = third._replace(email="a@vb.example; b@vb.example")
    office.catalogue = replace(office.catalogue, units=(first._replace(email=""), second, several, *rest))
    office.declare()
    batch = make_drafts(office.workspace, DraftKind.FORMS)
    assert len(batch.drafts) == 56
    assert batch.drafts[1].to == ("a@vb.example", "b@vb.example")
    assert any(first.name in notice and "Chưa có địa chỉ" in notice for notice in batch.notices)


def test_a_wrong_address_is_told_with_its_place_and_the_others_are_written_to(office: Office) -> None:
    first, second, *rest = office.catalogue.units
    office.catalogue = replace(office.catalogue, units=(first, second._replace(email="không có@"), *rest))
    office.declare()
    batch = make_drafts(office.workspace, DraftKind.FORMS)
    assert len(batch.drafts) == 56
    told = " ".join(notice for notice in batch.notices if second.name in notice and "viết sai" in notice)
    assert "có@" in told
    assert "cột Email ở sheet Đơn vị của danh-muc.xlsx" in told


@pytest.mark.parametrize(("day", "subject"), [(4, "Nhắc nộp"), (5, "Quá hạn nộp")])
def test_only_who_has_not_sent_is_reminded_before_and_after_the_deadline(
    office: Office, day: int, subject: str
) -> None:
    for path in (EXAMPLE / "nhan-ve").iterdir():
        if not path.name.startswith(("01-", "16-")):
            (office.workspace.received / path.name).write_bytes(path.read_bytes())
    batch = make_drafts(office.workspace, DraftKind.REMINDERS, date(2023, 7, day))
    assert [made.unit for made in batch.drafts] == ["01", "16"]
    assert all(made.subject.startswith(subject) for made in batch.drafts)
    assert [name for made in batch.drafts for name, _ in made.files] == ["01-minh-thuan.xlsx", "16-thanh-loi.xlsx"]


def test_a_reminder_is_taken_away_once_the_form_has_come_unless_somebody_edited_it(office: Office) -> None:
    for path in (EXAMPLE / "nhan-ve").iterdir():
        if not path.name.startswith(("01-", "16-")):
            (office.workspace.received / path.name).write_bytes(path.read_bytes())
    first, second = write_drafts(office.workspace, DraftKind.REMINDERS, date(2023, 7, 4))[0]
    second.write_bytes(second.read_bytes() + b"\r\n")
    for code in ("01", "16"):
        path = example_form(code)
        (office.workspace.received / path.name).write_bytes(path.read_bytes())
    assert write_drafts(office.workspace, DraftKind.REMINDERS, date(2023, 7, 4))[0] == []
    assert (first.exists(), second.exists()) == (False, True)


def test_a_form_with_errors_goes_back_with_what_to_mend(office: Office) -> None:
    path = example_form("16")
    (office.workspace.received / path.name).write_bytes(fill(path.read_bytes(), {"nu": 999}))
    returned = office.workspace.folder / "tra-lai" / path.name
    returned.parent.mkdir()
    returned.write_bytes(path.read_bytes())
    (written,) = write_drafts(office.workspace, DraftKind.RETURNS)[0]
    assert written == returned.with_suffix(".eml")
    message = parsed(written.read_bytes())
    body = message.get_body()
    assert body is not None
    assert "“Nữ” là 999, lớn hơn “Tổng số đảng viên kết nạp” là 10." in body.get_content()
    assert [file.get_content() for file in message.iter_attachments()] == [path.read_bytes()]


def test_without_a_returned_form_the_clerk_is_told_how_to_make_it(office: Office) -> None:
    path = example_form("16")
    (office.workspace.received / path.name).write_bytes(fill(path.read_bytes(), {"nu": 999}))
    (notice,) = make_drafts(office.workspace, DraftKind.RETURNS).notices
    assert "Thành Lợi" in notice
    assert "return" in notice


def test_a_reply_stands_in_the_thread_of_what_it_answers() -> None:
    received = shapes.gmail(NAME, b"PK", 5).replace(
        b"MIME-Version", b"References: <a@x.example>\r\n <b@x.example>\r\nMIME-Version"
    )
    thread = thread_of(received)
    assert thread is not None
    assert thread.subject == "Phiếu kết nạp"
    message = parsed(draft_bytes(draft(answers=thread.message_id, references=thread.references)))
    assert message["In-Reply-To"] == "<m5@vuban.example>"
    assert str(message["References"]).split() == ["<a@x.example>", "<b@x.example>", "<m5@vuban.example>"]


def test_the_clerks_own_text_is_used_and_its_mistakes_are_named(office: Office) -> None:
    own = office.workspace.folder / "templates" / "thu-phieu.txt"
    own.parent.mkdir()
    own.write_text("Tiêu đề: Gửi {don_vi}\r\n\r\nHạn {han_nop} {{x", "utf-8-sig", newline="")
    assert make_drafts(office.workspace, DraftKind.FORMS).drafts[15].subject == "Gửi Thành Lợi"
    own.write_text("Tiêu đề: {ten}\n", "utf-16")
    with pytest.raises(WorkspaceError, match=r"không có chỗ điền tên \{ten\}; chỉ dùng được: \{don_vi\}"):
        make_drafts(office.workspace, DraftKind.FORMS)
    own.write_bytes("Tiêu đề: Phiếu".encode("utf-16-le") + b"\xff")
    with pytest.raises(WorkspaceError, match="UTF-8"):
        make_drafts(office.workspace, DraftKind.FORMS)
    own.write_text("Kính gửi", "utf-8")
    with pytest.raises(WorkspaceError, match="Tiêu đề:"):
        make_drafts(office.workspace, DraftKind.FORMS)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_text_that_the_program_carries_is_sound(office: Office, name: str) -> None:
    text = letter_text(office.workspace, name)
    assert text.subject
    assert text.body.startswith("Kính gửi: {don_vi}")


def test_a_program_installed_elsewhere_carries_its_texts(office: Office, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(ROOT / "dangvien_xlsx", site / "dangvien_xlsx", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "dangvien_xlsx", "drafts", str(office.workspace.folder), "--kind", "forms"]
    environment = os.environ | {"PYTHONPATH": str(site)}
    ran = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env=environment)
    assert ran.returncode == 0, ran.stderr.decode()
    written = (office.workspace.folder / "thu-gui" / "phieu" / "16-thanh-loi.eml").read_bytes()
    assert written == draft_bytes(make_drafts(office.workspace, DraftKind.FORMS).drafts[15])
