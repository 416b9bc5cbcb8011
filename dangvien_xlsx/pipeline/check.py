"""Checks single forms: by the catalogue of the workspace that a form lies in, or by what the form declares."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import source_of
from dangvien_xlsx.judging.charging import doubts_of
from dangvien_xlsx.judging.judge import Judge, broken_rules
from dangvien_xlsx.judging.mail_words import said_beside, said_in_names
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.period import blank_stamp
from dangvien_xlsx.model.rules import rules_for
from dangvien_xlsx.model.submission import ReceivedFile, Submission
from dangvien_xlsx.pipeline.consolidate import plain
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.text import intake as intake_words
from dangvien_xlsx.text.findings import broken_rule
from dangvien_xlsx.text.names import CATALOGUE_FILE
from dangvien_xlsx.workspace.folder import Workspace

_NO_PERIOD = datetime(1900, 1, 1, tzinfo=UTC)


class Checked(NamedTuple):
    """A file that was checked, and what was found."""

    path: Path
    unit: str
    values: dict[str, Any]
    findings: tuple[Finding, ...]
    is_ignored: bool = False
    """Whether nobody expects a form of it: a container whose files stand by themselves, a signature."""

    @property
    def is_valid(self) -> bool:
        """Whether it is a form whose figures were read, and there is no error."""
        return bool(self.values) and not any(map(is_error, self.findings))

    def as_dict(self) -> dict[str, Any]:
        """Return the file as ``--json`` prints it."""
        return {"path": str(self.path), "unit": self.unit or None, "valid": self.is_valid, "values": self.values}


def check_files(paths: Sequence[Path]) -> list[Checked]:
    """Check files, in the order given.

    Raises:
        CatalogueError: The catalogue of a form's workspace has mistakes.
        WorkspaceError: That catalogue cannot be read.
    """
    folders = dict.fromkeys(path.resolve().parent for path in paths)
    catalogues = {folder: _catalogue(folder) for folder in folders}
    checked: dict[Path, list[Checked]] = {path: [] for path in paths}
    for folder, catalogue in catalogues.items():
        here = {path.name: path for path in paths if path.resolve().parent == folder}
        not_before = blank_stamp(catalogue.period) if catalogue else _NO_PERIOD
        sources = [source_of(folder, folder / name) for name in here]
        reading = Reading(not_before, catalogue.indicators if catalogue else ())
        given = {source.path: here[source.name] for source in sources}
        with Readers(folder, sources, reading) as readers:
            for file in readers.results():
                top, _, inner = file.path.partition("/")
                checked[given[top]].append(_check(given[top] / inner, file, catalogue))
    return [file for path in checked for file in sorted(checked[path], key=lambda item: item.path)]


def _catalogue(folder: Path) -> Catalogue | None:
    for place in (folder, *folder.parents):
        if (place / CATALOGUE_FILE).is_file():
            return Workspace(place).catalogue()
    return None


def _check(path: Path, file: ReceivedFile, catalogue: Catalogue | None) -> Checked:
    findings, unit, values = list(file.findings), "", {}
    judge = Judge(catalogue) if catalogue else None
    for submission in file.submissions:
        if judge:
            judged = judge.judge(file, submission)
            findings += (*judged.findings, *doubts_of(judged, intake_words.ASK_FIRST))
            unit = judged.unit
        else:
            findings += _by_itself(file, submission)
            unit = submission.unit_code
        values = {code: plain(cell.value) for code, cell in submission.values.items()}
    # What concerns two units stands once for each; one form was asked about here.
    named = dict.fromkeys(finding._replace(file=str(path), unit=unit) for finding in findings)
    ordered = sorted(named, key=lambda item: (item.severity.rank, item.cell))
    return Checked(path, unit, values, tuple(ordered), bool(file.ignored))


def _by_itself(file: ReceivedFile, submission: Submission) -> list[Finding]:
    indicators = submission.declared
    place = {"sheet": submission.sheet}
    broken = broken_rules(indicators, rules_for(indicators), submission.plain())
    rules = (broken_rule(rule, submission.values, place) for rule in broken)
    return [*submission.findings, *rules, *said_beside(file, submission), *said_in_names(file, submission)]
