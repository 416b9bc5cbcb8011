"""The form typed in a real window of LibreOffice by the keyboard alone, from blank to PHIẾU HỢP LỆ."""

import time
from itertools import count
from pathlib import Path

from dangvien_xlsx.excel.form.beside import Beside
from dangvien_xlsx.excel.form.reader import read_forms
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.excel.reading.pages import read_pages
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.expression import Condition
from dangvien_xlsx.model.indicator import ADMITTED
from dangvien_xlsx.model.rules import Rule
from dangvien_xlsx.received.kinds import FileKind
from dangvien_xlsx.text.names import SHEET_FORM
from tests.excel.lo_window import Window, opened
from tests.oracles import stored_values

TYPED = ("5", "3", "2", "4", "Không", "Khong co gi them", "Nguyen Thi Oi", "0912345678")


def saved(window: Window, path: Path, before: bytes) -> bytes:
    """Save, and return what stands on disk."""
    end = time.monotonic() + 60
    for second in count():
        if second % 10 == 0:  # a busy computer may not have heard the first
            window.press("ctrl+s")
        if time.monotonic() > end:
            raise TimeoutError(path.name)
        time.sleep(1)
        content = path.read_bytes()
        if content != before and content[-22:-18] == b"PK\x05\x06":
            return content
    raise AssertionError("there is no last second")


def test_a_form_is_filled_with_seven_tabs_and_no_mouse(example: Catalogue, tmp_path: Path) -> None:
    path, pictures = tmp_path / "16-thanh-loi.xlsx", tmp_path / "pictures"
    pictures.mkdir()
    blank = form_bytes(example, example.units[15])
    path.write_bytes(blank)
    with opened(path, pictures) as window:
        window.wait_for("16-thanh-loi")
        window.picture("open")
        for number, text in enumerate(TYPED, 1):
            window.type(text)
            window.press("Tab" if number < len(TYPED) else "Return")
            window.picture(f"typed-{number}")
        content = saved(window, path, blank)
    assert len(list(pictures.glob("*.png"))) == 1 + len(TYPED)
    assert stored_values(content)[SHEET_FORM]["B8"] == "PHIẾU HỢP LỆ"
    (submission,) = read_forms(read_pages(content, FileKind.XLSX), example.indicators)
    assert tuple(submission.plain().values()) == (5, 3, 2, 4, *TYPED[4:6])
    assert (submission.filled_by, submission.phone) == TYPED[6:]
    assert submission.findings == ()


def test_a_reason_is_typed_where_it_is_asked_for_and_makes_the_form_valid(example: Catalogue, tmp_path: Path) -> None:
    path, pictures = tmp_path / "16-thanh-loi.xlsx", tmp_path / "pictures"
    pictures.mkdir()
    admitted = example.indicator[ADMITTED]
    above = Condition(lambda values: values[ADMITTED] == 98, lambda address: f"{address(ADMITTED)}=98")
    soft = {ADMITTED: (Rule("unusual-value", admitted, above, {"previous": 3}),)}
    blank = form_bytes(example, example.units[15], beside=Beside({ADMITTED: 3}, {ADMITTED: 4}, soft))
    path.write_bytes(blank)
    with opened(path, pictures) as window:
        window.wait_for("16-thanh-loi")
        for text in ("98", "3", "2", "4"):
            window.type(text)
            window.press("Tab")
        window.picture("asked")
        window.press("Up", "Up", "Up", "Up", "Right", "Right", "Right")
        window.type("Ket nap bu ca nam truoc")
        window.press("Return")
        window.picture("reason")
        content = saved(window, path, blank)
    assert stored_values(content)[SHEET_FORM]["B8"] == "PHIẾU HỢP LỆ"
    (submission,) = read_forms(read_pages(content, FileKind.XLSX), example.indicators)
    assert submission.reasons == {ADMITTED: "Ket nap bu ca nam truoc"}
    assert submission.findings == ()
