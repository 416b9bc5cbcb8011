"""What a received file is, by its bytes and not by its name; only system files are also known by name."""

import io
import re
import zipfile
from collections.abc import Collection
from enum import Enum

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.received.listing import DATA_ERRORS
from dangvien_xlsx.received.mail_start import begins_a_mail, begins_a_mailbox, plain_text
from dangvien_xlsx.received.signed import SEALED_MARK, SIGNED_MARK, signed_content

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class FileKind(Enum):
    """Kinds of file, each with its own way in or its own reason why there is none."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    FODS = "fods"
    ENCRYPTED = "encrypted"
    ZIP = "zip"
    EMAIL = "email"
    MAILBOX = "mailbox"
    OUTLOOK = "outlook"
    WINMAIL = "winmail"
    SIGNED = "signed"
    SEALED = "sealed"
    SIGNATURE = "signature"
    CALENDAR = "calendar"
    CARD = "card"
    EMPTY = "empty"
    ZEROS = "zeros"
    BROKEN_ZIP = "broken_zip"
    OLD_EXCEL = "old_excel"
    WORD = "word"
    SLIDES = "slides"
    OLE_OTHER = "ole_other"
    BROKEN_OLE = "broken_ole"
    PDF = "pdf"
    PICTURE = "picture"
    VIDEO = "video"
    ARCHIVE = "archive"
    HTML = "html"
    XML_TABLE = "xml_table"
    XML = "xml"
    RTF = "rtf"
    CSV = "csv"
    TEXT = "text"
    PROGRAM = "program"
    SHORTCUT = "shortcut"
    CLOUD = "cloud"
    APPLE = "apple"
    DOCUMENT = "document"
    APPLE_DOUBLE = "apple_double"
    UNKNOWN = "unknown"


WORKBOOKS = frozenset({FileKind.XLSX, FileKind.XLSB, FileKind.XLS, FileKind.ODS, FileKind.FODS, FileKind.ENCRYPTED})
MAILS = frozenset({FileKind.EMAIL, FileKind.MAILBOX, FileKind.OUTLOOK, FileKind.WINMAIL})
COMPANIONS = frozenset({FileKind.SIGNATURE, FileKind.CALENDAR, FileKind.CARD})
"""What mail programs put beside a form; it never holds a figure."""

_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF", FileKind.PDF),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"\x89PNG", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"BM", FileKind.PICTURE),
    (b"II*\x00", FileKind.PICTURE),
    (b"MM\x00*", FileKind.PICTURE),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"BZh", FileKind.ARCHIVE),
    (b"\xfd7zXZ\x00", FileKind.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", FileKind.ARCHIVE),
    (b"MSCF", FileKind.ARCHIVE),
    (b"{\\rtf", FileKind.RTF),
    (b"\x78\x9f\x3e\x22", FileKind.WINMAIL),
    (b"MZ", FileKind.PROGRAM),
    (b"\x7fELF", FileKind.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", FileKind.SHORTCUT),
    (b"[InternetShortcut]", FileKind.SHORTCUT),
    (b"[Desktop Entry]", FileKind.SHORTCUT),
    (b"bplist00", FileKind.SHORTCUT),
    (b"\x00\x05\x16\x07", FileKind.APPLE_DOUBLE),
    # Excel 2 to 4 wrote bare records without the OLE container around them.
    (b"\x09\x00\x04\x00", FileKind.OLD_EXCEL),
    (b"\x09\x02\x06\x00", FileKind.OLD_EXCEL),
    (b"\x09\x04\x06\x00", FileKind.OLD_EXCEL),
)
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"avif", b"heif")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_ODF_KINDS = ((b"spreadsheet", FileKind.ODS), (b"presentation", FileKind.SLIDES))
_OPEN_XML_KINDS = (
    ("xl/workbook.bin", FileKind.XLSB),
    ("xl/", FileKind.XLSX),
    ("word/", FileKind.WORD),
    ("ppt/", FileKind.SLIDES),
)
_APPLE = frozenset(
    {"Index/Document.iwa", "Metadata/BuildVersionHistory.plist", "buildVersionHistory.plist", "index.apxl"}
)
"""What a document of Numbers, Pages or Keynote is told by; all are packages, so that each opens as an archive."""
_SPREADSHEET = (b"spreadsheetml.sheet", b"ms-excel.sheet", b"ms-excel.template")
_CLOUD = (b'"doc_id"', b"docs.google.com/", b"drive.google.com/")
_BROKEN = pattern(rb"PK(?:\x03\x04|\x05\x06|\x07\x08|\x01\x02|00PK)")
_HTML = pattern(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|center|tr)\b", re.IGNORECASE)
_CARDS = ((b"BEGIN:VCALENDAR", FileKind.CALENDAR), (b"BEGIN:VCARD", FileKind.CARD))
_LOOKED_AT = 4096
_FLAT_ODS = pattern(rb"<office:document\s[^>]*application/vnd\.oasis\.opendocument\.spreadsheet\b")
"""A .fods is an .ods in one XML; its first element says so within 2.3 KB."""

_SYSTEM_NAMES = frozenset(
    {"thumbs.db", "ehthumbs.db", ".ds_store", "desktop.ini", "icon\r", ".localized", ".directory"}
)
_SYSTEM_PREFIXES = ("~$", "._", ".~lock.")
_SYSTEM_FOLDERS = frozenset({"__macosx", ".trash", ".spotlight-v100", ".fseventsd", "$recycle.bin"})
_PARTIAL = (".crdownload", ".part", ".partial", ".download", ".opdownload", ".!ut", ".filepart", ".aria2")


def kind_of(content: bytes) -> FileKind:
    """Tell what a file is by its bytes."""
    if not content:
        return FileKind.EMPTY
    if _BROKEN.match(content):
        return _zip_kind(content)
    if content.startswith(OLE):
        return _ole_kind(content)
    return _kind_by_mark(content) or _signed_kind(content) or _text_kind(content)


def is_system_file(path: str, kind: FileKind) -> bool:
    """Tell whether a file is what systems and office programs leave lying about; a real workbook never is."""
    if kind in WORKBOOKS:
        return False
    *folders, name = path.lower().split("/")
    return (
        kind is FileKind.APPLE_DOUBLE
        or name in _SYSTEM_NAMES
        or name.startswith(_SYSTEM_PREFIXES)
        or not _SYSTEM_FOLDERS.isdisjoint(folders)
    )


def is_partial(path: str) -> bool:
    """Tell whether a name is one that browsers give while they download."""
    return path.lower().endswith(_PARTIAL)


def _kind_by_mark(content: bytes) -> FileKind | None:
    """Return the kind whose mark stands at its fixed place, or nothing."""
    brand = content[8:12]
    if content[4:8] == b"ftyp":
        return FileKind.PICTURE if brand in _PICTURE_BRANDS else FileKind.VIDEO
    if content.startswith(b"RIFF"):
        return FileKind.PICTURE if brand == b"WEBP" else FileKind.VIDEO
    if content[257:262] == b"ustar":
        return FileKind.ARCHIVE
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)


def _signed_kind(content: bytes) -> FileKind | None:
    """Return what a wrapper of PKCS #7 is: something signed, a signature alone, something encrypted, or nothing."""
    if content[:1] != b"\x30":
        return None
    if SEALED_MARK in content[:40]:
        return FileKind.SEALED
    if SIGNED_MARK not in content[:40]:
        return None
    return FileKind.SIGNED if signed_content(content) else FileKind.SIGNATURE


