"""What a form says in words, apart from how it is written: children that read forms need the one and not the other."""

from dangvien_xlsx.model.indicator import ADMITTED, Indicator, Kind, Relation
from dangvien_xlsx.model.layout import FormLayout
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.earlier_forms import GUIDE_STEPS
from dangvien_xlsx.text.fold import clean

GUIDE_TEXTS = frozenset(
    map(
        clean,
        (
            words.GUIDE_TITLE,
            *words.GUIDE_STEPS,
            *GUIDE_STEPS,
            *(f"{number}." for number in range(1, max(len(words.GUIDE_STEPS), len(GUIDE_STEPS)) + 1)),
            words.GUIDE_EXAMPLE,
            *words.GUIDE_EXAMPLE_HEADERS,
            *(text for row in words.GUIDE_EXAMPLE_ROWS for text in row),
            words.GUIDE_PRIVACY,
        ),
    )
)
"""Every text of the guide, of earlier versions too."""


def labels_of(layout: FormLayout) -> dict[str, str]:
    """Return the label printed for each indicator: the first of a run of parts says how it belongs to its parent."""
    labels: dict[str, str] = {}
    begun = set()
    for row in layout.rows:
        indicator, run = row.indicator, _run(row.indicator)
        is_first = run not in begun
        begun.add(run)
        prefix = ""
        if indicator.relation and is_first and not row.is_under_heading:
            prefix = words.PART_PREFIX[indicator.relation.value]
        labels[indicator.code] = f"{prefix}{indicator.name}"
    return labels


def _run(indicator: Indicator) -> tuple[str | None, Relation | None, str]:
    return indicator.parent, indicator.relation, indicator.block


def block_labels(layout: FormLayout) -> dict[int, str]:
    """Return the heading printed above each block, by its zero-indexed row."""
    numbers = {row.indicator.code: row.number for row in layout.rows}
    labels = {}
    for block in layout.blocks:
        first = block.members[0]
        relation = first.relation or Relation.WITHIN
        labels[block.row0] = words.block_title(block.title, relation.value, numbers.get(first.parent or "", ""))
    return labels


def questions_of(layout: FormLayout) -> dict[str, tuple[str, str]]:
    """Return, by code, the words before and after the parent's figure in each part's question."""
    rows = {row.indicator.code: row for row in layout.rows}
    persons = {ADMITTED}
    asked = {}
    for row in sorted(layout.rows, key=lambda row: row.depth):
        parent = rows.get(row.indicator.parent or "")
        if parent is None or row.indicator.kind is not Kind.INTEGER:
            continue
        is_persons = parent.indicator.code in persons
        if is_persons:
            persons.add(row.indicator.code)
        asked[row.indicator.code] = words.question(row.indicator, parent.number, is_persons=is_persons)
    return asked
