"""The page of speed, the README's table and the chart say what was measured last, and nothing else."""

import json
from typing import Any

import pytest

from tools.make_speed_page import CHART, MEASURED, PAGE, README, chart, page


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(MEASURED.read_text("utf-8"))
    return read


def test_the_tables_are_those_of_the_measurement(measured: dict[str, Any]) -> None:
    for path in (PAGE, README):
        text = path.read_text("utf-8")
        assert page(text, measured) == text, "python tools/make_speed_page.py writes it"
        assert f"{measured['sizes'][-1]['files']:,}" in text


def test_the_chart_is_that_of_the_measurement(measured: dict[str, Any]) -> None:
    assert CHART.read_text("utf-8") == chart(measured["stages"])


def test_the_page_says_on_what_machine_and_when(measured: dict[str, Any]) -> None:
    assert measured["machine"] in PAGE.read_text("utf-8")
    assert measured["date"] in README.read_text("utf-8")
