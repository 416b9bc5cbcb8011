"""Writes the blank forms of many units fast: what is the same in all of them is made once.

Between the forms of two units that are asked the same only three texts differ: the unit's name and code, and the
form's id. All three stand in one part of the package, the shared strings. So one form is written in full with marks in
their place, and each unit's form is that package with the shared strings written anew. A test holds that every part
equals what ``form_bytes`` writes.
"""

import io
import zipfile
from html import escape

from dangvien_xlsx.excel.form.beside import NOTHING_BESIDE, Beside
from dangvien_xlsx.excel.form.heading import name_lines
from dangvien_xlsx.excel.form.writer import form_bytes, form_id, widths_of
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.layout import form_layout
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.rules import Rules
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text.form import unusual_sentence

_STRINGS = "xl/sharedStrings.xml"
_MARKS = ("\ue000name\ue000", "\ue000code\ue000")
"""Characters of Unicode's private use area, which stand in no name."""
_MOST_TEMPLATES = 32
"""Kept at once; each is one more form written in full, and as many different targets are rare."""
_PLAIN_TEXT = pattern(r"[^\x00-\x1f\ue000-\uf8ff\ufffe\uffff]+")


_Asked = tuple[tuple[str, str, str], ...]


class _Template:
    """A form with marks where units differ, and all but its shared strings packed already."""

    def __init__(self, catalogue: Catalogue, beside: Beside) -> None:
        name, code = _MARKS
        marked = Unit(code, name, "", "")
        self._marks = (name, code, form_id(catalogue, marked))
        content = form_bytes(catalogue, marked, beside=beside)
        rest = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(rest, "w", zipfile.ZIP_DEFLATED) as kept:
            for info in made.infolist():
                if info.filename != _STRINGS:
                    kept.writestr(info, made.read(info))
            self._strings = made.read(_STRINGS).decode()
            self._info = made.getinfo(_STRINGS)
        self._rest = rest.getvalue()

    def form(self, texts: tuple[str, str, str]) -> bytes | None:
        """Return a form with a unit's texts for the marks; nothing where they cannot stand for them."""
        if not all(map(self._is_replaceable, texts)) or len(set(texts)) < len(texts):
            return None
        strings = self._strings
        for mark, text in zip(self._marks, texts, strict=True):
            strings = strings.replace(mark, escape(text, quote=False))
        stream = io.BytesIO(self._rest)
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(self._info, strings.encode())
        return stream.getvalue()

    def _is_replaceable(self, text: str) -> bool:
        """Tell whether a text may stand for a mark: it is written as it is, and the form has no equal text to share."""
        is_plain = _PLAIN_TEXT.fullmatch(text) is not None and text == text.strip() and "_x" not in text
        return is_plain and f"<t>{escape(text, quote=False)}</t>" not in self._strings


class FormSeries:
    """The blank forms of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._templates: dict[_Asked, _Template] = {}
        self._widths = widths_of(form_layout(catalogue.indicators))

    def form(self, unit: Unit, beside: Beside = NOTHING_BESIDE) -> bytes:
        """Return a unit's blank form; the same parts, byte for byte, as ``form_bytes`` writes.

        Units are asked the same where they have no past and the same target; a form that shows earlier figures is
        each unit's own, and is written in full; so is one whose unit's name takes a second line: its row is higher.
        """
        texts = (unit.name, unit.code, form_id(self._catalogue, unit))
        own = beside.columns or beside.reasons or name_lines(unit, self._widths) > 1
        template = None if own else self._template(beside)
        made = template.form(texts) if template else None
        return made or form_bytes(self._catalogue, unit, beside=beside)

    def _template(self, beside: Beside) -> _Template | None:
        asked = _asked(beside.soft)
        if asked not in self._templates:
            if len(self._templates) == _MOST_TEMPLATES:
                return None
            self._templates[asked] = _Template(self._catalogue, beside)
        return self._templates[asked]


def _asked(soft: Rules) -> _Asked:
    """Return what a form says of soft rules: two whose formulas and words are the same are one."""
    return tuple(
        (code, rule.when.formula(str), unusual_sentence(rule.about)) for code, rules in soft.items() for rule in rules
    )
