"""Readings that are kept change nothing but the time: same totals, findings and bytes of the summary, whatever befalls
them; and nothing counts whose bytes were not looked at in the same run."""

import hashlib
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dangvien_xlsx.intake import kept, program, readers
from dangvien_xlsx.intake.kept_file import KEPT_FILE
from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import Source
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked
from dangvien_xlsx.pipeline.closing import close_period
from dangvien_xlsx.pipeline.consolidate import consolidate
from dangvien_xlsx.pipeline.fill import fill_form
from dangvien_xlsx.pipeline.letter import write_letter
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.pipeline.verify import verify
from dangvien_xlsx.workspace.folder import Workspace
from tests.attacks.test_own_files import SHAPES
from tests.forms import consolidate_json, fill
from tests.intake.build import locked, zipped
from tests.oracles import run
from tests.pipeline.test_answers import MAP, google

UNLOCKS = Asked(password="Vụ Bản 2023")  # noqa: S106  the word that a file of these tests is locked with
MAIL, PACK, CUT, LOCKED = "thu-cua-don-vi.eml", "goi.zip", "cut.xlsx", "khoa.xlsx"
FORM = "16-thanh-loi.xlsx"
OTHERS = {CUT, LOCKED}
"""Files of ``mixed`` that are refused: what they are is never kept."""


class Answer(NamedTuple):
    """What a run says, and the bytes of its summary."""

    told: dict[str, Any]
    summary: bytes


