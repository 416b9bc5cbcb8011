"""The same workbook as other programs spell it: the dialects of the file format, and parts that Excel adds."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from tests.evidence.packages import SHEET, Edit, packed, parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SPREADSHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def strict(content: bytes) -> bytes:
    """Return the workbook as Excel saves it as "Strict Open XML"."""
    renamed = (
        (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        (DRAWING, "http://purl.oclc.org/ooxml/drawingml/main"),
    )
    package = parts(content)
    for name in package:
        if name.endswith((".xml", ".rels")):
            for old, new in renamed:
                package[name] = package[name].replace(old.encode(), new.encode())
    package["xl/workbook.xml"] = package["xl/workbook.xml"].replace(b"<workbook ", b'<workbook conformance="strict" ')
    return packed(package)


def single_quoted(content: bytes) -> bytes:
    """Return the sheets with attributes in single quotes, as some writers do."""
    package = parts(content)
    for name, part in package.items():
        if name.startswith("xl/worksheets/sheet"):
            text = part.decode()
            package[name] = re.sub(r"<[^>?]+>", lambda tag: re.sub(r'="([^"\']*)"', r"='\1'", tag[0]), text).encode()
    return packed(package)


def prefixed(content: bytes) -> bytes:
    """Return the workbook with every element of the main namespace under a prefix, as the Open XML SDK writes it."""
    package = parts(content)
    for name, part in package.items():
        if MAIN.encode() in part and name != "[Content_Types].xml":
            text = re.sub(r"<(/?)(?![\w]+:)(\w)", r"<\1x:\2", part.decode())
            package[name] = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').encode()
    return packed(package)


def without_addresses(content: bytes) -> bytes:
    """Return the form's sheet with cells that have no address: their order says where they stand."""
    package = parts(content)

    def row(found: re.Match[str]) -> str:
        number, made, at = found[1], [], 0
        for cell in re.finditer(rf'<c r="([A-Z]){number}"', found[2]):
            made.append("<c/>" * (ord(cell[1]) - 65 - at))
            at = ord(cell[1]) - 64
            end = found[2].find('<c r="', cell.end())
            made.append("<c" + found[2][cell.end() : end if end > 0 else None])
        return f'<row r="{number}">{"".join(made)}</row>'

    text = re.sub(r'<row r="(\d+)"[^>]*>(.*?)</row>', row, package[SHEET].decode())
    package[SHEET] = text.encode()
    return packed(package)


def stored(content: bytes) -> bytes:
    """Return the package uncompressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target:
        for name, part in parts(content).items():
            target.writestr(zipfile.ZipInfo(name, (2023, 7, 1, 10, 0, 0)), part)
    return stream.getvalue()


def backwards(content: bytes) -> bytes:
    """Return the package with its parts in the opposite order."""
    return packed(dict(reversed(parts(content).items())))


def with_bom(content: bytes) -> bytes:
    """Return the sheets with a byte order mark before the XML."""
    package = parts(content)
    return packed({name: b"\xef\xbb\xbf" + part if "sheet" in name else part for name, part in package.items()})


def in_utf16(content: bytes) -> bytes:
    """Return the form's sheet in UTF-16."""
    package = parts(content)
    package[SHEET] = package[SHEET].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    return packed(package)


def with_part(name: str, part: bytes, kind: str) -> Edit:
    """Return an edit that adds a part of a type, referred to by nothing that is read."""

    def edit(content: bytes) -> bytes:
        package = parts(content)
        package[name] = part
        override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
        package["[Content_Types].xml"] = package["[Content_Types].xml"].replace(b"</Types>", override)
        return packed(package)

    return edit


def without_part(name: str) -> Edit:
    """Return an edit that leaves a part out, with all that refers to it."""

    def edit(content: bytes) -> bytes:
        package = parts(content)
        del package[name]
        types = re.sub(rf'<Override PartName="/{name}"[^>]*/>', "", package["[Content_Types].xml"].decode())
        package["[Content_Types].xml"] = types.encode()
        package["_rels/.rels"] = re.sub(
            rf'<Relationship [^>]*Target="{name}"[^>]*/>'.encode(), b"", package["_rels/.rels"]
        )
        return packed(package)

    return edit


Corners = tuple[int, int, int, int]
"""Zero-indexed column and row where a drawing begins, and before which it ends."""
_BESIDE: Corners = (6, 9, 9, 12)


def _drawn(content: bytes, shape: str, media: bytes | None = None, corners: Corners = _BESIDE) -> bytes:
    package = parts(content)
    left, top, right, bottom = corners
    anchor = (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{left}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{top}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{right}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{bottom}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{shape}<xdr:clientData/></xdr:twoCellAnchor>"
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    package["xl/drawings/drawing1.xml"] = (
        f'{head}<xdr:wsDr xmlns:xdr="{SPREADSHEET_DRAWING}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}">{anchor}</xdr:wsDr>'
    ).encode()
    package[SHEET_RELATIONS] = (
        f'{head}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId9" Type="{OFFICE}/drawing" '
        f'Target="../drawings/drawing1.xml"/></Relationships>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
    types = f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{kind}"/>'
    if media:
        package["xl/media/image1.png"] = media
        package["xl/drawings/_rels/drawing1.xml.rels"] = (
            f'{head}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/image" '
            f'Target="../media/image1.png"/></Relationships>'
        ).encode()
        types += '<Default Extension="png" ContentType="image/png"/>'
    package["[Content_Types].xml"] = package["[Content_Types].xml"].replace(b"</Types>", f"{types}</Types>".encode())
    sheet = package[SHEET].decode()
    place = re.search(r"<(legacyDrawing|tableParts|extLst)|</worksheet>", sheet)
    assert place is not None
    package[SHEET] = f'{sheet[: place.start()]}<drawing r:id="rId9"/>{sheet[place.start() :]}'.encode()
    return packed(package)


def drawing(shape: str, corners: Corners = _BESIDE) -> Edit:
    """Return an edit that draws a shape above cells."""
    return lambda content: _drawn(content, shape, corners=corners)


def text_box(text: str, corners: Corners = _BESIDE) -> Edit:
    """Return an edit that draws a text box, beside the figures if not told otherwise."""
    shape = (
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="TextBox 1"/><xdr:cNvSpPr txBox="1"/>'
        '</xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/>'
        f'<a:lstStyle/><a:p><a:r><a:rPr lang="vi-VN" sz="1100"/><a:t>{escape(text)}</a:t></a:r></a:p>'
        "</xdr:txBody></xdr:sp>"
    )
    return drawing(shape, corners)


def picture(content: bytes) -> bytes:
    """Return the form with a picture, as of a scanned signature."""
    shape = (
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Picture 1" descr="chu ky"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )
    return _drawn(content, shape, PIXEL)
