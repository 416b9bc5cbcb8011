"""Names and headers from outside: no padding hides a mail, no mark in a name reaches what we write."""

import io
import os
import subprocess
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from lxml import etree

from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.received.kinds import FileKind, kind_of
from dangvien_xlsx.received.names import safe_name, safe_path, unique_name
from tests.conftest import EXAMPLE
from tests.forms import consolidate_json

FORM = (EXAMPLE / "nhan-ve" / "16-thanh-loi.xlsx").read_bytes()


def padded(size: int) -> bytes:
    """Return a mail with so many bytes of headers before those that everybody knows."""
    line = b"X-MS-Exchange-Note: " + b"a" * 60 + b"\r\n"
    count, rest = divmod(size, len(line))
    padding = line * count + (b"X-P: " + b"a" * max(rest - 7, 0) + b"\r\n" if rest else b"")
    message = EmailMessage()
    message["From"], message["Subject"] = "dv@vuban.example", "Phieu"
    message.set_content("Gui phieu")
    message.add_attachment(FORM, "application", "octet-stream", filename="16-thanh-loi.xlsx")
    return padding + message.as_bytes()


def test_a_mail_is_a_mail_whatever_its_headers_length() -> None:
    assert {size for size in range(3_900, 4_400) if kind_of(padded(size)) is not FileKind.EMAIL} == set()
    for size in (16_383, 16_384, 65_536, 300_000):
        assert kind_of(padded(size)) is FileKind.EMAIL


@pytest.mark.parametrize("length", [4_000, 20_000, 100_000])
def test_one_long_header_at_the_start_hides_no_mail(length: int) -> None:
    folded = b"X-Report: " + b"\r\n ".join(b"a" * 70 for _ in range(length // 70)) + b"\r\n"
    assert kind_of(folded + padded(0)) is FileKind.EMAIL
    assert kind_of(b"X-Report: " + b"a" * length + b"\r\n" + padded(0)) is FileKind.EMAIL


def test_a_mail_in_utf_16_is_a_mail() -> None:
    assert kind_of("\ufeff".encode("utf-16-le") + padded(0).decode("ascii").encode("utf-16-le")) is FileKind.EMAIL


@pytest.mark.parametrize("mark", ["\x01", "\x1b[31m", "\u202e", "\u2066", "\ufffe", "\x85", "\x9b2J", "\ud800"])
def test_a_name_loses_what_no_part_and_no_screen_can_hold(mark: str) -> None:
    for safe in (safe_name, safe_path):
        assert safe(f"phi{mark}eu.xlsx").isprintable()
    assert safe_name(f"{mark}.xlsx").endswith(".xlsx")


def test_zips_and_mails_clean_names_alike() -> None:
    for name in ("CON.xlsx", "a:b?.xlsx", "x" * 400 + ".xlsx", "..", " . ", "é\u0301.xlsx", "ten.xlsx. "):
        assert safe_name(name) == safe_path(name)


def test_names_that_differ_in_capitals_alone_are_told_apart() -> None:
    taken: set[str] = set()
    assert [unique_name(name, taken) for name in ("a/P.xlsx", "a/p.XLSX", "a/p.xlsx")] == [
        "a/P.xlsx",
        "a/p (2).XLSX",
        "a/p (3).xlsx",
    ]


def test_a_file_name_of_control_marks_leaves_the_summary_sound(workspace: Path) -> None:
    received = workspace / "nhan-ve"
    content = (received / "16-thanh-loi.xlsx").read_bytes()
    for mark in ("\x01", "\x0b", "\ufffe", "\uffff", "\x9b", "\n"):
        (received / f"bản{mark}sao.xlsx").write_bytes(content)
    told = consolidate_json(workspace)
    assert len({file["path"] for file in told["files"]}) == 57 + 6
    assert all(file["path"].isprintable() for file in told["files"])
    with zipfile.ZipFile(io.BytesIO(Path(told["output"]).read_bytes())) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


def test_a_thousand_folders_in_each_other_are_one_line(tmp_path: Path) -> None:
    top = tmp_path / "nhan-ve"
    top.mkdir()
    (top / "phieu.xlsx").write_bytes(FORM)
    back = os.open(".", os.O_RDONLY)
    try:
        os.chdir(top)
        for _ in range(1_100):
            Path("d").mkdir()
            os.chdir("d")
        Path("sau.xlsx").write_bytes(FORM)
    finally:
        os.fchdir(back)
        os.close(back)
    sources = scan(top)
    subprocess.run(["rm", "-rf", str(top)], check=True)  # Python's own way goes no deeper than its stack
    assert len(sources) == 2
    assert [source.path for source in sources if not source.problem] == ["phieu.xlsx"]
    assert datetime.now(UTC) >= sources[0].changed
