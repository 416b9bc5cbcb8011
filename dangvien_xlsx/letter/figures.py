"""From the account of a period to the sentences and rows of its letter; each figure is computed elsewhere, once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dangvien_xlsx.letter.profile import Profile
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import ADMITTED, NOTE, Kind, Relation
from dangvien_xlsx.model.submission import Account, State, UnitResult
from dangvien_xlsx.result.figures import Figures
from dangvien_xlsx.text import letter as words
from dangvien_xlsx.text.fold import sentence_case
from dangvien_xlsx.text.names import AS_OF, STATES

LEADING_RANK, LEADING_MOST = 5, 10
"""Units among the five highest lead, ties included; where more than ten tie, nobody does. As in the summary."""


def letter_context(
    catalogue: Catalogue,
    account: Account,
    figures: Figures,
    profile: Profile,
    previous: int | None = None,
    as_of: date | None = None,
) -> dict[str, Any]:
    """Return what fills the template, by the names that stand in it.

    Args:
        catalogue: The office and the period.
        account: What every unit reported.
        figures: Sums and counts.
        profile: Says how shares are rounded.
        previous: The total of the period before, where it is known.
        as_of: The day up to which forms were counted, where one was asked for.
    """
    office, period = catalogue.office, catalogue.period
    total = figures.sum(ADMITTED)
    day = AS_OF.format(day=as_of) if as_of else ""
    number = office.letter_number or words.NUMBER_BLANK
    about = {
        "cap_tren": office.superior,
        "co_quan": office.name,
        "so": words.NUMBER.format(number=number),
        "trich_yeu": words.SUBJECT.format(period=period.name),
        "noi_ngay": _place_and_day(catalogue),
        "ket_qua": _result(catalogue, figures, profile, previous, day),
        "co_cau": _structure(catalogue, figures, profile, total),
        "de_nghi": words.REQUEST.format(office=_office(catalogue)),
        "chuc_vu": office.signer_position,
        "nguoi_ky": office.signer,
        "tieu_de": f"{office.title} {period.name}{day}",
        "kem_theo": words.ATTACHED.format(number=number),
        "tong": total,
        "bang": _rows(catalogue, account),
    }
    return about | _units(catalogue, account) | {"du_thao": _draft(figures)}


def share(part: float, whole: float, profile: Profile) -> str:
    """Return a share as a letter prints it: ``60,4%``, ``49%``; blank where there is no whole."""
    if not whole:
        return ""
    exact = 100 * part / whole
    near = abs(exact - round(exact)) <= profile.whole_share_within
    return f"{exact:.{0 if near else 1}f}%".replace(".", ",")


def _office(catalogue: Catalogue) -> str:
    return sentence_case(catalogue.office.name)


def _place_and_day(catalogue: Catalogue) -> str:
    office = catalogue.office
    if office.letter_date:
        # Days and the months 1 and 2 take a leading zero, so that nobody can add a digit.
        month = f"{office.letter_date.month:02d}" if office.letter_date.month < 3 else f"{office.letter_date.month}"
        return words.PLACE_AND_DAY.format(place=office.place, day=office.letter_date, month=month)
    return words.PLACE_BLANK.format(place=office.place, year=catalogue.period.end.year)


def _result(catalogue: Catalogue, figures: Figures, profile: Profile, previous: int | None, day: str) -> str:
    target, total = catalogue.target, figures.sum(ADMITTED)
    reached = words.RESULT_SHARE.format(share=share(total, target, profile), target=target) if target else ""
    name = catalogue.period.name
    return words.RESULT.format(
        period_capital=f"{name[:1].upper()}{name[1:]}{day}",
        office=_office(catalogue),
        units=figures.units(State.REPORTED, State.ZERO, State.EXHAUSTED),
        total=total,
        share=reached,
        previous=words.RESULT_PREVIOUS.format(total=previous) if previous is not None else "",
    )


def _structure(catalogue: Catalogue, figures: Figures, profile: Profile, total: int) -> str:
    parts = [
        words.STRUCTURE_PART.format(
            name=item.name[:1].lower() + item.name[1:],
            count=_counted(figures.sum(item.code)),
            share=share(figures.sum(item.code), total, profile),
        )
        for item in catalogue.indicators
        if item.parent == ADMITTED and item.relation is Relation.WITHIN and item.kind is Kind.INTEGER
    ]
    return words.STRUCTURE.format(total=total, parts=", ".join(parts)) if parts and total else ""


def _counted(number: int) -> str:
    """Return a count of persons as letters write it: below ten with a zero before, so that nothing can be added."""
    return f"{number:02d}" if 0 < number < 10 else f"{number}"


def _units(catalogue: Catalogue, account: Account) -> dict[str, str]:
    by_state: dict[State, list[str]] = {}
    for result in account.units:
        by_state.setdefault(result.state, []).append(catalogue.unit[result.unit].name)
    missing = [*by_state.get(State.MISSING, []), *by_state.get(State.INVALID, [])]
    leading = "; ".join(
        words.LEADING_UNIT.format(names=", ".join(names), count=_counted(count))
        for count, names in leading_units(catalogue, account.units)
    )
    return {
        "dan_dau": words.LEADING.format(units=leading) if leading else "",
        "chua_ket_nap": _listed(words.NONE_ADMITTED, by_state.get(State.ZERO, [])),
        "het_nguon": _listed(words.EXHAUSTED, by_state.get(State.EXHAUSTED, [])),
        "chua_nop": _listed(words.MISSING, missing),
    }


def _listed(sentence: str, names: Sequence[str]) -> str:
    return sentence.format(count=_counted(len(names)), units=", ".join(names)) if names else ""


def leading_units(catalogue: Catalogue, results: Sequence[UnitResult]) -> list[tuple[int, list[str]]]:
    """Return the leading units: each count, highest first, with the names of the units that share it."""
    counts = [
        (value, catalogue.unit[result.unit].name)
        for result in results
        if isinstance(value := result.values.get(ADMITTED), int) and value > 0
    ]
    ordered = sorted((count for count, _ in counts), reverse=True)
    if not ordered:
        return []
    least = ordered[min(LEADING_RANK, len(ordered)) - 1]
    while sum(count >= least for count, _ in counts) > LEADING_MOST:
        higher = [count for count in ordered if count > least]
        if not higher:
            return []
        least = min(higher)
    leading = sorted({count for count, _ in counts if count >= least}, reverse=True)
    return [(count, [name for each, name in counts if each == count]) for count in leading]


def _draft(figures: Figures) -> str:
    missing, invalid = figures.units(State.MISSING), figures.units(State.INVALID)
    told = [
        sentence.format(count=count)
        for sentence, count in ((words.DRAFT_MISSING, missing), (words.DRAFT_INVALID, invalid))
        if count
    ]
    return words.DRAFT.format(missing=", ".join(told)) if told else ""


def _rows(catalogue: Catalogue, account: Account) -> list[dict[str, Any]]:
    """Return the appendix: a row a group and a row a unit, as the summary's first sheet has them."""
    rows: list[dict[str, Any]] = []
    number, previous = 0, None
    for result in account.units:
        if result.state is State.NOT_APPLICABLE:
            continue
        unit = catalogue.unit[result.unit]
        if unit.group_code != previous:
            rows.append({"nhom": True, "tt": unit.group_code, "ten": unit.group_name, "so": "", "ghi_chu": ""})
            previous = unit.group_code
        number += 1
        value = result.values.get(ADMITTED)
        count = "" if value is None else str(value)
        rows.append({"nhom": False, "tt": str(number), "ten": unit.name, "so": count, "ghi_chu": _remark(result)})
    return rows


def _remark(result: UnitResult) -> str:
    note = str(result.values.get(NOTE) or "")
    if result.state in (State.EXHAUSTED, State.MISSING, State.INVALID):
        return STATES[result.state] + (f"; {note}" if note and result.state is State.EXHAUSTED else "")
    return note
