"""Finds the units that a text names: a name held by several units tells of none of them."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text.fold import fold, slug

Words = tuple[str, ...]
_NEAREST, _LIKENESS = 3, 0.6
_WORD = pattern(r"\w+")


def words_of(text: str) -> Words:
    """Return a text's words for comparison: folded, signs left out, so that ``NN-PTNT`` is ``NN & PTNT``."""
    return tuple(_WORD.findall(fold(text)))


def plain_words(text: str) -> Words:
    """Return a text's words without diacritics, as file names have them."""
    plain = slug(text)
    return tuple(plain.split("-")) if plain else ()


def holds(text: Words, part: Words) -> bool:
    """Tell whether words stand in a text one after another."""
    return any(text[start : start + len(part)] == part for start in range(len(text) - len(part) + 1))


class _Span(NamedTuple):
    start: int
    end: int
    codes: frozenset[str]


class UnitNames:
    """All names of all units, those of the catalogue's column of other names among them."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = tuple(units)

    @cached_property
    def _by_words(self) -> Mapping[Words, frozenset[str]]:
        return self._indexed(words_of)

    @cached_property
    def _by_plain_words(self) -> Mapping[Words, frozenset[str]]:
        return self._indexed(plain_words)

    @cached_property
    def _as_written(self) -> Mapping[str, frozenset[str]]:
        return {name: self._by_words[words] for unit in self._units for name in unit.names if (words := words_of(name))}

    def _indexed(self, cut: Callable[[str], Words]) -> Mapping[Words, frozenset[str]]:
        found: dict[Words, set[str]] = {}
        for unit in self._units:
            for name in unit.names:
                if words := cut(name):
                    found.setdefault(words, set()).add(unit.code)
        return {words: frozenset(codes) for words, codes in found.items()}

    def called(self, text: str) -> frozenset[str]:
        """Return the codes of the units that bear exactly this name."""
        # Nearly every form prints the name as the catalogue has it: folding is for the others.
        return self._as_written.get(text) or self._by_words.get(words_of(text), frozenset())

    def meant_by(self, text: str, code: str) -> frozenset[str]:
        """Return the units named in a text; one typed without diacritics may mean the unit of a code, if only that.

        Args:
            text: As printed on a form.
            code: Of the unit whose the form is by its other signs; only that can be meant without diacritics.
        """
        plainly = self._by_plain_words.get(plain_words(text)) if text.isascii() else None
        return self.named_in(text) or (plainly if plainly == frozenset((code,)) else None) or frozenset()

    def is_short_for_one(self, text: str, code: str) -> bool:
        """Tell whether a text shortens or spells out the name of a unit, and nobody else's.

        Args:
            text: As printed on a form.
            code: Of the unit whose code the form bears.
        """
        from dangvien_xlsx.judging.shortened import is_shortened

        said = words_of(text)
        own = next((unit for unit in self._units if unit.code == code), None)
        if own is None or not any(is_shortened(said, words_of(name)) for name in own.names):
            return False
        others = [self._codes_by_word.get(word, frozenset()) for word in said]
        shared = frozenset.intersection(*others) - {code}
        named = (words_of(name) for unit in self._units if unit.code in shared for name in unit.names)
        return not any(holds(name, said) for name in named)

    @cached_property
    def _codes_by_word(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for words, codes in self._by_words.items():
            for word in words:
                found.setdefault(word, set()).update(codes)
        return {word: frozenset(codes) for word, codes in found.items()}

    def named_in(self, text: str) -> frozenset[str]:
        """Return the codes of the units whose names stand in a text; a name inside a longer one is not meant."""
        return _within(words_of(text), self._by_words, self._starts)

    def named_in_plain(self, text: str) -> frozenset[str]:
        """Return the same for a text without diacritics: enough to doubt by, never to decide by."""
        return _within(plain_words(text), self._by_plain_words, self._plain_starts)

    def nearest(self, printed: str) -> tuple[Unit, ...]:
        """Return the units whose names are most like a text, for a person to choose from."""
        from difflib import get_close_matches

        by_slug = {slug(name): unit for unit in reversed(self._units) for name in unit.names}
        close = get_close_matches(slug(printed), list(by_slug), _NEAREST, _LIKENESS) if printed else []
        return tuple(dict.fromkeys(by_slug[each] for each in close))

    @cached_property
    def _starts(self) -> Mapping[str, frozenset[int]]:
        return _lengths(self._by_words)

    @cached_property
    def _plain_starts(self) -> Mapping[str, frozenset[int]]:
        return _lengths(self._by_plain_words)


def _lengths(names: Iterable[Words]) -> Mapping[str, frozenset[int]]:
    """Return by first word how many words the names have that begin with it: most words of a text begin none."""
    found: dict[str, set[int]] = {}
    for words in names:
        found.setdefault(words[0], set()).add(len(words))
    return {word: frozenset(lengths) for word, lengths in found.items()}


def _within(
    text: Words, names: Mapping[Words, frozenset[str]], lengths: Mapping[str, frozenset[int]]
) -> frozenset[str]:
    spans = [
        _Span(start, start + length, codes)
        for start, word in enumerate(text)
        for length in lengths.get(word, ())
        if (codes := names.get(text[start : start + length]))
    ]
    longest = [
        span
        for span in spans
        if not any(
            other.start <= span.start and span.end <= other.end and other.end - other.start > span.end - span.start
            for other in spans
        )
    ]
    return frozenset(code for span in longest for code in span.codes)
