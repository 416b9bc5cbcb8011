"""The corpus: at least 120 odd or hostile files, made here, each with what must become of it."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.intake import corpus_hostile, corpus_noise, corpus_zips
from tests.intake.build import DATA, GOOD, SHEET, as_fods, as_xlsb, locked, with_part, with_rows, with_swap

FORM, IGNORED = "form", "ignored"
"""What becomes of a file: a form is read without a finding, or the file is ignored; else the code of the finding."""


class Case(NamedTuple):
    """A file by the name it is received under, its bytes, and what becomes of it.

    ``inside``: what becomes of the files inside, by path. ``cell``: an address that the message names.
    """

    name: str
    content: bytes
    expected: str
    inside: dict[str, str] = {}  # noqa: RUF012  a NamedTuple's default is never changed
    cell: str = ""


def good_cases() -> Iterator[Case]:
    """Yield forms in every wrapping that people use: nothing may be found in them."""
    for name in ("f.xlsx", "f.xlsm", "f.xltx", "no-extension", "f.pdf", "f.xls", "f.tmp", "f.XLSX", "f.xlsx.part"):
        yield Case(f"named-{name}", GOOD, FORM)
    for kind in ("xlsx", "ods", "xls"):
        content = (DATA / f"libreoffice.{kind}").read_bytes()
        yield Case(f"libreoffice.{kind}", content, FORM)
        yield Case(f"libreoffice-{kind}-named.xlsx", content, FORM)
    yield Case("form.xlsb", as_xlsb(), f"{FORM}+not-all-seen")
    yield Case("form.fods", as_fods(), FORM)
    yield Case("fods-named.xlsx", as_fods(), FORM)
    yield Case("~$not-a-lock.xlsx", GOOD, FORM)
    yield Case("thumbs.db", GOOD, FORM)
    yield Case("styles-reach-far.xlsx", with_rows(b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'), FORM)
    yield Case("lying-dimension.xlsx", with_part(SHEET, _dimension(b"A1:XFD1048576")), FORM)
    yield Case("tiny-dimension.xlsx", with_part(SHEET, _dimension(b"A1")), FORM)
    yield Case("whole-column-merge.xlsx", with_swap(SHEET, b"<mergeCells ", b"<mergeCells a='1' "), FORM)
    yield Case(
        "value-in-a-far-column.xlsx", with_rows(b'<row r="29"><c r="AMJ29"><v>1</v></c></row>'), f"{FORM}+remark"
    )
    yield Case("picture-inside.xlsx", with_part("xl/media/image1.png", b"\x89PNG" + bytes(range(256)) * 9000), FORM)
    yield Case("macro-inside.xlsm", with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(5000)), FORM)
    yield Case("no-properties.xlsx", with_part("docProps/core.xml", None), FORM)
    yield Case(
        "bad-time.xlsx", with_part("docProps/core.xml", b"<dcterms:modified>9999-99-99T00:00</dcterms:modified>"), FORM
    )


def _dimension(reference: bytes) -> bytes:
    import re

    from tests.intake.build import parts_of

    return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="' + reference + b'"', parts_of(GOOD)[SHEET])


def locked_cases() -> Iterator[Case]:
    """Yield files that a password locks, read without one."""
    yield Case("locked.xlsx", locked(GOOD, "vuban"), "encrypted-file")
    yield Case("locked-named.xls", locked(GOOD, "vuban"), "encrypted-file")
    from tests.intake.build import zip_crypto

    yield Case("locked.zip", zip_crypto("a.xlsx", GOOD, b"vuban"), IGNORED, {"a.xlsx": "encrypted-file"})


def all_cases() -> list[Case]:
    """Return the whole corpus."""
    told = [*corpus_noise.noise(), *corpus_hostile.hostile()]
    cases = [*good_cases(), *locked_cases(), *(Case(*one) for one in told)]
    cases += [Case(name, content, expected, inside) for name, content, expected, inside in corpus_zips.zips()]
    names = [case.name for case in cases]
    assert len(names) == len(set(names))
    return cases
