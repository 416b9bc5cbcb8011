"""Mail servers that do everything wrong: a sentence, at most 200 MB, an end in good time."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.pipeline.fetch import FETCHED_LOG
from dangvien_xlsx.workspace.journal import Journal
from dangvien_xlsx.workspace.mails import SENT_LOG
from tests.attacks.hostile_servers import IMAP, MAIL, SMTP, Hostile, Line, imap, smtp
from tests.conftest import ROOT
from tests.mail.conftest import Office, authority, certificates, office
from tests.mail.servers import Certificates
from tests.side_by_side import side_by_side

__all__ = ["authority", "certificates", "office"]  # fixtures of the tests of mail

MOST_MEMORY = 200 * 2**20
SECONDS = 30
"""Half of what the issue allows: the limits of time are shorter than a user's."""

# The real command; only patience is shorter. What it took of memory goes to a file at the end.
_RUN = """
import os, sys
import keyring, keyring.backends.null
keyring.set_keyring(keyring.backends.null.Keyring())
import dangvien_xlsx.mail.servers as servers
servers.TIMEOUT_SECONDS, servers.ANSWER_SECONDS, servers.SESSION_SECONDS = 3.0, 5.0, 20.0
import click.termui
click.termui.hidden_prompt_func = lambda prompt: "mat khau"
import dangvien_xlsx.cli.main as main
leave = main._leave
def told(code):
    with open(sys.argv[-1], "w") as file:
        # Not ru_maxrss, which a child takes over from the process that started it, here a large test run.
        line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
        file.write(str(int(line.split()[1]) * 1024))
    leave(code)
main._leave = told
sys.argv, last = sys.argv[:-1], sys.argv[-1]
sys.argv.append(last)
import click
main.cli.main = (lambda run: lambda **settings: run(args=sys.argv[1:-1], **settings))(main.cli.main)
main.main()
"""


def attacked(tmp_path: Path, *arguments: str) -> "tuple[subprocess.CompletedProcess[str], int]":
    """Run a command against a hostile server; return how it ended and the most memory that it held."""
    report = tmp_path / "memory"
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments, str(report)],
        cwd=ROOT,
        input="y\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "DANGVIEN_XLSX_LOG": str(tmp_path / "log")},
    )
    assert time.monotonic() - started < SECONDS, "too slow"
    details = (tmp_path / "log").read_text("utf-8") if (tmp_path / "log").exists() else ""
    assert "Traceback" not in done.stderr + details, done.stderr + details
    assert "bất ngờ" not in done.stderr
    return done, int(report.read_text())


class Attack(NamedTuple):
    """How a command ended, the most memory that it held, and where."""

    done: "subprocess.CompletedProcess[str]"
    memory: int
    office: Office


Ends = Mapping[str, Future[Attack]]


@pytest.fixture(scope="module")
def fetched(request: pytest.FixtureRequest, certificates: Certificates, example: Catalogue) -> Iterator[Ends]:
    """``fetch`` from each of the servers, a few at a time: most of it is patience."""

    def attack(talk: Callable[[Line], None], place: Path) -> Attack:
        office = Office(place / "Kỳ 2023-6T", example)
        server = Hostile(talk, certificates, tls=True)
        office.imap(server.port)
        done, memory = attacked(place, "fetch", str(office.workspace.folder))
        server.stop()
        return Attack(done, memory, office)

    with side_by_side(request, "test_a_hostile_imap_server", attack, IMAP) as begun:
        yield begun


@pytest.fixture(scope="module")
def sent(request: pytest.FixtureRequest, certificates: Certificates, example: Catalogue) -> Iterator[Ends]:
    """``send`` of one form through each of the servers, a few at a time."""
    first = replace(example, units=example.units[:1])

    def attack(talk: Callable[[Line], None], place: Path) -> Attack:
        office = Office(place / "Kỳ 2023-6T", first)
        server = Hostile(talk, certificates, tls=False)
        office.smtp(server.port)
        done, memory = attacked(place, "send", str(office.workspace.folder), "--kind", "forms")
        server.stop()
        return Attack(done, memory, office)

    with side_by_side(request, "test_a_hostile_smtp_server", attack, SMTP) as begun:
        yield begun


@pytest.mark.parametrize("name", IMAP)
def test_a_hostile_imap_server(name: str, fetched: Ends) -> None:
    done, memory, office = fetched[name].result()
    assert memory < MOST_MEMORY
    assert done.returncode in (0, 3), done.stdout + done.stderr
    mails = list(office.workspace.received.glob("*"))
    if done.returncode == 3:
        assert mails == []
        assert "localhost" in done.stderr, done.stderr
        assert Journal(office.workspace.folder / FETCHED_LOG).entries() == []
    assert not [letter for letter in done.stdout + done.stderr if not letter.isprintable() and letter != "\n"]


HARMLESS = {"abilities in no language", "more said before TLS"}
"""What is said before TLS is forgotten with it, so the mail goes its right way."""


@pytest.mark.parametrize("name", SMTP)
def test_a_hostile_smtp_server(name: str, sent: Ends) -> None:
    done, memory, office = sent[name].result()
    assert memory < MOST_MEMORY
    if name in HARMLESS:
        assert done.returncode == 0
        return
    assert done.returncode in (1, 3), done.stdout + done.stderr
    states = [entry["state"] for entry in Journal(office.workspace.folder / SENT_LOG).entries()]
    assert "sent" not in states
    assert not [letter for letter in done.stdout + done.stderr if not letter.isprintable() and letter != "\n"]


def test_a_server_that_keeps_to_the_rules_is_understood(
    office: Office, certificates: Certificates, tmp_path: Path
) -> None:
    """The two talks without a fault end well: the attacks above fail by what they change."""
    good_imap, good_smtp = Hostile(imap(), certificates, tls=True), Hostile(smtp(), certificates, tls=False)
    office.imap(good_imap.port)
    done, _ = attacked(tmp_path, "fetch", str(office.workspace.folder))
    assert done.returncode == 0, done.stderr
    assert [path.read_bytes() for path in office.workspace.received.iterdir()] == [MAIL]
    office.smtp(good_smtp.port)
    done, _ = attacked(tmp_path, "send", str(office.workspace.folder), "--kind", "forms")
    assert done.returncode == 0, done.stderr
    assert "Đã gửi 57 thư" in done.stdout
    good_imap.stop()
    good_smtp.stop()
