"""Every command that README prints works as it is printed there."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT
from tests.forms import fill
from tests.oracles import run, run_fresh

README = (ROOT / "README.md").read_text("utf-8")
SPANS = sorted({span.replace(r"\|", "|") for span in re.findall(r"`([^`\n]+)`", README)})
COMMANDS = [span for span in SPANS if span.startswith("dangvien-xlsx ") or re.match(r"… \w+ THƯ_MỤC", span)]
SCRIPTS = [span for span in SPANS if span.startswith("python ")]
OPTION = re.compile(r" \[([^\]]+)\]")
NEEDS_SERVER = ("fetch", "send", "tcp:")


def spelled(span: str) -> Iterator[str]:
    """Yield a command as it can be typed: each of its alternatives, without its options and with all of them."""
    span = (
        span.removeprefix("dangvien-xlsx ")
        .removeprefix("… ")
        .replace("--kind …", "--kind forms")
        .replace("TỆP…", "TỆP")
    )
    choices = [part.split("|") for part in re.split(r"([a-z]+(?:\|[a-z]+)+)", span)]
    for parts in product(*choices):
        text = "".join(parts)
        yield OPTION.sub("", text)
        if OPTION.search(text):
            yield OPTION.sub(r" \1", text)


TYPED = sorted({line for span in COMMANDS for line in spelled(span) if " " in line})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with ``workbooks/2023-6T`` in it, and what the placeholders stand for."""
    shutil.copytree(EXAMPLE, tmp_path / "workbooks" / "2023-6T", ignore=shutil.ignore_patterns("ket-qua", "gui-di"))
    broken = tmp_path / "workbooks/2023-6T/nhan-ve/16-thanh-loi.xlsx"
    shutil.copy(broken, tmp_path / "phiếu.xlsx")
    broken.write_bytes(fill(broken.read_bytes(), {"nu": 99}))
    (tmp_path / "bảng.csv").write_text("Đơn vị,Tổng số đảng viên kết nạp,Số nữ\nMinh Thuận,5,2\n", "utf-8")
    assert run("consolidate", tmp_path / "workbooks/2023-6T").returncode == 1
    return tmp_path


def filled_in(line: str, place: Path) -> list[str]:
    """Put something for each placeholder, by the word before it where one word stands for several things."""
    job = line.split(" ", maxsplit=1)[0]
    folder = place / "workbooks" / ("2024-T01" if job == "init" else "2023-6T")
    stands_for = {
        "THƯ_MỤC": str(folder),
        "KỲ_TRƯỚC": str(place / "workbooks" / "2023-6T"),
        "PHIẾU": str(place / "phiếu.xlsx"),
        "TỆP": str(place / ("bảng.csv" if job == "import" else "phiếu.xlsx")),
        "NGÀY": "30/06/2023",
        "MÃ_KỲ": "2022-12T",
        "CỘT=MÃ": "Số nữ=nu",
        "ĐƠN_VỊ": "16",
        "tcp://…": "tcp://127.0.0.1:1",
    }
    words = shlex.split(line)
    typed = [stands_for.get(word, word) for word in words]
    for index, word in enumerate(words[:-1]):
        if word == "--output":
            typed[index + 1] = str(place / "ra.xlsx")
    assert not [word for word in typed if re.search(r"[A-ZĐƠỤƯ]{3}_|…", word)], (
        f"what does a placeholder stand for: {typed}"
    )
    return typed


@pytest.mark.parametrize("line", TYPED)
def test_a_command_works_as_printed(line: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if line == "init workbooks/2024-6T --from workbooks/2023-12T":
        assert run("init", "workbooks/2023-12T", "--from", "workbooks/2023-6T", cwd=place).returncode == 0
    done = run_fresh(*filled_in(line, place), cwd=place)
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    if "window" in line or "tcp:" in line:
        assert done.returncode == 3, told
    elif line.startswith(NEEDS_SERVER):
        assert "may_chu" in told, "the clerk learns which rows of the catalogue to fill"
    else:
        assert done.returncode in (0, 1), told


@pytest.mark.parametrize("line", SCRIPTS)
def test_a_script_is_where_it_is_said_to_be(line: str) -> None:
    words = line.split(" ")
    path = words[2].replace(".", "/") + ".py" if words[1] == "-m" else words[1]
    assert (ROOT / path).is_file()


def test_the_two_commands_of_the_beginning_can_be_run() -> None:
    block = README.split("```sh\n", 1)[1].split("```", 1)[0]
    scripts = [line.split()[0] for line in block.splitlines()]
    assert scripts == ["./tong-hop.sh", "./kiem-thu.sh"]
    for script in scripts:
        assert subprocess.run(["bash", "-n", script], cwd=ROOT, check=False).returncode == 0
        assert (ROOT / script).stat().st_mode & 0o111
