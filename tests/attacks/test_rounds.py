"""Many rounds: two writing commands at once, commands killed at any moment. A tenth in CI, all of them on demand."""

import email
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import keyring.backends.null
import pytest

from dangvien_xlsx.pipeline.fetch import FETCHED_LOG
from dangvien_xlsx.workspace.journal import Journal
from dangvien_xlsx.workspace.mails import SENT_LOG
from tests.attacks import rounds
from tests.attacks.rounds import WRITING, Ended
from tests.conftest import EXAMPLE
from tests.forms import fill
from tests.mail.conftest import Office, authority, certificates, dovecot, office, receiver
from tests.mail.servers import Dovecot, Receiver

__all__ = ["authority", "certificates", "dovecot", "office", "receiver"]  # fixtures of the tests of mail

PAIRS = int(os.environ.get("DANGVIEN_XLSX_PAIRS", "50"))
KILLS = int(os.environ.get("DANGVIEN_XLSX_KILLS", "20"))
"""500 and 200 were run once; the figures stand in ``docs/an-toan.md``."""
UNITS, MAILS = 4, 6


@pytest.fixture
def servers(office: Office, dovecot: Dovecot, receiver: Receiver) -> Iterator[Path]:
    """An office of four units, with servers that hold six mails, and the form of the level above."""
    office.catalogue = replace(office.catalogue, units=office.catalogue.units[:UNITS])
    dovecot.deliver(f"From: a{n}@x.example\r\nSubject: Phieu {n}\r\n\r\nthu {n}\r\n".encode() for n in range(MAILS))
    office.declare(imap_host=f"localhost:{dovecot.port}", smtp_host=f"localhost:{receiver.port}")
    folder = office.workspace.folder
    first = sorted((EXAMPLE / "nhan-ve").glob("*.xlsx"))[0]
    (folder / "cap-tren.xlsx").write_bytes(first.read_bytes())
    for module in ("pandas", "openpyxl", "docxtpl", "xlsxwriter", "imap_tools", "pebble"):
        __import__(module)
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.null.Keyring())  # type: ignore[no-untyped-call]  # keyring has no types here
    yield folder
    keyring.set_keyring(before)


def _sent_once(receiver: Receiver) -> None:
    """No mail has come twice."""
    arrived = Counter(email.message_from_bytes(content)["Message-ID"] for _, content in receiver.taken)
    assert all(count == 1 for count in arrived.values()), arrived


def _nothing_lost(folder: Path, receiver: Receiver) -> None:
    """After one undisturbed run of each: every mail is there once, every unit has got its own or is asked about."""
    found = [path.read_bytes() for path in (folder / "nhan-ve").glob("*.eml")]
    assert len(found) == len(set(found)) == MAILS
    uids = [entry["uid"] for entry in Journal(folder / FETCHED_LOG).entries()]
    assert len(set(uids)) == MAILS
    states = {entry["id"]: entry["state"] for entry in Journal(folder / SENT_LOG).entries()}
    assert len(states) == UNITS
    sent = [state for state in states.values() if state == "sent"]
    assert len(receiver.taken) >= len(sent)
    assert (folder / "ket-qua" / "Tong-hop-2023-6T.xlsx").exists()
    assert not rounds.left_over(folder)


def _wrong(folder: Path) -> None:
    path = folder / "nhan-ve" / "02-tan-khanh.xlsx"
    if path.exists():
        path.write_bytes(fill(path.read_bytes(), {"nu": 999}))


def _alone(folder: Path, aside: Path) -> None:
    for command in ("fetch", "send", "reopen", "forms", "return"):
        ended = rounds.start(command, folder, aside, 10)()
        assert not rounds.faults(folder, [ended]), ended


def test_two_writing_commands_at_once(servers: Path, receiver: Receiver, tmp_path: Path) -> None:
    told = both = 0
    started = time.monotonic()
    chance = random.Random(1)
    folder, aside = rounds.fresh(tmp_path / "vong", EXAMPLE, servers, UNITS)
    for number, pair in enumerate(rounds.pairs(7, PAIRS)):
        if number % 10 == 0:  # workspaces in which nothing, and in which much, has been done
            receiver.taken.clear()
            folder, aside = rounds.fresh(tmp_path / "vong", EXAMPLE, servers, UNITS)
            _wrong(folder)
        wait_seconds = chance.choice([0.0, 0.0, 20.0])
        waiting = []
        for command in pair:
            waiting.append(rounds.start(command, folder, aside, wait_seconds))
            time.sleep(chance.uniform(0, 0.3))
        ended: list[Ended] = [wait() for wait in waiting]
        assert not rounds.faults(folder, ended), (number, pair)
        told += sum(item.was_told for item in ended)
        both += all(item.code in (0, 1) for item in ended)
        assert sum(item.was_told for item in ended) <= 1, ended
        _sent_once(receiver)
        if number % 10 == 9:
            _alone(folder, aside)
            _nothing_lost(folder, receiver)
    print(f"{PAIRS} pairs: {both} both done, {told} told, {time.monotonic() - started:.0f} s")
    assert told
    assert both


def test_commands_killed_at_any_moment(servers: Path, receiver: Receiver, tmp_path: Path) -> None:
    chance = random.Random(3)
    slowest = 0.0
    killed = 0
    for number in range(KILLS):
        if number % 10 == 0:
            receiver.taken.clear()
            folder, aside = rounds.fresh(tmp_path / "giet", EXAMPLE, servers, UNITS)
            _wrong(folder)
        command = WRITING[number % len(WRITING)]
        wait = rounds.start(command, folder, aside, 5)
        leader = wait.pid  # type: ignore[attr-defined]
        timer = threading.Timer(chance.uniform(0, 1.2), rounds.kill, [leader])
        timer.start()
        ended = wait()
        timer.cancel()
        timer.join()
        killed += ended.code < 0
        ended_at = time.monotonic()
        while rounds.session_of(leader):
            assert time.monotonic() - ended_at < 3, (command, rounds.session_of(leader))
            time.sleep(0.02)
        slowest = max(slowest, time.monotonic() - ended_at)
        if ended.code >= 0:
            assert not rounds.faults(folder, [ended]), ended
        assert not rounds.broken(folder), command
        _sent_once(receiver)
        again = rounds.start(command, folder, aside, 0)()
        assert not again.was_told, "a killed holder holds nothing"
        assert not rounds.faults(folder, [again]), (command, again)
        _sent_once(receiver)
        if number % 10 == 9:
            _alone(folder, aside)
            for left in rounds.left_over(folder):
                assert left.parent.name in ("ket-qua", "tra-lai", "phieu", "nhac", "gui-di", folder.name), left
                left.unlink()
            _nothing_lost(folder, receiver)
    print(f"{KILLS} rounds, {killed} killed; children gone within {slowest:.2f} s")
    assert killed
