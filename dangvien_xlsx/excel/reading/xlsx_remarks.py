"""What people wrote on an .xlsx sheet outside its cells: comments, threads, text boxes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangvien_xlsx.excel.reading.markup import Element, attribute, local, named, parsed
from dangvien_xlsx.excel.reading.xlsx_parts import Relation, relations
from dangvien_xlsx.excel.reading.xlsx_text import composed, text_of
from dangvien_xlsx.model.page import Comment
from dangvien_xlsx.received.package import Package

_THREAD_AUTHOR = "tc="
"""How Excel marks the old-style copy of a thread, which older versions show instead."""


def people(package: Package, workbook: str) -> Mapping[str, str]:
    """Return the names of those who wrote threads, by their id."""
    return {
        attribute(person, "id"): composed(attribute(person, "displayName"))
        for relation in relations(package, workbook)
        if relation.kind == "person"
        for person in named(parsed(package.member(relation.target)), "person")
    }


def comments(package: Package, related: Sequence[Relation], workbook: str) -> tuple[Comment, ...]:
    """Return the comments and threads of a sheet.

    Args:
        package: The workbook.
        related: The relationships of the sheet.
        workbook: Path of the workbook's own part, which knows the people.
    """
    old = (comment for relation in related if relation.kind == "comments" for comment in _old(package, relation))
    return with_threads(old, package, related, workbook)


def with_threads(
    old: Iterable[Comment], package: Package, related: Sequence[Relation], workbook: str
) -> tuple[Comment, ...]:
    """Return comments with the threads of a sheet, each once.

    Args:
        old: The comments, among them the copies of threads that Excel writes for its older versions.
        package: The workbook.
        related: The relationships of the sheet.
        workbook: Path of the workbook's own part, which knows the people.
    """
    threads = tuple(_threads(package, related, workbook))
    threaded = {comment.a1 for comment in threads}
    return (*(_unwrapped(each) for each in old if not (_is_copy(each) and each.a1 in threaded)), *threads)


def _threads(package: Package, related: Sequence[Relation], workbook: str) -> Iterator[Comment]:
    parts = [package.member(relation.target) for relation in related if relation.kind == "threadedComment"]
    if not any(parts):
        return
    names = people(package, workbook)
    for part in filter(None, parts):
        for item in named(parsed(part), "threadedComment"):
            text = "".join(composed(piece.text or "") for piece in item if local(piece) == "text")
            author = names.get(attribute(item, "personId"), "")
            yield Comment(attribute(item, "ref").replace("$", ""), text, author)


def _old(package: Package, relation: Relation) -> Iterator[Comment]:
    part = package.member(relation.target)
    if not part:
        return
    root = parsed(part)
    authors = [composed(author.text or "") for author in named(root, "author")]
    for item in named(root, "comment"):
        text = "".join(text_of(piece).text for piece in item if local(piece) == "text")
        number = attribute(item, "authorId")
        author = authors[int(number)] if number.isdecimal() and int(number[:9]) < len(authors) else ""
        yield Comment(attribute(item, "ref").replace("$", ""), text, author)


def _is_copy(comment: Comment) -> bool:
    return comment.author.startswith(_THREAD_AUTHOR)


def _unwrapped(comment: Comment) -> Comment:
    """Return the old-style copy of a thread that a program dropped, without what Excel says before it."""
    if not _is_copy(comment):
        return comment
    # "[Threaded comment]", a blank line, what older versions are told, a blank line, "Comment:", the words.
    text = comment.text.replace("\r\n", "\n").strip()
    _, _, rest = text.partition("\n\n") if text.startswith("[") else ("", "", "")
    _, marked, said = rest.partition(":\n")
    return Comment(comment.a1, said.strip() if marked else text)


def shapes(package: Package, related: Sequence[Relation]) -> tuple[str, ...]:
    """Return the texts of the shapes that lie on a sheet."""
    texts: list[str] = []
    for relation in related:
        if relation.kind == "drawing":
            part = package.member(relation.target)
            if part:
                texts += _drawn(parsed(part))
                for below in relations(package, relation.target):
                    # SmartArt keeps its words in a part of its own.
                    if below.kind == "diagramData" and (words := package.member(below.target)):
                        texts.append(_paragraphs(parsed(words)))
                    elif below.kind == "chart" and (chart := package.member(below.target)):
                        texts += map(_paragraphs, named(parsed(chart), "title"))
        elif relation.kind == "vmlDrawing":
            part = package.member(relation.target)
            if part:
                # Excel writes HTML into these drawings, whose <br> is never closed.
                texts += _old_drawn(parsed(part, lenient=True))
    return tuple(text for text in texts if text.strip())


def _drawn(root: Element) -> Iterator[str]:
    for body in named(root, "txBody"):
        # What old programs are to show instead says the same once more.
        if not any(local(parent) == "Fallback" for parent in body.iterancestors()):
            yield _paragraphs(body)


def _paragraphs(body: Element) -> str:
    lines = ("".join(piece.text or "" for piece in named(paragraph, "t")) for paragraph in named(body, "p"))
    return composed("\n".join(lines)).strip()


def _old_drawn(root: Element) -> Iterator[str]:
    for box in named(root, "textbox"):
        shape = box.getparent()
        about = None if shape is None else next(named(shape, "ClientData"), None)
        if about is None or attribute(about, "ObjectType") != "Note":
            yield composed(" ".join("".join(map(str, box.itertext())).split()))
