"""What a message names to be typed is named to be pressed in the window; what people wrote stays."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import dangvien_xlsx.text
from dangvien_xlsx.cli.main import COMMANDS
from dangvien_xlsx.text import window as words

ABOUT_TYPING = re.compile(
    r"^(HELP|IMPORT_|METAVAR|USE_|BAD_KIND|NO_SUCH_KIND|NO_SUCH_FORMAT|VERIFY_OTHER_RECORD|NO_DASK|NO_DISPLAY|UNLOCK|SEND_UNCLEAR|CLOSED$|INFO_KEYS)"
)
"""Answers to what was typed on a command line, and sentences that the window has its own for."""
TYPED = re.compile(rf"--[a-z]|\blệnh ({'|'.join(COMMANDS)})\b")


def sentences() -> Iterator[tuple[str, str]]:
    for module in pkgutil.walk_packages(dangvien_xlsx.text.__path__, "dangvien_xlsx.text."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if name.startswith("__") or ABOUT_TYPING.match(name):
                continue
            yield from ((f"{module.name}.{name}", text) for text in texts(value))


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif hasattr(value, "finditer"):
        return  # a pattern, no sentence
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in texts(item))
    elif isinstance(value, tuple | list):
        yield from (text for item in value for text in texts(item))
    elif hasattr(value, "__dict__") and not isinstance(value, type) and type(value).__module__.startswith("dangvien"):
        yield from (text for item in vars(value).values() for text in texts(item))


def test_no_message_of_the_window_tells_to_type_a_command() -> None:
    found = list(sentences())
    assert sum(bool(TYPED.search(text)) for _, text in found) > 5, "the walk sees what it judges"
    assert [(name, told) for name, text in found if TYPED.search(told := words.in_window(text))] == []


def test_what_people_wrote_stays() -> None:
    told = "Tệp “phiếu (check) --password.xlsx”: chạy lại với mật khẩu (--password), hoặc tạo bằng lệnh init."
    assert words.in_window(told) == (
        "Tệp “phiếu (check) --password.xlsx”: bấm lại với mật khẩu, hoặc tạo bằng nút “Kỳ mới…”."
    )
