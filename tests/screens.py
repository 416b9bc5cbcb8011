"""A screen that nobody sees, for windows that a test opens."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.oracles import tool

LAPTOP = "1366x768x24"
"""The smallest screen that the window and the forms are made for."""


@contextmanager
def hidden_screen(size: str = LAPTOP, *options: str) -> Iterator[str]:
    """Start an X server of its own, end it afterwards, and yield its name (``:3``) once it answers.

    Args:
        size: Width, height and depth of the screen, as Xvfb has them.
        options: What else Xvfb is told.
    """
    told, number = os.pipe()
    command = [tool("Xvfb"), "-displayfd", str(number), "-screen", "0", size, "-nolisten", "tcp", *options]
    server = subprocess.Popen(command, pass_fds=(number,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(number)
    try:
        with os.fdopen(told) as stream:
            yield f":{stream.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)
