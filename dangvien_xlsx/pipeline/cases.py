"""The units that have to be written to: who has errors to mend, and in which file."""

from typing import NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.submission import Account, Outcome, ReceivedFile, State, UnitResult
from dangvien_xlsx.model.unit import Unit


class Case(NamedTuple):
    """A unit to be written to: the findings it has to mend, and the received file that they are about."""

    unit: Unit
    findings: tuple[Finding, ...] = ()
    file: ReceivedFile | None = None


def returned_cases(catalogue: Catalogue, account: Account) -> list[Case]:
    """Return the units whose newest form has errors, with those errors."""
    cases = (_case(catalogue.unit[result.unit], result, account) for result in account.units)
    return [case for case in cases if case]


def _case(unit: Unit, result: UnitResult, account: Account) -> Case | None:
    errors = [item for item in account.findings if item.unit == unit.code and is_error(item) and item.file]
    blamed = {item.file for item in errors}
    refused = [
        receipt.file
        for receipt in account.receipts
        if receipt.unit == unit.code and receipt.outcome is Outcome.REJECTED and receipt.file.path in blamed
    ]
    newest = max(refused, key=lambda file: (file.received, file.path), default=None)
    counted = result.file if result.state is not State.INVALID else None
    if newest is None or (counted and newest.received <= counted.received):
        return None
    return Case(unit, tuple(item for item in errors if item.file == newest.path), newest)
