"""Builds odd and hostile files out of good ones."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "workbooks" / "2023-6T"
DATA = Path(__file__).parent / "data"
GOOD = (EXAMPLE / "nhan-ve" / "16-thanh-loi.xlsx").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the members of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip of members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name, (2023, 7, 1, 8, 0, 0)), content, method)
    return buffer.getvalue()


def with_part(name: str, content: bytes | None, base: bytes = GOOD) -> bytes:
    """Return a workbook with one part put in, replaced or, by None, taken out."""
    parts = parts_of(base)
    parts.pop(name, None)
    if content is not None:
        parts[name] = content
    return zipped(parts)


def with_swap(name: str, old: bytes, new: bytes, base: bytes = GOOD) -> bytes:
    """Return a workbook with bytes of one part exchanged."""
    part = parts_of(base)[name]
    assert old in part, (name, old)
    return with_part(name, part.replace(old, new, 1), base)


def with_rows(xml: bytes, base: bytes = GOOD) -> bytes:
    """Return a workbook with rows added at the end of the form's sheet."""
    return with_swap(SHEET, b"</sheetData>", xml + b"</sheetData>", base)


def raw_zip(members: list[tuple[bytes, bytes]], flags: int = 0, extra: bytes = b"", lie: int = 0) -> bytes:
    """Make a zip byte by byte: names as they are, flags as wanted, and sizes that may lie.

    Args:
        members: Name and content of each.
        flags: The general purpose flags; 0x800 says that names are UTF-8, 1 that content is encrypted.
        extra: The extra field of each member.
        lie: The unpacked size to declare instead of the true one, if not 0.
    """
    body, listed = b"", b""
    for name, content in members:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        about = struct.pack(
            "<HHHHIIIH", flags, 8, 0x4000, 0x56E1, zlib.crc32(content), len(packed), lie or len(content), len(name)
        )
        listed += (
            b"PK\x01\x02\x14\x00\x14\x00"
            + about
            + struct.pack("<HHHHII", len(extra), 0, 0, 0, 0, len(body))
            + name
            + extra
        )
        body += b"PK\x03\x04\x14\x00" + about + struct.pack("<H", len(extra)) + name + extra + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(listed), len(body), 0)
    return body + listed + b"PK\x05\x06" + end


def zip_crypto(name: str, content: bytes, password: bytes) -> bytes:
    """Make a zip with one stored member in the old encryption of zip, as Windows and WinRAR write it."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(value: int, byte: int) -> int:
        return zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def update(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    packed = bytearray()
    check = zlib.crc32(content)
    for byte in bytes(11) + bytes([check >> 24]) + content:
        temp = (keys[2] | 2) & 0xFFFF
        packed.append(byte ^ (((temp * (temp ^ 1)) >> 8) & 0xFF))
        update(byte)
    raw = name.encode()
    about = struct.pack("<HHHHIIIH", 1, 0, 0x4000, 0x56E1, check, len(packed), len(content), len(raw))
    listed = b"PK\x01\x02\x14\x00\x14\x00" + about + struct.pack("<HHHHII", 0, 0, 0, 0, 0, 0) + raw
    body = b"PK\x03\x04\x14\x00" + about + struct.pack("<H", 0) + raw + bytes(packed)
    return body + listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), len(body), 0)


def locked(content: bytes, password: str) -> bytes:
    """Return a workbook locked with a password as Excel locks it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


def far_xls(row: int, column: int) -> bytes:
    """Return the .xls with its last number moved to a far cell."""
    content = bytearray((DATA / "libreoffice.xls").read_bytes())
    position = content.rindex(struct.pack("<HH", 0x0203, 14)) if struct.pack("<HH", 0x0203, 14) in content else -1
    if position < 0:
        position = content.rindex(struct.pack("<HH", 0x00FD, 10))
    content[position + 4 : position + 8] = struct.pack("<HH", row, column)
    return bytes(content)


def record(kind: int, body: bytes) -> bytes:
    """Return a record of an .xlsb."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    length = b""
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + body


def wide(text: str) -> bytes:
    """Return text as an .xlsb has it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(sheets: Mapping[str, Mapping[tuple[int, int], str | float]]) -> bytes:
    """Make an .xlsb: texts and numbers by zero-indexed row and column."""
    relationships, bundle, parts = b"", b"", {}
    for number, (name, cells) in enumerate(sheets.items(), 1):
        body = record(129, b"") + record(148, bytes(16)) + record(145, b"")
        row = -1
        for (row0, column0), value in sorted(cells.items()):
            if row0 != row:
                row = row0
                body += record(0, struct.pack("<I", row0) + bytes(4) + struct.pack("<H", 300) + bytes(7))
            head = struct.pack("<II", column0, 0)
            body += (
                record(5, head + struct.pack("<d", value))
                if isinstance(value, float)
                else record(6, head + wide(value))
            )
        parts[f"xl/worksheets/sheet{number}.bin"] = body + record(146, b"") + record(130, b"")
        bundle += record(156, struct.pack("<II", 0, number) + wide(f"rId{number}") + wide(name))
        relationships += (
            f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            f'worksheet" Target="worksheets/sheet{number}.bin"/>'
        ).encode()
    namespace = b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "xl/workbook.bin": record(131, b"") + record(143, b"") + bundle + record(144, b"") + record(132, b""),
            "xl/_rels/workbook.bin.rels": b"<Relationships " + namespace + b">" + relationships + b"</Relationships>",
            **parts,
        }
    )


def as_xlsb(content: bytes = GOOD) -> bytes:
    """Return a workbook of Excel as an .xlsb with the same texts and numbers."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    grids = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return xlsb(
        {
            name: {
                (row0, column0): float(value) if isinstance(value, int | float) else str(value)
                for row0, row in enumerate(grid)
                for column0, value in enumerate(row)
                if value != ""
            }
            for name, grid in grids.items()
        }
    )


def as_fods() -> bytes:
    """Return the .ods as a .fods: its content in one XML that says what it is."""
    content = parts_of((DATA / "libreoffice.ods").read_bytes())["content.xml"]
    kind = b'<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet" '
    content = content.replace(b"<office:document-content ", kind, 1)
    return content.replace(b"</office:document-content>", b"</office:document>")


def bloating() -> bytes:
    """Return a small .xlsb that passes every guard and makes its reader hold 400 MB: a text of four million runs."""
    book = parts_of(xlsb({"x": {(0, 0): 1.0}}))
    runs = struct.pack("<I", 4_000_000) + struct.pack("<HH", 999, 999) * 3_900_000
    strings = record(159, struct.pack("<II", 1, 1)) + record(19, b"\1" + wide("n") + runs) + record(160, b"")
    # Something that does not pack, so that the ratio of the whole is as that of a busy workbook.
    noise = b"".join(hashlib.sha512(struct.pack("<I", number)).digest() for number in range(4_000))
    return zipped(book | {"xl/sharedStrings.bin": strings, "xl/media/image1.png": noise})


def stalling() -> bytes:
    """Return a form locked so that each try of a password takes ten million rounds, the most that the format allows."""
    from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    form = io.BytesIO(GOOD)
    about, secret = ECMA376Agile.generate_encryption_parameters("vuban", None, 1_000)
    payload = ECMA376Agile.encrypt_payload(form, about.encryptedKey, secret, about.keyData.saltValue)
    about.spinCount = 10_000_000
    made = io.BytesIO()
    ECMA376Encrypted(payload, ECMA376Agile.get_encryption_information(about, payload, secret)).write_to(made)
    return made.getvalue()
