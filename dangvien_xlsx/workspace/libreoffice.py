"""LibreOffice, where it is installed: finds it in its usual places and has it turn papers of ours into PDF/A.

It never runs in the user's own profile, never runs a macro, and never outlives its time: it, and what it started, is
ended with everything it wrote but the PDFs.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from dangvien_xlsx.model.errors import OfficeError
from dangvien_xlsx.text import signing as words
from dangvien_xlsx.workspace.folder import Progress, why

SECONDS = 180
"""A summary of 10,000 units takes a minute on a slow machine; the example takes five seconds."""
_SECONDS_BETWEEN = 0.1
_UNIX_PLACES = ("/usr/bin", "/usr/local/bin", "/opt/local/bin", "/snap/bin", "/opt/libreoffice/program")
_MAC_PLACE = "LibreOffice.app/Contents/MacOS"
_NAMES = ("soffice", "libreoffice")
_REGISTRY = (r"SOFTWARE\LibreOffice\UNO\InstallPath", r"SOFTWARE\WOW6432Node\LibreOffice\UNO\InstallPath")
_PROGRAM_FOLDERS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
_UNIX_TOLD = ("HOME", "LANG", "LC_ALL", "LC_CTYPE", "PATH", "TZ", "XDG_RUNTIME_DIR")
_WINDOWS_TOLD = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA")
_TOLD = frozenset((*_UNIX_TOLD, *_WINDOWS_TOLD))
"""What LibreOffice is told of our surroundings: nothing that makes its own Python, or Java, load others' code."""
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
    "</item>"
)
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Filter/PDF/Export", "SelectPdfVersion", "2"),
    ("Common/Misc", "FirstRun", "false"),
    ("Calc/Content/Update", "Link", "2"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Formula/Load", "OOXMLRecalcMode", "1"),
)
"""Macros off, no link followed, nothing computed anew, PDF/A-2b. As settings, not as an option of the command: older
versions (before 7.4) know no options there and would give a plain PDF."""


def find_office() -> Path | None:
    """Return LibreOffice's program, none where it is not installed.

    Only full paths count, and none in the current folder: there lies what units sent.
    """
    here = Path.cwd()
    for place in _places():
        with suppress(OSError):
            if place.is_absolute() and place.is_file() and here not in (place.parent, place.resolve().parent):
                return place
    return None


def _places() -> Iterator[Path]:
    if os.name == "nt":
        yield from (folder / name for folder in _windows_folders() for name in ("soffice.com", "soffice.exe"))
        return
    if sys.platform == "darwin":
        yield from (folder / _MAC_PLACE / "soffice" for folder in (Path("/Applications"), Path.home() / "Applications"))
    yield from (Path(folder, name) for folder in _UNIX_PLACES for name in _NAMES)
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
    # A name without its folder is looked for nowhere: "." and "" in PATH mean whatever folder one stands in.
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if Path(folder).is_absolute():
            yield from (Path(folder, name) for name in _NAMES)


def _windows_folders() -> Iterator[Path]:
    """Yield the folders that the installer noted, then the usual ones."""
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            for key in _REGISTRY:
                with suppress(OSError):
                    yield Path(winreg.QueryValue(root, key))
    for name in _PROGRAM_FOLDERS:
        if place := os.environ.get(name):
            yield Path(place, "LibreOffice", "program")
    if place := os.environ.get("LOCALAPPDATA"):
        yield Path(place, "Programs", "LibreOffice", "program")


def as_pdf(
    papers: Mapping[str, bytes], program: Path, seconds: float = SECONDS, progress: Progress | None = None
) -> dict[str, bytes]:
    """Turn papers into PDF/A, all in one start of the program, which is what takes the time.

    Args:
        papers: Their bytes by file name, made by this program; the ending tells what they are.
        program: LibreOffice.
        seconds: How long it may take.
        progress: A ``Watch`` can stop the job.

    Returns:
        The PDFs, by the same names.

    Raises:
        OfficeError: It did not make them; says why.
        StoppedError: The job is not wanted any more.
    """
    with tempfile.TemporaryDirectory(prefix="dangvien-pdf-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        for part in ("user", "made"):
            (place / "profile" / part).mkdir(parents=True)
        settings = (_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
        (place / "profile/user/registrymodifications.xcu").write_text(
            _PROFILE.format(items="\n".join(settings)), encoding="utf-8"
        )
        for name, content in papers.items():
            (place / name).write_bytes(content)
        command = [str(program), f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--nologo", "--nolockcheck", "--convert-to", "pdf", "--outdir", str(place / "made")]
        _run([*command, *(str(place / name) for name in papers)], place, seconds, progress)
        return {name: _made(place / "made" / f"{Path(name).stem}.pdf") for name in papers}


def _made(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OfficeError(words.OFFICE_FAILED.format(why=words.OFFICE_MADE_NONE)) from error


def _run(command: list[str], folder: Path, seconds: float, progress: Progress | None) -> None:
    quiet = subprocess.DEVNULL
    surroundings = {name: value for name, value in os.environ.items() if name.upper() in _TOLD}
    temporary = {name: str(folder) for name in ("TMPDIR", "TMP", "TEMP")}
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows alone
    try:
        process = subprocess.Popen(  # noqa: S603  a full path in a usual place, and papers of our own
            command,
            cwd=folder,
            env=surroundings | temporary,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
            creationflags=no_window,
        )
    except OSError as error:
        raise OfficeError(words.OFFICE_FAILED.format(why=why(error))) from error
    ends = time.monotonic() + seconds
    try:
        while True:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_SECONDS_BETWEEN)
                return
            if time.monotonic() > ends:
                raise OfficeError(words.OFFICE_SLOW.format(seconds=round(seconds)))
            if progress:
                progress(1, 0)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and whatever it started; where it has ended by itself there may still be a child of it."""
    if os.name == "nt":
        if process.poll() is None:
            taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
            command = [str(taskkill), "/F", "/T", "/PID", str(process.pid)]
            with suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run(command, capture_output=True, check=False, timeout=20)  # noqa: S603  the system's own
            process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
