"""Judges submissions against the catalogue: for which period they are, and whether their figures hold."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from dangvien_xlsx.judging.form_words import words_told
from dangvien_xlsx.judging.identity import Identities, Whose
from dangvien_xlsx.judging.mail_words import said_beside, said_in_names
from dangvien_xlsx.judging.own_words import said_within
from dangvien_xlsx.judging.row_state import state_findings
from dangvien_xlsx.judging.unusual import Usual
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison
from dangvien_xlsx.model.expression import Values
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.hearing import hear
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, NOTE, Indicator, Kind, by_code
from dangvien_xlsx.model.rules import Rule, Rules, rules_for, verdicts
from dangvien_xlsx.model.submission import CellValue, ReceivedFile, Submission
from dangvien_xlsx.model.typed import Heard
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text import intake as intake_words
from dangvien_xlsx.text import typed as typed_words
from dangvien_xlsx.text.findings import broken_rule, finding, of_table_row
from dangvien_xlsx.text.names import shorten, show
from dangvien_xlsx.text.periods import is_told, names_other, names_period
from dangvien_xlsx.text.renaming import asks_else
from dangvien_xlsx.text.typed import TYPED

_MOST_SAID = 10_000
"""Sets of values whose verdicts are kept."""


FormKey = tuple[str, str]
"""A form among all that came: its file's path and its sheet."""


class Judged(NamedTuple):
    """A submission that has been judged; ``unit`` is blank where nobody can tell whose it is."""

    file: ReceivedFile
    submission: Submission
    unit: str
    findings: tuple[Finding, ...]
    whose: Whose

    @property
    def is_valid(self) -> bool:
        """Whether its figures may count."""
        return bool(self.unit) and not any(map(is_error, self.findings))

    @property
    def is_sure(self) -> bool:
        """Whether its figures may count and no other unit may be meant."""
        return self.is_valid and not self.whose.is_doubtful

    @property
    def key(self) -> FormKey:
        """The file's path and the sheet: of several forms in one workbook each has its own."""
        return (self.file.path, self.submission.sheet)


class Fine(Protocol):
    """The forms of which nothing was to be said when they were judged as they are, by the same."""

    def knows(self, file: ReceivedFile, submission: Submission) -> bool:
        """Tell whether nothing was to be said of a form, which is its own code's unit's."""

    def note(self, file: ReceivedFile, submission: Submission) -> object:
        """Take a form that was just judged, of which nothing is to be said."""


