"""Kinds 7, 11, 22 and 23: whose period, which of two forms is newer, equal figures, and what was mended since."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from tests.evidence.cases import RECEIVED, VIETNAM, Case, Desk, desk, each, in_kinds, one
from tests.evidence.edits_places import pasted
from tests.evidence.edits_whose import meta
from tests.evidence.judgement import (
    AllOf,
    Counted,
    ExitCode,
    Judgement,
    MissingUnit,
    NoCode,
    NotCounted,
    OneOf,
    Taken,
    TakenTold,
    Told,
)
from tests.evidence.mails import attached, mail
from tests.evidence.packages import Edit, book, chain, saved_at, typed, xml
from tests.evidence.seen import EXHAUSTED, FIVE, TEN, ZERO, Figures

HEAD = "Số lượng kết nạp đảng viên "
OTHER = OneOf(NotCounted((), ("wrong-period",)), AllOf(MissingUnit(), Told((), ("error",), ("wrong-period",))))
DOUBT = OneOf(OTHER, NotCounted(), TakenTold(FIVE, (), "warning"))
"""A doubt is told; whether the figures wait for an answer is the clerk's custom."""


def period(text: str) -> Edit:
    """Return an edit of the printed period."""
    return typed(B5=HEAD + text)


NO_META = book(lambda workbook: workbook.remove(workbook["_meta"]))
PRINTED_OTHER = (
    "từ tháng 07/2022 đến 12/2022",
    "từ tháng 01/2022 đến 6/2022",
    "từ tháng 7/2023 đến 12/2023",
    "6 tháng cuối năm 2022",
    "từ 01/07 đến 31/12/2022",
    "năm 2022",
    "quý I năm 2023",
)
PRINTED_SAME = (
    "từ tháng 01/2023 đến 6/2023",
    "từ tháng 1/2023 đến tháng 6/2023",
    "từ 01/01/2023 đến 30/6/2023",
    "TỪ THÁNG 01/2023 ĐẾN 6/2023",
    "6 tháng đầu năm 2023",
    "từ tháng 01 đến tháng 06 năm 2023",
    "(từ 01/01 đến 30/06/2023)",
    "từ 01/01 đến hết 30/6/2023",
    "từ ngày 01/01 đến ngày 30/6/2023",
    "từ ngày 01 tháng 01 đến hết ngày 30 tháng 6 năm 2023",
)
NAMELESS_LAST = chain(period(PRINTED_OTHER[0]), NO_META)
LAST_PERIODS = chain(period(PRINTED_OTHER[0]), meta("ky", "2022-12T"))
PERIODS: tuple[tuple[str, Edit, Judgement], ...] = (
    *((f"printed: {text}, hidden the same", period(text), DOUBT) for text in PRINTED_OTHER),
    *((f"printed: {text}, no _meta", chain(period(text), NO_META), OTHER) for text in PRINTED_OTHER),
    *((f"printed: {text}", period(text), Counted(FIVE)) for text in PRINTED_SAME),
    ("hidden 2022-12T, printed this", meta("ky", "2022-12T"), DOUBT),
    ("hidden 2022-6T, printed this", meta("ky", "2022-6T"), DOUBT),
    *((f"hidden code {code!r}", meta("ky", code), Taken(FIVE)) for code in (" 2023-6t ", "2023-6t", "2023 -6T")),
    ("hidden code of another", meta("ky", "2023-6"), OTHER),
    ("both of the last period", LAST_PERIODS, OTHER),
    ("both of last year", chain(period(PRINTED_OTHER[1]), meta("ky", "2022-6T")), OTHER),
    ("hidden period cleared, printed this", meta("ky", None), Counted(FIVE)),
    ("hidden period cleared, printed cleared", chain(meta("ky", None), typed(B5=HEAD)), DOUBT),
    ("no _meta, printed this", NO_META, Counted(FIVE)),
    ("no _meta, nothing printed", chain(NO_META, typed(B5=None)), DOUBT),
    ("two periods printed", period("từ tháng 01/2023 đến 6/2023, so với từ tháng 7/2022 đến 12/2022"), DOUBT),
    ("pasted from the last period's form", chain(period(PRINTED_OTHER[0]), pasted()), OTHER),
    ("pasted from this period's form", pasted(), Counted(FIVE)),
)  # fmt: skip
FOUR: Figures = (4, 2, 2, 2)
NINE: Figures = (9, 3, 2, 2)


