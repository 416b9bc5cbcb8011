"""Peak memory of all processes, and the single files that take most CPU, of a folder of 57 good and 500 hostile files.

Run with ``python -m tests.benchmarks.hostile`` on Linux; it reads /proc.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dangvien_xlsx.intake.pools import BOUNDED_BY_SYSTEM
from tests.intake.build import EXAMPLE, ROOT, bloating, stalling
from tests.intake.corpus import FORM, all_cases
from tests.intake.test_corpus import read_folder

HOSTILE = 500
_LOOK_SECONDS = 0.01


def hostile_files() -> dict[str, bytes]:
    """Return the corpus without its forms, with files that kill or stall their reader."""
    files = {
        case.name.replace("/", "-"): case.content
        for case in all_cases()
        if FORM not in (case.expected, *case.inside.values())
    }
    return files | {"bloating.xlsb": bloating(), "stalling.xlsx": stalling()}


def fill(folder: Path, files: dict[str, bytes]) -> None:
    """Put the hostile files, again and again under other names, beside the good ones."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ket-qua"))
    names = sorted(files)
    for number in range(HOSTILE):
        name = names[number % len(names)]
        path = folder / "nhan-ve" / str(number // len(names)) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(files[name])


def tree_memory(pid: int) -> int:
    """Return the resident memory of a process and all its descendants, in bytes; shared pages count each time."""
    total, waiting = 0, [pid]
    while waiting:
        here = Path("/proc", str(waiting.pop()))
        try:
            total += int((here / "statm").read_text("ascii").split()[1]) * 4096
            for task in (here / "task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text("ascii").split()]
        except (OSError, IndexError):
            continue
    return total


def main() -> None:
    """Measure and print."""
    files = hostile_files()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "ky")
        fill(folder, files)
        start, peak = time.perf_counter(), 0
        command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(folder), "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as run:
            assert run.stdout
            output = Path(place, "out.json")
            with output.open("wb") as stream:
                import threading

                copier = threading.Thread(target=shutil.copyfileobj, args=(run.stdout, stream))
                copier.start()
                while run.poll() is None:
                    peak = max(peak, tree_memory(run.pid))
                    time.sleep(_LOOK_SECONDS)
                copier.join()
        seconds = time.perf_counter() - start
        told = json.loads(output.read_bytes())
        print(f"files {len(told['files'])}, totals {told['totals']}, {seconds:.1f} s, peak {peak / 2**20:.0f} MB")
    for bounded in (True, False) if BOUNDED_BY_SYSTEM else (False,):
        print("bounded by", "system" if bounded else "watch", slowest(files, bounded))


def slowest(files: dict[str, bytes], bounded: bool) -> str:
    """Read every file in a folder of its own; return the slowest three by CPU, start of the child included."""
    times = {}
    for name, content in files.items():
        with tempfile.TemporaryDirectory() as place:
            Path(place, name).write_bytes(content)
            before = os.times()
            read_folder(Path(place), bounded=bounded)
            after = os.times()
            times[name] = after.children_user + after.children_system - before.children_user - before.children_system
    worst = sorted(times, key=times.__getitem__, reverse=True)[:3]
    return ", ".join(f"{name} {times[name]:.2f} s" for name in worst)


if __name__ == "__main__":
    main()
