"""The summary is the same byte for byte wherever its rows are made, whatever becomes of the process that makes them."""

import io
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread

import psutil
import pytest
from python_calamine import CalamineWorkbook

from dangvien_xlsx.excel.summary import Report, summary_bytes
from dangvien_xlsx.excel.writing.rows import Piece, Row, RowMaker, Template
from dangvien_xlsx.judging.accounting import account
from dangvien_xlsx.model.errors import BookError, RowsLostError
from dangvien_xlsx.pipeline import counting, row_making
from dangvien_xlsx.pipeline.consolidate import consolidate
from dangvien_xlsx.pipeline.counting import row_maker
from dangvien_xlsx.result.figures import unit_rows
from dangvien_xlsx.result.table import figures
from dangvien_xlsx.text.fold import whole
from dangvien_xlsx.text.names import SHEET_DATA, SHEET_TRACKING
from dangvien_xlsx.workspace.folder import Workspace
from tests.benchmarks.forms import catalogue_of
from tests.pipeline.test_counting import ROWS
from tests.pipeline.test_scaling import received

MANY = 10_000
"""Rows from which the process is lent, whatever the machine."""
NAMES = (
    *(
        " lề trái",
        "lề phải ",
        "_x0041_",
        "<r>hỏng</r>",
        "<r>a & b</r>",
        "a & b < c",
        'tên "trong" ngoặc',
        "50% %s %d %%",
    ),
    *(
        "=1+1",
        "#REF!",
        "0123",
        "x" * 300,
        "dài " * 60,
        "𝔛 ngoài BMP",
        "Chưa nộp",
        "a\nb",
        "{0}",
        "\\",
        "\x7f\x01điều khiển",
    ),
)
"""Names of units that a way of writing might take for something else; the door takes off what no cell can hold."""


def report_of(count: int = 700) -> Report:
    """Return what a summary shows: some units are called what nobody would be called, each tenth sent nothing."""
    catalogue = catalogue_of(count)
    units = [unit._replace(name=whole(name)) for unit, name in zip(catalogue.units, NAMES, strict=False)]
    catalogue = replace(catalogue, units=(*units, *catalogue.units[len(units) :]))
    accounted = account(catalogue, received(catalogue), None)
    return Report(catalogue, accounted, figures(unit_rows(catalogue, accounted)), "../nhan-ve", count)


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of()


@pytest.fixture(scope="module")
def here(report: Report) -> bytes:
    """The summary, its rows made in this process."""
    return summary_bytes(report)


@pytest.fixture(autouse=True)
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[psutil.Process]:
    """The process that counts, come up as if pandas were not here."""
    monkeypatch.delitem(sys.modules, "pandas")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    counting.stop_counting()
    counting.count_ahead()
    yield running()
    counting.stop_counting()


def running() -> psutil.Process:
    (kept,) = counting._counters
    assert kept.process.pid
    return psutil.Process(kept.process.pid)


def ready(maker: RowMaker | None) -> row_making.RowsElsewhere:
    """Return the maker of rows once the process has come up: before, all is made here."""
    assert isinstance(maker, row_making.RowsElsewhere)
    until = time.monotonic() + 60
    while not maker.is_ready():
        assert time.monotonic() < until
        time.sleep(0.01)
    return maker


class Disturbed:
    """Passes everything on to a maker of rows; before one of its calls something happens."""

    def __init__(self, maker: RowMaker, call: str, times: int, happens: Callable[[], object]) -> None:
        self._maker, self._call, self._left, self._happens = maker, call, times, happens

    def _pass(self, call: str) -> RowMaker:
        if call == self._call:
            self._left -= 1
            if not self._left:
                self._happens()
        return self._maker

    def template(self, template: Template) -> int:
        return self._pass("template").template(template)

    def make(self, sheet: int, rows: Sequence[Row]) -> None:
        self._pass("make").make(sheet, rows)

    def made(self, sheet: int) -> Iterator[Piece]:
        for piece in self._pass("made").made(sheet):
            yield piece
            self._pass("piece")


def test_rows_made_elsewhere_are_the_rows_made_here(report: Report, here: bytes, process: psutil.Process) -> None:
    for _ in range(2):
        with row_maker(MANY) as maker:
            assert summary_bytes(report, ready(maker)) == here
            assert not all(is_here for sheet in ready(maker)._is_here.values() for is_here in sheet)
        assert running() == process, "it is kept for the next one"
    assert counting.figures_of(ROWS) == figures(ROWS), "and counts again"
    assert running() == process


def test_every_name_stands_in_the_sheets_as_it_is(report: Report, here: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(here))
    names = [unit.name for unit in report.catalogue.units]
    for sheet, first, column in ((SHEET_DATA, 1, 3), (SHEET_TRACKING, 3, 2)):
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)[first:]
        assert [row[column] for row in rows] == names


