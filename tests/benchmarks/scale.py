"""Measures folder → finished summary at several sizes, beside the floor and beside what people do instead.

    python -m tests.benchmarks.scale [57 1000 10000 52105]

Prints one table. ``ours`` is the whole process of ``consolidate``, protection of the intake on. ``floor`` reads the
bytes of the same files and every cell of them with calamine, single thread, in its own process, and nothing else. The
loops are what people write: ``pandas.read_excel`` for each file, ``concat``, ``to_excel``; they are run on at most
2,000 files and extrapolated beyond, which the table marks with ~.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from dangvien_xlsx.excel.form.series import FormSeries
from tests.benchmarks.forms import catalogue_of, make_workspace

SIZES = (57, 1000, 10_000, 52_105)
LOOP_MOST = 2_000
_FLOOR = """
import io, sys
from pathlib import Path
from python_calamine import CalamineWorkbook
for path in sorted(Path(sys.argv[1]).iterdir()):
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)
"""
_PANDAS = """
import sys
from pathlib import Path
import pandas as pd
paths = sorted(Path(sys.argv[1]).iterdir())[:int(sys.argv[2])]
frames = [pd.read_excel(path, engine=sys.argv[3], header=None).assign(file=path.name) for path in paths]
pd.concat(frames).to_excel(sys.argv[4], index=False)
"""
_OPENPYXL = """
import sys
from pathlib import Path
import openpyxl
out = openpyxl.Workbook()
for path in sorted(Path(sys.argv[1]).iterdir())[:int(sys.argv[2])]:
    for row in openpyxl.load_workbook(path, data_only=True).worksheets[0].iter_rows(values_only=True):
        out.active.append(row)
out.save(sys.argv[3])
"""
_IMPORTS = "import pandas, xlsxwriter, python_calamine, click"


def measure(command: list[str]) -> tuple[float, float]:
    """Run a command; return its seconds and the peak of the memory of it and its children together, in MB."""
    start = time.perf_counter()
    # Without compiled modules every run would compile ours anew, which no user's does.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    peak = [0.0]

    def watch() -> None:
        while process.poll() is None:
            try:
                own = psutil.Process(process.pid)
                family = [own, *own.children(recursive=True)]
                peak[0] = max(peak[0], sum(member.memory_info().rss for member in family) / 2**20)
            except psutil.Error:
                pass
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    seconds = time.perf_counter() - start
    watcher.join()
    return seconds, peak[0]


def median(command: list[str], runs: int) -> tuple[float, float]:
    """Return the median seconds and the highest memory of several runs."""
    measured = [measure(command) for _ in range(runs)]
    return statistics.median(seconds for seconds, _ in measured), max(memory for _, memory in measured)


def loop(source: list[str], folder: Path, count: int, out: Path) -> tuple[str, float]:
    """Measure a loop that people write, on at most ``LOOP_MOST`` files; return it as printed, and its seconds."""
    few = min(count, LOOP_MOST)
    seconds, _ = measure([sys.executable, "-c", source[0], str(folder), str(few), *source[1:], str(out)])
    whole = seconds * count / few
    return f"{'~' if few < count else ''}{whole:,.1f} s", whole


def measure_size(count: int) -> str:
    """Measure one size; return its row of the table."""
    with tempfile.TemporaryDirectory() as place:
        folder, received = Path(place, "ky"), Path(place, "ky", "nhan-ve")
        total = make_workspace(folder, count)
        runs = 9 if count < 500 else 3 if count <= 10_000 else 1
        ours, memory = median([sys.executable, "-m", "dangvien_xlsx", "consolidate", str(folder)], runs)
        answer = subprocess.run(
            [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(folder), "--json"],
            capture_output=True,
            check=False,
        )
        if json.loads(answer.stdout)["totals"]["ket_nap"] != total:
            sys.exit(f"wrong total at {count} files")
        floor, _ = median([sys.executable, "-c", _FLOOR, str(received)], runs)
        out = Path(place, "out.xlsx")
        pandas_openpyxl, slow = loop([_PANDAS, "openpyxl"], received, count, out)
        pandas_calamine, _ = loop([_PANDAS, "calamine"], received, count, out)
        openpyxl, _ = loop([_OPENPYXL], received, count, out)
    cells = (
        f"{count:,}",
        f"{ours:,.2f} s",
        f"{ours / count * 1000:.2f} ms",
        f"{memory:,.0f} MB",
        f"{floor:,.2f} s",
        f"{ours / floor:.2f}",
        pandas_openpyxl,
        f"{slow / ours:.0f} ×",
        pandas_calamine,
        openpyxl,
    )
    return f"| {' | '.join(cells)} |"


def forms_speed() -> float:
    """Return the milliseconds that one blank form takes, of a thousand."""
    catalogue = catalogue_of(1000)
    series = FormSeries(catalogue)
    start = time.perf_counter()
    for unit in catalogue.units:
        series.form(unit)
    return time.perf_counter() - start


def main() -> None:
    """Measure the sizes given, or all."""
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    names = "files | ours | a file | memory | floor | ours ÷ floor | pandas, openpyxl | faster"
    names += " | pandas, calamine | openpyxl"
    print(f"{time.strftime('%Y-%m-%d')}, {platform.processor() or platform.machine()}, {psutil.cpu_count()} cores, ")
    print(f"Python {platform.python_version()}\n\n| {names} |\n|{' ---: |' * (names.count('|') + 1)}")
    for count in sizes:
        print(measure_size(count), flush=True)
    bare, _ = median([sys.executable, "-c", _IMPORTS], 9)
    print(f"\nThe bare process ({_IMPORTS}): {bare:.2f} s. One blank form: {forms_speed():.2f} ms.")


if __name__ == "__main__":
    main()
