"""Copies files, mails and folders into ``nhan-ve/``: what is copied stays where it was."""

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.model.errors import DangvienError, WorkspaceError
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import window as words
from dangvien_xlsx.workspace.folder import Progress, Workspace, digest_of, why
from dangvien_xlsx.workspace.locks import writes

_STAGING, _TEMPORARY = ".tep-dang-chep", ".dangvien-tmp"
_MOST_ALIKE = 999


class Added(NamedTuple):
    """How many files were copied, how many lay there already with the same bytes, and what could not be copied."""

    copied: int
    known: int
    notices: tuple[str, ...] = ()


@writes("fetch")
def add_files(workspace: Workspace, paths: Sequence[Path], progress: Progress | None = None) -> Added:
    """Copy files, and folders with all that is in them, under names that are free.

    Args:
        workspace: The folder of the period.
        paths: What somebody chose or dropped.
        progress: Told of files copied; a ``Watch`` can stop the job as well: what was copied by then stays.

    Raises:
        WorkspaceError: ``nhan-ve/`` cannot be made.
    """
    try:
        workspace.received.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_WRITE.format(path=workspace.received, why=why(error))) from error
    inside = workspace.received.resolve()
    notices: list[str] = []
    wanted = [item for path in paths for item in _files(path, notices) if not item[0].resolve().is_relative_to(inside)]
    copied = known = 0
    for done, (path, below) in enumerate(wanted, 1):
        try:
            _, is_new = copy_in(workspace, path, below)
        except OSError as error:
            notices.append(words.ADD_PROBLEM.format(path=path, why=why(error)))
        else:
            copied, known = copied + is_new, known + (not is_new)
        if progress:
            progress(done, len(wanted))
    return Added(copied, known, tuple(notices))


def _files(path: Path, notices: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield files with the names that they get below ``nhan-ve/``; links are not followed."""
    if not path.is_dir():
        yield path, path.name
        return
    try:
        sources = scan(path)
    except DangvienError as error:
        notices.append(str(error))
        return
    for source in sources:
        if source.problem:
            notices.append(words.ADD_PROBLEM.format(path=path / source.name, why=source.problem))
        else:
            yield path / source.name, f"{path.name}/{source.name}"


def copy_in(workspace: Workspace, path: Path, below: str) -> tuple[Path, bool]:
    """Copy a file into ``nhan-ve/``, whole or not at all.

    Args:
        workspace: The folder of the period.
        path: The file.
        below: The name that it gets there if that is free.

    Returns:
        Where it lies now, and whether it was not there yet.

    Raises:
        OSError: It cannot be read or written.
    """
    wanted = workspace.received / below
    target, number = wanted, 1
    while target.exists() or target.is_symlink():
        if target.is_file() and target.stat().st_size == path.stat().st_size and digest_of(target) == digest_of(path):
            return target, False
        number += 1
        if number > _MOST_ALIKE:
            raise FileExistsError(wanted)
        target = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside nhan-ve/, not in it: half a file must never be read as one that came.
    staging = workspace.folder / f"{_STAGING}.{os.getpid()}.{secrets.token_hex(4)}{_TEMPORARY}"
    try:
        shutil.copyfile(path, staging)
        with suppress(OSError):  # the time of saving may be all that tells when a form came
            shutil.copystat(path, staging)
        staging.rename(target)
    finally:
        with suppress(OSError):
            staging.unlink(missing_ok=True)
    return target, True