@pytest.fixture
def mixed(workspace: Path) -> Path:
    """The example with three forms in a zip, two in a mail, one cut short, and one locked."""
    received = workspace / "nhan-ve"
    forms = sorted(received.glob("*.xlsx"))
    (received / PACK).write_bytes(zipped({path.name: path.read_bytes() for path in forms[:3]}))
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "don-vi@vuban.example", "btc@vuban.example", "Nộp phiếu"
    mail["Date"] = "Sat, 01 Jul 2023 09:00:00 +0700"
    mail.set_content("Kính gửi Ban, xin nộp phiếu.")
    for path in forms[3:5]:
        mail.add_attachment(path.read_bytes(), maintype="application", subtype="octet-stream", filename=path.name)
    (received / MAIL).write_bytes(mail.as_bytes())
    (received / CUT).write_bytes(forms[0].read_bytes()[:900])
    (received / LOCKED).write_bytes(locked(forms[5].read_bytes(), UNLOCKS.password))
    for path in forms[:6]:
        path.unlink()
    return workspace


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were given to children to read, in this process."""
    names: list[str] = []
    add = Readers.add

    def noting(self: Readers, sources: list[Source]) -> None:
        names.extend(source.name for source in sources)
        add(self, sources)

    monkeypatch.setattr(Readers, "add", noting)
    return names


def answer(folder: Path, asked: Asked = AS_IT_IS) -> Answer:
    """Consolidate in this process."""
    done = consolidate(Workspace(folder), asked)
    return Answer(done.as_dict(), done.written.path.read_bytes())


def kept_file(folder: Path) -> Path:
    return folder / "ket-qua" / KEPT_FILE


def everything(folder: Path) -> set[str]:
    return {path.name for path in (folder / "nhan-ve").iterdir()}


def rows_of(folder: Path, table: str = "reading") -> int:
    with closing(sqlite3.connect(kept_file(folder))) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  our own names
    return int(count)


def test_the_second_run_reads_only_what_was_refused_and_says_the_same(mixed: Path, read: list[str]) -> None:
    first = answer(mixed)
    assert set(read) == everything(mixed)
    accepted = [file["path"] for file in first.told["files"] if file["outcome"] == "accepted"]
    assert len(accepted) == 57 - 1
    assert [sum(path.startswith(f"{name}/") for path in accepted) for name in (PACK, MAIL)] == [3, 2]
    read.clear()
    assert answer(mixed) == first
    assert set(read) == OTHERS
    assert rows_of(mixed) == len(everything(mixed)) - len(OTHERS)
    kept_file(mixed).unlink()
    read.clear()
    assert answer(mixed) == first
    assert set(read) == everything(mixed)


def test_a_file_changed_with_its_time_and_size_kept_is_read_again(workspace: Path, read: list[str]) -> None:
    assert answer(workspace).told["totals"]["ket_nap"] == 53
    path = workspace / "nhan-ve" / FORM
    before, status = path.read_bytes(), path.stat()
    changed = fill(before, {"ket_nap": 12})
    # Both as long as the longer one: a comment at the end of a zip changes nothing of what is in it.
    longest = max(len(before), len(changed))
    path.write_bytes(_padded(before, longest))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    total = answer(workspace).told["totals"]["ket_nap"]
    assert total == 53
    read.clear()
    path.write_bytes(_padded(changed, longest))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == longest
    assert answer(workspace).told["totals"]["ket_nap"] == 55
    assert read == [FORM]


def _padded(content: bytes, size: int) -> bytes:
    """Return a zip of another length, by a comment at its end."""
    room = size - len(content)
    return content[:-2] + room.to_bytes(2, "little") + b" " * room


def test_a_refused_file_is_read_again(mixed: Path, read: list[str]) -> None:
    answer(mixed)
    path = mixed / "nhan-ve" / CUT
    status = path.stat()
    whole = zipped({"x.xlsx": path.read_bytes()})
    path.write_bytes(whole[: status.st_size].ljust(status.st_size, b"\0"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    read.clear()
    answer(mixed)
    answer(mixed)
    assert sorted(read) == sorted([*OTHERS, *OTHERS])


def test_a_file_that_is_moved_or_touched_is_stamped_as_if_it_were_read(mixed: Path) -> None:
    answer(mixed)
    received = mixed / "nhan-ve"
    for number, name in enumerate((FORM, MAIL, PACK)):
        moment = datetime(2023, 7, 2 + number, tzinfo=UTC).timestamp()
        os.utime(received / name, (moment, moment))
    (received / "thư mục").mkdir()
    other = sorted(received.glob("2*.xlsx"))[0]
    other.rename(received / "thư mục" / "~$phieu.xlsx")
    known = answer(mixed)
    kept_file(mixed).unlink()
    assert answer(mixed) == known


def test_rows_of_a_table_are_kept_too(workspace: Path, read: list[str], tmp_path: Path) -> None:
    received = workspace / "nhan-ve"
    for path in sorted(received.glob("*.xlsx"))[3:]:
        path.unlink()
    table = tmp_path / "tra-loi.csv"
    table.write_bytes(google())
    assert run("import", workspace, table, *MAP).returncode == 0
    first = answer(workspace)
    assert sum(file["path"].startswith("tra-loi.csv/") for file in first.told["files"]) == 4
    moment = datetime(2023, 7, 3, tzinfo=UTC).timestamp()
    for path in received.iterdir():
        os.utime(path, (moment, moment))
    kept_file(workspace).unlink()
    first = answer(workspace)
    read.clear()
    assert answer(workspace) == first
    table_is_clean = not any(item["code"] == "table-lacks-columns" for item in first.told["findings"])
    assert read == ([] if table_is_clean else ["tra-loi.csv"])


@pytest.mark.parametrize("seed", range(50))
def test_damage_anywhere_only_costs_time(seed: int, sample: "Sample") -> None:
    """The bytes of the file are changed in one place, or in fifty, or it is cut off."""
    chance = random.Random(seed)
    damaged = bytearray(sample.kept)
    for _ in range(1 if seed % 2 else 50):
        start = chance.randrange(len(damaged))
        damaged[start : start + chance.choice((1, 1, 200))] = chance.randbytes(1)
    if seed % 10 == 9:
        del damaged[chance.randrange(len(damaged)) :]
    kept_file(sample.folder).write_bytes(damaged)
    assert answer(sample.folder) == sample.first
    assert answer(sample.folder) == sample.first


class Sample(NamedTuple):
    """A small folder, what it says, and the file of kept readings after the first run."""

    folder: Path
    first: Answer
    kept: bytes


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    from tests.conftest import copy_of_example

    folder = copy_of_example(tmp_path_factory.mktemp("kept"))
    for path in sorted((folder / "nhan-ve").glob("*.xlsx"))[12:]:
        path.unlink()
    first = answer(folder)
    return Sample(folder, first, kept_file(folder).read_bytes())


def test_what_another_version_kept_does_not_count(
    workspace: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(kept, "program_stamp", lambda: "0.9")
        first = answer(workspace)
    read.clear()
    assert answer(workspace) == first
    assert set(read) == everything(workspace)
    read.clear()
    assert answer(workspace) == first
    assert read == []


def test_another_build_is_another_program_and_other_libraries_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files of a bundle are of one day, and a mended module may be as long as it was."""
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    (tmp_path / "__init__.py").write_text("")
    build = tmp_path / program.BUILD_FILE
    monkeypatch.setattr("dangvien_xlsx.__file__", str(tmp_path / "__init__.py"))
    monkeypatch.syspath_prepend(str(libraries))
    stamp: Callable[[], str] = program.program_stamp.__wrapped__
    stamps = [stamp()]
    for digest in ("a" * 64, "b" * 64):
        build.write_text(digest)
        os.utime(build, (1_767_225_600, 1_767_225_600))
        stamps.append(stamp())
    os.utime(libraries, (1_767_225_600, 1_767_225_600))
    stamps.append(stamp())
    assert len(set(stamps)) == 4


