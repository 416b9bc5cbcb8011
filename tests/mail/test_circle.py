"""The whole circle: forms go out by mail, come back with mistakes, are returned, corrected: the period is complete."""

import email
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from typing import Any

from dangvien_xlsx.pipeline.fetch import fetch
from dangvien_xlsx.pipeline.send import deliver, plan
from dangvien_xlsx.workspace.mails import DraftKind
from tests.conftest import EXAMPLE
from tests.forms import consolidate_json, fill
from tests.mail.conftest import Office
from tests.mail.servers import HOST, PASSWORD, SMTP_PASSWORD, Dovecot, Receiver
from tests.oracles import Value, quietly_loaded, run

FIRST_DAY = datetime(2023, 6, 28, 1, 0, tzinfo=UTC)
MISTAKES: Mapping[str, Mapping[str, Value]] = {
    "01-minh-thuan.xlsx": {"nu": 50},
    "16-thanh-loi.xlsx": {"ket_nap": None},
    "57-buu-dien-huyen.xlsx": {"ket_nap": "khoảng mười"},
}


def answer_of(name: str) -> dict[str, Value]:
    """Return what a unit of the example answers, by indicator code."""
    sheet = quietly_loaded((EXAMPLE / "nhan-ve" / name).read_bytes())["Nhập liệu"]
    codes = ("ket_nap", "nu", "doan_vien", "dai_hoc", "het_nguon", "ghi_chu", "nguoi_lap", "dien_thoai")
    answers: dict[str, Any] = {str(row[0].value): row[3].value for row in sheet.iter_rows() if row[0].value in codes}
    return answers


def units_mails(receiver: Receiver) -> list[EmailMessage]:
    """Return what the units find in their inboxes, each only once."""
    messages = []
    for _, content in receiver.taken:
        message = email.message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        messages.append(message)
    receiver.taken.clear()
    return messages


def reply(asked: EmailMessage, name: str, content: bytes, day: datetime) -> bytes:
    """Answer a mail with the form attached, as a mail program does."""
    message = EmailMessage()
    message["From"], message["To"] = asked["To"], asked["From"]
    message["Subject"] = f"Re: {str(asked['Subject']).removeprefix('Re: ')}"
    message["Date"] = format_datetime(day)
    message["Message-ID"] = f"<{name}.{day:%d}@vuban.example>"
    message["In-Reply-To"] = asked["Message-ID"]
    message.set_content("Kính gửi Ban Tổ chức, đơn vị xin gửi phiếu.")
    message.add_attachment(content, "application", "octet-stream", filename=name)
    return message.as_bytes()


def attached(message: EmailMessage) -> tuple[str, bytes]:
    (file,) = message.iter_attachments()
    content = file.get_content()
    assert isinstance(content, bytes)
    return str(file.get_filename()), content


def send(office: Office, kind: DraftKind) -> int:
    return deliver(office.workspace, plan(office.workspace, kind), SMTP_PASSWORD).sent


def test_from_the_blank_forms_to_the_complete_total(office: Office, dovecot: Dovecot, receiver: Receiver) -> None:
    office.declare(imap_host=f"{HOST}:{dovecot.port}", smtp_host=f"{HOST}:{receiver.port}")
    folder = office.workspace.folder

    assert send(office, DraftKind.FORMS) == 57
    answers = []
    for asked in units_mails(receiver):
        name, form = attached(asked)
        filled = fill(form, answer_of(name) | dict(MISTAKES.get(name, {})), FIRST_DAY)
        answers.append(reply(asked, name, filled, FIRST_DAY))
    dovecot.deliver(answers)

    assert len(fetch(office.workspace, PASSWORD).written) == 57
    told = consolidate_json(folder)
    assert sorted(unit["code"] for unit in told["units"] if unit["state"] == "invalid") == ["01", "16", "57"]
    assert not [item for item in told["findings"] if item["code"] == "unknown-sender"]

    assert run("return", folder).returncode == 1
    assert send(office, DraftKind.RETURNS) == 3
    corrected = []
    for asked in units_mails(receiver):
        name, form = attached(asked)
        assert str(asked["In-Reply-To"]) == f"<{name}.28@vuban.example>", "the reply stands in the unit's own thread"
        assert str(asked["Subject"]).startswith("Re: ")
        wrong = MISTAKES[name]
        right = {code: value for code, value in answer_of(name).items() if code in wrong}
        day = FIRST_DAY + timedelta(days=1)
        corrected.append(reply(asked, name, fill(form, right, day), day))
    dovecot.deliver(corrected)

    assert len(fetch(office.workspace, PASSWORD).written) == 3
    told = consolidate_json(folder)
    assert told["totals"] | {} == {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26}
    assert {unit["state"] for unit in told["units"]} == {"reported", "zero", "exhausted"}
    assert run("return", folder).returncode == 0
    assert set(dovecot.flags().values()) == {""}, "nothing on the server has changed"
