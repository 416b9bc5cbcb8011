"""Writers of Outlook's own containers, small and by the book: TNEF ([MS-OXTNEF]) and .msg ([MS-OXMSG] in [MS-CFB])."""

import struct
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

Tree = Mapping[str, "bytes | Tree"]

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096


def tnef(files: Iterable[tuple[str, bytes]], text: str = "", link: str = "", method: int = 1) -> bytes:
    """Write a winmail.dat; ``link`` and ``method``: where its files lie, and how they are attached."""
    made = [struct.pack("<IH", 0x223E9F78, 1)]

    def attribute(level: int, kind: int, data: bytes) -> None:
        made.append(struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF))

    attribute(1, 0x00089006, struct.pack("<I", 0x10000))
    attribute(1, 0x00069007, struct.pack("<II", 1258, 0))
    attribute(1, 0x00069003, _properties([(0x1000, 0x001F, (text + "\0").encode("utf-16-le"))]))
    for name, content in files:
        attribute(2, 0x00069002, struct.pack("<HIIHHI", 1, 0xFFFFFFFF, 0, 0, 0, 0))
        attribute(2, 0x00018010, b"PHIEU~1.XLS\0")
        wide = (name + "\0").encode("utf-16-le")
        about = [(0x3705, 0x0003, struct.pack("<I", method)), (0x3707, 0x001F, wide)]
        if link:
            about.append((0x370D, 0x001F, (link + "\0").encode("utf-16-le")))
        elif method == 1:
            attribute(2, 0x0006800F, content)
        else:
            about.append((0x3701, 0x000D, content))
        attribute(2, 0x00069005, _properties(about))
    return b"".join(made)


def _properties(found: list[tuple[int, int, bytes]]) -> bytes:
    made = struct.pack("<I", len(found))
    for identity, kind, data in found:
        made += struct.pack("<HH", kind, identity)
        made += data if kind == 0x0003 else struct.pack("<II", 1, len(data)) + data + b"\0" * (-len(data) % 4)
    return made


def msg(
    files: Iterable[tuple[str, bytes]],
    subject: str,
    sender: str,
    text: str,
    sent: datetime,
    nested: Iterable[Tree] = (),
) -> bytes:
    """Write a .msg."""
    return compound(msg_tree(files, subject, sender, text, sent, nested))


def msg_tree(
    files: Iterable[tuple[str, bytes]],
    subject: str,
    sender: str,
    text: str,
    sent: datetime,
    nested: Iterable[Tree] = (),
    header_bytes: int = 32,
) -> Tree:
    """Return the storages and streams of a .msg."""
    ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": b"\0" * header_bytes + struct.pack("<IIQ", 0x00390040, 6, ticks),
        "__nameid_version1.0": {"__substg1.0_00020102": b"", "__substg1.0_00030102": b""},
    }
    for tag, value in (("0037", subject), ("1000", text), ("5D01", sender), ("0C1A", "Đơn vị"), ("001A", "IPM.Note")):
        tree[f"__substg1.0_{tag}001F"] = value.encode("utf-16-le")
    number = 0
    for name, content in files:
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": b"\0" * 8 + struct.pack("<IIQ", 0x37050003, 6, 1),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": content,
        }
        number += 1
    for inner in nested:
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": b"\0" * 8 + struct.pack("<IIQ", 0x37050003, 6, 5),
            "__substg1.0_3701000D": inner,
        }
        number += 1
    return tree


def compound(tree: Tree) -> bytes:
    """Write an OLE compound file, version 3, without mini streams for large ones and with them for small ones."""
    entries: list[list[int | str | bytes]] = []
    sectors: list[bytes] = []
    fat: list[int] = []
    mini_data = bytearray()
    mini_fat: list[int] = []

    def chain(data: bytes) -> int:
        if not data:
            return END
        first, count = len(sectors), -(-len(data) // _SECTOR)
        for index in range(count):
            sectors.append(data[index * _SECTOR : (index + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
            fat.append(first + index + 1 if index + 1 < count else END)
        return first

    def mini_chain(data: bytes) -> int:
        if not data:
            return END
        first, count = len(mini_fat), -(-len(data) // _MINI)
        mini_data.extend(data.ljust(count * _MINI, b"\0"))
        mini_fat.extend(first + index + 1 if index + 1 < count else END for index in range(count))
        return first

    def add(name: str, kind: int, content: "bytes | Tree") -> int:
        entry: list[int | str | bytes] = [name, kind, FREE, FREE, FREE, END, 0]
        entries.append(entry)
        mine = len(entries) - 1
        if isinstance(content, bytes):
            entry[5] = mini_chain(content) if len(content) < _CUTOFF else chain(content)
            entry[6] = len(content)
            return mine
        ordered = sorted(content, key=lambda key: (len(key), key.upper()))
        children = [add(key, 2 if isinstance(content[key], bytes) else 1, content[key]) for key in ordered]
        entry[4] = _balanced(entries, children)
        return mine

    add("Root Entry", 5, tree)
    entries[0][5], entries[0][6] = chain(bytes(mini_data)), len(mini_data)
    mini_first = chain(
        b"".join(struct.pack("<I", entry) for entry in mini_fat).ljust(-(-len(mini_fat) // 128) * 512, b"\xff")
    )
    directory = b"".join(_entry(entry) for entry in entries)
    directory_first = chain(directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0"))
    fat_sectors = 1
    while (len(fat) + fat_sectors) > fat_sectors * 128:
        fat_sectors += 1
    assert fat_sectors <= 109, "a larger file needs a DIFAT, which these tests do not"
    places = list(range(len(sectors), len(sectors) + fat_sectors))
    fat += [FAT] * fat_sectors
    table = b"".join(struct.pack("<I", entry) for entry in fat).ljust(fat_sectors * _SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack(
        "<IIIIIIIII", 0, fat_sectors, directory_first, 0, _CUTOFF, mini_first, -(-len(mini_fat) // 128), END, 0
    )
    header += b"".join(struct.pack("<I", place) for place in places).ljust(436, b"\xff")
    return header + b"".join(sectors) + table


def _balanced(entries: list[list[int | str | bytes]], children: list[int]) -> int:
    if not children:
        return FREE
    middle = len(children) // 2
    entries[children[middle]][2] = _balanced(entries, children[:middle])
    entries[children[middle]][3] = _balanced(entries, children[middle + 1 :])
    return children[middle]


def _entry(entry: list[int | str | bytes]) -> bytes:
    name, kind, left, right, child, start, size = entry
    assert isinstance(name, str)
    wide = (name + "\0").encode("utf-16-le")
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(wide), kind, 1, left, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
