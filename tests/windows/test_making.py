"""Making the bundle: what is refused, and why."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools import make_bundle
from tools.bundle.python_archive import BundleError, read_python
from tools.make_bundle import pack


def archive(place: Path, names: dict[str, bytes]) -> Path:
    path = place / "python.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in names.items():
            made.writestr(name, content)
    return path


def test_an_archive_that_is_not_known_is_taken_only_with_its_digest(tmp_path: Path) -> None:
    path = archive(tmp_path, {"python.exe": b"MZ"})
    with pytest.raises(BundleError, match=r"is not known here; vouch for it with --sha256 [0-9a-f]{64}"):
        read_python(path, "")
    with pytest.raises(BundleError, match="has SHA-256"):
        read_python(path, "0" * 64)


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ({"readme.txt": b""}, "holds 0 python.exe"),
        ({"a/python.exe": b"", "b/python.exe": b""}, "holds 2 python.exe"),
        ({"python.exe": b"MZ", "python312.dll": b""}, "is no embeddable CPython"),
        ({"python.exe": b"MZ" + bytes(70), "python312.dll": b"", "python312._pth": b""}, "64-bit Windows"),
    ],
)
def test_an_archive_of_another_kind_is_refused_with_the_reason(
    tmp_path: Path, names: dict[str, bytes], why: str
) -> None:
    import hashlib

    path = archive(tmp_path, names)
    with pytest.raises(BundleError, match=why):
        read_python(path, hashlib.sha256(path.read_bytes()).hexdigest())


def test_of_the_example_only_what_is_committed_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"dangvien_xlsx/__main__.py", "workbooks/2023-6T/danh-muc.xlsx", "workbooks/2023-6T/nhan-ve/01.xlsx"}
    left = {"nhap-tay.xlsx", "thu-gui/01.eml", "ket-qua/a.xlsx", ".dang-mo.json", "nhan-ve/~$01.xlsx"}
    left = {f"workbooks/2023-6T/{name}" for name in left} | {"dangvien_xlsx/__pycache__/a.cpython-312.pyc"}
    for name in kept | left:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.setattr(make_bundle, "PROJECT", tmp_path)
    assert {name for name, _ in make_bundle.program_files()} == kept


def test_a_path_that_is_too_long_for_windows_stops_the_making(tmp_path: Path) -> None:
    deep = tmp_path / "made" / "/".join(["chuong-trinh", *["thu-muc-rat-dai"] * 8, "module.py"])
    deep.parent.mkdir(parents=True)
    deep.write_bytes(b"")
    with pytest.raises(BundleError, match="paths over 120 characters"):
        pack(tmp_path / "made", tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()


def test_packing_heeds_neither_times_nor_rights_nor_order(tmp_path: Path) -> None:
    import os

    made = []
    for turn, names in enumerate((("b.txt", "a/c.txt"), ("a/c.txt", "b.txt"))):
        place = tmp_path / f"made-{turn}"
        for name in names:
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, "utf-8")
            path.chmod(0o600 if turn else 0o755)
            os.utime(path, (turn * 10**8 + 10**9,) * 2)
        pack(place, tmp_path / f"{turn}.zip")
        made.append((tmp_path / f"{turn}.zip").read_bytes())
    assert made[0] == made[1]


def test_the_tool_says_in_one_sentence_why_there_is_no_bundle(tmp_path: Path) -> None:
    path = archive(tmp_path, {"python.exe": b"MZ"})
    command = [sys.executable, str(ROOT / "tools/make_bundle.py"), "--python", str(path), "--output", "x.zip"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("The bundle was not made: python.zip (SHA-256")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.zip").exists()
