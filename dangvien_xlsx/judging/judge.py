"""Judges submissions against the catalogue: whose they are, for which period, and whether their figures hold."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.expression import Values
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.layout import EARLIER_VERSIONS, VERSION
from dangvien_xlsx.model.rules import Rule, Rules, rules_for, verdict
from dangvien_xlsx.model.submission import ReceivedFile, Submission
from dangvien_xlsx.model.typed import Heard, hear
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text import typed as typed_words
from dangvien_xlsx.text.findings import broken_rule, finding
from dangvien_xlsx.text.fold import fold, slug
from dangvien_xlsx.text.names import shorten, show
from dangvien_xlsx.text.typed import TYPED

_NEAREST, _LIKENESS = 3, 0.6
_MOST_SAID = 10_000
"""Sets of values whose verdicts are kept."""


def form_file_name(unit: Unit) -> str:
    """Return the name of a unit's form: ``16-thanh-loi.xlsx``."""
    return f"{slug(unit.code)}-{slug(unit.name)[:60].strip('-')}.xlsx"


class Judged(NamedTuple):
    """A submission that has been judged; ``unit`` is blank where nobody can tell whose it is."""

    file: ReceivedFile
    submission: Submission
    unit: str
    findings: tuple[Finding, ...]

    @property
    def is_valid(self) -> bool:
        """Whether its figures may count."""
        return bool(self.unit) and not any(map(is_error, self.findings))


class Judge:
    """Judges submissions by one catalogue; rules are made once for each set of indicators that forms ask for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._rules: dict[tuple[str, ...], tuple[tuple[Indicator, ...], Rules]] = {}
        self._broken: dict[tuple[object, ...], list[Rule]] = {}

    @cached_property
    def _named(self) -> Mapping[str, Unit]:
        named: dict[str, Unit] = {}
        for unit in self.catalogue.units:
            for name in (unit.name, *unit.other_names):
                named.setdefault(fold(name), unit)
        return named

    def judge(self, file: ReceivedFile, submission: Submission) -> Judged:
        """Judge one submission."""
        place = {"file": file.path, "sheet": submission.sheet}
        unit, whose = self._whose(file, submission, place)
        findings = [*whose, *self._which(submission, place)]
        if not any(map(is_error, findings)):
            submission, told = as_typed(self.catalogue.indicators, submission, place)
            findings += told
            blamed = {item.cell for item in (*submission.findings, *told) if is_error(item)}
            findings += self._figures(submission, place, blamed)
        code = unit.code if unit else ""
        if unit and not any(map(is_error, whose)):
            findings += self._doubts(file, submission, unit)
        marked = (item._replace(unit=code, file=file.path) for item in (*submission.findings, *findings))
        return Judged(file, submission, code, tuple(marked))

    @cached_property
    def _filed(self) -> Mapping[str, Unit]:
        """Units by the file name of the form that they were sent."""
        return {form_file_name(unit): unit for unit in self.catalogue.units}

    def _unit_of_file(self, path: str) -> Unit | None:
        """Return the unit whose form was sent under this name; mail programs add "(1)" to a name that is taken."""
        name = re.sub(r" ?\(\d+\)(?=\.[^.]+$)", "", path.rpartition("/")[2].casefold())
        return self._filed.get(re.sub(r"\.[^.]+$", ".xlsx", name))

    def _whose(
        self, file: ReceivedFile, submission: Submission, place: Mapping[str, str]
    ) -> tuple[Unit | None, list[Finding]]:
        code, printed = submission.unit_code, submission.unit_name
        by_name = self._named.get(fold(printed)) if printed else None
        unit = self.catalogue.unit.get(code) if code else by_name
        if not code and not printed and (named := self._unit_of_file(file.path)):
            about = {"value": words.BY_FILE_NAME.format(unit=named.name), "unit_name": named.name}
            return named, [finding("identity-doubt", place, **about)]
        if unit is None:
            shown = words.PRINTED_NAME.format(name=shorten(printed)) if printed else ""
            nearest = self._nearest(printed)
            return None, [finding("unknown-unit", place, value=shorten(code), printed=shown, nearest=nearest)]
        if code and printed and by_name is not unit:
            where = dict(place) | {"cell": submission.unit_cell}
            about = {"value": code, "expected": unit.name, "printed": shorten(printed)}
            return unit, [finding("unit-mismatch", where, **about)]
        return unit, []

    def _nearest(self, printed: str) -> str:
        """Name the units whose names are nearest, for a person to choose from; nothing is matched on this."""
        from difflib import get_close_matches

        by_slug = {slug(name): unit for name, unit in self._named.items()}
        close = get_close_matches(slug(printed), list(by_slug), _NEAREST, _LIKENESS) if printed else []
        units = dict.fromkeys(by_slug[each] for each in close)
        told = ", ".join(words.NEAR.format(name=unit.name, code=unit.code) for unit in units)
        return words.NEAREST.format(units=told) if told else ""

    @cached_property
    def _addressed(self) -> Mapping[str, str]:
        addressed: dict[str, str] = {}
        for unit in self.catalogue.units:
            for address in map(str.casefold, unit.addresses):
                # An address that two units share tells of neither.
                addressed[address] = "" if address in addressed else unit.code
        return addressed

    def unit_of_sender(self, sender: str) -> str:
        """Return the code of the unit whose address this is, blank where it is nobody's or several units'."""
        return self._addressed.get(sender.casefold(), "")

    def _doubts(self, file: ReceivedFile, submission: Submission, unit: Unit) -> list[Finding]:
        """Compare what the form says of its unit with its file's name and its sender."""
        sender = self.catalogue.unit.get(self.unit_of_sender(file.sender))
        said = [words.SAYS.format(what=words.FORM_SAYS, unit=unit.name)]
        for what, other in ((words.FILE_SAYS, self._unit_of_file(file.path)), (words.SENDER_SAYS, sender)):
            if other and other is not unit:
                said.append(words.SAYS.format(what=what, unit=other.name))
        if len(said) > 1:
            about = {"value": "; ".join(said), "unit_name": unit.name}
            return [finding("identity-doubt", {"file": file.path, "sheet": submission.sheet}, **about)]
        return self._sent_by(file, unit)

    def _sent_by(self, file: ReceivedFile, unit: Unit) -> list[Finding]:
        """Warn of a form that a stranger sent. The office itself forwards what it was given."""
        known = [address.casefold() for address in unit.addresses]
        if not file.sender or not known:
            return []
        if file.sender.casefold() in (*known, self.catalogue.office.email.casefold()):
            return []
        about = {"unit_name": unit.name, "value": shorten(file.sender), "expected": shorten(", ".join(known))}
        return [finding("unknown-sender", {"file": file.path}, **about)]

    def _which(self, submission: Submission, place: Mapping[str, str]) -> list[Finding]:
        expected = self.catalogue.period.code
        if submission.period_code and submission.period_code != expected:
            value = shorten(submission.period_code)
            return [finding("wrong-period", place, value=value, expected=expected)]
        missing = [item.name for item in self.catalogue.indicators if item.code not in submission.asked]
        old_layout = submission.version not in ("", VERSION) and submission.version in EARLIER_VERSIONS
        if missing or old_layout:
            asked = ", ".join(missing) or "–"
            return [finding("old-form", place, value=submission.version, asked=shorten(asked, 200))]
        return []

    def _figures(self, submission: Submission, place: Mapping[str, str], blamed: set[str]) -> list[Finding]:
        """Check the figures; a cell that is blamed already is not blamed again."""
        values = submission.plain()
        # Most forms say what many others say; True and 1 are equal to Python, and to no rule.
        said = (submission.asked, *values.items(), *map(type, values.values()))
        if said not in self._broken:
            if len(self._broken) >= _MOST_SAID:
                self._broken.clear()
            self._broken[said] = broken_rules(*self._asked(submission.asked), values)
        found = (broken_rule(rule, submission.values, place) for rule in self._broken[said])
        return [item for item in found if item.cell not in blamed or not item.cell]

    def _asked(self, codes: tuple[str, ...]) -> tuple[tuple[Indicator, ...], Rules]:
        """Return the catalogue's indicators that a form asks for, and their rules."""
        if codes not in self._rules:
            asked = tuple(item for item in self.catalogue.indicators if item.code in codes)
            self._rules[codes] = asked, rules_for(asked)
        return self._rules[codes]


