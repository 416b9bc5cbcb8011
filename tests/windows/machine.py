"""A Windows without Windows: the bundle unpacked where Wine can run it."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

SHIMS = Path(__file__).parent / "wine"
COMPILER = "x86_64-w64-mingw32-gcc"
_MISSING, _OURS = b"api-ms-win-crt-math-l1-1-0.dll", b"np-ms-win-crt-math-l1-1-0.dll\0"
_WINE_NOT_LOADED = 0x42
"""The last byte of STATUS_DLL_INIT_FAILED: Wine gave up before anything of the program ran, as was seen once."""


class Machine(NamedTuple):
    """A folder with an unpacked bundle, and Wine's own folder."""

    folder: Path
    prefix: Path

    @property
    def python(self) -> Path:
        """The bundle's console Python."""
        return self.folder / "chuong-trinh/python/python.exe"

    @property
    def program(self) -> Path:
        """What the launchers run."""
        return self.folder / "chuong-trinh/dangvien_xlsx/__main__.py"

    def run(self, *command: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
        """Run a Windows program; its output is a pipe, its input is empty."""
        defaults: dict[str, Any] = {"stdin": subprocess.DEVNULL, "timeout": 240, "cwd": self.folder}
        settings = {"env": self.environment() | settings.pop("env", {})} | defaults | settings
        settings |= {"capture_output": True, "encoding": "utf-8", "errors": "replace"}
        done = subprocess.run(["wine", *command], check=False, **settings)
        if done.returncode == _WINE_NOT_LOADED and not done.stdout + done.stderr:
            done = subprocess.run(["wine", *command], check=False, **settings)
        return done

    def start(self, *command: str | Path, **settings: Any) -> subprocess.Popen[bytes]:
        """Start a Windows program and leave it, without a pipe: what it starts in turn would keep the pipe open."""
        environment = self.environment() | settings.pop("env", {})
        silent: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        silent |= {"cwd": self.folder} | settings
        started: subprocess.Popen[bytes] = subprocess.Popen(["wine", *command], env=environment, **silent)
        return started

    def end(self) -> None:
        """End whatever still runs there."""
        subprocess.run(["wineserver", "-k"], env=self.environment(), check=False)

    def running(self) -> set[str]:
        """Return the names of the Windows programs that run there, as Linux sees them."""
        names = set()
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"WINEPREFIX={self.prefix}\0".encode() in (process / "environ").read_bytes():
                    first = (process / "cmdline").read_bytes().partition(b"\0")[0].decode("utf-8", errors="replace")
                    names.add(first.replace("\\", "/").rpartition("/")[2].lower())
        return names

    def command(self, *arguments: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
        """Run a command of the program by the bundle's Python."""
        return self.run(self.python, "-I", self.program, *arguments, **settings)

    def environment(self) -> dict[str, str]:
        """Return the variables of a clerk's computer, with Wine's own."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "DISPLAY") if name in os.environ}
        wine = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
        return kept | wine | {"LANG": "C.UTF-8"}


def unpack(bundle: Path, folder: Path, prefix: Path) -> Machine:
    """Unpack a bundle and give Wine what it lacks; the folder's name may be awkward."""
    with ZipFile(bundle) as packed:
        packed.extractall(folder)
    machine = Machine(folder, prefix)
    python = machine.python.parent
    for name, sources in {
        "bcryptprimitives.dll": ["bcryptprimitives.c", "-ladvapi32"],
        "np-ms-win-crt-math-l1-1-0.dll": ["complex_math.c", "complex_math.def"],
    }.items():
        inputs = [source if source.startswith("-") else str(SHIMS / source) for source in sources]
        subprocess.run([COMPILER, "-shared", "-static", "-o", str(python / name), *inputs], check=True)
    for module in (folder / "chuong-trinh/lib/numpy").rglob("*.pyd"):
        content = module.read_bytes()
        if _MISSING in content:
            module.write_bytes(content.replace(_MISSING, _OURS))
    (python / "_wmi.pyd").unlink(missing_ok=True)
    subprocess.run(["wineboot", "-i"], env=machine.environment(), check=True, timeout=240, capture_output=True)
    return machine