@pytest.mark.parametrize("pieces", [1, 7, 100_000])
@pytest.mark.parametrize("held", [1, 2**30])
def test_the_size_of_the_pieces_is_not_seen(
    report: Report, here: bytes, pieces: int, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangvien_xlsx.excel.writing.rows._AT_A_TIME", pieces)
    monkeypatch.setattr("dangvien_xlsx.excel.writing.spool._IN_MEMORY", held)
    monkeypatch.setattr(row_making, "_MOST_WAITING", 10_000)
    assert summary_bytes(report) == here
    with row_maker(MANY) as maker:
        assert summary_bytes(report, ready(maker)) == here


@pytest.mark.parametrize(
    ("call", "times"), [("template", 1), ("make", 1), ("make", 6), ("made", 1), ("made", 5), ("piece", 1), ("piece", 4)]
)
def test_a_process_that_is_ended_costs_nothing_but_time(
    report: Report, here: bytes, process: psutil.Process, call: str, times: int
) -> None:
    with row_maker(MANY) as maker:
        assert summary_bytes(report, Disturbed(ready(maker), call, times, process.kill)) == here
    assert not counting._counters


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a POSIX system")
@pytest.mark.parametrize(("call", "times"), [("make", 2), ("made", 3)])
def test_a_process_that_does_not_answer_is_waited_for_so_long_and_no_longer(
    report: Report, here: bytes, process: psutil.Process, call: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_making, "SECONDS_WITHOUT_PROGRESS", 0.3)
    monkeypatch.setattr(row_making, "_MOST_WAITING", 10_000)
    with row_maker(MANY) as maker:
        assert summary_bytes(report, Disturbed(ready(maker), call, times, process.suspend)) == here
    assert process.wait(60) is None or not process.is_running()
    assert not counting._counters


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a POSIX system")
def test_what_the_process_does_not_keep_up_with_is_made_here(
    report: Report, here: bytes, process: psutil.Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangvien_xlsx.excel.writing.rows._AT_A_TIME", 50)
    with row_maker(MANY) as maker:
        elsewhere = ready(maker)
        process.suspend()
        assert summary_bytes(report, Disturbed(elsewhere, "made", 1, process.resume)) == here
        made = [is_here for sheet in elsewhere._is_here.values() for is_here in sheet]
    assert 0 < made.count(True) < len(made)
    assert running() == process


@pytest.mark.parametrize("most", [0, 1])
def test_nothing_or_next_to_nothing_may_be_made_elsewhere(
    report: Report, here: bytes, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_making, "_MOST_WAITING", most)
    monkeypatch.setattr("dangvien_xlsx.excel.writing.rows._AT_A_TIME", 30)
    for _ in range(2):
        with row_maker(MANY) as maker:
            assert summary_bytes(report, ready(maker)) == here


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a POSIX system")
def test_nobody_waits_for_a_process_that_has_not_come_up(report: Report, here: bytes, process: psutil.Process) -> None:
    process.suspend()  # it may take seconds to load pandas
    with row_maker(MANY) as maker:
        assert summary_bytes(report, maker) == here
    process.wait(60)
    assert not counting._counters


def test_what_cannot_be_written_is_said_here_and_the_process_goes(process: psutil.Process) -> None:
    """It may be in the middle of rows that nobody takes any more."""

    def wrong() -> None:
        raise BookError("sai")

    def written() -> None:
        with row_maker(MANY) as maker:
            summary_bytes(report_of(10), Disturbed(ready(maker), "made", 2, wrong))

    with pytest.raises(BookError, match="sai"):
        written()
    process.wait(60)
    assert not counting._counters


def test_few_rows_one_core_or_no_process_are_made_here(
    process: psutil.Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    with row_maker(114) as maker:
        assert maker is None
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with row_maker(MANY) as maker:
        assert maker is None
    assert running() == process
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    counting.stop_counting()
    with row_maker(MANY) as maker:
        assert maker is None


def test_two_summaries_at_once_are_the_same(report: Report, here: bytes) -> None:
    made: list[bytes] = []

    def one() -> None:
        with row_maker(MANY) as maker:
            made.append(summary_bytes(report, maker))

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
        counting.count_ahead()  # as the next job of the window does
    for thread in threads:
        thread.join()
    assert made == [here, here]
    assert len(counting._counters) <= 1


def test_a_period_consolidated_with_the_process_is_the_one_consolidated_without(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lent: list[bool] = []

    class Counted(row_making.RowsElsewhere):
        def made(self, sheet: int) -> Iterator[Piece]:
            lent.append(True)
            return super().made(sheet)

    without = consolidate(Workspace(workspace)).written.path.read_bytes()
    assert lent == []
    monkeypatch.setattr(counting, "_FEWEST_ROWS", 0)
    monkeypatch.setattr(row_making, "RowsElsewhere", Counted)
    assert consolidate(Workspace(workspace)).written.path.read_bytes() == without
    assert lent


def test_rows_that_are_lost_are_told(process: psutil.Process) -> None:
    with row_maker(MANY) as lent:
        maker = ready(lent)
        process.kill()
        maker.make(0, ['<row r="1"/>'])
        with pytest.raises(RowsLostError):
            list(maker.made(0))
    assert not counting._counters
