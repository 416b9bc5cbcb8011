"""Reports of mail servers: whether a mail is one, and whom a mail of ours did not reach (RFC 3464)."""

from collections.abc import Mapping, Sequence

from dangvien_xlsx.mail.headers import address
from dangvien_xlsx.received.contents import Report

_SERVERS = ("mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon")
_REACHED = ("delivered", "relayed", "expanded")
_MOST_TOLD = 20


def report_of(
    kind: str, fields: Mapping[str, str], told: Sequence[Mapping[str, str]], inside: Sequence[str]
) -> Report | None:
    """Return the report that a mail is, nothing where it is an ordinary mail.

    Args:
        kind: Its content type.
        fields: Its headers, by lower-case name.
        told: The fields of each block of a delivery report inside it.
        inside: To whom the mails inside it were written.
    """
    failed = [_recipient(block) for block in told if block.get("action", "").strip().lower() not in _REACHED]
    failed += fields.get("x-failed-recipients", "").split(",")
    is_report = kind == "multipart/report" or "x-failed-recipients" in fields
    if not is_report:
        sender = address(fields.get("from", ""))[0].partition("@")[0]
        if sender not in _SERVERS or not inside:
            return None
        failed += inside
    addresses = (address(each)[0] for each in failed)
    return Report(tuple(dict.fromkeys(each for each in addresses if each))[:_MOST_TOLD])


def _recipient(block: Mapping[str, str]) -> str:
    told = block.get("original-recipient") or block.get("final-recipient") or ""
    return told.partition(";")[2] or told
