"""Reading a folder: whatever lies there is accounted for, and a reader that dies takes only its own file with it."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.received.limits import LARGEST_CONTAINER
from tests.intake.build import EXAMPLE, GOOD, ROOT, bloating, stalling, zipped
from tests.intake.corpus import FORM, IGNORED, Case, all_cases
from tests.intake.test_corpus import read_folder, verdict

KILLERS = {"bloating.xlsb": bloating(), "stalling.xlsx": stalling()}


def consolidated(folder: Path, *arguments: str) -> dict[str, object]:
    command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(folder), "--json", *arguments]
    run = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    assert run.returncode in (0, 1), run.stderr.decode()
    read: dict[str, object] = json.loads(run.stdout)
    return read


def workspace(folder: Path) -> Path:
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ket-qua"))
    return folder


@pytest.mark.parametrize("bounded", [True, False], ids=["bounded by the system", "watched by the parent"])
def test_a_file_that_kills_or_stalls_its_reader_takes_only_itself_along(tmp_path: Path, bounded: bool) -> None:
    for name, content in KILLERS.items():
        (tmp_path / name).write_bytes(content)
    for number in range(20):
        (tmp_path / f"good-{number}.xlsx").write_bytes(GOOD)
    read = read_folder(tmp_path, bounded=bounded)
    assert {path: verdict(file) for path, file in read.items() if path in KILLERS} == dict.fromkeys(
        KILLERS, "unreadable-file"
    )
    assert all(verdict(file) == FORM for path, file in read.items() if path not in KILLERS)
    for name, content in KILLERS.items():
        assert read[name].sha256 == hashlib.sha256(content).hexdigest()


def test_a_file_that_takes_all_memory_takes_only_itself_along_where_the_parent_watches(tmp_path: Path) -> None:
    (tmp_path / "bloating.xlsb").write_bytes(KILLERS["bloating.xlsb"])
    for number in range(20):
        (tmp_path / f"good-{number}.xlsx").write_bytes(GOOD)
    read = read_folder(tmp_path, bounded=False)
    assert verdict(read.pop("bloating.xlsb")) == "unreadable-file"
    assert {verdict(file) for file in read.values()} == {FORM}


def test_a_file_that_kills_its_reader_inside_a_zip_leaves_the_others_in_it(tmp_path: Path) -> None:
    inner = zipped({"good-in.xlsx": GOOD, **KILLERS})
    (tmp_path / "thu.zip").write_bytes(zipped({"good.xlsx": GOOD, **KILLERS, "inner.zip": inner}))
    read = read_folder(tmp_path)
    expected = {
        "thu.zip": IGNORED,
        "thu.zip/good.xlsx": FORM,
        "thu.zip/inner.zip": IGNORED,
        "thu.zip/inner.zip/good-in.xlsx": FORM,
    }
    for name in KILLERS:
        expected |= {f"thu.zip/{name}": "unreadable-file", f"thu.zip/inner.zip/{name}": "unreadable-file"}
    assert {path: verdict(file) for path, file in read.items()} == expected


def test_500_hostile_files_leave_the_totals_of_57_good_ones_right(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "ky")
    hostile = [case for case in all_cases() if not _holds_a_form(case)]
    hostile += [Case(name, content, "unreadable-file") for name, content in KILLERS.items()]
    for number in range(500):
        case = hostile[number % len(hostile)]
        path = folder / "nhan-ve" / f"khác {number // len(hostile)}" / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.content)
    read = consolidated(folder)
    assert read["totals"] == {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26}
    files = read["files"]
    assert isinstance(files, list)
    inside = [entry for entry in files if ".zip/" in entry["path"] or "plain-named.xlsx/" in entry["path"]]
    assert len(files) - len(inside) == 557
    assert sum(entry["outcome"] == "accepted" for entry in files) == 57
    assert all(entry["reason"] for entry in files)


def _holds_a_form(case: Case) -> bool:
    return FORM in (case.expected, *case.inside.values())


def test_5000_files_are_all_accounted_for(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "ky")
    for number in range(4943):
        (folder / "nhan-ve" / f"ghi-chu-{number:04}.txt").write_text(f"ghi chú {number}", "utf-8")
    read = consolidated(folder)
    files = read["files"]
    assert isinstance(files, list)
    assert len(files) == 5000
    assert len({entry["path"] for entry in files}) == 5000
    assert read["totals"] == {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor sockets in folders")
def test_pipes_sockets_devices_and_links_are_named_and_never_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.xlsx").write_bytes(GOOD)
    folder = tmp_path / "nhan-ve"
    folder.mkdir()
    os.mkfifo(folder / "pipe.xlsx")
    (folder / "link.xlsx").symlink_to(outside / "secret.xlsx")
    (folder / "dangling.xlsx").symlink_to(outside / "gone.xlsx")
    (folder / "folder").symlink_to(outside)
    (folder / "itself").symlink_to(folder)
    (folder / "device.xlsx").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "s.xlsx"))
        read = read_folder(folder)
    expected = {"pipe.xlsx", "link.xlsx", "dangling.xlsx", "folder", "itself", "device.xlsx", "s.xlsx"}
    assert set(read) == expected
    assert all(verdict(file) == "unreadable-file" and not file.sha256 for file in read.values())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no file name that is no text")
def test_names_that_are_no_text_are_read_and_told_apart(tmp_path: Path) -> None:
    for raw in (b"a\xff.xlsx", b"a\xfe.xlsx", b"line\nbreak.xlsx", b"n" * 250 + b".xlsx"[:5]):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw)).write_bytes(GOOD)
    read = read_folder(tmp_path)
    assert len(read) == 4
    assert all(verdict(file) == FORM for file in read.values())
    assert {"a?.xlsx", "a?.xlsx (2)"} < set(read)


def test_a_file_that_vanishes_or_turns_into_a_pipe_after_the_scan_is_named(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from dangvien_xlsx.intake.readers import Readers
    from dangvien_xlsx.received.entries import Reading

    for name in ("gone.xlsx", "pipe.xlsx", "good.xlsx"):
        (tmp_path / name).write_bytes(GOOD)
    sources = scan(tmp_path)
    (tmp_path / "gone.xlsx").unlink()
    (tmp_path / "pipe.xlsx").unlink()
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.xlsx")
    with Readers(tmp_path, sources, Reading(datetime(2023, 1, 1, tzinfo=UTC), ())) as readers:
        read = {file.path: file for file in readers.results()}
    assert {path: verdict(file) for path, file in read.items()} == {
        "gone.xlsx": "unreadable-file",
        "pipe.xlsx": "unreadable-file",
        "good.xlsx": FORM,
    }


def test_a_folder_that_stays_shut_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    opened = os.scandir

    def refuse(path: str) -> object:
        # Root, as whom CI runs, opens every folder; so the refusal is played.
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(os, "scandir", refuse)
    (source,) = scan(tmp_path)
    assert source.path == "shut"
    assert "Permission denied" in source.problem


def test_a_file_larger_than_any_container_is_weighed_but_not_read(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_CONTAINER + 1)
    (file,) = read_folder(tmp_path).values()
    assert verdict(file) == "file-too-large"
    assert file.sha256 == hashlib.sha256(bytes(LARGEST_CONTAINER + 1)).hexdigest()


def test_what_was_received_is_never_changed(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "ky")
    for case in all_cases()[:60]:
        (folder / "nhan-ve" / Path(case.name).name).write_bytes(case.content)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "nhan-ve").rglob("*")}
    consolidated(folder)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "nhan-ve").rglob("*")}
    assert before == after


def test_a_link_to_a_workbook_elsewhere_is_said_and_not_followed(tmp_path: Path) -> None:
    from tests.intake.build import with_part

    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="file:///\\\\server\\share\\so.xlsx" TargetMode="External"/></Relationships>'
    )
    (tmp_path / "linked.xlsx").write_bytes(with_part("xl/externalLinks/_rels/externalLink1.xml.rels", link))
    beside = link.replace(b"file:///\\\\server\\share\\so.xlsx", b"so.xlsx")
    (tmp_path / "beside.xlsx").write_bytes(with_part("xl/externalLinks/_rels/externalLink1.xml.rels", beside))
    read = read_folder(tmp_path)
    assert verdict(read["linked.xlsx"]) == "form+external-link"
    assert "server" in read["linked.xlsx"].findings[0].message
    assert verdict(read["beside.xlsx"]) == FORM


def test_a_zip_of_forms_counts_like_the_forms_themselves(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "ky")
    forms = sorted((folder / "nhan-ve").iterdir())
    packed = zipped({path.name: path.read_bytes() for path in forms})
    for path in forms:
        path.unlink()
    (folder / "nhan-ve" / "thu.zip").write_bytes(packed)
    read = consolidated(folder)
    assert read["totals"] == {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26}
    files = read["files"]
    assert isinstance(files, list)
    assert [entry["path"] for entry in files][:2] == ["thu.zip", "thu.zip/01-minh-thuan.xlsx"]
    assert files[0]["outcome"] == "ignored"


def test_a_zip_can_be_checked_by_itself(tmp_path: Path) -> None:
    (tmp_path / "thu.zip").write_bytes(zipped({"a.xlsx": GOOD, "b.pdf": b"%PDF-1.7"}))
    command = [sys.executable, "-m", "dangvien_xlsx", "check", str(tmp_path / "thu.zip"), "--json"]
    run = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    files = json.loads(run.stdout)["files"]
    assert [Path(entry["path"]).name for entry in files] == ["thu.zip", "a.xlsx", "b.pdf"]
    assert files[1]["unit"] == "16"
