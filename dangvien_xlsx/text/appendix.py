"""The words of the printed appendix, which the workbook and the letter share."""

from datetime import date

from dangvien_xlsx.model.catalogue import Office
from dangvien_xlsx.text.fold import sentence_case

TITLE = "THỐNG KÊ"
HEADERS = ("TT", "TỔ CHỨC CƠ SỞ ĐẢNG", "Kết nạp", "Ghi chú")
TOTAL = "Tổng"
BY_HAND = "Số liệu nhập tay (không có phiếu): {units}."
_ATTACHED = "Kèm theo Công văn số {number} {day} của {office}"
_NUMBER_DOTS, _DAY_DOTS = "................", "....."


def official_day(day: date | None, year: int, blank: str = _DAY_DOTS) -> str:
    """Return a day as official papers write it: ``ngày 06 tháng 7 năm 2023``.

    Args:
        day: The day, where it is known.
        year: The year that is printed where it is not.
        blank: What then stands for day and month, for the pen.
    """
    if day is None:
        return f"ngày {blank} tháng {blank} năm {year}"
    # A leading zero for days below 10 and for months 1 and 2 only, so that nobody can add a digit.
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def attached_to(office: Office, year: int) -> str:
    """Return the appendix's third heading line; what is not known yet is left as dots for the pen."""
    number = office.letter_number or _NUMBER_DOTS
    return _ATTACHED.format(
        number=number, day=official_day(office.letter_date, year), office=sentence_case(office.name)
    )
