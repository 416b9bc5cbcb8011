"""Forms share what is equal in all of them, and each stays what it was."""

from datetime import datetime

import pytest

from dangvien_xlsx.intake import sharing
from dangvien_xlsx.intake.sharing import Sharing
from dangvien_xlsx.model.submission import CellValue, Remark, Submission, Value

_DAY = datetime(2023, 1, 1)
_VALUES: tuple[Value, ...] = (None, 0, 1, False, True, 0.0, -0.0, 1.0, "", "1", "0", _DAY.date(), _DAY)


def _form(value: Value, text: str = "Ghi chú") -> Submission:
    """Return a form made of texts and tuples that no other form has in its hands."""
    return Submission(
        *("".join(["Phi", "ếu"]), "01", "Xã A", "2023-6T", "1", "mã", ("ket" + "_nap"[:],), ()),
        values={"ket" + "_nap"[:]: CellValue(value, "".join(["Phi", "ếu"]), "".join(["C", "9"]))},
        remarks=(Remark("".join([text, "!"]), "A1", is_head=True),),
        reasons={},
    )


def test_each_form_stays_what_it_was() -> None:
    one = Sharing()
    for value in (*_VALUES, *reversed(_VALUES)):
        form = _form(value)
        assert repr(one.form(form)) == repr(form)
        assert type(one.form(form).values["ket_nap"].value) is type(value)


def test_equal_parts_are_one() -> None:
    one = Sharing()
    first, second, other = one.form(_form(7)), one.form(_form(7)), one.form(_form(8, "Khác"))
    assert first.values["ket_nap"] is second.values["ket_nap"] is not other.values["ket_nap"]
    assert first.remarks is second.remarks is not other.remarks
    assert first.sheet is second.sheet is other.sheet


def test_forms_that_all_differ_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_MOST", 100)
    one = Sharing()
    for number in range(1_000):
        form = _form(number, str(number))
        assert repr(one.form(form)) == repr(form)
        assert len(one._known) <= 120
