"""The units that have to be written to: who has errors to mend, or an unusual figure to explain, and in which file."""

from typing import NamedTuple

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding, is_error
from dangvien_xlsx.model.submission import Account, Outcome, ReceivedFile, State, UnitResult
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.pipeline.acceptance import is_unexplained, not_accepted
from dangvien_xlsx.workspace.folder import Workspace


class Case(NamedTuple):
    """A unit to be written to: the findings it has to see to, and the received file that they are about."""

    unit: Unit
    findings: tuple[Finding, ...] = ()
    file: ReceivedFile | None = None

    @property
    def is_question(self) -> bool:
        """Whether nothing is wrong: the figures count, and the unit is asked why they are unusual."""
        return bool(self.findings) and not any(map(is_error, self.findings))


def returned_cases(workspace: Workspace, catalogue: Catalogue, account: Account) -> list[Case]:
    """Return the units whose newest form has errors, or unusual figures that nobody has explained or accepted.

    Args:
        workspace: Where ``chot-ky.xlsx`` lies.
        catalogue: Names the units.
        account: What is known of them.

    Raises:
        WorkspaceError: ``chot-ky.xlsx`` cannot be read.
    """
    unusual = [item for item in account.findings if is_unexplained(item)]
    asked = not_accepted(workspace, catalogue, unusual)
    cases = (_case(catalogue.unit[result.unit], result, account, asked) for result in account.units)
    return [case for case in cases if case]


def _case(unit: Unit, result: UnitResult, account: Account, asked: list[Finding]) -> Case | None:
    errors = [item for item in account.findings if item.unit == unit.code and is_error(item) and item.file]
    unusual = [item for item in asked if item.unit == unit.code and item.file]
    blamed = {item.file for item in errors}
    own = [receipt for receipt in account.receipts if receipt.unit == unit.code]
    refused = [receipt.file for receipt in own if receipt.outcome is Outcome.REJECTED and receipt.file.path in blamed]
    newest = max(refused, key=lambda file: (file.received, file.path), default=None)
    counted = result.file if result.state is not State.INVALID else None
    if newest and not (counted and newest.received <= counted.received):
        return Case(unit, tuple(item for item in (*errors, *unusual) if item.file == newest.path), newest)
    # What was typed by hand has no form that could go back: the clerk asks by telephone, and types the reason there.
    if counted and any(receipt.file == counted for receipt in own):
        about = tuple(item for item in unusual if item.file == counted.path)
        return Case(unit, about, counted) if about else None
    return None
