"""Two runs in one workspace: the second waits or is told who is there, nothing is done twice, nothing is lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from dangvien_xlsx.mail.compose import Draft
from dangvien_xlsx.model.errors import InUseError, WorkspaceError
from dangvien_xlsx.pipeline.fetch import FETCHED_LOG, fetch
from dangvien_xlsx.pipeline.send import deliver, plan
from dangvien_xlsx.workspace.folder import Workspace, write_file, write_result
from dangvien_xlsx.workspace.journal import Journal
from dangvien_xlsx.workspace.locks import LOCK_FILE, locked
from dangvien_xlsx.workspace.mails import DraftKind
from tests.conftest import ROOT
from tests.mail.conftest import Office, authority, certificates, dovecot, office, receiver
from tests.mail.servers import PASSWORD, SMTP_PASSWORD, Dovecot, Receiver

__all__ = ["authority", "certificates", "dovecot", "office", "receiver"]  # fixtures of the tests of mail

_HOLD = """
import sys, time
from pathlib import Path
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.locks import locked
with locked(Workspace(Path(sys.argv[1])), "send"):
    print("held", flush=True)
    time.sleep(600)
"""


def _holding(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", _HOLD, str(folder)]
    held = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert held.stdout is not None
    assert held.stdout.readline() == "held\n"
    return held


def test_the_second_is_told_who_holds_the_workspace_and_a_killed_holder_holds_nothing(workspace: Path) -> None:
    held = _holding(workspace)
    with pytest.raises(InUseError) as told, locked(Workspace(workspace), "forms", wait_seconds=0.2):
        pass
    for word in ("gửi thư (send)", os.uname().nodename, str(held.pid), "tạo phiếu (forms)", "chưa làm gì"):
        assert word in str(told.value)
    held.send_signal(signal.SIGKILL)
    held.communicate()
    with locked(Workspace(workspace), "forms", wait_seconds=0):
        assert str(os.getpid()) in (workspace / LOCK_FILE).read_text("utf-8")
    assert (workspace / LOCK_FILE).read_bytes() == b""


def test_a_short_holder_is_waited_for(workspace: Path) -> None:
    held = _holding(workspace)
    threading.Timer(0.5, held.kill).start()
    with locked(Workspace(workspace), "letter", wait_seconds=20):
        pass
    held.communicate()


def test_a_job_may_call_another_one_but_two_threads_are_two(workspace: Path) -> None:
    told: list[str] = []

    def other() -> None:
        try:
            with locked(Workspace(workspace), "fetch", wait_seconds=0.1):
                told.append("in")
        except InUseError as error:
            told.append(str(error))

    with locked(Workspace(workspace), "drafts"), locked(Workspace(workspace), "forms"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert len(told) == 1
    assert "soạn thư nháp (drafts)" in told[0]
    other()
    assert told[1] == "in"


@pytest.mark.parametrize("kind", ["link", "pipe", "text", "folder"])
def test_what_lies_in_the_locks_place_neither_blocks_nor_leads_elsewhere(workspace: Path, kind: str) -> None:
    path, elsewhere = workspace / LOCK_FILE, workspace.parent / "chuyện khác"
    elsewhere.write_text("giữ nguyên", "utf-8")
    if kind == "link":
        path.symlink_to(elsewhere)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"\xff\x1b]0;x\x07" * 5_000)
    started = time.monotonic()
    refused = pytest.raises(WorkspaceError, match="Không ghi được") if kind == "link" else nullcontext()
    with refused, locked(Workspace(workspace), "forms", wait_seconds=0):
        pass
    assert time.monotonic() - started < 2
    assert elsewhere.read_text("utf-8") == "giữ nguyên"


def test_a_folder_that_is_no_workspace_stays_empty(tmp_path: Path) -> None:
    with locked(Workspace(tmp_path), "consolidate"):
        pass
    assert list(tmp_path.iterdir()) == []


def _mail(number: int) -> bytes:
    return f"From: a{number}@x.example\r\nSubject: Phieu {number}\r\n\r\nthu {number}\r\n".encode()


def test_two_fetches_at_once_keep_every_mail_once(office: Office, dovecot: Dovecot) -> None:
    dovecot.deliver([_mail(number) for number in range(40)])
    office.imap(dovecot.port)
    failures: list[Exception] = []

    def run() -> None:
        try:
            fetch(office.workspace, PASSWORD)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not [error for error in failures if not isinstance(error, InUseError)]
    found = [path.read_bytes() for path in office.workspace.received.glob("*.eml")]
    assert len(found) == len(set(found)) == 40
    uids = [entry["uid"] for entry in Journal(office.workspace.folder / FETCHED_LOG).entries()]
    assert len(uids) == len(set(uids)) == 40
    assert not list(office.workspace.folder.rglob("*dangvien-tmp"))


def test_a_mail_that_another_run_sent_after_the_yes_is_not_sent_again(office: Office, receiver: Receiver) -> None:
    office.smtp(receiver.port)
    first, second = plan(office.workspace, DraftKind.FORMS), plan(office.workspace, DraftKind.FORMS)
    assert deliver(office.workspace, first, SMTP_PASSWORD).sent == 57
    delivery = deliver(office.workspace, second, SMTP_PASSWORD)
    assert (delivery.sent, len(delivery.notices)) == (0, 57)
    assert "khác gửi trong lúc này" in delivery.notices[0]
    assert len(receiver.taken) == 57


def test_the_second_send_is_told_while_the_first_is_sending(office: Office, receiver: Receiver) -> None:
    office.smtp(receiver.port)
    planned = plan(office.workspace, DraftKind.FORMS)
    told: list[str] = []

    def meanwhile(done: int, total: int, draft: Draft) -> None:
        def second() -> None:
            try:
                with locked(office.workspace, "send", wait_seconds=0):
                    told.append("in")
            except InUseError as error:
                told.append(str(error))

        if done == 1:
            thread = threading.Thread(target=second)
            thread.start()
            thread.join()

    deliver(office.workspace, planned, SMTP_PASSWORD, meanwhile)
    assert len(told) == 1
    assert "đang được dùng: gửi thư (send)" in told[0]


def test_what_is_written_aside_is_never_a_file_that_is_there(tmp_path: Path) -> None:
    """The old name, with the process's number alone, could be foreseen: a link there was followed."""
    elsewhere, target = tmp_path / "khác", tmp_path / "sổ.xlsx"
    elsewhere.write_bytes(b"x")
    for name in (f".{target.name}.{os.getpid()}.dangvien-tmp", ".thu-dang-tai.dangvien-tmp"):
        (tmp_path / name).symlink_to(elsewhere)
    write_file(target, b"moi")
    assert (elsewhere.read_bytes(), target.read_bytes()) == (b"x", b"moi")


def test_an_output_keeps_a_mode_that_shuts_others_out(tmp_path: Path) -> None:
    target = tmp_path / "Tong-hop.xlsx"
    write_result(target, b"1")
    usual = target.stat().st_mode & 0o777
    target.chmod(0o600)
    write_result(target, b"2")
    assert target.stat().st_mode & 0o777 == 0o600
    target.write_bytes(b"by hand")
    write_result(target, b"3")
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("Tong-hop*.xlsx")} == {0o600}
    target.chmod(0o666)
    write_result(target, b"4")
    assert target.stat().st_mode & 0o777 == usual
