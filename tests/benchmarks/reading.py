"""CPU of reading one form in a child: this version, another one, and calamine over all sheets, in turn in one run.

    python -m tests.benchmarks.reading [OTHER_TREE]

Each measuring child has loaded what a reading child loads and reads a folder as a reading child does; only CPU seconds
are counted, so that a busy computer weighs on all alike. Two folders each: the example's 57 forms, again and again
(``OTHER_TREE`` reads its own example), and 1,000 forms of as many units, each read once. The medians of the rounds are
compared. Asked: at most 0.6 × version 1.0, at most 1.2 × calamine.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7
REPEATS = 20
FORMS = 1000
_IMPORTS = """
import importlib, sys, time, tempfile
from datetime import datetime, UTC
from pathlib import Path
sys.path.insert(0, {tree!r})
def module(*names):
    for name in names:
        try:
            return importlib.import_module("dangvien_xlsx." + name)
        except ModuleNotFoundError:
            pass
opening = module("intake.opening", "pipeline.opening")
scanning = module("intake.scanning", "pipeline.scanning")
tasks = module("intake.tasks", "pipeline.tasks")
entries = module("received.entries", "excel.entries")
indicators = module("text.catalogue").DEFAULT_INDICATORS
"""
_OURS = (
    _IMPORTS
    + """
folder = Path({folder!r})
sources = scanning.scan(folder)
task = tasks.Task(folder, tuple(sources), tasks.Visit(entries.Reading(datetime(2023, 1, 1, tzinfo=UTC), indicators)))
begun = time.process_time()
for _ in range({repeats}):
    for source in sources:
        entry, = opening.read_source(task, source).files
        assert entry.submissions, entry
print((time.process_time() - begun) / {repeats} / len(sources))
"""
)
_CALAMINE = """
import io, time
from pathlib import Path
from python_calamine import CalamineWorkbook
paths = sorted(Path({folder!r}).iterdir())
begun = time.process_time()
for _ in range({repeats}):
    for path in paths:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
print((time.process_time() - begun) / {repeats} / len(paths))
"""
_MAKE = """
import sys
sys.path.insert(0, {tree!r})
from pathlib import Path
from tests.benchmarks import forms
forms.LIBREOFFICE_MOST = 0
forms.make_workspace(Path({place!r}), {forms})
"""


def seconds(script: str) -> float:
    """Run a script that prints CPU seconds a file."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True)
    return float(done.stdout)


def made(tree: Path, place: Path) -> Path:
    """Return a folder of forms of as many units, made by a version's own benchmark."""
    script = _MAKE.format(tree=str(tree), place=str(place), forms=FORMS)
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tree, env=os.environ | {"PYTHONPATH": str(tree)})
    return place / "nhan-ve"


def main() -> None:
    """Measure, and print one line a folder and reader."""
    trees = {"ours": ROOT} | ({"other": Path(sys.argv[1]).resolve()} if len(sys.argv) > 1 else {})
    with tempfile.TemporaryDirectory() as place:
        scripts: dict[tuple[str, str], str] = {}
        for name, tree in trees.items():
            folders = {
                f"57 forms, {REPEATS} times": (tree / "workbooks" / "2023-6T" / "nhan-ve", REPEATS),
                f"{FORMS} forms, once": (made(tree, Path(place, name)), 1),
            }
            for what, (folder, repeats) in folders.items():
                about = {"tree": str(tree), "folder": str(folder), "repeats": repeats}
                scripts[what, name] = _OURS.format(**about)
                if name == "ours":
                    scripts[what, "calamine"] = _CALAMINE.format(**about)
        times: dict[tuple[str, str], list[float]] = {each: [] for each in scripts}
        for _ in range(ROUNDS):
            for each, script in scripts.items():
                times[each].append(seconds(script))
    medians = {each: statistics.median(found) for each, found in times.items()}
    for (what, name), value in medians.items():
        ratio = "" if name == "ours" else f", ours ÷ it {medians[what, 'ours'] / value:.2f}"
        print(f"{what:20} {name:8} {value * 1e6:6.0f} µs a file{ratio}")


if __name__ == "__main__":
    main()
