"""Every one-change form is judged as an attentive clerk would judge it."""

from collections.abc import Mapping

import pytest

from tests.evidence.cases import Case
from tests.evidence.running import run_cases
from tests.evidence.seen import Seen, brief
from tests.evidence.table import all_cases


@pytest.fixture(scope="session")
def answers(request: pytest.FixtureRequest) -> Mapping[str, Seen | str]:
    """Run those of the cases that were asked for."""
    asked = {
        item.callspec.params["case"].label
        for item in request.session.items
        if hasattr(item, "callspec") and isinstance(item.callspec.params.get("case"), Case)
    }
    return run_cases([case for case in all_cases() if case.label in asked])


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.label)
def test_a_form_is_read_as_a_person_reads_it(case: Case, answers: Mapping[str, Seen | str]) -> None:
    seen = answers[case.label]
    assert not isinstance(seen, str), seen
    faults = case.judgement.faults(seen)
    assert not faults, f"{case.label}: {faults}; got {[brief(seen, role) for role in seen.units]}"


def test_every_kind_has_its_cases() -> None:
    assert {case.kind for case in all_cases()} >= set(range(28))
    assert len(all_cases()) >= 450
