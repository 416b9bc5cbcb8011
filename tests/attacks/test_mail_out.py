"""What a unit's mail or the catalogue holds cannot write into the mails that we send."""

import email
import os
import re
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import SMTP, compat32, default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangvien_xlsx.mail import compose
from dangvien_xlsx.mail.compose import Draft, draft_bytes
from dangvien_xlsx.mail.proof import is_identifier
from dangvien_xlsx.mail.thread import thread_of
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import DraftError
from dangvien_xlsx.model.mailbox import is_address
from dangvien_xlsx.pipeline.drafts import make_drafts, write_drafts
from dangvien_xlsx.pipeline.send import deliver, plan
from dangvien_xlsx.workspace.mails import DraftKind
from tests.conftest import EXAMPLE, ROOT
from tests.forms import fill
from tests.mail.conftest import Office, authority, certificates, office, receiver
from tests.mail.servers import SMTP_PASSWORD, Receiver

__all__ = ["authority", "certificates", "office", "receiver"]  # fixtures of the tests of mail

NAMES = {"From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "Date", "X-Unsent", "MIME-Version"}
NAMES |= {"Content-Type", "Content-Transfer-Encoding"}

# What a decoder makes a line end of, wherever it stands.
EVIL = [
    "=?utf-8?Q?a=0D=0ABcc:evil@evil.example=0D=0A?=",
    "=?utf-8?B?DQpCY2M6IGV2aWxAZXZpbC5leGFtcGxlDQo=?=",
    "=?iso-8859-1?q?=0ABcc:_evil@evil.example?=",
    "=?utf-8?q?=3D=3Futf-8=3Fq=3F=0D=0ABcc:evil@evil.example=3F=3D?=",
    "a\rBcc: evil@evil.example",
    "a\r\nBcc: evil@evil.example\r\n\r\nx",
    "a\x0bBcc: evil@evil.example",
    "a\x85Bcc: evil@evil.example",
    "a\u2028Bcc: evil@evil.example",
    "a\x00\x1b]0;x\x07\u202egpj.exe",
    "a\ud800",
    '"A" <evil@evil.example>, b',
    "x" * 5_000,
]


def base(**changes: object) -> Draft:
    made = Draft("16", "Thành Lợi", "btc@vb.example", "Ban Tổ chức", ("tl@vb.example",), "Phiếu", "Kính gửi", ())
    return made._replace(**changes)  # type: ignore[arg-type]


def assert_ours(content: bytes) -> None:
    """Three of Python's readers find our headers, each once, and nothing in them that we did not mean."""
    for policy in (default, compat32, SMTP):
        message = email.message_from_bytes(content, policy=policy)
        names = message.keys()
        assert set(names) <= NAMES, names
        assert len(names) == len(set(names))
        if policy is not compat32:
            assert [item.addr_spec for item in message["To"].addresses] == ["tl@vb.example"]
            assert [item.addr_spec for item in message["From"].addresses] == ["btc@vb.example"]
    head = content.partition(b"\r\n\r\n")[0]
    assert b"\nBcc" not in head
    assert head.replace(b"\r\n", b"").isascii()
    assert b"\n" not in head.replace(b"\r\n", b"")


@pytest.mark.parametrize("field", ["unit_name", "sender_name", "subject", "text"])
@pytest.mark.parametrize("evil", EVIL)
def test_what_the_catalogue_says_writes_no_header(field: str, evil: str) -> None:
    for sent in (None, datetime(2023, 7, 5, tzinfo=UTC)):
        assert_ours(draft_bytes(base(**{field: evil}), sent))


@pytest.mark.parametrize("evil", EVIL)
def test_a_files_name_writes_no_header(evil: str) -> None:
    assert_ours(draft_bytes(base(files=((f"{evil}.xlsx", b"PK"),))))


@pytest.mark.parametrize("evil", [*EVIL, "=?utf-8?q?a?=", "mã-thư", "a..b", ".a", "a b", '"a b"', "a(b)", ""])
@pytest.mark.parametrize("header", ["Message-ID", "References", "In-Reply-To", "Subject", "From"])
def test_a_received_mail_writes_no_header(header: str, evil: str) -> None:
    headers = {"Message-ID": "<good@unit.example>", "Subject": "Phieu", "From": "tl@vb.example"}
    headers[header] = f"<{evil}@y.example>" if header not in ("Subject", "From") else f"{evil} <tl@vb.example>"
    raw = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode("utf-8", "surrogatepass")
    thread = thread_of(raw + b"\r\ntext")
    if thread is None:
        return  # no identifier at all: the reply stands by itself
    answer = base(subject=thread.subject or "Phiếu", answers=thread.message_id, references=thread.references)
    assert_ours(draft_bytes(answer))
    assert all(re.fullmatch(r"<[!-;=?-~]+@[!-;=?-~]+>", item) and "=?" not in item for item in answer.thread)


_SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from dangvien_xlsx.mail.compose import Draft, draft_bytes
from dangvien_xlsx.mail.proof import is_identifier
from dangvien_xlsx.mail.thread import thread_of
evil = "=?utf-8?Q?a=0D=0ABcc:evil@evil.example?="
twice = "=?utf-8?q?=3D=3Futf-8=3Fq=3Fa=0D=0ABcc:evil@evil.example=3F=3D?="
heads = ("Message-ID: <good@x.example>", f"References: <{evil}@y> <b@c.example>", f"Subject: {twice}",
         "From: a@b.example")
thread = thread_of("\\r\\n".join((*heads, "", "x")).encode())
names = dict(unit_name=evil, sender_name=evil, subject=thread.subject + evil)
made = Draft("16", sender="btc@vb.example", to=("tl@vb.example",), text=evil, answers=thread.message_id,
             references=thread.references, files=((evil + ".xlsx", b"PK"),), **names)
sys.stdout.buffer.write(draft_bytes(made))
"""


def _pythons() -> list[str]:
    """Return the Pythons of this computer that the package supports: the hole was in some versions only."""
    installed = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions").glob("3.*/bin/python")
    newer = [path for path in installed if int(path.parents[1].name.split(".")[1]) >= 11]
    return [sys.executable, *map(str, sorted(newer))]


@pytest.mark.parametrize("python", _pythons())
def test_no_python_of_this_computer_lets_a_header_in(python: str) -> None:
    ran = subprocess.run([python, "-c", _SCRIPT, str(ROOT)], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert_ours(ran.stdout)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=120), min_size=4, max_size=4), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_at_all_gives_a_mail_that_says_exactly_that(texts: list[str], references: list[str]) -> None:
    unit, sender, subject, text = texts
    known = tuple(f"<{item}@y.example>" for item in references)
    made = base(unit_name=unit, sender_name=sender, subject=subject, text=text, files=((f"{unit}.xlsx", b"PK"),))
    assert_ours(draft_bytes(made))
    good = not known or all(is_identifier(item) for item in known)
    with nullcontext() if good else pytest.raises(DraftError):
        assert_ours(draft_bytes(made._replace(answers="<a@b.example>", references=known)))


def test_a_mail_that_would_say_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate by itself: whatever the writer lets through, the reader does not."""
    for answers in ("<a@b>\r\nBcc: x@y.example", "<=?utf-8?q?a?=@b>", "<mã@x.example>", "khong"):
        with pytest.raises(DraftError):
            draft_bytes(base(answers=answers))
    monkeypatch.setattr(compose, "_encoded", lambda text, plain: text)  # a writer that forgot to encode
    for subject in ("=?utf-8?q?a?=", "a\tb =?utf-8?b?DQo=?=", "tiếng Việt"):
        with pytest.raises((DraftError, UnicodeEncodeError)):
            draft_bytes(base(subject=subject))


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("a@x.vn", True),
        ("a.b+c@mail.x-y.gov.vn", True),
        ("a..b@x.vn", False),
        (".a@x.vn", False),
        ("a.@x.vn", False),
        ("a@x", False),
        ("a@-x.vn", False),
        ("a@x..vn", False),
        ("a@x.vn\r\nBcc:b@c.vn", False),
        ("a@x.vn\n", False),
        ("=?utf-8?q?a?=@x.vn", False),
        ("á@x.vn", False),
        ("a@xã.vn", False),
        ("a b@x.vn", False),
        ("a@b@x.vn", False),
        ("a" * 65 + "@x.vn", False),
        ("a@" + "x." * 150 + "vn", False),
    ],
)
def test_one_validator_knows_an_address(address: str, good: bool) -> None:
    assert is_address(address) is good
    if not good:
        with pytest.raises(DraftError):
            draft_bytes(base(to=(address,)))
        with pytest.raises(DraftError):
            draft_bytes(base(sender=address))


