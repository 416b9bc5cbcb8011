"""A clean form is opened once, hashed once, and each of its parts unpacked once at most; a kept one is not read."""

import hashlib
import shutil
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import deflate
import pytest

from dangvien_xlsx.excel.reading import grid
from dangvien_xlsx.intake.kept import KeptReadings
from dangvien_xlsx.intake.kept_file import KEPT_FILE
from dangvien_xlsx.intake.opening import read_source, to_keep
from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.intake.tasks import Task, Visit
from dangvien_xlsx.received import inflating, package
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.text.catalogue import DEFAULT_INDICATORS
from tests.conftest import ROOT

FORMS = ROOT / "workbooks" / "2023-6T" / "nhan-ve"
READING = Reading(datetime(2023, 1, 1, tzinfo=UTC), DEFAULT_INDICATORS)
_seen: list[str] = []
_watched: list[str] = []


def _note(event: str, details: tuple[Any, ...]) -> None:
    """Note what is opened in the folder that is watched."""
    if event == "open" and _watched and str(details[0]).startswith(_watched[0]):
        _seen.append(Path(details[0]).name)


sys.addaudithook(_note)  # no hook can ever be taken away: it notes only while a folder is watched


@contextmanager
def opened_in(folder: Path) -> Iterator[Counter[str]]:
    """Count how often each file of a folder is opened, by whatever way."""
    _watched[:], _seen[:] = [str(folder)], []
    count: Counter[str] = Counter()
    try:
        yield count
    finally:
        count.update(_seen)
        _watched.clear()


class Work:
    """What was done to bytes: which were hashed, and which unpacked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hashed: Counter[bytes] = Counter()
        self.unpacked: Counter[bytes] = Counter()
        sha256, decompress = hashlib.sha256, deflate.deflate_decompress

        def hashing(content: bytes = b"", **settings: Any) -> Any:
            self.hashed[bytes(content)] += 1
            return sha256(content, **settings)

        def unpacking(raw: bytes, size: int) -> Any:
            self.unpacked[bytes(raw)] += 1
            return decompress(raw, size)

        def refused(*_: object) -> Any:
            raise AssertionError("a clean form is unpacked in one way")

        monkeypatch.setattr(hashlib, "sha256", hashing)
        monkeypatch.setattr(deflate, "deflate_decompress", unpacking)
        monkeypatch.setattr(inflating, "_step_by_step", refused)
        monkeypatch.setattr(package, "without_empty_cells", refused)
        monkeypatch.setattr(grid, "CalamineWorkbook", refused)
        monkeypatch.setattr(zipfile.ZipFile, "open", refused)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "nhan-ve"
    folder.mkdir()
    for path in sorted(FORMS.glob("*.xlsx"))[:5]:
        shutil.copy2(path, folder)
    return folder


def test_a_clean_form_is_opened_and_hashed_once_and_no_part_is_unpacked_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package._kept.clear()
    sources, work = scan(folder), Work(monkeypatch)
    task = Task(folder, tuple(sources), Visit(READING), keeps=True)
    with opened_in(folder) as opened:
        found = [read_source(task, source) for source in sources]
        kept = list(to_keep(task, found))
    assert all(each.files[0].submissions for each in found)
    assert [reading.path for reading in kept] == [source.path for source in sources]
    assert opened == {source.name: 1 for source in sources}
    assert [work.hashed[(folder / source.name).read_bytes()] for source in sources] == [1] * len(sources)
    assert set(work.unpacked.values()) == {1}, "what forms share is unpacked once for all of them"


def test_of_a_form_that_is_kept_only_the_bytes_are_hashed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder.parent / "ket-qua" / KEPT_FILE
    file.parent.mkdir()
    sources = scan(folder)
    task = Task(folder, tuple(sources), Visit(READING), keeps=True)
    kept = KeptReadings(file, folder, READING, keeps=True)
    kept.note(to_keep(task, [read_source(task, source) for source in sources]))
    kept.save()
    kept, work = KeptReadings(file, folder, READING, keeps=True), Work(monkeypatch)
    with opened_in(folder) as opened:
        assert all(kept.may_know(source) and kept.recalled(source) for source in sources)
    assert opened == {source.name: 1 for source in sources}
    assert [work.hashed[(folder / source.name).read_bytes()] for source in sources] == [1] * len(sources)
    assert not work.unpacked