def as_typed(
    indicators: Sequence[Indicator], submission: Submission, place: Mapping[str, str]
) -> tuple[Submission, list[Finding]]:
    """Return a submission with its values as taken from what was typed, and what must be told of it."""
    taken, notable = hear(indicators, submission.values, TYPED)
    told = []
    for indicator in indicators:
        heard = notable.get(indicator.code)
        if heard is None:
            continue
        cell = submission.values[indicator.code]
        where = dict(place) | {"sheet": cell.sheet, "cell": cell.a1}
        about = {"label": indicator.name, "value": show(cell.value)}
        if heard.doubt:
            first, second = heard.doubt
            about |= {"first": first, "second": second or typed_words.BLANK_MEANS}
            told.append(finding("value-ambiguous", where, **about))
        else:
            told.append(finding("value-interpreted", where, taken=_taken(indicator, heard), **about))
    return submission._replace(values=taken), told


def _taken(indicator: Indicator, heard: Heard) -> str:
    if indicator.kind is Kind.TEXT:
        return typed_words.TAKEN_NOTE
    return typed_words.TAKEN_BLANK if heard.value is None else show(heard.value)


def broken_rules(indicators: Sequence[Indicator], rules: Rules, values: Values) -> list[Rule]:
    """Return the first rule that the value of each indicator breaks."""
    broken = (verdict(rules[indicator.code], values) for indicator in indicators)
    return [rule for rule in broken if rule]
