"""The zip package of a workbook: what is refused before anything parses it, and what it says of its saving."""

import re
import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.received.inflating import packed, pieces_of, start_of, unpacked
from dangvien_xlsx.received.limits import LARGEST_UNREAD
from dangvien_xlsx.received.listing import Member, members_of
from dangvien_xlsx.received.room import OF_A_FORM, Room
from dangvien_xlsx.received.styled_rows import without_empty_cells
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten

CORE_PROPERTIES = "docProps/core.xml"
_ODS_PROPERTIES = "meta.xml"
_MODIFIED = pattern(rb"<dcterms:modified[^>]*>\s*([0-9T:.+\-Z]{10,40})\s*<")
_ODS_MODIFIED = pattern(rb"<dc:date[^>]*>\s*([0-9T:.+\-Z]{10,40})\s*<")
_PICTURES = pattern(r"(?:xl/media/|xl/embeddings/|docProps/thumbnail|Thumbnails/|Pictures/|media/)")
_RELATIONSHIP = pattern(rb"<(?:\w+:)?Relationship\s[^>]*>")
_TARGET = pattern(rb"\sTarget\s*=\s*[\"']([^\"']*)[\"']")
_LEAVES = pattern(r"(?i)(?:[a-z][a-z0-9+.-]+:|[a-z]:|[/\\]|\.\.[/\\])")
_LINKS = pattern(r"xl/externalLinks/_rels/[^/]+\.rels")
_COMMENTS = pattern(r"xl/comments[^/]*\.xml|xl/comments/[^/]+\.xml", re.IGNORECASE)
_SHEET_MARK = b"sheetData"
_SHEETS = pattern(r"xl/worksheets/[^/]+\.(?:xml|bin)", re.IGNORECASE)
_GROWING = pattern(r"xl/(?:worksheets|charts|drawings)/.+", re.IGNORECASE)
"""Parts that grow with the units of a period: they are the sheets, what links them, and their charts."""
_WIDE = (b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00?\x00", b"\x00<\x00?")
"""How XML in UTF-16 begins, whatever the part is called."""
_DECLARED = pattern(rb"\A(\s*<\?xml[^>]{0,200}encoding=[\"'])[^\"'>]*([\"'])")
_LARGEST_KEPT, _MOST_KEPT = 16 * 2**10, 256
"""Packed bytes of a part that is kept for the next file, and how many are: 36 MB, unpacked ones too, at the most."""
_ENCRYPTED_FLAG = 1
_MARK = len(b"<!DOCTYPE")
_LOOKED_AT = 100_000
"""Bytes of the properties in which the time of saving is looked for."""


class Package:
    """An opened workbook package whose sizes and entities have been judged."""

    def __init__(self, content: bytes, room: Room = OF_A_FORM, whole: int | None = None) -> None:
        """Unpack it.

        Args:
            content: Its bytes.
            room: What it may ask for.
            whole: Bytes of all members, unpacked, above which sheets and charts are left packed, to be had as pieces.

        Raises:
            RefusedError: It is damaged, or asks for more.
        """
        members = members_of(content, room.members, room.package)
        if any(member.flags & _ENCRYPTED_FLAG for member in members):
            raise RefusedError("encrypted-file")
        parts = [member for member in members if _is_read(member.name)]
        self._content = b""
        self._packed: dict[str, Member] = {}
        size = sum(member.size for member in parts)
        if whole is not None and size > whole:
            self._content = content
            parts = self._left_packed(parts)
            size = sum(member.size for member in parts)
        light = _light_sheets(content, parts, room) if size > LARGEST_UNREAD else {}
        size -= sum(member.size - len(light[member.name]) for member in parts if member.name in light)
        if size > room.text:
            raise RefusedError("suspicious-file", why=words.UNPACKS_LARGE.format(size=size // 2**20))
        self._parts: dict[str, bytes] = {}
        self._known: dict[str, str] = {}
        self._sheets: list[str] = []
        for member in parts:
            name, key, is_sheet = _named(member.name)
            if self._known.setdefault(key, name) != name or name in self._parts:
                raise RefusedError("suspicious-file", why=words.TWICE_INSIDE.format(name=shorten(name)))
            sheet = light.get(member.name)
            part = _part(name, content, member) if sheet is None else _judged(sheet)
            self._parts[name] = part.content
            if part.is_sheet or is_sheet:
                self._sheets.append(name)
        self.names = frozenset(self._parts)

    def _left_packed(self, parts: Sequence[Member]) -> list[Member]:
        """Put aside what grows with the units; return the rest."""
        rest = []
        for member in parts:
            name, key, _ = _named(member.name)
            if _GROWING.fullmatch(name) is None:
                rest.append(member)
            elif self._packed.setdefault(key, member) is not member:
                raise RefusedError("suspicious-file", why=words.TWICE_INSIDE.format(name=shorten(name)))
        return rest

    @property
    def is_partly_packed(self) -> bool:
        """Whether sheets or charts were left packed."""
        return bool(self._packed)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part, piece by piece where it was left packed; nothing where there is none.

        Raises:
            RefusedError: It is damaged, or declares entities.
        """
        member = self._packed.get(_key(name))
        if member is None:
            yield self.member(name)
            return
        before = b""
        for piece in _in_utf8(pieces_of(self._content, member)):
            if _declares_entities(name, before[-_MARK:] + piece):
                raise RefusedError("suspicious-file", why=words.ENTITIES)
            yield piece
            before = piece

    def member(self, name: str) -> bytes:
        """Return a part's bytes, empty where there is none; names of parts do not differ in case alone."""
        return self._parts.get(name) or self._parts.get(self._known.get(_key(name), ""), b"")

    @property
    def sheet_names(self) -> list[str]:
        """The names of the parts that are sheets of a workbook, wherever they lie and whatever they are called."""
        return sorted(self._sheets)

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
def _is_read(name: str) -> bool:
    """Tell whether a member is a part that readers look into: no folder, no picture."""
    return not name.endswith("/") and not _PICTURES.match(name)


@lru_cache(maxsize=1024)
def _named(told: str) -> tuple[str, str, bool]:
    """Return a part's name with forward slashes, the key programs find it by, and whether sheets are called so."""
    name = told.replace("\\", "/")
    return name, _key(name), _SHEETS.fullmatch(name) is not None


@lru_cache(maxsize=1024)
def _key(name: str) -> str:
    """Return a part's name as programs compare it: decoded, not by case or by how accents are written."""
    plain = unicodedata.normalize("NFKC", unquote(name)).casefold()
    steps = [step for step in plain.split("/") if step not in ("", ".")]
    return "/".join(steps)


@lru_cache(maxsize=64)  # the forms of one period have the same parts
def _matching(names: frozenset[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if pattern.fullmatch(name)))


def _light_sheets(content: bytes, parts: Sequence[Member], room: Room) -> dict[str, bytes]:
    """Return by name the large parts of which only the cells that hold something were unpacked."""
    light: dict[str, bytes] = {}
    for member in parts:
        is_packed = member.method == ZIP_DEFLATED and member.name.lower().endswith(".xml")
        if is_packed and member.size > LARGEST_UNREAD:
            most = room.text - sum(map(len, light.values()))
            sheet = without_empty_cells(packed(content, member), member, most)
            if sheet is not None and not sheet.startswith(_WIDE):
                light[member.name] = sheet
    return light


class _Part(NamedTuple):
    """A part, unpacked and judged; ``raw``: as it stands in the zip, where it is kept for the next file."""

    content: bytes
    is_sheet: bool
    raw: bytes = b""


_kept: dict[tuple[str, int, int, int, int], _Part] = {}


def _part(name: str, content: bytes, member: Member) -> _Part:
    """Return a part, unpacked and judged; the forms of one period share most of theirs, byte for byte."""
    key = (name, member.checksum, member.size, member.packed_size, member.method)
    known = _kept.get(key)
    # Only the bytes themselves prove a part the same: a checksum is easily made to agree.
    if known is not None and content.startswith(known.raw, start_of(content, member)):
        return known
    raw = packed(content, member)
    part = _judged(_without_entities(name, unpacked(raw, member)))
    if len(raw) <= _LARGEST_KEPT and len(part.content) <= _LARGEST_KEPT * 8:
        part = part._replace(raw=raw)
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = part
    return part


def _judged(part: bytes) -> _Part:
    return _Part(part, _SHEET_MARK in part)


def _without_entities(name: str, part: bytes) -> bytes:
    """Return a part unless it declares entities, which can grow without end and reach for files and networks."""
    if part.startswith(_WIDE) or (name.endswith((".xml", ".rels")) and b"\x00" in part[:4]):
        # A part in UTF-16 reads the same to a reader; our marks and scans are in bytes of UTF-8.
        part = part.decode("utf-16-be" if part[:1] == b"\x00" else "utf-16", "ignore").encode("utf-8", "ignore")
        # What it says of its own encoding is no longer so.
        part = _DECLARED.sub(rb"\1UTF-8\2", part.lstrip(b"\xef\xbb\xbf"), count=1)
    if _declares_entities(name, part):
        raise RefusedError("suspicious-file", why=words.ENTITIES)
    return part


def _declares_entities(name: str, part: bytes) -> bool:
    return b"<!ENTITY" in part or (b"<!DOCTYPE" in part and not name.startswith("META-INF/"))


def _in_utf8(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield pieces of a part as they are, or in UTF-8 where the part is in UTF-16: our marks are in bytes of UTF-8."""
    first = next(pieces, b"")
    if not first.startswith(_WIDE):
        yield first
        yield from pieces
        return
    decoder = getincrementaldecoder("utf-16-be" if first[:1] == b"\x00" else "utf-16")("ignore")
    for piece in chain((first,), pieces):
        yield decoder.decode(piece).encode("utf-8", "ignore")