def test_a_module_that_was_mended_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rooms").mkdir()
    (tmp_path / "__init__.py").write_text("")
    module = tmp_path / "rooms" / "reading.py"
    module.write_text("a = 1")
    monkeypatch.setattr("dangvien_xlsx.__file__", str(tmp_path / "__init__.py"))
    stamp: Callable[[], str] = program.program_stamp.__wrapped__
    before = stamp()
    assert stamp() == before
    module.write_text("a = 12")
    assert stamp() != before


def test_other_indicators_are_another_question(workspace: Path, read: list[str]) -> None:
    from tests.oracles import quietly_loaded

    answer(workspace)
    book = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())
    header = [cell.value for cell in book["Chỉ tiêu"][1]]
    for row in book["Chỉ tiêu"].iter_rows(min_row=2):
        if row[header.index("Mã")].value == "ket_nap":
            row[header.index("Đến")].value = 500
    book.save(workspace / "danh-muc.xlsx")
    read.clear()
    answer(workspace)
    assert set(read) == everything(workspace)


def _letter(workspace: Workspace) -> object:
    return write_letter(workspace)


def _fill(workspace: Workspace) -> object:
    form = workspace.folder.parent / "cap-tren.xlsx"
    form.write_bytes((workspace.received / FORM).read_bytes())
    return fill_form(form, workspace, workspace.folder / "ket-qua" / "cap-tren.xlsx")


@pytest.mark.parametrize("job", [verify, close_period, _letter, _fill])
def test_what_is_proved_or_closed_is_read_afresh(workspace: Path, read: list[str], job: Callable[..., object]) -> None:
    answer(workspace)
    _forge(workspace)
    assert answer(workspace).told["totals"]["ket_nap"] == 53 + 90, "a forged row with a checksum is believed"
    read.clear()
    done = job(Workspace(workspace))
    assert set(read) - {"cap-tren.xlsx"} == everything(workspace)
    if job is _fill:
        assert getattr(done, "total", 0) == 53
    elif job is verify:
        assert getattr(done, "differences", ())
    elif job is _letter:
        (letter,) = (workspace / "ket-qua").glob("Cong-van-*.docx")
        assert b"143" not in zipfile.ZipFile(letter).read("word/document.xml")
    else:
        assert getattr(done, "total", 0) == 53


def _more(text: bytes) -> bytes:
    """Make a hundred members of ten."""
    return text.replace(b'"ket_nap":[10,', b'"ket_nap":[100,')


def _forge(folder: Path, change: Callable[[bytes], bytes] = _more) -> None:
    """Change rows as somebody would who knows how they are made."""
    with closing(sqlite3.connect(kept_file(folder))) as connection:
        for place, digest, text in connection.execute("SELECT place, digest, text FROM reading").fetchall():
            new = change(text)
            checksum = hashlib.sha256(place + digest + new).digest()
            connection.execute("UPDATE reading SET text = ?, checksum = ? WHERE place = ?", (new, checksum, place))
        connection.commit()


