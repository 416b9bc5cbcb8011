"""Kinds 0 and 19: the same good forms as other programs save them, and the dialects of the file format."""

import re
from pathlib import Path

from tests.evidence import dialects
from tests.evidence.cases import Case, Desk, each
from tests.evidence.judgement import (
    AllOf,
    Charged,
    Judgement,
    NeverSays,
    NotCounted,
    OneOf,
    Taken,
    TakenTold,
)
from tests.evidence.packages import Edit, chain, typed, xml
from tests.evidence.seen import EXHAUSTED, FIVE, Figures

PROGRAMS = Path(__file__).parent / "programs"


def saved(name: str, judgement: Judgement, kind: int = 19) -> Case:
    """Return a case of a form that another program saved; the unit's code stands in its name."""
    path = PROGRAMS / name
    (code,) = re.findall(r"\d\d", name)

    def lay(made: Desk) -> None:
        made.put(f"{made.unit().stem}{path.suffix}", path.read_bytes())

    return Case(kind, f"saved by {name}", lay, judgement, (code,))


def honest(code: str, figures: Figures = FIVE) -> OneOf:
    """Read, or the unit charged with a file that this program cannot read."""
    return OneOf(Taken(figures), AllOf(Charged(code), NeverSays(("hỏng",))))


DIALECTS: tuple[tuple[str, Edit], ...] = (
    ("Strict Open XML", dialects.strict),
    ("attributes in single quotes", dialects.single_quoted),
    ("elements under a prefix", dialects.prefixed),
    ("cells without addresses", dialects.without_addresses),
    ("package uncompressed", dialects.stored),
    ("parts in the opposite order", dialects.backwards),
    ("byte order marks", dialects.with_bom),
    ("form's sheet in UTF-16", dialects.in_utf16),
    ("no docProps", chain(dialects.without_part("docProps/core.xml"), dialects.without_part("docProps/app.xml"))),
    ("a thumbnail", dialects.with_part("docProps/thumbnail.jpeg", dialects.PIXEL, "image/jpeg")),
    ("printer settings", dialects.with_part("xl/printerSettings/printer1.bin", bytes(range(200)), "application/x")),
    ("custom XML", dialects.with_part("customXml/item1.xml", b"<a/>", "application/xml")),
    ("a calculation chain", dialects.with_part(
        "xl/calcChain.xml", f'<calcChain xmlns="{dialects.MAIN}"><c r="E10" i="1"/></calcChain>'.encode(),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml")),
    ("lying dimension", xml(lambda text: re.sub("<dimension [^>]*/>", '<dimension ref="A1"/>', text))),
    ("no dimension", xml(lambda text: re.sub("<dimension [^>]*/>", "", text))),
    ("spans on rows", xml(lambda text: text.replace("<row r=", '<row spans="1:6" r='))),
    ("formulas not calculated", xml(lambda text: text + " ")),
)  # fmt: skip
CASES = [
    *each(0, ((name, edit, honest("xlsx") if "UTF-16" in name else Taken(FIVE)) for name, edit in DIALECTS)),
    *each(0, ((f"exhausted, {name}", edit, Taken(EXHAUSTED)) for name, edit in DIALECTS[:5]), EXHAUSTED),
    *each(9, ((f"12 in G10, {name}", chain(typed(G10=12), edit), TakenTold(FIVE, ("12",), "warning"))
              for name, edit in DIALECTS[:3])),
    saved("gnumeric-41.xlsx", Taken(FIVE)),
    saved("gnumeric-42.xls", Taken(FIVE)),
    saved("gnumeric-43.ods", honest("43")),
    saved("gnumeric-53.ods", honest("53", EXHAUSTED)),
    saved("gnumeric-56.ods", OneOf(NotCounted(("#N/A",)), AllOf(Charged("56"), NeverSays(("hỏng",))))),
    saved("sheetjs-44.xlsx", Taken(FIVE)),
    saved("sheetjs-45.xls", Taken(FIVE)),
    saved("sheetjs-46.ods", honest("46")),
    saved("sheetjs-47.xlsb", honest("47")),
    saved("sheetjs-48.fods", honest("48")),
    saved("sheetjs-54.xlsb", honest("54", EXHAUSTED)),
    saved("sheetjs-57.xlsb", NotCounted()),
    saved("exceljs-49.xlsx", Taken(FIVE)),
    saved("exceljs-55.xlsx", Taken(EXHAUSTED)),
]  # fmt: skip
