"""Runs commands as processes of their own, many a time: forked from one that has loaded all, so they start at once."""

import contextlib
import io
import os
import random
import shutil
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.intake.pools import stop_warm
from dangvien_xlsx.pipeline.counting import stop_counting
from tests.mail.servers import PASSWORD, SMTP_PASSWORD

WRITING = ("forms", "consolidate", "as of", "output", "return", "letter", "fill", "close", "reopen", "drafts forms",
           "drafts returns", "drafts reminders", "send", "fetch")  # fmt: skip
"""Every way to write in a workspace."""


class Ended(NamedTuple):
    """How a command ended: its exit code, negative if killed, and what it said."""

    command: str
    code: int
    said: str

    @property
    def was_told(self) -> bool:
        """Whether it was told that another one writes."""
        return self.code == 3 and "đang được dùng" in self.said


def arguments(command: str, folder: Path, aside: Path) -> list[str]:
    """Return a command's words."""
    words = {
        "as of": ["consolidate", str(folder), "--as-of", "03/07/2023"],
        "output": ["consolidate", str(folder), "--output", str(aside / "ban-sao.xlsx")],
        "reopen": ["consolidate", str(folder), "--reopen"],
        "fill": ["fill", str(aside / "cap-tren.xlsx"), "--from", str(folder)],
        "send": ["send", str(folder), "--kind", "forms"],
    }
    name, _, kind = command.partition(" ")
    return words.get(command) or [name, str(folder), *(("--kind", kind) if kind else ())]


def start(command: str, folder: Path, aside: Path, wait_seconds: float) -> Callable[[], Ended]:
    """Start a command in a forked process; return what waits for its end. The pid stands in ``.pid`` of it."""
    said = aside / f"said-{time.monotonic_ns()}"
    # Another test of this process may have left a reader waiting: a fork would take it for its own.
    stop_warm()
    stop_counting()
    pid = os.fork()
    if pid == 0:
        _run(command, arguments(command, folder, aside), said, wait_seconds)

    def wait() -> Ended:
        _, status = os.waitpid(pid, 0)
        told = said.read_text("utf-8", "replace") if said.exists() else ""
        said.unlink(missing_ok=True)
        return Ended(command, os.waitstatus_to_exitcode(status), told)

    wait.pid = pid  # type: ignore[attr-defined]
    return wait


def _run(command: str, words: Sequence[str], said: Path, wait_seconds: float) -> None:
    """Be the command; never returns."""
    try:
        os.setsid()
        target = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(target, 1)
        os.dup2(target, 2)
        answers, feed = os.pipe()
        os.write(feed, b"y\n" if command == "send" else b"")
        os.close(feed)
        os.dup2(answers, 0)
        sys.stdin, sys.stdout, sys.stderr = (
            io.TextIOWrapper(os.fdopen(number, mode), "utf-8", write_through=True)
            for number, mode in ((0, "rb"), (1, "wb"), (2, "wb"))
        )
        import click.termui

        from dangvien_xlsx.cli import main
        from dangvien_xlsx.workspace import locks

        locks.WAIT_SECONDS = wait_seconds
        click.termui.hidden_prompt_func = lambda prompt: SMTP_PASSWORD if command == "send" else PASSWORD
        sys.argv = ["dangvien-xlsx", *words]
        main.main()
    finally:
        os._exit(99)


def faults(folder: Path, ended: Sequence[Ended]) -> list[str]:
    """Return what is wrong after commands that ended by themselves: how they ended, and what lies in the workspace."""
    found = [
        f"{item.command}: {item.code} {item.said[-600:]}"
        for item in ended
        if item.code not in (0, 1) and not item.was_told
    ]
    found += [f"{item.command}: a trace" for item in ended if "Traceback" in item.said or "bất ngờ" in item.said]
    return found + broken(folder)


def broken(folder: Path) -> list[str]:
    """Return the results of a workspace that are not whole or that are there twice."""
    found = []
    for path in folder.rglob("*"):
        if path.suffix in (".xlsx", ".docx"):
            with contextlib.suppress(zipfile.BadZipFile):
                if zipfile.ZipFile(path).testzip() is None:
                    continue
            found.append(f"not whole: {path}")
        if "(2)" in path.name or "sửa tay" in path.name:
            found.append(f"twice: {path}")
    return found


def left_over(folder: Path) -> list[Path]:
    """Return what was written aside and is still there."""
    return list(folder.rglob("*dangvien-tmp"))


def session_of(leader: int) -> list[int]:
    """Return the processes of a session that are still running."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError, IndexError, ValueError):
                fields = (entry / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
                if int(fields[3]) == leader and fields[0] != "Z":
                    found.append(int(entry.name))
    return found


def fresh(parent: Path, example: Path, office: Path, units: int) -> tuple[Path, Path]:
    """Return a small workspace and a folder beside it: the catalogue of an office and a few forms."""
    folder, aside = parent / "ky", parent / "canh"
    for path in (folder, aside):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
    shutil.copy(office / "danh-muc.xlsx", folder)
    (folder / "nhan-ve").mkdir()
    for path in sorted((example / "nhan-ve").glob("*.xlsx"))[:units]:
        shutil.copy(path, folder / "nhan-ve")
    shutil.copy(office / "cap-tren.xlsx", aside)
    return folder, aside


def kill(leader: int) -> None:
    """End a process as a power cut would."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(leader, signal.SIGKILL)


def pairs(seed: int, rounds: int) -> list[tuple[str, str]]:
    """Return random pairs of commands, the same for the same seed."""
    chance = random.Random(seed)
    return [(chance.choice(WRITING), chance.choice(WRITING)) for _ in range(rounds)]
