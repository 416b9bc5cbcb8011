"""One PDF/A of several: the first one's marks stay, the others' pages follow, and nothing in it tells the hour."""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from dangvien_xlsx.letter.told import Told

_PART, _CONFORMANCE = 2, "B"
_PDFA_MARK = b"<pdfaid:part>"
_PROFILE_TIME = slice(24, 36)
"""Where an ICC profile tells when it was made: six numbers of two bytes (ICC.1:2022, 7.2.8)."""
_PRODUCER = "LibreOffice, dangvien_xlsx"


def is_archival(content: bytes) -> bool:
    """Tell whether a PDF says that it is a PDF/A."""
    from pypdf import PdfReader

    return _PDFA_MARK in _metadata(PdfReader(io.BytesIO(content)))


def joined(parts: Sequence[bytes], told: Told) -> bytes:
    """Return one PDF with the pages of all, PDF/A if every one of them is.

    All of them come from one run of one program, so the first one's colours (``OutputIntents``) hold for all. The XMP
    is written anew: that of the first part alone, and its hour, would be kept otherwise. The same parts but for their
    hours and marks of identity give the same bytes.

    Args:
        parts: The PDFs, in their order.
        told: What it says of itself.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, ByteStringObject, DecodedStreamObject, NameObject

    readers = [PdfReader(io.BytesIO(part)) for part in parts]
    archival = all(_PDFA_MARK in _metadata(reader) for reader in readers)
    writer = PdfWriter(clone_from=readers[0])
    for reader in readers[1:]:
        writer.append(reader, import_outline=False)
    _stop_clock(writer, told)
    stream = DecodedStreamObject()
    stream.set_data(_xmp(told, archival=archival))
    stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    root: Any = writer.root_object
    if "/Metadata" in root:  # in the old one's place: nothing that tells the hour is left behind
        writer._replace_object(root.raw_get("/Metadata"), stream)
    else:
        root[NameObject("/Metadata")] = writer._add_object(stream)
    day = told.stamp.strftime("D:%Y%m%d%H%M%S+00'00'")
    writer.metadata = None
    writer.add_metadata(
        {
            "/Title": told.title,
            "/Author": told.author,
            "/Keywords": told.keyword,
            "/Producer": _PRODUCER,
            "/CreationDate": day,
            "/ModDate": day,
        }
    )
    identity = ByteStringObject(told.keyword.encode()[-32:])
    writer._ID = ArrayObject((identity, identity))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _stop_clock(writer: Any, told: Told) -> None:
    """Put the paper's own time into the profiles of its colours: LibreOffice writes the computer's clock there."""
    for intent in writer.root_object.get("/OutputIntents", ()):
        profile = intent.get_object()["/DestOutputProfile"].get_object()
        content = bytearray(profile.get_data())
        content[_PROFILE_TIME] = b"".join(part.to_bytes(2, "big") for part in told.stamp.timetuple()[:6])
        profile.set_data(bytes(content))


def _metadata(reader: Any) -> bytes:
    found = reader.root_object.get("/Metadata")
    return bytes(found.get_object().get_data()) if found is not None else b""


def _xmp(told: Told, *, archival: bool) -> bytes:
    """Return the metadata as XMP: the same words as in the document's own table, or it would be no PDF/A."""
    day = told.stamp.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    mark = f"<pdfaid:part>{_PART}</pdfaid:part><pdfaid:conformance>{_CONFORMANCE}</pdfaid:conformance>"
    text = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{mark if archival else ""}
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(told.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(told.author)}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{escape(_PRODUCER)}</pdf:Producer><pdf:Keywords>{escape(told.keyword)}</pdf:Keywords>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
    return text.encode("utf-8")
