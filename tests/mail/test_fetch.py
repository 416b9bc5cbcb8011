"""Fetching against a real Dovecot over TLS."""

from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
from imap_tools import MailBox

from dangvien_xlsx.mail.servers import trusted
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import MailServerError, WorkspaceError, WrongPasswordError
from dangvien_xlsx.pipeline.fetch import FETCHED_LOG, fetch
from tests.conftest import EXAMPLE
from tests.mail.conftest import Office, SmallDisk
from tests.mail.servers import PASSWORD, CuttingProxy, Dovecot
from tests.mail.shapes import SHAPES
from tests.mail.unpacked import items


def small(number: int, subject: str = "Thư số {number}") -> bytes:
    message = EmailMessage()
    message["From"] = f"dv{number}@vuban.example"
    message["Subject"] = subject.format(number=number)
    message["Message-ID"] = f"<{number}@vuban.example>"
    message["Date"] = "Mon, 03 Jul 2023 08:00:00 +0700"
    message.set_content(f"Nội dung {number}")
    return message.as_bytes()


def received(office: Office) -> list[bytes]:
    return sorted(path.read_bytes() for path in office.workspace.received.iterdir())


def test_57_mails_with_forms_in_mixed_shapes_arrive_byte_for_byte_with_their_forms_inside(
    office: Office, dovecot: Dovecot
) -> None:
    forms = sorted((EXAMPLE / "nhan-ve").iterdir())
    mails = [SHAPES[index % len(SHAPES)](path.name, path.read_bytes(), index) for index, path in enumerate(forms)]
    dovecot.deliver(mails)
    office.imap(dovecot.port)
    result = fetch(office.workspace, PASSWORD)
    assert len(result.written) == 57
    # Dovecot hands out CRLF line ends, as IMAP demands, whatever the Maildir has.
    assert received(office) == sorted(mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for mail in mails)
    inside = [
        item.content
        for path in result.written
        for item in items(path.name, path.read_bytes())
        if item.content.startswith(b"PK")
    ]
    assert sorted(inside) == sorted(path.read_bytes() for path in forms)


