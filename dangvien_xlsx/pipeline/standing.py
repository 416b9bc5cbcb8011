"""How a period stands: what has come so far, read and accounted for as ``consolidate`` does, with nothing written."""

from typing import NamedTuple

from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.judging.accounting import account
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.period import blank_stamp
from dangvien_xlsx.model.submission import Account, Outcome, ReceivedFile, State, UnitResult
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.pipeline.by_hand import rows_by_hand
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.workspace.folder import Workspace


class Case(NamedTuple):
    """A unit to be written to: the findings it has to mend, and the received file that they are about."""

    unit: Unit
    findings: tuple[Finding, ...] = ()
    file: ReceivedFile | None = None


def read_standing(workspace: Workspace, catalogue: Catalogue, password: str = "") -> Account:
    """Read and account for everything in ``nhan-ve/``."""
    reading = Reading(blank_stamp(catalogue.period), catalogue.indicators, password)
    with Readers(workspace.received, scan(workspace.received), reading) as readers:
        return account(catalogue, list(readers.results()), None, rows_by_hand(workspace, catalogue))


def returned_cases(catalogue: Catalogue, standing: Account) -> list[Case]:
    """Return the units whose newest form has errors, with those errors."""
    cases = (_case(catalogue.unit[result.unit], result, standing) for result in standing.units)
    return [case for case in cases if case]


def _case(unit: Unit, result: UnitResult, standing: Account) -> Case | None:
    errors = [item for item in standing.findings if item.unit == unit.code and is_error(item) and item.file]
    blamed = {item.file for item in errors}
    refused = [
        receipt.file
        for receipt in standing.receipts
        if receipt.unit == unit.code and receipt.outcome is Outcome.REJECTED and receipt.file.path in blamed
    ]
    newest = max(refused, key=lambda file: (file.received, file.path), default=None)
    counted = result.file if result.state is not State.INVALID else None
    if newest is None or (counted and newest.received <= counted.received):
        return None
    return Case(unit, tuple(item for item in errors if item.file == newest.path), newest)
