"""Every look, declared once by its role. Colours say something; what they say is also a word."""

from typing import Any

from dangvien_xlsx.model.submission import State
from dangvien_xlsx.text.summary import WRONG_TYPE

Properties = dict[str, Any]

PAPER_POINTS = 13
SCREEN_POINTS = 12

STATE_LOOK: dict[State, Properties] = {
    State.ZERO: {"bg_color": "#FFF0C2", "font_color": "#3D2E00"},
    State.EXHAUSTED: {"bg_color": "#E4E4E4", "font_color": "#404040", "italic": True},
    State.INVALID: {"bg_color": "#FAD4D4", "font_color": "#7A0000", "bold": True},
    State.MISSING: {"bg_color": "#FFFFFF", "font_color": "#C00000"},
    State.NOT_APPLICABLE: {"font_color": "#595959", "italic": True},
}
"""One table of state colours for all sheets; the ordinary state has none."""

STATE_BAR: dict[State, str] = {
    State.REPORTED: "#1F3864",
    State.ZERO: "#FFE08A",
    State.EXHAUSTED: "#A6A6A6",
    State.INVALID: "#C0504D",
    State.MISSING: "#FFFFFF",
}
"""The colours of the states in charts, apart for the colour-blind by their lightness too."""
STATE_BAR_INK: dict[State, str] = {
    state: "#FFFFFF" if state in (State.REPORTED, State.INVALID) else "#000000" for state in STATE_BAR
}
"""The colours of the numbers in those bars."""
STEP_DONE_LOOK: Properties = {"font_color": "#4A6B3A"}
STATE_LEGEND: tuple[tuple[str, State], ...] = tuple(
    (f"legend_{state.value}", state) for state in (State.ZERO, State.EXHAUSTED, State.INVALID, State.MISSING)
)
"""The states that have a colour, each with the role of its example."""
LEADING_LOOK: Properties = {"bg_color": "#D9EFD3", "font_color": "#173F0F"}
ERROR_LOOK: Properties = STATE_LOOK[State.INVALID]
WARNING_LOOK: Properties = STATE_LOOK[State.ZERO]
INPUT_LOOK: Properties = {"bg_color": "#FFF9DB", "font_color": "#000000"}
DONE_LOOK: Properties = {"bg_color": "#D9EFD3", "font_color": "#173F0F", "bold": True}
BANNER_LOOK: Properties = {"bg_color": "#C00000", "font_color": "#FFFFFF", "bold": True}
DATA_BAR = "#A9C6E8"

TAB_PAPER, TAB_SCREEN, TAB_INPUT, TAB_QUIET, TAB_ERROR = "#1F3864", "#548235", "#BF8F00", "#7F7F7F", "#C00000"

_INK = "#000000"
_DARK = "#1F3864"
_TINT = "#F1F4F9"
_LINE = "#BFBFBF"
_LINK = "#0B4F9E"

_FONT: Properties = {"font_name": "Times New Roman", "valign": "vcenter"}
_PAPER = _FONT | {"font_size": PAPER_POINTS, "font_color": _INK}
_SCREEN = _FONT | {"font_size": SCREEN_POINTS, "bottom": 1, "bottom_color": "#D9D9D9"}
# xlsxwriter's border numbers: 1 thin, 6 double, 7 hair.
_RULED: Properties = {"left": 1, "right": 1, "top": 7, "bottom": 7}
RULED_LOOK: Properties = _RULED
"""Rules that a row gets as soon as something stands in it."""
_BOXED: Properties = {"border": 1}
_CENTRE: Properties = {"align": "center"}
_WRAP: Properties = {"text_wrap": True}
_COUNT: Properties = {"num_format": "#,##0"}
_SHARE: Properties = {"num_format": "0.0%"}
_INPUT = _PAPER | _BOXED | {"bg_color": INPUT_LOOK["bg_color"], "locked": False}
_WRONG: Properties = {"bg_color": ERROR_LOOK["bg_color"], "font_color": ERROR_LOOK["font_color"]}
_GROUP: Properties = {"bold": True, "bg_color": _TINT}
_TOTAL: Properties = {"bold": True, "left": 1, "right": 1, "bottom": 1, "top": 6}

_LEGEND: Properties = _FONT | _CENTRE | _WRAP | {"font_size": 11, "border": 1, "border_color": "#D9D9D9"}
_SIGNED: dict[str, Properties] = {"index": _CENTRE, "name": {}, "count": _CENTRE | _COUNT, "remark": _CENTRE}
"""A group's row on what is signed: without the tint that it has on screen."""

