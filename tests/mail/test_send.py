"""Sending to a real SMTP receiver over TLS: once each, after a yes, at any interruption."""

import email
import json
import smtplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from email.policy import default
from typing import Any

import keyring
import pytest
from click.testing import CliRunner
from keyring.backend import KeyringBackend

from dangvien_xlsx.cli.main import cli
from dangvien_xlsx.model.errors import MailServerError, WorkspaceError, WrongPasswordError
from dangvien_xlsx.pipeline.forms import write_forms
from dangvien_xlsx.pipeline.send import deliver, plan
from dangvien_xlsx.workspace.mails import SENT_LOG, DraftKind
from tests.mail.conftest import Office
from tests.mail.servers import SMTP_PASSWORD, TOKEN, CuttingProxy, Receiver


def send(office: Office, resend: tuple[str, ...] = (), secret: str = SMTP_PASSWORD) -> int:
    planned = plan(office.workspace, DraftKind.FORMS, resend=resend)
    return deliver(office.workspace, planned, secret).sent


def test_every_unit_gets_its_mail_whole_and_only_once(office: Office, receiver: Receiver) -> None:
    office.smtp(receiver.port)
    assert send(office) == 57
    assert send(office) == 0
    assert len(receiver.taken) == 57
    to, content = receiver.taken[15]
    message = email.message_from_bytes(content, policy=default)
    assert to == ["thanh-loi@vuban.example"]
    assert message["X-Unsent"] is None
    assert message["Date"] is not None
    (file,) = message.iter_attachments()
    assert not office.workspace.forms.exists(), "sending writes no forms"
    write_forms(office.workspace)
    assert file.get_content() == (office.workspace.forms / "16-thanh-loi.xlsx").read_bytes()


