"""From the account of a period to the sentences and rows of its letter; each figure is computed elsewhere, once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dangvien_xlsx.letter.profile import Profile
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import ADMITTED, Kind, Relation
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.result.appendix import Appendix
from dangvien_xlsx.result.figures import Figures
from dangvien_xlsx.result.shares import in_letter
from dangvien_xlsx.text import letter as words
from dangvien_xlsx.text.appendix import official_day
from dangvien_xlsx.text.fold import sentence_case
from dangvien_xlsx.text.names import AS_OF


def letter_context(
    catalogue: Catalogue,
    appendix: Appendix,
    figures: Figures,
    profile: Profile,
    previous: int | None = None,
    as_of: date | None = None,
) -> dict[str, Any]:
    """Return what fills the template, by the names that stand in it.

    Args:
        catalogue: The office and the period.
        appendix: The printed appendix, as the summary has it too.
        figures: Sums and counts.
        profile: Says how shares are rounded.
        previous: The total of the period before, where it is known.
        as_of: The day up to which forms were counted, where one was asked for.
    """
    office, period = catalogue.office, catalogue.period
    day = AS_OF.format(day=as_of) if as_of else ""
    about = {
        "cap_tren": office.superior,
        "co_quan": office.name,
        "so": words.NUMBER.format(number=office.letter_number or words.NUMBER_BLANK),
        "trich_yeu": words.SUBJECT.format(period=period.name),
        "noi_ngay": words.PLACE_AND_DAY.format(
            place=office.place, day=official_day(office.letter_date, period.signing_year, words.DAY_BLANK)
        ),
        "ket_qua": _result(catalogue, figures, profile, previous, day),
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


def _result(catalogue: Catalogue, figures: Figures, profile: Profile, previous: int | None, day: str) -> str:
    target, total = catalogue.target, figures.sum(ADMITTED)
    reached = (
        words.RESULT_SHARE.format(share=in_letter(total, target, profile.whole_share_within), target=target)
        if target
        else ""
    )
    name = catalogue.period.name
    return words.RESULT.format(
        period_capital=f"{name[:1].upper()}{name[1:]}{day}",
        office=_office(catalogue),
        units=figures.units(State.REPORTED, State.ZERO, State.EXHAUSTED),
        total=total,
        share=reached,
        previous=words.RESULT_PREVIOUS.format(total=previous) if previous is not None else "",
    )


def _structure(catalogue: Catalogue, figures: Figures, profile: Profile) -> str:
    total = figures.sum(ADMITTED)
    parts = [
        words.STRUCTURE_PART.format(
            name=item.name[:1].lower() + item.name[1:],
            count=_counted(figures.sum(item.code)),
            share=in_letter(figures.sum(item.code), total, profile.whole_share_within),
        )
        for item in catalogue.indicators
        if item.parent == ADMITTED and item.relation is Relation.WITHIN and item.kind is Kind.INTEGER
    ]
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
    return sentence.format(count=_counted(len(names)), units=", ".join(names)) if names else ""


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
