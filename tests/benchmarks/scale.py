"""Measures folder → finished summary at several sizes, beside the floor and beside what people do instead.

    python -m tests.benchmarks.scale [--save FILE.json] [57 1000 10000 52105]

``first``: nothing is kept of an earlier run. ``second``: everything is. ``new``: one file in a hundred has come since.
Each is the whole process of ``consolidate``, protection of the intake on, and each is told in seconds on the wall and
in CPU seconds of all its processes: what one machine calls two cores another one shares between its guests.
``floor`` reads the bytes of the same files and every cell of them with calamine, single thread, in its own process, and
nothing else; it is measured before and after ours, in the same run, and a ratio is to the mean of the two. The loop is
what people write: ``pandas.read_excel`` for each file, ``concat``, ``to_excel``; it is run on at most 1,000 files and
extrapolated beyond, which the table marks with ~.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from dangvien_xlsx.excel.form.series import FormSeries
from dangvien_xlsx.intake.kept_file import KEPT_FILE
from tests.benchmarks.forms import catalogue_of, make_workspace

SIZES = (57, 1000, 10_000, 52_105)
LOOP_MOST = 1_000
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
_IMPORTS = "import pandas, xlsxwriter, python_calamine, click"


class Cost(NamedTuple):
    """What a process and its children took: seconds on the wall, CPU seconds, and the most memory at one time in MB."""

    wall: float
    cpu: float
    memory: float = 0.0


def measure(command: list[str]) -> Cost:
    """Run a command and return what it cost."""
    # Without compiled modules every run would compile ours anew, which no user's does.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before, start = _cpu_of_ended(), time.perf_counter()
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
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    wall = time.perf_counter() - start
    watcher.join()
    return Cost(wall, _cpu_of_ended() - before, peak[0])


def _cpu_of_ended() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def middle(costs: list[Cost]) -> Cost:
    """Return the medians of several runs, and the most memory of any."""
    walls, cpus, memories = zip(*costs, strict=True)
    return Cost(statistics.median(walls), statistics.median(cpus), max(memories))


class Period:
    """A workspace that is consolidated again and again."""

    def __init__(self, place: Path, count: int) -> None:
        self.folder, self.count = place / "ky", count
        self.received, self.kept = self.folder / "nhan-ve", self.folder / "ket-qua" / KEPT_FILE
        self.total = make_workspace(self.folder, count)
        self._aside = place / "da-doc-99"
        self._command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(self.folder)]

    def prepare(self) -> None:
        """Check the total, and note what is kept when one file in a hundred has not come yet."""
        answer = subprocess.run([*self._command, "--json"], capture_output=True, check=False)
        if json.loads(answer.stdout)["totals"]["ket_nap"] != self.total:
            sys.exit(f"wrong total at {self.count} files")
        late = sorted(self.received.iterdir())[:: 100 if self.count >= 100 else self.count]
        for path in late:
            path.rename(self.folder / path.name)
        self.kept.unlink()
        measure(self._command)
        shutil.copy2(self.kept, self._aside)
        for path in late:
            (self.folder / path.name).rename(path)

    def first(self) -> Cost:
        """Measure a run that knows nothing."""
        self.kept.unlink(missing_ok=True)
        return measure(self._command)

    def second(self) -> Cost:
        """Measure a run that knows all."""
        return measure(self._command)

    def new(self) -> Cost:
        """Measure a run to which one file in a hundred is new, at least one."""
        shutil.copy2(self._aside, self.kept)
        return measure(self._command)

    def floor(self) -> Cost:
        """Measure the floor."""
        return measure([sys.executable, "-c", _FLOOR, str(self.received)])

    def loop(self) -> Cost:
        """Measure what people write, on at most ``LOOP_MOST`` files, and return it for all of them."""
        few = min(self.count, LOOP_MOST)
        out = self.folder.parent / "out.xlsx"
        cost = measure([sys.executable, "-c", _PANDAS, str(self.received), str(few), "openpyxl", str(out)])
        return Cost(cost.wall * self.count / few, cost.cpu * self.count / few, cost.memory)


def measure_size(count: int, runs: int) -> dict[str, Any]:
    """Measure one size.

    Returns:
        What each thing cost, by its name.
    """
    with tempfile.TemporaryDirectory() as place:
        period = Period(Path(place), count)
        period.prepare()
        before = middle([period.floor() for _ in range(runs)])
        # Each after the other, so that what else the machine does falls on all alike.
        rounds = [(period.first(), period.second(), period.new()) for _ in range(runs)]
        after = middle([period.floor() for _ in range(runs)])
        loop = period.loop()
    first, second, new = (middle(list(costs)) for costs in zip(*rounds, strict=True))
    floor = Cost((before.wall + after.wall) / 2, (before.cpu + after.cpu) / 2)
    costs = {"floor": floor, "before": before, "after": after, "first": first, "second": second, "new": new}
    return {"files": count, "runs": runs} | {name: cost._asdict() for name, cost in (costs | {"loop": loop}).items()}


def row(found: dict[str, Any]) -> str:
    """Return a size's row of the table: seconds on the wall, in brackets CPU seconds."""

    def told(name: str) -> str:
        return f"{found[name]['wall']:,.2f} ({found[name]['cpu']:,.2f})"

    def ratio(name: str) -> str:
        wall, cpu = (found[name][kind] / found["floor"][kind] for kind in ("wall", "cpu"))
        return f"{wall:.2f} ({cpu:.2f})"

    mark = "~" if found["files"] > LOOP_MOST else ""
    memory = max(found[name]["memory"] for name in ("first", "second", "new"))
    faster = found["loop"]["cpu"] / found["first"]["cpu"]
    cells = (
        *(f"{found['files']:,}", told("before"), told("after")),
        *(cell for name in ("first", "second", "new") for cell in (told(name), ratio(name))),
        *(f"{memory:,.0f} MB", f"{mark}{told('loop')}"),
        f"{found['loop']['wall'] / found['first']['wall']:.0f} × ({faster:.0f} ×)",
    )
    return f"| {' | '.join(cells)} |"


