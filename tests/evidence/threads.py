"""Threaded comments, as Excel 365 writes them: the words in a part of their own, a placeholder for older programs."""

from xml.sax.saxutils import escape

from openpyxl.comments import Comment

from tests.evidence.packages import Edit, packed, parts, sheet

THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
RELATIONS = "http://schemas.microsoft.com/office/2017/10/relationships"
PLACEHOLDER = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed if the file is opened in a newer version of Excel.\n\nComment:\n    "
)
PERSON = "{5A1D2C3B-0000-4000-8000-00000000000A}"


def threaded(a1: str, text: str, *answers: str) -> Edit:
    """Return an edit that starts a thread on a cell; the placeholder holds only the first words."""

    def edit(content: bytes) -> bytes:
        noted = sheet(lambda page: setattr(page[a1], "comment", Comment(PLACEHOLDER + text, "tc={1}")))(content)
        package = parts(noted)
        first = "{00000001-0000-4000-8000-000000000001}"
        lines = [
            f'<threadedComment ref="{a1}" dT="2023-07-01T03:00:00.00" personId="{PERSON}" id="{first}">'
            f"<text>{escape(text)}</text></threadedComment>"
        ]
        lines += [
            f'<threadedComment ref="{a1}" dT="2023-07-01T03:0{number}:00.00" personId="{PERSON}" '
            f'id="{{0000000{number + 1}-0000-4000-8000-000000000001}}" parentId="{first}">'
            f"<text>{escape(answer)}</text></threadedComment>"
            for number, answer in enumerate(answers, 1)
        ]
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        body = f'{head}<ThreadedComments xmlns="{THREADS}">{"".join(lines)}</ThreadedComments>'
        package["xl/threadedComments/threadedComment1.xml"] = body.encode()
        package["xl/persons/person.xml"] = (
            f'{head}<personList xmlns="{THREADS}"><person displayName="Văn phòng" id="{PERSON}" userId="vp" '
            'providerId="None"/></personList>'
        ).encode()
        types = "".join(
            f'<Override PartName="/xl/{name}" ContentType="application/vnd.ms-excel.{kind}+xml"/>'
            for name, kind in (
                ("threadedComments/threadedComment1.xml", "threadedcomments"),
                ("persons/person.xml", "person"),
            )
        )
        for name, target, kind in (
            ("xl/worksheets/_rels/sheet1.xml.rels", "../threadedComments/threadedComment1.xml", "threadedComment"),
            ("xl/_rels/workbook.xml.rels", "persons/person.xml", "person"),
        ):
            link = f'<Relationship Id="rIdT" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
            package[name] = package[name].replace(b"</Relationships>", link.encode())
        package["[Content_Types].xml"] = package["[Content_Types].xml"].replace(
            b"</Types>", f"{types}</Types>".encode()
        )
        return packed(package)

    return edit
