"""Writes the blank forms of many units fast: what is the same in all of them is made once.

Between two units' forms only three texts differ: the unit's name and code, and the form's id. All three stand in one
part of the package, the shared strings. So one form is written in full with marks in their place, and each unit's form
is that package with the shared strings written anew. A test holds that every part equals what ``form_bytes`` writes.
"""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from dangvien_xlsx.excel.form.beside import NOTHING_BESIDE, Beside
from dangvien_xlsx.excel.form.writer import form_bytes, form_id
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.unit import Unit

_STRINGS = "xl/sharedStrings.xml"
_MARKS = ("\ue000name\ue000", "\ue000code\ue000")
"""Characters of Unicode's private use area, which stand in no name."""
_PLAIN_TEXT = re.compile(r"[^\x00-\x1f\ue000-\uf8ff\ufffe\uffff]+")


class FormSeries:
    """The blank forms of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._info: zipfile.ZipInfo | None = None

    def form(self, unit: Unit, beside: Beside = NOTHING_BESIDE) -> bytes:
        """Return a unit's blank form; the same parts, byte for byte, as ``form_bytes`` writes.

        What stands beside the inputs is each unit's own: such a form is written in full.
        """
        if beside != NOTHING_BESIDE:
            return form_bytes(self._catalogue, unit, beside=beside)
        if self._info is None:
            self._prepare()
        texts = (unit.name, unit.code, form_id(self._catalogue, unit))
        if self._info is None or not all(map(self._is_replaceable, texts)) or len(set(texts)) < len(texts):
            return form_bytes(self._catalogue, unit)
        strings = self._strings
        for mark, text in zip(self._marks, texts, strict=True):
            strings = strings.replace(mark, escape(text))
        stream = io.BytesIO(self._rest)
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(self._info, strings.encode())
        return stream.getvalue()

    def _prepare(self) -> None:
        name, code = _MARKS
        marked = Unit(code, name, "", "")
        self._marks = (name, code, form_id(self._catalogue, marked))
        content = form_bytes(self._catalogue, marked)
        rest = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(rest, "w", zipfile.ZIP_DEFLATED) as kept:
            for info in made.infolist():
                if info.filename != _STRINGS:
                    kept.writestr(info, made.read(info))
            self._strings = made.read(_STRINGS).decode()
            self._info = made.getinfo(_STRINGS)
        self._rest = rest.getvalue()

    def _is_replaceable(self, text: str) -> bool:
        """Tell whether a text may stand for a mark: it is written as it is, and the form has no equal text to share."""
        is_plain = _PLAIN_TEXT.fullmatch(text) is not None and text == text.strip() and "_x" not in text
        return is_plain and f"<t>{escape(text)}</t>" not in self._strings
