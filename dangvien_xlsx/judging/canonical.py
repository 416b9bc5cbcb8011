"""Figures in the one form in which they are compared, summed and printed."""

from collections.abc import Mapping, Sequence

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import ADMITTED, Kind
from dangvien_xlsx.model.submission import State, Value
from dangvien_xlsx.text import summary as words
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import NO, YES, shorten, show


def canonical(catalogue: Catalogue, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values of the catalogue's indicators, choices in the catalogue's own spelling."""
    choices = {fold(YES): YES, fold(NO): NO}
    return {
        item.code: choices.get(fold(value), value) if item.kind is Kind.YES_NO and isinstance(value, str) else value
        for item in catalogue.indicators
        if (value := values.get(item.code)) is not None
    }


def same_figures(catalogue: Catalogue, some: Mapping[str, Value], others: Mapping[str, Value]) -> bool:
    """Tell whether two sets of valid values say the same figures, however they are written.

    Args:
        catalogue: Its indicators say what is compared.
        some: Valid values by indicator code.
        others: The same of another form.
    """
    return _figures(catalogue, some) == _figures(catalogue, others)


def differences(catalogue: Catalogue, said: Sequence[Mapping[str, Value]]) -> str:
    """Say in which figures what was said of one unit differs: the label, and what each says.

    Args:
        catalogue: Names the indicators.
        said: Values by indicator code, at least two sets.
    """
    told = []
    for indicator in catalogue.indicators:
        shown = dict.fromkeys(show(values.get(indicator.code)) for values in said)
        if len(shown) > 1:
            told.append(words.DIFFERS.format(label=indicator.name, values=" ≠ ".join(shown)))
    return shorten("; ".join(told), 200)


def _figures(catalogue: Catalogue, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return what values say: notes are no figures, a choice left blank is "no", nothing under nobody is nobody."""
    said = canonical(catalogue, values)
    figures: dict[str, Value] = {}
    for item in catalogue.indicators:
        value = said.get(item.code)
        if item.kind is Kind.YES_NO:
            figures[item.code] = value == YES
        elif item.kind is Kind.INTEGER:
            is_under_nobody = bool(item.parent) and not said.get(item.parent or "")
            figures[item.code] = 0 if value is None and is_under_nobody else value
    return figures


def state_of(values: Mapping[str, Value]) -> State:
    """Return the state that valid figures say: a blank number passed the check only because the unit is exhausted."""
    admitted = values.get(ADMITTED)
    if admitted is None:
        return State.EXHAUSTED
    return State.REPORTED if isinstance(admitted, int | float) and admitted > 0 else State.ZERO
