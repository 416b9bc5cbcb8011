"""Clocks that are wrong, or lie: a time that cannot be is told, beats nothing, and ends no command."""

import io
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.forms import consolidate_json, fill, saved_at
from tests.oracles import rewritten, run

FILE, UNIT = "16-thanh-loi.xlsx", "16"
SENT = datetime(2023, 6, 30, 2, 0, tzinfo=UTC)
CORRECTED = datetime(2023, 7, 2, 2, 0, tzinfo=UTC)
RECEIVED_LINE = "Received: from a by mx.vuban.example; Fri, 30 Jun 2023 09:00:00 +0700\r\n"


def stamped(content: bytes, stamp: str) -> bytes:
    """Return a form that says it was saved at a time of any kind, 9999 and nonsense included."""
    import re

    def change(name: str, part: bytes) -> bytes:
        pattern = rb"(<dcterms:modified[^>]*>)[^<]*"
        return re.sub(pattern, rb"\g<1>" + stamp.encode(), part) if name == "docProps/core.xml" else part

    return rewritten(content, change)


def put(path: Path, content: bytes, arrived: datetime) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (arrived.timestamp(), arrived.timestamp()))


def mailed(name: str, content: bytes, date: str, received: str = "") -> bytes:
    import base64

    body = base64.encodebytes(content).decode()
    return (
        f"{received}From: thanh-loi@vuban.example\r\nTo: btc@vuban.example\r\nSubject: Phieu\r\nDate: {date}\r\n"
        "MIME-Version: 1.0\r\nMessage-ID: <1@vuban.example>\r\nContent-Type: application/octet-stream\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}'
    ).encode()


