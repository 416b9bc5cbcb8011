"""Weighs what a mail says beside the form that it brought: a person writes there what the form has no cell for."""

from functools import lru_cache

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import EXHAUSTED
from dangvien_xlsx.model.submission import ReceivedFile, Submission
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.admission import affirms_admission
from dangvien_xlsx.text.exhaustion import denies_exhausted
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import SHEET_FORM, YES, shorten
from dangvien_xlsx.text.weighing import Weight, counts_people, speaks_of_earlier, weigh_words
from dangvien_xlsx.text.withholding import is_named_as_withheld

_LONGEST = 300


def said_beside(file: ReceivedFile, submission: Submission, *, has_brought: bool = True) -> tuple[Finding, ...]:
    """Return what must be told of a mail's own words: numbers that the form does not say, and words of correcting.

    Greetings, dates and telephones are no news, nor is a mail that repeats the form's figures; ``Sổ nhận`` has them.

    Args:
        file: With its mail's words, blank where it came in none.
        submission: The form that the mail brought, its values as taken; or the one that counts, where it brought none.
        has_brought: Whether it brought that form: if not, "the earlier one was wrong" is news.
    """
    if not (file.subject or file.said):
        return ()
    values = submission.plain()
    figures = {value for value in values.values() if isinstance(value, int | float) and not isinstance(value, bool)}
    choice = values.get(EXHAUSTED)
    is_exhausted = isinstance(choice, str) and fold(choice) == fold(YES)
    is_nobody = not any(figures)

    def says_more(weight: Weight) -> bool:
        return bool(set(weight.numbers) - figures) or (weight.exhausted and not is_exhausted)

    def says_otherwise(text: str) -> bool:
        return (is_nobody and affirms_admission(text)) or (is_exhausted and denies_exhausted(text))

    def is_new(text: str) -> bool:
        return not has_brought and speaks_of_earlier(text)

    told = []
    # A subject names periods and units, and that the form was mended: a number is heard where it is said what of.
    subject = weigh_words(file.subject)
    is_of_figures = subject.corrects or subject.exhausted or counts_people(file.subject)
    if (
        subject.withholds
        or is_new(file.subject)
        or (is_of_figures and says_more(subject))
        or says_otherwise(file.subject)
    ):
        told.append(file.subject)
    said = weigh_words(file.said)
    if said.corrects or is_new(file.said) or says_more(said) or says_otherwise(file.said):
        told.append(file.said)
    if not told:
        return ()
    place = {"file": file.path, "sheet": submission.sheet}
    return (finding("mail-remark", place, value=quoted("\n".join(told))),)


def said_in_names(file: ReceivedFile, submission: Submission) -> tuple[Finding, ...]:
    """Return what must be told of the names of a file and its sheet: "(bản nháp)", "SAI - BỎ", "đúng là 8".

    Args:
        file: Whose name it is; of what lies in a container, its own.
        submission: The form in it.
    """
    own = file.path.rpartition("/")[2]
    told = []
    stem = own.rpartition(".")[0]
    if is_named_as_withheld(fold(stem)) or _says_a_figure(stem):
        told.append(finding("remark", {"file": file.path}, where=words.WHERE_NAME, value=shorten(own)))
    if submission.sheet != SHEET_FORM and _corrects(submission.sheet):  # weighing anything takes 7 ms to get ready
        where, place = words.WHERE_TAB, {"file": file.path, "sheet": submission.sheet}
        told.append(finding("remark", place, where=where, value=shorten(submission.sheet)))
    return tuple(told)


def _says_a_figure(stem: str) -> bool:
    """Tell whether a file's name says another figure: "số đúng là 7"; the name that we gave has no blank in it."""
    return " " in stem and weigh_words(stem).corrects and counts_people(stem)


@lru_cache(maxsize=256)  # nearly all forms have one name for their sheet
def _corrects(name: str) -> bool:
    return weigh_words(name).corrects


def quoted(said: str) -> str:
    """Return a mail's words in one line that fits a message."""
    return shorten(" ".join(said.split()), _LONGEST)
