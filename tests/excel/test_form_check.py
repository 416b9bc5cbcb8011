"""The form's live check, as LibreOffice computes it: the right words beside each input, and whether all is done."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.layout import form_layout
from dangvien_xlsx.text.names import SHEET_FORM
from tests.excel.highlighting import looks, not_decided, probe
from tests.excel.variants import with_blocks
from tests.forms import fill
from tests.oracles import Value, Values, quietly_loaded, recalculate_all, stored_values

OVERALL = "B8"
FIVE: dict[str, Value] = {"ket_nap": 5, "nu": 3, "doan_vien": 0, "dai_hoc": 5}
ALL_RIGHT = dict.fromkeys(FIVE, "Đúng")
PARTS: dict[str, Value] = {"tuoi_18": 2, "tuoi_31": 2, "tuoi_46": 1, "nong_thon": 5, "thanh_thi": 0}

CASES: list[tuple[str, dict[str, Value], dict[str, str], str]] = [
    ("nothing typed", {}, {"ket_nap": "Chưa điền"}, "CÒN 1 Ô CHƯA ĐIỀN"),
    ("all right", FIVE, ALL_RIGHT, "PHIẾU HỢP LỆ"),
    (
        "with a note",
        FIVE | {"het_nguon": "Không", "ghi_chu": "Ốm"},
        ALL_RIGHT | {"het_nguon": "Đúng", "ghi_chu": "Đúng"},
        "PHIẾU HỢP LỆ",
    ),
    (
        "only the total",
        {"ket_nap": 5},
        {"ket_nap": "Đúng"} | dict.fromkeys(("nu", "doan_vien", "dai_hoc"), "Chưa điền"),
        "CÒN 3 Ô CHƯA ĐIỀN",
    ),
    ("zero", {"ket_nap": 0}, {"ket_nap": "Đúng"}, "PHIẾU HỢP LỆ"),
    ("zero, all typed", dict.fromkeys(FIVE, 0), ALL_RIGHT, "PHIẾU HỢP LỆ"),
    ("exhausted", {"het_nguon": "Có"}, {"het_nguon": "Đúng"}, "PHIẾU HỢP LỆ"),
    ("exhausted, typed carelessly", {"het_nguon": " có "}, {"het_nguon": "Đúng"}, "PHIẾU HỢP LỆ"),
    (
        "not exhausted, nothing typed",
        {"het_nguon": "Không"},
        {"ket_nap": "Chưa điền", "het_nguon": "Đúng"},
        "CÒN 1 Ô CHƯA ĐIỀN",
    ),
    (
        "exhausted but some",
        FIVE | {"het_nguon": "Có"},
        ALL_RIGHT | {"het_nguon": "Xem lại: hết nguồn mà dòng 1 có số"},
        "PHIẾU HỢP LỆ",
    ),
    (
        "exhausted and zero",
        {"ket_nap": 0, "het_nguon": "Có"},
        {"ket_nap": "Đúng", "het_nguon": "Sửa: hết nguồn thì xoá số 0"},
        "CÒN 1 LỖI",
    ),
    ("more women than all", FIVE | {"nu": 6}, ALL_RIGHT | {"nu": "Sửa: lớn hơn dòng 1"}, "CÒN 1 LỖI"),
    ("words for a number", FIVE | {"ket_nap": "5 đ/c"}, ALL_RIGHT | {"ket_nap": "Sửa: chỉ gõ chữ số"}, "CÒN 1 LỖI"),
    ("a fraction", FIVE | {"nu": 1.5}, ALL_RIGHT | {"nu": "Sửa: phải là số nguyên"}, "CÒN 1 LỖI"),
    ("below", FIVE | {"nu": -1}, ALL_RIGHT | {"nu": "Sửa: phải từ 0 đến 999"}, "CÒN 1 LỖI"),
    ("above", FIVE | {"ket_nap": 1000}, ALL_RIGHT | {"ket_nap": "Sửa: phải từ 0 đến 999"}, "CÒN 1 LỖI"),
    ("no such choice", FIVE | {"het_nguon": "x"}, ALL_RIGHT | {"het_nguon": "Sửa: chọn Có hoặc Không"}, "CÒN 1 LỖI"),
    ("spaces only", FIVE | {"nu": "  "}, ALL_RIGHT | {"nu": "Chưa điền"}, "CÒN 1 Ô CHƯA ĐIỀN"),
    (
        "everything wrong",
        {"ket_nap": "?", "nu": -1, "doan_vien": 2.5, "dai_hoc": "?", "het_nguon": "?"},
        {
            "ket_nap": "Sửa: chỉ gõ chữ số",
            "nu": "Sửa: phải từ 0 đến 999",
            "doan_vien": "Sửa: phải là số nguyên",
            "dai_hoc": "Sửa: chỉ gõ chữ số",
            "het_nguon": "Sửa: chọn Có hoặc Không",
        },
        "CÒN 5 LỖI",
    ),
    ("an Excel error", FIVE | {"nu": "=1/0"}, ALL_RIGHT | {"nu": "Sửa: ô bị lỗi, xoá và gõ lại"}, "CÒN 1 LỖI"),
]
BLOCK_CASES: list[tuple[str, dict[str, Value], dict[str, str], str]] = [
    ("parts sum", FIVE | PARTS, ALL_RIGHT | dict.fromkeys(PARTS, "Đúng"), "PHIẾU HỢP LỆ"),
    ("no part typed", FIVE, ALL_RIGHT | {"ket_nap": "Chưa điền các dòng 1.4-1.6"}, "CÒN 1 Ô CHƯA ĐIỀN"),
    (
        "first block differs",
        FIVE | PARTS | {"tuoi_46": 2},
        ALL_RIGHT | dict.fromkeys(PARTS, "Đúng") | {"ket_nap": "Sửa: khác tổng các dòng 1.4-1.6"},
        "CÒN 1 LỖI",
    ),
    (
        "second block differs",
        FIVE | PARTS | {"thanh_thi": 4},
        ALL_RIGHT | dict.fromkeys(PARTS, "Đúng") | {"ket_nap": "Sửa: khác tổng các dòng 1.7-1.8"},
        "CÒN 1 LỖI",
    ),
]


def checks(values: Values, catalogue: Catalogue) -> dict[str, Value]:
    """The words beside each input that has any, by code."""
    sheet = values[SHEET_FORM]
    cells = {row.indicator.code: row.check_a1.replace("$", "") for row in form_layout(catalogue.indicators).rows}
    return {code: sheet[a1] for code, a1 in cells.items() if a1 in sheet}


def typed(content: bytes, values: Mapping[str, Value]) -> bytes:
    """Type values; an Excel error comes of a formula, as it does where somebody pasted one."""
    made = fill(content, {code: value for code, value in values.items() if value != "=1/0"})
    if "=1/0" not in values.values():
        return made
    book = quietly_loaded(made)
    book[SHEET_FORM]["D11"] = "=1/0"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def computed(example: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Values]:
    """Each case's form as LibreOffice computes it, all in one start."""
    folder = tmp_path_factory.mktemp("forms")
    blank = {"": form_bytes(example, example.units[0]), "blocks": form_bytes(with_blocks(example), example.units[0])}
    paths: dict[str, Path] = {}
    for kind, cases in (("", CASES), ("blocks", BLOCK_CASES)):
        for name, values, _, _ in cases:
            paths[name] = folder / f"{len(paths)}.xlsx"
            paths[name].write_bytes(typed(blank[kind], values))
    found = recalculate_all(list(paths.values()))
    return {name: found[path] for name, path in paths.items()}


