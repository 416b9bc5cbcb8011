"""The zip package of a workbook: what is refused before anything parses it, and what it says of its saving."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property, lru_cache
from urllib.parse import unquote

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.received.limits import (
    HIGHEST_RATIO,
    LARGEST_CONTENT,
    LARGEST_PACKAGE,
    LARGEST_TEXT,
    LARGEST_UNREAD,
    MOST_MEMBERS,
    SMALLEST_JUDGED,
)
from dangvien_xlsx.received.styled_rows import without_empty_cells
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten

CORE_PROPERTIES = "docProps/core.xml"
_ODS_PROPERTIES = "meta.xml"
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>\s*([0-9T:.+\-Z]{10,40})\s*<")
_ODS_MODIFIED = re.compile(rb"<dc:date[^>]*>\s*([0-9T:.+\-Z]{10,40})\s*<")
_PICTURES = re.compile(r"(?:xl/media/|xl/embeddings/|docProps/thumbnail|Thumbnails/|Pictures/|media/)")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_TARGET = re.compile(rb"\sTarget\s*=\s*[\"']([^\"']*)[\"']")
_LEAVES = re.compile(r"(?i)(?:[a-z][a-z0-9+.-]+:|[a-z]:|[/\\]|\.\.[/\\])")
_LINKS = re.compile(r"xl/externalLinks/_rels/[^/]+\.rels")
_COMMENTS = re.compile(r"xl/comments[^/]*\.xml|xl/comments/[^/]+\.xml", re.IGNORECASE)
_SHEET_MARK = b"sheetData"
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.(?:xml|bin)", re.IGNORECASE)
DATA_ERRORS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What reading a damaged zip raises."""
_LOCAL_HEADER = 30
_WIDE = (b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00?\x00", b"\x00<\x00?")
"""How XML in UTF-16 begins, whatever the part is called."""
_DECLARED = re.compile(rb"\A(\s*<\?xml[^>]{0,200}encoding=[\"'])[^\"'>]*([\"'])")
_LARGEST_KEPT, _MOST_KEPT = 16 * 2**10, 256
"""Packed bytes of a part that is kept for the next file, and how many are: 32 MB of them at the very most."""
_kept: dict[tuple[str, bytes, int, int, int], bytes] = {}
_ENCRYPTED_FLAG = 1
_LOOKED_AT = 100_000
"""Bytes of the properties in which the time of saving is looked for."""


def open_zip(content: bytes, most_members: int = MOST_MEMBERS, budget: int = LARGEST_CONTENT) -> zipfile.ZipFile:
    """Open a zip whose declared sizes are within bounds.

    Args:
        content: The bytes of the zip.
        most_members: How many parts it may have.
        budget: How many bytes they may unpack to.

    Raises:
        RefusedError: It is damaged, or unpacks too large.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except DATA_ERRORS as error:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP) from error
    members = opened.infolist()
    size = sum(member.file_size for member in members)
    if len(members) > most_members:
        raise RefusedError("suspicious-file", why=words.MANY_MEMBERS.format(count=len(members)))
    if size > budget or (size > SMALLEST_JUDGED and size > HIGHEST_RATIO * max(len(content), 1)):
        raise RefusedError("suspicious-file", why=words.UNPACKS_LARGE.format(size=size // 2**20))
    return opened


def inflate(content: bytes, member: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes, and see that it unpacks to no more than it declares: readers in Rust do not check.

    Raises:
        RefusedError: It is damaged, or larger than declared.
    """
    return _unpacked(_packed(content, member), member)


def _packed(content: bytes, member: zipfile.ZipInfo) -> bytes:
    start = member.header_offset
    header = content[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    skip = _LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return content[start + skip : start + skip + member.compress_size]


def _unpacked(packed: bytes, member: zipfile.ZipInfo) -> bytes:
    if member.compress_type == zipfile.ZIP_STORED:
        unpacked = packed[: member.file_size + 1]
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            unpacked = stream.decompress(packed, member.file_size + 1)
        except zlib.error as error:
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP) from error
    else:
        raise RefusedError("suspicious-file", why=words.ODD_PACKING)
    if len(unpacked) > member.file_size:
        if _is_damage(packed, member):
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
        raise RefusedError("suspicious-file", why=words.LYING_SIZE)
    if len(unpacked) < member.file_size or zlib.crc32(unpacked) != member.CRC:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    return unpacked


def _is_damage(packed: bytes, member: zipfile.ZipInfo) -> bool:
    """Tell a damaged part that unpacks a little longer from one that lies: a liar's stream goes on, or is whole."""
    if member.compress_type == zipfile.ZIP_STORED:
        return False
    stream, most = zlib.decompressobj(-zlib.MAX_WBITS), 2 * member.file_size + 2**16
    try:
        unpacked = stream.decompress(packed, most)
    except zlib.error:
        return True
    is_whole = stream.eof and zlib.crc32(unpacked) == member.CRC
    return len(unpacked) < most and not is_whole


class Package:
    """An opened workbook package whose sizes and entities have been judged."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        members = open_zip(content, budget=LARGEST_PACKAGE).infolist()
        if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
            raise RefusedError("encrypted-file")
        parts = [
            member for member in members if not member.filename.endswith("/") and not _PICTURES.match(member.filename)
        ]
        light = _light_sheets(content, parts)
        size = sum(len(light.get(member.filename, b"")) or member.file_size for member in parts)
        if size > LARGEST_TEXT:
            raise RefusedError("suspicious-file", why=words.UNPACKS_LARGE.format(size=size // 2**20))
        self._parts: dict[str, bytes] = {}
        self._known: dict[str, str] = {}
        for member in parts:
            name = member.filename.replace("\\", "/")
            if self._known.setdefault(_key(name), name) != name or name in self._parts:
                raise RefusedError("suspicious-file", why=words.TWICE_INSIDE.format(name=shorten(name)))
            sheet = light.get(member.filename)
            self._parts[name] = _part(name, content, member) if sheet is None else sheet
        self.names = frozenset(self._parts)

    def member(self, name: str) -> bytes:
        """Return a part's bytes, empty where there is none; names of parts do not differ in case alone."""
        return self._parts.get(name) or self._parts.get(self._known.get(_key(name), ""), b"")

    @cached_property
    def sheet_names(self) -> list[str]:
        """The names of the parts that are sheets of a workbook, wherever they lie and whatever they are called."""
        usual = _matching(self.names, _SHEETS)
        return sorted({*usual, *(name for name, part in self._parts.items() if _SHEET_MARK in part)})

    @cached_property
    def comment_names(self) -> list[str]:
        """The names of the parts that hold comments on cells."""
        return list(_matching(self.names, _COMMENTS))

    def sheets(self) -> bytes:
        """Return the XML of all sheets, one after the other."""
        return b"".join(self._parts[name] for name in self.sheet_names)

    def shared_strings(self) -> bytes:
        """Return the XML of the strings that sheets share."""
        return next((part for name, part in self._parts.items() if name.lower() == "xl/sharedstrings.xml"), b"")

    def links_out(self) -> tuple[str, ...]:
        """Return the workbooks outside the folder that formulas refer to; nothing ever follows them."""
        targets = {
            found[1].decode("utf-8", "replace")
            for name in _matching(self.names, _LINKS)
            for link in _RELATIONSHIP.findall(self._parts[name])
            if b"externalLinkPath" in link and (found := _TARGET.search(link))
        }
        return tuple(sorted(target for target in targets if _LEAVES.match(target)))

    def modified(self) -> datetime | None:
        """Return the time at which the workbook was saved, as the program that saved it wrote; none if not told."""
        # Open XML writes UTC.
        found = _MODIFIED.search(self.member(CORE_PROPERTIES)[:_LOOKED_AT])
        return _moment(found[1], UTC) if found else saved_as_ods_tells(self.member(_ODS_PROPERTIES))


def saved_as_ods_tells(part: bytes) -> datetime | None:
    """Return the time of saving that the properties of an .ods, or the start of a .fods, tell; none if they do not."""
    found = _ODS_MODIFIED.search(part[:_LOOKED_AT])
    # OpenDocument writes the time of the wall, which for our units is Vietnam's.
    return _moment(found[1], VIETNAM) if found else None


def _moment(told: bytes, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(told.decode("ascii")[:26].rstrip("."))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


@lru_cache(maxsize=1024)  # the forms of one period have the same parts
def _key(name: str) -> str:
    """Return a part's name as programs compare it: decoded, not by case or by how accents are written."""
    plain = unicodedata.normalize("NFKC", unquote(name)).casefold()
    steps = [step for step in plain.split("/") if step not in ("", ".")]
    return "/".join(steps)


@lru_cache(maxsize=64)  # the forms of one period have the same parts
def _matching(names: frozenset[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if pattern.fullmatch(name)))


def _light_sheets(content: bytes, parts: Sequence[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Return by name the large parts of which only the cells that hold something were unpacked."""
    light: dict[str, bytes] = {}
    for member in parts:
        is_packed = member.compress_type == zipfile.ZIP_DEFLATED and member.filename.lower().endswith(".xml")
        if is_packed and member.file_size > LARGEST_UNREAD:
            most = LARGEST_TEXT - sum(map(len, light.values()))
            sheet = without_empty_cells(_packed(content, member), member, most)
            if sheet is not None and not sheet.startswith(_WIDE):
                light[member.filename] = sheet
    return light


def _part(name: str, content: bytes, member: zipfile.ZipInfo) -> bytes:
    """Return a part, unpacked and judged; the forms of one period share most of theirs, byte for byte."""
    packed = _packed(content, member)
    if len(packed) > _LARGEST_KEPT:
        return _without_entities(name, _unpacked(packed, member))
    key = (name, packed, member.compress_type, member.file_size, member.CRC)
    part = _kept.get(key)
    if part is None:
        part = _without_entities(name, _unpacked(packed, member))
        if len(part) <= _LARGEST_KEPT * 8:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[key] = part
    return part


def _without_entities(name: str, part: bytes) -> bytes:
    """Return a part unless it declares entities, which can grow without end and reach for files and networks."""
    if part.startswith(_WIDE) or (name.endswith((".xml", ".rels")) and b"\x00" in part[:4]):
        # A part in UTF-16 reads the same to a reader; our marks and scans are in bytes of UTF-8.
        part = part.decode("utf-16-be" if part[:1] == b"\x00" else "utf-16", "ignore").encode("utf-8", "ignore")
        # What it says of its own encoding is no longer so.
        part = _DECLARED.sub(rb"\1UTF-8\2", part.lstrip(b"\xef\xbb\xbf"), count=1)
    if b"<!ENTITY" in part or (b"<!DOCTYPE" in part and not name.startswith("META-INF/")):
        raise RefusedError("suspicious-file", why=words.ENTITIES)
    return part
