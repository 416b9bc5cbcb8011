"""Workbooks built to harm their reader, or damaged inside while the outside looks whole."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from tests.intake.build import (
    DATA,
    GOOD,
    SHEET,
    far_xls,
    parts_of,
    raw_zip,
    with_part,
    with_rows,
    with_swap,
    xlsb,
    zipped,
)

Told = tuple[str, bytes, str] | tuple[str, bytes, str, dict[str, str], str]
SUSPICIOUS, UNREADABLE, NOT_A_FORM, LARGE = "suspicious-file", "unreadable-file", "not-a-form", "file-too-large"
STRINGS = "xl/sharedStrings.xml"
_BOMB = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
_LAUGHS = f'<!DOCTYPE sst [<!ENTITY l0 "ha">{_BOMB}]>'.encode()
_ODS = (DATA / "libreoffice.ods").read_bytes()
_XLS = (DATA / "libreoffice.xls").read_bytes()


def hostile() -> Iterator[Told]:
    """Yield name, bytes, what must become of them and, where it applies, the cell that the message names."""
    yield from _far_cells()
    yield from _strings_and_entities()
    yield from _packages()
    yield from _damaged_inside()
    yield from _ods()
    yield from _records()


def _far(name: str, rows: bytes, cell: str) -> Told:
    return f"far-{name}.xlsx", with_rows(rows), SUSPICIOUS, {}, cell


def _far_cells() -> Iterator[Told]:
    yield _far("corner", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576")
    yield _far("row", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "")
    yield _far("text", b'<row r="900000"><c r="B900000" t="inlineStr"><is><t>x</t></is></c></row>', "")
    yield _far("quotes", b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "XFD1048576")
    yield _far("spaces", b'<row r = "1048576" ><c r = "XFD1048576" ><v>1</v></c></row>', "XFD1048576")
    yield _far("small-letters", b'<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>', "XFD1048576")
    yield _far(
        "attribute-order", b'<row spans="1:1" r="1048576"><c s="1" r="XFD1048576"><v>1</v></c></row>', "XFD1048576"
    )
    yield _far("beyond-excel", b'<row r="4000000"><c r="A4000000"><v>1</v></c></row>', "")
    yield _far("no-addresses", b"<row/>" * 600_000 + b"<row><c><v>1</v></c></row>", "")
    prefixed = b'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1048576">'
    yield _far("prefix", prefixed + b'<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>', "XFD1048576")


def _strings_and_entities() -> Iterator[Told]:
    long = b"<si><t>" + b"n" * 30_000 + b"</t></si>"
    strings = parts_of(GOOD)[STRINGS]
    count = strings.count(b"<si>")
    rows = b"".join(
        b'<row r="%d">%s</row>'
        % (row, b"".join(b'<c r="%c%d" t="s"><v>%d</v></c>' % (65 + n, row, count) for n in range(20)))
        for row in range(100, 300)
    )
    yield (
        "repeated-strings.xlsx",
        with_part(STRINGS, strings.replace(b"</sst>", long + b"</sst>"), with_rows(rows)),
        SUSPICIOUS,
    )
    yield "laughs-in-strings.xlsx", with_part(STRINGS, strings.replace(b"<sst", _LAUGHS + b"<sst", 1)), SUSPICIOUS
    sheet = parts_of(GOOD)[SHEET]
    yield "laughs-in-sheet.xlsx", with_part(SHEET, sheet.replace(b"<worksheet", _LAUGHS + b"<worksheet", 1)), SUSPICIOUS
    outside = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook'
    yield "entity-to-a-file.xlsx", with_swap("xl/workbook.xml", b"<workbook", outside), SUSPICIOUS
    remote = b'<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd"><workbook'
    yield "doctype-to-a-network.xlsx", with_swap("xl/workbook.xml", b"<workbook", remote), SUSPICIOUS
    hidden = sheet.replace(b'encoding="UTF-8"', b'encoding="UTF-16"').replace(b"<worksheet", _LAUGHS + b"<worksheet", 1)
    yield "entities-in-utf-16.xlsx", with_part(SHEET, b"\xff\xfe" + hidden.decode().encode("utf-16-le")), SUSPICIOUS
    yield "entities-in-properties.xlsx", with_part("docProps/core.xml", _LAUGHS + b"<x/>"), SUSPICIOUS


def _packages() -> Iterator[Told]:
    yield "bomb.xlsx", with_part("xl/worksheets/sheet9.xml", bytes(40 * 2**20)), SUSPICIOUS
    yield "bomb-in-media.xlsx", with_part("xl/media/a.png", bytes(90 * 2**20)), SUSPICIOUS
    walls = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7919) for n in range(30, 400_000))
    yield "too-much-text.xlsx", with_rows(walls), SUSPICIOUS
    yield "many-members.xlsx", zipped(parts_of(GOOD) | {f"xl/x{n}.xml": b"" for n in range(1200)}), SUSPICIOUS
    sheets = {f"xl/worksheets/sheet{n}.xml": parts_of(GOOD)[SHEET] for n in range(4, 120)}
    yield "many-sheets.xlsx", zipped(parts_of(GOOD) | sheets), SUSPICIOUS
    lying = raw_zip([(name.encode(), part) for name, part in parts_of(GOOD).items()], lie=10)
    yield "lying-sizes.xlsx", lying, SUSPICIOUS
    larger = raw_zip([(name.encode(), part) for name, part in parts_of(GOOD).items()], lie=1_000_000)
    yield "sizes-too-large.xlsx", larger, SUSPICIOUS
    twice = [(name.encode(), part) for name, part in parts_of(GOOD).items()]
    yield "sheet-twice.xlsx", raw_zip([*twice, (SHEET.encode(), b"<worksheet/>")]), SUSPICIOUS
    yield "packed-with-lzma.xlsx", zipped(parts_of(GOOD), zipfile.ZIP_LZMA), SUSPICIOUS
    yield "packed-with-bzip2.xlsx", zipped(parts_of(GOOD), zipfile.ZIP_BZIP2), SUSPICIOUS
    noise = io.BytesIO()
    noise.write(bytes((index * 2654435761 >> 7) & 255 for index in range(65536)) * 330)
    stored = zipped(parts_of(GOOD) | {"xl/media/b.png": noise.getvalue()}, zipfile.ZIP_STORED)
    yield "too-large-pictures.xlsx", stored, LARGE
    yield "larger-than-any-container.xlsx", bytes(61 * 2**20), LARGE


def _damaged_inside() -> Iterator[Told]:
    yield (
        "other-workbook.xlsx",
        with_part(SHEET, b"<worksheet><sheetData/></worksheet>", _nothing_but_sheets()),
        NOT_A_FORM,
    )
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET):
        short = name.rpartition("/")[2]
        part = parts_of(GOOD)[name]
        yield f"cut-{short}.xlsx", with_part(name, part[: len(part) // 2]), UNREADABLE
        yield f"garbage-{short}.xlsx", with_part(name, bytes(range(256)) * 8), UNREADABLE
    yield "without-workbook.xlsx", with_part("xl/workbook.xml", None), UNREADABLE
    yield "without-sheet.xlsx", with_part(SHEET, None), UNREADABLE
    yield "flipped-byte.xlsx", _with_a_byte_flipped(GOOD), UNREADABLE
    end = GOOD.rindex(b"PK\x05\x06")
    yield "list-points-nowhere.xlsx", GOOD[: end + 16] + b"\xff\xff\xff\x7f" + GOOD[end + 20 :], UNREADABLE
    yield "types-only.xlsx", zipped({"[Content_Types].xml": b"<Types/>", "xl/a": b""}), UNREADABLE


def _with_a_byte_flipped(content: bytes) -> bytes:
    """Flip the last byte of the sheet that is missed: no packing is sure to miss its very last bits."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.getinfo(SHEET)
    end = sheet.header_offset + 30 + len(SHEET) + sheet.compress_size
    for place in range(end - 1, end - 100, -1):
        flipped = content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = stream.decompress(flipped[end - sheet.compress_size : end])
        except zlib.error:
            return flipped
        # A part that unpacks to more is refused for another reason: it says less than it holds.
        if len(part) <= sheet.file_size and zlib.crc32(part) != sheet.CRC:
            return flipped
    raise AssertionError("none of the last hundred bytes is missed")


