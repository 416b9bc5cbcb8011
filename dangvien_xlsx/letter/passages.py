"""The clerk's own paragraphs of the letter, as typed in ``loi-van.docx``: text with its marks, nothing else."""

from typing import NamedTuple


class Run(NamedTuple):
    """A piece of text that looks the same throughout; ``note``: the text of a footnote that is marked behind it."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False
    lowered: bool = False
    note: str = ""


Paragraph = tuple[Run, ...]


class Passages(NamedTuple):
    """What the clerk wrote, by where it stands in the letter.

    ``basis`` comes before the figures, ``commentary`` after them, ``tasks`` last, instead of the request that the
    program has; ``recipients`` are the lines at the foot. All blank where nothing was typed.
    """

    basis: tuple[Paragraph, ...] = ()
    commentary: tuple[Paragraph, ...] = ()
    tasks: tuple[Paragraph, ...] = ()
    recipients: tuple[str, ...] = ()


NO_PASSAGES = Passages()


def plain(paragraph: Paragraph) -> str:
    """Return the text of a paragraph."""
    return "".join(run.text for run in paragraph)
