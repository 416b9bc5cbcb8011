"""The pinned libraries as wheels for Windows, unpacked and lean, and one licence file a package."""

import email
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools.bundle.python_archive import BundleError

PLATFORM = "x86_64-pc-windows-msvc"
TEXTS = Path(__file__).resolve().parent / "texts"
_LEFT_OUT = re.compile(
    # Tests of libraries, what only compilers and type checkers read, and files of installers. pandas imports its own
    # testing module, which stays.
    r"(^|/)(tests?|__pycache__|bin|include)/|\.(pyi|pyx|pxd|pxi|lib|h|hpp|c|cpp|a|exe|chm)$|(^|/)py\.typed$"
    r"|\.dist-info/(RECORD|INSTALLER|REQUESTED|WHEEL|direct_url\.json|top_level\.txt|uv_cache\.json|sboms/.*|licenses/.*)$"
    r"|\.dist-info/[^/]*(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$|^lxml/(includes|isoschematron/resources)/"
    # Dropping on the window: of the libraries for six systems, the one that this bundle runs on.
    r"|^tkinterdnd2/(__pyinstaller|tkdnd/(?!win-x64))"
    # rich colours source text with it, which nothing here shows: the grammars of five hundred languages.
    r"|^pygments/(lexers|styles)/(?!__init__\.py|_mapping\.py|default\.py)"
)
_LICENCE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.I)
_LGPL_WITHOUT_TEXT = "LGPL-2.1.txt"
"""docxtpl is under the LGPL 2.1 and its wheel has no text of it."""


def install(constraints: Path, version: tuple[int, int], place: Path) -> None:
    """Unpack the wheels of all that is pinned, for Windows, from any system.

    Args:
        constraints: Exact versions with hashes.
        version: The bundle's Python, major and minor.
        place: An empty folder for the libraries.

    Raises:
        BundleError: A wheel is missing, or is not the one that is pinned.
    """
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-config", "--no-deps", "--require-hashes"]
    command += [
        "--only-binary",
        ":all:",
        "--python-platform",
        PLATFORM,
        "--python-version",
        f"{version[0]}.{version[1]}",
    ]
    command += ["--link-mode", "copy", "--target", str(place), "--requirement", str(constraints)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BundleError(f"the libraries cannot be unpacked: {done.stderr.strip()[-800:]}")


def licences(place: Path) -> dict[str, bytes]:
    """Return one text a package: what it is, where it comes from, and its licence word for word.

    Raises:
        BundleError: A package says nothing of its licence.
    """
    texts = {}
    for folder in sorted(place.glob("*.dist-info")):
        about = email.message_from_bytes((folder / "METADATA").read_bytes())
        parts = [path for path in sorted(folder.rglob("*")) if path.is_file() and _LICENCE.search(path.name)]
        kinds = [line.split(" :: ")[-1] for line in about.get_all("Classifier", []) if line.startswith("License")]
        short = about.get("License-Expression") or "; ".join(kinds) or str(about.get("License", "")).split("\n")[0]
        if not parts and "LGPL" in short.upper() + "".join(kinds).upper():
            parts = [TEXTS / _LGPL_WITHOUT_TEXT]
        if not parts and not short:
            raise BundleError(f"{about['Name']} says nothing of its licence")
        homes = [about.get("Home-page", ""), *about.get_all("Project-URL", [])]
        head = [f"{about['Name']} {about['Version']}", f"Licence: {short}", *dict.fromkeys(filter(None, homes))]
        body = [path.read_text("utf-8", errors="replace").strip() for path in parts]
        text = "\n\n".join(["\n".join(head), *body]) + "\n"
        texts[f"{about['Name']}.txt".lower()] = text.replace("\r\n", "\n").encode("utf-8")
    return texts


def make_lean(place: Path) -> None:
    """Take out what is never run: tests, headers, stubs, and what only an installer reads."""
    for path in sorted(place.rglob("*"), reverse=True):
        name = path.relative_to(place).as_posix()
        if path.is_file() and _LEFT_OUT.search(name):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    # Console scripts and the loose notices of a wheel's top.
    shutil.rmtree(place / "bin", ignore_errors=True)
    for loose in (*place.glob("*.txt"), *place.glob(".lock")):
        loose.unlink()
