"""What a pattern cannot match without stands in whatever it matches, so that no text passes by for want of a word."""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import product
from pkgutil import iter_modules
from re import _constants as kind  # type: ignore[attr-defined]  # the parser of patterns has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import dangvien_xlsx.text
from dangvien_xlsx.model.patterns import Needing

_CLASSES = {kind.CATEGORY_SPACE: " ", kind.CATEGORY_NOT_SPACE: "x", kind.CATEGORY_DIGIT: "5", kind.CATEGORY_WORD: "x"}


def _declared() -> Iterator[tuple[str, Needing]]:
    """Yield the patterns of all modules with texts that say what they need, by where they stand."""
    for module in iter_modules(dangvien_xlsx.text.__path__, "dangvien_xlsx.text."):
        for name, value in vars(import_module(module.name)).items():
            for index, each in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(each, Needing):
                    yield f"{module.name.rpartition('.')[2]}.{name} {index}", each


GRAMMAR = dict(_declared())


def sentences(expression: str) -> Iterator[str]:
    """Yield what a pattern matches: each of its branches, what may be repeated as seldom as it may be and once more."""
    return _spelled(parser.parse(expression))


def _spelled(parts: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    for chosen in product(*(tuple(_part(*part)) for part in parts)):
        yield "".join(chosen)


def _part(what: Any, about: Any) -> Iterator[str]:
    if what is kind.LITERAL:
        yield chr(about)
    elif what is kind.NOT_LITERAL or what is kind.ANY:
        yield "x"
    elif what is kind.IN:
        yield from _each_of(about)
    elif what is kind.BRANCH:
        for branch in about[1]:
            yield from _spelled(branch)
    elif what is kind.SUBPATTERN:
        yield from _spelled(about[-1])
    elif what in (kind.MAX_REPEAT, kind.MIN_REPEAT):
        least, most, repeated = about
        once = tuple(_spelled(repeated))
        for times in {least, min(most, least + 1)}:
            yield from ("".join(each) for each in product(once, repeat=times))
    else:
        assert what in (kind.AT, kind.ASSERT, kind.ASSERT_NOT), what
        yield ""


def _each_of(members: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    for what, about in members:
        if what is kind.NEGATE:
            yield "x"
            return
        if what is kind.LITERAL:
            yield chr(about)
        else:
            yield chr(about[0]) if what is kind.RANGE else _CLASSES[about]


@pytest.mark.parametrize("needing", GRAMMAR.values(), ids=GRAMMAR)
def test_whatever_it_matches_holds_one_of_its_words(needing: Needing) -> None:
    matched = [each for each in sentences(needing.expression) if re.search(needing.expression, each)]
    assert matched, "no sentence of this pattern was made"
    assert [each for each in matched if not needing.search(each)] == []


@pytest.mark.parametrize("needing", GRAMMAR.values(), ids=GRAMMAR)
def test_none_of_its_words_is_there_in_vain(needing: Needing) -> None:
    matched = [each for each in sentences(needing.expression) if re.search(needing.expression, each)]
    assert [word for word in needing.needs if not any(word in each for each in matched)] == []


def test_patterns_that_name_words_were_found() -> None:
    assert len(GRAMMAR) > 15
