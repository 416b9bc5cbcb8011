"""Starts a workspace: with a blank catalogue, or with that of an earlier period moved on."""

import os
import secrets
from pathlib import Path

from dangvien_xlsx.excel.catalogue.following import Moving, next_catalogue_bytes
from dangvien_xlsx.excel.catalogue.units import code_key
from dangvien_xlsx.excel.catalogue.writer import blank_catalogue_bytes
from dangvien_xlsx.history.series import carried_on, series_of
from dangvien_xlsx.intake.own import in_child_for, why_refused
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import CatalogueError, RefusedError, WorkspaceError, WrongUseError
from dangvien_xlsx.model.period import Period, add_months, months_of, next_period, period_named
from dangvien_xlsx.pipeline.passages import start_passages
from dangvien_xlsx.text import bieu2
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.workspace.folder import FORMS, RECEIVED, RESULTS, RETURNED, Workspace, why, write_file
from dangvien_xlsx.workspace.locks import locked
from dangvien_xlsx.workspace.mapping import Confirmed, confirmed, keep


def start_workspace(
    folder: Path, earlier: Path | None = None, kind: str = "", period: Period | None = None
) -> Workspace:
    """Make the folders of a period and its catalogue.

    Args:
        folder: Where; an existing folder is fine unless it holds a catalogue.
        earlier: The workspace whose catalogue is copied, period moved on.
        kind: The kind of a blank catalogue: ``bieu-2``, or blank for the usual one.
        period: What it is for; if not given, what the folder's name says, or the one that follows the earlier one, or
            to be filled in.

    Raises:
        CatalogueError: The earlier catalogue has mistakes.
        WorkspaceError: The earlier catalogue cannot be read, or the folder cannot be written.
        WrongUseError: The folder has a catalogue already, or there is no such kind.
    """
    if kind not in ("", bieu2.KIND):
        raise WrongUseError(words.NO_SUCH_KIND.format(kind=kind, known=bieu2.KIND))
    workspace = Workspace(folder)
    named = period_named(folder.resolve().name)
    if workspace.catalogue_path.exists():
        raise WrongUseError(words.ALREADY_THERE.format(folder=folder))
    if earlier:
        before = Workspace(earlier)
        catalogue = before.catalogue()
        following = period or _following(catalogue.period, named)
        series = carried_on(series_of(catalogue)) or _new_series()
        moving = Moving(
            following,
            catalogue.period.start,
            _earlier(folder, before, catalogue, series),
            following.end.year != catalogue.period.end.year,
            series,
            {code_key(unit.code): unit.valid_to for unit in catalogue.units if unit.valid_to},
        )
        content = _next_catalogue(before, moving)
    else:
        content = blank_catalogue_bytes(kind, period or named, _new_series())
    try:
        for name in (FORMS, RECEIVED, RETURNED, RESULTS):
            (folder / name).mkdir(parents=True, exist_ok=True)
        with locked(workspace, "init"):
            if workspace.catalogue_path.exists():  # another run has just made it
                raise WrongUseError(words.ALREADY_THERE.format(folder=folder))
            write_file(workspace.catalogue_path, content)
            start_passages(workspace, Workspace(earlier) if earlier else None)
            if earlier and (headers := confirmed(Workspace(earlier)).headers):
                keep(workspace, Confirmed(headers, {}))
    except OSError as error:
        raise WorkspaceError(words.CANNOT_WRITE.format(path=folder, why=why(error))) from error
    return workspace


def _following(earlier: Period, named: Period | None) -> Period:
    """Return the period after an earlier one: the one that the folder is named after, if that comes later."""
    if named is None or named.start <= earlier.end:
        return next_period(earlier)._replace(name="")
    months = months_of(earlier.end, named.end) - 1
    return named._replace(deadline=add_months(earlier.deadline, months) if earlier.deadline else None)


def _next_catalogue(before: Workspace, moving: Moving) -> bytes:
    try:
        content = before.catalogue_path.read_bytes()
        return in_child_for(len(content), next_catalogue_bytes, content, moving)
    except (OSError, RefusedError) as error:
        told = why(error) if isinstance(error, OSError) else why_refused(error)
        raise WorkspaceError(words.CATALOGUE_UNREADABLE.format(file=before.catalogue_path, why=told)) from error


def told_of_start(folder: Path, earlier: Path | None, period: Period | None = None) -> list[str]:
    """Return what the clerk has to be told of a catalogue that was copied from an earlier period's.

    Args:
        folder: The new workspace; where no period is given its name may say which one it is for.
        earlier: The workspace that it was copied from, if from any.
        period: What the new one is for.

    Raises:
        CatalogueError: The earlier catalogue has mistakes.
        WorkspaceError: It cannot be read.
    """
    if earlier is None:
        return []
    before = Workspace(earlier).catalogue().period
    year = (period or _following(before, period_named(folder.resolve().name))).end.year
    return [words.INIT_NEW_YEAR.format(year=year)] if year != before.end.year else []


def _new_series() -> str:
    """Return an id that no other office has."""
    return secrets.token_hex(6)


def _earlier(folder: Path, before: Workspace, catalogue: Catalogue, series: str) -> str:
    """Return the ways from a new workspace to the one that it follows, and to those that that one was compared with.

    One of another series is left out: an office that began with the example's catalogue has none of its past.
    """
    declared = [(before.folder / part).resolve() for part in catalogue.earlier]
    places = [before.folder.resolve()] if series_of(catalogue).key == series else []
    places += [place for place in declared if not _is_of_another(place, series)]
    try:
        return "; ".join(Path(os.path.relpath(place, folder.resolve())).as_posix() for place in places)
    except ValueError:  # another drive: there is no relative way
        return "; ".join(map(str, places))


def _is_of_another(place: Path, series: str) -> bool:
    """Tell whether a workspace belongs to another series; what cannot be read is told when it is compared with."""
    try:
        return place.is_dir() and series_of(Workspace(place).catalogue()).key != series
    except (CatalogueError, WorkspaceError, OSError, ValueError):
        return False