def _with_units(office: Office, **changes: object) -> None:
    first, *rest = office.catalogue.units
    changed = first._replace(**changes)  # type: ignore[arg-type]
    office.catalogue = replace(office.catalogue, units=(changed, *rest))
    office.declare()


def test_a_wrong_address_is_that_units_notice_and_the_others_are_written(office: Office) -> None:
    _with_units(office, email="a..b@x.vn")
    written, batch = write_drafts(office.workspace, DraftKind.FORMS)
    assert len(written) == 56
    assert all("a..b@x.vn" in notice for notice in batch.notices)
    assert batch.notices


def _hostile_mail(code: str, headers: bytes) -> bytes:
    """Return a mail that brings a form with an error in it, under headers of a stranger's choice."""
    from base64 import encodebytes

    (path,) = (EXAMPLE / "nhan-ve").glob(f"{code}-*.xlsx")
    form = encodebytes(fill(path.read_bytes(), {"nu": 999}))
    kind = b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
    return b"%sMIME-Version: 1.0\r\n%sContent-Disposition: attachment; filename=a.xlsx\r\n\r\n%s" % (
        headers,
        kind,
        form,
    )


def test_hostile_mails_get_clean_answers_and_nobody_elses_answer_is_lost(office: Office, receiver: Receiver) -> None:
    evil = b"=?utf-8?Q?a=0D=0ABcc:evil@evil.example?="
    mails = {
        "01": b"Message-ID: <" + evil + b"@y.example>\r\nSubject: a\r\nFrom: a@b.example\r\n",
        "02": b"Message-ID: <a@b.example>\r\nReferences: <" + evil + b"@y>\r\nSubject: a\r\nFrom: a@b.example\r\n",
        "03": b"Message-ID: <a@b.example>\r\nSubject: =?utf-8?q?=3D" + evil[1:] + b"\r\nFrom: a@b.example\r\n",
        "04": "Message-ID: <thư@b.example>\r\nSubject: a\r\nFrom: a@b.example\r\n".encode(),
        "05": b"Message-ID: <a@b.example>\r\nSubject: a\r\nFrom: a..b@x.vn\r\n",
    }
    for code, headers in mails.items():
        (office.workspace.received / f"{code}.eml").write_bytes(_hostile_mail(code, headers))
    office.smtp(receiver.port)
    written, _ = write_drafts(office.workspace, DraftKind.RETURNS)
    assert len(written) == 5
    for path in written:
        message = email.message_from_bytes(path.read_bytes(), policy=default)
        assert set(message.keys()) <= NAMES
        assert b"evil" not in path.read_bytes()
    assert deliver(office.workspace, plan(office.workspace, DraftKind.RETURNS), SMTP_PASSWORD).sent == 5
    assert [set(email.message_from_bytes(mail).keys()) <= NAMES | {"Date"} for _, mail in receiver.taken] == [True] * 5


def test_an_office_or_period_that_is_named_like_a_header_writes_none(office: Office, example: Catalogue) -> None:
    evil = "=?utf-8?Q?a=0D=0ABcc:evil@evil.example?="
    office.catalogue = replace(
        example,
        office=example.office._replace(name=evil, title=evil),
        period=example.period._replace(name=evil),
    )
    _with_units(office, name=evil)
    batch = make_drafts(office.workspace, DraftKind.FORMS)
    assert len(batch.drafts) == 57
    for made in batch.drafts:
        message = email.message_from_bytes(draft_bytes(made), policy=default)
        assert set(message.keys()) <= NAMES
        assert len(message["To"].addresses) == 1
