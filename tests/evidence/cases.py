"""What a case is: a kind of issue 13, a change, and what a clerk concludes."""

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from tests.evidence.forms import EXAMPLE, Unit, form
from tests.evidence.judgement import Judgement
from tests.evidence.packages import Edit
from tests.evidence.seen import FIVE, Figures

ROLES = "abcdefghijklmnopqrstuvwxyz"
"""What the units of a case are called in its judgement."""
VIETNAM = timezone(timedelta(hours=7))
RECEIVED = datetime(2023, 7, 3, 9, 0, tzinfo=VIETNAM)
"""When the files of the cases were last changed by the file system's clock, if not said otherwise."""


@dataclass
class Desk:
    """The clerk's table for one case: the units that it is about, and what lies in ``nhan-ve/``.

    A case that changes the catalogue or is about whose form it is has the workspace for itself, but cases of one group
    share a workspace of their own: the first one's catalogue, and all that they type by hand.
    """

    units: dict[str, Unit]
    files: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)
    others_sent: bool = False
    options: list[str] = field(default_factory=list)
    change_catalogue: Callable[[Any], object] | None = None
    by_hand: Callable[[Any], object] | None = None
    environment: dict[str, str] = field(default_factory=dict)
    checked: bool = False
    letters: bool = False

    def unit(self, role: str = "a") -> Unit:
        """Return the unit of a role."""
        return self.units[role]

    def form(self, role: str = "a", figures: Figures = FIVE, *edits: Edit) -> bytes:
        """Return the form of a unit, filled, with edits."""
        content = form(self.units[role].code, figures)
        for edit in edits:
            content = edit(content)
        return content

    def put(self, name: str, content: bytes, changed: datetime = RECEIVED) -> None:
        """Lay a file into ``nhan-ve/``."""
        self.files[name] = (content, changed)


class Case(NamedTuple):
    """One case: what lies on the desk, and what a clerk concludes of it."""

    kind: int
    name: str
    lay: Callable[[Desk], None]
    judgement: Judgement
    wanted: Sequence[str] = ("",)
    """The codes of the units that the case is about, role a first; a blank is any unit."""
    alone: bool = False
    group: str = ""

    @property
    def label(self) -> str:
        """The name by which a failing case is found."""
        return f"{self.kind:02d} {self.name}"


def one(
    kind: int, name: str, edit: Edit | None, judgement: Judgement, figures: Figures = FIVE, saved_as: str = "xlsx"
) -> Case:
    """Return a case of one form with one change, under its own name, saved as some kind of workbook."""
    from tests.evidence.office import as_kind

    @functools.cache
    def made(code: str) -> bytes:
        # Made once: openpyxl writes the time of day into what it makes, and the same bytes are asked for again.
        content = form(code, figures)
        return edit(content) if edit else content

    def lay(desk: Desk) -> None:
        content = made(desk.unit().code)
        name, changed = f"{desk.unit().stem}.{saved_as}", RECEIVED
        if saved_as != "xlsx":
            content, changed = as_kind(content, saved_as), datetime.now(VIETNAM)
        desk.put(name.replace(".lo.", "."), content, changed)

    suffix = "" if saved_as == "xlsx" else f" [{saved_as}]"
    return Case(kind, name + suffix, lay, judgement)


def each(kind: int, rows: Iterable[tuple[str, Edit | None, Judgement]], figures: Figures = FIVE) -> list[Case]:
    """Return a case a row of a table."""
    return [one(kind, name, edit, judgement, figures) for name, edit, judgement in rows]


def in_kinds(
    kind: int, name: str, edit: Edit | None, judgement: Judgement, kinds: Sequence[str], figures: Figures = FIVE
) -> list[Case]:
    """Return the same case once a kind of workbook."""
    return [one(kind, name, edit, judgement, figures, saved_as) for saved_as in kinds]


def desk(
    kind: int, name: str, lay: Callable[[Desk], None], judgement: Judgement, wanted: Sequence[str] = ("",)
) -> Case:
    """Return a case that has the workspace for itself."""
    return Case(kind, name, lay, judgement, wanted, alone=True)


def catalogue_bytes(change: Callable[[Any], object] | None) -> bytes:
    """Return the example's catalogue, changed by a clerk or as it is."""
    import io

    content = Path(EXAMPLE, "danh-muc.xlsx").read_bytes()
    if change is None:
        return content
    book = openpyxl.load_workbook(io.BytesIO(content))
    changed = change(book)
    if isinstance(changed, bytes):
        return changed
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
