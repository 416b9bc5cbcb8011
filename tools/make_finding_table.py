"""Writes the table of ``docs/ma-loi.md`` from the one table of findings."""

from pathlib import Path

from dangvien_xlsx.text.finding_kinds import KINDS
from dangvien_xlsx.text.names import SEVERITIES

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "ma-loi.md"


def main() -> None:
    """Keep what stands above and below the table; write its rows anew."""
    lines = DOCUMENT.read_text("utf-8").splitlines()
    first = lines.index("|---|---|---|") + 1
    last = next((index for index in range(first, len(lines)) if not lines[index].startswith("|")), len(lines))
    rows = [f"| `{code}` | {SEVERITIES[kind.severity]} | {kind.meaning} |" for code, kind in KINDS.items()]
    DOCUMENT.write_text("\n".join([*lines[:first], *rows, *lines[last:]]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
