"""The signing copy: letter, appendix and proof as one PDF/A, by LibreOffice where it is installed."""

from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.letter.told import Told
from dangvien_xlsx.model.errors import OfficeError
from dangvien_xlsx.pipeline.consolidate import report_of
from dangvien_xlsx.pipeline.record import figures_digest
from dangvien_xlsx.pipeline.standing import Standing
from dangvien_xlsx.text import signing as words
from dangvien_xlsx.text.names import SHEET_PRINT_COPY, SHEET_PROOF
from dangvien_xlsx.workspace.folder import Progress, dated, write_result
from dangvien_xlsx.workspace.libreoffice import SECONDS, as_pdf, find_office

_LETTER, _APPENDIX, _PROOF = "cong-van.docx", "phu-luc.xlsx", "doi-soat.xlsx"


class Copy(NamedTuple):
    """The signing copy: where it lies, none where it could not be made, and what the clerk is told."""

    path: Path | None
    notices: tuple[str, ...] = ()


def copy_path(standing: Standing) -> Path:
    """Return where the signing copy of a standing lies."""
    name = dated(f"Cong-van-{standing.catalogue.period.code}", standing.asked.as_of)
    return standing.workspace.results / f"{name}.pdf"


def write_copy(
    standing: Standing,
    letter: tuple[Path, bytes],
    told: Told,
    *,
    with_appendix: bool,
    progress: Progress | None = None,
) -> Copy:
    """Write the signing copy, or say how to print one.

    Args:
        standing: What the papers show.
        letter: Where the letter lies, and the letter as it was made: what somebody edits later is not in it.
        told: The properties of the letter, which those of the copy are too.
        with_appendix: Whether the letter itself bears no appendix, so that the summary's is put behind it.
        progress: A ``Watch`` can stop the job.

    Raises:
        StoppedError: ``progress`` says that the job is not wanted any more.
        WorkspaceError: The PDF cannot be written, or ``chot-ky.xlsx`` cannot be read.
    """
    from dangvien_xlsx.excel.summary.signing_copy import appendix_paper, proof_paper
    from dangvien_xlsx.letter.pdf import is_archival, joined

    workspace, catalogue = standing.workspace, standing.catalogue
    program = find_office()
    summary = workspace.summary_path(catalogue, standing.asked.as_of)
    by_hand = words.BY_HAND.format(
        letter=letter[0].name, summary=summary.name, appendix=SHEET_PRINT_COPY, proof=SHEET_PROOF
    )
    if program is None:
        return Copy(None, (words.NO_OFFICE, by_hand))
    report = report_of(standing, workspace.results)
    papers = {_LETTER: letter[1]}
    if with_appendix:
        papers[_APPENDIX] = appendix_paper(report)
    papers[_PROOF] = proof_paper(report)
    try:
        made = as_pdf(papers, program, SECONDS, progress)
        content = joined([made[name] for name in papers], told)
    except OfficeError as error:
        return Copy(None, (str(error), by_hand))
    written = write_result(copy_path(standing), content)
    notices = written.notices
    if not is_archival(content):
        notices = (*notices, words.PDF_NOT_ARCHIVAL.format(path=written.path.name))
    return Copy(written.path, notices)


def keyword(standing: Standing) -> str:
    """Return what the properties of every paper of a standing bear."""
    return words.KEYWORD.format(digest=figures_digest(standing))