def test_nothing_changes_on_the_server(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver(small(number) for number in range(5))
    office.imap(dovecot.port)
    fetch(office.workspace, PASSWORD)
    before = dovecot.flags()
    assert set(before.values()) == {""}
    fetch(office.workspace, PASSWORD)
    assert dovecot.flags() == before


def test_only_what_is_new_is_fetched_the_next_time(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver(small(number) for number in range(3))
    office.imap(dovecot.port)
    fetch(office.workspace, PASSWORD)
    dovecot.deliver([small(3)])
    result = fetch(office.workspace, PASSWORD)
    assert (len(result.written), result.known) == (1, 3)
    assert len(received(office)) == 4


def test_a_mail_that_the_clerk_threw_out_of_the_folder_does_not_come_back(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver([small(1)])
    office.imap(dovecot.port)
    (path,) = fetch(office.workspace, PASSWORD).written
    path.unlink()
    assert fetch(office.workspace, PASSWORD).written == ()


def test_mails_that_got_new_numbers_are_not_put_there_twice(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver(small(number) for number in range(4))
    office.imap(dovecot.port)
    fetch(office.workspace, PASSWORD)
    dovecot.renumber()
    result = fetch(office.workspace, PASSWORD)
    assert (result.written, result.known) == ((), 4)


@pytest.mark.parametrize("cut_after", [3_000, 9_000, 20_000, 40_000])
def test_a_connection_cut_in_the_middle_is_resumed(office: Office, dovecot: Dovecot, cut_after: int) -> None:
    mails = [small(number) + b"x" * 3_000 + b"\n" for number in range(20)]
    dovecot.deliver(mails)
    proxy = CuttingProxy(dovecot.port, cut_after)
    office.imap(proxy.port)
    with pytest.raises(MailServerError, match="localhost"):
        fetch(office.workspace, PASSWORD)
    arrived = len(received(office))
    assert arrived < 20
    proxy.cut_after = 0
    result = fetch(office.workspace, PASSWORD)
    proxy.stop()
    assert len(result.written) == 20 - arrived
    assert received(office) == sorted(mail.replace(b"\n", b"\r\n") for mail in mails)
    assert {path.suffix for path in office.workspace.received.iterdir()} == {".eml"}


def test_a_run_killed_between_a_mail_and_its_note_does_not_fetch_it_twice(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver(small(number) for number in range(3))
    office.imap(dovecot.port)
    fetch(office.workspace, PASSWORD)
    log = office.workspace.folder / FETCHED_LOG
    log.write_bytes(log.read_bytes()[:-40])  # the last note is cut in half
    result = fetch(office.workspace, PASSWORD)
    assert (result.written, result.known) == ((), 3)
    assert len(received(office)) == 3


def test_the_mailbox_is_sifted_by_day_and_by_subject_whatever_its_encoding(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver([small(1)], datetime(2023, 6, 1, tzinfo=UTC))
    dovecot.deliver([small(2, "Phiếu KẾT NẠP của Hoà Xá"), small(3, "Khác")], datetime(2023, 7, 3, tzinfo=UTC))
    office.imap(dovecot.port, since=date(2023, 6, 15), subject="kết nạp của Hòa")
    result = fetch(office.workspace, PASSWORD)
    assert [item.subject for path in result.written for item in items("thu.eml", path.read_bytes())] == [
        "Phiếu KẾT NẠP của Hoà Xá"
    ]
    assert result.filtered == 1
    office.imap(dovecot.port, since=date(2023, 5, 1))
    assert len(fetch(office.workspace, PASSWORD).written) == 2, "a wider sieve fetches what was passed over"


def test_a_folder_with_diacritics_is_found(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver([small(1)])
    with MailBox("localhost", dovecot.port, ssl_context=trusted()) as box:
        box.login_utf8("btc@vuban.example", PASSWORD)
        box.folder.create("Phiếu gửi về")
        box.append(small(7), "Phiếu gửi về", dt=datetime(2023, 7, 3, tzinfo=UTC))
    office.imap(dovecot.port, folder="Phiếu gửi về")
    (path,) = fetch(office.workspace, PASSWORD).written
    assert path.read_bytes() == small(7).replace(b"\n", b"\r\n")


def test_a_wrong_password_is_named_so(office: Office, dovecot: Dovecot) -> None:
    office.imap(dovecot.port)
    with pytest.raises(WrongPasswordError, match=r"không nhận mật khẩu của btc@vuban\.example"):
        fetch(office.workspace, "sai")


def test_an_expired_certificate_stops_before_the_password_leaves(office: Office, expired_dovecot: Dovecot) -> None:
    office.imap(expired_dovecot.port)
    with pytest.raises(MailServerError, match="đã hết hạn"):
        fetch(office.workspace, PASSWORD)
    assert "btc@vuban.example" not in (expired_dovecot.root / "dovecot.log").read_text("utf-8")


def test_a_certificate_of_another_host_or_authority_is_refused(
    office: Office, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.declare(imap_host=f"127.0.0.1:{dovecot.port}")
    with pytest.raises(MailServerError, match="không đáng tin"):
        fetch(office.workspace, PASSWORD)
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    office.imap(dovecot.port)
    with pytest.raises(MailServerError, match="không đáng tin"):
        fetch(office.workspace, PASSWORD)


def test_an_unknown_host_a_closed_port_and_an_unknown_folder_are_named(office: Office, dovecot: Dovecot) -> None:
    office.declare(imap_host="khong-co.invalid")
    with pytest.raises(MailServerError, match=r"Không tìm thấy máy chủ khong-co\.invalid"):
        fetch(office.workspace, PASSWORD)
    office.imap(1)
    with pytest.raises(MailServerError, match="Không kết nối được tới máy chủ localhost"):
        fetch(office.workspace, PASSWORD)
    office.imap(dovecot.port, folder="Không có")
    with pytest.raises(MailServerError, match="không có thư mục “Không có”"):
        fetch(office.workspace, PASSWORD)


def test_without_settings_the_clerk_learns_which_rows_to_fill(office: Office) -> None:
    office.declare()
    with pytest.raises(WorkspaceError, match="imap_may_chu"):
        fetch(office.workspace, PASSWORD)


def test_a_full_disk_is_named_and_fetching_goes_on_when_there_is_room(
    small_disk: SmallDisk, example: Catalogue, dovecot: Dovecot
) -> None:
    office = Office(small_disk.folder / "2023-6T", example)
    mails = [small(number) + b"x" * 15_000 + b"\n" for number in range(20)]
    dovecot.deliver(mails)
    office.imap(dovecot.port)
    with pytest.raises(WorkspaceError, match=r"Không ghi được .* ổ đĩa còn chỗ"):
        fetch(office.workspace, PASSWORD)
    arrived = received(office)
    assert 0 < len(arrived) < 20
    assert set(arrived) <= {mail.replace(b"\n", b"\r\n") for mail in mails}, "none is cut short"
    small_disk.grow()
    fetch(office.workspace, PASSWORD)
    assert received(office) == sorted(mail.replace(b"\n", b"\r\n") for mail in mails)
    assert not list(office.workspace.folder.rglob("*tmp"))


def test_a_mailbox_of_5000_mails_gives_the_57_that_are_asked_for_and_then_all(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver(small(n, "Phiếu kết nạp {number}" if n % 88 == 0 else "Tin {number}") for n in range(5_000))
    office.imap(dovecot.port, subject="phiếu kết nạp")
    result = fetch(office.workspace, PASSWORD)
    assert (len(result.written), result.filtered) == (57, 4_943)
    office.imap(dovecot.port)
    assert len(fetch(office.workspace, PASSWORD).written) == 4_943
    assert len(received(office)) == 5_000
    assert set(dovecot.flags().values()) == {""}