class Judge:
    """Judges submissions by one catalogue; rules are made once for each set of indicators that forms ask for."""

    def __init__(self, catalogue: Catalogue, comparison: Comparison | None = None, fine: Fine | None = None) -> None:
        self.catalogue = catalogue
        self._fine = fine
        self.usual = Usual(catalogue, comparison)
        self.identities = Identities(catalogue)
        self._rules: dict[tuple[str, ...], tuple[tuple[Indicator, ...], Rules]] = {}
        self._broken: dict[tuple[object, ...], list[Rule]] = {}

    def judge(self, file: ReceivedFile, submission: Submission) -> Judged:
        """Judge one submission, unless nothing was to be said of it when it was judged before by the same."""
        unit = self.catalogue.unit.get(submission.unit_code)
        if self._fine is None or unit is None or submission.is_row:
            return self._judged(file, submission)
        as_fine = Judged(file, submission, unit.code, (), Whose(unit, (unit.code,)))
        if self._fine.knows(file, submission):
            return as_fine
        judged = self._judged(file, submission)
        if judged == as_fine and _has_same_kinds(judged.submission, submission):
            self._fine.note(file, submission)
        return judged

    def _judged(self, file: ReceivedFile, submission: Submission) -> Judged:
        place = {"file": file.path, "sheet": submission.sheet}
        whose = self.identities.whose(file, submission)
        findings = [*whose.findings, *self._which(submission, place)]
        if not submission.is_row and not any(item.code == "wrong-period" for item in findings):
            findings += words_told(file, submission, place, self.catalogue)
        if not any(map(is_error, findings)):
            submission, told = as_typed(self.catalogue.indicators, submission, place)
            findings += told
            blamed = {item.cell for item in (*submission.findings, *told) if is_error(item)}
            figures = self._figures(submission, place, blamed)
            if submission.row_state and not any(map(is_error, (*submission.findings, *told))):
                figures = state_findings(submission, place, self.catalogue.indicator, figures)
            findings += figures
            if whose.unit and not any(map(is_error, (*submission.findings, *told, *figures))):
                asked, _ = self._asked(submission.asked)
                unusual = self.usual.findings(whose.unit, asked, submission, place)
                findings += unusual
                findings += self._own_words(submission, place, {item.cell for item in unusual})
        code = whose.unit.code if whose.unit else ""
        if whose.unit and not whose.is_doubtful and not any(map(is_error, whose.findings)):
            findings += self._sent_by(file, whose.unit)
        findings += [*said_beside(file, submission), *said_in_names(file, submission)]
        marked = (item._replace(unit=item.unit or code, file=file.path) for item in (*submission.findings, *findings))
        judged = tuple(map(of_table_row, marked) if submission.is_row else marked)
        return Judged(file, submission, code, judged, whose)

    def _own_words(self, submission: Submission, place: Mapping[str, str], explained: set[str]) -> list[Finding]:
        asked, _ = self._asked(submission.asked)
        return said_within(asked, submission, place, self.catalogue.period.start.year, explained)

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
        if submission.period_code and not _is_code(submission.period_code, expected):
            value = shorten(submission.period_code)
            return [finding("wrong-period", place, value=value, expected=expected)]
        if doubts := self._printed_period(submission, place):
            return doubts
        if submission.is_row:  # what a table has no column for is told once, of the table
            return []
        missing = [item.name for item in self.catalogue.indicators if item.code not in submission.asked]
        if missing:  # an earlier layout that asks the same is no fault of anybody
            return [finding("old-form", place, value=submission.version, asked=shorten(", ".join(missing), 200))]
        return self._renamed(submission, place)

    def _renamed(self, submission: Submission, place: Mapping[str, str]) -> list[Finding]:
        """Tell of indicators that the form asked under a name that meant something else, or that another bears now."""
        told = []
        for asked in submission.declared:
            now = self.catalogue.indicator.get(asked.code)
            if now and now.name != asked.name and asks_else(asked.name, now.name):
                cell = submission.values.get(asked.code)
                where = dict(place) | ({"cell": cell.a1} if cell else {})
                about = {"value": shorten(asked.name, 100), "label": shorten(now.name, 100)}
                is_another = any(each.name == asked.name for each in self.catalogue.indicators)
                told.append(finding("indicator-exchanged" if is_another else "indicator-renamed", where, **about))
        return told

    def _printed_period(self, submission: Submission, place: Mapping[str, str]) -> list[Finding]:
        """Compare the period printed on a form with the one asked for; the hidden code cannot be seen."""
        printed, period = submission.printed_period, self.catalogue.period
        if printed is None or (named := names_period(printed, period)):
            return []
        about = {"value": shorten(printed), "expected": period.name}
        if submission.is_row and not names_other(printed, period):
            return []
        if named is False:
            return [finding("wrong-period", place, **about)]
        # Where the office's own words name no months, the hidden code alone can tell.
        is_sure = submission.period_code and not is_told(period)
        doubt = about | {"value": show(printed), "where": intake_words.FORM_PRINTS}
        return [] if is_sure else [finding("period-doubt", place, **doubt)]

    def _figures(self, submission: Submission, place: Mapping[str, str], blamed: set[str]) -> list[Finding]:
        """Check the figures; a cell that is blamed already is not blamed again."""
        values = submission.plain()
        # Most forms say what many others say; True and 1 are equal to Python, and to no rule.
        said = (submission.asked, *values.items(), *map(type, values.values()))
        if said not in self._broken:
            if len(self._broken) >= _MOST_SAID:
                self._broken.clear()
            self._broken[said] = broken_rules(*self._asked(submission.asked), values)
        lost = {code for code, cell in submission.values.items() if not cell.a1}
        rules = (rule for rule in self._broken[said] if not (lost and _whole_of(rule) in lost))
        found = (broken_rule(rule, submission.values, place) for rule in rules)
        is_lost = any(item.code == "place-missing" for item in submission.findings)
        return [item for item in found if (item.cell not in blamed if item.cell else not is_lost)]

    def _asked(self, codes: tuple[str, ...]) -> tuple[tuple[Indicator, ...], Rules]:
        """Return the catalogue's indicators that a form asks for, and their rules."""
        if codes not in self._rules:
            asked = tuple(item for item in self.catalogue.indicators if item.code in codes)
            self._rules[codes] = asked, rules_for(asked)
        return self._rules[codes]


