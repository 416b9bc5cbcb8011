"""What lies inside a signature: S/MIME and other mail programs wrap the signed mail or file whole (PKCS #7, RFC 5652).

The signature itself is not judged: who may speak for a unit is told by the catalogue, not by a certificate.
"""

from collections.abc import Iterator

from dangvien_xlsx.received.contents import Inner

SIGNED_MARK = bytes.fromhex("06092a864886f70d010702")
SEALED_MARK = bytes.fromhex("06092a864886f70d010703")
"""Object identifiers of what is signed and of what is encrypted; they stand in the first bytes."""


_LONGEST_LEAD = 200


def signed_content(content: bytes) -> bytes:
    """Return what was signed; blank where the signature stands alone or is damaged."""
    from asn1crypto.cms import ContentInfo

    try:
        wrapped = ContentInfo.load(content)["content"]["encap_content_info"]["content"]
        return bytes(wrapped.contents if wrapped.native is None else wrapped.native)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # what a forged structure raises
        return b""


def signed_items(outer: Inner, _kind: object = None, _password: str = "") -> Iterator[Inner]:
    """Yield the one file or mail inside a signature.

    Args:
        outer: The signed file.
        _kind: Known already; every expander is given it.
        _password: The same.
    """
    inside = signed_content(outer.read())
    if inside[:_LONGEST_LEAD].lstrip().lower().startswith(b"content-"):
        # The parts of a mail, whose own headers stayed outside.
        inside = b"MIME-Version: 1.0\r\n" + inside.lstrip()
    name = outer.path.rpartition("/")[2]
    inner = name.removesuffix(".p7m") or name
    yield outer._replace(path=f"{outer.path}/{inner}", read=lambda: inside)
