"""The soft rules as the form's own check has them, computed by LibreOffice, and as the intake has them: one verdict."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dangvien_xlsx.excel.form.beside import Beside
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.rules import verdict
from dangvien_xlsx.model.soft_rules import Bounds, Past, soft_rules
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.catalogue import DEFAULT_INDICATORS
from dangvien_xlsx.text.unusual import with_words
from tests.model.test_rules import Filling, checks_by_libreoffice, checks_by_python, fillings_of

FORMS = 500
"""Of each past: two thousand in all."""
_NONE = Bounds()
PASTS: dict[str, tuple[Past, dict[str, Bounds]]] = {
    "three half-years": (
        Past({"ket_nap": (8, 10, 9), "nu": (5, 6, 5), "doan_vien": (4, 4, 3), "dai_hoc": (4, 5, 4)}, 20, 110),
        {},
    ),
    "none yet, with targets": (Past(target=6, office_target=40), {}),
    "without a source last time": (Past({"ket_nap": (0,)}, 2, 110, was_exhausted=True), {}),
    "bounds of the clerk's": (Past({"ket_nap": (12, 21)}), {"ket_nap": Bounds(times=3), "nu": Bounds(above=7)}),
}


@st.composite
def plausible(draw: st.DrawFn) -> Filling:
    """Draw a form that breaks no hard rule: a total, parts within it, and totals that are unusual now and then."""
    unusual = st.sampled_from([0, 9, 12, 14, 18, 19, 21, 32, 37, 64, 88, 90, 95, 120, 212, 980])
    total = draw(st.one_of(st.integers(0, 25), unusual))
    few = st.integers(0, min(total, 9))
    part = st.one_of(st.just(total), st.integers(0, total), few)
    if draw(st.integers(0, 7)) == 0:
        return {"ket_nap": 9, "nu": 5, "doan_vien": 3, "dai_hoc": 4, "het_nguon": "Không", "ghi_chu": None}
    return {"ket_nap": total, "nu": draw(part), "doan_vien": draw(part), "dai_hoc": draw(part)} | {
        "het_nguon": draw(st.sampled_from(["Không", None])),
        "ghi_chu": None,
    }


def drawn() -> list[tuple[Filling, dict[str, str]]]:
    found: list[tuple[Filling, dict[str, str]]] = []
    told = st.sampled_from(["Sáp nhập", " ", "x", "0"])
    reason = st.dictionaries(st.sampled_from(["ket_nap", "ket_nap", "nu", "dai_hoc"]), told, max_size=2)

    @settings(
        max_examples=FORMS,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(plausible(), plausible(), plausible(), fillings_of(DEFAULT_INDICATORS)), reason)
    def draw(filling: Filling, reasons: dict[str, str]) -> None:
        found.append((filling, reasons))

    draw()
    return found


@pytest.mark.parametrize("name", PASTS)
def test_form_and_intake_ask_about_the_same_figures(name: str, example: Catalogue, tmp_path: Path) -> None:
    past, bounds = PASTS[name]
    catalogue = replace(example, indicators=DEFAULT_INDICATORS)
    soft = with_words(soft_rules(DEFAULT_INDICATORS, past, bounds))
    forms = drawn()
    assert len(forms) == FORMS
    computed = checks_by_libreoffice(
        catalogue, [filling for filling, _ in forms], tmp_path, Beside(soft=soft), [reasons for _, reasons in forms]
    )
    differences = [
        (filling, reasons, code, told[code], ours[code])
        for (filling, reasons), told in zip(forms, computed, strict=True)
        for given_reasons in [{code: text for code, text in reasons.items() if text.strip()}]
        for ours in [checks_by_python(catalogue, filling, soft, given_reasons)]
        for code in ours
        if told[code] != ours[code]
    ]
    assert differences == []
    asked = [text for told in computed for text in told.values() if text.endswith(words.ASKS_REASON)]
    assert len(asked) > 20, "the forms reach the soft rules"
    explained = [
        reasons
        for filling, reasons in forms
        if verdict(soft["ket_nap"], filling) and reasons.get("ket_nap", "").strip()
    ]
    assert explained, "and reasons that are enough"
