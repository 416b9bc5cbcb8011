"""Whether a name is another one shortened or spelled out: "Phòng LĐTB & XH", "Phòng Lao động - TB và XH".

Catalogues are tidied after forms went out, and units write their own names as they are used to. Only the unit whose
code a form bears is compared so: what nobody else's name can be is then its own.
"""

from collections.abc import Iterator

from dangvien_xlsx.text.intake import JOINING_WORDS

Words = tuple[str, ...]
_MOST_WORDS = 24
_LONGEST_SHORT, _MOST_INITIALS = 6, 6


def is_shortened(one: Words, other: Words) -> bool:
    """Tell whether either of two names stands within the other, words taken for what they abbreviate."""
    first, second = (tuple(word for word in words if word not in JOINING_WORDS) for words in (one, other))
    if not first or not second or max(len(first), len(second)) > _MOST_WORDS:
        return False
    return _stands_in(first, second) or _stands_in(second, first)


def _stands_in(part: Words, whole: Words) -> bool:
    return any(_begins(part, whole[start:]) for start in range(len(whole)))


def _begins(part: Words, whole: Words) -> bool:
    if not part:
        return True
    return any(_begins(part[used:], whole[taken:]) for used, taken in _alike(part, whole))


def _alike(one: Words, other: Words) -> Iterator[tuple[int, int]]:
    """Yield how many words at the beginning of two names say the same."""
    if not other:
        return
    if one[0] == other[0]:
        yield 1, 1
    for many in _initials_of(other, one[0]):
        yield 1, many
    for many in _initials_of(one, other[0]):
        yield many, 1


def _initials_of(words: Words, short: str) -> Iterator[int]:
    """Yield how many words a short one is made of: ``lđtb`` of lao động tb, each by its initial or, if short, whole."""
    if not 2 <= len(short) <= _LONGEST_SHORT:
        return
    spelled = {""}
    for count, word in enumerate(words[:_MOST_INITIALS], 1):
        ways = {word[0], word} if len(word) <= 3 else {word[0]}
        spelled = {each + way for each in spelled for way in ways if short.startswith(each + way)}
        if count > 1 and short in spelled:
            yield count
