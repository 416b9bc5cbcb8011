"""The members of a zip, listed by our own reader of its directory: the same as Python's, or left to Python's."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.received import listing
from dangvien_xlsx.received.inflating import inflate
from dangvien_xlsx.received.listing import DATA_ERRORS, Member, member_of
from tests.intake.build import DATA, GOOD, zipped

_PARTS = {"xl/workbook.xml": b"<workbook/>" * 40, "[Content_Types].xml": b"<Types/>", "empty.xml": b""}


def by_python(content: bytes) -> list[Member] | None:
    """Return the members as ``zipfile`` lists them, nothing where it refuses."""
    try:
        return [member_of(told) for told in zipfile.ZipFile(io.BytesIO(content)).infolist()]
    except DATA_ERRORS:
        return None


def with_comment() -> bytes:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as opened:
        opened.comment = b"PK\x05\x06"
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "is_plain"),
    [
        (GOOD, True),
        (zipped(_PARTS), True),
        ((DATA / "libreoffice.xlsx").read_bytes(), True),
        (with_comment(), False),
        (b"MZ" + GOOD, False),
        (GOOD + b"\r\n", False),
        (zipped({"phiếu.xml": b"1"}), False),
        (b"", False),
        (b"PK\x05\x06" + bytes(18), True),
    ],
    ids=["ours", "small", "LibreOffice", "comment", "prefix", "tail", "letters", "nothing", "empty"],
)
def test_what_is_plainly_listed_is_listed_as_python_does(content: bytes, is_plain: bool) -> None:
    found = listing._plainly_listed(content)
    assert (found is not None) == is_plain
    if found is not None:
        assert found == by_python(content)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.data())
def test_a_directory_that_was_tampered_with_is_never_read_otherwise_than_python_does(data: st.DataObject) -> None:
    content = bytearray(zipped(_PARTS))
    start = content.index(b"PK\x01\x02")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(start, len(content) - 1))
        content[at] = data.draw(st.sampled_from((0, 1, 8, 9, 63, 64, 0x50, 0xFF)) | st.integers(0, 255))
    found = listing._plainly_listed(bytes(content))
    assert found is None or found == by_python(bytes(content))


def changed(size: int, packed: bytes, checksum: int, method: int = zipfile.ZIP_DEFLATED) -> tuple[bytes, Member]:
    """Return a zip's first member with what its directory says of it."""
    head = b"PK\x03\x04" + bytes(22) + struct.pack("<2H", 1, 0) + b"a"
    return head + packed, Member("a", method, 0, checksum, len(packed), size, 0)


@pytest.mark.parametrize(
    ("size", "cut", "code"),
    [(5_000, 0, ""), (4_999, 0, "suspicious-file"), (5_001, 0, "unreadable-file"), (5_000, 9, "unreadable-file")],
    ids=["true", "more than declared", "less than declared", "cut short"],
)
def test_a_member_unpacks_to_what_it_declares_or_is_refused(size: int, cut: int, code: str) -> None:
    text = bytes(range(250)) * 20
    stream = zlib.compressobj(wbits=-15)
    packed = stream.compress(text) + stream.flush()
    content, member = changed(size, packed[: len(packed) - cut], zlib.crc32(text))
    if not code:
        assert inflate(content, member) == text
        with pytest.raises(RefusedError):
            inflate(content, member._replace(checksum=member.checksum ^ 1))
        return
    with pytest.raises(RefusedError) as refusal:
        inflate(content, member)
    assert refusal.value.code == code
