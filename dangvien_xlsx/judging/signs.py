"""What the signs around a form name: its file's name, its mail's subject, words and sender, who filled it."""

from collections.abc import Mapping
from functools import cached_property

from dangvien_xlsx.judging.names import UnitNames, holds, words_of
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.submission import ReceivedFile, Submission
from dangvien_xlsx.model.unit import Unit, code_number
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.fold import slug
from dangvien_xlsx.text.speaking import handed_on_from, is_signing, of_commune, spoken_for

_COPY = pattern(r" ?\(\d+\)(?=\.[^.]+$)")
"""Mail programs and browsers add "(1)" to a name that is taken."""
_SUFFIX = pattern(r"\.[^.]+$")
_PARTED = pattern(r"\s[-–—]\s|[,;|/()\n]")
"""What stands between a person's name and the name of the person's unit."""


def form_file_name(unit: Unit, digits: int = 0) -> str:
    """Return the name of a unit's form: ``16-thanh-loi.xlsx``.

    Args:
        unit: Whose form it is.
        digits: To which a code that is a plain number is filled up with zeros, so that a folder sorts as the units do.
    """
    code = unit.code.zfill(digits) if code_number(unit.code) is not None else unit.code
    return f"{slug(code)}-{slug(unit.name)[:60].strip('-')}.xlsx"


class Signs:
    """Tells by one catalogue which units signs name."""

    def __init__(self, catalogue: Catalogue, names: UnitNames) -> None:
        self.catalogue = catalogue
        self.names = names

    def others(self, own: Unit, file: ReceivedFile, submission: Submission) -> list[tuple[str, Unit]]:
        """Return the other units that the signs of a form name, each with the sign in words.

        Args:
            own: Whose the form is by itself.
            file: With what its mail says.
            submission: The form.
        """
        signs = (
            (words.FILE_SAYS, self.of_file_name(file.path)),
            (words.SUBJECT_SAYS, self.of_text(file.subject)),
            (words.BODY_SAYS, self.of_words(file.said, own)),
            (words.PAGE_SAYS, self._of_page(submission, own)),
            (words.FILLER_SAYS, self._of_filler(submission.filled_by)),
            (words.SENDER_SAYS, self.catalogue.unit.get(self.of_sender(file.sender))),
            (words.FIRST_SENDER_SAYS, self.catalogue.unit.get(self.of_sender(handed_on_from(file.said)))),
        )
        return [(what, unit) for what, unit in signs if unit and not _may_mean(own, unit, what)]

    def numbered(self, code: str) -> Unit | None:
        """Return the unit whose code is the same number."""
        number = code_number(code)
        return None if number is None else self._by_code_number.get(number)

    @cached_property
    def _by_code_number(self) -> Mapping[int, Unit | None]:
        """Units by the number that their code is; none where two codes are the same number."""
        found: dict[int, Unit | None] = {}
        for unit in self.catalogue.units:
            number = code_number(unit.code)
            if number is not None:
                found[number] = None if number in found else unit
        return found

    @cached_property
    def _filed(self) -> Mapping[str, Unit]:
        """Units by the file name of the form that they were sent."""
        units, digits = self.catalogue.units, self.catalogue.code_digits
        longer = [unit for unit in units if len(unit.code) < digits]
        return {form_file_name(unit): unit for unit in units} | {form_file_name(unit, digits): unit for unit in longer}

    def by_form_name(self, path: str) -> Unit | None:
        """Return the unit whose form was sent under this name, whatever kind of file it is now and whatever follows."""
        name = _COPY.sub("", path.rpartition("/")[2].casefold())
        found = self._filed.get(_SUFFIX.sub(".xlsx", name))
        if found:
            return found
        code, _, rest = _SUFFIX.sub("", name).partition("-")
        unit = self.numbered(code)
        own = _SUFFIX.sub("", form_file_name(unit).partition("-")[2]) if unit else ""
        return unit if own and rest.startswith(own) and not rest[len(own) : len(own) + 1].isalnum() else None

    def of_file_name(self, path: str) -> Unit | None:
        """Return the unit that a file's name names; none where it names none or several."""
        stem = _SUFFIX.sub("", path.rpartition("/")[2])
        return self.by_form_name(path) or self._only(
            self.names.named_in_plain(stem) if stem.isascii() else self.names.named_in(stem)
        )

    def of_text(self, text: str) -> Unit | None:
        """Return the one unit that a text names; none where it names none or several."""
        if not text:
            return None
        return self._only(self.names.named_in_plain(text) if text.isascii() else self.names.named_in(text))

    def of_words(self, said: str, own: Unit | None = None) -> Unit | None:
        """Return the unit for which a mail's words speak; none where the form's own is named as well.

        Args:
            said: The mail's own words.
            own: The unit whose form it brought.
        """
        if not said or (own and own.code in self.names.named_in(said)):
            return None
        parts = list(spoken_for(said))
        found = frozenset(code for part in parts for code in self._in_offices(part))
        if not found and said.isascii():
            found = frozenset(code for part in parts for code in self.names.named_in_plain(part))
        return self._only(found)

    def _of_page(self, submission: Submission, own: Unit) -> Unit | None:
        """Return the unit that the page names where it says whose it is: letterhead, labels, the line of signing."""
        office = (self.catalogue.office.superior, self.catalogue.office.name)
        texts = [
            remark.text
            for remark in submission.remarks
            if remark.text not in office and (remark.is_printed or is_signing(remark.text))
        ]
        found = frozenset(code for text in texts for code in self.names.named_in(text))
        return None if own.code in found else self._only(found)

    def _of_filler(self, filled_by: str) -> Unit | None:
        """Return the unit that the line of who filled the form names.

        Persons bear the names of communes (Nguyễn Thành Lợi), so a name inside a person's is none: in a person's name
        every word begins with a capital, in an office's (Văn phòng Thành Lợi) not.
        """
        return self._only(self._in_offices(filled_by)) if filled_by else None

    def _in_offices(self, text: str) -> frozenset[str]:
        parts = [part.strip() for part in _PARTED.split(text) if part.strip()]
        offices = [part for part in parts if not part.istitle() and not part.isupper()]
        whole = [part for part in parts if len(parts) > 1 and self.names.called(part)]
        return frozenset(code for part in (*offices, *whole) for code in self.names.named_in(of_commune(part)))

    def _only(self, codes: frozenset[str]) -> Unit | None:
        """Return the one unit of a set that may be a sender; the collecting office's own name stands in every mail."""
        office = words_of(self.catalogue.office.name)
        units = [
            self.catalogue.unit[code]
            for code in codes
            if not (office and holds(words_of(self.catalogue.unit[code].name), office))
        ]
        return units[0] if len(units) == 1 else None

    @cached_property
    def _addressed(self) -> Mapping[str, str]:
        addressed: dict[str, str] = {}
        for unit in self.catalogue.units:
            for address in map(str.casefold, unit.addresses):
                # An address that two units share tells of neither.
                addressed[address] = "" if address in addressed else unit.code
        return addressed

    def of_sender(self, sender: str) -> str:
        """Return the code of the unit whose address this is, blank where it is nobody's or several units'."""
        return self._addressed.get(sender.casefold(), "")


def _may_mean(own: Unit, named: Unit, what: str) -> bool:
    """Tell whether a sign that names a unit may mean the form's own: "Công an" may be short for "Công an huyện"."""
    if named is own or what in (words.SENDER_SAYS, words.FIRST_SENDER_SAYS):
        return named is own
    return any(holds(words_of(name), words_of(short)) for name in own.names for short in named.names)
