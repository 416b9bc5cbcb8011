"""Nothing from outside acts on a terminal, in ``--json`` or through the log."""

import ast
import io
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import zipfile
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest

from dangvien_xlsx.cli.printing import printable, say_json
from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.workspace import log as logging
from dangvien_xlsx.workspace.mails import DraftKind
from tests.conftest import EXAMPLE, ROOT
from tests.forms import fill
from tests.mail.conftest import Office, authority, certificates, office
from tests.oracles import run

__all__ = ["authority", "certificates", "office"]  # fixtures of the tests of mail

ACTING = [
    "\x1b]0;owned\x07",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[31m",
    "\x9b31m",
    "\x9d0;owned\x9c",
    "a\rb",
    "a\nLỗi giả: đã xong",
    "a\u2028b",
    "\u202egpj.exe",
    "\u2066x\u2069\u200f",
    "\x00\x07\x08\x7f",
    "\ud800",
]


def assert_quiet(text: str) -> None:
    """Nothing in it acts: only what is read, and ends of our own lines."""
    assert not [letter for letter in text if not letter.isprintable() and letter != "\n"], ascii(text)


@pytest.mark.parametrize("acting", ACTING)
def test_printable_is_one_line_of_what_is_read(acting: str) -> None:
    shown = printable(f"Xã {acting} Hoà")
    assert shown.isprintable()
    assert shown.startswith("Xã ")
    assert shown.endswith(" Hoà")


def test_there_is_one_way_to_the_terminal() -> None:
    """A command that echoed by itself would print a name as it is."""
    for path in (ROOT / "dangvien_xlsx" / "cli").glob("*.py"):
        if path.name == "printing.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) not in ("click.echo", "print", "click.secho", "sys.stdout.write"), path


def _acting_folder(workspace: Path) -> None:
    """Put files into ``nhan-ve/`` whose names, units and subjects act, as far as a file system takes them."""
    content = (EXAMPLE / "nhan-ve" / "16-thanh-loi.xlsx").read_bytes()
    for number, acting in enumerate(ACTING):
        name = acting.replace("/", "-").replace("\x00", "").encode("utf-8", "replace").decode()
        (workspace / "nhan-ve" / f"{number}-{name}.xlsx").write_bytes(fill(content, {"nu": 900 + number}))
        told = f"=?utf-8?b?{_base64(acting)}?="
        mail = f"Subject: {told}\r\nFrom: {told} <a@b.example>\r\n\r\nx"
        (workspace / "nhan-ve" / f"{number}.eml").write_text(mail, "ascii")
    (workspace / "nhan-ve" / os.fsdecode(b"\xff\x9b31m.xlsx")).write_bytes(content)


def _base64(text: str) -> str:
    return b64encode(text.encode("utf-8", "replace")).decode()


def test_names_and_subjects_do_nothing_to_a_terminal(workspace: Path) -> None:
    _acting_folder(workspace)
    consolidated = run("consolidate", workspace)
    assert consolidated.returncode == 1, consolidated.stderr
    files = sorted((workspace / "nhan-ve").iterdir())
    for done in (consolidated, run("return", workspace), run("check", *files), run("verify", workspace)):
        assert_quiet(done.stdout + done.stderr)
        assert "\nLỗi giả" not in done.stdout + done.stderr
    for done in (run("consolidate", "--json", workspace), run("check", "--json", *files)):
        assert_quiet(done.stdout)
        assert json.loads(done.stdout)["findings"]


def test_a_catalogue_that_acts_does_nothing_to_a_terminal(office: Office, example: Catalogue) -> None:
    acting = "".join(letter for letter in "".join(ACTING) if letter not in "\x00\ud800")
    first, *rest = example.units
    units = (first._replace(name=f"{first.name}{acting}", email=f"a\x1b]0;x\x07@{acting}"), *rest)
    changed = replace(example, units=units, period=example.period._replace(name=acting))
    office.workspace.catalogue_path.write_bytes(catalogue_bytes(changed))
    folder = office.workspace.folder
    for arguments in (("consolidate", folder), ("drafts", folder, "--kind", DraftKind.FORMS.value), ("letter", folder)):
        done = run(*arguments)
        assert done.returncode in (0, 1, 3)
        assert_quiet(done.stdout + done.stderr)


def test_json_has_no_word_that_json_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    told = {"a": float("inf"), "b": [float("nan"), -1.5, True], "c": ("\x9b\x1b\u202e\ud800", None), "đ": 10**20}
    say_json(told)
    out = capsys.readouterr().out
    assert_quiet(out)
    read = json.loads(out, parse_constant=pytest.fail)
    assert read == {"a": None, "b": [None, -1.5, True], "c": ["\x9b\x1b\u202e\ud800", None], "đ": 10**20}


@pytest.mark.parametrize("typed", ["1e999", "-1e999", "1e308", "NaN"])
def test_a_cell_beyond_all_numbers_leaves_json_readable(workspace: Path, typed: str) -> None:
    path = workspace / "nhan-ve" / "16-thanh-loi.xlsx"
    content = fill(path.read_bytes(), {"ket_nap": 7, "nu": 3})
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as saved:
        for name in source.namelist():
            saved.writestr(name, re.sub(rb"<v>7</v>", b"<v>%s</v>" % typed.encode(), source.read(name)))
    path.write_bytes(target.getvalue())
    for done in (run("consolidate", "--json", workspace), run("check", "--json", path)):
        assert done.returncode == 1, done.stderr
        read = json.loads(done.stdout, parse_constant=pytest.fail)
        assert any(item["severity"] == "error" for item in read["findings"])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own folder, and no launcher."""
    monkeypatch.delenv(logging.LOG_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / "state"


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_log_is_this_users_alone(home: Path) -> None:
    before = os.umask(0)
    try:
        path = Path(logging.log("chi tiết \ud800"))
    finally:
        os.umask(before)
    assert path.parent.parent == home
    assert (_mode(path.parent), _mode(path)) == (0o700, 0o600)
    logging.log("lần hai")
    assert "lần hai" in path.read_text("utf-8")


@pytest.mark.parametrize("kind", ["link to a file", "link to a folder", "pipe", "second name"])
def test_the_log_follows_no_link(home: Path, tmp_path: Path, kind: str) -> None:
    elsewhere, folder = tmp_path / "của người khác", home / "dangvien_xlsx"
    elsewhere.write_text("giữ nguyên", "utf-8")
    folder.parent.mkdir()
    if kind == "link to a folder":
        (tmp_path / "thư mục khác").mkdir()
        folder.symlink_to(tmp_path / "thư mục khác")
    else:
        folder.mkdir()
        path = folder / "dangvien_xlsx.log"
        if kind == "pipe":
            os.mkfifo(path)
        else:
            (path.symlink_to if kind == "link to a file" else path.hardlink_to)(elsewhere)
    told = Path(logging.log("bí mật"))
    assert elsewhere.read_text("utf-8") == "giữ nguyên"
    assert folder.resolve() != told.parent
    assert "bí mật" in told.read_text("utf-8")
    assert _mode(told.parent) == 0o700


def test_a_failure_in_the_shared_temporary_folder_writes_through_no_link(tmp_path: Path) -> None:
    """The name of old stood in the folder that all users share."""
    elsewhere = tmp_path / "khác"
    elsewhere.write_text("giữ nguyên", "utf-8")
    shared = tmp_path / "tmp"
    shared.mkdir()
    (shared / "dangvien_xlsx.log").symlink_to(elsewhere)
    script = "import dangvien_xlsx.cli.main as m; m.cli.main = lambda **_: 1 / 0; m.main()"
    settings = {"TMPDIR": str(shared), "XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONPATH": str(ROOT)}
    environment = {name: value for name, value in os.environ.items() if name != logging.LOG_VARIABLE} | settings
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert elsewhere.read_text("utf-8") == "giữ nguyên"
    assert "ZeroDivisionError" in (tmp_path / "state" / "dangvien_xlsx" / "dangvien_xlsx.log").read_text("utf-8")