@pytest.mark.parametrize(("name", "values", "words", "overall"), CASES, ids=[case[0] for case in CASES])
def test_the_check_says_what_is_wrong_and_how_much_is_left(
    name: str,
    values: dict[str, Value],
    words: dict[str, str],
    overall: str,
    example: Catalogue,
    computed: Mapping[str, Values],
) -> None:
    assert checks(computed[name], example) == words
    assert computed[name][SHEET_FORM][OVERALL] == overall


@pytest.mark.parametrize(("name", "values", "words", "overall"), BLOCK_CASES, ids=[case[0] for case in BLOCK_CASES])
def test_the_check_of_parts_names_the_lines_that_do_not_sum(
    name: str,
    values: dict[str, Value],
    words: dict[str, str],
    overall: str,
    example: Catalogue,
    computed: Mapping[str, Values],
) -> None:
    assert checks(computed[name], with_blocks(example)) == words
    assert computed[name][SHEET_FORM][OVERALL] == overall


@pytest.mark.parametrize(
    ("values", "words", "overall"),
    [(values, words, overall) for _, values, words, overall in CASES if "=1/0" not in values.values()],
    ids=[name for name, values, _, _ in CASES if "=1/0" not in values.values()],
)
def test_a_form_written_with_values_has_the_same_words_stored(
    values: dict[str, Value], words: dict[str, str], overall: str, example: Catalogue
) -> None:
    """What a phone or previewer shows, which computes nothing."""
    stored = stored_values(form_bytes(example, example.units[0], values))
    assert checks(stored, example) == words
    assert stored[SHEET_FORM][OVERALL] == overall


def test_forms_of_the_example_store_what_libreoffice_computes(workspace: Path) -> None:
    paths = [
        path for path in sorted((workspace / "nhan-ve").iterdir()) if path.name[:2] in {"01", "10", "16", "19", "57"}
    ]
    assert len(paths) == 5
    for path, values in recalculate_all(paths).items():
        assert values == stored_values(path.read_bytes())
        assert values[SHEET_FORM][OVERALL] == "PHIẾU HỢP LỆ"


def test_what_is_wrong_turns_red_and_what_is_done_turns_green(example: Catalogue, tmp_path: Path) -> None:
    blank = form_bytes(example, example.units[0])
    cases: dict[str, dict[str, Value]] = {
        "wrong": {"ket_nap": 5, "nu": 6, "doan_vien": 0, "het_nguon": "Có"},
        "done": FIVE,
        "half": {"ket_nap": 5},
    }
    probes = {}
    for name, values in cases.items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(fill(blank, values))
        probes[name] = probe(path, [SHEET_FORM], tmp_path / f"{name}-rules.xlsx")
    found = recalculate_all([made.path for made in probes.values()], strip=False)
    shown = {name: looks(made, found[made.path], SHEET_FORM) for name, made in probes.items()}
    assert all(not_decided(made, found[made.path]) == {} for made in probes.values())
    line = dict.fromkeys(("B8", "C8", "D8"))
    assert shown["done"] == dict.fromkeys([*line, "F10", "F11", "F12", "F13"], "done")
    assert shown["half"] == dict.fromkeys([*line, "F11", "F12", "F13"], "warning") | {"F10": "done"}
    assert shown["wrong"] == dict.fromkeys(line, "error") | {
        "F10": "done",
        "F11": "error",
        "D11": "error",
        "F12": "done",
        "F13": "warning",
        "F14": "warning",
    }
