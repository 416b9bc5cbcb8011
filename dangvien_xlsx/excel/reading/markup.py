"""XML that came from outside: parsed without entities, network or endless trees, and named without its namespaces."""

import io
from collections.abc import Iterable, Iterator

from lxml import etree

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.text import intake as words

Element = etree._Element
"""An element of a tree."""


def parsed(part: bytes, *, lenient: bool = False) -> Element:
    """Return the root of an XML part.

    Args:
        part: Its bytes.
        lenient: Whether to go on over faults, as Excel does in the drawings that it writes with HTML inside.

    Raises:
        RefusedError: It is no whole XML.
    """
    try:
        root = etree.fromstring(part, _parser(lenient))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError("unreadable-file", why=words.BROKEN_XML) from error
    if root is None:
        raise RefusedError("unreadable-file", why=words.BROKEN_XML)
    return root


def _parser(lenient: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=lenient,
    )


MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of workbooks, Transitional and Strict: what stands in another one is no row, cell or string."""
_MAIN_NAMES = tuple(f"{{{space}}}" for space in MAIN)


class Walk:
    """Goes through a workbook's elements of one name as they end, and forgets each: memory stays that of one."""

    def __init__(self, part: bytes, name: str) -> None:
        self._events = etree.iterparse(
            io.BytesIO(part),
            events=("end",),
            tag=[f"{space}{name}" for space in _MAIN_NAMES],
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )

    def __iter__(self) -> Iterator[Element]:
        """Yield the elements.

        Raises:
            RefusedError: It is no whole XML.
        """
        try:
            for _, element in self._events:
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
        except (etree.XMLSyntaxError, ValueError) as error:
            raise RefusedError("unreadable-file", why=words.BROKEN_XML) from error

    @property
    def root(self) -> Element:
        """What is left of the tree after the walk: all but the elements walked over."""
        root: Element = self._events.root
        return root


def walked(part: bytes, names: Iterable[str]) -> Iterator[tuple[str, Element]]:
    """Yield ``start`` and ``end`` of the elements of some names; who asks clears what is done with.

    Raises:
        RefusedError: It is no whole XML.
    """
    try:
        yield from etree.iterparse(
            io.BytesIO(part),
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in names],
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError("unreadable-file", why=words.BROKEN_XML) from error


def local(element: Element) -> str:
    """Return an element's name without its namespace: Transitional and Strict differ in nothing else."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def main_name(element: Element) -> str:
    """Return the local name of an element of a workbook's own namespaces, blank for one of another."""
    space, closed, name = str(element.tag).rpartition("}")
    return name if closed and space + closed in _MAIN_NAMES else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, blank where there is none."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    end = f"}}{name}"
    return next((str(value) for key, value in element.items() if str(key).endswith(end)), "")


def named(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of one name anywhere below, in the order of the document."""
    return root.iter(f"{{*}}{name}")


def is_on(element: Element | None, name: str = "val") -> bool:
    """Tell whether a switch such as ``<strike/>`` is there and not turned off."""
    return element is not None and attribute(element, name).lower() not in ("0", "false", "off", "none", "nostrike")
