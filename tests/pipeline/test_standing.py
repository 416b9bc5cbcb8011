"""How the period stands is one truth: whatever is asked, every command that is asked the same says the same."""

import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import click
import pytest
from docx import Document

from dangvien_xlsx.intake import own
from dangvien_xlsx.model.errors import StoppedError
from dangvien_xlsx.pipeline.asked import Asked
from dangvien_xlsx.pipeline.closing import close_period
from dangvien_xlsx.pipeline.consolidate import consolidate
from dangvien_xlsx.pipeline.drafts import make_drafts, write_drafts
from dangvien_xlsx.pipeline.letter import write_letter
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.mails import DraftKind
from dangvien_xlsx.workspace.watch import Watch
from tests.forms import consolidate_json
from tests.intake.build import locked
from tests.oracles import quietly_loaded, run, stored_values

DAY, DAYS_NAME = "26/06/2023", "(den 26-06-2023)"
OFFICIAL = "Tong-hop-2023-6T.xlsx"
UNLOCKS = "Vụ Bản 2023"
LOCKED = {"DANGVIEN_XLSX_PASSWORD": UNLOCKS}
FORM = "16-thanh-loi.xlsx"


@pytest.fixture
def with_lock(workspace: Path) -> Path:
    """One unit locked its form; it has ten of the 53."""
    path = workspace / "nhan-ve" / FORM
    path.write_bytes(locked(path.read_bytes(), UNLOCKS))
    return workspace


def letter_text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def printed_total(text: str) -> int:
    (found,) = re.findall(r"số lượng đảng viên kết nạp là (\d+) đảng viên", text)
    return int(found)


def edit_catalogue(workspace: Path, **values: Any) -> None:
    book = quietly_loaded((workspace / "danh-muc.xlsx").read_bytes())
    for row in book["Thông tin"].iter_rows(min_row=2):
        if row[0].value in values:
            row[2].value = values[str(row[0].value)]
    book.save(workspace / "danh-muc.xlsx")


def upper_form(workspace: Path, to: Path) -> Path:
    """A form of the level above for the same period: a unit's blank form will do."""
    assert run("forms", workspace).returncode == 0
    to.write_bytes((workspace / "gui-di" / FORM).read_bytes())
    return to


def test_a_letter_as_of_a_day_says_what_the_summary_of_that_day_says(workspace: Path) -> None:
    told = consolidate_json(workspace, "--as-of", DAY)
    assert told["totals"]["ket_nap"] == 16
    done = run("letter", workspace, "--as-of", DAY)
    assert done.returncode == 1, done.stderr
    text = letter_text(workspace / "ket-qua" / f"Cong-van-2023-6T {DAYS_NAME}.docx")
    assert printed_total(text) == 16
    assert "DỰ THẢO" in text
    assert "tính đến ngày 26/06/2023" in text
    assert not (workspace / "ket-qua" / "Cong-van-2023-6T.docx").exists()


def test_a_summary_as_of_a_day_has_a_file_of_its_own_and_says_the_day(workspace: Path) -> None:
    consolidate_json(workspace)
    official = (workspace / "ket-qua" / OFFICIAL).read_bytes()
    told = consolidate_json(workspace, "--as-of", DAY)
    path = workspace / "ket-qua" / f"Tong-hop-2023-6T {DAYS_NAME}.xlsx"
    assert told["output"] == str(path)
    assert (workspace / "ket-qua" / OFFICIAL).read_bytes() == official
    for sheet in ("Thống kê", "Cơ cấu"):
        values = " ".join(map(str, stored_values(path.read_bytes())[sheet].values()))
        assert "tính đến ngày 26/06/2023" in values, sheet
    assert "tính đến ngày" not in " ".join(map(str, stored_values(official)["Thống kê"].values()))
    assert run("verify", workspace, "--as-of", DAY).returncode == 0
    assert run("verify", workspace).returncode == 0


def test_json_tells_the_day_and_the_progress(workspace: Path) -> None:
    told = consolidate_json(workspace)
    assert told["as_of"] is None
    assert told["progress"] == {"target": 110, "this_period": 53, "cumulative": 53, "share": 53 / 110}
    told = consolidate_json(workspace, "--as-of", DAY)
    assert told["as_of"] == "2023-06-26"
    assert told["progress"]["this_period"] == 16
    edit_catalogue(workspace, chi_tieu_nam=None)
    assert consolidate_json(workspace)["progress"] == {
        "target": None,
        "this_period": 53,
        "cumulative": 53,
        "share": None,
    }


