"""The signing copy, pressed in the window and made by the real LibreOffice, and the lines of what it lacks."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from dangvien_xlsx.text import signing
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.steps import Action, Step
from dangvien_xlsx.workspace.libreoffice import find_office
from tests.window.conftest import Driven
from tests.window.test_trouble import shown

pytestmark = pytest.mark.xdist_group("window")
Drive = Callable[[Path | None], Driven]


def test_the_signing_copy_is_made_opened_and_what_it_lacks_is_read_beside_the_units(
    workspace: Path, drive: Drive, opened: Callable[[], list[str]]
) -> None:
    if not find_office():
        assert os.environ.get("CI") != "true", "CI has LibreOffice"
        pytest.skip("needs LibreOffice")
    driven = drive(workspace)
    driven.press(Action.CONSOLIDATE)
    assert driven.window.layout.steps.buttons[Action.SIGN].cget("text") == words.ACTIONS[Action.SIGN.value]
    said = driven.press(Action.SIGN)
    copy = workspace / "ket-qua" / "Cong-van-2023-6T.pdf"
    assert signing.PDF_DONE.format(path=copy) in said
    assert len(PdfReader(io.BytesIO(copy.read_bytes())).pages) > 1
    driven.until(lambda: copy.name in opened())
    title, *lines = shown(driven).strip().splitlines()
    assert title == words.READY_TITLE
    assert len(lines) > 3
    assert driven.window.layout.steps.states[Step.LETTER].cget("text") == words.LETTER_THERE
