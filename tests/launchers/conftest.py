"""One clone with its private environment, made from a folder of wheels without any index, for all launcher tests."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]
SHIPPED = (
    *("dangvien_xlsx", "workbooks", "constraints.txt"),
    *("tong-hop.sh", "Tong-hop.bat", "bat-dau.sh", "Bat-dau.bat"),
)
FIRST_RUN = "Lần đầu chạy"
Run = Callable[..., subprocess.CompletedProcess[str]]


def run_launcher(
    clone: Path, *arguments: str | Path, name: str = "tong-hop.sh", **settings: Any
) -> subprocess.CompletedProcess[str]:
    """Run the launcher as a stranger's machine would: no index within reach, no desktop, nothing of our environment."""
    environment = {
        "HOME": str(clone.parent),
        "PATH": os.environ["PATH"],
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "0",
    }
    defaults: dict[str, Any] = {"stdin": subprocess.DEVNULL, "cwd": clone.parent, "env": environment, "timeout": 300}
    command = [clone / name, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **(defaults | settings))


def copy_project(folder: Path) -> Path:
    """Copy what is shipped, without results of earlier runs."""
    folder.mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__", "ket-qua", "gui-di", "tra-lai")
    for name in SHIPPED:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name, ignore=ignored)
        else:
            shutil.copy2(PROJECT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of wheels of all that is pinned, as the README says to make it."""
    folder = tmp_path_factory.mktemp("wheelhouse")
    pinned = ["--require-hashes", "--only-binary", ":all:", "-r", str(PROJECT / "constraints.txt")]
    command = [sys.executable, "-m", "pip", "download", "-q", "--dest", str(folder), *pinned]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory, wheels: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return a clone in a folder of an awkward name, and what its first run said."""
    clone = copy_project(tmp_path_factory.mktemp("máy") / "Kỳ báo cáo (6T) & thử! 50%")
    shutil.copytree(wheels, clone / "wheels")
    return clone, run_launcher(clone)


@pytest.fixture
def clone(first_run: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """Return the clone after its first run."""
    return first_run[0]