STYLES: dict[str, Properties] = {
    # paper
    "title": _PAPER | _CENTRE | {"bold": True, "font_size": 14},
    "subtitle": _PAPER | _CENTRE | _WRAP | {"bold": True, "font_size": 14},
    "reference": _PAPER | _CENTRE | _WRAP | {"italic": True, "font_size": 12},
    "banner": _PAPER | _CENTRE | {"bold": True},
    "header": _PAPER | _CENTRE | _WRAP | _BOXED | {"bold": True},
    "index": _PAPER | _RULED | _CENTRE,
    "name": _PAPER | _RULED,
    "name_wrap": _PAPER | _RULED | _WRAP,
    "child": _PAPER | _RULED | _WRAP | {"indent": 1},
    "grandchild": _PAPER | _RULED | _WRAP | {"indent": 2},
    "count": _PAPER | _RULED | _CENTRE | _COUNT,
    "count_or_word": _PAPER | _RULED | _CENTRE | _COUNT | {"shrink": True},
    "share": _PAPER | _RULED | _CENTRE | _SHARE,
    "remark": _PAPER | _RULED | _CENTRE | _WRAP | {"font_size": 12},
    "ranked_index": _PAPER | _CENTRE,
    "ranked_name": _PAPER | _WRAP,
    "ranked_count": _PAPER | _CENTRE | _COUNT,
    "ranked_share": _PAPER | _CENTRE | _SHARE,
    "ranked_remark": _PAPER | _CENTRE | _WRAP | {"font_size": 12},
    "basis": _PAPER | _RULED | _WRAP | {"font_size": 11, "italic": True},
    "group_index": _PAPER | _RULED | _CENTRE | _GROUP,
    "group_name": _PAPER | _RULED | _GROUP,
    "group_count": _PAPER | _RULED | _CENTRE | _COUNT | _GROUP,
    "group_share": _PAPER | _RULED | _CENTRE | _SHARE | _GROUP,
    "group_remark": _PAPER | _RULED | _CENTRE | _GROUP,
    "group_basis": _PAPER | _RULED | _GROUP | {"font_size": 11, "italic": True, "bold": False},
    "total_name": _PAPER | _CENTRE | _WRAP | _TOTAL,
    "total_count": _PAPER | _CENTRE | _COUNT | _TOTAL,
    "total_share": _PAPER | _CENTRE | _SHARE | _TOTAL,
    "section": _PAPER | {"bold": True, "font_size": 13, "font_color": _DARK},
    "paper_note": _PAPER | _WRAP | {"italic": True, "font_size": 11},
    "proof_text": _PAPER | _RULED | _WRAP | {"font_size": 10},
    "proof_time": _PAPER | _RULED | _CENTRE | _WRAP | {"font_size": 10, "num_format": "dd/mm/yyyy hh:mm"},
    "proof_digest": _PAPER | _RULED | _CENTRE | {"font_size": 9},
    # the form
    "letterhead": _PAPER | {"font_size": 12},
    "letterhead_bold": _PAPER | {"font_size": 12, "bold": True},
    "field": _PAPER | {"align": "left"},
    "field_value": _PAPER | _WRAP | {"bold": True, "align": "left", "font_size": 14},
    "field_date": _PAPER | {"align": "left", "num_format": "dd/mm/yyyy"},
    "overall": _PAPER | _BOXED | {"bold": True, "font_size": 16, "align": "left", "indent": 1},
    "send": _PAPER | _BOXED | _WRAP | {"font_size": 12, "align": "left", "indent": 1},
    "form_index": _PAPER | _BOXED | _CENTRE,
    "form_name_0": _PAPER | _BOXED | _WRAP | {"bold": True},
    "form_name_1": _PAPER | _BOXED | _WRAP | {"indent": 1},
    "form_name_2": _PAPER | _BOXED | _WRAP | {"indent": 2},
    "form_name_3": _PAPER | _BOXED | _WRAP | {"indent": 3},
    "input": _INPUT | _CENTRE | {"bold": True, "font_size": 14},
    "input_text": _INPUT | _WRAP | {"align": "left", "indent": 1, "num_format": "@"},
    "input_note": _INPUT | _WRAP | {"align": "left", "indent": 1, "valign": "top"},
    "block": _PAPER | {"bold": True, "bg_color": _TINT, "top": 1, "bottom": 1},
    "block_left": _PAPER | {"bold": True, "bg_color": _TINT, "top": 1, "bottom": 1, "left": 1},
    "block_right": _PAPER | {"bold": True, "bg_color": _TINT, "top": 1, "bottom": 1, "right": 1},
    "block_sum": _PAPER | _BOXED | {"align": "left", "indent": 1, "bold": True, "font_size": 12, "bg_color": _TINT},
    "earlier": _PAPER | _BOXED | _CENTRE | _COUNT | {"font_color": "#404040", "bg_color": "#F7F7F7"},
    "reason": _PAPER | _BOXED | _WRAP | {"font_size": 12, "align": "left", "indent": 1, "num_format": "@"},
    "input_wrong": _INPUT | _CENTRE | _WRONG | {"bold": True, "font_size": 14},
    "input_note_wrong": _INPUT | _WRAP | _WRONG | {"align": "left", "indent": 1, "valign": "top"},
    "fault_heading": _PAPER | _BOXED | _WRONG | {"bold": True, "indent": 1},
    "question_heading": _PAPER | _BOXED | {"bg_color": WARNING_LOOK["bg_color"], "bold": True, "indent": 1},
    "fault": _PAPER | _BOXED | _WRAP | {"font_size": 12, "align": "left", "indent": 1},
    "fault_number": _PAPER | _BOXED | _CENTRE | {"font_size": 12, "bold": True},
    "check": _PAPER | _BOXED | _WRAP | {"align": "left", "indent": 1, "font_size": 12, "bg_color": "#F7F7F7"},
    "hint": _PAPER
    | _BOXED
    | _WRAP
    | {"align": "left", "indent": 1, "font_size": 11, "italic": True, "font_color": "#404040"},
    "code": {"font_color": "#7F7F7F", "font_size": 8},
    "step": _PAPER | _WRAP | {"valign": "top"},
    "step_number": _PAPER | _CENTRE | {"valign": "top", "bold": True},
    "guide_cell": _PAPER | _BOXED | _WRAP,
    "guide_number": _PAPER | _BOXED | _CENTRE,
    # screen
    "screen_title": _FONT | {"font_size": 14, "bold": True, "font_color": _DARK},
    "screen_line": _FONT | {"font_size": 12, "bold": True},
    "screen_header": _FONT
    | _CENTRE
    | _WRAP
    | {"font_size": SCREEN_POINTS, "bold": True, "font_color": "#FFFFFF", "bg_color": _DARK},
    "tile_label": _FONT | _CENTRE | _WRAP | {"font_size": 12, "font_color": "#404040", "top": 1, "left": 1, "right": 1},
    "tile": _FONT | _CENTRE | _COUNT | {"font_size": 18, "bold": True, "bottom": 1, "left": 1, "right": 1},
    "tile_left": _FONT | {"font_size": 18, "bold": True, "align": "right", "bottom": 1, "left": 1, "shrink": True},
    "tile_right": _FONT | _SHARE | {"font_size": 14, "align": "left", "indent": 1, "bottom": 1, "right": 1},
    "next_step": _FONT | {"font_size": 13, "font_color": _LINK, "bottom": 1, "bottom_color": "#D9D9D9", "indent": 1},
    "legend_label": _FONT | {"font_size": 11, "font_color": "#404040"},
    **{role: _LEGEND | STATE_LOOK[state] for role, state in STATE_LEGEND},
    "legend_leading": _LEGEND | LEADING_LOOK,
    "cell": _SCREEN,
    "cell_wrap": _SCREEN | _WRAP,
    "cell_centre": _SCREEN | _CENTRE,
    "cell_count": _SCREEN | _CENTRE | _COUNT,
    "cell_data": _SCREEN | _CENTRE | {"num_format": f'#,##0;-#,##0;0;"{WRONG_TYPE}: "@'},
    "cell_count_or_word": _SCREEN | _CENTRE | _COUNT | {"shrink": True},
    "cell_share": _SCREEN | _CENTRE | _SHARE,
    "cell_size": _SCREEN | {"align": "right", "num_format": "#,##0", "indent": 1},
    "cell_time": _SCREEN | _CENTRE | {"num_format": "dd/mm/yyyy hh:mm"},
    "cell_date": _SCREEN | _CENTRE | {"num_format": "dd/mm/yyyy"},
    "cell_text": _SCREEN | {"num_format": "@"},
    "cell_link": _SCREEN | {"font_color": _LINK, "underline": 1},
    "cell_mono": _SCREEN | {"font_size": 10, "font_color": "#595959"},
    "empty_state": _FONT | {"font_size": 13, "italic": True, "font_color": "#173F0F"},
    **{f"signed_group_{part}": _PAPER | _RULED | {"bold": True} | more for part, more in _SIGNED.items()},
    # the catalogue
    "entry": _FONT | {"font_size": 12, "border": 1, "border_color": _LINE, "bg_color": "#FFF9DB", "num_format": "@"},
    "entry_any": _FONT | {"font_size": 12, "border": 1, "border_color": _LINE, "bg_color": "#FFF9DB"},
    "entry_wrap": _FONT | _WRAP | {"font_size": 12, "border": 1, "border_color": _LINE, "bg_color": "#FFF9DB"},
    "entry_number": _FONT
    | {"font_size": 12, "border": 1, "border_color": _LINE, "bg_color": "#FFF9DB", "align": "left"},
    "entry_date": _FONT
    | {
        "font_size": 12,
        "border": 1,
        "border_color": _LINE,
        "bg_color": "#FFF9DB",
        "num_format": "dd/mm/yyyy",
        "align": "left",
    },
    "sample": _FONT | {"font_size": 12, "italic": True, "font_color": "#595959", "border": 1, "border_color": _LINE},
    "label": _FONT | {"font_size": 12, "border": 1, "border_color": _LINE},
    "label_wrap": _FONT | _WRAP | {"font_size": 12, "border": 1, "border_color": _LINE},
    "label_note": _FONT | _WRAP | {"font_size": 11, "italic": True, "border": 1, "border_color": _LINE},
}
"""Properties by role, as xlsxwriter names them."""
