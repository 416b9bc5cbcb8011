"""Decodes the headers of mails as programs really write them: RFC 2047, RFC 2231, both mixed, and raw legacy bytes.

Python's own decoders are passed by: they give up at the first fault, and one of them is quadratic.
"""

import binascii
import quopri
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import unquote_to_bytes

from dangvien_xlsx.mail.limits import LONGEST_DECODED
from dangvien_xlsx.model.patterns import pattern

_ENCODED = pattern(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_PERCENT = pattern(r"%[0-9A-Fa-f]{2}")
_ADDRESS = pattern(r"[^\s<>,;:\"()@]{1,64}@[^\s<>,;:\"()@]{1,255}")
_FALLBACKS = ("utf-8", "cp1258", "latin-1")
"""What raw bytes can be: UTF-8 if they are valid as such, else the Vietnamese code page of Windows."""
_NOT_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "utf-7", "undefined"}


def decode_bytes(raw: bytes, charset: str = "") -> str:
    """Decode text whose charset may be missing, unknown or a lie; composed (NFC), never failing."""
    wanted = charset.strip().strip("\"'").split("*")[0].lower()
    # A mail that claims ASCII or Latin-1 and is valid UTF-8 is UTF-8: chance does not make such bytes.
    first = ("utf-8",) if wanted in ("", "us-ascii", "ascii", "iso-8859-1", "latin-1") else ()
    for name in (*first, wanted, *_FALLBACKS):
        if not name or name in _NOT_CHARSETS:
            continue
        try:
            return unicodedata.normalize("NFC", raw.decode(name))
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")


def decode_text(value: str) -> str:
    """Decode an unstructured header, folded or not.

    Args:
        value: As Python's parser gives it: raw bytes above 127 as surrogates.
    """
    value = value[:LONGEST_DECODED].replace("\r", "").replace("\n", "")
    pieces: list[str] = []
    pending, charset, end = b"", "", 0
    for match in _ENCODED.finditer(value):
        between = value[end : match.start()]
        # A character may be cut between two encoded words, so words of one charset are joined before decoding.
        if between.strip() or match[1].lower() != charset:
            pieces.append(decode_bytes(pending, charset))
            pending = b""
        if between.strip():
            pieces.append(_raw(between))
        pending, charset, end = pending + _word(match), match[1].lower(), match.end()
    pieces += [decode_bytes(pending, charset), _raw(value[end:])]
    return " ".join("".join(pieces).replace("\x00", "").split())


def _word(match: re.Match[str]) -> bytes:
    text = match[3].encode("ascii", "surrogateescape")
    if match[2] in "qQ":
        return quopri.decodestring(text, header=True)
    try:
        return binascii.a2b_base64(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        return text


def _raw(text: str) -> str:
    """Decode what stands outside of encoded words: 8-bit bytes that a program put there as they were."""
    if text.isascii():
        return text
    return decode_bytes(text.encode("utf-8", "surrogateescape"))


def parameters(value: str) -> dict[str, str]:
    """Return the parameters of a Content-Type or Content-Disposition header, decoded, by lower-case name.

    RFC 2231 values, whole or in pieces, stand before plain ones, as RFC 6266 wants it.
    """
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, text in _split_parameters(value[: 2 * LONGEST_DECODED].replace("\r", "").replace("\n", "")):
        base, star, rest = name.partition("*")
        if not star:
            plain.setdefault(base, _plain_value(text))
            continue
        number, encoded = rest.removesuffix("*"), not rest or rest.endswith("*")
        if not number or (number.isdecimal() and len(number) < 5):
            pieces.setdefault(base, {}).setdefault(int(number or 0), (text, encoded))
    return plain | {base: _join(found) for base, found in pieces.items()}


def _split_parameters(value: str) -> Iterable[tuple[str, str]]:
    """Split in one pass; a quote that is never closed takes the rest."""
    at = value.find(";") + 1
    while 0 < at < len(value):
        equals, stop = value.find("=", at), value.find(";", at)
        if equals < 0:
            return
        if 0 <= stop < equals:
            at = stop + 1
            continue
        name = value[at:equals].strip().lower()
        start = equals + 1
        while start < len(value) and value[start] in " \t":
            start += 1
        if value[start : start + 1] == '"':
            text, at = _quoted(value, start + 1)
            at = value.find(";", at) + 1
        else:
            stop = value.find(";", start)
            text, at = value[start : None if stop < 0 else stop].strip(), stop + 1
        yield name, text


def _quoted(value: str, start: int) -> tuple[str, int]:
    letters: list[str] = []
    at = start
    while at < len(value) and value[at] != '"':
        # Old Internet Explorer sent whole paths unescaped: a backslash stands for itself unless it escapes a quote.
        if value[at] == "\\" and value[at + 1 : at + 2] in ('"', "\\"):
            at += 1
        letters.append(value[at])
        at += 1
    return "".join(letters), at + 1


def _plain_value(text: str) -> str:
    decoded = decode_text(text)
    if decoded.isascii() and _PERCENT.search(decoded):
        # Some phones percent-encode a plain name; only bytes that are UTF-8 beyond ASCII are taken as such.
        raw = unquote_to_bytes(decoded)
        try:
            found = raw.decode("utf-8")
        except UnicodeDecodeError:
            return decoded
        return decoded if found.isascii() else unicodedata.normalize("NFC", found)
    return decoded


def _join(pieces: dict[int, tuple[str, bool]]) -> str:
    raw, charset = b"", ""
    for number in sorted(pieces):
        text, encoded = pieces[number]
        if number == min(pieces) and encoded and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data = text.encode("utf-8", "surrogateescape")
        raw += unquote_to_bytes(data) if encoded else data
    decoded = decode_bytes(raw, charset)
    # Some programs put encoded words into the starred parameter too.
    return decode_text(decoded) if "=?" in decoded else decoded.replace("\x00", "")


def address(value: str) -> tuple[str, str]:
    """Return the address and the display name of a From header; blank where there is none."""
    decoded = value[:LONGEST_DECODED]
    angle = decoded.rfind("<")
    found = _ADDRESS.search(decoded, angle + 1 if angle >= 0 else 0) or _ADDRESS.search(decode_text(decoded))
    if not found:
        return "", decode_text(decoded).strip(' "<>')
    name = decoded[:angle] if angle >= 0 else ""
    return found[0].lower(), decode_text(name).strip(" \"'")


def moment(value: str) -> datetime | None:
    """Return the time of a Date header, aware; a time without a zone is taken as UTC."""
    from email.utils import parsedate_to_datetime

    try:
        parsed = parsedate_to_datetime(value[:200])
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
