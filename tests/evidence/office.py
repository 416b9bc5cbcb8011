"""Forms saved by LibreOffice: all that a session needs, in one start a kind of workbook."""

from collections.abc import Sequence

from tests.oracles import saved_by_libreoffice

KINDS = {"xls": "xls", "ods": "ods", "fods": "fods", "lo.xlsx": "xlsx"}
"""Endings of cases, and what LibreOffice is asked for."""

_saved: dict[tuple[str, bytes], bytes] = {}
_wanted: dict[str, list[bytes]] = {}


class NotYetSavedError(LookupError):
    """The content is not saved yet; it was noted for the next start."""


def as_kind(content: bytes, kind: str) -> bytes:
    """Return a workbook saved by LibreOffice as a kind, or note that this is wanted."""
    try:
        return _saved[kind, content]
    except KeyError:
        _wanted.setdefault(kind, []).append(content)
        raise NotYetSavedError(kind) from None


def save_what_is_wanted() -> None:
    """Start LibreOffice once a kind for all that was noted."""
    for kind, contents in _wanted.items():
        saved: Sequence[bytes] = saved_by_libreoffice(contents, KINDS[kind])
        _saved.update({(kind, content): made for content, made in zip(contents, saved, strict=True)})
    _wanted.clear()
