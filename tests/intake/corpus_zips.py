"""Zips as people and hostile people make them, with what must become of each file inside."""

import struct
import unicodedata
import zipfile
from collections.abc import Iterator

from tests.intake.build import GOOD, parts_of, raw_zip, zipped

Told = tuple[str, bytes, str, dict[str, str]]
FORM, IGNORED = "form", "ignored"
_NAME = "Phiếu Thành Lợi.xlsx"


def zips() -> Iterator[Told]:
    """Yield name, bytes, what must become of the zip, and of each file inside by its path there."""
    yield from _nested()
    yield from _names()
    yield from _contents()


def _one(name: str, member: str, inside: str, flags: int = 0x800) -> Told:
    return f"{name}.zip", raw_zip([(member.encode(), GOOD)], flags), IGNORED, {inside: FORM}


def _nested() -> Iterator[Told]:
    yield "plain.zip", zipped({"phieu.xlsx": GOOD}), IGNORED, {"phieu.xlsx": FORM}
    yield "plain-named.xlsx", zipped({"phieu.xlsx": GOOD}), IGNORED, {"phieu.xlsx": FORM}
    twice = zipped({"b.zip": zipped({"a.xlsx": GOOD})})
    yield "nested-2.zip", twice, IGNORED, {"b.zip": IGNORED, "b.zip/a.xlsx": FORM}
    deep, path, expected = zipped({"a.xlsx": GOOD}), "", {}
    for _ in range(5):
        deep = zipped({"z.zip": deep})
    for depth in range(1, 5):
        path = "/".join(["z.zip"] * depth)
        expected[path] = IGNORED if depth < 4 else "suspicious-file"
    yield "nested-6.zip", deep, IGNORED, expected
    yield (
        "two-in-folders.zip",
        zipped({"xa/1.xlsx": GOOD, "xa/b/2.xlsx": GOOD}),
        IGNORED,
        {"xa/1.xlsx": FORM, "xa/b/2.xlsx": FORM},
    )
    yield (
        "an-unpacked-workbook.zip",
        zipped({f"x/{n}": p for n, p in list(parts_of(GOOD).items())[:1]}),
        IGNORED,
        {"x/[Content_Types].xml": "unsupported-type"},
    )


def _names() -> Iterator[Told]:
    yield _one("names-utf-8-marked", _NAME, _NAME)
    yield _one("names-utf-8-unmarked", _NAME, _NAME, flags=0)
    decomposed = unicodedata.normalize("NFD", _NAME)
    yield _one("names-decomposed", decomposed, _NAME)
    legacy = "Thành Lợi.xlsx"
    tone_apart = unicodedata.normalize("NFC", legacy).replace("ợ", "ơ\u0323")
    yield "names-cp1258.zip", raw_zip([(tone_apart.encode("cp1258"), GOOD)]), IGNORED, {legacy: FORM}
    yield "names-cp437.zip", raw_zip([(b"pb\x82.xlsx", GOOD)]), IGNORED, {"*": FORM}
    tcvn3 = b"Phi\xd5u Th\xb5nh L\xee.xlsx"
    yield "names-tcvn3.zip", raw_zip([(tcvn3, GOOD)]), IGNORED, {"*": FORM}
    path = b"\x01" + bytes(4) + _NAME.encode()
    extra = struct.pack("<HH", 0x7075, len(path)) + path
    yield "names-beside.zip", raw_zip([(b"Phi?u.xlsx", GOOD)], extra=extra), IGNORED, {_NAME: FORM}
    yield _one("path-up", "../../a.xlsx", "a.xlsx")
    yield _one("path-up-backslash", "..\\..\\a.xlsx", "a.xlsx")
    yield _one("path-absolute", "/etc/a.xlsx", "etc/a.xlsx")
    yield _one("path-drive", "C:\\Users\\a.xlsx", "Users/a.xlsx")
    yield _one("path-server", "\\\\server\\share\\a.xlsx", "server/share/a.xlsx")
    yield _one("path-control", "a\x01\nb.xlsx", "*")
    yield _one("path-turned", "a\u202excod.xlsx", "axcod.xlsx")
    yield _one("path-long", "a" * 400 + ".xlsx", "*")
    yield _one("path-dots", "...", "khong-ten")
    yield "path-nameless.zip", raw_zip([(b"", GOOD)]), IGNORED, {"khong-ten": FORM}
    yield "twice.zip", raw_zip([(b"a.xlsx", GOOD), (b"a.xlsx", GOOD)]), IGNORED, {"a.xlsx": FORM, "a (2).xlsx": FORM}
    yield (
        "same-after-cleaning.zip",
        raw_zip([(b"a.xlsx", GOOD), (b"../a.xlsx", GOOD)]),
        IGNORED,
        {
            "a.xlsx": FORM,
            "a (2).xlsx": FORM,
        },
    )


def _contents() -> Iterator[Told]:
    mixed = {
        "phieu.xlsx": GOOD,
        "anh.jpg": b"\xff\xd8\xff\xe0" + bytes(90),
        "rong.xlsx": b"",
        "cut.xlsx": GOOD[:4000],
        "Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "__MACOSX/._phieu.xlsx": b"\x00\x05\x16\x07" + bytes(90),
    }
    yield (
        "mixed.zip",
        zipped(mixed),
        IGNORED,
        {
            "phieu.xlsx": FORM,
            "anh.jpg": "unsupported-type",
            "rong.xlsx": "unreadable-file",
            "cut.xlsx": "unreadable-file",
            "Thumbs.db": IGNORED,
            "__MACOSX/._phieu.xlsx": IGNORED,
        },
    )
    yield "empty.zip", zipped({}), "unsupported-type", {}
    yield "only-a-folder.zip", zipped({"phieu/": b""}), "unsupported-type", {}
    yield "bomb.zip", zipped({"a.bin": bytes(99 * 2**20)}), "suspicious-file", {}
    yield "many-inside.zip", zipped({f"{n}.txt": b"" for n in range(6000)}), "suspicious-file", {}
    good = zipped({"a.xlsx": GOOD, "b.xlsx": GOOD})
    start = good.index(b"PK\x03\x04") + 200
    hurt = good[:start] + bytes([good[start] ^ 1]) + good[start + 1 :]
    yield "one-member-hurt.zip", hurt, IGNORED, {"a.xlsx": "unreadable-file", "b.xlsx": FORM}
    yield "truncated.zip", good[: len(good) - 30], "unreadable-file", {}
    odd = zipped({"a.xlsx": GOOD}, zipfile.ZIP_LZMA)
    yield "odd-packing.zip", odd, IGNORED, {"a.xlsx": "unsupported-type"}
    yield "marked-locked.zip", raw_zip([(b"a.xlsx", GOOD)], flags=1), IGNORED, {"a.xlsx": "encrypted-file"}