def _has_same_kinds(taken: Submission, read: Submission) -> bool:
    """Tell whether values were taken just as they were read: 5 and 5.0 are equal to Python, True and 1 as well."""
    return all(type(cell.value) is type(read.values[code].value) for code, cell in taken.values.items())


def _is_code(said: str, expected: str) -> bool:
    """Tell whether a period's code is the one expected, however somebody has spaced or capitalised it."""
    return said == expected or "".join(said.split()).casefold() == expected.casefold()


def _whole_of(rule: Rule) -> str:
    """Return the code of the indicator that a part is compared with, blank for other rules."""
    parent = rule.about.get("parent")
    return parent.code if isinstance(parent, Indicator) else ""


def as_typed(
    indicators: Sequence[Indicator], submission: Submission, place: Mapping[str, str]
) -> tuple[Submission, list[Finding]]:
    """Return a submission with its values as taken from what was typed, and what must be told of it.

    Args:
        indicators: Those of the catalogue that the form asks for.
        submission: As read.
        place: The file and sheet, for the findings.
    """
    taken, notable = hear(indicators, submission.values, TYPED)
    told = []
    for indicator in indicators:
        heard = notable.get(indicator.code)
        if heard is None:
            continue
        cell = submission.values[indicator.code]
        where = dict(place) | {"sheet": cell.sheet, "cell": cell.a1}
        about = {"label": indicator.name, "value": show(cell.value)}
        if heard.contradicts:
            told.append(_note_contradicts(indicators, taken, where, show(cell.value)))
        elif heard.doubt:
            first, second = heard.doubt
            about |= {"first": first, "second": second or typed_words.BLANK_MEANS}
            told.append(finding("value-ambiguous", where, **about))
        else:
            told.append(finding("value-interpreted", where, taken=_taken(indicator, heard), **about))
    if all(taken[code] is cell for code, cell in submission.values.items()):
        return submission, told  # as nearly all are: a second one, of fifty thousand units, takes 40 MB
    return submission._replace(values=taken), told


def _note_contradicts(
    indicators: Sequence[Indicator], taken: Mapping[str, CellValue], where: Mapping[str, str], note: str
) -> Finding:
    names = by_code(indicators)
    other = names[ADMITTED]
    label = names[EXHAUSTED].name if EXHAUSTED in names else names[NOTE].name
    shown = show(taken[ADMITTED].value)
    if taken[ADMITTED].value is None:  # the note denies the choice
        other, shown = names[NOTE], note
    about = {"other": other.name, "other_value": shown, "label": label, "value": note}
    return finding("exhausted-unclear", where, **about)


def _taken(indicator: Indicator, heard: Heard) -> str:
    if indicator.kind is Kind.TEXT:
        return typed_words.TAKEN_NOTE
    return typed_words.TAKEN_BLANK if heard.value is None else show(heard.value)


def broken_rules(indicators: Sequence[Indicator], rules: Rules, values: Values) -> list[Rule]:
    """Return the first rule that the value of each indicator breaks, and every block of parts that does not sum.

    Args:
        indicators: Those of the catalogue that the form asks for.
        rules: Those of the indicators.
        values: The values by indicator code.
    """
    return [rule for indicator in indicators for rule in verdicts(rules[indicator.code], values)]
