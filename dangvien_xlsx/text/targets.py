"""Words about targets: what a running total is called, the sheet of the units' progress, and its notes."""

from datetime import timedelta

from dangvien_xlsx.model.period import Period

RUNNING, THIS_PERIOD = "Luỹ kế {year}", "Riêng kỳ này"
TOLD = "Luỹ kế {year}: {cumulative}/{target}, {share}; riêng kỳ này {now}/{target}, {share_now}"
TOLD_WITHOUT_TARGET = "Luỹ kế {year}: {cumulative}; riêng kỳ này {now}"

TITLE = "TIẾN ĐỘ THỰC HIỆN CHỈ TIÊU NĂM"
HEADERS = (
    "TT",
    "Đơn vị",
    "Chỉ tiêu",
    "Kỳ này",
    "Luỹ kế",
    "Tỷ lệ",
    "Còn lại",
    "Hạng",
    "Số tháng chưa kết nạp",
    "Ghi chú",
)
RANKED = "XẾP HẠNG THEO {key}"
BY_SHARE, BY_COUNT = "TỶ LỆ ĐẠT CHỈ TIÊU", "SỐ LUỸ KẾ"
GONE = "Đơn vị của các kỳ trước, nay không còn"
NOT_SPLIT = "Luỹ kế trước kỳ này, không chia được theo đơn vị"
WITH_SOURCE = "Đơn vị có kết nạp kỳ này / đơn vị có nguồn (đã nộp phiếu đúng, không hết nguồn)"
OF_ALL = "Đơn vị có kết nạp kỳ này / mọi đơn vị, kể cả hết nguồn"
OF_UNITS = " / "
NO_UNIT_TARGETS = "Danh mục chưa giao chỉ tiêu cho đơn vị (sheet Đơn vị, cột Chỉ tiêu năm): xếp hạng theo số luỹ kế."
TARGETS_DIFFER = "Chỉ tiêu các đơn vị cộng lại là {sum}, chỉ tiêu chung là {target}."
OUTLOOK = "Ước tính đến hết năm {year}, nếu giữ nhịp như đến nay: {low}–{high} đảng viên{share} (khoảng tin cậy 80%, theo {basis}). Số ước tính không dùng trong phụ lục."
OUTLOOK_SHARE = ", bằng {low}–{high} chỉ tiêu"
OUTLOOK_SEASONS = "nhịp các năm {years}"
OUTLOOK_PACE = "nhịp từ đầu năm"


def year_to_date(period: Period) -> str:
    """Return what the year up to a period's end is called: ``9 tháng năm 2023``, ``năm 2023`` for the whole of it.

    A period that ends in the middle of a month says the day.
    """
    end = period.end
    if (end + timedelta(days=1)).day != 1:
        return f"năm {end.year} đến {end:%d/%m}"
    return f"năm {end.year}" if end.month == 12 else f"{end.month} tháng năm {end.year}"
