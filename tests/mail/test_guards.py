"""Hostile mails: each is refused, or read within the memory and the time that a child of the intake has."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from dangvien_xlsx.mail.headers import decode_text, parameters
from dangvien_xlsx.model.errors import RefusedError
from tests.mail import shapes
from tests.mail.containers import msg, tnef
from tests.mail.test_shapes import BOOK, NAME, SENT
from tests.mail.unpacked import items

HEAD = b"From: a@b.example\r\nSubject: x\r\nDate: Mon, 03 Jul 2023 08:00:00 +0700\r\n"
LATE = b"Subject: x\r\nDate: Mon, 03 Jul 2023 08:00:00 +0700\r\nFrom: "
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


def nested(depth: int) -> bytes:
    inner = HEAD + b"\r\nx"
    for level in range(depth):
        mark = b"b%d" % level
        inner = (
            HEAD + b"Content-Type: multipart/mixed; boundary=" + mark + b"\r\n\r\n--" + mark
            + b"\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--" + mark + b"--\r\n"
        )  # fmt: skip
    return inner


HOSTILE = {
    "header of 10 MB": HEAD + b"X: " + b"a" * 10_000_000 + b"\r\n\r\nx",
    "headers by the hundred thousand": HEAD + b"X: 1\r\n" * 500_000 + b"\r\nx",
    "parameters without end": HEAD + b'Content-Type: text/plain; a="' + b";" * 1_000_000 + b"\r\n\r\nx",
    "parameters without end, old line ends": HEAD.replace(b"\r\n", b"\r")
    + b'Content-Type: a/b; a="'
    + b";" * 10**6
    + b"\r\rx",
    "parts by the hundred thousand": MIXED + b"--b\r\n\r\n" * 500_000,
    "lines by the million": HEAD + b"\r\n" + b"\n" * 20_000_000,
    "mails in mails": nested(200),
    "report of a million blocks": MIXED.replace(b"mixed", b"report")
    + b"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    + b"a: b\r\n\r\n" * 500_000,
    "boundaries in boundaries": HEAD
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(400)),
    "mail of 60 MB": HEAD + b"\r\n" + b"a" * 60_000_000,
    "mbox of 100,000": b"From a@b Mon Jul  3 08:00:00 2023\nSubject: x\nFrom: a@b.c\n\n" * 100_000,
}
"""Refused at once."""

ODD = {
    "subject of a thousand encoded words": HEAD.replace(b"Subject: x", b"Subject: " + b"=?utf-8?B?4bq/?=\r\n " * 1_000) + b"\r\nx",
    "address of quotes and commas": LATE + b'"' * 100_000 + b"\r\n\r\nx",
    "comments in comments": LATE + b"(" * 100_000 + b"\r\n\r\nx",
    "tags never closed": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<script" * 100_000 + b"<a " * 100_000,
    "unknown charset": HEAD + b"Content-Type: text/plain; charset=idna\r\n\r\n" + b"xn--" * 100_000,
    "broken base64": MIXED + b"--b\r\nContent-Transfer-Encoding: base64\r\nContent-Type: a/b; name=x\r\n\r\n=A=@@\r\n--b--",
    "never closed": MIXED + b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx",
    "impossible date": HEAD.replace(b"03 Jul 2023", b"99 Foo 99999") + b"\r\nx",
    "zero bytes": HEAD + b"\r\n" + b"\0" * 1_000_000,
    "attachment of 25 MB": shapes.gmail("p.xlsx", b"PK" + b"a" * 25_000_000, 1),
}  # fmt: skip
"""Read without complaint."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_refused(name: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        items("thư.eml", HOSTILE[name])
    assert refusal.value.code in {"suspicious-file", "file-too-large"}
    assert refusal.value.about["why"]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_mail_is_read(name: str) -> None:
    assert items("thư.eml", ODD[name])[0].is_mail


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
@pytest.mark.parametrize("name", [*HOSTILE, *ODD])
def test_no_mail_takes_more_than_a_child_of_the_intake_has(name: str, tmp_path: Path) -> None:
    path = tmp_path / "thư.eml"
    path.write_bytes((HOSTILE | ODD)[name])
    script = """
        import sys
        from pathlib import Path
        from dangvien_xlsx.model.errors import RefusedError
        from tests.mail.unpacked import items
        from dangvien_xlsx.intake.child import limit_child
        limit_child(bounded=True)
        try:
            items("x", Path(sys.argv[1]).read_bytes())
        except RefusedError:
            pass
        sys.stdout.write("done")
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(script), str(path)], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, b"done")


@pytest.mark.parametrize("whole", [msg([(NAME, BOOK)], "x", "a@b.example", "x", SENT), tnef([(NAME, BOOK)], "x")])
def test_a_truncated_or_damaged_outlook_file_is_refused_or_read_never_more(whole: bytes) -> None:
    refused = 0
    for step in range(8, len(whole), 97):
        for damaged in (
            whole[:step],
            whole[:step] + bytes(byte ^ 0xFF for byte in whole[step : step + 8]) + whole[step + 8 :],
        ):
            try:
                items("x", damaged)
            except RefusedError:
                refused += 1
    assert refused


def test_a_forged_count_of_properties_does_not_loop() -> None:
    content = tnef([(NAME, BOOK)], "x")
    forged = content.replace(b"\x02\x00\x00\x00\x03\x00\x05\x37", b"\xff\xff\xff\xff\x03\x00\x05\x37")
    assert forged != content
    assert [item.content for item in items("winmail.dat", forged)][1:] == [BOOK]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?B?UGhp4bo=?= =?utf-8?B?v3U=?=", "Phiếu"),
        ("=?windows-1258?Q?Phi=EA=ECu?=", "Phiếu"),
        ("=?UTF-8?Q?Phi=E1=BA=BFu?=   =?UTF-8?Q?_n=E1=BB=99p?=", "Phiếu nộp"),
        ("=?x-khong-co?B?UGhp4bq/dQ==?=", "Phiếu"),
        ("=?utf-8?B?UGhp4bq/dQ?= x", "Phiếu x"),
        ("=?utf-8?B?!!!?=", ""),
        ("Re: =?utf-8?q?a?=b", "Re: ab"),
    ],
)
def test_a_subject_reads_as_it_was_meant(written: str, read: str) -> None:
    assert decode_text(written) == read


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("attachment; filename=plain.xlsx; size=3", "plain.xlsx"),
        ('attachment; filename="a \\"b\\".xlsx"', 'a "b".xlsx'),
        ("attachment; filename=\"old.xlsx\"; filename*=UTF-8''m%E1%BB%9Bi.xlsx", "mới.xlsx"),
        ("attachment; filename*1*=%9Bi.xlsx; filename*0*=utf-8''m%E1%BB", "mới.xlsx"),
        ('attachment; filename*0="mot "; filename*1="hai.xlsx"', "mot hai.xlsx"),
        ('attachment; filename="never closed.xlsx', "never closed.xlsx"),
        ('attachment; filename="100%25.xlsx"', "100%25.xlsx"),
        ("attachment; =x; ; filename", ""),
    ],
)
def test_a_file_name_reads_as_it_was_meant(written: str, name: str) -> None:
    assert parameters(written).get("filename", "") == name
