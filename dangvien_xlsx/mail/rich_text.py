"""The words of a body that Outlook keeps as compressed RTF alone."""

import re

from dangvien_xlsx.mail.body import tidy
from dangvien_xlsx.model.patterns import pattern

_LARGEST_PACKED, _LARGEST = 200_000, 2**20
"""Bytes packed and unpacked: the unpacker is slow, and a person reads the first lines."""
_NOT_OF_HTML = pattern(r"\\htmlrtf1?(?![0-9])(.{0,4000}?)\\htmlrtf0 ?", re.DOTALL)
"""What stands in RTF that was made from HTML for readers of RTF alone: said again beside the tags."""


def from_rich_text(packed: bytes) -> str:
    """Return the words, blank where there are none or it is damaged."""
    if len(packed) > _LARGEST_PACKED or int.from_bytes(packed[4:8], "little") > _LARGEST:
        return ""
    from compressed_rtf import decompress
    from striprtf.striprtf import rtf_to_text

    try:
        markup = decompress(packed).decode("latin-1")
        if "\\fromhtml" in markup[:400]:
            markup = _NOT_OF_HTML.sub(lambda found: "\\par " if "\\par" in found[1] else " ", markup)
        return tidy(rtf_to_text(markup, errors="ignore"))  # type: ignore[no-untyped-call]
    except MemoryError:
        raise
    except Exception:  # both libraries raise what they happen to meet in damaged text; the mail is told of without it
        return ""
