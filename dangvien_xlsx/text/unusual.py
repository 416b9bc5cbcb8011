"""Words about unusual figures: why one is asked about, in the form and to the clerk; how its bounds are declared."""

from collections.abc import Mapping

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.rules import Rules
from dangvien_xlsx.model.soft_rules import Bounds
from dangvien_xlsx.text.fold import slug

_NUMBERS = ("", "", "hai ", "ba ")
FAR = "{previous} → {value}; {periods}kỳ trước {history}"
DIGITS = "{previous} → {value}: có thể thừa hoặc đổi chỗ chữ số; {periods}kỳ trước {history}"
OWN_TARGET = "{value} trong một kỳ, chỉ tiêu cả năm của đơn vị là {target}"
OFFICE_TARGET = "{value} trong một kỳ, gần bằng hoặc hơn chỉ tiêu cả năm của mọi đơn vị ({target})"
DECLARED = "{value}, danh mục yêu cầu hỏi lại khi trên {bound}"
REPEATED = "mọi số giống hệt kỳ trước ({value})"
PARTS = "mọi phần đều bằng tổng số ({value})"
AFTER_EXHAUSTED = "kỳ trước hết nguồn, kỳ này {value}"
GROUP_SHARE = (
    "nhóm {group} có {value} người thì cả {value} ở đơn vị này; các đơn vị khác kết nạp {others} mà không có ai"
)
SENTENCES = {
    "far": FAR,
    "digits": DIGITS,
    "own-target": OWN_TARGET,
    "office-target": OFFICE_TARGET,
    "declared": DECLARED,
    "repeated": REPEATED,
    "parts": PARTS,
    "after-exhausted": AFTER_EXHAUSTED,
    "group-share": GROUP_SHARE,
}
IN_FORM = {
    "own-target": "Hơn nhiều chỉ tiêu cả năm",
    "office-target": "Lớn bất thường",
    "declared": "Lớn bất thường",
    "repeated": "Mọi số giống hệt kỳ trước",
    "parts": "Mọi phần đều bằng tổng số",
    "after-exhausted": "Kỳ trước hết nguồn, kỳ này nhiều",
}
"""What the form says; of figures far from the past it says the last one."""
REASON = "; lý do: “{reason}”"
EXPECT_WARNING = "Ghi Không để tắt, một số (hỏi lại khi trên số đó), hoặc số lần so với các kỳ trước như “3 lần”; để trống là mặc định."
_OFF, _TIMES, _ABOVE = pattern(r"khong"), pattern(r"(\d{1,3})-?lan"), pattern(r"(?:tren-?)?(\d{1,7})")


def why(about: Mapping[str, object], value: str) -> str:
    """Return the numbers behind a figure that is asked about: ``10 → 980; ba kỳ trước 8, 10, 9``.

    Args:
        about: What the rule tells of itself.
        value: The figure.
    """
    history = about.get("history") or ()
    shown = [str(number) for number in history] if isinstance(history, tuple) else []
    told = {"periods": _NUMBERS[len(shown)], "history": ", ".join(shown), "value": value}
    return SENTENCES[str(about["kind"])].format(**{**about, **told})


def with_words(rules: Rules) -> Rules:
    """Return soft rules that tell the form's words; a figure far from the past is told by the last one."""
    return {
        code: tuple(
            rule._replace(about={**rule.about, "said": said})
            if (said := IN_FORM.get(str(rule.about["kind"])))
            else rule
            for rule in each
        )
        for code, each in rules.items()
    }


def declared(text: str) -> Bounds | None:
    """Return what a cell of column ``Cảnh báo`` declares; nothing where it is not understood."""
    said = slug(text)
    if not said:
        return Bounds()
    if _OFF.fullmatch(said):
        return Bounds(is_off=True)
    if found := _TIMES.fullmatch(said):
        return Bounds(times=int(found[1]))
    if found := _ABOVE.fullmatch(said):
        return Bounds(above=int(found[1]))
    return None
