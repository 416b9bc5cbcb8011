"""What was read of a received file as plain text, to be kept, and back again: nothing of the folder's own is in it."""

import json
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dangvien_xlsx.intake.sharing import Sharing
from dangvien_xlsx.intake.stamping import UNDATED
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.moments import Claims
from dangvien_xlsx.model.plain import Plain, plain
from dangvien_xlsx.model.submission import ReceivedFile, Submission

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
"""Frozen tuples hold nothing that holds them."""


class _Form(NamedTuple):
    """A submission; ``declares_asked``: it declares the very indicators that were asked for, which are left out."""

    declares_asked: bool
    submission: Submission


class _Entry(NamedTuple):
    """An entry without the folder's times; ``below``: the rest of its path, blank of the received file itself."""

    below: str
    size: int
    sha256: str
    sender: str
    subject: str
    said: str
    ignored: str
    claims: Claims
    forms: tuple[_Form, ...]


@cache
def _way() -> Plain:
    return plain(tuple[_Entry, ...])


def is_clean(files: Sequence[ReceivedFile]) -> bool:
    """Tell whether a file was read to its end, with a form in it and nothing to be said of how it was read."""
    return any(file.submissions for file in files) and not any(
        file.findings or not (file.submissions or file.ignored) for file in files
    )


def text_of(path: str, files: Sequence[ReceivedFile], indicators: Sequence[Indicator]) -> bytes:
    """Return what was read of a received file.

    Args:
        path: Of the received file, relative to ``nhan-ve/``.
        files: Its entry and those of what it contains.
        indicators: Those that were asked for.

    Raises:
        ValueError: It holds what cannot be kept.
    """
    asked, start = tuple(indicators), len(path)
    entries = tuple([_entry(file, start, asked) for file in files])
    try:
        return _ENCODER.encode(_way().plainly(entries)).encode("utf-8", "surrogatepass")
    except TypeError as error:
        raise ValueError(str(error)) from error


def _entry(file: ReceivedFile, start: int, asked: tuple[Indicator, ...]) -> _Entry:
    forms = tuple([_form(submission, asked) for submission in file.submissions])
    about = (file.size, file.sha256, file.sender, file.subject, file.said, file.ignored, file.claims)
    return _Entry(file.path[start:], *about, forms)


def _form(submission: Submission, asked: tuple[Indicator, ...]) -> _Form:
    same = submission.declared == asked
    return _Form(same, submission._replace(declared=()) if same else submission)


def files_of(path: str, text: bytes, indicators: Sequence[Indicator], sharing: Sharing) -> tuple[ReceivedFile, ...]:
    """Return what was read of a received file, not stamped yet.

    Args:
        path: Where it lies now, relative to ``nhan-ve/``.
        text: As ``text_of`` returned it.
        indicators: Those that were asked for.
        sharing: Makes the forms share their parts with others.

    Raises:
        ValueError: It is not as ``text_of`` returned it.
    """
    asked = tuple(indicators)
    try:
        entries: tuple[_Entry, ...] = _way().back(json.loads(text.decode("utf-8", "surrogatepass")))
    except (RecursionError, TypeError, OverflowError) as error:
        raise ValueError(str(error)) from error
    return tuple([_file(path, entry, asked, sharing) for entry in entries])


def _file(path: str, entry: _Entry, asked: tuple[Indicator, ...], sharing: Sharing) -> ReceivedFile:
    below, size, sha256, sender, subject, said, ignored, claims, forms = entry
    submissions = tuple(
        [sharing.form(submission, asked if declares_asked else None) for declares_asked, submission in forms]
    )
    return ReceivedFile(
        *(f"{path}{below}", UNDATED, size, sha256, sender),
        submissions=submissions,
        ignored=ignored,
        subject=subject,
        said=said,
        claims=claims,
    )
