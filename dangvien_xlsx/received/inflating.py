"""Unpacks members of a zip into exactly what they declare, no byte more: readers in Rust do not check."""

import struct
import zipfile
import zlib
from collections.abc import Iterator

import deflate

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.received.listing import Member
from dangvien_xlsx.text import intake as words

_LOCAL, _LOCAL_MARK = struct.Struct("<4s22x2H"), b"PK\x03\x04"
_LARGEST_AT_ONCE = 16 * 2**20
"""Bytes that are unpacked in one go: as much is set aside as a member declares, true or not."""

_PIECE, _FED = 2**20, 2**16


def inflate(content: bytes, member: Member) -> bytes:
    """Return a member's bytes.

    Raises:
        RefusedError: It is damaged, or larger than declared.
    """
    return unpacked(packed(content, member), member)


def packed(content: bytes, member: Member) -> bytes:
    """Return a member's bytes as they stand in the zip.

    Raises:
        RefusedError: There is no member at that place.
    """
    start = start_of(content, member)
    return content[start : start + member.packed_size]


def start_of(content: bytes, member: Member) -> int:
    """Return where a member's bytes begin in the zip.

    Raises:
        RefusedError: There is no member at that place.
    """
    start = member.start
    if not 0 <= start <= len(content) - _LOCAL.size:  # zipfile moves places back where bytes are missing
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    mark, name, extra = _LOCAL.unpack_from(content, start)
    if mark != _LOCAL_MARK:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    return start + _LOCAL.size + int(name) + int(extra)


def unpacked(raw: bytes, member: Member) -> bytes:
    """Return what a member unpacks to, which must be as much as it declares and have its checksum.

    Args:
        raw: Its bytes as they stand in the zip.
        member: What the zip says of it.

    Raises:
        RefusedError: It is damaged, or larger than declared.
    """
    part = _at_once(raw, member)
    if part is None:
        part = _step_by_step(raw, member)
    if len(part) < member.size or deflate.crc32(part) != member.checksum:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    return part


def pieces_of(content: bytes, member: Member) -> Iterator[bytes]:
    """Yield what a member unpacks to, a megabyte at a time, and no byte more than it declares.

    Args:
        content: The bytes of the zip.
        member: What the zip says of it.

    Raises:
        RefusedError: It is damaged, or larger than declared; told where that is met, the end at the latest.
    """
    size = checksum = 0
    for piece in _unpacking(content, member):
        size, checksum = size + len(piece), deflate.crc32(piece, checksum)
        if size > member.size:
            raise _longer(content, member)
        yield piece
    if size < member.size or checksum != member.checksum:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)


def _longer(content: bytes, member: Member) -> RefusedError:
    if member.size <= _LARGEST_AT_ONCE and _is_damage(packed(content, member), member):
        return RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    return RefusedError("suspicious-file", why=words.LYING_SIZE)


def _unpacking(content: bytes, member: Member) -> Iterator[bytes]:
    start = start_of(content, member)
    end = start + member.packed_size
    if member.method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedError("suspicious-file", why=words.ODD_PACKING)
    if member.method == zipfile.ZIP_STORED:
        yield from (content[at : min(at + _PIECE, end)] for at in range(start, end, _PIECE))
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(start, end, _FED):
            packed_bytes = content[at : min(at + _FED, end)]
            # What is not taken yet is copied at each step, so it is fed by little.
            while packed_bytes and (piece := stream.decompress(packed_bytes, _PIECE)):
                yield piece
                packed_bytes = stream.unconsumed_tail
        while piece := stream.decompress(b"", _PIECE):
            yield piece
    except zlib.error as error:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP) from error


def _at_once(raw: bytes, member: Member) -> bytes | None:
    """Unpack into the declared size; nothing where it does not fit, or is not packed in the usual way."""
    if member.method != zipfile.ZIP_DEFLATED or not 0 < member.size <= _LARGEST_AT_ONCE:
        return None
    try:
        return bytes(deflate.deflate_decompress(raw, member.size))
    except deflate.DeflateError:
        return None


def _step_by_step(raw: bytes, member: Member) -> bytes:
    if member.method == zipfile.ZIP_STORED:
        part = raw[: member.size + 1]
    elif member.method == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = stream.decompress(raw, member.size + 1)
        except zlib.error as error:
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP) from error
    else:
        raise RefusedError("suspicious-file", why=words.ODD_PACKING)
    if len(part) > member.size:
        if _is_damage(raw, member):
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
        raise RefusedError("suspicious-file", why=words.LYING_SIZE)
    return part


def _is_damage(raw: bytes, member: Member) -> bool:
    """Tell a damaged part that unpacks a little longer from one that lies: a liar's stream goes on, or is whole."""
    if member.method == zipfile.ZIP_STORED:
        return False
    stream, most = zlib.decompressobj(-zlib.MAX_WBITS), 2 * member.size + 2**16
    try:
        part = stream.decompress(raw, most)
    except zlib.error:
        return True
    is_whole = stream.eof and zlib.crc32(part) == member.checksum
    return len(part) < most and not is_whole