def _zip_kind(content: bytes) -> FileKind:
    end = content[-22:]
    if end.startswith(b"PK\x05\x06"):
        # The common case without unfolding the list of members, which costs as much as reading a form.
        listed = content[int.from_bytes(end[16:20], "little") :]
        if _is_plain_workbook(listed):
            return FileKind.XLSX
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        names = {name.replace("\\", "/") for name in package.namelist()}
        mimetype = _start(package, "mimetype") if "mimetype" in names else b""
    except DATA_ERRORS:
        return FileKind.BROKEN_ZIP
    if mimetype.startswith(_OPEN_DOCUMENT):
        return next(
            (kind for word, kind in _ODF_KINDS if mimetype[len(_OPEN_DOCUMENT) :].startswith(word)), FileKind.WORD
        )
    if not _APPLE.isdisjoint(_within_one_folder(names)):
        return FileKind.APPLE
    if "[Content_Types].xml" not in names:
        return _without_types(names, mimetype)
    found = (kind for part, kind in _OPEN_XML_KINDS if any(name.startswith(part) for name in names))
    return next(found, None) or _by_declared_types(package)


def _without_types(names: Collection[str], mimetype: bytes) -> FileKind:
    """Return the kind of a package that does not list the types of its parts, a workbook that lost the list included.

    What names its own type is a document, no archive in which somebody gathered files.
    """
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    return FileKind.DOCUMENT if mimetype.startswith(b"application/") else FileKind.ZIP


