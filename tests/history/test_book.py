"""The book itself: what goes in comes out, whole or not at all, and a changed letter is noticed."""

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dangvien_xlsx.history import book as book_module
from dangvien_xlsx.history import reading
from dangvien_xlsx.history.book import dump, key_of, write_book
from dangvien_xlsx.history.reading import look_at_book, read_book
from dangvien_xlsx.history.rows import digest_of_rows, from_rows, json_of
from dangvien_xlsx.history.series import EXAMPLE, Series
from dangvien_xlsx.model.errors import DamagedBookError, LockedBookError
from dangvien_xlsx.model.history import PastFile
from tests.history.periods import past_period

PERIODS = tuple(
    past_period(year, {f"{code:02d}": (code * year) % 7 or None for code in range(1, 21)}) for year in range(2015, 2025)
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "so cac ky #1 100%.sqlite"
    write_book(str(path), PERIODS)
    return path


def test_what_goes_in_comes_out(book: Path) -> None:
    assert read_book(str(book))[:2] == (PERIODS, True)
    assert [from_rows(json.loads("".join(json_of(period)))) for period in PERIODS] == list(PERIODS)


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1_000])
def test_the_pieces_of_a_period_are_its_json(count: int) -> None:
    period = past_period(2022, {f"{code:04d}": code or None for code in range(count)})
    period = period._replace(files=tuple(PastFile(f"đường {row}.xlsx", "ab", "", "x") for row in range(count)))
    told = {
        **period._asdict(),
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "units": [[*unit[:-1], unit.figures] for unit in period.units],
    }
    assert "".join(json_of(period)) == json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    told["is_missing"] = False
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    assert digest_of_rows(period._replace(is_missing=True)) == hashlib.sha256(text.encode()).hexdigest()


def test_the_last_period_of_a_folder_is_looked_at_and_left_out(tmp_path: Path) -> None:
    book = str(tmp_path / "book.sqlite")
    here = [period._replace(folder="here") for period in PERIODS[:2]]
    write_book(book, [*here, *PERIODS[2:]])
    read, whole = read_book(book, "here"), read_book(book)
    assert read.periods == (here[0], *PERIODS[2:])
    assert read.left_out == (here[1]._replace(indicators=(), units=(), files=()),)
    assert (read.is_whole, read.marks) == (True, whole.marks)
    assert whole.left_out == ()
    assert look_at_book(book)[::2] == ((), whole.marks)
    assert len(whole.marks) == len(PERIODS)