def test_a_locked_form_is_opened_by_every_command_that_is_given_the_password(with_lock: Path, tmp_path: Path) -> None:
    form = upper_form(with_lock, tmp_path / "cấp trên.xlsx")
    assert run("consolidate", with_lock, env=LOCKED).returncode == 0
    done = run("letter", with_lock, env=LOCKED)
    assert (done.returncode, done.stderr) == (0, "")
    assert printed_total(letter_text(with_lock / "ket-qua" / "Cong-van-2023-6T.docx")) == 53
    done = run("verify", with_lock, env=LOCKED)
    assert done.stdout.startswith("KHỚP: 57 tệp, 57 đơn vị, tổng số kết nạp 53")
    assert run("return", with_lock, env=LOCKED).returncode == 0
    for kind in ("returns", "reminders"):
        done = run("drafts", with_lock, "--kind", kind, env=LOCKED)
        assert (done.returncode, "Không có" in done.stdout) == (0, True), done.stdout + done.stderr
    assert "tổng số kết nạp 53" in run("fill", form, "--from", with_lock, env=LOCKED).stdout
    done = run("close", with_lock, env=LOCKED)
    assert (done.returncode, "tổng số kết nạp 53" in done.stdout) == (0, True), done.stdout + done.stderr


def test_the_password_is_asked_for_and_never_stands_in_the_command(with_lock: Path) -> None:
    for wrong in ((f"--password={UNLOCKS}",), ("--password", UNLOCKS)):
        done = run("letter", with_lock, *wrong)
        assert done.returncode == 2
        assert "--password" in done.stderr
        assert UNLOCKS not in done.stderr
        assert not re.search(r"\b(got|option|argument|take)\b", done.stderr, re.IGNORECASE), done.stderr
    from click.testing import CliRunner

    from dangvien_xlsx.cli.main import cli

    told = CliRunner().invoke(cli, ["letter", str(with_lock), "--password"], input=f"{UNLOCKS}\n")
    assert told.exit_code == 0, told.output
    assert UNLOCKS not in told.output


COMMANDS = ("consolidate", "letter", "return", "drafts", "send", "verify", "fill")


@pytest.mark.parametrize("name", [*COMMANDS, "close"])
def test_every_command_that_needs_the_standing_takes_the_same_options(name: str) -> None:
    from dangvien_xlsx.cli.main import cli

    command = cli.get_command(click.Context(cli), name)
    assert command
    options = {option for item in command.params for option in item.opts}
    assert {"--password", "--scheduler"} <= options
    assert ("--as-of" in options) == (name != "close")


Totals = dict[str, object]


def of_each(workspace: Path, form: Path, *options: str, env: dict[str, str] | None = None) -> Totals:
    """Run every command with the same options and return the total that each tells."""
    day = f" {DAYS_NAME}" if "--as-of" in options else ""
    told: Totals = {}
    done = run("consolidate", workspace, "--json", *options, env=env)
    about = json.loads(done.stdout)
    told["consolidate"] = about["totals"]["ket_nap"]
    told["progress"] = about["progress"]["this_period"]
    summary = stored_values((workspace / "ket-qua" / f"Tong-hop-2023-6T{day}.xlsx").read_bytes())["Thống kê"]
    told["appendix"] = next(summary[f"C{a1[1:]}"] for a1, value in summary.items() if value == "Tổng")
    run("letter", workspace, *options, env=env)
    document = letter_text(workspace / "ket-qua" / f"Cong-van-2023-6T{day}.docx")
    told["letter"] = printed_total(document)
    told["verify"] = _number(r"tổng số kết nạp (\d+)", run("verify", workspace, *options, env=env).stdout)
    filled = run("fill", form, "--from", workspace, "--output", form.with_name("ra.xlsx"), *options, env=env)
    told["fill"] = _number(r"tổng số kết nạp (\d+)", filled.stdout)
    missing = sum(unit["state"] == "missing" for unit in about["units"])
    invalid = sum(unit["state"] == "invalid" for unit in about["units"])
    returned = json.loads(run("return", workspace, "--json", *options, env=env).stdout)["returned"]
    assert len(returned) == invalid
    assert run("drafts", workspace, "--kind", "reminders", *options, env=env).returncode == 0
    assert len(list((workspace / "thu-gui" / f"nhac{day}").glob("*.eml"))) == missing
    return told


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found, text
    return int(found[1])


@pytest.mark.parametrize(
    ("options", "env", "total"),
    [((), {}, 43), ((), LOCKED, 53), (("--as-of", DAY), {}, 16), (("--as-of", DAY), LOCKED, 16)],
    ids=["locked out", "with the password", "as of a day", "both"],
)
def test_same_folder_and_same_options_are_same_totals_in_every_command(
    with_lock: Path, tmp_path: Path, options: tuple[str, ...], env: dict[str, str], total: int
) -> None:
    edit_catalogue(with_lock, email="btc@vuban.example")
    form = upper_form(with_lock, tmp_path / "cấp trên.xlsx")
    told = of_each(with_lock, form, *options, env=env)
    assert told == dict.fromkeys(told, total)
    if "--as-of" not in options:
        (with_lock / "ket-qua" / OFFICIAL).unlink()
        done = run("close", with_lock, env=env)
        assert (done.returncode == 0) == (total == 53)
        if total == 53:
            assert _number(r"tổng số kết nạp (\d+)", done.stdout) == total


