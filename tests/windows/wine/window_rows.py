"""Opens the bundle's window on a period and prints, as JSON, the rows of its tables and whether files can be dropped.

Then the window stays until a file of the name that is given appears, so that it can be looked at, or dropped on.
"""

import json
import sys
import time
import tkinter as tk
from collections.abc import Callable
from pathlib import Path

from dangvien_xlsx.window.main import made_window

SECONDS = 150


def wait(root: tk.Tk, come: Callable[[], object]) -> None:
    """Run the window until something has come, but not for ever."""
    end = time.monotonic() + SECONDS
    while not come() and time.monotonic() < end:
        root.update()
        time.sleep(0.02)


if __name__ == "__main__":
    period, stop = Path(sys.argv[1]), Path(sys.argv[2])
    window = made_window(period)
    units = window.layout.units.units
    wait(window.root, lambda: units.get_children() and window.accepts_drops and not window.jobs.is_busy)
    rows = [list(map(str, units.item(row, "values"))) for row in units.get_children()]
    place = (window.layout.units.winfo_rootx() + 200, window.layout.units.winfo_rooty() + 200)
    told = {"rows": rows, "drops": window.accepts_drops, "place": place, "title": window.root.title()}
    print(json.dumps(told), flush=True)
    wait(window.root, stop.exists)
    wait(window.root, lambda: not window.jobs.is_busy)
    window.leave()
