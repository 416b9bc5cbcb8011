"""What ``oracles.run`` forks is what a fresh start of Python would have been, but for what ``tests.warm`` names."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import warm
from tests.oracles import ROOT, run, run_fresh

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="nothing is forked here")


def warmly(*arguments: str, cwd: Path = ROOT, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    return warm.run(arguments, cwd, ENVIRONMENT, timeout, module="tests.state")


def freshly(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.state", *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
    done.args = command
    return done


def test_all_that_a_process_is_given_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENVIRONMENT, "CỦA_TÔI", "đã đặt \udcff")
    before = os.umask(0o027)
    try:
        forked, fresh = (way("state", "Đơn vị", "", cwd=tmp_path) for way in (warmly, freshly))
    finally:
        os.umask(before)
    assert (forked.returncode, forked.stderr) == (fresh.returncode, fresh.stderr) == (0, "")
    told = json.loads(forked.stdout)
    assert told == json.loads(fresh.stdout)
    assert told["umask"] == 0o027
    assert told["folder"] == str(tmp_path)


@pytest.mark.parametrize("how", ["killed", "interrupted", "raises", "leaves", "says why", "says a lot"])
def test_every_end_is_told_as_it_was(how: str) -> None:
    forked, fresh = warmly(how), freshly(how)
    assert (forked.args, forked.returncode, forked.stdout) == (fresh.args, fresh.returncode, fresh.stdout)
    assert forked.stderr.splitlines()[-1:] == fresh.stderr.splitlines()[-1:]


def test_what_takes_too_long_is_killed(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(subprocess.TimeoutExpired):
        warmly("sleeps", str(tmp_path / "pid"), timeout=1)
    assert time.monotonic() - begun < 20
    gone = Path("/proc", (tmp_path / "pid").read_text("ascii"))
    while gone.exists():
        assert time.monotonic() - begun < 20
        time.sleep(0.01)


def test_no_call_leaves_anything_to_the_next(tmp_path: Path) -> None:
    before = warmly("state", cwd=tmp_path).stdout
    for how in ("remembers", "killed", "raises"):
        warmly(how)
    assert warmly("state", cwd=tmp_path).stdout == before


def test_calls_at_the_same_time_do_not_mix() -> None:
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda number: json.loads(warmly("state", str(number)).stdout), range(24)))
    assert [item["arguments"][-1] for item in told] == list(map(str, range(24)))


@pytest.mark.parametrize("command", ["consolidate", "check", "forms", "letter", "verify", "--help", "none"])
def test_a_command_says_and_writes_the_same(workspace: Path, command: str) -> None:
    told = []
    where = workspace / "nhan-ve" / "16-thanh-loi.xlsx" if command == "check" else workspace
    for way in (run_fresh, run):
        done = way(command, where)
        told.append((done.args, done.returncode, done.stdout, done.stderr, _written(workspace)))
    assert told[0] == told[1]


def _written(workspace: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in workspace.rglob("*.xlsx")}


@pytest.mark.parametrize("name", ["PYTHONHASHSEED", "LC_ALL", "TZ", "PYTHONIOENCODING"])
def test_who_asks_for_another_start_gets_a_fresh_one(name: str) -> None:
    assert warm.is_possible(ENVIRONMENT)
    assert not warm.is_possible(ENVIRONMENT | {name: "C"})
