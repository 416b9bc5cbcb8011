"""Runs the command in a process forked from one that has loaded the program: the start is half of a short run's work.

``python -m tests.warm`` is that one. It has loaded the program's modules and called none of them, and it has one
thread. For each call it forks a child, which gets the arguments, environment, folder, umask and streams that it would
have had from a fresh start, and goes through the same door as ``python -m dangvien_xlsx``.

Equal to a fresh start: the code and its entry; a process of its own, which shares nothing with the calls before and
after; its children, which are spawned anew as ever; its end, by exit code or by signal; the time that it may take.

Not equal: options, encoding, locale and time zone are those that the server was started with (``is_possible`` is false
where others are asked for). Modules are here already, so neither the order of imports nor a forgotten one is seen, and
pandas counts in the process itself. All children of a server have one seed of hashes, so that two runs will not differ
by chance in the order of a set. A test about one of these calls ``oracles.run_fresh``.
"""

import atexit
import contextlib
import functools
import gc
import importlib
import json
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Mapping, Sequence
from multiprocessing import process
from pathlib import Path
from threading import Lock
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_LIBRARIES = ("deflate", "docxtpl", "lxml.etree", "pandas", "pebble", "python_calamine", "sqlite3", "xlsxwriter")
"""What commands load when they need it; whatever is not named here is loaded by the child, as ever."""
_READ_AT_START = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_", "OPENBLAS_", "OMP_", "TZ")
"""How variables begin that Python, the system or a library reads only once."""
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""Threads do not live on in a forked child; the children of the program are started with as many as ever."""
_ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
"""As it is before any test changes it."""
_LONGEST_CALL = 1 << 17
_lock = Lock()


class _Call(NamedTuple):
    """What a child is to be."""

    module: str
    arguments: Sequence[str]
    cwd: str
    env: Mapping[str, str]
    umask: int


def is_possible(env: Mapping[str, str]) -> bool:
    """Tell whether this system can do it, and whether the environment asks for the start that the server had."""
    return hasattr(os, "pidfd_open") and _read_at_start(env) == _read_at_start(_server().env)


def run(
    arguments: Sequence[str], cwd: Path, env: Mapping[str, str], timeout: float, module: str = "dangvien_xlsx"
) -> subprocess.CompletedProcess[str]:
    """Run the command in a forked process, as ``subprocess.run`` would in a fresh one.

    Args:
        arguments: Of the command.
        cwd: Its current folder.
        env: Its whole environment.
        timeout: In seconds; what takes longer is killed.
        module: What is run, if not our command.

    Raises:
        subprocess.TimeoutExpired: It took longer.
    """
    command = [sys.executable, "-m", module, *arguments]
    call = _Call(module, arguments, str(cwd), env, _umask())
    until = time.monotonic() + timeout
    said: dict[int, list[bytes]] = {}
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line, selectors.DefaultSelector() as waiting:
        line.connect(_server().address)
        (out, out_end), (err, err_end) = os.pipe(), os.pipe()
        try:
            socket.send_fds(line, [json.dumps(call).encode()], [out_end, err_end])
        finally:
            os.close(out_end)
            os.close(err_end)
        code = None
        for ours in (out, err):
            said[ours] = []
            waiting.register(ours, selectors.EVENT_READ)
        try:
            waiting.register(line, selectors.EVENT_READ)
            while waiting.get_map():
                ready = waiting.select(until - time.monotonic())
                if not ready and time.monotonic() >= until:
                    raise subprocess.TimeoutExpired(command, timeout)  # closing the line has the child killed
                for key, _ in ready:
                    if key.fileobj is line:
                        if not (told := line.recv(64)):
                            raise RuntimeError(_server().last_words())
                        code = int(told)
                        waiting.unregister(line)
                    elif part := os.read(key.fd, 1 << 16):
                        said[key.fd].append(part)
                    else:
                        waiting.unregister(key.fd)
        finally:
            os.close(out)
            os.close(err)
    assert code is not None
    return subprocess.CompletedProcess(command, code, _text(said[out]), _text(said[err]))


def _text(parts: Sequence[bytes]) -> str:
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _read_at_start(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_READ_AT_START)}


def _umask() -> int:
    (line,) = (line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("Umask:"))
    return int(line.split()[1], 8)


class _Server:
    """The server of this process; it goes when this process goes, whose end of its stdin is then closed."""

    def __init__(self) -> None:
        self.env = _ENVIRONMENT
        self._folder = tempfile.TemporaryDirectory(prefix="warm-")
        self.address = str(Path(self._folder.name, "s"))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", self.address],
            cwd=ROOT,
            env=self.env | _ONE_THREAD,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,  # Python asks its streams but once whether they are pipes: the children's are
        )
        assert self._process.stdout is not None
        if self._process.stdout.readline() != b"ready\n":
            raise RuntimeError(self.last_words())
        atexit.register(self.stop)

    def last_words(self) -> str:
        """Return what it said as it broke down."""
        return self._process.communicate(timeout=60)[1].decode(errors="replace")

    def stop(self) -> None:
        """Let it end."""
        if self._process.poll() is None:
            self._process.communicate(timeout=60)
        self._folder.cleanup()


@functools.cache
def _made() -> _Server:
    return _Server()


def _server() -> _Server:
    with _lock:
        return _made()


def load() -> None:
    """Load the program and what its commands load; nothing of it is called."""
    import dangvien_xlsx

    for module in pkgutil.walk_packages(dangvien_xlsx.__path__, "dangvien_xlsx."):
        if not module.name.startswith("dangvien_xlsx.window") and not module.name.endswith("__main__"):
            # A library may be installed only where somebody asks for it.
            with contextlib.suppress(ModuleNotFoundError):
                importlib.import_module(module.name)
    for name in _LIBRARIES:
        importlib.import_module(name)
    tasks = len(list(Path("/proc/self/task").iterdir()))
    assert tasks == 1, f"{tasks} threads: what they hold would be held for ever in a child"


def serve(address: str) -> _Call:
    """Fork a child for each call and tell its end. Returns in the children; the server itself ends with its stdin."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(address)
    listener.listen()
    waiting = selectors.DefaultSelector()
    waiting.register(0, selectors.EVENT_READ)
    waiting.register(listener, selectors.EVENT_READ)
    print("ready", flush=True)
    while True:
        for key, _ in waiting.select():
            if key.fileobj == 0:
                os._exit(0)
            elif key.fileobj is listener:
                waiting.register(listener.accept()[0], selectors.EVENT_READ)
            elif isinstance(line := key.fileobj, socket.socket):
                if key.data is not None:  # who called waits no longer
                    os.kill(key.data, signal.SIGKILL)
                    waiting.unregister(line)
                elif call := _begun(line, waiting):
                    return call
            else:
                _tell_the_end(key, waiting)


