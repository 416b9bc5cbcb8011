"""The launcher of Windows: what can be held without Windows, namely what cmd is known to stumble over."""

import re

from tests.launchers.conftest import PROJECT

CONTENT = (PROJECT / "Tong-hop.bat").read_bytes()
LINES = CONTENT.decode("utf-8").split("\r\n")


def test_every_line_ends_as_windows_wants_it_or_cmd_loses_its_labels() -> None:
    assert CONTENT.count(b"\n") == CONTENT.count(b"\r\n")
    assert not CONTENT.startswith(b"\xef\xbb\xbf")


def test_only_lines_that_speak_hold_other_letters_than_ascii_and_only_after_the_code_page_is_set() -> None:
    code_page = LINES.index("chcp 65001 >nul")
    foreign = [number for number, line in enumerate(LINES) if not line.isascii()]
    assert foreign
    assert all(number > code_page and LINES[number].startswith("echo ") for number in foreign)


def test_every_jump_has_its_label() -> None:
    jumps = set(re.findall(r"goto (\w+)", "\n".join(line for line in LINES if not line.startswith("rem"))))
    labels = {line[1:] for line in LINES if line.startswith(":")}
    assert jumps
    assert jumps <= labels


def test_no_block_in_parentheses_meets_a_folder_name_with_parentheses() -> None:
    commands = [line for line in LINES if not line.startswith(("rem", "echo", 'set "'))]
    assert commands
    assert not [line for line in commands if line.rstrip().endswith("(")]
