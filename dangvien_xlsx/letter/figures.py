"""From the account of a period to the sentences and rows of its letter; each figure is computed elsewhere, once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dangvien_xlsx.letter.profile import Profile
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.earlier import Comparison
from dangvien_xlsx.model.indicator import ADMITTED, Kind, Relation
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.result.appendix import Appendix
from dangvien_xlsx.result.figures import Figures
from dangvien_xlsx.result.shares import in_letter
from dangvien_xlsx.result.target import TargetProgress, UnitProgress, target_progress
from dangvien_xlsx.text import letter as words
from dangvien_xlsx.text.appendix import official_day
from dangvien_xlsx.text.fold import sentence_case
from dangvien_xlsx.text.names import AS_OF, NOT_ASKED
from dangvien_xlsx.text.targets import year_to_date

MOST_NAMES = 12
"""Units that a sentence names; how many more there are it says, and the appendix has them."""
_HALF = 0.5
_KNOWN = (State.REPORTED, State.ZERO, State.EXHAUSTED)


def letter_context(
    catalogue: Catalogue,
    appendix: Appendix,
    figures: Figures,
    profile: Profile,
    comparison: Comparison | None = None,
    as_of: date | None = None,
    units: Sequence[UnitProgress] = (),
) -> dict[str, Any]:
    """Return what fills the template, by the names that stand in it.

    Args:
        catalogue: The office and the period.
        appendix: The printed appendix, as the summary has it too.
        figures: Sums and counts.
        profile: Says how shares are rounded.
        comparison: With the earlier periods, where they are known.
        as_of: The day up to which forms were counted, where one was asked for.
        units: The units' ways to targets of their own.
    """
    office, period = catalogue.office, catalogue.period
    day = AS_OF.format(day=as_of) if as_of else ""
    about = {
        "cap_tren": office.superior,
        "co_quan": office.name,
        "so": words.NUMBER.format(number=office.letter_number or words.NUMBER_BLANK),
        "kinh_gui": words.TO.format(addressee=office.addressee or words.ADDRESSEE),
        "trich_yeu": words.SUBJECT.format(period=period.name),
        "noi_ngay": words.PLACE_AND_DAY.format(
            place=office.place, day=official_day(office.letter_date, period.signing_year, words.DAY_BLANK)
        ),
        "ket_qua": _result(catalogue, figures, profile, comparison, day),
        "tien_do": _progress(units, profile),
        "co_cau": _structure(catalogue, figures, profile),
        "de_nghi": words.REQUEST.format(office=_office(catalogue)),
        "chuc_vu": office.signer_position,
        "nguoi_ky": office.signer,
        "tieu_de": appendix.subject,
        "kem_theo": f"({appendix.attached})",
        "tong": appendix.total,
        "bang": _rows(appendix),
        "nhap_tay": appendix.by_hand,
        "tinh_den": day.removeprefix(", "),
    }
    return about | _units(appendix) | {"du_thao": _draft(figures)}


def _office(catalogue: Catalogue) -> str:
    return sentence_case(catalogue.office.name)


def _result(catalogue: Catalogue, figures: Figures, profile: Profile, comparison: Comparison | None, day: str) -> str:
    progress, name = target_progress(catalogue, figures, comparison), catalogue.period.name
    last = comparison.last if comparison else None
    return words.RESULT.format(
        period_capital=f"{name[:1].upper()}{name[1:]}{day}",
        office=_office(catalogue),
        units=figures.units(State.REPORTED, State.ZERO, State.EXHAUSTED),
        total=progress.this_period,
        share=_share_of_period(progress, profile),
        previous=words.RESULT_PREVIOUS.format(total=last.total) if last else "",
        running=_running(catalogue.period, progress, profile),
    )


def _share_of_period(progress: TargetProgress, profile: Profile) -> str:
    """Return what the period alone is of the target: while nothing was before it, it is the year's running total."""
    if not progress.target:
        return ""
    sentence = words.RESULT_SHARE_ALONE if progress.before else words.RESULT_SHARE
    share = in_letter(progress.this_period, progress.target, profile.whole_share_within)
    return sentence.format(share=share, target=progress.target)


