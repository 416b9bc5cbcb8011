"""Prints, as JSON, what Windows makes of the parts that papers need: pypdf, and the search for LibreOffice."""

import hashlib
import json
import sys
from datetime import datetime
from pathlib import Path

from dangvien_xlsx.letter.pdf import is_archival, joined
from dangvien_xlsx.letter.told import Told
from dangvien_xlsx.model.errors import OfficeError
from dangvien_xlsx.workspace.libreoffice import as_pdf, find_office

TOLD = Told("Công văn", "Ban Tổ chức", datetime(2023, 7, 6, 8, 0), "53")


def pdf_of(guide: Path) -> bytes:
    """Return the guide twice over as one PDF."""
    content = guide.read_bytes()
    return joined([content, content], TOLD)


if __name__ == "__main__":
    made = pdf_of(Path(sys.argv[1]))
    office, problem = find_office(), ""
    if office:
        try:
            as_pdf({"cong-van.docx": b"PK"}, office, 3)
        except OfficeError as error:
            problem = str(error)
    told = {"digest": hashlib.sha256(made).hexdigest(), "archival": is_archival(made)}
    print(json.dumps(told | {"office": str(office or ""), "problem": problem}), flush=True)
