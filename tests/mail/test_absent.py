"""Files of Outlook that are no plain attachments: objects come out of it, and links are told with where they lead."""

import struct
from collections.abc import Mapping
from pathlib import Path

import pytest

from dangvien_xlsx.mail.unpack import Item
from tests.intake.build import DATA, GOOD
from tests.intake.corpus import FORM
from tests.intake.test_corpus import read_folder, verdict
from tests.mail.containers import Tree, compound, msg_tree, tnef
from tests.mail.test_shapes import SENT
from tests.mail.unpacked import items

LINK = "https://vuban-my.example/personal/dv5/Documents/16-thanh-loi.xlsx?web=1"
NAME = "16-thanh-loi.xlsx"


def outlook(method: int, parts: Mapping[str, "bytes | Tree"], name: str = NAME) -> bytes:
    """Return a .msg with one attachment of a method, as [MS-OXCMSG] numbers them, and what its storage holds."""
    tree = dict(msg_tree([], "Phiếu", "dv5@vuban.example", "Gửi phiếu", SENT))
    tree["__attach_version1.0_#00000000"] = {
        "__properties_version1.0": b"\0" * 8 + struct.pack("<IIQ", 0x37050003, 6, method),
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        **parts,
    }
    return compound(tree)


def wrapped(content: bytes, name: bytes = b"16-thanh-loi.xlsx") -> bytes:
    """Return a file as Windows' packager wraps it."""
    path = b"C:\\Users\\Lan\\" + name + b"\0"
    body = struct.pack("<H", 2) + name + b"\0" + path + struct.pack("<HHI", 0, 3, len(path)) + path
    body += struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(body)) + body


def attached(content: bytes, container: str = "thư.msg") -> Item:
    (_, found) = items(container, content)
    return found


@pytest.mark.parametrize("stream", ["Package", "CONTENTS", "\x01Ole10Native"])
def test_a_workbook_inserted_as_an_object_comes_out_whole(stream: str) -> None:
    inside = {"\x01CompObj": b"\1\0", stream: wrapped(GOOD) if stream.startswith("\x01") else GOOD}
    found = attached(outlook(6, {"__substg1.0_3701000D": inside}))
    assert (found.path, found.content, found.absent) == (f"thư.msg/{NAME}", GOOD, "")


@pytest.mark.parametrize("kind", ["msg", "winmail"])
def test_an_old_workbook_inserted_as_an_object_is_read(tmp_path: Path, kind: str) -> None:
    from olefile import OleFileIO

    with OleFileIO(str(DATA / "libreoffice.xls")) as ole:
        records = ole.openstream("Workbook").read()
    inside = {"\x01CompObj": b"\1\0", "Workbook": records}
    if kind == "msg":
        (tmp_path / "a.msg").write_bytes(outlook(6, {"__substg1.0_3701000D": inside}, "Bảng tính"))
    else:
        guid = bytes.fromhex("0b00000000000000c000000000000046")
        (tmp_path / "winmail.dat").write_bytes(tnef([("Bảng tính", guid + compound(inside))], method=6))
    read = read_folder(tmp_path)
    (form,) = [file for path, file in read.items() if path.endswith("Bảng tính")]
    assert verdict(form) == FORM


@pytest.mark.parametrize("method", [2, 4, 7])
@pytest.mark.parametrize("kind", ["msg", "winmail"])
def test_a_link_instead_of_a_file_is_told_with_the_link(tmp_path: Path, method: int, kind: str) -> None:
    if kind == "msg":
        (tmp_path / "thu.msg").write_bytes(outlook(method, {"__substg1.0_370D001F": LINK.encode("utf-16-le")}))
    else:
        (tmp_path / "thu.msg").write_bytes(tnef([(NAME, b"")], link=LINK, method=method))
    file = read_folder(tmp_path)[f"thu.msg/{NAME}"]
    assert verdict(file) == "unreadable-file"
    (told,) = file.findings
    assert LINK in told.message
    assert "0 byte" not in told.message
    assert "đính kèm" in told.remedy


@pytest.mark.parametrize(
    ("method", "parts"),
    [
        (1, {}),
        (7, {}),
        (6, {"__substg1.0_3701000D": {"\x01CompObj": b"\1\0"}}),
        (6, {"__substg1.0_3701000D": {"\x01Ole10Native": wrapped(GOOD)[:-5]}}),
        (6, {"__substg1.0_3701000D": {"\x01Ole10Native": b"\1"}}),
        (6, {"__substg1.0_3701000D": {"Workbook": b""}}),
    ],
)
def test_what_is_not_there_is_never_an_empty_file(
    tmp_path: Path, method: int, parts: dict[str, "bytes | Tree"]
) -> None:
    (tmp_path / "thu.msg").write_bytes(outlook(method, parts))
    file = read_folder(tmp_path)[f"thu.msg/{NAME}"]
    assert verdict(file) == "unreadable-file"
    assert "0 byte" not in file.findings[0].message


def test_a_link_is_shown_on_one_line_and_cut() -> None:
    link = ("https://x.example/\x1b[31m\r\n" + "a" * 5_000).encode("utf-16-le")
    found = attached(outlook(7, {"__substg1.0_370D001F": link}))
    assert found.absent.isprintable()
    assert len(found.absent) < 400
