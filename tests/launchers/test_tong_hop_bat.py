"""The launchers of Windows: what can be held without Windows, namely what cmd is known to stumble over."""

import re

import pytest

from tests.launchers.conftest import PROJECT

LAUNCHERS = ["Tong-hop.bat", "Bat-dau.bat"]


def lines_of(name: str) -> list[str]:
    return (PROJECT / name).read_bytes().decode("utf-8").split("\r\n")


@pytest.mark.parametrize("name", LAUNCHERS)
def test_every_line_ends_as_windows_wants_it_or_cmd_loses_its_labels(name: str) -> None:
    content = (PROJECT / name).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert not content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", LAUNCHERS)
def test_only_lines_that_speak_hold_other_letters_than_ascii_and_only_after_the_code_page_is_set(name: str) -> None:
    lines = lines_of(name)
    code_page = lines.index("chcp 65001 >nul")
    foreign = [number for number, line in enumerate(lines) if not line.isascii()]
    assert foreign
    assert all(number > code_page and lines[number].startswith("echo ") for number in foreign)


@pytest.mark.parametrize("name", LAUNCHERS)
def test_every_jump_has_its_label_and_every_label_its_jump(name: str) -> None:
    lines = lines_of(name)
    jumps = set(re.findall(r"goto (\w+)", "\n".join(line for line in lines if not line.startswith("rem"))))
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert jumps
    assert jumps == labels & jumps
    # A label that is only fallen into is named for the reader; more than a few would be left-overs.
    assert len(labels - jumps) <= 1


@pytest.mark.parametrize("name", LAUNCHERS)
def test_no_block_in_parentheses_meets_a_folder_name_with_parentheses(name: str) -> None:
    commands = [line for line in lines_of(name) if not line.startswith(("rem", "echo", 'set "'))]
    assert commands
    assert not [line for line in commands if line.rstrip().endswith("(")]


def test_what_is_wrong_is_told_in_the_order_in_which_a_person_can_mend_it() -> None:
    lines = lines_of("Tong-hop.bat")
    jumps = [re.findall(r"goto (\w+)", line)[-1] for line in lines if "goto " in line and not line.startswith("rem")]
    order = [jumps.index(name) for name in ("bits", "not_unpacked", "blocked", "no_python")]
    assert order == sorted(order)
