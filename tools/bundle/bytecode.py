"""Compiled modules, made by a CPython of the bundle's own minor version: loaded imports start three times as fast.

The modules are marked as never to be compared with their sources, so that the times that a zip gives its files say
nothing, and a folder that may not be written costs nothing either.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.bundle.python_archive import BundleError

_COMPILE = """
import py_compile, sys
from pathlib import Path
place = Path(sys.argv[1])
failed = []
for source in sorted(place.rglob("*.py")):
    name = source.relative_to(place).as_posix()
    compiled = source.parent / "__pycache__" / (source.stem + "." + sys.implementation.cache_tag + ".pyc")
    try:
        py_compile.compile(str(source), str(compiled), dfile=name, doraise=True, optimize=0,
                           invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    except py_compile.PyCompileError:
        failed.append(name)
print(*failed, sep="\\n")
"""
MAY_FAIL = ("olefile/olefile2.py",)
"""Modules for Python 2 that nothing imports."""


def find_compiler(version: tuple[int, int], windows_python: Path) -> list[str]:
    """Return how to start a CPython: one that is here, one that uv fetches, or the bundle's own in Wine.

    Args:
        version: Major and minor.
        windows_python: The bundle's ``python.exe``.

    Raises:
        BundleError: There is none, and none can be fetched.
    """
    wanted = f"{version[0]}.{version[1]}"
    here = [sys.executable, shutil.which(f"python{wanted}")]
    # pyenv's shims answer only for the version that is chosen; the versions themselves lie here.
    here += map(str, sorted(Path.home().glob(f".pyenv/versions/{wanted}.*/bin/python{wanted}")))
    for name in here:
        if name and _is(name, version):
            return [name]
    _uv("install", wanted)
    fetched = _uv("find", wanted)
    if fetched and _is(fetched, version):
        return [fetched]
    if wine := shutil.which("wine"):
        return [wine, str(windows_python)]
    raise BundleError(f"no CPython {wanted} is here to compile the modules, none can be fetched, and Wine is not here")


def _uv(verb: str, wanted: str) -> str:
    command = [sys.executable, "-m", "uv", "python", verb, "--no-config", "--quiet", f"cpython-{wanted}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _is(python: str, version: tuple[int, int]) -> bool:
    """Tell whether an executable runs and is a CPython of that version; a shim may be neither."""
    code = "import sys; print(sys.implementation.name, *sys.version_info[:2])"
    done = subprocess.run([python, "-I", "-c", code], capture_output=True, encoding="utf-8", check=False)
    return done.stdout.split() == ["cpython", *map(str, version)]


def compile_modules(compiler: list[str], place: Path) -> None:
    """Compile every module below a folder, in order and by one process, which gives the same bytes each time.

    Args:
        compiler: How to start a CPython of the bundle's minor version.
        place: The folder; the modules tell their names relative to it.

    Raises:
        BundleError: A module does not compile.
    """
    # A fixed seed: what is compiled holds sets, whose order follows the hashes of texts.
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [*compiler, "-s", "-c", _COMPILE, str(place)],
        env=settings | {"PYTHONHASHSEED": "0", "PYTHONSAFEPATH": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise BundleError(f"compiling failed: {done.stderr.strip()[-800:]}")
    failed = [name for name in done.stdout.split() if not any(part in name for part in MAY_FAIL)]
    if failed:
        raise BundleError(f"these modules do not compile: {', '.join(failed)}")
