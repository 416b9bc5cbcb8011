"""Measures where the CPU time of one run goes, stage by stage, in the first run and in the second.

    python -m tests.benchmarks.stages [--save FILE.json] [FILES]

One process and its children; what a stage took is the CPU time of this process while it ran, what lies within another
stage taken off. What the children took is a line of its own.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from dangvien_xlsx.excel import summary
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.intake.kept import KeptReadings
from dangvien_xlsx.intake.kept_file import KEPT_FILE
from dangvien_xlsx.pipeline import consolidate, standing
from dangvien_xlsx.workspace.folder import Workspace
from tests.benchmarks.forms import make_workspace

FILES = 10_000
CHILDREN, REST = "reading, in the children", "the rest"
STAGES: tuple[tuple[object, str, str], ...] = (
    (Workspace, "declared", "catalogue"),
    (standing, "scan", "listing the folder"),
    (KeptReadings, "__init__", "what is kept: loading it"),
    (KeptReadings, "recalled", "what is kept: hashing the files, finding and decoding their readings"),
    (KeptReadings, "save", "what is kept: writing it"),
    (standing, "_taken", "taking what the children read"),
    (standing, "comparison_of", "earlier periods"),
    (standing, "account", "judging and accounting"),
    (standing, "figures_of", "waiting for the sums and counts, made in a process of their own"),
    (summary, "summary_bytes", "the summary: rows of all sheets"),
    (Book, "content", "the summary: its parts and packing"),
    (consolidate, "write_record", "the record beside it"),
    (consolidate, "note_period", "the book of periods"),
)
"""What is measured: where it is called, its name there, and what it is."""


_END = object()


class Stopwatch:
    """Adds up what each stage takes by itself."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._within = [0.0]

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return work that is measured."""

        def measured(*args: Any, **settings: Any) -> Any:
            self._within.append(0.0)
            start = time.process_time()
            try:
                made = work(*args, **settings)
            finally:
                whole = time.process_time() - start
                own = whole - self._within.pop()
                self._within[-1] += whole
                self.spent[stage] = self.spent.get(stage, 0.0) + own
            return iter(self.timed(stage, partial(next, made, _END)), _END) if isinstance(made, Iterator) else made

        return measured


def stages_of(folder: Path) -> dict[str, float]:
    """Consolidate a workspace; return the CPU seconds of each stage."""
    watch = Stopwatch()
    before = [(home, name, getattr(home, name)) for home, name, _ in STAGES]
    for home, name, stage in STAGES:
        setattr(home, name, watch.timed(stage, getattr(home, name)))
    start, children = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        consolidate.consolidate(Workspace(folder))
    finally:
        for home, name, work in before:
            setattr(home, name, work)
    whole = time.process_time() - start
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    read = now.ru_utime + now.ru_stime - children.ru_utime - children.ru_stime
    return {CHILDREN: read} | watch.spent | {REST: whole - sum(watch.spent.values())}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="?", type=int, default=FILES)
    parser.add_argument("--save", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "ky")
        make_workspace(folder, asked.files)
        stages_of(folder)  # what is imported and compiled once, is
        (folder / "ket-qua" / KEPT_FILE).unlink()
        found = {"first": stages_of(folder), "second": stages_of(folder)}
    print(f"{asked.files:,} files, load {os.getloadavg()[0]:.1f}; CPU seconds\n\n| stage | first run | second run |")
    print("| --- | ---: | ---: |")
    for stage in (CHILDREN, *(told for *_, told in STAGES), REST):
        print(f"| {stage} | " + " | ".join(f"{each.get(stage, 0.0):.2f}" for each in found.values()) + " |")
    if asked.save:
        asked.save.write_text(json.dumps({"files": asked.files} | found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
