"""Programs that we did not write, to check ours by: LibreOffice recomputes, the Open XML SDK validates."""

import atexit
import functools
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn, cast

import openpyxl
import pytest

from tests import warm

ROOT = Path(__file__).resolve().parent.parent
Value = None | bool | int | float | str | date | datetime
Values = dict[str, dict[str, Value]]
"""Sheet name, A1 address, value; a blank cell is absent, and so is an empty text."""

_SECONDS = 300
"""That a command may take."""
_FORMULA_CELL = re.compile(rb"<c ([^>]*)(?<!/)>(<f[ >/].*?)</c>", re.DOTALL)
_STORED = re.compile(rb"<v>.*?</v>|<v/>", re.DOTALL)
_TYPE = re.compile(rb' t="[a-z]+"')


def recalculate(path: Path, strip: bool = True) -> Values:
    """Return all values of a workbook as LibreOffice computes them.

    Args:
        path: The workbook.
        strip: Take the stored values of formulas away first, so that nothing is left but to compute them.
    """
    return recalculate_all([path], strip)[path]


def recalculate_all(paths: Sequence[Path], strip: bool = True) -> dict[Path, Values]:
    """Do the same for several workbooks in one start of LibreOffice, which is what takes the time."""
    contents = {path: without_stored_values(path.read_bytes()) if strip else path.read_bytes() for path in paths}
    saved = saved_by_libreoffice(list(contents.values()))
    return {path: stored_values(content) for path, content in zip(paths, saved, strict=True)}


_FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97", "ods": "ods", "fods": "fods", "pdf": "pdf"}