def test_what_is_written_while_a_book_is_read_is_no_damage(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two periods another program has all the time it wants."""
    refused: list[LockedBookError] = []

    def digest_while_another_writes(*given: Any) -> str:
        if not refused:
            with pytest.raises(LockedBookError) as told:
                write_book(str(book), [PERIODS[-1]._replace(target=77)])
            refused.append(told.value)
        return digest_of_rows(*given)

    monkeypatch.setattr(book_module, "_WAIT_SECONDS", 0.1)
    monkeypatch.setattr(reading, "digest_of_rows", digest_while_another_writes)
    assert read_book(str(book))[:2] == (PERIODS, True)
    assert refused
    write_book(str(book), [PERIODS[-1]._replace(target=77)])
    assert read_book(str(book)).periods[-1].target == 77


@pytest.mark.parametrize(
    "harm",
    ["UPDATE figure SET value = 9 WHERE row = 0", "DELETE FROM unit WHERE row = 1", "UPDATE period SET name = 'x'"],
)
def test_what_is_left_out_is_checked_all_the_same(tmp_path: Path, harm: str) -> None:
    book = tmp_path / "book.sqlite"
    write_book(str(book), [PERIODS[0]._replace(folder="here")])
    with closing(sqlite3.connect(book)) as connection:
        connection.execute(harm)
        connection.commit()
    assert read_book(str(book), "here") == ((), False, {}, ())
    assert look_at_book(str(book)) == ((), False, {}, ())


def test_the_order_of_writing_leaves_no_trace(book: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    for period in reversed(PERIODS):
        write_book(str(other), [period._replace(target=1)])
        write_book(str(other), [period])
    assert dump(str(other)) == dump(str(book))


def test_a_period_takes_the_place_of_its_own_and_of_no_other(book: Path) -> None:
    other = past_period(2020, {"99": 4})
    write_book(str(book), [other])
    periods = {key_of(period): period for period in read_book(str(book)).periods}
    assert periods[key_of(other)] == other
    assert len(periods) == len(PERIODS)
    write_book(str(book), [past_period(2020, {"99": 4}, series="of another")])
    assert len(read_book(str(book)).periods) == len(PERIODS) + 1


def test_a_book_that_another_program_holds_is_left_alone(book: Path) -> None:
    before = book.read_bytes()
    holder = sqlite3.connect(book, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(LockedBookError):
            write_book(str(book), [past_period(2030, {"01": 1})])
        with pytest.raises(LockedBookError):
            read_book(str(book))
    finally:
        holder.close()
    assert book.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(5000), b"SQLite format 3\x00", b"\x00" * 8192])
def test_what_is_no_book_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "so.sqlite"
    path.write_bytes(content)
    with pytest.raises(DamagedBookError):
        read_book(str(path))


def test_a_file_of_sqlite_that_is_not_ours_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "so.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE somebody (else_s)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DamagedBookError):
        write_book(str(path), PERIODS)
    assert path.read_bytes() == before


def test_damage_in_any_of_300_places_is_noticed_or_harms_nothing(book: Path, tmp_path: Path) -> None:
    content = book.read_bytes()
    chance = random.Random(18)
    damaged = tmp_path / "damaged.sqlite"
    noticed = 0
    for _ in range(300):
        changed = bytearray(content)
        place = chance.randrange(len(content))
        changed[place : place + 4] = bytes(byte ^ chance.randrange(1, 256) for byte in changed[place : place + 4])
        damaged.write_bytes(changed)
        try:
            sound = read_book(str(damaged))
        except (DamagedBookError, LockedBookError):
            noticed += 1
            continue
        noticed += not sound.is_whole
        assert set(sound.periods) <= set(PERIODS), place
        assert not sound.is_whole or sound.periods == PERIODS, place
    assert noticed > 150


WRITER = """
import sys
from dangvien_xlsx.history.book import write_book
from dangvien_xlsx.model.history import PastFile
from tests.history.periods import past_period
sys.stdout.write("ready\\n"); sys.stdout.flush()
for turn in range(10**6):
    write_book(sys.argv[1], [past_period(2015 + turn % 10, {f"{code:02d}": turn for code in range(1, 21)})])
"""


def test_killed_while_writing_the_book_is_whole(book: Path) -> None:
    chance = random.Random(50)
    for _ in range(50):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(book)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."}
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0, 0.12))
            os.kill(writer.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        write_book(str(book), [past_period(2031, {"01": 1})])  # whoever writes next ends what was begun
        sound = read_book(str(book))
        assert sound.is_whole
        assert len(sound.periods) == len(PERIODS) + 1
        for period in sound.periods[:-1]:
            assert len({unit.value("ket_nap") for unit in period.units}) in (1, 7), "half of one writing"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (Series("a", "X", "Y"), Series("a", "XÃ UỶ", "BAN XÂY DỰNG ĐẢNG"), True),
        (Series("a", "X", "Y"), Series("b", "X", "Y"), False),
        (Series("", "Huyện uỷ", "Ban Tổ chức"), Series("", "HUYỆN UỶ", "BAN TỔ CHỨC"), True),
        (Series("a", "X", "Y"), Series("", "x", "y"), True),
        (Series("", "X", "Y"), Series("", "X", "Z"), False),
        (Series(Series("", "X", "Y").key, "renamed", "office"), Series("", "X", "Y"), True),
        (Series(EXAMPLE, "VỤ BẢN", "BTC"), Series("a", "Ý YÊN", "BTC"), False),
        (Series(EXAMPLE, "VỤ BẢN", "BTC"), Series(EXAMPLE, "Ý YÊN", "BTC"), False),
        (Series(EXAMPLE, "VỤ BẢN", "BTC"), Series("a", "VỤ BẢN", "BTC"), True),
    ],
)
def test_which_periods_belong_together(one: Series, other: Series, together: bool) -> None:
    assert one.belongs_to(other) is together
    assert other.belongs_to(one) is together
