"""Number formats of OpenDocument as the codes that Excel writes, near enough to tell what they show."""

from collections.abc import Mapping

from dangvien_xlsx.excel.reading.markup import Element, attribute, local

_PARTS = {
    "day": "d",
    "month": "m",
    "year": "yy",
    "hours": "h",
    "minutes": "m",
    "seconds": "s",
    "am-pm": "AM/PM",
    "day-of-week": "ddd",
    "era": "g",
    "week-of-year": "w",
    "quarter": "q",
    "boolean": "General",
    "text-content": "@",
}
_LONGEST = 60
"""Digits of a format that are taken over: Excel has 30."""
_PERCENT = "percentage-style"
STYLES = frozenset(
    {"number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style", "boolean-style"}
)
"""Elements that declare a number format."""
_PLAIN_CHARACTERS = frozenset(" ()-+%")


def code_of(name: str, styles: Mapping[str, Element]) -> str:
    """Return the code of a number format, with the sections that hold under a condition before it.

    Args:
        name: As cells' styles refer to it; blank for General.
        styles: The elements that declare formats, by name.
    """
    style = styles.get(name)
    if style is None:
        return ""
    sections = []
    for item in style:
        if local(item) == "map":
            condition = attribute(item, "condition").replace(" ", "").removeprefix("value()").replace("!=", "<>")
            other = styles.get(attribute(item, "apply-style-name"))
            if other is not None:
                sections.append(f"[{condition}]{_section(other)}")
    code = ";".join([*sections, _section(style)])
    return "" if code == "General" else code


def _section(style: Element) -> str:
    return "".join(_piece(item) for item in style)


def _piece(item: Element) -> str:
    kind = local(item)
    if kind in ("text", "currency-symbol"):
        return _literal("".join(map(str, item.itertext())))
    if kind == "number":
        return _number(item)
    if kind == "scientific-number":
        return f"{_number(item)}E+{'0' * _count(item, 'min-exponent-digits', 2)}"
    if kind == "fraction":
        below = attribute(item, "denominator-value") or "?" * _count(item, "min-denominator-digits", 1)
        whole = "# " if attribute(item, "min-integer-digits") else ""
        return f"{whole}{'?' * max(1, _count(item, 'min-numerator-digits', 1))}/{below}"
    letter = _PARTS.get(kind, "")
    return letter * 2 if letter and attribute(item, "style") == "long" and len(letter) < 3 else letter


def _literal(text: str) -> str:
    if set(text) <= _PLAIN_CHARACTERS:
        return text
    return '"' + text.replace('"', "") + '"'


def _number(item: Element) -> str:
    least = _count(item, "min-integer-digits", 0)
    told = attribute(item, "decimal-places")
    if not told and not item.get("grouping") and local(item) == "number" and not least and not len(item):
        return "General"
    places = _count(item, "decimal-places", 0)
    needed = min(places, _count(item, "min-decimal-places", places))
    if attribute(item, "decimal-replacement"):
        needed = 0
    if not told and local(item) == "number":
        # LibreOffice leaves the places out where the format is General with words around it.
        return "General" if least <= 1 else "0" * least
    whole = _with_words(item, "0" * least or "#")
    if attribute(item, "grouping") == "true":
        whole = f"#,##{whole}" if len(whole) < 2 else f"#,{whole}"
    factor = attribute(item, "display-factor")
    thousands = (len(factor) - 1) // 3 if factor.strip("0") == "1" else 0
    fraction = "." + "0" * needed + "#" * (places - needed) if places else ""
    return whole + fraction + "," * thousands


def _with_words(item: Element, digits: str) -> str:
    """Put embedded words between the digits of the whole part; their place counts from its right end."""
    words: dict[int, str] = {}
    for child in item:
        if local(child) == "embedded-text":
            place = _count(child, "position", 0)
            words[place] = words.get(place, "") + _literal("".join(map(str, child.itertext())))
    if not words:
        return digits
    digits = "#" * (max(words) + 1 - len(digits)) + digits
    pieces = []
    for index, digit in enumerate(digits):
        pieces.append(words.get(len(digits) - index, "") + digit)
    return "".join(pieces) + words.get(0, "")


def _count(item: Element, name: str, otherwise: int) -> int:
    told = attribute(item, name)
    return min(int(told), _LONGEST) if told.isascii() and told.isdigit() and len(told) < 9 else otherwise