def saved_by_libreoffice(contents: Iterable[bytes], kind: str = "xlsx") -> list[bytes]:
    """Open each workbook in LibreOffice, which computes it, and return what LibreOffice saves."""
    office = tool("soffice", "libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        made, saved = Path(folder, "made"), Path(folder, "saved")
        made.mkdir()
        sources = []
        for index, content in enumerate(contents):
            sources.append(made / f"{index}.xlsx")
            sources[-1].write_bytes(content)
        profile = f"-env:UserInstallation={_profile().as_uri()}"
        command = [office, profile, "--headless", "--convert-to", _FILTERS[kind], "--outdir", str(saved)]
        done = subprocess.run([*command, *map(str, sources)], capture_output=True, timeout=300, check=False)
        paths = [saved / f"{source.stem}.{kind}" for source in sources]
        missing = [path.name for path in paths if not path.is_file()]
        assert not missing, f"LibreOffice saved none of {missing}: {done.stderr.decode(errors='replace')}"
        return [path.read_bytes() for path in paths]


_GNUMERIC = {
    "xlsx": "Gnumeric_Excel:xlsx2",
    "xls": "Gnumeric_Excel:excel_biff8",
    "old xls": "Gnumeric_Excel:excel_biff7",
    "ods": "Gnumeric_OpenCalc:odf",
}


def saved_by_gnumeric(content: bytes, kind: str = "xlsx") -> bytes:
    """Open a workbook in Gnumeric and return what it saves."""
    convert = tool("ssconvert")
    with tempfile.TemporaryDirectory() as folder:
        source, saved = Path(folder, "made.xlsx"), Path(folder, f"saved.{kind[-4:].strip()}")
        source.write_bytes(content)
        command = [convert, "-T", _GNUMERIC[kind], str(source), str(saved)]
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
        assert saved.is_file(), done.stderr.decode(errors="replace")
        return saved.read_bytes()


_NODE = """
const fs = require("fs"), [, source, folder] = process.argv;
const sheetjs = require("xlsx"), exceljs = require("exceljs");
(async () => {
  const options = {cellStyles: true, cellNF: true, cellFormula: true};
  const read = sheetjs.read(fs.readFileSync(source), options);
  for (const [kind, type] of [["xlsx", "xlsx"], ["xlsb", "xlsb"], ["xls", "biff8"], ["ods", "ods"], ["fods", "fods"]])
    fs.writeFileSync(`${folder}/sheetjs.${kind}`, sheetjs.write(read, {type: "buffer", bookType: type}));
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(source);
  await book.xlsx.writeFile(`${folder}/exceljs.xlsx`);
})();
"""


def saved_by_node(content: bytes) -> dict[str, bytes]:
    """Return a workbook as exceljs and SheetJS save it, by ``program.kind``."""
    node = tool("node")
    beside = [Path(place) for place in os.environ.get("PATH", "").split(os.pathsep) if place.endswith(".bin")]
    modules = [ROOT / ".venv-kiem-thu" / "node_modules", *(place.parent for place in beside)]
    found = next((place for place in modules if (place / "exceljs").is_dir() and (place / "xlsx").is_dir()), None)
    if found is None:
        missing("exceljs")
    with tempfile.TemporaryDirectory() as folder:
        source, saved = Path(folder, "made.xlsx"), Path(folder, "saved")
        saved.mkdir()
        source.write_bytes(content)
        environment = os.environ | {"NODE_PATH": str(found)}
        command = [node, "-e", _NODE, str(source), str(saved)]
        done = subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return {path.name: path.read_bytes() for path in sorted(saved.iterdir())}


def stored_values(content: bytes) -> Values:
    """Return the values that stand in a workbook's file, those of formulas included."""
    book = quietly_loaded(content, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: cast(Value, cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and cell.value != ""
        }
        for sheet in book.worksheets
    }


def quietly_loaded(content: bytes, data_only: bool = False) -> openpyxl.Workbook:
    """Load a workbook with openpyxl, which warns of each extension (data bars) that it will not keep."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)


def without_stored_values(content: bytes) -> bytes:
    """Return a workbook whose formulas have no stored value."""

    def emptied(cell: re.Match[bytes]) -> bytes:
        return b"<c " + _TYPE.sub(b"", cell[1]) + b">" + _STORED.sub(b"", cell[2]) + b"</c>"

    return rewritten(content, lambda name, part: _FORMULA_CELL.sub(emptied, part) if _is_sheet(name) else part)


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a package with each part changed: ``change`` is given a part's name and bytes."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return changed.getvalue()


def validate(path: Path) -> list[str]:
    """Return what the Open XML SDK finds wrong with a workbook, one line an error."""
    return validate_all([path])[path]


def validate_all(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """Do the same for several workbooks."""
    found = {}
    for path in paths:
        done = subprocess.run([_validator(), str(path.resolve())], capture_output=True, timeout=120, check=False)
        told = json.loads(done.stdout)
        found[path] = [json.dumps(error, ensure_ascii=False) for error in told["errors"]]
        assert told["ok"] is (not found[path]), done.stdout.decode()
    return found


def run(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, forked from one that has loaded the program: half of the time.

    ``tests.warm`` says what is equal to a fresh start, and what is not; for that there is ``run_fresh``, which is also
    what runs where there is no forking, or where the environment asks for another start.

    Args:
        arguments: Of the command.
        cwd: Its current folder; by default that of the project.
        env: What its environment has besides ours.
    """
    environment = _environment(env)
    if not warm.is_possible(environment):
        return run_fresh(*arguments, cwd=cwd, env=env)
    return warm.run([*map(str, arguments)], cwd or ROOT, environment, _SECONDS)


def run_fresh(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Start Python and run the command, as users do."""
    return subprocess.run(
        [sys.executable, "-m", "dangvien_xlsx", *map(str, arguments)],
        cwd=cwd or ROOT,
        env=_environment(env),
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )


def _environment(env: Mapping[str, str] | None) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | dict(env or {})


@functools.cache
def _profile() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="libreoffice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/sheet")


def _validator() -> str:
    named = os.environ.get("OOXML_VALIDATOR")
    beside = [ROOT / place / "node_modules" / ".bin" / "ooxml-validator" for place in (".venv-kiem-thu", ".")]
    found = [str(path) for path in beside if path.exists()]
    return named or (found[0] if found else tool("ooxml-validator"))


def tool(*names: str) -> str:
    """Return the path of a program that is there; without it the test is skipped, in CI it fails."""
    for name in names:
        if path := shutil.which(name):
            return path
    return missing(names[0])


def missing(name: str) -> NoReturn:
    """Skip the test because a program is missing; in CI, fail."""
    if os.environ.get("CI", "").casefold() == "true":
        pytest.fail(f"{name} is missing, and in CI nothing may be skipped")
    pytest.skip(f"{name} is missing")