NAMES = (
    "files | floor before | floor after | first run | ÷ floor | second run | ÷ floor | 1% new | ÷ floor | memory"
    " | loop | first run faster"
)


def forms_speed() -> float:
    """Return the milliseconds that one blank form takes, of a thousand."""
    catalogue = catalogue_of(1000)
    series = FormSeries(catalogue)
    start = time.process_time()
    for unit in catalogue.units:
        series.form(unit)
    return time.process_time() - start


def main() -> None:
    """Measure the sizes given, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--save", type=Path)
    asked = parser.parse_args()
    load, date = os.getloadavg()[0], time.strftime("%d/%m/%Y")
    machine = (
        f"{platform.machine()}, {psutil.cpu_count()} cores, load {load:.1f} before, Python {platform.python_version()}"
    )
    print(f"{date}, {machine}. Seconds on the wall, in brackets CPU seconds.\n")
    print(f"| {NAMES} |\n|{' ---: |' * (NAMES.count('|') + 1)}")
    sizes = []
    for count in asked.sizes:
        sizes.append(measure_size(count, 5 if count <= 1_000 else 3 if count <= 10_000 else 1))
        print(row(sizes[-1]), flush=True)
    bare = middle([measure([sys.executable, "-c", _IMPORTS]) for _ in range(5)])
    blank = forms_speed()
    print(f"\nThe bare process ({_IMPORTS}): {bare.wall:.2f} s ({bare.cpu:.2f}). One blank form: {blank:.2f} ms.")
    if asked.save:
        told = {"date": date, "machine": machine, "sizes": sizes, "bare": bare._asdict(), "blank_form_ms": blank}
        asked.save.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
