"""Tells whose a form is: by its code and its printed name, and which other units its other signs name."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dangvien_xlsx.judging.names import UnitNames
from dangvien_xlsx.judging.signs import Signs
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.submission import ReceivedFile, Submission
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import shorten, show


class Whose(NamedTuple):
    """Whose a form is, as far as it can be told.

    ``unit``: whose it says it is, none where nobody can tell or where its code and its printed name name two.
    ``meant``: the codes of all units that any of its signs names. ``says``: what each sign names, in words, where they
    disagree. ``findings``: about its own code and name. ``filed``: the code of another unit that the file's own name
    names, which says more than who sent or filled it.
    """

    unit: Unit | None
    meant: tuple[str, ...] = ()
    says: str = ""
    findings: tuple[Finding, ...] = ()
    filed: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether another unit may be meant."""
        return len(self.meant) > 1 or (self.unit is None and bool(self.meant))


class Identities:
    """Tells by one catalogue whose forms are."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.names = UnitNames(catalogue.units)
        self.signs = Signs(catalogue, self.names)

    def whose(self, file: ReceivedFile, submission: Submission) -> Whose:
        """Tell whose a form is.

        Args:
            file: The file that it stands in, with what its mail says.
            submission: The form.
        """
        place = {"file": file.path, "sheet": submission.sheet, "cell": submission.unit_cell}
        own = self._of_row(submission, place) if submission.is_row else self._by_itself(file, submission, place)
        return self._with_signs(own, file, submission) if own.unit else own

    def _by_itself(self, file: ReceivedFile, submission: Submission, place: Mapping[str, str]) -> Whose:
        """Tell whose a form is by what stands in it: its hidden code first, the printed name beside it."""
        code, printed = submission.unit_code, submission.unit_name
        called = self.names.called(printed) if printed else frozenset()
        meant = called or (self.names.meant_by(printed, code) if printed else frozenset())
        unit = self.catalogue.unit.get(code)
        told: list[Finding] = []
        if unit is None and code:
            unit = self._by_number(code, meant)
            if unit:
                told.append(finding("unit-code-read", place, value=shorten(code), code=unit.code, unit_name=unit.name))
        elif not code and len(meant) == 1:
            unit = self.catalogue.unit[next(iter(meant))]
        elif not code and not printed and (named := self.signs.by_form_name(file.path)):
            about = {"value": words.BY_FILE_NAME.format(unit=named.name), "outcome": _counted_for(named)}
            return Whose(named, (named.code,), "", (finding("identity-doubt", _of_form(place), **about),))
        if unit and printed and not meant and self.names.is_short_for_one(printed, unit.code):
            # Renamed since, or written as people call it: the code that we wrote and the name agree.
            meant = frozenset((unit.code,))
        if unit is None:
            unknown = self._unknown(submission, place, meant)
            if len(called) == 1:  # its code is nobody's, its name one unit's: that unit has sent something
                (owner,) = self._in_order(called)
                return Whose(owner, (owner.code,), "", (unknown._replace(unit=owner.code),))
            # Two names, or one of two units: each of them has to hear of it, and it is nobody's.
            codes = tuple(named.code for named in self._in_order(meant)) if len(meant) > 1 else ()
            return Whose(None, codes, "", tuple(unknown._replace(unit=code) for code in codes or ("",)))
        if printed and (unit.code not in meant or (not called and len(meant) > 1)):
            return self._contradiction(unit, submission, meant, place)
        if printed and not called:
            told.append(finding("unit-name-read", place, value=shorten(printed), unit_name=unit.name))
        return Whose(unit, (unit.code,), "", tuple(told))

    def _of_row(self, submission: Submission, place: Mapping[str, str]) -> Whose:
        """Tell whose the row of a table is: a code or a name, or a text that holds the name of one."""
        by_code, by_name = self._typed(submission.unit_code), self._typed(submission.unit_name)
        read = self._read_name(submission, by_name, place)
        by_name = by_name or (self.catalogue.unit[read.unit] if read else None)
        unit = by_code or by_name
        if unit is None:
            shared = self._in_order(self.names.called(submission.unit_name or submission.unit_code))
            typed = [text for text in (submission.unit_code, submission.unit_name) if text]
            near = words.SHARED_NAME.format(units=_listed(shared)) if shared else self._nearest(" ".join(typed[-1:]))
            about = {"value": shorten(", ".join(typed)), "printed": "", "nearest": near}
            return Whose(None, (), "", (finding("unknown-unit", place, **about),))
        if by_code and submission.unit_name and by_name is not by_code:
            # The level below numbers its units by itself: its 01 need not be ours.
            return self._contradiction(by_code, submission, frozenset([by_name.code] if by_name else ()), place)
        told = (read._replace(unit=""),) if read else ()
        return Whose(unit, (unit.code,), "", told)

    def _read_name(self, submission: Submission, by_name: Unit | None, place: Mapping[str, str]) -> Finding | None:
        """Tell of a name that is none of the catalogue's as it stands, and whose it is taken for; none where nobody's.

        A text that holds one unit's name is taken as on forms; a code in the column of names is told.
        """
        typed = submission.unit_name
        called = self.names.called(typed) if typed else frozenset()
        if by_name is None:
            # A name that several units bear tells of none of them.
            within = self._in_order(self.names.named_in(typed)) if typed and not called else ()
            if len(within) != 1:
                return None
            unit = within[0]
            about = {"value": shorten(typed), "unit_name": unit.name}
            return finding("unit-name-read", {**place, "unit": unit.code}, **about)
        if called or submission.unit_code:
            return None
        about = {"value": shorten(typed), "code": by_name.code, "unit_name": by_name.name}
        return finding("unit-code-read", {**place, "unit": by_name.code}, **about)

    def _typed(self, text: str) -> Unit | None:
        """Return the unit that a cell names by its code or by one of its names; none where none or several bear it."""
        called = self.names.called(text) if text else frozenset()
        unit = self.catalogue.unit.get(text) or self.signs.numbered(text)
        return unit or (self.catalogue.unit[next(iter(called))] if len(called) == 1 else None)

    def _by_number(self, code: str, meant: frozenset[str]) -> Unit | None:
        """Return the unit whose code is the same number, if the printed name says so too: Excel makes 1 of 01."""
        unit = self.signs.numbered(code)
        return unit if unit and meant == {unit.code} else None

    def _contradiction(
        self, unit: Unit, submission: Submission, meant: frozenset[str], place: Mapping[str, str]
    ) -> Whose:
        """Return what is told of a form whose code is one unit's and whose name is another's: it is nobody's then."""
        others = self._in_order(meant - {unit.code})
        about = {
            "value": shorten(submission.unit_code),
            "expected": unit.name,
            "printed": shorten(submission.unit_name),
            "others": words.NAME_OF.format(units=_listed(others)) if others else "",
        }
        found = tuple(
            finding("unit-mismatch", {**place, "unit": each.code}, **about)
            for each in ((unit, *others) if others else (unit,))
        )
        if not others:
            return Whose(unit, (unit.code,), "", found)
        return Whose(None, (unit.code, *(each.code for each in others)), "", found)

    def _unknown(self, submission: Submission, place: Mapping[str, str], meant: frozenset[str]) -> Finding:
        code, printed = submission.unit_code, submission.unit_name
        shown = words.PRINTED_NAME.format(name=shorten(printed)) if printed else ""
        if len(meant) > 1:
            nearest = words.SHARED_NAME.format(units=_listed(self._in_order(meant)))
        else:
            nearest = self._nearest(printed)
        return finding(
            "unknown-unit", _of_form(place), value=shorten(show(code or None)), printed=shown, nearest=nearest
        )

    def _nearest(self, printed: str) -> str:
        """Name the units whose names are nearest, for a person to choose from; nothing is matched on this."""
        units = self.names.nearest(printed)
        return words.NEAREST.format(units=_listed(units)) if units else ""

    def _with_signs(self, own: Whose, file: ReceivedFile, submission: Submission) -> Whose:
        """Add what the form's other signs name: its file's name, its mail's subject and sender, who filled it."""
        if own.unit is None:
            return own
        others = self.signs.others(own.unit, file, submission)
        if not others:
            return own
        said = [(words.FORM_SAYS, own.unit), *others]
        meant = tuple(dict.fromkeys(unit.code for _, unit in said))
        says = "; ".join(words.SAYS.format(what=what, unit=unit.name) for what, unit in said)
        filed = next((unit.code for what, unit in others if what == words.FILE_SAYS), "")
        return own._replace(meant=meant, says=says, filed=filed)

    def _in_order(self, codes: Iterable[str]) -> tuple[Unit, ...]:
        wanted = frozenset(codes)
        return tuple(unit for unit in self.catalogue.units if unit.code in wanted)


def _listed(units: Iterable[Unit]) -> str:
    return ", ".join(words.NEAR.format(name=unit.name, code=unit.code) for unit in units)


def _of_form(place: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in place.items() if key != "cell"}


def _counted_for(unit: Unit) -> str:
    return words.COUNTED_FOR.format(unit=unit.name)
