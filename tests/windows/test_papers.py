"""The signing copy under Wine: pages are put together as on Linux, LibreOffice is looked for and is ended in time."""

import hashlib
import json
import subprocess
from pathlib import Path

from dangvien_xlsx.letter.pdf import is_archival
from dangvien_xlsx.text.signing import NO_OFFICE, OFFICE_SLOW
from tests.windows.machine import COMPILER, SHIMS, Machine
from tests.windows.wine.papers import pdf_of

GUIDE = "Huong-dan.pdf"
KEY = r"HKLM\SOFTWARE\LibreOffice\UNO\InstallPath"


def told_by(machine: Machine) -> dict[str, object]:
    """Return what the bundle's Python tells."""
    done = machine.run(machine.python, "-I", SHIMS / "papers.py", machine.folder / GUIDE)
    assert done.returncode == 0, done.stdout + done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_pages_are_put_together_into_the_bytes_that_linux_makes(machine: Machine) -> None:
    here = pdf_of(machine.folder / GUIDE)
    told = told_by(machine)
    assert told["digest"] == hashlib.sha256(here).hexdigest()
    assert told["archival"] == is_archival(here)


def test_a_libreoffice_that_the_installer_noted_is_found_and_ended_when_its_time_is_over(
    machine: Machine, tmp_path: Path
) -> None:
    assert told_by(machine)["office"] == ""
    # A program that never ends in LibreOffice's place, which nothing can install here.
    subprocess.run([COMPILER, "-o", tmp_path / "soffice.exe", SHIMS / "told_office.c"], check=True)
    noted = machine.run("reg", "add", KEY, "/ve", "/d", f"Z:{tmp_path}".replace("/", "\\"), "/f")
    assert noted.returncode == 0, noted.stdout + noted.stderr
    try:
        told = told_by(machine)
        assert "soffice.exe" not in machine.running(), "ended, and what it started"
    finally:
        machine.run("reg", "delete", KEY, "/f")
    assert str(told["office"]).endswith("soffice.exe")
    assert told["problem"] == OFFICE_SLOW.format(seconds=3)


def test_without_libreoffice_the_letter_is_written_and_the_clerk_is_told_how_to_print(
    machine: Machine, workspace: Path
) -> None:
    done = machine.command("letter", workspace, "--pdf")
    assert done.returncode == 1, done.stdout + done.stderr
    assert NO_OFFICE in done.stdout + done.stderr
    assert list((workspace / "ket-qua").glob("Cong-van-*.docx"))
    assert not list((workspace / "ket-qua").glob("*.pdf"))