def test_the_end_of_a_mail_does_not_wait_for_the_network(
    office: Office, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a small packet of its own; the system holds it back until the mail is acknowledged, unless told not to."""
    held_back = []
    said = smtplib.SMTP.send

    def watched(client: smtplib.SMTP, told: Any) -> None:
        assert client.sock is not None
        held_back.append(client.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0)
        said(client, told)

    monkeypatch.setattr(smtplib.SMTP, "send", watched)
    office.smtp(receiver.port)
    assert send(office) == 57
    assert len(held_back) > 57 * 5
    assert not any(held_back)


@pytest.mark.parametrize("cut_after_sent", [60_000, 300_000, 900_000])
def test_after_a_cut_sending_goes_on_without_sending_twice(
    office: Office, receiver: Receiver, cut_after_sent: int
) -> None:
    proxy = CuttingProxy(receiver.port, cut_after_sent=cut_after_sent)
    office.smtp(proxy.port)
    with pytest.raises(MailServerError):
        send(office)
    before = len(receiver.taken)
    assert before < 57
    proxy.cut_after_sent = 0
    send(office, resend=tuple(unit.code for unit in office.catalogue.units) if before == 0 else ())
    proxy.stop()
    everybody = [address for to, _ in receiver.taken for address in to]
    assert len(everybody) == len(set(everybody))
    unclear = plan(office.workspace, DraftKind.FORMS).unclear
    assert len(everybody) + len(unclear) == 57


def test_a_mail_that_nobody_can_tell_of_waits_for_the_clerk(office: Office, receiver: Receiver) -> None:
    receiver.silent_after = 3
    office.smtp(receiver.port)
    with pytest.raises(MailServerError, match="Mất kết nối"):
        send(office)
    receiver.silent_after = 0
    planned = plan(office.workspace, DraftKind.FORMS)
    assert [draft.unit for draft in planned.unclear] == ["03"]
    assert (planned.already, len(planned.drafts)) == (2, 54)
    assert send(office) == 54
    assert len(receiver.taken) == 57
    assert send(office, resend=("03",)) == 1


def test_a_refused_address_is_told_and_the_others_go(office: Office, receiver: Receiver) -> None:
    receiver.refuses = {"thanh-loi@vuban.example"}
    office.smtp(receiver.port)
    delivery = deliver(office.workspace, plan(office.workspace, DraftKind.FORMS), SMTP_PASSWORD)
    assert delivery.sent == 56
    (notice,) = delivery.notices
    assert "Thành Lợi" in notice
    assert "550 5.1.1" in notice
    receiver.refuses = set()
    assert send(office) == 1, "a refused mail may be sent again"


def test_a_wrong_password_sends_nothing(office: Office, receiver: Receiver) -> None:
    office.smtp(receiver.port)
    with pytest.raises(WrongPasswordError, match="không nhận mật khẩu"):
        send(office, secret="sai".replace("a", "i"))
    assert receiver.taken == []
    assert not (office.workspace.folder / SENT_LOG).exists()


def test_a_token_logs_in_as_well(office: Office, receiver: Receiver) -> None:
    office.smtp(receiver.port, oauth2=True)
    assert send(office, secret=TOKEN) == 57
    with pytest.raises(WrongPasswordError):
        deliver(office.workspace, plan(office.workspace, DraftKind.FORMS), "het-han")


def test_without_settings_the_clerk_learns_which_rows_to_fill(office: Office) -> None:
    with pytest.raises(WorkspaceError, match="smtp_may_chu"):
        plan(office.workspace, DraftKind.FORMS)


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_sent(office: Office, receiver: Receiver, answer: str) -> None:
    office.smtp(receiver.port)
    folder = str(office.workspace.folder)
    result = CliRunner().invoke(cli, ["send", folder, "--kind", "forms"], input=answer)
    assert result.exit_code == 1
    assert "thanh-loi@vuban.example" in result.output, "who will get it is shown before the question"
    assert "16-thanh-loi.xlsx" in result.output
    assert receiver.taken == []


def test_after_a_yes_and_the_password_all_are_sent(office: Office, receiver: Receiver) -> None:
    office.smtp(receiver.port)
    folder = str(office.workspace.folder)
    result = CliRunner().invoke(cli, ["send", folder, "--kind", "forms"], input=f"y\n{SMTP_PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert "Đã gửi 57 thư." in result.output
    assert SMTP_PASSWORD not in result.output
    everything = b"".join(path.read_bytes() for path in office.workspace.folder.rglob("*") if path.is_file())
    assert SMTP_PASSWORD.encode() not in everything
    log = [json.loads(line) for line in (office.workspace.folder / SENT_LOG).read_text("utf-8").splitlines() if line]
    assert [entry["state"] for entry in log] == ["begun", "sent"] * 57


def test_an_unknown_kind_is_wrong_use_in_plain_words(office: Office) -> None:
    command = [sys.executable, "-m", "dangvien_xlsx", "send", str(office.workspace.folder), "--kind", "x"]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert ran.returncode == 2
    assert "“x” không phải loại thư" in ran.stderr.decode("utf-8")


class Memory(KeyringBackend):
    """A keyring that forgets at the end of the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring leaves it without types
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def memory() -> Iterator[Memory]:
    before = keyring.get_keyring()
    made = Memory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_password_in_the_keyring_is_used_without_asking_and_forgotten_when_refused(
    office: Office, receiver: Receiver, memory: Memory
) -> None:
    office.smtp(receiver.port)
    command = ["send", str(office.workspace.folder), "--kind", "forms"]
    memory.kept["dangvien-xlsx", "btc@vuban.example@localhost"] = "old"
    refused = CliRunner().invoke(cli, command, input="y\n")
    assert isinstance(refused.exception, WrongPasswordError)
    assert memory.kept == {}
    memory.kept["dangvien-xlsx", "btc@vuban.example@localhost"] = SMTP_PASSWORD
    assert CliRunner().invoke(cli, command, input="y\n").exit_code == 0
    assert len(receiver.taken) == 57
