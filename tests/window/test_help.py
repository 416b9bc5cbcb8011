"""F1 and the question marks: the guide opens at the place of the step, in a window of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dangvien_xlsx.text.guide import PARTS, blocks
from dangvien_xlsx.window import help_pages
from dangvien_xlsx.window.guide_window import GuideWindow
from dangvien_xlsx.window.steps import Action, Step
from tests.conftest import ROOT
from tests.window.conftest import Driven

Drive = Callable[[Path | None], Driven]


def test_every_step_has_its_part_of_the_guide() -> None:
    assert set(PARTS) == {step.value for step in Step}
    text = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
    headings = {block.split(" ")[0] for kind, block in blocks(text) if kind.startswith("heading")}
    assert set(PARTS.values()) <= headings


def top_line(guide: GuideWindow) -> str:
    guide.update()
    line = guide.text.index("@0,0").split(".")[0]
    return guide.text.get(f"{line}.0", f"{line}.end")


def test_f1_opens_the_guide_at_the_step_that_the_keyboard_is_at(workspace: Path, drive: Drive) -> None:
    driven = drive(workspace)
    window = driven.window
    button = window.layout.steps.buttons[Action.BY_HAND]
    button.focus_force()
    driven.root.update()
    button.event_generate("<F1>")
    driven.root.update()
    guide = window.help.guide
    assert guide
    assert top_line(guide).startswith(PARTS["by_hand"])
    for step in Step:
        window.show_help(step.value)
        assert window.help.guide is guide, "one window, moved to its place"
        assert guide.text.tag_ranges("here"), step
        assert top_line(guide).startswith(PARTS[step.value])
    window.show_help(help_pages.GUIDE)
    assert top_line(guide) == "Hướng dẫn người tổng hợp"
    guide.event_generate("<Escape>")
    driven.root.update()
    assert not guide.winfo_exists()
    window.show_help("forms")
    assert window.help.guide is not guide


def test_the_printed_guide_is_a_button_away(
    workspace: Path, drive: Drive, opened: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    driven = drive(workspace)
    driven.window.show_help("letter")
    assert driven.window.help.guide
    driven.window.help._open_printed()
    driven.until(lambda: "huong-dan.pdf" in opened(), 20)
    driven.window.help.guide.destroy()
    monkeypatch.setattr(help_pages, "_TEXT", "gone.md")
    driven.window.show_help("letter")
    driven.until(lambda: opened().count("huong-dan.pdf") == 2, 20)
