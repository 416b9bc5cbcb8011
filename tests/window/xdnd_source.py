"""A file manager that lets files go over whatever lies at a place of the screen: XDND, as GNOME's and KDE's speak it.

``python -m tests.window.xdnd_source X Y FILE…`` prints how the target answered. tkDND's own drag source is no
help: what it hands over on X11 arrives empty, in its own targets too.
"""

import sys
import time
from pathlib import Path

from Xlib import X, Xatom, display
from Xlib.protocol import event
from Xlib.xobject.drawable import Window

_URIS = "text/uri-list"
_PATIENCE_SECONDS = 20.0


class Source:
    """Drags files with the pointer at a place, lets go, and hands over what is asked for."""

    def __init__(self, x: int, y: int, paths: list[str]) -> None:
        self.display = display.Display()
        self.x, self.y = x, y
        self.uris = "".join(f"{Path(path).as_uri()}\r\n" for path in paths).encode("ascii")
        root = self.display.screen().root
        self.window = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self.target = self._aware(root)

    def atom(self, name: str) -> int:
        """Return the number that the server knows a name by."""
        return int(self.display.intern_atom(name))

    def _aware(self, window: Window) -> Window:
        """Return the window at the place that takes part in dragging, from the outermost inwards."""
        while not window.get_full_property(self.atom("XdndAware"), Xatom.ATOM):
            inner = window.translate_coords(self.display.screen().root, self.x, self.y).child
            if not inner:
                raise SystemExit("nothing there takes what is dropped")
            window = inner
        return window

    def send(self, name: str, *numbers: int) -> None:
        """Send the target a message."""
        data = (32, [self.window.id, *numbers, *(0,) * (4 - len(numbers))])
        message = event.ClientMessage(window=self.target, client_type=self.atom(name), data=data)
        self.target.send_event(message)
        self.display.flush()

    def wait(self, name: str) -> list[int]:
        """Serve requests for the files until the target sends a message; return its numbers."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < end:
            if not self.display.pending_events():
                time.sleep(0.01)
                continue
            came = self.display.next_event()
            if came.type == X.SelectionRequest:
                self._hand_over(came)
            elif came.type == X.ClientMessage and came.client_type == self.atom(name):
                return list(came.data[1])
        raise SystemExit(f"no {name}")

    def _hand_over(self, asked: event.SelectionRequest) -> None:
        asked.requestor.change_property(asked.property, asked.target, 8, self.uris)
        answer = event.SelectionNotify(
            time=asked.time,
            requestor=asked.requestor,
            selection=asked.selection,
            target=asked.target,
            property=asked.property,
        )
        asked.requestor.send_event(answer)
        self.display.flush()

    def drag(self) -> str:
        """Come from the side, let go over the place; return whether the target took it."""
        self.window.set_selection_owner(self.atom("XdndSelection"), X.CurrentTime)
        self.send("XdndEnter", 5 << 24, self.atom(_URIS))
        for step in (-5, 0):
            self.send("XdndPosition", 0, (self.x + step) << 16 | self.y, X.CurrentTime, self.atom("XdndActionCopy"))
            accepts = self.wait("XdndStatus")[1] & 1
        if not accepts:
            return "refused"
        self.send("XdndDrop", 0, X.CurrentTime)
        self.wait("XdndFinished")
        return "taken"


if __name__ == "__main__":
    print(Source(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]).drag(), flush=True)
