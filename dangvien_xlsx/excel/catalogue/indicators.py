"""Reads and validates the catalogue's indicators: codes, kinds, parents and bounds."""

from typing import TypeVar

from dangvien_xlsx.excel.catalogue.rows import Mistakes, Row, blame_duplicates
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, NOTE, Indicator, Kind, Relation
from dangvien_xlsx.model.layout import RESERVED
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import catalogue as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import KINDS, RELATIONS, SHEET_INDICATORS
from dangvien_xlsx.text.unusual import EXPECT_WARNING, declared

_Choice = TypeVar("_Choice", Kind, Relation)
_CODE = pattern(r"[a-z][a-z0-9_]{0,40}")
_LONGEST_NAME = 120
_ROLES = {ADMITTED: Kind.INTEGER, EXHAUSTED: Kind.YES_NO, NOTE: Kind.TEXT}


def indicators_of(rows: list[Row], mistakes: Mistakes) -> tuple[Indicator, ...]:
    """Read the indicators; every mistake goes to ``mistakes``."""
    blame_duplicates(rows, words.IND_CODE)
    kinds = {row.text(words.IND_CODE): _choose(row, words.IND_KIND, KINDS, words.EXPECT_KIND) for row in rows}
    parents = {row.text(words.IND_CODE): row.text(words.IND_PARENT) for row in rows}
    for code in _ROLES:
        if rows and code not in kinds:
            about = {"label": words.IND_CODE, "value": code, "expected": words.EXPECT_ROLE}
            mistakes.append(finding("catalogue-value-wrong", {"sheet": SHEET_INDICATORS, "cell": "A2"}, **about))
    for row in rows:
        code = row.text(words.IND_CODE)
        if code in _ROLES and kinds[code] not in (None, _ROLES[code]):
            row.wrong(words.IND_KIND, words.EXPECT_ROLE)
        _blame_parent(row, kinds, parents)
    return tuple(_indicator(row, kinds[row.text(words.IND_CODE)]) for row in rows)


def _indicator(row: Row, kind: Kind | None) -> Indicator:
    code = row.needed(words.IND_CODE)
    if code and not _CODE.fullmatch(code):
        row.wrong(words.IND_CODE, words.EXPECT_CODE)
    elif code in RESERVED:
        row.wrong(words.IND_CODE, words.EXPECT_OTHER_CODE)
    name = row.needed(words.IND_NAME)
    if len(name) > _LONGEST_NAME:
        row.wrong(words.IND_NAME, words.EXPECT_NO_CONTROL)
    parent = row.text(words.IND_PARENT) or None
    relation = _choose(row, words.IND_RELATION, RELATIONS, words.EXPECT_RELATION, needed=bool(parent))
    if relation and not parent:
        row.wrong(words.IND_RELATION, words.EXPECT_RELATION)
    warning = row.text(words.IND_WARNING)
    if declared(warning) is None:
        row.wrong(words.IND_WARNING, EXPECT_WARNING)
    low, high = row.whole(words.IND_LOW), row.whole(words.IND_HIGH)
    if low is not None and high is not None and low > high:
        row.wrong(words.IND_HIGH, words.EXPECT_BOUNDS)
    return Indicator(
        code=code,
        name=name,
        kind=kind or Kind.INTEGER,
        parent=parent,
        relation=relation if parent else None,
        required=row.says_yes(words.IND_REQUIRED),
        low=low,
        high=high,
        hint=row.text(words.IND_HINT),
        block=row.text(words.IND_BLOCK),
        warning=warning,
    )


def _choose(
    row: Row, header: str, choices: dict[_Choice, str], expected: str, *, needed: bool = True
) -> _Choice | None:
    """Return the choice that a cell names; blank where one is needed, or another word, is a mistake."""
    text = fold(row.text(header))
    if not text:
        if needed:
            row.needed(header)
        return None
    for choice, name in choices.items():
        if fold(name) == text:
            return choice
    row.wrong(header, expected)
    return None


def _blame_parent(row: Row, kinds: dict[str, Kind | None], parents: dict[str, str]) -> None:
    code, parent = row.text(words.IND_CODE), row.text(words.IND_PARENT)
    if not parent:
        return
    why = ""
    if parent not in kinds:
        why = words.PARENT_UNKNOWN
    elif {kinds[parent], kinds[code]} - {Kind.INTEGER, None}:  # a kind that is none has been blamed by itself
        why = words.PARENT_KIND
    else:
        seen = {code}
        while parent and parent not in seen:
            seen.add(parent)
            parent = parents.get(parent, "")
        if parent == code:
            why = words.PARENT_CYCLE
    if why:
        about = {"label": words.IND_PARENT, "value": row.text(words.IND_PARENT), "expected": words.EXPECT_PARENT}
        row.blame("catalogue-parent", words.IND_PARENT, why=why, **about)