@pytest.mark.parametrize("text", [b"", b"[]", b"null", b"[[1]]", b"[" * 100_000, b"\xff\xfe", b'[["a"]]'])
def test_a_row_of_another_shape_is_read_afresh(text: bytes, sample: Sample, read: list[str]) -> None:
    kept_file(sample.folder).write_bytes(sample.kept)
    _forge(sample.folder, lambda _: text)
    assert answer(sample.folder) == sample.first
    assert set(read) == everything(sample.folder)


@pytest.mark.parametrize("shape", ["pipe", "folder", "link", "endless", "loop"])
def test_what_is_no_file_of_ours_is_left_as_it_is(shape: str, sample: Sample) -> None:
    path = kept_file(sample.folder)
    path.unlink(missing_ok=True)
    SHAPES[shape](path)
    before = path.lstat()
    try:
        assert answer(sample.folder) == sample.first
        assert answer(sample.folder) == sample.first
        assert (path.lstat().st_ino, path.lstat().st_mode) == (before.st_ino, before.st_mode)
        assert not any(path.iterdir()) if shape == "folder" else True
    finally:
        if shape == "folder":
            path.rmdir()
        else:
            path.unlink()


def test_a_table_that_is_a_query_without_end_is_replaced(sample: Sample) -> None:
    path = kept_file(sample.folder)
    path.write_bytes(sample.kept)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE reading")
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        connection.execute(f"CREATE VIEW reading AS {endless}")
        connection.commit()
    assert answer(sample.folder) == sample.first
    assert rows_of(sample.folder) == 12


def test_a_password_neither_keeps_nor_asks(mixed: Path, read: list[str]) -> None:
    with_password = answer(mixed, UNLOCKS)
    assert not kept_file(mixed).exists()
    assert any(file["path"] == LOCKED and file["outcome"] == "accepted" for file in with_password.told["files"])
    answer(mixed)
    read.clear()
    assert answer(mixed, UNLOCKS) == with_password
    assert set(read) == everything(mixed)


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
def test_any_number_of_workers_keeps_the_same(workers: int, mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = answer(mixed)
    rows = rows_of(mixed)
    monkeypatch.setattr(readers, "MOST_WORKERS", workers)
    monkeypatch.setattr(readers, "FILES_A_WORKER", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: workers)
    kept_file(mixed).unlink()
    assert answer(mixed) == expected
    assert rows_of(mixed) == rows
    assert answer(mixed) == expected


def test_two_runs_at_once_say_the_same(mixed: Path) -> None:
    expected = consolidate_json(mixed)
    for is_known in (True, False):
        if not is_known:
            kept_file(mixed).unlink()
        with ThreadPoolExecutor(2) as both:
            answers = list(both.map(consolidate_json, (mixed, mixed)))
        assert answers == [expected, expected]


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(
    workspace: Path, tmp_path: Path, read: list[str]
) -> None:
    output = tmp_path / "ra.xlsx"
    shutil.rmtree(workspace / "ket-qua", ignore_errors=True)
    (workspace / "ket-qua").write_text("một tệp, không phải thư mục", "utf-8")
    done = consolidate(Workspace(workspace), output=output)
    assert done.written.notices == ()
    with standing_of(Workspace(workspace)) as standing:
        assert standing.is_complete
    assert len(read) == 2 * len(everything(workspace))


def test_old_readings_go_and_the_file_stays_bounded(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SPARE_READINGS", 10)
    for version in range(4):
        monkeypatch.setattr(kept, "program_stamp", lambda version=version: str(version))
        answer(workspace)
    assert rows_of(workspace) == 2 * 57, "those of this run, and as many of the one before"
    for path in sorted((workspace / "nhan-ve").glob("*.xlsx"))[5:]:
        path.unlink()
    answer(workspace)
    assert rows_of(workspace) == 5 + 10
    monkeypatch.setattr(kept, "MOST_KEPT_BYTES", 10)
    kept_file(workspace).unlink()
    answer(workspace)
    assert rows_of(workspace) == 0


def test_a_period_of_many_files_keeps_them_as_it_goes(
    workspace: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_HELD_BYTES", 3_000)
    first = answer(workspace)
    assert rows_of(workspace) == 57
    read.clear()
    assert answer(workspace) == first
    assert read == []
