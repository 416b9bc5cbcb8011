"""A display that nobody sees, and the window on it, driven as a person would: buttons are invoked, the loop runs."""

import gc
import os
import time
import tkinter as tk
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.pipeline.tables import Offered
from dangvien_xlsx.window import settings
from dangvien_xlsx.window.asking import Asking
from dangvien_xlsx.window.dialogs import NewPeriod
from dangvien_xlsx.window.frame import Window
from dangvien_xlsx.window.import_dialog import Importing
from dangvien_xlsx.window.periods import Listed
from dangvien_xlsx.window.steps import Action
from tests.screens import hidden_screen

SECONDS = 120


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """An X server of this run alone."""
    with hidden_screen() as name:
        yield name


class Answers(Asking):
    """What the person answers to the system's own windows, which a test cannot press; the rest is asked for real."""

    def __init__(self, root: tk.Tk, look: object) -> None:
        super().__init__(root, look)  # type: ignore[arg-type]
        self.asked: list[str] = []
        self.says_yes = True
        self.chosen: Path | None = None
        self.taken: tuple[Path, ...] = ()
        self.typed = ""
        self.said: tuple[str, str] | None = None
        self.wanted: NewPeriod | None = None
        self.importing: Importing | None = None
        self.offered: Offered | None = None

    def confirm(self, question: str) -> bool:
        self.asked.append(question)
        return self.says_yes

    def folder(self, title: str, start: Path | None = None) -> Path | None:
        return self.chosen

    def files(self) -> tuple[Path, ...]:
        return self.taken

    def form(self) -> Path | None:
        return self.chosen

    def table(self) -> Path | None:
        return self.chosen

    def export_path(self, start: Path) -> Path | None:
        return self.chosen

    def columns(self, offered: Offered) -> Importing | None:
        self.offered = offered
        return self.importing if self.importing else super().columns(offered)

    def password(self) -> str:
        self.asked.append("password")
        return self.typed

    def acceptance(self, points: Sequence[Finding]) -> tuple[Finding, str, str] | None:
        return (points[0], *self.said) if self.said else None

    def new_period(self, places: Path, periods: Sequence[Listed]) -> NewPeriod | None:
        return self.wanted if self.wanted else super().new_period(places, periods)

    def tell(self, text: str) -> None:
        self.asked.append(text)


class Driven:
    """A window and the person before it."""

    def __init__(self, root: tk.Tk, folder: Path | None) -> None:
        self.root = root
        self.window = Window(root, folder)
        self.answers = Answers(root, self.window.layout.look)
        self.window.ask = self.window.desk.ask = self.window.help.ask = self.answers
        self.opened: list[Path] = []

    def until(self, happened: Callable[[], object], seconds: float = SECONDS) -> None:
        """Let the window run until something has happened."""
        end = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < end, f"waited in vain; the window says: {self.said}"
            self.root.update()
            time.sleep(0.01)

    def ready(self) -> None:
        """Wait until no job runs and what it brought is shown."""
        self.until(lambda: not self.window.jobs.name)
        for _ in range(5):
            self.root.update()
        self.until(lambda: not self.window.jobs.name)

    def press(self, action: Action) -> str:
        """Press a step's button and wait for the end; return what the window says."""
        button = self.window.layout.steps.buttons[action]
        assert button.instate(["!disabled"]), f"{action} cannot be pressed: {self.said}"
        if action is Action.ADD:
            self.window.layout.add_menu.invoke(0)
        else:
            button.invoke()
        self.ready()
        return self.said

    @property
    def said(self) -> str:
        """The message in the window."""
        return self.window.layout.foot.said

    def close(self) -> None:
        """Close the window, whatever runs."""
        self.window.jobs.cancel()
        self.until(lambda: not self.window.jobs.name, 60)
        self.window.leave()


@pytest.fixture
def drive(display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path | None], Driven]]:
    """Opens windows; they are closed at the end. The user's own folder is one of the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("PATH", f"{_opener(tmp_path)}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", display)
    # As the command does: what Tk has must not be collected in the worker thread.
    gc.disable()
    open_windows: list[Driven] = []

    def open_one(folder: Path | None) -> Driven:
        driven = Driven(tk.Tk(screenName=display), folder)
        open_windows.append(driven)
        driven.ready()
        return driven

    yield open_one
    for driven in open_windows:
        try:
            driven.root.winfo_exists()
        except tk.TclError:
            continue
        driven.close()
    assert settings.load() is not None
    open_windows.clear()
    gc.collect()
    gc.enable()


def _opener(folder: Path) -> Path:
    """Make an ``xdg-open`` that notes what it was to open."""
    place = folder / "bin"
    place.mkdir(exist_ok=True)
    program = place / "xdg-open"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{folder}/opened"\n', "utf-8")
    program.chmod(0o755)
    return place


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[], list[str]]:
    """What the system was asked to open so far, by name."""

    def read() -> list[str]:
        path = tmp_path / "opened"
        return [Path(line).name for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    return read
