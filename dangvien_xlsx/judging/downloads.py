"""The answers of one web form, loaded down more than once: what a later download says of an answer is what counts."""

from collections.abc import Sequence
from typing import NamedTuple

from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.model.table import RowOf
from dangvien_xlsx.text import table as words
from dangvien_xlsx.text.fold import fold


class _Answer(NamedTuple):
    """By what an answer is known in every download: the columns, when it was given, for whom, by whom."""

    columns: str
    answered: str
    unit_code: str
    unit_name: str
    sender: str


def latest_answers(files: Sequence[ReceivedFile]) -> list[ReceivedFile]:
    """Return what came, the rows left out whose answer stands otherwise, or no more, in a later download.

    A row is gone only where the later table has another answer of the same table: two lists of one shape that share
    nothing are not two downloads of one form.

    Args:
        files: Everything that was received, rows of tables among it.
    """
    answers = {file.path: answer for file in files if (answer := _answer(file))}
    if not answers:
        return list(files)
    tables: dict[RowOf, dict[_Answer, ReceivedFile]] = {}
    for file in files:
        if file.path in answers and (row_of := file.submissions[0].row_of):
            tables.setdefault(row_of, {})[answers[file.path]] = file
    return [_left_out(file, answers[file.path], tables) if file.path in answers else file for file in files]


def _answer(file: ReceivedFile) -> _Answer | None:
    """Return by what a row is known; none for what is no row, or tells no time of its own."""
    submission = file.submissions[0] if file.submissions else None
    if submission is None or submission.row_of is None or file.claims.answered is None or not submission.row_of.taken:
        return None
    unit = (fold(submission.unit_code), fold(submission.unit_name))
    return _Answer(submission.row_of.columns, file.claims.answered.isoformat(), *unit, file.sender.casefold())


def _left_out(file: ReceivedFile, answer: _Answer, tables: dict[RowOf, dict[_Answer, ReceivedFile]]) -> ReceivedFile:
    own = file.submissions[0].row_of
    if own is None:
        return file
    later = [each for each in tables if each.columns == own.columns and each.taken > own.taken]
    later = [each for each in later if not tables[own].keys().isdisjoint(tables[each])]
    if not later:
        return file
    newest = max(later, key=lambda each: each.taken)
    if newer := tables[newest].get(answer):
        if newer.sha256 == file.sha256:  # the same in both: that it came twice is told as of forms
            return file
        return file._replace(submissions=(), ignored=words.ROW_AGAIN.format(newer=newer.path))
    return file._replace(submissions=(), ignored=words.ROW_GONE.format(newer=newest.path))
