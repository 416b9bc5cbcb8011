"""Kinds 6, 7, 15 and 16: what mails say of whose and of which period their forms are, and names that stand together."""

from collections.abc import Callable

from tests.evidence.cases import Case, Desk
from tests.evidence.judgement import (
    AllOf,
    ByUnit,
    Charged,
    Judgement,
    MissingUnit,
    NotCounted,
    OneOf,
    Taken,
    TakenTold,
    Told,
)
from tests.evidence.mails import attached, mail
from tests.evidence.packages import book, chain, typed
from tests.evidence.seen import FIVE, Seen

NO_META = book(lambda workbook: workbook.remove(workbook["_meta"]))


def brought(body: str, subject: str = "Gửi phiếu kết nạp đảng viên") -> Callable[[Desk], None]:
    """Return a desk with a mail of unit a that brings its good form; ``{b}`` is the name of unit b."""

    def lay(desk: Desk) -> None:
        unit = desk.unit()
        names = {role: each.name for role, each in desk.units.items()}
        form = attached(unit.file, desk.form("a", FIVE))
        desk.put(f"{unit.stem}.eml", mail(unit.email, body.format(**names), [form], subject.format(**names)))

    return lay


def worded(body: str, subject: str = "Báo cáo") -> Callable[[Desk], None]:
    """Return a desk with a mail of a stranger that brings nothing."""

    def lay(desk: Desk) -> None:
        names = {role: each.name for role, each in desk.units.items()}
        desk.put("thu.eml", mail("lan1988@gmail.example", body.format(**names), [], subject.format(**names)))

    return lay


def pasted_names(text: str) -> Callable[[Desk], None]:
    """Return a desk with a form without its hidden sheet whose line of the unit names two."""

    def lay(desk: Desk) -> None:
        names = {role: each.name for role, each in desk.units.items()}
        edit = chain(typed(D6=text.format(**names)), NO_META)
        desk.put("phieu.xlsx", desk.form("a", FIVE, edit))

    return lay


def on_page(**cells: str) -> Callable[[Desk], None]:
    """Return a desk with a good form of unit a in which cells name unit b."""

    def lay(desk: Desk) -> None:
        names = {role: each.name for role, each in desk.units.items()}
        edit = typed(**{a1: text.format(**names, B=names["b"].upper()) for a1, text in cells.items()})
        desk.put(desk.unit().file, desk.form("a", FIVE, edit))

    return lay


COMMUNES = ("16", "17")
DOUBT = OneOf(NotCounted(), TakenTold(FIVE, (), "warning"))


class Named:
    """Units a and b are both told of a doubt."""

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        del role
        found = []
        for each in ("a", "b"):
            code = seen.units[each]["code"]
            if not any(item["unit"] == code and item["severity"] in ("warning", "error") for item in seen.findings):
                found.append(f"nothing told on the row of {each}")
        return found


