"""Texts of OpenDocument: paragraphs with their spaces, runs and breaks, without what hangs on them."""

from itertools import takewhile

from dangvien_xlsx.excel.reading.colours import Colour, is_unseen
from dangvien_xlsx.excel.reading.markup import Element, attribute, local
from dangvien_xlsx.excel.reading.ods_styles import OdsLook, OdsStyles
from dangvien_xlsx.excel.reading.xlsx_text import composed
from dangvien_xlsx.model.page import Run
from dangvien_xlsx.model.patterns import pattern

_WHITE = pattern(r"[ \t\r\n]+")
_LEFT_OUT = frozenset({"annotation", "annotation-end", "ruby-text", "note", "tracked-changes"})
_MOST_SPACES = 1_000
_PLAIN = Run("")


class Paragraphs:
    """Collects the text of a cell, its runs with it."""

    def __init__(self, styles: OdsStyles, ground: Colour = None) -> None:
        self._styles = styles
        self._ground = ground
        self._runs: list[Run] = []
        self._at_start = True

    def add(self, paragraph: Element) -> None:
        """Add a paragraph as a line of its own."""
        if self._runs:
            self._say("\n", _PLAIN)
        self._at_start = True
        self._walk(paragraph, _PLAIN)

    @property
    def text(self) -> str:
        """The whole text."""
        return composed("".join(run.text for run in self._runs))

    def runs(self) -> tuple[Run, ...]:
        """Return the pieces, only where one is struck, raised or not seen."""
        if not any(run[1:] != _PLAIN[1:] for run in self._runs):
            return ()
        joined: list[Run] = []
        for run in self._runs:
            if joined and joined[-1][1:] == run[1:]:
                joined[-1] = joined[-1]._replace(text=joined[-1].text + run.text)
            else:
                joined.append(run)
        return tuple(run._replace(text=composed(run.text)) for run in joined)

    def _walk(self, element: Element, manner: Run) -> None:
        self._flow(element.text, manner)
        for child in element:
            kind = local(child)
            if kind == "s":
                told = attribute(child, "c")
                count = min(int(told), _MOST_SPACES) if told.isdecimal() and len(told) < 9 else 1
                self._say(" " * count, manner)
            elif kind == "tab":
                self._say("\t", manner)
            elif kind == "line-break":
                self._say("\n", manner)
            elif kind not in _LEFT_OUT:
                self._walk(child, self._within(manner, self._styles.look(attribute(child, "style-name"))))
            self._flow(child.tail, manner)

    def _within(self, manner: Run, look: OdsLook) -> Run:
        """Return how a run is shown within another."""
        unseen = look.tiny or (manner.unseen if look.colour is None else is_unseen(look.colour, self._ground))
        return Run("", manner.struck or look.struck, manner.raised or look.raised, unseen)

    def _flow(self, text: str | None, manner: Run) -> None:
        """Add text as XML has it: white space is one space, and none where a paragraph begins."""
        if not text:
            return
        flowing = _WHITE.sub(" ", text)
        if self._at_start or (self._runs and self._runs[-1].text.endswith((" ", "\n", "\t"))):
            flowing = flowing.lstrip(" ")
        if flowing:
            self._say(flowing, manner)

    def _say(self, text: str, manner: Run) -> None:
        self._at_start = False
        self._runs.append(manner._replace(text=text))


def text_below(element: Element, styles: OdsStyles) -> str:
    """Return the text of all paragraphs below an element, annotations and the figures of charts left out."""
    collected = Paragraphs(styles)
    for paragraph in element.iter("{*}p", "{*}h"):
        above = {local(parent) for parent in takewhile(lambda parent: parent is not element, paragraph.iterancestors())}
        if above.isdisjoint(_LEFT_OUT | {"table"}):
            collected.add(paragraph)
    return collected.text.strip()
