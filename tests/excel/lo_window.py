"""A form in a real window of LibreOffice, under a screen of its own, typed by the keyboard alone."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.oracles import missing, tool
from tests.screens import LAPTOP, hidden_screen

_PATIENCE = 120.0
_POLL = 0.3
# Without a window manager no dialog gets the keyboard, so saving as .xlsx must not ask.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Save/Document"><prop oor:name="WarnAlienFormat" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse">
<value>false</value></prop></item>
</oor:items>
"""


class Window:
    """The window: keys go to it, pictures are taken of its screen."""

    def __init__(self, display: str, pictures: Path, log: Path) -> None:
        self._environment = os.environ | {"DISPLAY": display}
        self._pictures = pictures
        self._log = log
        self._taken = 0

    def run(self, *command: str) -> str:
        """Run a program of the screen and return what it prints."""
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, timeout=60, check=False)
        return done.stdout.strip()

    def wait_for_screen(self) -> None:
        """Wait until the screen answers: it tells its number before it does, on a busy machine by seconds."""
        end = time.monotonic() + _PATIENCE
        while not self.run("xdotool", "getdisplaygeometry"):
            if time.monotonic() > end:
                raise TimeoutError(self._environment["DISPLAY"])
            time.sleep(_POLL)

    def wait_for(self, title: str) -> None:
        """Wait until a window whose title holds a text is there, and give it the keyboard."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            if found := self.run("xdotool", "search", "--onlyvisible", "--name", title):
                self.run("xdotool", "windowsize", found.splitlines()[-1], "1366", "768")
                self.run("xdotool", "windowfocus", "--sync", found.splitlines()[-1])
                return
            time.sleep(_POLL)
        self.picture("never-opened")
        raise TimeoutError(f"{title}: {self._log.read_text()}")

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        self.run("xdotool", "type", "--delay", "40", text)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        self.run("xdotool", "key", "--delay", "120", *keys)

    def picture(self, name: str) -> Path:
        """Take a picture of the screen."""
        time.sleep(0.8)
        self._taken += 1
        path = self._pictures / f"{self._taken:02d}-{name}.png"
        self.run("import", "-window", "root", str(path))
        return path


@contextmanager
def opened(workbook: Path, pictures: Path) -> Iterator[Window]:
    """Open a workbook in LibreOffice on a screen of its own; without the programs the test is skipped."""
    for needed in ("xdotool", "import"):
        if shutil.which(needed) is None:
            missing(needed)
    office = tool("soffice", "libreoffice")
    profile, log = pictures / "profile", pictures / "libreoffice.log"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    with hidden_screen(LAPTOP, "-dpi", "96", "-noreset") as display, log.open("w") as stream:
        window = Window(display, pictures, log)
        window.wait_for_screen()
        program = subprocess.Popen(
            [office, f"-env:UserInstallation={profile.as_uri()}", "--norestore", "--nologo", "--calc", str(workbook)],
            env=os.environ | {"DISPLAY": display},
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield window
        finally:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