def at(day: int, hour: int = 9, month: int = 7, year: int = 2023) -> datetime:
    """Return a moment in Vietnam."""
    return datetime(year, month, day, hour, tzinfo=VIETNAM)


def saved(content: bytes, moment: datetime) -> bytes:
    """Return a form that claims to be saved at a moment."""
    return saved_at(content, moment.astimezone(UTC))


def two(
    first: tuple[Figures, datetime, datetime], second: tuple[Figures, datetime, datetime]
) -> Callable[[Desk], None]:
    """Return a desk with two forms of a unit: figures, when it claims to be saved, the file's own time."""

    def lay(made: Desk) -> None:
        for name, (figures, claimed, observed) in (("lan1", first), ("lan2 sua lai", second)):
            made.put(f"{made.unit().stem} {name}.xlsx", saved(made.form("a", figures), claimed), observed)

    return lay


def two_mails(
    first: tuple[Figures, datetime, datetime | None],
    second: tuple[Figures, datetime, datetime | None],
    came: datetime | None = None,
) -> Callable[[Desk], None]:
    """Return a desk with two mails of a unit: figures, Date, Received; and when both were dropped into the folder."""

    def lay(made: Desk) -> None:
        unit = made.unit()
        for number, (figures, sent, received) in enumerate((first, second), 1):
            form = attached(unit.file, saved(made.form("a", figures), at(28, month=6)))
            content = mail(unit.email, f"Lần {('một', 'hai')[number - 1]}.", [form], "Gửi phiếu", sent, received)
            made.put(f"{unit.stem} thu {number}.eml", content, came or received or RECEIVED)

    return lay


def undated(content: bytes) -> bytes:
    """Return a form that tells no time of saving."""
    return xml(lambda core: re.sub(r"<dcterms:(?:modified|created).*?</dcterms:\w+>", "", core), "docProps/core.xml")(
        content
    )


def two_copied(first: Figures, second: Figures, saved_second: datetime | None = None) -> Callable[[Desk], None]:
    """Return a desk with two forms of which the first, or both, only have the times when they were copied."""

    def lay(made: Desk) -> None:
        made.put(f"{made.unit().stem} a.xlsx", undated(made.form("a", first)), at(3, 10))
        content = made.form("a", second)
        own = saved(content, saved_second) if saved_second else undated(content)
        made.put(f"{made.unit().stem} b.xlsx", own, at(3, 11))

    return lay


def an_older_one_later(made: Desk) -> None:
    """Put a form that was saved on the second day, and one of the day before that somebody mails later."""
    unit = made.unit()
    for figures, saved_on, sent_on in ((NINE, 2, 2), (FOUR, 1, 3)):
        content = saved(made.form("a", figures), at(saved_on))
        letter = mail(unit.email, "Gửi Ban.", [attached(unit.file, content)], "Gửi phiếu", at(sent_on), at(sent_on))
        made.put(f"{unit.stem} {sent_on}.eml", letter, at(5))


def an_old_one_again(made: Desk) -> None:
    """Put a form, a corrected one, and the first once more, into mails of three days."""
    unit = made.unit()
    first, second = (saved(made.form("a", each), at(28, month=6)) for each in (NINE, FOUR))
    for day, content in ((1, first), (2, second), (3, first)):
        made.put(
            f"{unit.stem} {day}.eml",
            mail(unit.email, "Gửi Ban.", [attached(unit.file, content)], "Gửi phiếu", at(day), at(day)),
            at(day),
        )


NOT_LATE = AllOf(Counted(FIVE), NoCode(("late",)))