def _nothing_but_sheets() -> bytes:
    parts = parts_of(GOOD)
    return zipped(
        {
            name: b"<worksheet><sheetData/></worksheet>" if "/sheet" in name and name.endswith(".xml") else part
            for name, part in parts.items()
        }
    )


def _ods_with(old: bytes, new: bytes) -> bytes:
    return with_swap("content.xml", old, new, _ODS)


def _ods() -> Iterator[Told]:
    row = b"<table:table-row%s><table:table-cell%s office:value-type='float' office:value='1'/></table:table-row>"
    close = b"</table:table>"
    for name, rows, cells in (
        ("rows", b" table:number-rows-repeated='900000'", b""),
        ("block", b" table:number-rows-repeated='1000'", b" table:number-columns-repeated='16000'"),
        ("cells-past-excel", b"", b" table:number-columns-repeated='1000000000'"),
        ("rows-past-excel", b" table:number-rows-repeated='4000000000'", b""),
        ("negative", b" table:number-rows-repeated='-1'", b""),
    ):
        yield f"ods-{name}.ods", _ods_with(close, row % (rows, cells) + close), SUSPICIOUS
    blank = b"<table:table-row><table:table-cell table:number-columns-repeated='2000000000'/></table:table-row>"
    yield "ods-blank-past-excel.ods", _ods_with(close, blank + close), SUSPICIOUS
    content = parts_of(_ODS)["content.xml"]
    yield "ods-unclosed-table.ods", with_part("content.xml", content.replace(close, b""), _ODS), UNREADABLE
    yield "ods-cut.ods", with_part("content.xml", content[: len(content) // 2], _ODS), UNREADABLE
    yield "ods-without-content.ods", with_part("content.xml", None, _ODS), UNREADABLE
    yield (
        "ods-entities.ods",
        with_part("content.xml", content.replace(b"<office:", _LAUGHS + b"<office:", 1), _ODS),
        SUSPICIOUS,
    )
    yield "ods-truncated.ods", _ODS[: len(_ODS) // 2], UNREADABLE
    tables = b"<table:table table:name='x'></table:table>" * 150
    yield "ods-many-tables.ods", _ods_with(close, close + tables), SUSPICIOUS
    key = b"<manifest:encryption-data/></manifest:manifest>"
    yield "ods-locked.ods", with_swap("META-INF/manifest.xml", b"</manifest:manifest>", key, _ODS), "encrypted-file"


def _records() -> Iterator[Told]:
    for percent in (5, 40, 80):
        yield f"xls-truncated-{percent}.xls", _XLS[: len(_XLS) * percent // 100], UNREADABLE
    yield "xls-far.xls", far_xls(65535, 255), SUSPICIOUS, {}, "IV65536"
    yield "xls-far-row.xls", far_xls(65535, 40), SUSPICIOUS, {}, ""
    yield "xlsb-far.xlsb", xlsb({"x": {(0, 0): 1.0, (1_048_575, 16_383): 2.0}}), SUSPICIOUS, {}, "XFD1048576"
    far = parts_of(xlsb({"x": {(0, 0): 1.0, (1_048_575, 16_383): 2.0}}))
    far["xl/elsewhere/x.bin"] = far.pop("xl/worksheets/sheet1.bin")
    related = "xl/_rels/workbook.bin.rels"
    far[related] = far[related].replace(b"worksheets/sheet1.bin", b"elsewhere/x.bin")
    yield "xlsb-far-elsewhere.xlsb", zipped(far), SUSPICIOUS, {}, "XFD1048576"
    yield "xlsb-other.xlsb", xlsb({"x": {(0, 0): 1.0}}), NOT_A_FORM
    book = xlsb({"x": {(0, 0): "a"}})
    part = parts_of(book)["xl/worksheets/sheet1.bin"]
    yield "xlsb-cut.xlsb", with_part("xl/worksheets/sheet1.bin", part[:-5], book), UNREADABLE
    yield (
        "xlsb-long-record.xlsb",
        with_part("xl/worksheets/sheet1.bin", part + b"\x00\xff\xff\xff\x7f", book),
        UNREADABLE,
    )
