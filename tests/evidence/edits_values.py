"""Kinds 3, 8 and 24: runs glued to digits, what is shown against what is stored, noise of floats."""

from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill

from tests.evidence.cases import each, in_kinds, one
from tests.evidence.judgement import Counted, Judgement, NotCounted, OneOf, Taken, TakenTold
from tests.evidence.packages import Edit, cell, chain, rich, sheet, typed, xml
from tests.evidence.seen import EXHAUSTED, FIVE, TEN, ZERO, Figures

STRIKE, RAISED, LOWERED = "<strike/>", '<vertAlign val="superscript"/>', '<vertAlign val="subscript"/>'
PLAIN, BOLD, RED = "", "<b/>", '<color rgb="FFFF0000"/>'


def replaced(*kept: int, naming: tuple[str, ...]) -> OneOf:
    """A value struck out and another after it: the other with a warning, or an error that names both."""
    figures = (kept[0], 3, 2, 2)
    return OneOf(TakenTold(figures, (naming[-1],), "warning"), NotCounted(naming))


def marked(figures: Figures = FIVE) -> OneOf:
    """A raised mark at a figure: the figure, or an error; the mark is never a digit."""
    return OneOf(Counted(figures), NotCounted())


RUNS: tuple[tuple[str, Edit, Any], ...] = (
    ("struck 9 then 10", rich("D10", (STRIKE, "9"), (PLAIN, "10")), replaced(10, naming=("9", "10"))),
    ("struck 3 then 5", rich("D10", (STRIKE, "3"), (PLAIN, "5")), replaced(5, naming=("3", "5"))),
    ("7 then struck 5", rich("D10", (PLAIN, "7"), (STRIKE, "5")), replaced(7, naming=("5", "7"))),
    ("struck 12, blank, red 8", rich("D10", (STRIKE, "12"), (RED, " 8")), replaced(8, naming=("12", "8"))),
    ("struck 1 of 15", rich("D10", (STRIKE, "1"), (PLAIN, "5")), replaced(5, naming=("1", "5"))),
    ("all runs struck", rich("D10", (STRIKE, "5"), (STRIKE + BOLD, "0")), NotCounted()),
    ("struck words after the figure", rich("D10", (PLAIN, "5"), (STRIKE, " đ/c")), marked()),
    ("two bold and plain digits", rich("D10", (BOLD, "1"), (PLAIN, "0")), Counted((10, 3, 2, 2))),
    ("digits in two colours", rich("D10", (RED, "1"), (PLAIN, "1")), Counted((11, 3, 2, 2))),
    ("10 with a raised 1", rich("D10", (PLAIN, "10"), (RAISED, "1")), marked((10, 3, 2, 2))),
    ("6 with a raised (2)", rich("D10", (PLAIN, "6"), (RAISED, "(2)")), marked((6, 3, 2, 2))),
    ("5 with a lowered 0", rich("D10", (PLAIN, "5"), (LOWERED, "0")), marked()),
    ("5 with a raised star", rich("D10", (PLAIN, "5"), (RAISED, "*")), marked()),
    ("raised 1 before 7", rich("D10", (RAISED, "1"), (PLAIN, "7")), marked((7, 3, 2, 2))),
    ("10²", typed(D10="10²"), marked((10, 3, 2, 2))),
    ("5¹", typed(D10="5¹"), marked()),
    ("7₂", typed(D10="7₂"), marked((7, 3, 2, 2))),
    ("10 with a note mark ⁽¹⁾", typed(D10="10⁽¹⁾"), marked((10, 3, 2, 2))),
    ("5½", typed(D10="5½"), NotCounted(("5½",))),
    ("encircled ⑤", typed(D10="⑤"), marked()),
    ("wide １０", typed(D10="１０"), Counted((10, 3, 2, 2))),
)
PARTS = (
    (
        "part: struck 4 then 2",
        rich("D11", (STRIKE, "4"), (PLAIN, "2")),
        OneOf(TakenTold((5, 2, 2, 2), ("2",), "warning"), NotCounted(("4", "2"))),
    ),
    ("part: 2 with a raised 1", rich("D12", (PLAIN, "2"), (RAISED, "1")), marked()),
    ("part: 1²", typed(D13="1²"), marked((5, 3, 2, 1))),
)


def font(a1: str, **changes: Any) -> Edit:
    """Return an edit of a whole cell's font."""
    return sheet(lambda page: setattr(page[a1], "font", Font(**changes)))


def shown(a1: str, code: str) -> Edit:
    """Return an edit of what a number looks like."""
    return sheet(lambda page: setattr(page[a1], "number_format", code))


def both(*naming: str) -> NotCounted:
    """What is shown is not what is stored: an error that names both."""
    return NotCounted(naming, ("value-ambiguous",))


