"""Forms and drafts that the catalogue no longer knows: set aside in ``gui-di/cu/``, never left to be sent."""

from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.text import obsolete as words
from dangvien_xlsx.workspace.folder import Workspace, is_as_written, ledger_of
from dangvien_xlsx.workspace.outputs import DRAFTS, OLD

_MOST_KEPT = 999
_MOST_NAMED = 12


class Due(NamedTuple):
    """What is to be sent now: the names of the forms, those of them that changed in this run.

    ``redrafted``: a folder whose drafts are being made anew by the caller, none if there is none.
    """

    forms: Set[str]
    changed: Set[str] = frozenset()
    redrafted: Path | None = None


def set_aside(workspace: Workspace, path: Path) -> Path:
    """Move a file into ``gui-di/cu/``, under a name of its own; nothing that lies there is replaced.

    Raises:
        OSError: It cannot be moved; it may be open in another program.
    """
    old = workspace.forms / OLD
    old.mkdir(parents=True, exist_ok=True)
    names = (path.name, *(f"{path.stem} ({number}){path.suffix}" for number in range(2, _MOST_KEPT)))
    target = next((old / name for name in names if not (old / name).exists()), None)
    if target is None:
        raise OSError(0, words.FULL)
    return path.rename(target)


def sweep(workspace: Workspace, due: Due) -> list[str]:
    """Set obsolete forms and drafts aside where we wrote them and nobody changed them; name all of them.

    Args:
        workspace: The folder of the period.
        due: What is to be sent.

    Returns:
        What the clerk is told: a sentence a kind.
    """
    forms = [path for path in _files(workspace.forms.glob("*.xlsx")) if path.name not in due.forms]
    notices = _settle(workspace, forms, words.FORMS_MOVED, workspace.forms.name)
    drafts = [path for path in _files((workspace.folder / DRAFTS).rglob("*.eml")) if _is_old(path, due)]
    return notices + _settle(workspace, drafts, words.DRAFTS_MOVED, DRAFTS)


def _files(found: Iterable[Path]) -> Iterator[Path]:
    """Yield files in order; ``~$`` begins the name of what Excel holds open."""
    yield from (path for path in sorted(found) if path.is_file() and not path.name.startswith(("~$", ".")))


def _is_old(draft: Path, due: Due) -> bool:
    form = f"{draft.stem}.xlsx"
    return draft.parent != due.redrafted and (form not in due.forms or form in due.changed)


def _settle(workspace: Workspace, paths: list[Path], moved: str, where: str) -> list[str]:
    gone, left = [], []
    ledgers = {folder: ledger_of(folder) for folder in {path.parent for path in paths}}
    for path in paths:
        try:
            if is_as_written(path, ledgers[path.parent]):
                set_aside(workspace, path)
                gone.append(path.name)
                continue
        except OSError:  # held by another program: it is named with what was left
            pass
        left.append(path.name)
    said: tuple[tuple[list[str], Callable[[str], str]], ...] = (
        (gone, lambda names: moved.format(names=names)),
        (left, lambda names: words.LEFT.format(where=where, names=names)),
    )
    return [sentence(named(names)) for names, sentence in said if names]


def named(names: list[str]) -> str:
    """Return names in one line; of many only the first."""
    more = words.MORE.format(count=len(names) - _MOST_NAMED) if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
