"""Writes the tables and the chart of ``docs/hieu-nang.md``, and the README's table, from what was measured.

    python tools/make_speed_page.py [SCALE.json …] [--stages STAGES.json]

``tests.benchmarks.scale --save`` writes the first, ``tests.benchmarks.stages --save`` the second. Given nothing, the
page is made anew from ``docs/hieu-nang.json``, which holds what was given last.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE, CHART, MEASURED = DOCS / "hieu-nang.md", DOCS / "hieu-nang.svg", DOCS / "hieu-nang.json"
README = DOCS.parent / "README.md"
RUNS = (("first", "first run"), ("second", "second run"), ("new", "1% new"))
_WIDTH, _LEFT, _BAR, _GAP, _TOP = 760, 330, 13, 7, 44
_FIRST, _SECOND = "#1f4e79", "#8fb4d9"


def scale_table(sizes: Iterable[dict[str, Any]]) -> list[str]:
    """Return a row a size: seconds on the wall, in brackets CPU seconds."""
    names = ["files", "runs", "floor, before", "floor, after"]
    names += [name for _, run in RUNS for name in (run, "÷ floor")]
    names += ["memory", "loop", "faster"]
    rows = [_row(names), _row(["---:"] * len(names))]
    for size in sizes:
        cells = [f"{size['files']:,}", str(size["runs"]), _told(size["before"]), _told(size["after"])]
        for name, _ in RUNS:
            cells += [_told(size[name]), _ratio(size[name], size["floor"])]
        memory = max(size[name]["memory"] for name, _ in RUNS)
        mark = "~" if size["files"] > 1_000 else ""
        rows.append(_row([*cells, f"{memory:,.0f} MB", mark + _told(size["loop"]), _times(size)]))
    return rows


def _times(size: dict[str, Any]) -> str:
    loop, first = size["loop"], size["first"]
    return f"{loop['wall'] / first['wall']:.0f} × ({loop['cpu'] / first['cpu']:.0f} ×)"


def _told(cost: dict[str, float]) -> str:
    return f"{cost['wall']:,.2f} ({cost['cpu']:,.2f})"


def _ratio(cost: dict[str, float], floor: dict[str, float]) -> str:
    return f"{cost['wall'] / floor['wall']:.2f} ({cost['cpu'] / floor['cpu']:.2f})"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def stages_table(stages: dict[str, Any]) -> list[str]:
    """Return a row a stage, in CPU seconds."""
    rows = [_row(["stage", "first run", "second run"]), _row(["---", "---:", "---:"])]
    for stage in _stages(stages):
        rows.append(_row([stage, *(f"{stages[run].get(stage, 0.0):.2f}" for run in ("first", "second"))]))
    totals = (f"**{sum(stages[run].values()):.2f}**" for run in ("first", "second"))
    return [*rows, _row(["**all**", *totals])]


def _stages(stages: dict[str, Any]) -> list[str]:
    return sorted(
        {*stages["first"], *stages["second"]},
        key=lambda stage: (-max(stages[run].get(stage, 0.0) for run in ("first", "second")), stage),
    )


def chart(stages: dict[str, Any]) -> str:
    """Return the stages as bars, the first run above the second."""
    names = [
        stage for stage in _stages(stages) if max(stages[run].get(stage, 0.0) for run in ("first", "second")) >= 0.05
    ]
    most = max(stages[run].get(stage, 0.0) for run in ("first", "second") for stage in names)
    height = _TOP + len(names) * (2 * _BAR + _GAP) + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" font-family="sans-serif" '
        'font-size="12">',
        f'<rect width="{_WIDTH}" height="{height}" fill="white"/>',
        f'<text x="10" y="20" font-size="14">CPU seconds of one run over {stages["files"]:,} forms</text>',
    ]
    for column, (colour, run) in enumerate(((_FIRST, "first run"), (_SECOND, "second run"))):
        left = _LEFT + column * 110
        lines.append(f'<rect x="{left}" y="28" width="10" height="10" fill="{colour}"/>')
        lines.append(f'<text x="{left + 15}" y="37">{run}</text>')
    for index, stage in enumerate(names):
        top = _TOP + index * (2 * _BAR + _GAP)
        lines.append(f'<text x="{_LEFT - 8}" y="{top + _BAR + 4}" text-anchor="end">{escape(_short(stage))}</text>')
        for column, (colour, run) in enumerate(((_FIRST, "first"), (_SECOND, "second"))):
            seconds = stages[run].get(stage, 0.0)
            width = seconds / most * (_WIDTH - _LEFT - 60)
            low = top + column * _BAR
            lines.append(
                f'<rect x="{_LEFT}" y="{low}" width="{width:.1f}" height="{_BAR - 1}" fill="{colour}"/>'
                f'<text x="{_LEFT + width + 5:.1f}" y="{low + 10}" font-size="11">{seconds:.2f}</text>'
            )
    return "\n".join([*lines, "</svg>"]) + "\n"


def _short(stage: str) -> str:
    return stage if len(stage) <= 52 else f"{stage[:51]}…"


def page(text: str, measured: dict[str, Any]) -> str:
    """Return the page with what stands between its marks made anew."""
    parts = {
        "scale": [f"*{measured['date']}, {measured['machine']}.*", "", *scale_table(measured["sizes"])],
        "stages": stages_table(measured["stages"]),
    }
    for name, lines in parts.items():
        if f"<!-- {name} -->\n" not in text:
            continue
        before, rest = text.split(f"<!-- {name} -->\n", 1)
        _, after = rest.split(f"<!-- end {name} -->", 1)
        text = f"{before}<!-- {name} -->\n" + "\n".join(lines) + f"\n<!-- end {name} -->{after}"
    return text


def main() -> None:
    """Take what is given and write the page, the chart and what they are made of."""
    parser = argparse.ArgumentParser()
    parser.add_argument("scale", nargs="*", type=Path)
    parser.add_argument("--stages", type=Path)
    asked = parser.parse_args()
    measured: dict[str, Any] = json.loads(MEASURED.read_text("utf-8")) if MEASURED.exists() else {"sizes": []}
    for path in asked.scale:
        told = json.loads(path.read_text("utf-8"))
        sizes = {size["files"]: size for size in (*measured["sizes"], *told.pop("sizes"))}
        measured |= told | {"sizes": [sizes[count] for count in sorted(sizes)]}
    if asked.stages:
        measured["stages"] = json.loads(asked.stages.read_text("utf-8"))
    MEASURED.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    CHART.write_text(chart(measured["stages"]), "utf-8")
    for path in (PAGE, README):
        path.write_text(page(path.read_text("utf-8"), measured), "utf-8")


if __name__ == "__main__":
    main()
