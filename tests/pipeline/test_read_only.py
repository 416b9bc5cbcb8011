"""The book of periods on a share that takes nothing: a real read-only mount, in a name space of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dangvien_xlsx.history.book import dump
from dangvien_xlsx.model.catalogue import Catalogue
from tests.conftest import ROOT
from tests.oracles import missing, run, stored_values
from tests.pipeline.test_book import BOOK, first, second, total

__all__ = ["first", "second"]
_WAYS = (("unshare", "-m"), ("unshare", "-rm"))
_MOUNT = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"'
_OPEN = 'mount --bind "$2" "$2" && mount -o remount,rw,bind "$2"'


@pytest.fixture(scope="session")
def way(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """How this computer lets a test mount something for itself: as root, or as a user in a name space."""
    folder = str(tmp_path_factory.mktemp("mount"))
    for command in _WAYS:
        if not shutil.which(command[0]):
            continue
        tried = subprocess.run(
            [*command, "sh", "-c", f'{_MOUNT} && ! touch "$1/x"', "sh", folder], capture_output=True, check=False
        )
        if tried.returncode == 0:
            return command
    return missing("unshare")


def shut(
    way: tuple[str, ...], share: Path, *arguments: str | Path, open_below: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command while a folder or a file can be read only, all but what lies below one place in it.

    Args:
        way: How something is mounted.
        share: What can only be read.
        arguments: Of the command.
        open_below: Where it can be written all the same.
    """
    script = f'{_MOUNT} && {_OPEN if open_below else ":"} && shift 2 && exec "$@"'
    command = [sys.executable, "-m", "dangvien_xlsx", *map(str, arguments)]
    return subprocess.run(
        [*way, "sh", "-c", script, "sh", str(share), str(open_below or "-"), *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def compared(workspace: Path) -> list[object]:
    content = (workspace / "ket-qua" / "Tong-hop-2023-12T.xlsx").read_bytes()
    return total(stored_values(content)["So sánh"])


@pytest.mark.parametrize("is_there", [True, False], ids=["a book that is there", "no book yet"])
def test_beside_a_book_that_cannot_be_written_the_summary_stands(
    way: tuple[str, ...], second: Path, is_there: bool
) -> None:
    book = second.parent / BOOK
    if not is_there:
        book.unlink()
    before = book.read_bytes() if is_there else b""
    done = shut(way, second.parent, "consolidate", second, open_below=second)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert BOOK in done.stderr, "told that this period is not in the book"
    assert compared(second) == [19, 17]
    assert (book.read_bytes() if book.exists() else b"") == before
    assert [path.name for path in second.parent.iterdir() if path.is_file()] == [BOOK] * is_there, "nothing left lying"
    again = run("consolidate", second)
    assert BOOK not in again.stderr, "written at the next run where that is possible"
    assert {"2023-6T", "2023-12T"} <= {word for line in dump(str(book)) for word in line.split("'")}


def test_a_book_whose_file_alone_is_shut_is_told_and_left(way: tuple[str, ...], second: Path) -> None:
    book = second.parent / BOOK
    before = book.read_bytes()
    done = shut(way, book, "consolidate", second)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert BOOK in done.stderr
    assert compared(second) == [19, 17]
    assert book.read_bytes() == before


def test_on_a_share_that_can_only_be_read_the_past_is_shown_exported_and_verified(
    way: tuple[str, ...], first: Path, tmp_path: Path, example: Catalogue
) -> None:
    share, table = first.parent, tmp_path / "bang.csv"
    shown = shut(way, share, "history", "show", share, "16")
    assert (shown.returncode, "10" in shown.stdout) == (0, True), shown.stderr
    exported = shut(way, share, "history", "export", share, "--format", "csv", "--output", table)
    assert exported.returncode == 0, exported.stderr
    assert len(table.read_text("utf-8-sig").splitlines()) == 1 + 7 * len(example.indicators)
    assert shut(way, share, "history", "verify", share).returncode == 0
    rebuilt = shut(way, share, "history", "rebuild", share)
    assert (rebuilt.returncode, "Traceback" in rebuilt.stderr, BOOK in rebuilt.stderr) == (3, False, True)


def test_what_a_killed_writer_left_on_a_shut_share_is_told_of(way: tuple[str, ...], second: Path) -> None:
    """A journal that SQLite would play back needs writing: where that is impossible, the folders are read instead."""
    book = second.parent / BOOK
    killed = """
import os, sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
book.execute("PRAGMA cache_size = 1")
book.execute("BEGIN IMMEDIATE")
book.execute("UPDATE figure SET value = 99")
book.execute("UPDATE unit SET name = name || ' x'")
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", killed, str(book)], check=False)
    assert Path(f"{book}-journal").exists()
    done = shut(way, second.parent, "consolidate", second, open_below=second)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert BOOK in done.stderr
    assert compared(second) == [19, 17], "never what was half written"