def _running(period: Period, progress: TargetProgress, profile: Profile) -> str:
    """Return the sentence on the year's running total, where it is another than the period's."""
    if not progress.before:
        return ""
    reached = ""
    if progress.target:
        share = in_letter(progress.cumulative, progress.target, profile.whole_share_within)
        reached = words.RESULT_SHARE.format(share=share, target=progress.target)
    return words.RUNNING.format(year=year_to_date(period), total=progress.cumulative, share=reached)


def _progress(units: Sequence[UnitProgress], profile: Profile) -> str:
    """Return the sentences on the units that have a target of their own: who reached it, who is not half there."""
    with_share = [
        (unit, unit.share, in_letter(unit.cumulative or 0, unit.target, profile.whole_share_within))
        for unit in units
        if unit.target and unit.share is not None and unit.state in _KNOWN
    ]
    ahead = sorted((item for item in with_share if item[1] >= 1), key=lambda item: -item[1])
    behind = [item[0].unit.name for item in with_share if item[1] < _HALF and item[0].state is not State.EXHAUSTED]
    reached = [words.UNIT_SHARE.format(name=unit.unit.name, share=share) for unit, _, share in ahead]
    sentences = (_listed(words.REACHED, reached), _listed(words.UNDER_HALF, behind))
    return " ".join(sentence for sentence in sentences if sentence)


def _structure(catalogue: Catalogue, figures: Figures, profile: Profile) -> str:
    total = figures.sum(ADMITTED)
    parts = []
    for item in catalogue.indicators:
        if item.parent == ADMITTED and item.relation is Relation.WITHIN and item.kind is Kind.INTEGER:
            name, count = item.name[:1].lower() + item.name[1:], figures.total(item.code)
            if count is None:
                parts.append(words.STRUCTURE_NOT_ASKED.format(name=name, told=NOT_ASKED))
                continue
            share = in_letter(count, total, profile.whole_share_within)
            parts.append(words.STRUCTURE_PART.format(name=name, count=_counted(count), share=share))
    return words.STRUCTURE.format(total=total, parts=", ".join(parts)) if parts and total else ""


def _counted(number: int | float) -> str:
    """Return a count of persons as letters write it: below ten with a zero before, so that nothing can be added."""
    return f"{number:02d}" if 0 < number < 10 else f"{number}"


def _units(appendix: Appendix) -> dict[str, str]:
    by_state: dict[State, list[str]] = {}
    for line in appendix.lines:
        by_state.setdefault(line.state, []).append(line.unit.name)
    missing = [*by_state.get(State.MISSING, []), *by_state.get(State.INVALID, [])]
    leading = "; ".join(
        words.LEADING_UNIT.format(names=", ".join(place.names), count=_counted(place.admitted))
        for place in appendix.leading
    )
    return {
        "dan_dau": words.LEADING.format(units=leading) if leading else "",
        "chua_ket_nap": _listed(words.NONE_ADMITTED, by_state.get(State.ZERO, [])),
        "het_nguon": _listed(words.EXHAUSTED, by_state.get(State.EXHAUSTED, [])),
        "chua_nop": _listed(words.MISSING, missing),
    }


def _listed(sentence: str, names: Sequence[str]) -> str:
    return sentence.format(count=_counted(len(names)), units=_some(names)) if names else ""


def _some(names: Sequence[str]) -> str:
    """Return the first of some names; the appendix has them all."""
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (words.AND_MORE.format(count=_counted(more)) if more > 0 else "")


def _draft(figures: Figures) -> str:
    missing, invalid = figures.units(State.MISSING), figures.units(State.INVALID)
    told = [
        sentence.format(count=count)
        for sentence, count in ((words.DRAFT_MISSING, missing), (words.DRAFT_INVALID, invalid))
        if count
    ]
    return words.DRAFT.format(missing=", ".join(told)) if told else ""


def _rows(appendix: Appendix) -> list[dict[str, Any]]:
    """Return the appendix's table: a row a group and a row a unit, by the names that stand in the template."""
    rows: list[dict[str, Any]] = []
    for section in appendix.sections:
        rows.append({"nhom": True, "tt": section.code, "ten": section.name, "so": "", "ghi_chu": ""})
        for line in section.lines:
            count = "" if line.admitted is None else str(line.admitted)
            about = {"tt": str(line.number), "ten": line.unit.name, "so": count, "ghi_chu": line.remark}
            rows.append({"nhom": False, **about})
    return rows
