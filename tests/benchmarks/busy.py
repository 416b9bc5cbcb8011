"""Same files, same answer on a busy and slow computer: four loops a core, libraries that take 2 s longer to import.

Run with ``python -m tests.benchmarks.busy`` for ten runs of a folder of 20 commented forms.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment

from dangvien_xlsx.intake.kept_file import KEPT_FILE
from tests.conftest import ROOT, copy_of_example

COMMENTED = 20
RUNS = 10
SLOW = ("openpyxl", "python_calamine", "msoffcrypto", "lxml")
_SHIM = """
import importlib, sys, time
time.sleep({seconds})
sys.path.remove({place!r})
del sys.modules[__name__]
importlib.import_module(__name__)
sys.path.insert(0, {place!r})
"""
_RUN = """
import sys
sys.path.insert(0, {place!r})
from dangvien_xlsx.cli.main import main
if __name__ == "__main__":
    main()
"""


def commented_folder(place: Path) -> Path:
    """Return a copy of the example with a comment at the first figure of 20 forms, so that they are read twice."""
    folder = copy_of_example(place)
    forms = sorted((folder / "nhan-ve").glob("*.xlsx"))[:COMMENTED]
    for form in forms:
        book = load_workbook(form)
        sheet = book["Nhập liệu"]
        (cell,) = [cell for cell in next(sheet.iter_rows(min_row=1, max_row=1)) if cell.value == "gia_tri"]
        row = next(row for row in sheet.iter_rows(max_col=1) if row[0].value == "ket_nap")[0].row
        assert isinstance(row, int)
        sheet.cell(row, cell.column).comment = Comment("đã kiểm tra", "đơn vị")
        content = io.BytesIO()
        book.save(content)
        form.write_bytes(content.getvalue())
    return folder


def slow_imports(place: Path, seconds: float) -> Path:
    """Return a folder whose modules of the libraries' names wait before they make room for the libraries."""
    place.mkdir()
    for name in SLOW:
        (place / f"{name}.py").write_text(_SHIM.format(seconds=seconds, place=str(place)), "utf-8")
    return place


@contextmanager
def busy(loops: int) -> Iterator[None]:
    """Keep the computer busy with so many endless loops."""
    started = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(loops)]
    try:
        yield
    finally:
        for each in started:
            each.kill()
            each.wait()


def answer(folder: Path, libraries: Path) -> dict[str, object]:
    """Return what a run says of the folder: totals, states, findings and outcomes."""
    script = libraries.parent / "run.py"
    script.write_text(_RUN.format(place=str(libraries)), "utf-8")
    command = [sys.executable, str(script), "consolidate", str(folder), "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    (folder / "ket-qua" / KEPT_FILE).unlink(missing_ok=True)  # what is measured is reading, each time
    told: dict[str, object] = json.loads(done.stdout)
    return {name: told[name] for name in ("totals", "units", "findings", "files")}


def main() -> None:
    """Run ten times under load, compare with a run without, and print."""
    with tempfile.TemporaryDirectory() as place:
        folder = commented_folder(Path(place))
        calm = answer(folder, slow_imports(Path(place, "fast"), 0))
        libraries = slow_imports(Path(place, "slow"), 2)
        with busy(4 * (os.cpu_count() or 1)):
            for run in range(1, RUNS + 1):
                start = time.perf_counter()
                same = answer(folder, libraries) == calm
                print(f"run {run}: {'same' if same else 'DIFFERENT'}, {time.perf_counter() - start:.1f} s", flush=True)
        print(calm["totals"])


if __name__ == "__main__":
    main()
