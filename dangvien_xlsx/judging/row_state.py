"""Whether the word by which a table tells a unit's state agrees with the figures in the same row."""

from collections.abc import Mapping, Sequence

from dangvien_xlsx.judging.canonical import state_of
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Indicator
from dangvien_xlsx.model.submission import State, Submission
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import STATES, shorten, show

_STATES = {fold(word): state for state, word in STATES.items()}


def state_findings(
    submission: Submission, place: Mapping[str, str], indicators: Mapping[str, Indicator], figures: Sequence[Finding]
) -> list[Finding]:
    """Return what is told of a row's figures in the light of its state's word.

    Args:
        submission: A row whose table tells states, its values as understood.
        place: The file and sheet.
        indicators: The catalogue's, by code.
        figures: What the rules tell of the figures.
    """
    cell = submission.row_state
    told = _STATES.get(fold(str(cell.value))) if cell else None
    if cell is None or told is None:
        return list(figures)
    where = dict(place) | {"sheet": cell.sheet, "cell": cell.a1}
    word = shorten(str(cell.value))
    if told is State.INVALID:  # its blanks are not the unit's mistake
        return [finding("table-state-invalid", where, value=word)]
    if any(map(is_error, figures)):
        return list(figures)
    values = submission.plain()
    said = state_of(values)
    if said is told:
        return list(figures)
    total = indicators[ADMITTED]
    about = {"other": total.name, "other_value": show(values.get(ADMITTED)), "value": word}
    if told is State.EXHAUSTED:
        label = indicators[EXHAUSTED].name if EXHAUSTED in indicators else total.name
        return [*figures, finding("exhausted-unclear", where, label=label, **about)]
    return [*figures, finding("table-state-differs", where, **about)]
