"""Samples on disk, each with its expectation beside it: to add a case, add two files."""

import json
from pathlib import Path

import pytest

from tests.mail.make_samples import BOOK, SAMPLES, samples
from tests.mail.unpacked import items

CASES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_comes_out_of_a_sample_is_what_its_twin_says(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = items(path.name, path.read_bytes())
    (form,) = [item for item in found if item.content == BOOK]
    received = form.received.isoformat() if form.received else None
    told = {"path": form.path.removeprefix(f"{path.name}/"), "sender": form.sender, "received": received}
    assert {"subject": found[0].subject, "form": told} == expected


def test_the_samples_on_disk_are_what_the_script_makes() -> None:
    made = samples()
    assert {name: (SAMPLES / name).read_bytes() for name in made} == made


def test_every_sample_has_its_twin() -> None:
    assert {path.stem for path in CASES} == {path.stem for path in SAMPLES.glob("*.json")}
