"""Mails as the tests unpack them: their kind told by their bytes, as the intake does."""

from dangvien_xlsx.mail.unpack import Item
from dangvien_xlsx.mail.unpack import items as items_of_kind
from dangvien_xlsx.received.kinds import MAILS, kind_of


def items(path: str, content: bytes) -> list[Item]:
    """Unpack a mail."""
    return items_of_kind(path, content, kind_of(content))


def is_mail(content: bytes) -> bool:
    """Tell whether the intake takes bytes for a mail."""
    return kind_of(content) in MAILS
