"""Fuzzing of bytes, of XML parts and of cell values: no crash, no hang, no file unaccounted for.

A short run by default. ``DANGVIEN_FUZZ_SECONDS=600`` runs each test until that many seconds have passed; what fails is
kept by Hypothesis in ``.hypothesis/`` and tried first the next time.
"""

import contextlib
import os
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.finding_kinds import KINDS
from tests.intake.build import DATA, GOOD, SHEET, as_xlsb, parts_of, with_part, zipped
from tests.intake.test_corpus import read_folder, verdict

SECONDS = float(os.environ.get("DANGVIEN_FUZZ_SECONDS", "0"))
BASES = [
    GOOD,
    *((DATA / f"libreoffice.{kind}").read_bytes() for kind in ("xlsx", "ods", "xls")),
    as_xlsb(),
    zipped({"a.xlsx": GOOD, "b.xlsx": GOOD}),
]
BATCH = 30
"""Files a folder: a folder costs the start of a child."""
_TOKENS = [b"<", b">", b"/>", b'"', b"&#x0;", b"&amp;", b"<!--", b"]]>", b"\x00", b"\xff", b"</row>", b"<row>", b"<c>"]


class Content(bytes):
    """A file's bytes, shown by their count: Hypothesis would print a megabyte."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


class _OverError(BaseException):
    """The time of a long run has passed; no exception of ordinary kind, so that Hypothesis lets it through."""


_FILES: dict[str, int] = {}
_ENDS: dict[str, float] = {}


def profile(short: int):  # type: ignore[no-untyped-def]  # Hypothesis' settings are a decorator of any test
    """Return the settings of a fuzz test: a fixed short run, or a random one without end."""
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    if SECONDS:
        return settings(max_examples=10**6, deadline=None, suppress_health_check=quiet)
    return settings(max_examples=short, deadline=None, derandomize=True, database=None, suppress_health_check=quiet)


def over(name: str) -> bool:
    """Tell whether the time of a long run has passed."""
    return bool(SECONDS) and time.monotonic() > _ENDS.setdefault(name, time.monotonic() + SECONDS)


def account_for(name: str, contents: list[bytes]) -> None:
    """Read files as a folder; every one must be accounted for, by a known code, without a lost reader."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number, content in enumerate(contents):
            (folder / f"{number}.xlsx").write_bytes(content)
        read = read_folder(folder)
    assert {f"{number}.xlsx" for number in range(len(contents))} <= set(read)
    for file in read.values():
        assert file.submissions or file.findings or file.ignored
        assert {part for part in verdict(file).split("+") if part not in ("form", "ignored")} <= set(KINDS)
        for item in file.findings:
            assert words.READER_DIED not in item.message
            assert words.READER_STALLED not in item.message
    _FILES[name] = _FILES.get(name, 0) + len(contents)


@st.composite
def mutated_bytes(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(BASES)))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        what = draw(st.sampled_from(("flip", "cut", "insert", "zero", "repeat", "truncate")))
        if what == "flip":
            content[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
        elif what == "insert":
            content[at:at] = draw(st.binary(min_size=1, max_size=8))
        elif what == "truncate":
            del content[max(at, 10) :]
        else:
            length = draw(st.integers(1, 400))
            piece = bytes(content[at : at + length])
            content[at : at + length] = {"cut": b"", "zero": bytes(len(piece)), "repeat": piece * 2}[what]
    return Content(content)


@st.composite
def mutated_parts(draw: st.DrawFn) -> bytes:
    parts = parts_of(draw(st.sampled_from(BASES[:3] + BASES[4:5])))
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(parts)))
        part = bytearray(parts[name])
        for _ in range(draw(st.integers(1, 6))):
            at = draw(st.integers(0, max(len(part) - 1, 0)))
            digits: list[int] = [index for index in range(at, min(at + 300, len(part))) if 48 <= part[index] <= 57]
            as_number: bool = draw(st.booleans())
            if digits and as_number:
                number = str(draw(st.sampled_from([-1, 0, 7, 255, 65536, 2**31, 2**32, 2**63, 10**30]))).encode()
                part[digits[0] : digits[0] + 1] = number
            else:
                part[at : at + draw(st.integers(0, 30))] = draw(st.sampled_from(_TOKENS) | st.binary(max_size=6))
        parts[name] = bytes(part)
    return Content(zipped(parts))


@st.composite
def any_values(draw: st.DrawFn) -> bytes:
    sheet = parts_of(GOOD)[SHEET]
    for row in range(10, 16):
        start = sheet.index(b'<c r="D%d"' % row)
        end = min(index for index in (sheet.find(b"/>", start) + 2, sheet.find(b"</c>", start) + 4) if index > 4)
        text = draw(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.integers().map(str))
        kind = draw(st.sampled_from(["n", "str", "inlineStr", "b", "e", "s", "d"]))
        told = f"<is><t>{escape(text)}</t></is>" if kind == "inlineStr" else f"<v>{escape(text)}</v>"
        sheet = sheet[:start] + f'<c r="D{row}" t="{kind}">{told}</c>'.encode() + sheet[end:]
    return Content(with_part(SHEET, sheet))


@pytest.mark.parametrize(
    ("name", "strategy"),
    [("bytes", mutated_bytes()), ("parts", mutated_parts()), ("values", any_values())],
    ids=["bytes", "XML parts", "cell values"],
)
def test_whatever_is_done_to_a_good_file_it_is_accounted_for(name: str, strategy: st.SearchStrategy[bytes]) -> None:
    @profile(short=8)  # type: ignore[untyped-decorator]
    @given(st.lists(strategy, min_size=BATCH, max_size=BATCH))
    def fuzz(contents: list[bytes]) -> None:
        if not over(name):
            account_for(name, contents)
        else:
            raise _OverError

    with contextlib.suppress(_OverError):
        fuzz()
    print(f"{name}: {_FILES.get(name, 0)} files")
