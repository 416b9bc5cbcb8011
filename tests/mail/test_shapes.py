"""What comes out of mails of many clients: the same file, whole, under its name, and who sent it when."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from dangvien_xlsx.mail.unpack import Item
from dangvien_xlsx.received.contents import Part
from dangvien_xlsx.received.kinds import FileKind, kind_of
from tests.mail import shapes
from tests.mail.containers import msg, msg_tree, tnef
from tests.mail.unpacked import is_mail, items

NAME = "Phiếu Hoà Xá – đợt 2.xlsx"
BOOK = b"PK\x03\x04" + bytes(range(256)) * 40 + b"\0\0\0"
SENT = datetime(2023, 7, 3, 1, 5, tzinfo=UTC)


def files_of(found: list[Item]) -> list[tuple[str, bytes]]:
    return [(item.path, item.content) for item in found if not item.is_mail and item.part is Part.FILE]


@pytest.mark.parametrize("shape", shapes.SHAPES, ids=lambda shape: shape.__name__)
def test_the_form_comes_out_whole_under_its_name_with_sender_and_time(shape: shapes.Shape) -> None:
    name = NAME.replace("–", "-") if shape is shapes.raw_bytes else NAME
    content = shape(name, BOOK, 5)
    assert is_mail(content)
    found = items("thư.eml", content)
    (form,) = [item for item in found if item.content == BOOK]
    assert form.path.split("/")[-1] == name
    assert form.path.startswith("thư.eml/")
    assert (form.sender, form.received) == ("dv5@vuban.example", SENT)
    assert len(files_of(found)) == 1


@pytest.mark.parametrize("shape", [shapes.gmail, shapes.outlook, shapes.zimbra, shapes.apple_mail, shapes.rich_text])
def test_the_text_of_the_mail_is_kept(shape: shapes.Shape) -> None:
    (told, *_) = items("thư.eml", shape(NAME, BOOK, 5))
    assert (told.path, told.text, told.is_mail) == ("thư.eml", "Gửi phiếu", True)


def test_a_forwarded_mail_is_an_item_of_its_own_with_its_own_sender() -> None:
    outer, inner, form = items("thư.eml", shapes.forwarded(NAME, BOOK, 5))
    assert (outer.sender, inner.sender, form.sender) == ("vanthu@vuban.example", *("dv5@vuban.example",) * 2)
    assert inner.path == "thư.eml/Phiếu kết nạp.eml"
    assert form.path == f"thư.eml/Phiếu kết nạp.eml/{NAME}"
    assert (outer.thread, form.thread) == ("<f5@vuban.example>", "<m5@vuban.example>")
    assert items("x", inner.content)[1].content == BOOK, "its bytes are a mail"


def test_the_logo_of_a_signature_is_marked_as_part_of_the_text() -> None:
    assert [item.path for item in items("t.eml", shapes.outlook(NAME, BOOK, 5)) if item.part is Part.PICTURE] == [
        "t.eml/image001.png"
    ]


def test_an_outlook_file_with_a_mail_inside_is_unpacked() -> None:
    inner = msg_tree([("trong.xlsx", BOOK)], "Trong", "dv7@vuban.example", "Chữ trong", SENT, header_bytes=24)
    content = msg([(NAME, BOOK), ("nhỏ.txt", b"abc\0")], "Phiếu ủy", "dv5@vuban.example", "Gửi\r\nphiếu", SENT, [inner])
    assert kind_of(content) is FileKind.OUTLOOK
    found = items("thư.msg", content)
    assert [(item.path, item.content) for item in found] == [
        ("thư.msg", b""),
        (f"thư.msg/{NAME}", BOOK),
        ("thư.msg/nhỏ.txt", b"abc\0"),
        ("thư.msg/Trong.eml", b""),
        ("thư.msg/Trong.eml/trong.xlsx", BOOK),
    ]
    assert (found[0].subject, found[0].text) == ("Phiếu ủy", "Gửi\nphiếu")
    assert [item.sender for item in found] == ["dv5@vuban.example"] * 3 + ["dv7@vuban.example"] * 2
    assert {item.received for item in found} == {SENT}


def test_our_outlook_samples_are_what_others_take_for_tnef() -> None:
    from tnefparse import TNEF

    content = tnef([(NAME, BOOK[:-3])], "Gửi phiếu")
    other = TNEF(content)
    assert [(file.long_filename(), file.data) for file in other.attachments] == [(NAME, BOOK[:-3])]
    assert files_of(items("winmail.dat", content)) == [(f"winmail.dat/{NAME}", BOOK[:-3])]


def test_all_mails_of_an_mbox_come_out() -> None:
    mails = [shape(NAME, BOOK, index) for index, shape in enumerate((shapes.gmail, shapes.zimbra))]
    start = b"From dv@vuban.example Mon Jul  3 08:00:00 2023\n"
    content = b"\n".join(start + mail.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ") for mail in mails)
    assert kind_of(content) is FileKind.MAILBOX
    found = items("hop-thu", content)
    assert [item.sender for item in found if item.content == BOOK] == ["dv0@vuban.example", "dv1@vuban.example"]
    assert len({item.path for item in found}) == len(found)


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        (r"..\..\Windows\System32\phieu.xlsx", "phieu.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Lan\\Phiếu.xlsx", "Phiếu.xlsx"),
        ("a\x00b:c|d?.xlsx", "ab_c_d_.xlsx"),
        ("CON.xlsx", "_CON.xlsx"),
        ("..", "khong-ten"),
        ("phieu\u202excod.xlsx", "phieuxcod.xlsx"),
        ("x" * 400 + ".xlsx", "x" * 110 + ".xlsx"),
    ],
)
def test_a_name_never_leaves_its_folder(written: str, safe: str) -> None:
    part = f'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="{written}"', "x"
    content = shapes.mail(shapes.head(1, "x", "multipart/mixed; boundary=b"), shapes.multipart("b", part))
    assert [item.path for item in items("t.eml", content)][1:] == [f"t.eml/{safe}"]


def test_equal_names_are_told_apart_and_nameless_files_get_one() -> None:
    named = ('Content-Type: application/x\r\nContent-Disposition: attachment; filename="p.xlsx"', "1")
    upper = ('Content-Type: application/x\r\nContent-Disposition: attachment; filename="P.XLSX"', "2")
    nameless = (f"Content-Type: {shapes.XLSX}\r\nContent-Disposition: attachment", "3")
    content = shapes.mail(
        shapes.head(1, "x", "multipart/mixed; boundary=b"), shapes.multipart("b", named, upper, nameless)
    )
    assert [item.path for item in items("t", content)][1:] == ["t/p.xlsx", "t/P (2).XLSX", "t/khong-ten.xlsx"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04xl/workbook.xml",
        b"%PDF-1.7\nFrom: x",
        b"Ho ten: An\nSubject matter\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    ],
)
def test_what_is_no_mail_is_not_taken_for_one(content: bytes) -> None:
    assert not is_mail(content)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x1b"])
def test_no_hidden_mark_of_a_subject_goes_further(mark: str) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "dv5@vuban.example", f"Phiếu {mark}41"
    message.set_content("Gửi phiếu")
    (told,) = items("thư.eml", message.as_bytes())
    assert told.subject == "Phiếu 41"
    (told,) = items("thư.msg", msg([], f"Phiếu {mark}41", "dv5@vuban.example", "Gửi phiếu", SENT))
    assert told.subject == "Phiếu 41"
