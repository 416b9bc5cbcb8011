"""Writes ``samples/``: for each client a mail as it structures them, and beside it what must come out of it.

python -m tests.mail.make_samples
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.mail import shapes
from tests.mail.containers import msg, tnef

SAMPLES = Path(__file__).resolve().parent / "samples"
NAME = "Phiếu Đại Thắng (sửa) - Nguyễn Thuỳ.xlsx"
BOOK = b"PK\x03\x04" + bytes(range(256))
SUBJECTS = {
    "gmail": "Phiếu kết nạp",
    "outlook": "Phiếu kết nạp",
    "zimbra": "Phiếu kết nạp",
    "apple_mail": "Phiếu kết nạp",
}
SUBJECTS |= {"forwarded": "Fwd: Phieu", "exchange_forward": "FW: Phieu", "bare": "Phieu"}
"""What the mails of a client are called; the others say just Phiếu."""
PLACES = {"forwarded": "Phiếu kết nạp.eml/", "exchange_forward": "Phiếu kết nạp.eml/"}
"""In which mail of the mail the form lies."""


def samples() -> dict[str, bytes]:
    """Return all samples and expectations by file name."""
    made: dict[str, bytes] = {}
    for index, shape in enumerate(shapes.SHAPES):
        case = shape.__name__
        made[f"{case}.eml"] = shape(NAME, BOOK, index)
        made[f"{case}.json"] = _expected(
            SUBJECTS.get(case, "Phiếu"),
            f"dv{index}@vuban.example",
            f"2023-07-03T01:{index:02d}:00+00:00",
            PLACES.get(case, ""),
        )
    sent = datetime(2023, 7, 3, 1, 0, tzinfo=UTC)
    made["outlook_file.msg"] = msg([(NAME, BOOK)], "Phiếu", "dv@vuban.example", "Gửi phiếu", sent)
    made["outlook_file.json"] = _expected("Phiếu", "dv@vuban.example", "2023-07-03T01:00:00+00:00")
    made["winmail.dat"] = tnef([(NAME, BOOK)], "Gửi phiếu")
    made["winmail.json"] = _expected("", "", None)
    return made


def _expected(subject: str, sender: str, received: str | None, place: str = "") -> bytes:
    expected = {"subject": subject, "form": {"path": place + NAME, "sender": sender, "received": received}}
    return (json.dumps(expected, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    SAMPLES.mkdir(exist_ok=True)
    for name, content in samples().items():
        (SAMPLES / name).write_bytes(content)
