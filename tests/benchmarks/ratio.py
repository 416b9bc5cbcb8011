"""Prints how much longer the whole 57-unit run takes than importing what it stands on. No test: machines differ.

    python tests/benchmarks/ratio.py [RUNS]

Runs of the two are interleaved, so that a busy moment of the machine weighs on both; the medians are compared. The
design asks for a ratio of at most 1.5.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = [sys.executable, "-c", "import pandas, xlsxwriter, python_calamine, click"]
DEFAULT_RUNS = 9


def seconds(command: list[str]) -> float:
    """Run a command and return how long it took."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    # Some machines of developers keep no compiled modules: every run would compile ours anew, which no user's does.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Measure, and print one line."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_RUNS
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder, "2023-6T")
        shutil.copytree(ROOT / "workbooks" / "2023-6T", workspace, ignore=shutil.ignore_patterns("ket-qua"))
        consolidate = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(workspace)]
        seconds(IMPORTS), seconds(consolidate)  # the first of each compiles and fills the disk cache
        pairs = [(seconds(IMPORTS), seconds(consolidate)) for _ in range(runs)]
    imports, whole = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"imports {imports:.3f} s, whole run {whole:.3f} s, ratio {whole / imports:.2f} ({runs} runs each)")


if __name__ == "__main__":
    main()
