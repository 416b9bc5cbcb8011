"""Prints what the page of a form costs beside what calamine alone takes for its values. No test: machines differ.

    python tests/benchmarks/pages.py [FORMS]

The example's forms, as five programs save them; each file is read once by each of the two, in turn, so that nothing is
known of it before. The median is compared: what a program writes alike in all its
files is learned from the first. The design asks for at most 1.2 of .xlsx by ours, LibreOffice, exceljs and openpyxl.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable

from dangvien_xlsx.excel.reading.grid import Grids
from dangvien_xlsx.excel.reading.pages import read_pages
from dangvien_xlsx.received.kinds import kind_of
from tests.intake.build import EXAMPLE
from tests.oracles import quietly_loaded, saved_by_gnumeric, saved_by_libreoffice, saved_by_node

DEFAULT_FORMS = 57


def all_savings(contents: list[bytes]) -> dict[str, list[bytes]]:
    """Return the forms as each program saves them, by ``program.kind``."""
    found: dict[str, list[bytes]] = {"ours.xlsx": contents}
    for content in contents:
        for name, saved in saved_by_node(content).items():
            found.setdefault(name, []).append(saved)
        stream = io.BytesIO()
        quietly_loaded(content).save(stream)
        found.setdefault("openpyxl.xlsx", []).append(stream.getvalue())
        for kind in ("xlsx", "xls", "ods"):
            found.setdefault(f"gnumeric.{kind}", []).append(saved_by_gnumeric(content, kind))
    for kind in ("xlsx", "xls", "ods", "fods"):
        found[f"libreoffice.{kind}"] = saved_by_libreoffice(contents, kind)
    return found


def values(content: bytes) -> None:
    """Read all values with calamine."""
    grids = Grids(content)
    for name in grids:
        grids[name]


def page(content: bytes) -> None:
    """Read the pages."""
    read_pages(content, kind_of(content))


def seconds(work: Callable[[bytes], None], content: bytes) -> float:
    """Return the CPU time that one reading takes, none where the reader refuses the file."""
    begun = time.process_time()
    try:
        work(content)
    except Exception:  # calamine refuses what Gnumeric and SheetJS save as .ods
        return float("nan")
    return time.process_time() - begun


def main() -> None:
    """Measure, and print one line a program and kind."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FORMS
    forms = sorted((EXAMPLE / "nhan-ve").glob("*.xlsx"))[:count]
    for name, contents in all_savings([form.read_bytes() for form in forms]).items():
        pairs = [(seconds(page, content), seconds(values, content)) for content in contents]
        of_page, of_calamine = (statistics.median(times) * 1e6 for times in zip(*pairs, strict=True))
        print(f"{name:18} page {of_page:6.0f} µs, calamine {of_calamine:6.0f} µs, ratio {of_page / of_calamine:.2f}")


if __name__ == "__main__":
    main()
