"""Files that are no workbook at all: what people attach by mistake, and what systems leave lying about."""

import gzip
import io
import tarfile
from collections.abc import Iterator

from tests.intake.build import DATA, GOOD, zipped

Told = tuple[str, bytes, str]
UNSUPPORTED, UNREADABLE, IGNORED = "unsupported-type", "unreadable-file", "ignored"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (
    "<html><head><meta charset='utf-8'></head><body><table><tr><td>Kết nạp</td><td>5</td></tr></table></body></html>"
)
_XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
)
_CSV = "TT,Đơn vị,Kết nạp\n1,Thành Lợi,10\n2,Tân Thành,8\n"


def noise() -> Iterator[Told]:
    """Yield name, bytes and what must become of them."""
    yield from _documents()
    yield from _tables_that_are_none()
    yield from _system_files()
    yield from _broken_downloads()


def _documents() -> Iterator[Told]:
    types = {"[Content_Types].xml": b"<Types/>"}
    odf = "application/vnd.oasis.opendocument."
    yield "scan.pdf", b"%PDF-1.7\n" + bytes(500), UNSUPPORTED
    yield "pdf-named.xlsx", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", UNSUPPORTED
    yield "photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(400), UNSUPPORTED
    yield "photo-named.xlsx", b"\xff\xd8\xff\xe1" + bytes(400), UNSUPPORTED
    yield "screen.png", b"\x89PNG\r\n\x1a\n" + bytes(300), UNSUPPORTED
    yield "a.gif", b"GIF89a" + bytes(50), UNSUPPORTED
    yield "a.bmp", b"BM" + bytes(60), UNSUPPORTED
    yield "a.tif", b"II*\x00" + bytes(60), UNSUPPORTED
    yield "phone.heic", b"\x00\x00\x00\x18ftypheic" + bytes(60), UNSUPPORTED
    yield "a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(60), UNSUPPORTED
    yield "film.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(60), UNSUPPORTED
    yield "voice.wav", b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(60), UNSUPPORTED
    yield "report.docx", zipped(types | {"word/document.xml": b"<w/>"}), UNSUPPORTED
    yield "report-named.xlsx", zipped(types | {"word/document.xml": b"<w/>"}), UNSUPPORTED
    yield "slides.pptx", zipped(types | {"ppt/presentation.xml": b"<p/>"}), UNSUPPORTED
    yield "report.odt", zipped({"mimetype": f"{odf}text".encode(), "content.xml": b"<x/>"}), UNSUPPORTED
    yield "slides.odp", zipped({"mimetype": f"{odf}presentation".encode()}), UNSUPPORTED
    yield "report.doc", _document("WordDocument"), UNSUPPORTED
    yield "drawing.vsd", _document("VisioDocument"), UNSUPPORTED
    yield "ole-without-anything.xls", _OLE + bytes(2000), UNREADABLE
    yield "report.rtf", b"{\\rtf1\\ansi Xin ch\\'e0o}", UNSUPPORTED
    yield "a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(60), UNSUPPORTED
    yield "rar-named.zip", b"Rar!\x1a\x07\x00" + bytes(60), UNSUPPORTED
    yield "a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(60), UNSUPPORTED
    yield "a.xlsx.gz", gzip.compress(GOOD, mtime=0), UNSUPPORTED
    yield "a.tar", _tar(), UNSUPPORTED
    yield "a.xlsx.bz2", b"BZh91AY" + bytes(60), UNSUPPORTED
    yield "invoice.xlsx.exe", b"MZ\x90\x00" + bytes(300), UNSUPPORTED
    yield "program-named.xlsx", b"MZ\x90\x00" + bytes(300), UNSUPPORTED
    yield "phieu.xlsx.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), UNSUPPORTED
    yield "drive.url", b"[InternetShortcut]\r\nURL=https://example.org/\r\n", UNSUPPORTED
    yield "random.xlsx", bytes((index * 151 + index // 7) % 251 for index in range(5000)), UNSUPPORTED


def _document(stream: str) -> bytes:
    """Make an old Office file out of the .xls: only the name of its stream in the directory tells them apart."""
    content = (DATA / "libreoffice.xls").read_bytes()
    old, new = (f"{name}\0".encode("utf-16-le").ljust(64, b"\0") for name in ("Workbook", stream))
    at = content.index(old)
    length = (2 * len(stream) + 2).to_bytes(2, "little")
    return content[:at] + new + length + content[at + 66 :]


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as made:
        made.addfile(tarfile.TarInfo("a.xlsx"), io.BytesIO())
    return buffer.getvalue()


def _tables_that_are_none() -> Iterator[Told]:
    yield "web.xls", _HTML.encode(), UNSUPPORTED
    yield "web-with-mark.xls", b"\xef\xbb\xbf\r\n" + _HTML.encode(), UNSUPPORTED
    yield "web-in-utf-16.xls", b"\xff\xfe" + _HTML.encode("utf-16-le"), UNSUPPORTED
    yield "web-with-doctype.xlsx", b"<!DOCTYPE html>" + _HTML.encode(), UNSUPPORTED
    yield "web-table-only.xls", b"<table><tr><td>1</td></tr></table>", UNSUPPORTED
    yield "table-2003.xls", _XML_2003.encode(), UNSUPPORTED
    yield "table-2003.xml", _XML_2003.encode(), UNSUPPORTED
    yield "other.xml", b"<?xml version='1.0'?><invoice/>", UNSUPPORTED
    yield "drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", UNSUPPORTED
    yield "csv-named.xlsx", _CSV.encode(), UNSUPPORTED
    yield "csv-with-mark.csv", b"\xef\xbb\xbf" + _CSV.encode(), UNSUPPORTED
    yield "semicolons.csv", _CSV.replace(",", ";").encode("cp1258", "replace"), UNSUPPORTED
    yield "tabs-in-utf-16.txt", b"\xff\xfe" + _CSV.replace(",", "\t").encode("utf-16-le"), UNSUPPORTED
    yield "note.txt", "Đơn vị em kết nạp 5 đồng chí ạ".encode(), UNSUPPORTED
    yield "settings.json", b'{"a": 1}', UNSUPPORTED
    yield "excel-2.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(60), UNSUPPORTED
    yield "excel-4.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00" + bytes(60), UNSUPPORTED


def _system_files() -> Iterator[Told]:
    yield "~$16-thanh-loi.xlsx", b"\x0cNguyen Van A" + b" " * 152, IGNORED
    yield ".~lock.phieu.xlsx#", b",may,may,24.11.2026 09:00,file:///home/a;", IGNORED
    yield "Thumbs.db", _OLE + bytes(3000), IGNORED
    yield ".DS_Store", b"\x00\x00\x00\x01Bud1" + bytes(100), IGNORED
    yield "desktop.ini", b"[.ShellClassInfo]\r\nIconResource=1\r\n", IGNORED
    yield "._phieu.xlsx", b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X" + bytes(80), IGNORED
    yield "apple-double-by-another-name.xlsx", b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X" + bytes(80), IGNORED
    yield "__MACOSX/anything.bin", b"\x01\x02\x03", IGNORED


def _broken_downloads() -> Iterator[Told]:
    yield "nothing.xlsx", b"", UNREADABLE
    yield "nothing.pdf", b"", UNREADABLE
    yield "zeros.xlsx", bytes(9000), UNREADABLE
    yield "one-byte.xlsx", b"P", UNSUPPORTED
    yield "two-bytes.xlsx", b"PK", UNSUPPORTED
    yield "four-bytes.xlsx", b"PK\x03\x04", UNREADABLE
    for percent in (10, 50, 90, 99):
        yield f"truncated-{percent}.xlsx", GOOD[: len(GOOD) * percent // 100], UNREADABLE
    yield "last-byte-gone.xlsx", GOOD[:-1], UNREADABLE
    yield "half.xlsx.crdownload", GOOD[:5000], UNREADABLE
    yield "half.part", GOOD[:3000], UNREADABLE
    yield "begun.xlsx.part", b"", UNREADABLE
    yield "noise.download", bytes(range(1, 255)) * 3, UNREADABLE
    yield "tail-lost-in-zeros.xlsx", GOOD[:6000] + bytes(len(GOOD) - 6000), UNREADABLE
    yield "head-lost-in-zeros.xlsx", bytes(200) + GOOD[200:], UNSUPPORTED
