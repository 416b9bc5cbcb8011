"""Kind 2: errors, formulas and comments, which every kind of workbook can hold."""

from openpyxl.comments import Comment

from tests.evidence.cases import each, in_kinds, one
from tests.evidence.dialects import prefixed, single_quoted, strict
from tests.evidence.judgement import Counted, NotCounted, OneOf, TakenTold
from tests.evidence.packages import Edit, cell, chain, sheet, typed, xml
from tests.evidence.seen import EXHAUSTED, FIVE, ZERO

KINDS = ("xls", "ods", "fods", "lo.xlsx")
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


def error(a1: str, code: str, formula: str = "") -> Edit:
    """Return an edit that leaves an error in a cell, typed or from a formula."""
    return xml(cell(a1, f"{f'<f>{formula}</f>' if formula else ''}<v>{code}</v>", "e"))


def formula(a1: str, text: str, result: object) -> Edit:
    """Return an edit that leaves a formula with its result, as Excel saves it."""
    return xml(cell(a1, f"<f>{text}</f><v>{result}</v>"))


def comment(a1: str, text: str) -> Edit:
    """Return an edit that comments a cell."""
    return sheet(lambda page: setattr(page[a1], "comment", Comment(text, "Văn phòng")))


NA = NotCounted(("#N/A",))
SUM = TakenTold(FIVE, (), "warning")
SEVEN = TakenTold(FIVE, ("7",), "warning")
WITH_YES = chain(typed(D14="Có"), error("D10", "#N/A"))
CASES = [
    *each(2, ((f"total is {code}", error("D10", code), NotCounted((code,))) for code in ERRORS)),
    *each(2, ((f"women is {code}", error("D11", code), NotCounted((code,))) for code in ERRORS[:4])),
    one(2, "total is #N/A, choice Yes", error("D10", "#N/A"), NA, EXHAUSTED),
    one(2, "choice is #N/A", error("D14", "#N/A"), NA, EXHAUSTED),
    one(2, "choice is #REF! beside 5", error("D14", "#REF!"), NotCounted(("#REF!",))),
    one(2, "note is #REF!", error("D15", "#REF!"), OneOf(NotCounted(("#REF!",)), TakenTold(FIVE, ("#REF!",)))),
    one(2, "error typed as text", typed(D10="#N/A"), NA, EXHAUSTED),
    one(2, "total is a formula's #N/A, choice Yes", error("D10", "#N/A", "VLOOKUP(1,H1:I9,2,0)"), NA, EXHAUSTED),
    one(2, "total is #REF! of a lost sheet", error("D10", "#REF!", "#REF!A1"), NotCounted(("#REF!",))),
    one(2, "#N/A in single quotes, choice Yes", chain(error("D10", "#N/A"), single_quoted), NA, EXHAUSTED),
    one(2, "#N/A in Strict, choice Yes", chain(error("D10", "#N/A"), strict), NA, EXHAUSTED),
    one(2, "#N/A under a prefix, choice Yes", chain(error("D10", "#N/A"), prefixed), NA, EXHAUSTED),
    *(one(2, f"error that names none ({number}), choice Yes", xml(cell("D10", inner, "e")), NotCounted(), EXHAUSTED)
      for number, inner in enumerate(("", "<v/>", "<v></v>", "<v> </v>"))),
    one(2, "error that names none in Strict", chain(xml(cell("D10", "", "e")), strict), NotCounted(), EXHAUSTED),
    one(2, "error that names none under a prefix", chain(xml(cell("D10", "", "e")), prefixed), NotCounted(), EXHAUSTED),
    one(2, "women an error that names none", xml(cell("D11", "", "e")), NotCounted(("Nữ",), ("error-value",))),
    *in_kinds(2, "total is #N/A", error("D10", "#N/A"), NA, KINDS),
    *in_kinds(2, "total is #N/A, choice Yes", error("D10", "#N/A"), NA, KINDS, EXHAUSTED),
    *in_kinds(2, "women is #DIV/0!", error("D11", "#DIV/0!", "1/0"), NotCounted(("#DIV/0!",)), KINDS),
    one(2, "=3+2", formula("D10", "3+2", 5), SUM),
    one(2, "=SUM of the parts", formula("D10", "SUM(D12:D13)+1", 5), SUM),
    one(2, "women is a formula", formula("D11", "D10-2", 3), SUM),
    one(2, "formula of another file", formula("D10", "[1]Sheet1!$B$4", 5), SUM),
    one(2, "formula that shows text", xml(cell("D10", "<f>\"5\"&amp;\"\"</f><v>5</v>", "str")), SUM),
    one(2, "formula that shows nothing", xml(cell("D10", "<f>IF(1=2,5,\"\")</f><v></v>", "str")), NotCounted()),
    one(2, "formula never calculated", xml(cell("D10", "<f>3+2</f>")), NotCounted()),
    one(2, "exhausted, total a formula of nothing", xml(cell("D10", "<f>IF(1=2,5,\"\")</f><v></v>", "str")), OneOf(
        NotCounted(), TakenTold(EXHAUSTED, (), "warning")), EXHAUSTED),
    one(2, "choice from a formula", xml(cell("D14", '<f>"Có"</f><v>Có</v>', "str")), TakenTold(EXHAUSTED), EXHAUSTED),
    one(2, "=0", formula("D10", "1-1", 0), TakenTold(ZERO, (), "warning"), ZERO),
    one(2, "=3+2 in Strict", chain(formula("D10", "3+2", 5), strict), SUM),
    one(2, "=3+2 in single quotes", chain(formula("D10", "3+2", 5), single_quoted), SUM),
    *in_kinds(2, "=3+2", formula("D10", "3+2", 5), SUM, KINDS),
    *in_kinds(2, "women is a formula", formula("D11", "D10-2", 3), SUM, ("xls", "ods")),
    one(2, "TRUE", xml(cell("D10", "<v>1</v>", "b")), NotCounted(("TRUE",)), (1, 1, 0, 0)),
    one(2, "FALSE", xml(cell("D10", "<v>0</v>", "b")), NotCounted(("FALSE",)), ZERO),
    *in_kinds(2, "TRUE", xml(cell("D10", "<v>1</v>", "b")), NotCounted(("TRUE",)), ("xls", "ods"), (1, 1, 0, 0)),
    one(2, "comment on the total", comment("D10", "Số đúng là 7"), SEVEN),
    one(2, "comment on the women", comment("D11", "Thực ra 4 nữ"), TakenTold(FIVE, ("4",), "warning")),
    one(2, "comment, harmless", comment("D10", "Đã đối chiếu sổ đảng viên"), Counted(FIVE)),
    one(2, "comment in Strict", chain(comment("D10", "Số đúng là 7"), strict), SEVEN),
    one(2, "comment of two lines", comment("D10", "Văn phòng:\nxin sửa lại 7"), SEVEN),
    one(2, "comment on zero", comment("D10", "Có 2 đ/c mới chuẩn y"), OneOf(
        NotCounted(("2",)), TakenTold(ZERO, ("2",), "warning")), ZERO),
    one(2, "comment on exhausted", comment("D14", "Nhầm, vẫn còn nguồn"), OneOf(
        NotCounted(("Nhầm",)), TakenTold(EXHAUSTED, ("Nhầm",), "warning")), EXHAUSTED),
    *in_kinds(2, "comment on the total", comment("D10", "Số đúng là 7"), SEVEN, KINDS),
    *in_kinds(2, "comment on the label", comment("C10", "Thực tế kết nạp 7"), SEVEN, KINDS),
]  # fmt: skip