UNITS: tuple[tuple[str, Callable[[Desk], None], Judgement], ...] = (
    ("body: the form of another unit", brought("Kính gửi Ban. Em gửi phiếu của xã {b} ạ."), Named()),
    ("body: another unit sends", brought("Đảng uỷ xã {b} xin gửi phiếu kết nạp."), Named()),
    ("body: signed by another unit", brought("Xin gửi phiếu.\n\nTrân trọng,\nVăn phòng Đảng uỷ xã {b}"), Named()),
    ("body: its own unit", brought("Đảng uỷ xã {a} xin gửi phiếu của đơn vị."), Taken(FIVE)),
    ("body: its own, another one named", brought("Xã {a} xin gửi phiếu. Hôm qua em gửi nhầm cho xã {b}."), OneOf(
        Taken(FIVE), TakenTold(FIVE, (), "warning"))),
    ("body: a meeting elsewhere", brought("Xin gửi phiếu. Hẹn gặp anh tại hội nghị ở xã {b}."), Taken(FIVE)),
    ("body: whom to ask", brought("Xin gửi phiếu. Có gì anh hỏi chị Lan ở xã {b}."), Taken(FIVE)),
    ("body: a person of that name", brought("Xin gửi phiếu.\n\nTrân trọng,\nNguyễn {b}"), Taken(FIVE)),
    ("page: the label of the unit names another", on_page(C6="Đơn vị: {b}"), Named()),
    ("page: the letterhead is another unit's", on_page(B3="ĐẢNG UỶ XÃ {B}"), Named()),
    ("page: signed on behalf of another unit", on_page(F19="TM. ĐẢNG UỶ XÃ {B}"), Named()),
    ("page: its own letterhead and signature", on_page(B3="ĐẢNG UỶ XÃ {a}", F19="TM. ĐẢNG UỶ XÃ {a}"), Taken(FIVE)),
    ("page: another unit is sent a copy", on_page(B20="Nơi nhận: Đảng uỷ xã {b}"), Taken(FIVE)),
    ("body: the committee above", brought("Kính gửi Huyện uỷ Vụ Bản, Đảng bộ huyện. Xin gửi phiếu."), Taken(FIVE)),
)  # fmt: skip
PERIODS: tuple[tuple[str, Callable[[Desk], None], Judgement], ...] = (
    ("mail: form of last half-year", brought("Xin gửi phiếu kỳ 6 tháng cuối năm 2022."), DOUBT),
    ("mail: figures of 2022", brought("Gửi Ban số liệu kết nạp năm 2022."), DOUBT),
    ("mail: figures of a quarter", brought("Xin gửi báo cáo quý I năm 2022."), DOUBT),
    ("mail: a range of days", brought("Đơn vị gửi số liệu từ 01/07/2022 đến 31/12/2022."), DOUBT),
    ("subject: form of last half-year", brought("Xin gửi phiếu.", "Phiếu 6 tháng cuối năm 2022"), DOUBT),
    ("subject: form of 2022", brought("Xin gửi phiếu.", "Báo cáo kết nạp đảng viên năm 2022"), DOUBT),
    ("mail: compared with 2022", brought("Xin gửi phiếu. Số kết nạp bằng so với năm 2022."), Taken(FIVE)),
    ("mail: compared with the same term", brought("Xin gửi phiếu, số liệu giảm so với cùng kỳ năm 2022."), Taken(FIVE)),
    ("mail: a letter of last year", brought("Xin gửi phiếu theo Công văn số 150-CV/BTC ngày 06/7/2022."), Taken(FIVE)),
    ("mail: the term of the committee", brought("Đảng bộ nhiệm kỳ 2020-2025 xin gửi phiếu."), Taken(FIVE)),
    ("mail: the plan of next year", brought("Xin gửi phiếu. Kế hoạch năm 2024 đơn vị gửi sau."), Taken(FIVE)),
    ("mail: the quarter that ends it", brought("Kính gửi phiếu báo cáo quý II."), Taken(FIVE)),
    ("mail: the period itself", brought("Xin gửi phiếu 6 tháng đầu năm 2023."), Taken(FIVE)),
    ("mail: the running year", brought("Xin gửi số liệu năm 2023."), Taken(FIVE)),
    ("mail: both named", brought("Xin gửi phiếu 6 tháng đầu năm 2023; phiếu năm 2022 đã gửi từ tháng 1."), Taken(FIVE)),
)  # fmt: skip
WORDS: tuple[tuple[str, Callable[[Desk], None], Judgement], ...] = (
    ("stranger's mail, figures of a unit", worded("Đảng uỷ xã {a} xin báo cáo: kết nạp 7 đồng chí."),
        Charged("thu.eml")),
    ("stranger's mail, subject names a unit", worded("Kết nạp được 7 đồng chí ạ.", "Báo cáo của xã {a}"),
        Charged("thu.eml")),
    ("stranger's mail, no figure", worded("Đảng uỷ xã {a} xin gửi phiếu sau ạ."), AllOf(
        MissingUnit(), Told(("thu.eml",), ("warning", "error")))),
)  # fmt: skip
TWO: tuple[tuple[str, Callable[[Desk], None], Judgement], ...] = (
    ("two names without _meta", pasted_names("Đảng bộ xã {a}, Đảng bộ xã {b}"), AllOf(
        Named(), ByUnit(a=MissingUnit(), b=MissingUnit()))),
    ("two names on two lines without _meta", pasted_names("{a}\n{b}"), AllOf(
        Named(), ByUnit(a=MissingUnit(), b=MissingUnit()))),
)  # fmt: skip
CASES = [
    *(Case(6, f"sign {name}", lay, judged, COMMUNES, alone=True) for name, lay, judged in UNITS),
    *(Case(7, f"sign {name}", lay, judged) for name, lay, judged in PERIODS),
    *(Case(15, f"sign {name}", lay, judged, COMMUNES[:1], alone=True) for name, lay, judged in WORDS),
    *(Case(16, f"sign {name}", lay, judged, COMMUNES, alone=True) for name, lay, judged in TWO),
]
