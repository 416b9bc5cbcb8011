"""Prints what the window costs: its start, and consolidating through it. No test: machines differ.

    python -m tests.benchmarks.window [RUNS]

Needs Xvfb. The start, until the period and its steps are shown, is measured against ``import tkinter`` with the reading
of the catalogue, for which the design asks a ratio of at most 1.5; a press of TỔNG HỢP, until its result is shown,
against the command, of which it asks 1.05, and against the command's work alone, without the start of Python and what
it imports. Runs are interleaved, medians compared. Both starts import what they need under ``if __name__``, as the
program does: a child that reads runs its parent's script once more. The window's own loop waits for it: a loop of
``update()`` takes a whole core from the thread that it waits for.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.screens import hidden_screen

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_RUNS = 7
READ = """
import sys, time

if __name__ == "__main__":
    import tkinter
    from pathlib import Path
    from dangvien_xlsx.workspace.folder import Workspace

    Workspace(Path(sys.argv[1])).declared()
    print(time.perf_counter() - float(sys.argv[2]))
"""
START = """
import sys, time

if __name__ == "__main__":
    import gc
    from pathlib import Path
    from dangvien_xlsx.window.main import made_window

    gc.disable()
    window = made_window(Path(sys.argv[1]))

    def wait():
        window.root.after(2, wait) if window.facts is None else window.root.quit()

    wait()
    window.root.mainloop()
    window.root.update()
    print(time.perf_counter() - float(sys.argv[2]))
    window.jobs.cancel()
"""
PRESS = """
import gc, sys, time, tkinter as tk
from pathlib import Path
from dangvien_xlsx.window.frame import Window
from dangvien_xlsx.window.steps import Action
from dangvien_xlsx.window import errands

if __name__ == "__main__":
    gc.disable()
    errands.open_path = lambda path: ""
    window = Window(tk.Tk(), Path(sys.argv[1]))
    while window.jobs.name or window.standing is None:
        window.root.update()
        time.sleep(0.01)
    begun = time.perf_counter()
    window.press(Action.CONSOLIDATE)
    while window.jobs.name:
        window.root.update()
        time.sleep(0.005)
    print(time.perf_counter() - begun)
"""
WORK = """
import sys, time
from pathlib import Path
from dangvien_xlsx.pipeline.consolidate import consolidate
from dangvien_xlsx.pipeline.asked import AS_IT_IS
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.workspace.folder import Workspace

if __name__ == "__main__":
    workspace = Workspace(Path(sys.argv[1]))
    with standing_of(workspace, AS_IT_IS):
        pass
    begun = time.perf_counter()
    consolidate(workspace, AS_IT_IS)
    print(time.perf_counter() - begun)
"""
WHOLE = """
import subprocess, sys, time

if __name__ == "__main__":
    command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", sys.argv[1]]
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(time.perf_counter() - begun)
"""


def run(script: Path, workspace: Path, display: str) -> tuple[float, str]:
    """Run a script over a workspace; return how long it took, and what it printed."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DISPLAY": display, "XDG_STATE_HOME": str(workspace.parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(script), str(workspace), str(begun)],
        check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return time.perf_counter() - begun, done.stdout


def copied_example(place: Path) -> Path:
    """Copy the example's period, without results."""
    workspace = place / "ky" / "2023-6T"
    shutil.rmtree(workspace, ignore_errors=True)
    shutil.copytree(ROOT / "workbooks" / "2023-6T", workspace, ignore=shutil.ignore_patterns("ket-qua"))
    return workspace


def measure(runs: int, display: str) -> None:
    """Measure, and print two lines."""
    with tempfile.TemporaryDirectory() as place:
        workspace = copied_example(Path(place))
        scripts = {}
        for name, text in (("read", READ), ("start", START), ("press", PRESS), ("work", WORK), ("command", WHOLE)):
            scripts[name] = Path(place, f"{name}.py")
            scripts[name].write_text(text, "utf-8")
            run(scripts[name], workspace, display)  # the first of each compiles and fills the disk cache
        times: dict[str, list[float]] = {name: [] for name in scripts}
        for _ in range(runs):
            for name, script in scripts.items():
                whole, printed = run(script, workspace, display)
                times[name].append(float(printed) if printed.strip() else whole)
    read, start, press, work, command = (statistics.median(times[name]) for name in scripts)
    print(
        f"import tkinter and the catalogue {read:.3f} s, window {start:.3f} s, ratio {start / read:.2f} ({runs} runs)"
    )
    told = f"consolidate {command:.3f} s, of which its work {work:.3f} s; through the window {press:.3f} s"
    print(f"{told}, ratio {press / command:.2f}, of the work {press / work:.2f}")


def main() -> None:
    """Measure on a display of its own."""
    with hidden_screen() as display:
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_RUNS, display)


if __name__ == "__main__":
    main()
