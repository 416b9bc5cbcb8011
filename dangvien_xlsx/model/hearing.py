"""What all the cells of a form say together: that no candidates are left is heard wherever it is said."""

from collections.abc import Mapping, Sequence

from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, NOTE, Indicator, Kind
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.submission import CellValue
from dangvien_xlsx.model.typed import Heard, Words, hear_choice, hear_count, plain_text

_AFTER = pattern(r"\s*[(\[,;:\-–—]\s*(.+?)[)\]\s.]*$")
"""What a person adds behind an answer: "(từ 2022)", ", từ năm ngoái"."""


def hear(
    indicators: Sequence[Indicator], values: Mapping[str, CellValue], words: Words
) -> tuple[dict[str, CellValue], dict[str, Heard]]:
    """Read all values of a form.

    Args:
        indicators: Those of the catalogue that the form asks for.
        values: As read, with their places.
        words: Those of the users' language that stand for a value.

    Returns:
        The values as taken; and by indicator code the readings that somebody must be told of.
    """
    taken, notable = dict(values), dict[str, Heard]()
    for indicator in indicators:
        cell = values.get(indicator.code)
        if cell is None or cell.value is None or indicator.kind is Kind.TEXT:
            continue
        if indicator.kind is Kind.INTEGER:
            heard = hear_count(cell.value, words, is_total=indicator.code == ADMITTED, name=indicator.name)
        else:
            heard = hear_choice(cell.value, words, indicator.name)
            if indicator.code == EXHAUSTED and isinstance(cell.value, str) and not heard.told:
                heard = _exhausted_in_words(cell.value, words, indicator.name)
        if heard.told or heard.doubt:
            notable[indicator.code] = heard
        if heard.value is not cell.value:
            taken[indicator.code] = cell._replace(value=heard.value)
    _hear_exhausted(indicators, taken, notable, words)
    return taken, notable


def _exhausted_in_words(value: str, words: Words, name: str) -> Heard:
    """Take words for "no candidates left" in the very cell that asks it, and a yes that says more of the same."""
    text, yes, no = words.fold(plain_text(value)), words.fold(words.yes_spelled), words.fold(words.no_spelled)
    if text in (yes, no):
        return Heard(value)
    more = _AFTER.match(text, len(yes)) if text.startswith(yes) else None
    if more:
        # What stands behind a yes must not take it back: it is heard as if the question itself were written out.
        rest = hear_choice(more[1], words, name).value
        is_against = words.denies_exhausted(more[1]) or words.fold(str(rest)) == no
        text = "" if is_against else f"{words.fold(name)} {more[1]}"
    return Heard(words.yes_spelled, told=True) if words.only_exhausted(text if more else value) else Heard(value)


def _hear_exhausted(
    indicators: Sequence[Indicator], taken: dict[str, CellValue], notable: dict[str, Heard], words: Words
) -> None:
    """Hear "hết nguồn" wherever it is said: in the numbers' cells, in the note, or as the choice that it is."""
    _settle_total(indicators, taken, notable, words)
    admitted, choice, note = (taken.get(code, CellValue(None)) for code in (ADMITTED, EXHAUSTED, NOTE))
    in_note = isinstance(note.value, str) and words.says_exhausted(note.value)
    if EXHAUSTED in taken and choice.value in (None, words.yes_spelled):
        in_number = isinstance(admitted.value, str) and words.only_exhausted(admitted.value)
        alone = isinstance(note.value, str) and words.only_exhausted(note.value)
        if in_number:
            taken[ADMITTED] = admitted._replace(value=None)
            notable[ADMITTED] = Heard(None, told=True)
        elif admitted.value is None and choice.value is None and alone:
            notable[NOTE] = Heard(note.value, told=True)
        if in_number or NOTE in notable:
            taken[EXHAUSTED] = choice._replace(value=words.yes_spelled)
    if taken.get(EXHAUSTED, choice).value == words.yes_spelled and taken.get(ADMITTED, admitted).value is None:
        _blank_parts(indicators, taken, notable, words)
    is_number = isinstance(admitted.value, int | float) and not isinstance(admitted.value, bool)
    is_denied = isinstance(note.value, str) and not in_note and words.denies_exhausted(note.value)
    says_both = is_denied and choice.value == words.yes_spelled and not is_number
    if says_both or (in_note and is_number and choice.value != words.yes_spelled):
        notable[NOTE] = Heard(note.value, contradicts=True)


def _settle_total(
    indicators: Sequence[Indicator], taken: dict[str, CellValue], notable: dict[str, Heard], words: Words
) -> None:
    """Take a total in words for what the rest of the form makes of it, where that leaves one meaning.

    A word for "nobody" is blank where the choice says exhausted, and zero where it denies that, or where every part is
    0: who has no candidates leaves the parts blank. "4 nam 6 nữ" is their sum, where the women say the same.
    """
    admitted, choice = taken.get(ADMITTED, CellValue(None)), taken.get(EXHAUSTED, CellValue(None))
    parts = [item for item in indicators if item.parent == ADMITTED and item.kind is Kind.INTEGER]
    if isinstance(admitted.value, str) and (sexes := words.by_sex(plain_text(admitted.value))):
        women = [taken[item.code].value for item in parts if item.code in taken and words.is_women(item.name)]
        if women == [sexes[1]]:
            taken[ADMITTED] = admitted._replace(value=sum(sexes))
            notable[ADMITTED] = Heard(sum(sexes), told=True)
        return
    heard = notable.get(ADMITTED)
    if heard is None or heard.doubt != ("0", ""):
        return
    is_told = isinstance(admitted.value, str) and any(map(str.isalpha, admitted.value))
    is_zero = is_told and bool(parts) and all(taken.get(item.code, admitted).value == 0 for item in parts)
    if choice.value not in (words.yes_spelled, words.no_spelled) and not (choice.value is None and is_zero):
        return
    value = None if choice.value == words.yes_spelled else 0
    taken[ADMITTED] = admitted._replace(value=value)
    notable[ADMITTED] = Heard(value, told=True)


def _blank_parts(
    indicators: Sequence[Indicator], taken: dict[str, CellValue], notable: dict[str, Heard], words: Words
) -> None:
    """Take "hết nguồn" in the cells of the parts for the blanks that they then are."""
    for indicator in indicators:
        cell = taken.get(indicator.code, CellValue(None))
        is_part = indicator.kind is Kind.INTEGER and indicator.code != ADMITTED
        if is_part and isinstance(cell.value, str) and words.only_exhausted(cell.value):
            taken[indicator.code] = cell._replace(value=None)
            notable[indicator.code] = Heard(None, told=True)
