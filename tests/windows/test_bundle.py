"""What lies in the bundle: the layout that users and scripts rely on, nothing of this computer, a licence a package."""

import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import ROOT
from tests.windows.conftest import make_bundle, python_archive
from tools.make_bundle import LARGEST, LONGEST_PATH
from tools.make_constraints import RUNTIME, pins_of


def test_two_makings_give_the_same_bytes(bundle: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.zip"
    make_bundle(python_archive(tmp_path), second)
    assert bundle.read_bytes() == second.read_bytes()
    assert bundle.stat().st_size <= LARGEST


def test_it_holds_what_a_clerk_needs_and_no_more(bundle: Path) -> None:
    with ZipFile(bundle) as packed:
        names = packed.namelist()
        assert {entry.create_system for entry in packed.infolist()} == {0}
        bat = packed.read("Tong-hop.bat")
    assert {name.split("/")[0] for name in names} <= {
        *("Bat-dau.bat", "Tong-hop.bat", "Huong-dan.pdf", "chuong-trinh", "workbooks")
    }
    assert [name for name in names if name.startswith("workbooks/")] == ["workbooks/"]
    inside: tuple[str, ...] = (
        "python/python.exe",
        "python/pythonw.exe",
        "python/_tkinter.pyd",
        "python/tcl/tk8.6/tk.tcl",
    )
    inside += (
        "dangvien_xlsx/__main__.py",
        "dangvien_xlsx/ban-dung.txt",
        "lib/tkinter/__init__.py",
        "workbooks/2023-6T/danh-muc.xlsx",
    )
    assert {f"chuong-trinh/{name}" for name in inside} <= set(names)
    assert max(map(len, names)) <= LONGEST_PATH
    assert not [name for name in names if re.search(r"\.pyi$|/tests?/|/RECORD$|\.lock$", name)]
    assert bat.count(b"\n") == bat.count(b"\r\n")


def test_every_module_is_compiled_for_the_bundles_python(bundle: Path) -> None:
    with ZipFile(bundle) as packed:
        names = set(packed.namelist())
    sources = [name for name in names if name.endswith(".py")]
    compiled = {name: re.sub(r"([^/]+)\.py$", r"__pycache__/\1.cpython-312.pyc", name) for name in sources}
    assert len(sources) > 1000
    assert {name for name, made in compiled.items() if made not in names} <= {"chuong-trinh/lib/olefile/olefile2.py"}


def test_every_package_has_a_licence_file_and_nothing_tells_where_it_was_made(bundle: Path) -> None:
    wanted = {re.split(r"[=; ]", line)[0] for line in pins_of(RUNTIME.read_text("utf-8"))}
    with ZipFile(bundle) as packed:
        texts = {
            Path(name).stem.replace("_", "-").replace(".", "-"): packed.read(name).decode("utf-8")
            for name in packed.namelist()
            if name.startswith("chuong-trinh/licenses/")
        }
        compiled = [packed.read(name) for name in packed.namelist() if name.endswith(".pyc")]
    elsewhere = {"backports-tarfile", "importlib-metadata", "zipp", "lazy-importer", "jeepney", "secretstorage"}
    assert wanted - elsewhere - set(texts) == set()
    assert {"python", "tcl-tk", "dangvien-xlsx"} <= set(texts)
    assert all(len(text) > 150 for text in texts.values())
    for lgpl in ("docxtpl", "pebble"):
        assert "LESSER GENERAL PUBLIC LICENSE" in texts[lgpl].upper()
    assert not [content for content in compiled if b"/bundle-" in content or str(ROOT).encode() in content]


def test_every_compiled_file_finds_what_it_imports_in_the_bundle_or_in_windows(bundle: Path, tmp_path: Path) -> None:
    reader = shutil.which("x86_64-w64-mingw32-objdump")
    if not reader:
        pytest.skip("mingw is not here")
    with ZipFile(bundle) as packed:
        files = [name for name in packed.namelist() if name.endswith((".pyd", ".dll", ".exe"))]
        packed.extractall(tmp_path, files)
    ours = {Path(name).name.lower() for name in files}
    windows = re.compile(
        r"(api-ms-win-.*|ext-ms-.*|kernel32|user32|gdi32|advapi32|shell32|ole32|oleaut32|ws2_32|crypt32|version|rpcrt4"
        r"|comctl32|comdlg32|imm32|winmm|uxtheme|msvcrt|ucrtbase|bcrypt|bcryptprimitives|ntdll|iphlpapi|pdh|psapi"
        r"|powrprof|wtsapi32|netapi32|userenv|shlwapi|cabinet|msi|mpr|winspool|dwmapi|secur32|dbghelp|setupapi"
        r"|cfgmgr32|propsys)(\.dll|\.drv)"
    )
    lost = {}
    for name in files:
        told = subprocess.run([reader, "-p", str(tmp_path / name)], capture_output=True, encoding="utf-8", check=True)
        wanted = {found.lower() for found in re.findall(r"DLL Name: (\S+)", told.stdout)}
        missing = {each for each in wanted if each not in ours and not windows.fullmatch(each)}
        if missing:
            lost[name] = missing
    assert lost == {}


def test_each_file_of_python_bears_the_digest_that_its_maker_signed(bundle: Path, tmp_path: Path) -> None:
    verifier = shutil.which("osslsigncode")
    if not verifier:
        pytest.skip("osslsigncode is not here")
    with ZipFile(bundle) as packed:
        home = "chuong-trinh/python/"
        files = [
            name for name in packed.namelist() if name.startswith(home) and name.endswith((".pyd", ".dll", ".exe"))
        ]
        files = [name for name in files if "/tcl/" not in name]
        packed.extractall(tmp_path, files)
    assert len(files) > 30
    for name in files:
        told = subprocess.run(
            [verifier, "verify", "-in", str(tmp_path / name)], capture_output=True, check=False
        ).stdout
        text = told.decode("utf-8", errors="replace")
        signed = re.findall(r"Current message digest\s*: (\w+)", text)
        counted = re.findall(r"Calculated message digest\s*: (\w+)", text)
        assert signed, f"{name} is not signed"
        assert signed == counted, f"{name} is not what was signed"
        assert re.search(r"Python Software Foundation|Microsoft", text), name
