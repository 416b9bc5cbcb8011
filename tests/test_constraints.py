"""What is installed is pinned: the constraints agree with setup.cfg and name no place to take anything from."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.make_constraints import ASKED, DEVELOPMENT, PROJECT, RUNTIME, asked_for, pins_of

FILES = [pytest.param(RUNTIME, False, id="runtime"), pytest.param(DEVELOPMENT, True, id="development")]
AGAIN = "run: python tools/make_constraints.py"


@pytest.mark.parametrize(("path", "development"), FILES)
def test_it_was_made_from_what_setup_cfg_asks_for_today(path: Path, development: bool) -> None:
    made_from = [line.removeprefix(ASKED) for line in path.read_text("utf-8").split("\n") if line.startswith(ASKED)]
    assert made_from == asked_for(development), AGAIN


@pytest.mark.parametrize(("path", "development"), FILES)
def test_every_requirement_has_one_exact_version_that_satisfies_it_wherever_it_is_wanted(
    path: Path, development: bool
) -> None:
    pins = [Requirement(line) for line in pins_of(path.read_text("utf-8"))]
    for wanted in map(Requirement, asked_for(development)):
        found = [pin for pin in pins if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
        assert found, f"{wanted} is not pinned; {AGAIN}"
        for pin in found:
            (version,) = pin.specifier
            assert version.operator == "=="
            assert wanted.specifier.contains(version.version, prereleases=True), f"{pin} is not {wanted}; {AGAIN}"


@pytest.mark.parametrize(("path", "development"), FILES)
def test_every_version_has_hashes_and_no_line_names_a_place_to_take_it_from(path: Path, development: bool) -> None:
    text = path.read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", "\n".join(line for line in text.split("\n") if not line.startswith("#")))
    pinned = [block for block in blocks if block.strip()]
    assert len(pinned) == len(pins_of(text)) > len(asked_for(development))
    assert not [block for block in pinned if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", block)]
    assert "://" not in text
    assert not re.search(r"^-", text, re.M)


def test_what_runs_the_tests_is_what_the_clerk_gets() -> None:
    assert set(pins_of(RUNTIME.read_text("utf-8"))) <= set(pins_of(DEVELOPMENT.read_text("utf-8"))) | {
        # Wanted on every system by the tests, elsewhere than on Linux by the program.
        line
        for line in pins_of(RUNTIME.read_text("utf-8"))
        if line.startswith("psutil")
    }


def test_the_version_has_one_source() -> None:
    settings = (PROJECT / "setup.cfg").read_text("utf-8")
    assert "version = attr: dangvien_xlsx.__version__" in settings
    numbers = re.findall(r'__version__ = "([\d.]+)"', (PROJECT / "dangvien_xlsx/__init__.py").read_text("utf-8"))
    assert len(numbers) == 1