def test_a_form_filled_as_of_a_day_is_a_copy_that_says_the_day(workspace: Path, tmp_path: Path) -> None:
    form = upper_form(workspace, tmp_path / "cấp trên.xlsx")
    blank = form.read_bytes()
    done = run("fill", form, "--from", workspace, "--as-of", DAY)
    assert done.returncode == 1
    assert form.read_bytes() == blank
    values = stored_values((tmp_path / f"cấp trên {DAYS_NAME}.xlsx").read_bytes())["Nhập liệu"].values()
    assert any("tính đến ngày 26/06/2023" in str(value).lower() for value in values)


def test_forms_returned_as_of_a_day_leave_those_of_now(workspace: Path) -> None:
    from tests.forms import fill

    path = workspace / "nhan-ve" / FORM
    path.write_bytes(fill(path.read_bytes(), {"nu": 99}))
    assert run("return", workspace).returncode == 1
    now = {path.name for path in (workspace / "tra-lai").glob("*.xlsx")}
    assert run("return", workspace, "--as-of", DAY).returncode == 0
    assert {path.name for path in (workspace / "tra-lai").glob("*.xlsx")} == now == {FORM}


Job = Callable[[Workspace], object]
JOBS: dict[str, Job] = {
    "consolidate": consolidate,
    "letter": write_letter,
    "forms": lambda workspace: write_drafts(workspace, DraftKind.FORMS),
    "reminders": lambda workspace: write_drafts(workspace, DraftKind.REMINDERS),
    "close": close_period,
}


@pytest.mark.parametrize("name", JOBS)
def test_the_catalogue_is_read_once(name: str, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_catalogue(workspace, email="btc@vuban.example")
    # A file that changed in the last two seconds may have changed again, so it is looked at twice.
    os.utime(workspace / "danh-muc.xlsx", (2_000_000_000, 1_000_000_000))
    # It is opened by a child, so what is counted are the orders to open it.
    ordered: list[Path] = []
    order = own._visit

    def counted(path: Path, reader: Any, state: Any) -> Any:
        if path.name == "danh-muc.xlsx":
            ordered.append(path)
        return order(path, reader, state)

    monkeypatch.setattr(own, "_visit", counted)
    JOBS[name](Workspace(workspace))
    assert len(ordered) == 1


def test_what_was_judged_is_what_is_closed(workspace: Path) -> None:
    taken: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        taken.append((done, total))
        if not total:  # all has been read; whatever happens to the folder now comes too late
            (workspace / "nhan-ve" / FORM).unlink()

    closing = close_period(Workspace(workspace), progress=progress)
    assert (closing.open_points, closing.total) == (0, 53)
    assert taken.count((57, 57)) == 1, "the forms are read once"
    summary = stored_values((workspace / "ket-qua" / OFFICIAL).read_bytes())["Sổ nhận"]
    assert FORM in summary.values()


@pytest.mark.parametrize("kind", list(DraftKind))
def test_making_drafts_writes_nothing(kind: DraftKind, workspace: Path) -> None:
    edit_catalogue(workspace, email="btc@vuban.example")
    before = sorted(workspace.rglob("*"))
    make_drafts(Workspace(workspace), kind)
    assert sorted(workspace.rglob("*")) == before


def test_a_run_that_is_stopped_writes_nothing(workspace: Path) -> None:
    cancel, before = Event(), sorted(workspace.rglob("*"))

    def progress(done: int, _: int) -> None:
        if done == 20:
            cancel.set()

    for job in (consolidate, write_letter, close_period):
        cancel.clear()
        with pytest.raises(StoppedError):
            job(Workspace(workspace), progress=Watch(progress, cancel))
    # The note of who writes stays on purpose: taking it away would be a race.
    assert sorted(path for path in workspace.rglob("*") if path.name != ".dang-ghi.json") == before


def test_a_standing_says_what_it_was_made_of(workspace: Path) -> None:
    asked = Asked(as_of=date(2023, 6, 26))
    with standing_of(Workspace(workspace), asked) as standing:
        assert standing.asked == asked
        assert len(standing.found) == 57
        assert standing.figures.sum("ket_nap") == 16
        assert len(standing.catalogue_digest) == 64
        assert not standing.is_complete
