"""The very hidden sheet ``_meta``: what a form says of itself, written and read back here."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from dangvien_xlsx.model.indicator import LONGEST_TEXT, Indicator, Kind, Relation
from dangvien_xlsx.model.layout import META_KEYS
from dangvien_xlsx.model.page import PagedBook
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.text.names import SHEET_META


def meta_of(book: PagedBook) -> dict[str, str]:
    """Return what ``_meta`` holds, empty where the sheet is gone; a code that became the number 1 reads as ``1``."""
    page = book.page(SHEET_META)
    if page is None:
        return {}
    told: dict[str, str] = {}
    for row in sorted(int(address[1:]) for address in page.cells if address[0] == "A" and address[1:].isdigit()):
        key = _text(page.value(f"A{row}"))
        if key in META_KEYS:
            told[key] = _text(page.value(f"B{row}"))
    return told


def _text(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def asked_text(indicators: Sequence[Indicator]) -> str:
    """Return ``chi_tieu``: the indicators with their rules, so that a form can be checked by itself; JSON."""
    full = json.dumps([_entry(indicator) for indicator in indicators], ensure_ascii=False, separators=(",", ":"))
    return full if len(full) <= LONGEST_TEXT else json.dumps([{"code": indicator.code} for indicator in indicators])


@lru_cache(maxsize=16)  # a folder's forms all say the same
def asked_indicators(text: str) -> tuple[Indicator, ...]:
    """Return the indicators that ``chi_tieu`` names, empty where it is damaged; nothing in it is trusted."""
    try:
        entries = json.loads(text) if text else []
        # JSON can spell halves of characters, which nothing that we write can hold: such a text is damaged.
        json.dumps(entries, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return ()
    if not isinstance(entries, list):
        return ()
    found: dict[str, Indicator] = {}
    for entry in entries:
        indicator = _indicator(entry)
        if indicator:
            found.setdefault(indicator.code, indicator)
    return tuple(indicator for indicator in found.values() if indicator.parent is None or indicator.parent in found)


def _entry(indicator: Indicator) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": indicator.code, "name": indicator.name, "kind": indicator.kind.value}
    if indicator.parent and indicator.relation:
        entry |= {"parent": indicator.parent, "relation": indicator.relation.value}
    optional = {
        "required": indicator.required,
        "low": indicator.low,
        "high": indicator.high,
        "block": indicator.block,
        "hint": indicator.hint,
    }
    return entry | {key: value for key, value in optional.items() if value or (value == 0 and value is not False)}


def _indicator(entry: object) -> Indicator | None:
    if isinstance(entry, str):
        entry = {"code": entry}
    if not isinstance(entry, Mapping) or not isinstance(entry.get("code"), str):
        return None
    try:
        kind = Kind(entry.get("kind", Kind.INTEGER.value))
        relation = Relation(entry["relation"]) if "relation" in entry else None
    except (ValueError, TypeError):
        return None
    parent = entry.get("parent")
    bounds = [value if isinstance(value := entry.get(key), int) else None for key in ("low", "high")]
    return Indicator(
        code=entry["code"],
        name=str(entry.get("name", entry["code"])),
        kind=kind,
        parent=parent if isinstance(parent, str) and parent != entry["code"] else None,
        relation=relation,
        required=entry.get("required") is True,
        low=bounds[0],
        high=bounds[1],
        block=str(entry.get("block", "")),
        hint=str(entry.get("hint", "")),
    )
