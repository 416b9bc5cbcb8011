"""Reading on executors and on a real local Dask cluster: the same answer, whatever happens to its workers."""

import json
import os
import shutil
import signal
import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from dangvien_xlsx.intake.cluster import ClusterReaders, on_dask
from dangvien_xlsx.intake.kept_file import KEPT_FILE
from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.period import blank_stamp
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.received.entries import Reading
from tests.conftest import EXAMPLE
from tests.forms import consolidate_json
from tests.intake.build import zipped
from tests.oracles import run_fresh


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """600 forms, a zip, a few files that are none, and one that kills what reads it without a limit."""
    folder = tmp_path / "nhan-ve"
    folder.mkdir()
    forms = sorted((EXAMPLE / "nhan-ve").iterdir())
    for number in range(600):
        shutil.copy2(forms[number % 57], folder / f"{number:03d}.xlsx")
    (folder / "gói.zip").write_bytes(zipped({path.name: path.read_bytes() for path in forms[:3]}))
    (folder / "rỗng.xlsx").write_bytes(b"")
    (folder / "cụt.xlsx").write_bytes(forms[0].read_bytes()[:900])
    (folder / "liên kết").symlink_to("/etc/passwd")
    return folder


def reading_of(example: Catalogue) -> Reading:
    return Reading(blank_stamp(example.period), example.indicators)


def read_here(folder: Path, example: Catalogue) -> list[ReceivedFile]:
    with Readers(folder, scan(folder), reading_of(example)) as readers:
        return sorted(readers.results())


def told(files: list[ReceivedFile]) -> list[tuple[Any, ...]]:
    """Return what matters of entries, in an order that does not depend on who read them."""
    return sorted(
        (file.path, file.size, file.sha256, file.ignored, len(file.submissions), [item.code for item in file.findings])
        for file in files
    )


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_any_executor_gives_the_same_entries(kind: str, mixed: Path, example: Catalogue) -> None:
    executor: Executor = (
        ThreadPoolExecutor(2) if kind == "threads" else ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    )
    with executor, ClusterReaders(mixed, scan(mixed), reading_of(example), executor) as readers:
        there = list(readers.results())
    assert told(there) == told(read_here(mixed, example))
    assert len(there) == 607


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler and two workers, each a process with a nanny that starts it anew when it dies."""
    from distributed import LocalCluster

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)  # type: ignore[no-untyped-call]
        with made:
            yield made


@pytest.mark.filterwarnings("ignore")  # of Dask and tornado about their own sockets
def test_a_dask_cluster_gives_the_same_summary(cluster: Any, workspace: Path) -> None:
    here = consolidate_json(workspace)
    summary = Path(here["output"]).read_bytes()
    for is_known in (True, False):
        if not is_known:
            Path(here["output"]).with_name(KEPT_FILE).unlink()
        done = run_fresh("consolidate", workspace, "--json", "--scheduler", cluster.scheduler_address)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == here
        assert Path(here["output"]).read_bytes() == summary


@pytest.mark.filterwarnings("ignore")
def test_workers_killed_in_the_middle_lose_nothing(cluster: Any, mixed: Path, example: Catalogue) -> None:
    expected = told(read_here(mixed, example))
    killed: list[int] = []
    stop = threading.Event()

    def kill() -> None:
        for _ in range(6):
            for nanny in cluster.workers.values():
                pid = nanny.pid
                if pid and pid not in killed:
                    killed.append(pid)
                    os.kill(pid, signal.SIGKILL)
                    break
            if stop.wait(0.4):
                return

    with ExitStack() as stack:
        start = on_dask(cluster.scheduler_address, stack)
        with start(mixed, scan(mixed), reading_of(example)) as readers:
            killer = threading.Thread(target=kill)
            killer.start()
            there = list(readers.results())
            stop.set()
            killer.join()
    assert killed
    assert told(there) == expected


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there_is_a_sentence(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangvien_xlsx.intake.cluster._CONNECT_SECONDS", 1)
    with ExitStack() as stack, pytest.raises(WorkspaceError, match="Không kết nối được tới bộ điều phối Dask"):
        on_dask("tcp://127.0.0.1:9", stack)
    time.sleep(0.1)
    assert not (workspace / "ket-qua").exists()


@pytest.mark.filterwarnings("ignore")
def test_a_file_that_would_kill_a_worker_is_read_here_behind_limits(tmp_path: Path, example: Catalogue) -> None:
    """An executor whose every task dies stands for a cluster that is brought down."""

    class Dying(ThreadPoolExecutor):
        def submit(self, *_: Any, **__: Any) -> Any:
            return super().submit(lambda: 1 // 0)

    folder = tmp_path / "nhan-ve"
    shutil.copytree(EXAMPLE / "nhan-ve", folder)
    with Dying(1) as executor, ClusterReaders(folder, scan(folder), reading_of(example), executor) as readers:
        assert told(list(readers.results())) == told(read_here(folder, example))
