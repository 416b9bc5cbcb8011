"""``loi-van.docx``, the clerk's own paragraphs: made, carried on, read; and what somebody changed in the last draft."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path

from dangvien_xlsx.intake.opening import read_regular
from dangvien_xlsx.intake.own import in_child, is_there, why_refused
from dangvien_xlsx.letter.passages import NO_PASSAGES, Passages
from dangvien_xlsx.letter.profile import HD_36_2018
from dangvien_xlsx.model.errors import RefusedError, WorkspaceError
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.received.room import OF_OUR_OWN
from dangvien_xlsx.text import passages as words
from dangvien_xlsx.text.names import PASSAGES_FILE, shorten
from dangvien_xlsx.workspace.folder import Workspace, digest_of, is_as_written, why, write_file
from dangvien_xlsx.workspace.notes import read_note, texts_by_name

TEXTS = ".cong-van.json"
"""In ``ket-qua/``: the paragraphs of each letter as this program wrote it, by file name."""
_DOCUMENT = "word/document.xml"
_MOST_TOLD = 12
_LONGEST_TOLD = 160
_MOST_REMEMBERED = 24


def passages_path(workspace: Workspace) -> Path:
    """Return where the file lies."""
    return workspace.folder / PASSAGES_FILE


def start_passages(workspace: Workspace, earlier: Workspace | None) -> None:
    """Carry the earlier period's file on, or write a blank one; one that is there stays.

    Raises:
        OSError: It cannot be written, or the earlier one cannot be read.
    """
    path = passages_path(workspace)
    if is_there(path):
        return
    if earlier and is_there(passages_path(earlier)):
        write_file(path, read_regular(passages_path(earlier), follow=True))
        return
    from dangvien_xlsx.letter.passages_file import passages_bytes

    write_file(path, passages_bytes(HD_36_2018))


def passages_of(workspace: Workspace) -> Passages:
    """Read what the clerk wrote; nothing where there is no such file.

    Raises:
        WorkspaceError: It cannot be read: going on would leave the clerk's words out unseen.
    """
    path = passages_path(workspace)
    if not is_there(path):
        return NO_PASSAGES
    try:
        return in_child(read_in_child, path)
    except RefusedError as error:
        raise WorkspaceError(words.UNREADABLE.format(path=path, why=why_refused(error))) from error


def read_in_child(path: Path) -> Passages:
    """Read the file; runs in the child.

    Raises:
        RefusedError: It is damaged, harmful, or no document.
    """
    from dangvien_xlsx.letter.passages_file import read_passages

    return read_passages(_guarded(path))


def texts_in_child(path: Path) -> tuple[str, ...]:
    """Read a letter's paragraphs; runs in the child.

    Raises:
        RefusedError: It is damaged, harmful, or no document.
    """
    from dangvien_xlsx.letter.passages_file import read_texts

    return read_texts(_guarded(path))


def _guarded(path: Path) -> bytes:
    try:
        content = read_regular(path, follow=True)
    except OSError as error:
        raise RefusedError("unreadable-file", why=why(error)) from error
    if not Package(content, OF_OUR_OWN).member(_DOCUMENT):
        raise RefusedError("unsupported-type", why=words.NOT_WORD)
    return content


def edits_of(target: Path, content: bytes) -> tuple[str, ...]:
    """Tell what somebody changed in the letter that is about to be replaced; it is kept aside by whoever replaces it.

    Args:
        target: Where the letter lies.
        content: The new one: compared with where nobody noted how the old one was written.
    """
    digest = digest_of(target)
    if not digest or is_as_written(target):
        return ()
    from dangvien_xlsx.letter.passages_file import read_texts

    try:
        edited = in_child(texts_in_child, target)
    except RefusedError:
        return ()  # kept aside all the same, and that is told
    written = _texts(target.parent).get(target.name) or list(read_texts(content))
    changes = list(_changes(written, edited))
    if not changes:
        return ()
    more = [words.MORE.format(count=len(changes) - _MOST_TOLD)] if len(changes) > _MOST_TOLD else []
    return (words.CHANGED.format(count=len(changes)), *changes[:_MOST_TOLD], *more)


def _changes(written: Sequence[str], edited: Sequence[str]) -> Iterator[str]:
    for kind, old0, old1, new0, new1 in SequenceMatcher(None, written, edited, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = written[old0:old1], edited[new0:new1]
        both = min(len(old), len(new))
        for before, after in zip(old[:both], new[:both], strict=True):
            old_told, new_told = words.differing(before, after, _LONGEST_TOLD)
            yield words.REPLACED.format(old=old_told, new=new_told)
        yield from (words.REMOVED.format(old=shorten(text, _LONGEST_TOLD)) for text in old[both:])
        yield from (words.ADDED.format(new=shorten(text, _LONGEST_TOLD)) for text in new[both:])


def note_texts(target: Path, content: bytes) -> None:
    """Note how a letter was written, for when somebody will have changed it. A help: no letter fails by it."""
    from dangvien_xlsx.letter.passages_file import read_texts

    kept = {name: texts for name, texts in _texts(target.parent).items() if (target.parent / name).exists()}
    kept = dict(list(kept.items())[-_MOST_REMEMBERED:]) | {target.name: list(read_texts(content))}
    with suppress(OSError):
        write_file(target.parent / TEXTS, json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True).encode())


def _texts(folder: Path) -> dict[str, list[str]]:
    return texts_by_name(read_note(folder / TEXTS))
