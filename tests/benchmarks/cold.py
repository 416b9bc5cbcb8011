"""Measures the first start of the day: nothing in the system's cache, and a virus scanner that looks into each module.

    python -m tests.benchmarks.cold [RUNS]

Of the double-click (57 units consolidated from nothing) and of the window's start, beside the imports of what both
stand on: warm; with each file of a module that is opened, compiled or native, taking 1 ms longer in every process, as
scanners do; and, where the system lets us, with its cache of files dropped before each run. ``opens`` is how many files
of modules all processes of a run opened. Compiled modules are there, as they are in the bundle.
"""

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.window import READ, START, WHOLE, copied_example
from tests.screens import hidden_screen

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
_DROP = Path("/proc/sys/vm/drop_caches")
_SCANNER = """
import os, time
from importlib import machinery
from importlib._bootstrap_external import FileLoader
def _scanned(work):
    def opened(self, about):
        with open(os.environ["SCAN_LOG"], "ab", 0) as log:
            log.write(b".")
        time.sleep(0.001)
        return work(self, about)
    return opened
if "SCAN_LOG" in os.environ:
    FileLoader.get_data = _scanned(FileLoader.get_data)
    machinery.ExtensionFileLoader.create_module = _scanned(machinery.ExtensionFileLoader.create_module)
"""
"""A Python of its own loads it first, in every process: our children take modules from nowhere but its folders."""
_IMPORTS = "import pandas, xlsxwriter, python_calamine, click"


class Start:
    """One way to start something, and what it took each time."""

    def __init__(self, name: str, script: str) -> None:
        """Take a script that prints how long it took, or one whose whole process is measured."""
        self.name, self.script = name, script
        self.took: dict[str, list[float]] = {"warm": [], "scanned": [], "dropped": []}
        self.opens = 0

    def run(self, place: Path, python: Path, environment: Mapping[str, str]) -> float:
        """Run it on a copy of the example; return the seconds on the wall.

        Args:
            place: A folder for the copy and the script.
            python: What runs it.
            environment: Of the process.
        """
        workspace, script, log = copied_example(place), place / "start.py", place / "opened"
        script.write_text(self.script, "utf-8")
        log.write_bytes(b"")
        begun = time.perf_counter()
        command = [str(python), str(script), str(workspace), str(begun)]
        done = subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        whole = time.perf_counter() - begun
        self.opens = log.stat().st_size or self.opens
        return float(done.stdout) if done.stdout.strip() else whole


def _scanned_python(place: Path) -> Path:
    """Make a Python that has all that this one has, and that can be scanned."""
    venv.create(place, symlinks=True)
    home = Path(sysconfig.get_path("purelib", vars={"base": str(place)}))
    (home / "scanner.py").write_text(_SCANNER, "utf-8")
    (home / "scanner.pth").write_text(f"import scanner\n{sysconfig.get_path('purelib')}\n", "utf-8")
    return place / "bin" / "python"


def _dropped() -> bool:
    """Drop the system's cache of files; tell whether it let us."""
    os.sync()
    try:
        _DROP.write_text("3")
    except OSError:
        return False
    return True


def measure(runs: int, display: str) -> None:
    """Measure and print.

    Args:
        runs: How many of each; medians are told.
        display: Where the window opens.
    """
    named = {"imports": _IMPORTS, "double-click": WHOLE, "tkinter and catalogue": READ, "window": START}
    starts = [Start(name, script) for name, script in named.items()]
    with tempfile.TemporaryDirectory() as held:
        place = Path(held)
        python = _scanned_python(place / "python")
        plain = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        plain |= {"PYTHONPATH": str(ROOT), "DISPLAY": display, "XDG_STATE_HOME": held}
        scanned = plain | {"SCAN_LOG": str(place / "opened")}
        for start in starts:
            start.run(place, python, plain)  # the first of each compiles
        for _ in range(runs):
            for start in starts:
                start.took["warm"].append(start.run(place, python, plain))
                start.took["scanned"].append(start.run(place, python, scanned))
        for _ in range(runs):
            for start in starts:
                if _dropped():
                    start.took["dropped"].append(start.run(place, python, plain))
    print(f"load {os.getloadavg()[0]:.1f}, {runs} runs, medians in seconds on the wall\n")
    print("| start | opens | warm | scanner, 1 ms a file | cache dropped |\n| --- | ---: | ---: | ---: | ---: |")
    for start in starts:
        told = (f"{statistics.median(times):.2f}" if times else "not allowed here" for times in start.took.values())
        print(f"| {start.name} | {start.opens} | {' | '.join(told)} |")


def main() -> None:
    """Measure on a display of its own."""
    with hidden_screen() as display:
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS, display)


if __name__ == "__main__":
    main()
