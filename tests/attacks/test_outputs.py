"""No path that a user names and no link makes a command write over an original, a file of its own, or a device."""

import hashlib
import os
from pathlib import Path

import pytest

from dangvien_xlsx.model.errors import WorkspaceError, WrongUseError
from dangvien_xlsx.pipeline.history import export_periods
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.locks import locked
from dangvien_xlsx.workspace.outputs import refuse_output
from tests.oracles import run

OWN = (
    *("danh-muc.xlsx", "nhap-tay.xlsx", "chot-ky.xlsx", "loi-van.docx", "so-cac-ky.sqlite", "../so-cac-ky.sqlite"),
    *(".dang-ghi.json", ".da-chot.json", ".thu-da-gui.jsonl", "anh-xa.json", "DANH-MUC.XLSX"),
    *("ket-qua/.da-ghi.json", "ket-qua/Tong-hop-2023-6T.json", "ket-qua/Tong-hop-2023-6T.xlsx"),
    *("gui-di/16-thanh-loi.xlsx", "gui-di/cu/x.xlsx", "tra-lai/x.xlsx", "thu-gui/x.eml", "so-cac-ky.sqlite-journal"),
    *("nhan-ve/16-thanh-loi.xlsx", "nhan-ve/moi.xlsx", "nhan-ve/sau/moi.xlsx", "Nhan-Ve/moi.xlsx"),
)


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.parametrize("name", OWN)
def test_no_output_goes_over_an_original_or_a_file_of_our_own(workspace: Path, name: str) -> None:
    with pytest.raises(WrongUseError, match="Không ghi vào"):
        refuse_output(workspace / name, Workspace(workspace))
    with pytest.raises(WrongUseError, match="Không ghi vào"):
        refuse_output(workspace / "nhan-ve" / ".." / name)


def test_no_link_leads_an_output_to_an_original(workspace: Path, tmp_path: Path) -> None:
    link, file_link, elsewhere = tmp_path / "loi-vao", tmp_path / "mot.xlsx", tmp_path / "kho"
    link.symlink_to(workspace / "nhan-ve")
    file_link.symlink_to(workspace / "danh-muc.xlsx")
    for path in (link / "moi.xlsx", file_link):
        with pytest.raises(WrongUseError):
            refuse_output(path)
    (workspace / "nhan-ve").rename(elsewhere)
    (workspace / "nhan-ve").symlink_to(elsewhere)
    for path in (workspace / "nhan-ve" / "moi.xlsx", elsewhere / "moi.xlsx"):
        with pytest.raises(WrongUseError):
            refuse_output(path, Workspace(workspace))


def test_an_output_is_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.xlsx")
    for path in (tmp_path, tmp_path / "ong.xlsx", Path(os.devnull)):
        with pytest.raises(WrongUseError, match="thư mục hoặc thiết bị"):
            refuse_output(path)
    there = tmp_path / "co-roi.xlsx"
    there.write_bytes(b"x")
    for path in (there, tmp_path / "chua-co.xlsx", tmp_path / "moi" / "chua-co.xlsx"):
        refuse_output(path)


def test_the_commands_refuse_such_an_output_and_change_nothing(workspace: Path) -> None:
    before, original = _digests(workspace), next((workspace / "nhan-ve").glob("16-*"))
    assert run("consolidate", workspace, "--output", original).returncode == 2
    assert run("consolidate", workspace, "--output", workspace / "danh-muc.xlsx").returncode == 2
    assert run("fill", original, "--from", workspace, "--output", workspace / "nhap-tay.xlsx").returncode == 2
    for name in ("nhan-ve/x.csv", "danh-muc.xlsx", "so-cac-ky.sqlite"):
        with pytest.raises(WrongUseError, match="Không ghi vào"):
            export_periods(workspace, "csv", workspace / name)
    assert _digests(workspace) == before


@pytest.mark.parametrize("name", ["gui-di", "tra-lai", "tra-lai (den 06-07-2023)", "ket-qua", "thu-gui", "gui-di/cu"])
def test_a_folder_to_write_in_that_is_the_received_one_stops_the_job(workspace: Path, name: str) -> None:
    place = workspace / name
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(workspace / "nhan-ve")
    before = sorted(workspace.rglob("*"))
    with pytest.raises(WorkspaceError, match="nơi giữ các phiếu đã nhận"), locked(Workspace(workspace), "forms"):
        pytest.fail("the job ran")
    assert sorted(workspace.rglob("*")) == before


def test_received_being_a_link_to_a_folder_that_is_written_to_stops_the_job(workspace: Path) -> None:
    (workspace / "nhan-ve").rename(workspace / "gui-di")
    (workspace / "nhan-ve").symlink_to("gui-di")
    before = _digests(workspace)
    for command in ("forms", "consolidate", "return"):
        assert run(command, workspace).returncode == 3
    assert _digests(workspace) == before


@pytest.mark.parametrize("name", ["ket-qua", "gui-di", "tra-lai", "thu-gui"])
def test_a_folder_of_the_program_is_no_output_even_where_it_is_not_there_yet(name: str, workspace: Path) -> None:
    with pytest.raises(WrongUseError):
        refuse_output(workspace / name, Workspace(workspace))
