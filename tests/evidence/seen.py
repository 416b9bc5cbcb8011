"""What the program said of a case, and how it is compared: figures, and whether a text says something."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Figures = tuple[int, int, int, int] | None
"""Total, women, Youth Union members, graduates as a clerk reads them; ``None`` for exhausted."""
CODES = ("ket_nap", "nu", "doan_vien", "dai_hoc")
FIVE = (5, 3, 2, 2)
TEN = (10, 6, 4, 5)
ZERO = (0, 0, 0, 0)
EXHAUSTED: Figures = None
CLOCK = frozenset({"late"})
"""The cases are made today for a period of 2023, and LibreOffice writes its own clock: kind 11 alone judges that."""


@dataclass(frozen=True)
class Seen:
    """What the program said of a case: its units by role (``a``, ``b``), their findings and files, the whole answer."""

    units: Mapping[str, Mapping[str, Any]]
    findings: Sequence[Mapping[str, Any]]
    files: Sequence[Mapping[str, Any]]
    whole: Mapping[str, Any] = field(default_factory=dict)
    exit_code: int = 0

    def of(self, role: str) -> list[Mapping[str, Any]]:
        """Return the findings that stand against a unit."""
        return [item for item in self.findings if item["unit"] in ("", self.units[role]["code"])]


def flat(text: str) -> str:
    """Return text for comparing: composed, without case, one blank between words, old and new tone marks alike."""
    folded = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().casefold()
    return folded.replace("oà", "òa").replace("oá", "óa").replace("uỷ", "ủy")


def says(text: str, wanted: str) -> bool:
    """Tell whether a text says something: a number stands by itself, words stand anywhere."""
    pattern = re.escape(flat(wanted))
    if wanted[:1].isdigit() or wanted[:1] == "-":
        pattern = r"(?<![\w.,])" + pattern + r"(?![\w]|[.,]\d)"
    return re.search(pattern, flat(text)) is not None


def told(finding: Mapping[str, Any]) -> str:
    """Return all that a finding shows a person, its cell left out: D5 names no five."""
    return " ".join(str(finding[name]) for name in ("value", "message", "remedy"))


def brief(seen: Seen, role: str) -> str:
    """Return in one line what the program made of a unit."""
    unit = seen.units[role]
    values = [unit["values"].get(code) for code in CODES] if "ket_nap" in unit["values"] or not unit["values"] else ""
    items = [f"{item['severity'][0].upper()}:{item['code']}({item['value']!s:.40})" for item in seen.of(role)]
    return f"{unit['state']} {values} {' '.join(items)}"


def wrong_figures(seen: Seen, role: str, figures: Figures) -> Iterator[str]:
    """Compare a unit's line with the figures that a person would read."""
    unit = seen.units[role]
    state = "exhausted" if figures is None else "reported" if figures[0] else "zero"
    if unit["state"] != state:
        yield f"state {unit['state']}, not {state}"
    elif figures is None:
        if unit["values"].get("ket_nap") is not None:
            yield f"exhausted with {unit['values']['ket_nap']}"
    else:
        found = tuple(unit["values"].get(code) for code in CODES)
        # Under a total of 0 a part that is blank says no more than a 0.
        if (found if figures[0] else tuple(value or 0 for value in found)) != figures:
            yield f"figures {found}, not {figures}"


def loud(seen: Seen, role: str, severities: Sequence[str] = ("error", "warning")) -> list[str]:
    """Return the findings of a unit that a clerk has to look at."""
    return [
        f"{item['code']}: {item['message']!s:.110}"
        for item in seen.of(role)
        if item["severity"] in severities and item["code"] not in CLOCK
    ]