def zipped(name: str, content: bytes, when: tuple[int, int, int, int, int, int]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(zipfile.ZipInfo(name, when), content)
    return stream.getvalue()


def unit_of(told: dict[str, Any]) -> dict[str, Any]:
    (unit,) = [unit for unit in told["units"] if unit["code"] == UNIT]
    assert isinstance(unit, dict)
    return unit


def codes_of(told: dict[str, Any]) -> set[str]:
    return {item["code"] for item in told["findings"] if item["unit"] == UNIT and item["severity"] != "info"}


def no_time(content: bytes) -> bytes:
    return stamped(content, "")


Liar = Callable[[bytes], tuple[str, bytes]]
LIARS: dict[str, Liar] = {
    "a workbook saved in 2031": lambda content: ("a.xlsx", stamped(content, "2031-01-01T00:00:00Z")),
    "a workbook saved in 2099": lambda content: ("a.xlsx", stamped(content, "2099-12-31T23:59:59Z")),
    "a workbook saved in 9999": lambda content: ("a.xlsx", stamped(content, "9999-12-31T23:59:59Z")),
    "9999 in another zone": lambda content: ("a.xlsx", stamped(content, "9999-12-31T23:59:59-11:00")),
    "a mail's Date of 2033": lambda content: (
        "a.eml",
        mailed("p.xlsx", no_time(content), "Sat, 01 Jan 2033 08:00:00 +0700"),
    ),
    "a mail's Date of 9999": lambda content: (
        "a.eml",
        mailed("p.xlsx", no_time(content), "Fri, 31 Dec 9999 08:00:00 +0700"),
    ),
    "a Date that the server belies": lambda content: (
        "a.eml",
        mailed("p.xlsx", no_time(content), "Sun, 09 Jul 2023 08:00:00 +0700", RECEIVED_LINE),
    ),
    "an entry of a zip from 2107": lambda content: (
        "a.zip",
        zipped("p.xlsx", no_time(content), (2107, 12, 31, 23, 59, 58)),
    ),
}


@pytest.mark.parametrize("arrived_together", [True, False], ids=["dropped in together", "as they came"])
@pytest.mark.parametrize("liar", LIARS)
def test_a_time_that_cannot_be_does_not_beat_the_correction(liar: str, arrived_together: bool, workspace: Path) -> None:
    received = workspace / "nhan-ve"
    content = (received / FILE).read_bytes()
    (received / FILE).unlink()
    name, first = LIARS[liar](fill(content, {"nu": 1}, SENT))
    came = CORRECTED + timedelta(hours=1)
    put(received / name, first, came if arrived_together else SENT + timedelta(hours=1))
    put(received / "b sửa.xlsx", fill(content, {"nu": 2}, CORRECTED), came + timedelta(seconds=2))
    told = consolidate_json(workspace)
    assert unit_of(told)["values"]["nu"] == 2
    assert codes_of(told) == {"clock-doubt"}


@pytest.mark.parametrize("liar", [liar for liar in LIARS if "server" not in liar])
def test_a_correction_whose_time_cannot_be_still_comes_after_what_arrived_before(liar: str, workspace: Path) -> None:
    received = workspace / "nhan-ve"
    content = (received / FILE).read_bytes()
    put(received / FILE, fill(content, {"nu": 1}, SENT), SENT + timedelta(hours=1))
    name, corrected = LIARS[liar](fill(content, {"nu": 2}, CORRECTED))
    put(received / name, corrected, CORRECTED + timedelta(hours=1))
    told = consolidate_json(workspace)
    assert unit_of(told)["values"]["nu"] == 2
    assert codes_of(told) == {"clock-doubt"}


def test_vietnams_time_written_as_if_it_were_utc_makes_no_form_late(workspace: Path) -> None:
    path = workspace / "nhan-ve" / FILE
    saved = datetime(2023, 7, 4, 13, 30, tzinfo=UTC)
    """20:30 in Vietnam on the last day; written as 20:30Z it would be 03:30 of the day after."""
    put(path, saved_at(path.read_bytes(), saved + timedelta(hours=7)), saved + timedelta(minutes=5))
    assert "late" not in codes_of(consolidate_json(workspace))


@pytest.mark.parametrize(
    ("mail", "words"),
    [(False, "lưu lúc"), (True, "nhận lúc")],
    ids=["a workbook is saved", "a mail that a server took is received"],
)
def test_receipt_is_called_receipt_only_where_it_is_one(mail: bool, words: str, workspace: Path) -> None:
    path = workspace / "nhan-ve" / FILE
    content = saved_at(path.read_bytes(), datetime(2023, 7, 20, 2, 0, tzinfo=UTC))
    path.unlink()
    if mail:
        line = "Received: from a by mx.vuban.example; Thu, 20 Jul 2023 09:00:00 +0700\r\n"
        content = mailed(FILE, content, "", line)
    put(path.with_suffix(".eml") if mail else path, content, datetime(2023, 7, 21, 2, 0, tzinfo=UTC))
    (late,) = [item for item in consolidate_json(workspace)["findings"] if item["code"] == "late"]
    assert words in late["message"]
    assert "09:00 20/07/2023" in late["message"]


@pytest.mark.parametrize("seconds", [0, 1, 1_299_215_167, 4_100_000_000, 300_000_000_000])
def test_a_time_of_the_folder_that_cannot_be_bounds_nothing(seconds: int, workspace: Path) -> None:
    """1970, 2011, 2099 and beyond 9999: the form's own time of saving stands."""
    path = workspace / "nhan-ve" / FILE
    try:
        os.utime(path, (seconds, seconds))
    except OSError:
        pytest.skip("this file system cannot count so far")
    told = consolidate_json(workspace)
    assert unit_of(told)["values"]["ket_nap"] == 10
    assert codes_of(told) == ({"clock-doubt"} if seconds > 2_000_000_000 else set())
    (file,) = [file for file in told["files"] if file["path"] == FILE]
    assert file["received"].startswith("2023-06")


@pytest.mark.parametrize("command", ["consolidate", "return", "letter", "verify", "close"])
def test_the_year_9999_ends_no_command(command: str, workspace: Path) -> None:
    received = workspace / "nhan-ve"
    content = (received / FILE).read_bytes()
    put(received / FILE, stamped(fill(content, {"nu": 99}), "9999-12-31T23:59:59Z"), SENT)
    line = "Received: from a by mx.vuban.example; Fri, 31 Dec 9999 23:59:59 -0100\r\n"
    put(received / "a.eml", mailed("p.xlsx", content, "Fri, 31 Dec 9999 23:59:59 -0100", line), SENT)
    put(received / "a.zip", zipped("p.xlsx", content, (2107, 12, 31, 23, 59, 58)), SENT)
    if command == "verify":
        assert run("consolidate", workspace).returncode in (0, 1)
    done = run(command, workspace)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_files_have_the_same_answer_whenever_they_are_read(workspace: Path) -> None:
    path = workspace / "nhan-ve" / FILE
    put(path, stamped(path.read_bytes(), "2031-01-01T00:00:00Z"), SENT)
    first, second = (consolidate_json(workspace) for _ in range(2))
    assert first == second
    (file,) = [file for file in first["files"] if file["path"] == FILE]
    assert file["received"] == "2023-06-30T09:00:00+07:00", "when it came"