def merged_over(region: str) -> Edit:
    """Return an edit that merges cells and leaves the values under the merge, as some programs do."""
    merge = f'<mergeCell ref="{region}"/>'
    return xml(lambda text: text.replace("</mergeCells>", f"{merge}</mergeCells>").replace('count="6"', 'count="7"'))


def aligned(a1: str, **changes: Any) -> Edit:
    """Return an edit of how a cell is aligned."""
    return sheet(lambda page: setattr(page[a1], "alignment", Alignment(**changes)))


FILLED = aligned("D10", horizontal="fill")
REPEATED = both("5", "555")
ALIGNED = (
    ("filled with the total", FILLED, REPEATED),
    ("filled with a part", aligned("D11", horizontal="fill"), both("3", "333")),
    ("filled with words of the total", chain(typed(D10="5 đ/c"), FILLED), NotCounted(("5 đ/c",), ("value-ambiguous",))),
    ("the note fills its cell", chain(typed(D15="Đã ký"), aligned("D15", horizontal="fill")), Taken(FIVE)),
    ("shrunk to fit", aligned("D10", shrink_to_fit=True), Taken(FIVE)),
    ("turned upright", aligned("D10", textRotation=90), Taken(FIVE)),
    ("letters below each other", aligned("D10", textRotation=255), Taken(FIVE)),
    ("centred across columns", aligned("D10", horizontal="centerContinuous"), Taken(FIVE)),
    ("distributed", aligned("D10", horizontal="distributed"), Taken(FIVE)),
)
WHITE, PALE = '<color rgb="FFFFFFFF"/>', '<color rgb="FFFFFDE7"/>'
tiny_one = xml(cell("D10", '<is><r><rPr><sz val="1"/></rPr><t>1</t></r><r><t>7</t></r></is>', "inlineStr"))
HALF_SEEN = both("17", "7")
GREEN = PatternFill("solid", fgColor="FF00B050")
UNSEEN: tuple[tuple[str, Edit, Judgement], ...] = (
    ("white 1 before 7", rich("D10", (WHITE, "1"), (PLAIN, "7")), HALF_SEEN),
    ("white 1 before 7 by the theme", rich("D10", ('<color theme="0"/>', "1"), (PLAIN, "7")), HALF_SEEN),
    ("pale 1 before 7", rich("D10", (PALE, "1"), (PLAIN, "7")), HALF_SEEN),
    ("tiny 1 before 7", tiny_one, HALF_SEEN),
    ("white 2 behind 4 of the women", rich("D11", (PLAIN, "4"), (WHITE, "2")), both("42", "4")),
    ("white word behind the figure", rich("D10", (PLAIN, "5"), (WHITE, " chục")), both("5 chục", "5")),
    ("all runs white", rich("D10", (WHITE, "1"), (WHITE, "7")), NotCounted(("17",), ("value-ambiguous",))),
    ("one white run", rich("D10", (WHITE, "7")), NotCounted(("7",), ("value-ambiguous",))),
    ("white blank before 5", rich("D10", (WHITE, " "), (PLAIN, "5")), Counted(FIVE)),
    ("red 1 before 0", rich("D10", (RED, "1"), (PLAIN, "0")), Counted(TEN[:1] + FIVE[1:])),
    (
        "a green 1 on green before 7",
        chain(
            sheet(lambda page: setattr(page["D10"], "fill", GREEN)),
            rich("D10", ('<color rgb="FF00B050"/>', "1"), ('<color rgb="FF000000"/>', "7")),
        ),
        HALF_SEEN,
    ),
    (
        "white 1 and white 0 on green",
        chain(
            sheet(lambda page: setattr(page["D10"], "fill", GREEN)),
            rich("D10", (WHITE, "1"), (WHITE, "0")),
        ),
        Counted(TEN[:1] + FIVE[1:]),
    ),
)
zeros_hidden = sheet(lambda page: setattr(page.sheet_view, "showZeros", False))
STRUCK = OneOf(NotCounted(("5",)), TakenTold(FIVE, ("5",), "warning"))
HIDING = OneOf(NotCounted(), TakenTold(FIVE, ("5",), "warning"))
SHOWN = (
    ("0%", shown("D10", "0%"), both("5", "500%")),
    ("0.0%", shown("D10", "0.0%"), both("5")),
    ("thousands cut off", shown("D10", "0,"), both("5", "0")),
    ("thousands cut off, grouped", shown("D10", "#,##0,"), both("5")),
    ('"12"', shown("D10", '"12"'), both("5", "12")),
    ('0"0"', shown("D10", '0"0"'), both("5", "50")),
    ('"1"0', shown("D10", '"1"0'), both("5", "15")),
    ('"3/"0', shown("D10", '"3/"0'), OneOf(both("5"), TakenTold(FIVE, ("5",), "warning"))),
    ('0".5"', shown("D10", '0".5"'), both("5")),
    ("0\\7", shown("D10", "0\\7"), both("5", "57")),
    ("filled with a digit behind", shown("D10", "0*9"), both("5", "5999")),
    ("filled with a digit before", shown("D10", "*50"), both("5", "5555")),
    ("filled with a letter", shown("D10", "0*x"), both("5")),
    ("filled with dashes", shown("D10", "0*-"), OneOf(Taken(FIVE), both("5"))),
    ("filled with spaces, as in accounts", shown("D10", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'), Taken(FIVE)),
    ("a zero before the number", shown("D10", '"0"0'), Taken(FIVE)),
    ("two zeros before the number", shown("D10", '"00"0'), Taken(FIVE)),
    ("new members are on probation", shown("D10", '0 "đảng viên dự bị"'), Taken(FIVE)),
    ("date", shown("D10", "dd/mm/yyyy"), OneOf(both("5"), TakenTold(FIVE, ("5",), "warning"))),
    ("month only", shown("D10", "m"), both("5", "1")),
    ("minus put before", shown("D10", "-0"), both("5", "-5")),
    ("condition shows another number", shown("D10", '[<6]"6";0'), both("5", "6")),
    ("words of zero", shown("D10", '"Không"'), both("5")),
    ("words of exhausted", shown("D10", '"Hết nguồn"'), both("5", "Hết nguồn")),
    ("hidden by ;;;", shown("D10", ";;;"), HIDING),
    ('hidden by ""', shown("D10", '""'), HIDING),
    ("part as 0%", shown("D11", "0%"), both("3", "300%")),
    ('part as "9"', shown("D12", '"9"'), both("2", "9")),
    ("whole cell struck", font("D10", strike=True), STRUCK),
    ("whole part struck", font("D11", strike=True), OneOf(NotCounted(("3",)), TakenTold(FIVE, ("3",), "warning"))),
    ("total under a merge with its label", merged_over("C10:D10"), OneOf(NotCounted(("5",)), HIDING)),
    ("women under a merge with the total", merged_over("D10:D11"), NotCounted(("3",))),
    ("graduates under a merge", merged_over("D12:D13"), NotCounted(("2",))),
)
WORDS_MEANING = (
    *('0" chục"', '0" mươi"', '0" trăm"', '0" nghìn"', '0" tá"', '"khoảng "0', '"gần "0', '"hơn "0', '"trên "0'),
    *('"dưới "0', '"tối đa "0', '"~"0', '0"+"', '0"?"', '0" (dự kiến)"', '0" (chưa chắc)"', '0" đ/c nữ"', '0" triệu"'),
    *('General" chục"', '#,##0\\ "chục"', '[>0]"gần "0;0', '0" sai"', '"không phải "0', '0" hồ sơ"'),
)
"""Formats that keep the number's digits and by their words say another number, or that it is none."""
WORDS_OF_ITSELF = (
    *('0" đ/c"', '"Tổng: "0', '"Tổng số "0', '0" người"', '"Có "0', '0" đồng chí"', '"("0" đ/c)"', '0" đảng viên"'),
    *('"Kết nạp: "0', '#,##0\\ "₫"', '"được "0" đ/c"', "0 đ/c", '0" đ/c";-0" đ/c";"-"'),
)
WORDS_OF_WOMEN = ('0" nữ"', '0" đ/c nữ"', '"Nữ: "0')
SHOWN_WORDS: tuple[tuple[str, Edit, Judgement], ...] = (
    *((f"words in the format: {code}", shown("D10", code), both("5")) for code in WORDS_MEANING),
    *((f"words of the figure itself: {code}", shown("D10", code), Taken(FIVE)) for code in WORDS_OF_ITSELF),
    *((f"part in its own words: {code}", shown("D11", code), Taken(FIVE)) for code in WORDS_OF_WOMEN),
    ("part in words: chục", shown("D11", '0" chục"'), both("3", "3 chục")),
    ("part in words of the women: đoàn viên", shown("D12", '0" nữ"'), both("2")),
)
SHOWN_ZERO = (
    ("zero in words: gần", shown("D10", '"gần "0'), both("0", "gần 0")),
    ("zero in its own words", shown("D10", '0" đ/c"'), Taken(ZERO)),
    ("zeros hidden in the sheet's view", zeros_hidden, both("0")),
    ('zero shown as "Hết nguồn"', shown("D10", '0;-0;"Hết nguồn"'), NotCounted(("Hết nguồn",))),
    ('zero shown as "hết"', shown("D10", '[=0]"hết";0'), NotCounted()),
    ('zero shown as "3"', shown("D10", '0;-0;"3"'), both("0", "3")),
    ("zero hidden by 0;;", shown("D10", "0;;"), OneOf(NotCounted(), TakenTold(ZERO, ("0",), "warning"))),
    ('zero as "-" of the accounting style', shown("D10", '#,##0;-#,##0;"-"'), OneOf(Counted(ZERO), NotCounted())),
)


def stored(value: str, a1: str = "D10") -> Edit:
    """Return an edit that stores a number as these digits."""
    return xml(cell(a1, f"<v>{value}</v>"))


NOISE = (
    ("10.000000000000002", stored("10.000000000000002"), Taken(TEN)),
    ("9.9999999999999982", stored("9.9999999999999982"), Taken(TEN)),
    ("1.0000000000000002E1", stored("1.0000000000000002E1"), Taken(TEN)),
    ("10.0", stored("10.0"), Taken(TEN)),
    ("1E1", stored("1E1"), Taken(TEN)),
    ("part 5.9999999999999991", stored("5.9999999999999991", "D11"), Taken(TEN)),
    ("part 4.0000000000000009", stored("4.0000000000000009", "D12"), Taken(TEN)),
    ("10.4 is no noise", stored("10.4"), NotCounted()),
    ("10.0001 is no noise", stored("10.0001"), NotCounted()),
    ("noise in a formula", xml(cell("D10", "<f>1.1*10-1</f><v>10.000000000000002</v>")), Counted(TEN)),
)
CASES = [
    *each(3, RUNS),
    *each(3, PARTS),
    *in_kinds(3, "struck 9 then 10", RUNS[0][1], RUNS[0][2], ("xls", "ods", "fods", "lo.xlsx")),
    *in_kinds(3, "10 with a raised 1", RUNS[9][1], RUNS[9][2], ("xls", "ods", "fods", "lo.xlsx")),
    *in_kinds(3, "10²", typed(D10="10²"), marked((10, 3, 2, 2)), ("xls", "ods")),
    one(
        3,
        "struck 9 then 4 after an openpyxl save",
        chain(typed(D10="X9Y"), rich("D10", (STRIKE, "9"), (PLAIN, "4"))),
        OneOf(TakenTold((4, 3, 2, 2), ("4",), "warning"), NotCounted(("9", "4"))),
    ),
    *each(8, SHOWN),
    *each(8, ALIGNED),
    one(8, "blank note under a merge with the choice", merged_over("D14:D15"), Taken(EXHAUSTED), EXHAUSTED),
    one(8, "zero filled", FILLED, Taken(ZERO), ZERO),
    *in_kinds(8, "filled with the total", FILLED, REPEATED, ("xls", "ods", "fods", "lo.xlsx")),
    *each(8, UNSEEN),
    *in_kinds(8, "white 1 before 7", UNSEEN[0][1], HALF_SEEN, ("xls", "ods", "fods", "lo.xlsx")),
    *in_kinds(8, "tiny 1 before 7", UNSEEN[3][1], HALF_SEEN, ("ods", "lo.xlsx")),
    *in_kinds(8, "white 1 and white 0 on green", UNSEEN[-1][1], UNSEEN[-1][2], ("xls", "ods")),
    *each(8, SHOWN_WORDS),
    *each(8, SHOWN_ZERO, ZERO),
    *in_kinds(8, "zeros hidden in the sheet's view", zeros_hidden, both("0"), ("xls", "lo.xlsx"), ZERO),
    one(8, "zeros hidden in the view of a form without any", zeros_hidden, Taken((5, 3, 2, 1)), (5, 3, 2, 1)),
    *in_kinds(8, "words in the format: chục", shown("D10", '0" chục"'), both("5", "5 chục"), ("xls", "ods", "fods")),
    *in_kinds(8, "words of the figure itself", shown("D10", '0" đ/c"'), Taken(FIVE), ("xls", "ods", "fods")),
    *in_kinds(8, "0%", shown("D10", "0%"), both("5", "500%"), ("xls", "ods", "fods")),
    *in_kinds(8, '"12"', shown("D10", '"12"'), both("5", "12"), ("xls", "ods", "fods", "lo.xlsx")),
    *in_kinds(8, '0"0"', shown("D10", '0"0"'), both("5", "50"), ("xls", "ods")),
    *in_kinds(
        8, 'zero shown as "Hết nguồn"', SHOWN_ZERO[0][1], NotCounted(("Hết nguồn",)), ("xls", "ods", "fods"), ZERO
    ),
    *in_kinds(8, "whole cell struck", font("D10", strike=True), STRUCK, ("xls", "ods")),
    one(8, "exhausted with a number's format", shown("D14", '"Không"'), OneOf(NotCounted(), Counted(EXHAUSTED)), None),
    *each(24, NOISE, TEN),
    *in_kinds(24, "10.000000000000002", stored("10.000000000000002"), Taken(TEN), ("xls", "ods", "lo.xlsx"), TEN),
]
