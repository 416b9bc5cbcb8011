"""Makes the bundle for Windows on any Linux: one zip with Python inside, nothing to install, the same bytes each time.

``python tools/make_bundle.py --python ARCHIVE.zip [--sha256 HEX] --output FILE.zip``

ARCHIVE.zip is the Python Software Foundation's embeddable CPython for 64-bit Windows; see ``docs/phat-hanh.md``.
"""

import argparse
import hashlib
import shutil
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROJECT = Path(__file__).resolve().parent.parent
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from dangvien_xlsx import __version__  # noqa: E402  found once the project's folder is on the path
from dangvien_xlsx.intake.program import BUILD_FILE  # noqa: E402
from dangvien_xlsx.text.names import CATALOGUE_FILE  # noqa: E402
from dangvien_xlsx.workspace.folder import RECEIVED  # noqa: E402
from tools.bundle.bytecode import compile_modules, find_compiler  # noqa: E402
from tools.bundle.libraries import install, licences, make_lean  # noqa: E402
from tools.bundle.python_archive import BundleError, fetch_tk, path_file, read_python  # noqa: E402

PROGRAM = "chuong-trinh"
NAME = f"dangvien-xlsx-windows-{__version__}"
LARGEST = 60_000_000
"""Bytes of the zip, 60 MB however one counts: what a mail server's file store or an old stick takes."""
LONGEST_PATH = 120
"""Characters of a path inside the zip: with the folder that a clerk unpacks to, Windows has room for 260."""
LAUNCHERS = ("Bat-dau.bat", "Tong-hop.bat")
GUIDE = "docs/huong-dan.pdf"
_TIME = (2026, 1, 1, 0, 0, 0)
_EXAMPLE = "workbooks/2023-6T"


def program_files() -> Iterator[tuple[str, bytes]]:
    """Yield what the project ships: its modules, templates, documents, and the example that practice starts from."""
    for folder, pattern in (
        ("dangvien_xlsx", "*"),
        ("templates", "*"),
        # What is committed of it, and nothing that somebody's trying out has left there.
        (_EXAMPLE, CATALOGUE_FILE),
        (f"{_EXAMPLE}/{RECEIVED}", "*"),
        ("docs", "huong-dan.pdf"),
        ("docs", "huong-dan.md"),
    ):
        for path in sorted((PROJECT / folder).rglob(pattern)):
            name = path.relative_to(PROJECT)
            is_hidden = any(part.startswith((".", "~$")) for part in name.parts)
            if path.is_file() and not is_hidden and path.suffix not in (".pyc", ".typed"):
                yield name.as_posix(), path.read_bytes()


def _outside_files() -> Iterator[tuple[str, bytes]]:
    """Yield what a clerk sees on opening the folder."""
    for name in LAUNCHERS:
        yield name, (PROJECT / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if (PROJECT / GUIDE).is_file():
        yield "Huong-dan.pdf", (PROJECT / GUIDE).read_bytes()


def _write(place: Path, name: str, content: bytes) -> None:
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def assemble(archive: Path, sha256: str, cache: Path, place: Path) -> None:
    """Lay out the bundle in a folder.

    Args:
        archive: The embeddable Python.
        sha256: Its digest, if it is not a known one.
        cache: Where fetched packages are kept.
        place: An empty folder.

    Raises:
        BundleError: A part is missing or is not what it should be.
    """
    python = read_python(archive, sha256)
    program = place / PROGRAM
    lib = program / "lib"
    install(PROJECT / "constraints.txt", python.version, lib)
    texts = licences(lib) | {"dangvien-xlsx.txt": (PROJECT / "LICENSE").read_bytes()}
    make_lean(lib)
    for name, content in python.files.items():
        if name.endswith("LICENSE.txt"):
            texts["python.txt"] = content
        else:
            _write(program, f"python/{name}", content)
    name, content = path_file(python)
    _write(program, f"python/{name}", content)
    for name, content in fetch_tk(python.version, cache).items():
        if name.endswith("license.terms"):
            texts["tcl-tk.txt"] = content
        else:
            _write(program, name, content)
    for name, content in program_files():
        _write(program, name, content)
    for name, content in texts.items():
        _write(program, f"licenses/{name}", content)
    for name, content in _outside_files():
        _write(place, name, content)
    _write(program, f"dangvien_xlsx/{BUILD_FILE}", _build_of(program).encode())
    compiler = find_compiler(python.version, program / "python/python.exe")
    compile_modules(compiler, lib)
    compile_modules(compiler, program / "dangvien_xlsx")


def _build_of(program: Path) -> str:
    """Return the digest of all that is in a folder: all files of the zip are of one day, which tells nothing."""
    told = hashlib.sha256()
    for path in sorted(path for path in program.rglob("*") if path.is_file()):
        told.update(path.relative_to(program).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def pack(place: Path, output: Path) -> Counter[str]:
    """Write the zip, entries in order and without anything of this computer or this moment.

    Returns:
        Bytes in the zip by part: the libraries by name, and the rest.

    Raises:
        BundleError: A path is too long, or the zip too large.
    """
    names = sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
    long = [name for name in names if len(name) > LONGEST_PATH]
    if long:
        raise BundleError(f"paths over {LONGEST_PATH} characters: {', '.join(long[:5])}")
    draft = output.with_name(f".{output.name}.draft")
    sizes: Counter[str] = Counter()
    try:
        with ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=9) as packed:
            packed.writestr(_entry("workbooks/"), b"")
            for name in names:
                entry = _entry(name)
                packed.writestr(entry, (place / name).read_bytes(), compresslevel=9)
                sizes[_part(name)] += entry.compress_size
        if draft.stat().st_size > LARGEST:
            raise BundleError(f"the bundle has {draft.stat().st_size / 1e6:.1f} MB, {LARGEST / 1e6:.0f} are allowed")
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
    return sizes


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _TIME)
    # As made under MS-DOS, on every system; a folder is told by its attribute there.
    entry.create_system = 0
    entry.external_attr = 0x10 if name.endswith("/") else 0
    entry.compress_type = ZIP_DEFLATED
    return entry


def _part(name: str) -> str:
    parts = name.split("/")
    if parts[:2] == [PROGRAM, "lib"]:
        return parts[2].split("-")[0].removesuffix(".libs").removesuffix(".py").split(".cp")[0]
    return "/".join(parts[:2]) if parts[0] == PROGRAM else "outside"


def main() -> None:
    """Make the bundle and print its size by part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", required=True, type=Path, metavar="ARCHIVE.zip", help="embeddable CPython")
    parser.add_argument("--sha256", default="", metavar="HEX", help="digest of an archive that is not known here")
    parser.add_argument("--output", required=True, type=Path, metavar="FILE.zip", help=f"for example {NAME}.zip")
    parser.add_argument("--cache", type=Path, default=PROJECT / "build", help="where fetched packages are kept")
    asked = parser.parse_args()
    if not asked.python.is_file():
        parser.error(f"{asked.python} is not there")
    place = Path(tempfile.mkdtemp(prefix="bundle-"))
    try:
        assemble(asked.python, asked.sha256, asked.cache, place)
        sizes = pack(place, asked.output)
    except BundleError as error:
        raise SystemExit(f"The bundle was not made: {error}") from error
    finally:
        shutil.rmtree(place)
    for part, size in sizes.most_common():
        print(f"{size / 1e6:7.2f} MB  {part}")
    print(f"{asked.output.stat().st_size / 1e6:7.2f} MB  {asked.output} (zlib {zlib.ZLIB_RUNTIME_VERSION})")


if __name__ == "__main__":
    main()
