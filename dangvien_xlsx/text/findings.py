"""The sentences of findings: what is wrong, with the label a person sees, and what to type instead."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from dangvien_xlsx.model.findings import SEVERITY, Finding
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.rules import Rule
from dangvien_xlsx.model.submission import CellValue
from dangvien_xlsx.text.names import shorten, show

_NOWHERE: Mapping[str, str] = MappingProxyType({})
_RESEND = "Đơn vị sửa trong chính phiếu này rồi gửi lại."

SENTENCES: dict[str, tuple[str, str]] = {
    "value-missing": (
        "“{label}” còn để trống.",
        "Gõ số vào ô này; không có ai thì gõ 0. Nếu đơn vị hết nguồn, chọn “Có” ở dòng Hết nguồn. " + _RESEND,
    ),
    "not-a-number": ("“{label}” phải là một số, nhưng ô ghi “{value}”.", "Chỉ gõ chữ số, ví dụ 5. " + _RESEND),
    "not-integer": (
        "“{label}” phải là số nguyên, nhưng ô ghi {value}.",
        "Gõ số người, không có phần thập phân. " + _RESEND,
    ),
    "out-of-range": (
        "“{label}” phải từ {low} đến {high}{unit_of_bounds}, nhưng ô ghi {value}.",
        "Xem lại và gõ lại cho đúng. " + _RESEND,
    ),
    "exceeds-parent": (
        "“{label}” là {value}, lớn hơn “{parent}” là {parent_value}.",
        "“{label}” nằm trong “{parent}” nên không thể lớn hơn: xem lại cả hai ô. " + _RESEND,
    ),
    "parts-do-not-sum": (
        "Các phần chia ra ({parts}) cộng lại là {sum}, khác “{label}” là {value}.",
        "Xem lại từng phần và tổng: cộng các phần phải bằng tổng. " + _RESEND,
    ),
    "not-a-choice": (
        "“{label}” chỉ nhận Có hoặc Không, nhưng ô ghi “{value}”.",
        "Chọn Có hoặc Không trong danh sách của ô. " + _RESEND,
    ),
    "error-value": (
        "“{label}” đang là ô lỗi của Excel ({value}).",
        "Xoá ô này rồi gõ lại con số. " + _RESEND,
    ),
    "value-interpreted": (
        "“{label}” ghi “{value}”, được hiểu là {taken}.",
        "Nếu hiểu sai, đơn vị gõ lại cho rõ rồi gửi lại.",
    ),
    "value-ambiguous": (
        "“{label}” ghi “{value}”: có thể là {first}, cũng có thể là {second}.",
        "Gõ lại cho rõ: số nguyên thì chỉ gõ chữ số; hết nguồn thì để trống và chọn “Có” ở dòng Hết nguồn. " + _RESEND,
    ),
    "formula-value": (
        "“{label}” là công thức; đã lấy kết quả {value}.",
        "Đối chiếu con số này với đơn vị; lần sau gõ thẳng con số.",
    ),
    "formula-not-calculated": (
        "“{label}” là công thức chưa được tính nên không có con số nào.",
        "Mở phiếu bằng Excel, gõ thẳng con số vào ô này, lưu lại. " + _RESEND,
    ),
    "code-twice": (
        "“{label}” có ở nhiều dòng với số khác nhau ({value}).",
        "Giữ một dòng với số đúng, xoá dòng kia. " + _RESEND,
    ),
    "label-ambiguous": (
        "Mã ẩn của phiếu bị mất và có nhiều chỉ tiêu cùng tên “{label}” ({value}), nên không biết số nào của chỉ tiêu nào.",
        "Nhập lại số vào phiếu gốc trong gui-di/ rồi gửi lại.",
    ),
    "text-converted": (
        "“{label}” viết bằng bảng mã cũ hoặc chữ tổ hợp; đã đổi sang Unicode: “{value}”.",
        "Xem chữ đổi có đúng không; số liệu không bị ảnh hưởng.",
    ),
    "cell-comment": (
        "“{label}” có ghi chú kèm theo ô: “{value}”.",
        "Đọc ghi chú: đơn vị có thể muốn nói thêm về con số.",
    ),
    "exhausted-but-admitted": (
        "Phiếu ghi Hết nguồn nhưng “{other}” là {other_value}.",
        "Số {other_value} vẫn được tính. Nếu đơn vị còn nguồn, chọn “Không” ở “{label}”.",
    ),
    "exhausted-unclear": (
        "Phiếu vừa ghi Hết nguồn vừa ghi “{other}” là 0: không rõ là hết nguồn hay còn nguồn mà chưa kết nạp.",
        "Nếu hết nguồn: xoá số 0. Nếu còn nguồn: chọn “Không” ở “{label}”. " + _RESEND,
    ),
    "wrong-period": (
        "Phiếu này là của kỳ “{value}”, không phải kỳ “{expected}”.",
        "Đơn vị điền phiếu của kỳ “{expected}” (trong gui-di/) rồi gửi lại; nếu để nhầm thư mục, chuyển tệp sang đúng kỳ.",
    ),
    "unknown-unit": (
        "Phiếu ghi mã đơn vị “{value}”{printed}, không có trong danh mục{nearest}.",
        "Nếu là đơn vị đã có viết khác tên, thêm tên đó vào cột Tên gọi khác ở sheet Đơn vị của danh-muc.xlsx; đơn vị mới thì thêm dòng mới; nếu không, hỏi lại nơi gửi.",
    ),
    "unit-mismatch": (
        "Trong phiếu, mã đơn vị là “{value}” ({expected}) nhưng tên in trên phiếu là “{printed}”.",
        "Hỏi lại phiếu này của đơn vị nào. Nếu đơn vị đã đổi tên, thêm tên đó vào cột Tên gọi khác trong danh-muc.xlsx.",
    ),
    "unknown-sender": (
        "Phiếu của {unit_name} do “{value}” gửi, khác địa chỉ trong danh mục ({expected}).",
        "Hỏi lại đơn vị; nếu đúng là đơn vị gửi, thêm địa chỉ này vào cột Email (cách nhau bằng dấu ;) ở sheet Đơn vị của danh-muc.xlsx.",
    ),
    "identity-doubt": (
        "Chưa chắc phiếu này của đơn vị nào: {value}. Đang tính cho {unit_name}.",
        "Hỏi lại đơn vị nếu cần; nếu là phiếu của đơn vị khác, bỏ tệp ra khỏi nhan-ve/ và xin phiếu đúng.",
    ),
    "old-form": (
        "Phiếu thuộc mẫu cũ, không hỏi: {asked}.",
        "Các số đã hỏi vẫn được tính. Cần các chỉ tiêu còn thiếu thì gửi đơn vị phiếu mới trong gui-di/.",
    ),
    "form-repaired": ("Phiếu bị sửa cấu trúc; đã đọc được bằng cách: {how}.", "Đối chiếu số đã đọc với phiếu gốc."),
    "not-a-form": (
        "Tệp Excel này không phải phiếu nhập liệu: không thấy dòng chỉ tiêu nào.",
        "Mở tệp xem là gì. Nếu có số liệu của một đơn vị, nhập số vào phiếu của đơn vị đó (gui-di/) rồi để vào nhan-ve/.",
    ),
    "mail-without-form": (
        "Thư của {sender}, tiêu đề “{subject}”, không kèm phiếu nào. Lời thư: “{value}”.",
        "Đọc thư. Nếu đơn vị báo số trong lời thư, xin đơn vị gửi phiếu, hoặc nhập số vào phiếu của đơn vị (gui-di/).",
    ),
    "unreadable-file": ("Không đọc được tệp: {why}.", "Mở thử tệp bằng Excel; nếu không mở được, xin đơn vị gửi lại."),
    "encrypted-file": (
        "Tệp có mật khẩu nên không đọc được.",
        "Mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc), lưu lại rồi để vào nhan-ve/.",
    ),
    "file-too-large": (
        "Tệp lớn {size}, quá mức {limit} cho một phiếu.",
        "Một phiếu chỉ vài chục KB: mở xem tệp chứa gì, xin đơn vị gửi lại phiếu gốc.",
    ),
    "suspicious-file": (
        "Tệp có cấu tạo bất thường nên không mở: {why}.",
        "Không mở tệp này; hỏi lại nơi gửi và xin phiếu mới.",
    ),
    "unsupported-type": (
        "Không lấy số từ loại tệp này: {why}.",
        "Nếu tệp có số liệu, xin đơn vị gửi phiếu Excel, hoặc nhập số vào phiếu của đơn vị (gui-di/).",
    ),
    "external-link": (
        "Phiếu lấy số từ tệp khác ngoài thư mục này ({value}); liên kết không được mở, chỉ đọc số đang ghi trong phiếu.",
        "Hỏi đơn vị con số đang ghi có đúng không; lần sau gõ thẳng số vào phiếu.",
    ),
    "superseded": ("Đơn vị đã nộp bản mới hơn: {newer}.", "Không cần làm gì; số của bản mới được tính."),
    "conflicting-submissions": (
        "Hai phiếu cùng thời điểm nhưng khác số: {others}. Không lấy số nào.",
        "Hỏi đơn vị bản nào đúng rồi bỏ bản sai ra khỏi nhan-ve/.",
    ),
    "newer-invalid": (
        "Phiếu nộp sau ({newer}) có lỗi nên chưa thay được phiếu này; đang tính số của phiếu này.",
        "Xem lỗi của phiếu nộp sau và hỏi lại đơn vị số nào đúng.",
    ),
    "by-hand": (
        "Số liệu của {unit_name} được nhập tay: {value}.",
        "Không cần làm gì; giữ giấy tờ hoặc ghi lại cuộc gọi để đối chiếu.",
    ),
    "by-hand-unsigned": (
        "Số nhập tay của {unit_name} chưa ghi người báo hoặc ngày báo.",
        "Mở nhap-tay.xlsx, điền cột Người báo và Ngày báo của dòng này.",
    ),
    "override-without-reason": (
        "{unit_name} đã có phiếu hợp lệ, số nhập tay chưa ghi lý do nên chưa thay phiếu; đang tính số của phiếu.",
        "Nếu số nhập tay mới đúng: ghi lý do vào cột Lý do trong nhap-tay.xlsx. Nếu không: xoá các số của dòng này.",
    ),
    "by-hand-twice": (
        "Đơn vị này có hai dòng số liệu trong nhap-tay.xlsx; chỉ dòng đầu (ô {value}) được tính.",
        "Giữ một dòng với số đúng, xoá các số của dòng kia.",
    ),
    "late": ("Nộp muộn: nhận lúc {value}, hạn nộp hết ngày {deadline}.", "Số vẫn được tính."),
    "missing-submission": ("{unit_name} chưa nộp phiếu.", "Nhắc đơn vị nộp; phiếu cần điền: gui-di/{form}."),
    "catalogue-sheet-missing": (
        "Danh mục thiếu sheet “{value}”.",
        "Thêm sheet có đúng tên này, hoặc tạo danh mục mới bằng lệnh init.",
    ),
    "catalogue-column-missing": ("Sheet thiếu cột “{value}” ở dòng đầu.", "Ghi lại đúng tên cột ở dòng đầu."),
    "catalogue-value-missing": ("“{label}” còn để trống.", "Điền “{label}”."),
    "catalogue-value-wrong": ("“{label}” ghi “{value}”: không hợp lệ.", "{expected}"),
    "catalogue-duplicate": (
        "“{label}” ghi “{value}” trùng với ô {first}.",
        "Mỗi dòng phải có một giá trị riêng: sửa một trong hai.",
    ),
    "catalogue-parent": ("“{label}” ghi “{value}”: {why}.", "{expected}"),
    "catalogue-dates": ("Ngày bị ngược: {value}.", "Sửa để ngày đầu không sau ngày cuối."),
    "catalogue-empty": ("Chưa có dòng nào.", "Điền ít nhất một dòng."),
}
"""For each code: the message and the remedy, with the names of what fills them in braces."""


def finding(code: str, place: Mapping[str, str] = _NOWHERE, /, **about: Any) -> Finding:
    """Make a finding.

    Args:
        code: A key of ``SEVERITY``.
        place: The finding's ``unit``, ``file``, ``sheet`` and ``cell``, as far as known.
        about: What fills the braces of the code's sentences; ``value`` also becomes the finding's value.
    """
    message, remedy = SENTENCES[code]
    return Finding(
        code=code,
        severity=SEVERITY[code],
        message=message.format(**about),
        remedy=remedy.format(**about),
        value=str(about.get("value", "")),
        **place,
    )


def broken_rule(rule: Rule, values: Mapping[str, CellValue], place: Mapping[str, str]) -> Finding:
    """Make the finding for a rule that a submission breaks, at the cell of the rule's indicator."""
    cell = values.get(rule.indicator.code, CellValue(None))
    about: dict[str, Any] = {"label": rule.indicator.name, "value": show(cell.value)} | dict(rule.about)
    for role in ("parent", "other"):
        if isinstance(related := about.get(role), Indicator):
            about[role] = related.name
            about[f"{role}_value"] = show(_value(values, related))
    if rule.code == "parts-do-not-sum":
        parts: tuple[Indicator, ...] = about["parts"]
        about["sum"] = show(sum(number for part in parts if isinstance(number := _value(values, part), int | float)))
        about["parts"] = shorten(", ".join(part.name for part in parts), 200)
    if rule.code == "out-of-range":
        about["unit_of_bounds"] = " ký tự" if isinstance(cell.value, str) else ""
    where = {"sheet": cell.sheet, "cell": cell.a1} | dict(place)
    return finding(rule.code, where, **about)


def _value(values: Mapping[str, CellValue], indicator: Indicator) -> Any:
    cell = values.get(indicator.code)
    return cell.value if cell else None