def _begun(line: socket.socket, waiting: selectors.BaseSelector) -> _Call | None:
    """Fork the child of a call; return the call in the child, where nothing of the server is open any more."""
    asked, streams, _, _ = socket.recv_fds(line, _LONGEST_CALL, 2)
    if not asked:
        waiting.unregister(line)
        line.close()
        return None
    pid = os.fork()
    if pid == 0:
        for key in list(waiting.get_map().values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
            elif key.fd != 0:
                os.close(key.fd)
        waiting.close()
        nothing = os.open(os.devnull, os.O_RDONLY)
        for number, end in enumerate((nothing, *streams)):
            os.dup2(end, number)
            os.close(end)
        return _Call(*json.loads(asked))
    for end in streams:
        os.close(end)
    waiting.modify(line, selectors.EVENT_READ, pid)
    waiting.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, line))
    return None


def _tell_the_end(key: selectors.SelectorKey, waiting: selectors.BaseSelector) -> None:
    pid, line = key.data
    _, status = os.waitpid(pid, 0)
    waiting.unregister(key.fd)
    os.close(key.fd)
    with contextlib.suppress(KeyError):  # who called has gone
        waiting.unregister(line)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())
    line.close()


def become(call: _Call) -> None:
    """Run the command, in a process that is as Python would have started it."""
    os.environ.clear()
    os.environ.update(call.env)
    os.umask(call.umask)
    os.chdir(call.cwd)
    process.ORIGINAL_DIR = call.cwd  # type: ignore[attr-defined]  # where multiprocessing says that all began
    tempfile.tempdir = None
    sys.path[0] = call.cwd
    sys.argv = ["-m", *call.arguments]
    runpy.run_module(call.module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    gc.disable()
    with warnings.catch_warnings():  # what libraries set as they are loaded is not set at a start
        load()
    gc.enable()
    gc.freeze()  # the children need not copy what a search for cycles would touch
    become(serve(sys.argv[1]))
