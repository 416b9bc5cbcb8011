"""Weighs what a mail says beside the form that it brought: a person writes there what the form has no cell for."""

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import EXHAUSTED
from dangvien_xlsx.model.submission import ReceivedFile, Submission
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import YES, shorten
from dangvien_xlsx.text.weighing import weigh_words

_LONGEST = 300


def said_beside(file: ReceivedFile, submission: Submission) -> tuple[Finding, ...]:
    """Return what must be told of a mail's own words: numbers that the form does not say, and words of correcting.

    Greetings, dates and telephones are no news, nor is a mail that repeats the form's figures; ``Sổ nhận`` has them.

    Args:
        file: With its mail's words, blank where it came in none.
        submission: The form that the mail brought, its values as taken.
    """
    if not file.said:
        return ()
    weight = weigh_words(file.said)
    values = submission.plain()
    figures = {value for value in values.values() if isinstance(value, int | float) and not isinstance(value, bool)}
    choice = values.get(EXHAUSTED)
    is_exhausted = isinstance(choice, str) and fold(choice) == fold(YES)
    says_more = set(weight.numbers) - figures or (weight.exhausted and not is_exhausted)
    if not (weight.corrects or says_more):
        return ()
    place = {"file": file.path, "sheet": submission.sheet}
    return (finding("mail-remark", place, value=quoted(file.said)),)


def quoted(said: str) -> str:
    """Return a mail's words in one line that fits a message."""
    return shorten(" ".join(said.split()), _LONGEST)
