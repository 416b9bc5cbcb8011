"""Charges what is doubtful: forms whose signs name several units, and files that nobody could read."""

from collections.abc import Mapping, Sequence

from dangvien_xlsx.judging.identity import Identities
from dangvien_xlsx.judging.judge import Judged
from dangvien_xlsx.model.findings import Finding, Severity, is_error
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.admission import speaks_of_admission
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.weighing import speaks_of_earlier, weigh_words

_NAMES_SEVERAL = frozenset({"unit-mismatch", "unknown-unit"})
"""What is told of a form that names several units, to each of them."""
BESIDE_FIGURES = frozenset({"mail-remark", "remark", "cell-comment"})
"""What is told of words that a person wrote beside figures."""
_BROUGHT_NOTHING = frozenset({"mail-without-form"})
"""What a mail is told for that brought no file: unless its words hold a figure, its unit has not sent by that."""


def charged(identities: Identities, judged: Judged, sure: Mapping[str, ReceivedFile]) -> Judged:
    """Return a form with whom it is charged to, and what is told of the doubt on the rows of all whom it concerns.

    A doubtful form never stands in for an undoubted one, and nobody gets it while another unit may be meant: a unit
    that has an undoubted form of its own is not meant any more, unless the file bears its name, as what it sends once
    more would.

    Args:
        identities: Tells the units' names.
        judged: The form.
        sure: The newest undoubted, valid form or valid row by hand of the units that have any, by code.
    """
    whose = judged.whose
    if not whose.is_doubtful:
        return judged
    if whose.unit is None:  # its code and its printed name name two: the finding is there already
        # An error keeps a unit's numbers out; where an undoubted form gives them, the stray one is only told of.
        findings = (_weighed(item, judged, sure) if item.code in _NAMES_SEVERAL else item for item in judged.findings)
        return judged._replace(findings=tuple(findings))
    others = [code for code in whose.meant if code != whose.unit.code and (code not in sure or code == whose.filed)]
    is_kept_aside = whose.unit.code in sure
    if is_kept_aside:
        outcome = words.KEPT_ASIDE.format(unit=whose.unit.name)
    elif others:
        outcome = words.COUNTED_FOR_NOBODY
    else:
        outcome = words.COUNTED_FOR.format(unit=whose.unit.name)
    told = doubts_of(judged, outcome)
    if not (is_kept_aside or others):
        return judged._replace(findings=(*judged.findings, *told))
    # Whoever's it is, it counts for nobody: what is wrong with its figures is not that unit's mistake.
    own = tuple(item._replace(unit="", severity=_told_only(item)) for item in judged.findings)
    return judged._replace(unit="", findings=(*own, *told))


def doubts_of(judged: Judged, outcome: str) -> tuple[Finding, ...]:
    """Return what is told of a form whose signs disagree, once for each unit that they name.

    Args:
        judged: The form; of one whose signs agree nothing is told.
        outcome: What becomes of it, in words.
    """
    if not judged.whose.says:
        return ()
    place = {"file": judged.file.path, "sheet": judged.submission.sheet}
    about = {"value": judged.whose.says, "outcome": outcome}
    return tuple(finding("identity-doubt", place | {"unit": code}, **about) for code in judged.whose.meant)


def _weighed(item: Finding, judged: Judged, sure: Mapping[str, ReceivedFile]) -> Finding:
    newest = sure.get(item.unit)
    if newest is None:
        return item
    if newest.received > judged.file.received:
        return as_history(item, newest.path)
    return item._replace(severity=Severity.WARNING)


def _told_only(item: Finding) -> Severity:
    return Severity.WARNING if is_error(item) else item.severity


def unit_of_refused(identities: Identities, file: ReceivedFile) -> str:
    """Return the code of the unit that evidently sent a file which could not be read, blank where that is not evident.

    Args:
        identities: Tells whose names and addresses are whose.
        file: It holds no form.
    """
    if file.ignored:
        return ""
    signs = identities.signs
    # Nobody can say of "scan.pdf" whose it is; of the folder or the zip that it lies in, somebody may.
    names = {unit.code: unit for part in file.path.split("/") if (unit := signs.of_file_name(part))}
    named, sender = next(iter(names.values()), None), signs.of_sender(file.sender)
    if len(names) > 1:
        return ""
    if named and sender and named.code != sender:
        return ""
    if named:
        return named.code
    if sender:
        return sender
    # A sender whom nobody knows may say for whom it writes.
    told = [unit.code for unit in (signs.of_text(file.subject), signs.of_words(file.said)) if unit]
    return told[0] if len(set(told)) == 1 else ""


def is_something_sent(file: ReceivedFile) -> bool:
    """Tell whether a file that could not be read may hold the figures of whoever sent it, a mail's words included."""
    weight = weigh_words(file.said)
    has_words = bool(weight.numbers) or weight.exhausted
    return has_words or not any(item.code in _BROUGHT_NOTHING for item in file.findings)


def _says_anything(file: ReceivedFile) -> bool:
    """Tell whether a mail's own words may be about figures or a report."""
    texts = (file.subject, file.said)
    return any(weigh_words(text).matters or speaks_of_earlier(text) or speaks_of_admission(text) for text in texts)


def as_history(item: Finding, newer: str) -> Finding:
    """Return a finding of what a later valid submission has replaced: nobody need mend it any more."""
    if item.severity is Severity.INFO:
        return item
    told = words.MENDED.format(newer=newer)
    return _as_information(item, told)


def beside_a_form(item: Finding, file: ReceivedFile, counted: Mapping[str, str]) -> Finding:
    """Return the finding of a file without figures as mere information where its unit's form counts.

    Args:
        item: About the file.
        file: It holds no form: a scan, a mail of thanks or of an absence.
        counted: The paths of the files whose figures count, by unit.
    """
    is_mere = item.code == "unsupported-type" or (item.code in _BROUGHT_NOTHING and not _says_anything(file))
    if not is_mere or item.unit not in counted:
        return item
    told = words.BESIDE_FORM.format(path=counted[item.unit])
    return _as_information(item, told)


def _as_information(item: Finding, told: str) -> Finding:
    message = f"{item.message} {told}"
    return item._replace(severity=Severity.INFO, message=message, remedy=words.NOTHING_TO_DO, to_unit="")


def summed_up(findings: Sequence[Finding]) -> str:
    """Return what is wrong in one line: the errors, or, of what has none, everything that is not mere information."""
    errors = [item.message for item in findings if is_error(item)]
    others = [item.message for item in findings if item.severity is not Severity.INFO]
    return " ".join(dict.fromkeys(errors or others))
