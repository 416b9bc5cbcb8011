"""The one door to what stands in a workbook that came: bytes in, pages out, whatever kind it is."""

from dangvien_xlsx.excel.reading.page_xlsx import read_xlsx
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import PagedBook
from dangvien_xlsx.received.kinds import FileKind
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.received.room import OF_A_FORM, Room
from dangvien_xlsx.text import intake as words


def read_pages(content: bytes, kind: FileKind, package: Package | None = None, room: Room = OF_A_FORM) -> PagedBook:
    """Return the pages of a workbook as a person sees them.

    Args:
        content: The workbook's bytes, without a password.
        kind: What the bytes are.
        package: The same, opened and judged, where that was done before.
        room: What an .xlsx may ask for.

    Raises:
        RefusedError: It is damaged, or of a kind that holds no pages.
    """
    if kind is FileKind.XLSX:
        return read_xlsx(package or Package(content, room), room)
    if kind is FileKind.ODS:
        from dangvien_xlsx.excel.reading.page_ods import read_ods

        return read_ods(package or Package(content))
    if kind is FileKind.FODS:
        from dangvien_xlsx.excel.reading.page_ods import read_fods

        return read_fods(content)
    if kind is FileKind.XLS:
        from dangvien_xlsx.excel.reading.page_xls import read_xls

        return read_xls(content)
    if kind is FileKind.XLSB:
        from dangvien_xlsx.excel.reading.page_xlsb import read_xlsb

        return read_xlsb(package or Package(content))
    raise RefusedError("unsupported-type", why=words.KINDS["unknown"][0])
