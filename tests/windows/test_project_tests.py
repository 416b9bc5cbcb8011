"""The project's own tests by the Windows Python of the bundle: what is read, judged and kept there as here."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.windows.machine import SHIMS, Machine

LIBRARIES = (
    "pytest",
    "_pytest",
    "pluggy",
    "iniconfig",
    "packaging",
    "pygments",
    "hypothesis",
    "sortedcontainers",
    "xlfmt",
)
GROUPS = {
    "model and text": ("tests/model", "tests/text"),
    "intake, whose memory the parent watches": ("tests/intake/test_reading.py",),
    "by hand": ("tests/pipeline/test_by_hand.py",),
    "returns": ("tests/pipeline/test_returns.py",),
    "proof": ("tests/pipeline/test_proof.py",),
    "drafts": ("tests/mail/test_drafts.py",),
}


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what tests need and a bundle lacks: all of it plain Python."""
    place = tmp_path_factory.mktemp("libraries")
    for name in LIBRARIES:
        found = importlib.util.find_spec(name)
        assert found is not None
        assert found.submodule_search_locations is not None
        shutil.copytree(
            found.submodule_search_locations[0], place / name, ignore=shutil.ignore_patterns("__pycache__", "*.so")
        )
    # Parts of pytest and hypothesis that are one module each.
    for module in ("py.py", "_hypothesis_globals.py"):
        shutil.copy(Path(pytest.__file__).parents[1] / module, place)
    # pytest colours a console of Windows by it; there is none here.
    (place / "colorama.py").write_text("def just_fix_windows_console(): pass\n\n\ndeinit = just_fix_windows_console\n")
    return place


@pytest.mark.parametrize("group", GROUPS)
def test_the_projects_tests_pass_by_windows_python(machine: Machine, libraries: Path, group: str) -> None:
    paths = [str(ROOT / path) for path in GROUPS[group]]
    done = machine.run(machine.python, "-I", SHIMS / "run_tests.py", f"Z:{libraries}", *paths, cwd=ROOT, timeout=900)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