def own_at(claimed: datetime, observed: datetime) -> Callable[[Desk], None]:
    """Return a desk with one form: when it claims to be saved, and the file's own time."""
    return lambda made: made.put(made.unit().file, saved(made.form("a", FIVE), claimed), observed)


CLOCKS: tuple[tuple[str, Callable[[Desk], None], Judgement], ...] = (
    ("saved in 2031, corrected later", two((NINE, at(1, year=2031), at(1)), (FOUR, at(3), at(3))), Counted(FOUR)),
    ("saved in 2099, corrected later", two((NINE, at(1, year=2099), at(2)), (FOUR, at(3), at(3))), Counted(FOUR)),
    ("saved a day ahead of its file, corrected", two((NINE, at(4), at(2)), (FOUR, at(3), at(3))), Counted(FOUR)),
    ("saved in 2001, newer by its file", two((FOUR, at(1, year=2001), at(3)), (NINE, at(28, month=6), at(1))), OneOf(
        Counted(FOUR), Counted(NINE), NotCounted())),
    ("two forms, the later counts", two((NINE, at(1), at(1)), (FOUR, at(2), at(2))), Taken(FOUR)),
    ("mail dated 2033, corrected later", two_mails((NINE, at(1, year=2033), at(1)), (FOUR, at(3), at(3))),
        Counted(FOUR)),
    ("mail dated 2033 alone on disk", two_mails((NINE, at(1, year=2033), None), (FOUR, at(3), at(3))), OneOf(
        Counted(FOUR), NotCounted())),
    ("mail dated last year, received last", two_mails((NINE, at(1), at(1)), (FOUR, at(1, year=2022), at(3))),
        Counted(FOUR)),
    ("dates and receipts crossed", two_mails((NINE, at(3), at(1)), (FOUR, at(2), at(4))), Counted(FOUR)),
    *((f"correction received last, its clock {name}", two_mails((NINE, at(1), at(1)), (FOUR, wrong, at(3)), at(4)),
       Counted(FOUR)) for name, wrong in (
        ("two hours fast", at(3, 11)), ("two days fast", at(5)), ("two days slow", at(1, 8)),
        ("five days slow", at(28, month=6)), ("in 1970", at(1, month=1, year=1970)),
        ("a year slow", at(3, year=2022)))),
    ("two copied forms that tell no time", two_copied(NINE, FOUR), TakenTold(FOUR, (), "warning")),
    ("two copied forms of the same figures", two_copied(FOUR, FOUR), Taken(FOUR)),
    ("one that tells its time, one that does not", two_copied(NINE, FOUR, at(1)), OneOf(
        TakenTold(FOUR, (), "warning"), TakenTold(NINE, (), "warning"))),
    ("a form of the day before, mailed later", an_older_one_later, TakenTold(FOUR, (), "warning")),
    ("an old form sent again after the corrected one", an_old_one_again, TakenTold(NINE, (), "warning")),
    ("local evening written as Z", own_at(datetime(2023, 7, 4, 21, tzinfo=UTC), at(4, 21)), NOT_LATE),
    ("local midnight written as Z", own_at(datetime(2023, 7, 4, 23, tzinfo=UTC), at(4, 23)), NOT_LATE),
    ("claims next week, file of today", own_at(at(11), at(3)), AllOf(NOT_LATE, TakenTold(FIVE))),
    ("saved after the deadline", own_at(at(6), at(6)), Told((), ("warning",), ("late",))),
    ("saved on the last evening", own_at(at(4, 22), at(4, 22)), NOT_LATE),
    ("saved in time, copied a month later", own_at(at(1), at(1, month=8)), NOT_LATE),
)  # fmt: skip


def pair(first: Edit | None, second: Edit | None, figures: Figures) -> Callable[[Desk], None]:
    """Return a desk with two forms of one moment."""

    def lay(made: Desk) -> None:
        for name, edit in (("1", first), ("2", second)):
            content = made.form("a", figures, *([edit] if edit else []))
            made.put(f"{made.unit().stem} ({name}).xlsx", saved(content, at(1)))

    return lay


