"""The corpus: every odd or hostile file is detected for what it is, and no good file is blamed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.workspace.folder import Workspace
from tests.intake.build import EXAMPLE
from tests.intake.corpus import FORM, IGNORED, Case, all_cases

START = datetime(2023, 1, 1, tzinfo=UTC)


def read_folder(folder: Path, password: str = "", bounded: bool = True) -> dict[str, ReceivedFile]:
    indicators = Workspace(EXAMPLE).catalogue().indicators
    with Readers(folder, scan(folder), Reading(START, indicators, password), bounded) as readers:
        files = list(readers.results())
    assert len({file.path for file in files}) == len(files)
    return {file.path: file for file in files}


def verdict(file: ReceivedFile) -> str:
    """Say in one word what became of a file: form, ignored, or the code of its finding."""
    findings = [*file.findings, *(item for submission in file.submissions for item in submission.findings)]
    if file.ignored:
        assert not findings
        return IGNORED
    codes = [item.code for item in findings]
    return "+".join([FORM, *codes] if file.submissions else codes)


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    return all_cases()


@pytest.fixture(scope="session")
def corpus_read(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReceivedFile]:
    folder = tmp_path_factory.mktemp("corpus")
    for case in cases:
        path = folder / case.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(case.content)
    return read_folder(folder)


def test_the_corpus_holds_at_least_120_files(cases: list[Case]) -> None:
    assert len(cases) >= 120


def test_every_file_of_the_corpus_becomes_what_it_should(
    cases: list[Case], corpus_read: dict[str, ReceivedFile]
) -> None:
    wrong = {
        case.name: (verdict(corpus_read[case.name]), case.expected, corpus_read[case.name].findings)
        for case in cases
        if verdict(corpus_read[case.name]) != case.expected
    }
    assert not wrong


def test_every_file_inside_a_container_becomes_what_it_should(
    cases: list[Case], corpus_read: dict[str, ReceivedFile]
) -> None:
    for case in cases:
        prefix = f"{case.name}/"
        inside = {
            path.removeprefix(prefix): verdict(file) for path, file in corpus_read.items() if path.startswith(prefix)
        }
        expected = case.inside
        if "*" in expected:
            assert list(inside.values()) == [expected["*"]], case.name
        else:
            assert inside == expected, case.name


def test_a_cell_that_lies_too_far_out_is_named(cases: list[Case], corpus_read: dict[str, ReceivedFile]) -> None:
    named = [case for case in cases if case.cell]
    assert named
    for case in named:
        assert case.cell in corpus_read[case.name].findings[0].message, case.name


def test_every_entry_bears_the_size_and_digest_of_its_bytes(
    cases: list[Case], corpus_read: dict[str, ReceivedFile]
) -> None:
    import hashlib

    for case in cases:
        file = corpus_read[case.name]
        assert file.size == len(case.content), case.name
        assert file.sha256 == hashlib.sha256(case.content).hexdigest(), case.name


def test_every_finding_says_what_to_do(corpus_read: dict[str, ReceivedFile]) -> None:
    for file in corpus_read.values():
        for item in file.findings:
            assert item.message
            assert item.remedy
            assert item.file == file.path


def test_no_path_inside_a_container_leaves_it(cases: list[Case], corpus_read: dict[str, ReceivedFile]) -> None:
    for path in corpus_read:
        assert not path.startswith("/")
        assert ".." not in path.split("/")
        assert path.isprintable()


def test_a_form_reads_the_same_in_every_kind_of_file(corpus_read: dict[str, ReceivedFile]) -> None:
    expected = {"ket_nap": 10, "nu": 6, "doan_vien": 4, "dai_hoc": 5, "het_nguon": None, "ghi_chu": None}
    for name in ("named-f.xlsx", "libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls", "form.xlsb"):
        (submission,) = corpus_read[name].submissions
        assert submission.plain() == expected, name
        assert submission.unit_code == "16"


def test_the_right_password_opens_what_is_locked_and_a_wrong_one_does_not(cases: list[Case], tmp_path: Path) -> None:
    for case in cases:
        if case.name in ("locked.xlsx", "locked.zip"):
            (tmp_path / case.name).write_bytes(case.content)
    opened = read_folder(tmp_path, "vuban")
    assert verdict(opened["locked.xlsx"]) == FORM
    assert verdict(opened["locked.zip/a.xlsx"]) == FORM
    shut = read_folder(tmp_path, "khác")
    assert verdict(shut["locked.xlsx"]) == "encrypted-file"
    assert verdict(shut["locked.zip/a.xlsx"]) == "encrypted-file"
    assert "--password" in shut["locked.xlsx"].findings[0].remedy
