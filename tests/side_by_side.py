"""Cases that mostly wait, begun a few at a time: the tests that ask for them take their ends as they come."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

Case = TypeVar("Case")
End = TypeVar("End")
AT_ONCE = 4
"""Waiting costs nothing, but each begins with the start of a program: more would take the time from one another."""


@contextmanager
def side_by_side(
    request: pytest.FixtureRequest, name: str, do: Callable[[Case, Path], End], cases: Mapping[str, Case]
) -> Iterator[dict[str, "Future[End]"]]:
    """Begin those of the cases that this run asks for; yield their ends, which raise what went wrong, by id.

    Args:
        request: That of a fixture of the module whose tests ask for the cases.
        name: The test's name, without its parameters.
        do: What is done with a case, in a thread and a folder of its own.
        cases: All cases, by the id of the test's parameters.
    """
    module = request.node
    mine = {item.name for item in request.session.items if module in item.listchain()}
    asked = {key: case for key, case in cases.items() if f"{name}[{key}]" in mine}
    factory = request.getfixturevalue("tmp_path_factory")
    folders = {key: factory.mktemp("case") for key in asked}  # pytest makes folders in one thread only
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ends = {key: pool.submit(do, case, folders[key]) for key, case in asked.items()}
        yield ends
        for end in ends.values():
            end.cancel()
