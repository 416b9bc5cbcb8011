"""All cases, gathered from the modules that make them."""

import importlib
import pkgutil
from collections import Counter
from functools import cache

import tests.evidence
from tests.evidence.cases import Case


@cache
def all_cases() -> tuple[Case, ...]:
    """Return the cases of every ``edits_`` module, by kind."""
    names = sorted(
        item.name for item in pkgutil.iter_modules(tests.evidence.__path__) if item.name.startswith("edits_")
    )
    found = [case for name in names for case in importlib.import_module(f"tests.evidence.{name}").CASES]
    twice = [label for label, count in Counter(case.label for case in found).items() if count > 1]
    assert not twice, f"two cases of one name: {twice}"
    return tuple(sorted(found, key=lambda case: case.kind))