def _by_declared_types(package: zipfile.ZipFile) -> FileKind:
    """Return the kind of an Office package whose folders have names of their own."""
    try:
        told = _start(package, "[Content_Types].xml")
    except DATA_ERRORS:
        return FileKind.BROKEN_ZIP
    return FileKind.XLSX if any(word in told for word in _SPREADSHEET) else FileKind.DOCUMENT


def _within_one_folder(names: Collection[str]) -> set[str]:
    """Return names as they are within the one folder that holds them all, as Macs pack what they show as one file."""
    own = {name for name in names if not name.startswith("__MACOSX/")}
    folders = {name.partition("/")[0] for name in own}
    return {name.partition("/")[2] for name in own} if len(folders) == 1 else own


def _is_plain_workbook(listed: bytes) -> bool:
    at_root = b"[Content_Types].xml" in listed and b"/[Content_Types].xml" not in listed
    return at_root and b"xl/workbook.xml" in listed and b"mimetype" not in listed and b"xl/workbook.bin" not in listed


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as stream:
        return stream.read(_LOOKED_AT)


def _ole_kind(content: bytes) -> FileKind:
    from dangvien_xlsx.received.ole import root_names

    names = root_names(content)
    if names is None:
        return FileKind.ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in content else FileKind.BROKEN_OLE
    if "encryptedpackage" in names:
        return FileKind.ENCRYPTED
    if any(name.startswith("__") for name in names):
        return FileKind.OUTLOOK
    for name, kind in (
        ("worddocument", FileKind.WORD),
        ("powerpoint document", FileKind.SLIDES),
        ("workbook", FileKind.XLS),
        ("book", FileKind.XLS),
    ):
        if name in names:
            return kind
    return FileKind.OLE_OTHER


def _text_kind(content: bytes) -> FileKind:
    if not content.strip(b"\x00"):
        return FileKind.ZEROS
    start = plain_text(content)
    if begins_a_mail(start):
        return FileKind.EMAIL
    return FileKind.MAILBOX if begins_a_mailbox(start) else _other_text(start[:_LOOKED_AT])


def _other_text(head: bytes) -> FileKind:
    if head.startswith(b"<") and b"\x00" not in head:
        return _markup_kind(head)
    control = sum(byte < 32 and byte not in b"\t\r\n\f\x1b" for byte in head)
    if b"\x00" in head or control > len(head) // 50:
        return FileKind.UNKNOWN
    if head.startswith(b"{") and any(mark in head for mark in _CLOUD):
        return FileKind.CLOUD
    card = next((kind for mark, kind in _CARDS if head[:40].upper().startswith(mark)), None)
    if card:
        return card
    lines = head.splitlines()[:20]
    separated = sum(any(mark in line for mark in (b",", b";", b"\t")) for line in lines)
    return FileKind.CSV if separated >= max(1, len(lines) // 2) else FileKind.TEXT


def _markup_kind(start: bytes) -> FileKind:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and start.startswith(b"<?xml"):
        return FileKind.XML_TABLE
    if _FLAT_ODS.search(start):
        return FileKind.FODS
    if b"<plist" in start and b"<key>URL</key>" in start:
        return FileKind.SHORTCUT
    return FileKind.HTML if _HTML.search(start) else FileKind.XML
