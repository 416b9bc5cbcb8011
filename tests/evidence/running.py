"""Many cases share a run: each has units of its own, and is judged by what was said of these and of its files."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.evidence.cases import Case, Desk, catalogue_bytes
from tests.evidence.forms import EXAMPLE, units
from tests.evidence.judgement import Seen
from tests.evidence.office import NotYetSavedError, save_what_is_wanted
from tests.oracles import quietly_loaded, run

ROLES = "abcdefghij"
Laid = tuple[Case, Desk]


def run_cases(cases: Sequence[Case]) -> dict[str, Seen | str]:
    """Run cases, as few runs as will do, two at a time; a case whose run broke has its error for an answer."""
    rooms = list(_laid(_rooms(cases)))
    with ThreadPoolExecutor(2) as pool:
        return {label: seen for room in pool.map(_run_room, rooms) for label, seen in room.items()}


def _rooms(cases: Iterable[Case]) -> Iterator[list[Laid]]:
    """Share the units of the example out: a case is given those that it asks for, or any that are free."""
    open_rooms: list[tuple[set[str], list[Laid]]] = []
    for case in cases:
        asked = {code for code in case.wanted if code}
        if case.alone:
            yield [(case, _desk(case, [code for code in units() if code not in asked]))]
            continue
        fitting = (room for room in open_rooms if asked <= room[0] and len(room[0]) >= len(case.wanted))
        room = next(fitting, None)
        if room is None:
            room = (set(units()), [])
            open_rooms.append(room)
        desk = _desk(case, sorted(room[0] - asked))
        room[0].difference_update(unit.code for unit in desk.units.values())
        room[1].append((case, desk))
    yield from (laid for _, laid in open_rooms)


def _desk(case: Case, free: list[str]) -> Desk:
    codes = [code or free.pop(0) for code in case.wanted]
    return Desk({role: units()[code] for role, code in zip(ROLES, codes, strict=False)})


def _laid(rooms: Iterable[list[Laid]]) -> Iterator[list[Laid]]:
    """Lay every case's files; those that LibreOffice has to save are laid after one start of it for all."""
    waiting, made = [], []
    for room in rooms:
        made.append(room)
        for case, desk in room:
            try:
                case.lay(desk)
            except NotYetSavedError:
                waiting.append((case, desk))
            except Exception as error:
                raise RuntimeError(f"{case.label} cannot be laid") from error
    while waiting:
        save_what_is_wanted()
        again = []
        for case, desk in waiting:
            try:
                desk.files.clear()
                case.lay(desk)
            except NotYetSavedError:
                again.append((case, desk))
        waiting = again
    yield from made


def _run_room(room: list[Laid]) -> dict[str, Seen | str]:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, "2023-6T")
        (folder / "nhan-ve").mkdir(parents=True)
        first = room[0][1]
        (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(first.change_catalogue))
        if first.by_hand:
            _type_by_hand(folder, first)
        if first.others_sent:
            taken = {unit.file for unit in first.units.values()}
            for path in (EXAMPLE / "nhan-ve").iterdir():
                if path.name not in taken:
                    _write(folder, path.name, path.read_bytes(), 1688349600)
        for _, desk in room:
            for name, (content, changed) in desk.files.items():
                _write(folder, name, content, changed.timestamp())
        done = run("consolidate", folder, "--json", *first.options)
        if done.returncode not in (0, 1):
            if room[0][0].alone and done.returncode in (2, 3):
                whole = {"stderr": done.stderr, "units": [], "findings": [], "files": []}
                return {case.label: _seen(whole, case, desk, done.returncode) for case, desk in room}
            return {case.label: f"exit code {done.returncode}: {done.stderr[-300:]}" for case, _ in room}
        whole = json.loads(done.stdout)
        return {case.label: _seen(whole, case, desk, done.returncode) for case, desk in room}


def _write(folder: Path, name: str, content: bytes, changed: float) -> None:
    path = folder / "nhan-ve" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed, changed))


def _type_by_hand(folder: Path, desk: Desk) -> None:
    done = run("forms", folder)
    assert done.returncode == 0, done.stderr
    path = folder / "nhap-tay.xlsx"
    book = quietly_loaded(path.read_bytes())
    assert desk.by_hand is not None
    content = desk.by_hand(book)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        book.save(path)


def _seen(whole: dict[str, Any], case: Case, desk: Desk, exit_code: int) -> Seen:
    lines = {unit["name"]: unit for unit in whole["units"]} | {unit["code"]: unit for unit in whole["units"]}
    none = {"state": "absent", "values": {}}
    own = {
        role: lines.get(unit.code) or lines.get(unit.name) or none | {"code": unit.code}
        for role, unit in desk.units.items()
    }

    codes = {str(unit["code"]) for unit in own.values()}

    def belongs(path: str) -> bool:
        return case.alone or any(path == name or path.startswith(f"{name}/") for name in desk.files)

    findings = [item for item in whole["findings"] if item["unit"] in codes or belongs(item["file"])]
    files = [item for item in whole["files"] if belongs(item["path"])]
    return Seen(own, findings, files, whole, exit_code)
