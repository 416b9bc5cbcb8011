"""Whether an indicator that was renamed asks for something else now: other words, not merely more or fewer of them."""

from functools import lru_cache

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.intake import NEUTRAL_LABEL_WORDS

_WORD = pattern(r"[^\W_]+")


@lru_cache(maxsize=4_096)
def asks_else(before: str, after: str) -> bool:
    """Tell whether a name may mean something else than another; a longer or shorter wording does not.

    Args:
        before: As a form was sent with it.
        after: As the catalogue has it now.
    """
    one, other = _meant(before), _meant(after)
    return not (one <= other or other <= one)


def _meant(name: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(fold(name)))
    return words - NEUTRAL_LABEL_WORDS or words
