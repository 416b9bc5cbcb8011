"""The project's own tests by the Windows Python of the bundle: what is read, judged and kept there as here."""

import os
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.windows.conftest import ASKED
from tests.windows.machine import SHIMS, Machine
from tools.bundle.bytecode import compile_modules, find_compiler
from tools.bundle.libraries import install

PINNED = ROOT / "constraints-dev.txt"
LIBRARIES = (
    *("pytest", "pluggy", "pygments", "iniconfig", "packaging", "hypothesis", "sortedcontainers", "xlfmt"),
    *("aiosmtpd", "atpublic", "attrs"),
)
"""What the tests need and the bundle lacks, in whole or in part; they never get into the bundle."""
BUNDLED = (3, 12)
WHOLE = {
    "model and text": ("tests/model", "tests/text"),
    "intake, whose memory the parent watches": ("tests/intake/test_reading.py",),
    "by hand": ("tests/pipeline/test_by_hand.py",),
    "returns": ("tests/pipeline/test_returns.py",),
    "proof": ("tests/pipeline/test_proof.py",),
    "drafts": ("tests/mail/test_drafts.py",),
    "periods of an older copy": ("tests/window/test_taking_over.py",),
}
"""What is asked of Windows' Python by ``kiem-thu.sh --windows-all``: a command takes it 8 s."""
CHOSEN = {
    "model and text": ("not in_proportion", 480),
    "intake, whose memory the parent watches": ("all_memory or is_weighed or checked_by_itself or is_never_changed", 4),
    "by hand": ("invalid_form_gives_way or two_rows_of_one_unit", 2),
    "returns": ("goes_back_to_each_unit or leads_to_each_cell", 2),
    "proof": ("changed_byte or closing_twice", 2),
    "drafts": ("own_form_ready or own_text or smuggle or diacritics", 4),
    "periods of an older copy": ("only_another or never_replaced or in_the_middle", 3),
}
"""The part of each that every run of CI asks for, as pytest's ``-k`` has it, and how many of them pass at least: what
LibreOffice computes is not asked here."""
SECONDS = 3_000
"""The longest group, all of "by hand", took 1,177 s on a busy machine."""
WINES_LACKS = {
    "tests/intake/test_reading.py": (
        # Wine tells our own CPU time for a child's, so that no child is ended by its time; and one that takes ten
        # times as long to load its modules is believed to be ten times as slow, but reckons as fast as ever: the ten
        # million rounds of a password, the most there can be, come to their end.
        "test_a_file_that_kills_or_stalls_its_reader_takes_only_itself_along",
        "test_a_file_that_kills_its_reader_inside_a_zip_leaves_the_others_in_it",
    ),
}
"""What is Wine's doing and not the program's; the reason stands beside each."""


@pytest.fixture(scope="session")
def libraries(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pinned libraries of the tests, as Windows has them."""
    place = tmp_path_factory.mktemp("libraries")
    pins = re.findall(r"^(?:\S.*\\\n)(?: .*\n)*", PINNED.read_text("utf-8"), re.MULTILINE)
    wanted = [pin for pin in pins if pin.partition("==")[0] in LIBRARIES]
    assert len(wanted) == len(LIBRARIES)
    chosen = place / "wanted.txt"
    chosen.write_text("".join(wanted), "utf-8")
    install(chosen, BUNDLED, place / "lib")
    compile_modules(find_compiler(BUNDLED, machine.python), place / "lib")
    return place / "lib"


@pytest.mark.parametrize("group", WHOLE)
def test_the_projects_tests_pass_by_windows_python(machine: Machine, libraries: Path, group: str) -> None:
    paths = [str(ROOT / path) for path in WHOLE[group]]
    words, least = CHOSEN[group]
    if os.environ[ASKED] != "all":
        paths += ["-k", words]
    for path, names in WINES_LACKS.items():
        paths += [f"--deselect={path}::{name}" for name in names]
    done = machine.run(
        machine.python, "-I", SHIMS / "run_tests.py", f"Z:{libraries}", *paths, cwd=ROOT, timeout=SECONDS
    )
    (ROOT / "build" / f"python-windows, {group}.txt").write_text(done.stdout + done.stderr, "utf-8")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    (passed,) = re.findall(r"(\d+) passed", done.stdout)
    assert int(passed) >= least