EQUAL: tuple[tuple[str, Edit | None, Edit | None, Figures], ...] = (
    ("the same bytes", None, None, FIVE),
    ("Có and CÓ", typed(D14="Có"), typed(D14="CÓ"), EXHAUSTED),
    ("Có and có.", typed(D14="Có"), typed(D14="có"), EXHAUSTED),
    ("parts blank and 0 under 0", typed(D11=None, D12=None, D13=None), None, ZERO),
    ("choice blank and No", None, typed(D14="Không"), FIVE),
    ("a note in one", None, typed(D15="Báo cáo chính thức"), FIVE),
    ("another filler", None, typed(D16="Lê Văn Sơn"), FIVE),
    ("5 and text 5", None, typed(D10="5"), FIVE),
    ("5 and 5 đ/c", None, typed(D10="5 đ/c"), FIVE),
    ("5 and 05", None, typed(D10="05"), FIVE),
    ("total blank and Hết nguồn", None, typed(D10="Hết nguồn"), EXHAUSTED),
)


def mended(spoilt: Callable[[Desk], tuple[str, bytes]]) -> Callable[[Desk], None]:
    """Return a desk where all have sent well, one of them after a first form that was not good."""

    def lay(made: Desk) -> None:
        made.others_sent = True
        name, content = spoilt(made)
        made.put(name, content, at(1))
        made.put(f"{made.unit().stem} sua.xlsx", saved(made.form("a", TEN), at(3)), at(3))

    return lay


def spoilt_by(edit: Edit) -> Callable[[Desk], tuple[str, bytes]]:
    """Return what makes a unit's first form, spoilt by an edit and saved on the first day."""
    return lambda made: (made.unit().file, saved(made.form("a", TEN, edit), at(1, 8)))


def other_units_name(made: Desk) -> tuple[str, bytes]:
    """Return a first form on which another unit's name was printed by mistake."""
    return made.unit().file, saved(made.form("a", TEN, typed(D6="Liên Minh")), at(1, 8))


ALL_RIGHT = AllOf(Taken(TEN), ExitCode((0,)))
MENDED = (
    ("words in the total", spoilt_by(typed(D10="chưa rõ"))),
    ("women above the total", spoilt_by(typed(D11=11))),
    ("total blank", spoilt_by(typed(D10=None))),
    ("a formula never calculated", spoilt_by(typed(D10="~10"))),
    ("exhausted and 0", spoilt_by(typed(D10=0, D11=0, D12=0, D13=0, D14="Có"))),
    ("the last period's form", spoilt_by(chain(meta("ky", "2022-12T"), period(PRINTED_OTHER[0])))),
    ("two places", spoilt_by(typed(A19="ket_nap", C19="Tổng số đảng viên kết nạp", D19=7))),
    ("a truncated file", lambda made: (made.unit().file, made.form("a", TEN)[:4000])),
    ("a scan", lambda made: (f"{made.unit().stem}.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")),
    ("an empty file", lambda made: (made.unit().file, b"")),
)
CASES = [
    *each(7, PERIODS),
    *in_kinds(7, "both of the last period", LAST_PERIODS, OTHER, ("xls", "ods")),
    *in_kinds(7, "printed: last period, no _meta", NAMELESS_LAST, OTHER, ("xls", "ods", "fods")),
    one(7, "exhausted, last period printed, no _meta", NAMELESS_LAST, OTHER, EXHAUSTED),
    *(Case(11, name, lay, judgement) for name, lay, judgement in CLOCKS),
    *(Case(22, name, pair(first, second, figures), Counted(figures)) for name, first, second, figures in EQUAL),
    Case(22, "really different", pair(None, typed(D10=7), FIVE), NotCounted((), ("conflicting-submissions",))),
    *(desk(23, f"mended: {name}", mended(spoilt), ALL_RIGHT, ("16",)) for name, spoilt in MENDED),
    desk(23, "mended: another unit's name", mended(other_units_name), ALL_RIGHT, ("16",)),
    desk(23, "nothing wrong", mended(spoilt_by(typed(D10=10))), ALL_RIGHT, ("16",)),
]  # fmt: skip
