"""Many cases share a run: each has units of its own, and is judged by what was said of these and of its files."""

import email
import email.policy
import functools
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.evidence.cases import RECEIVED, ROLES, Case, Desk, catalogue_bytes
from tests.evidence.forms import EXAMPLE, units
from tests.evidence.office import NotYetSavedError, save_what_is_wanted
from tests.evidence.seen import Seen
from tests.oracles import quietly_loaded, run

Laid = tuple[Case, Desk]


def run_cases(cases: Sequence[Case]) -> dict[str, Seen | str]:
    """Run cases, as few runs as will do, two at a time; a case whose run broke has its error for an answer."""
    # Cases that ask for a unit come first: the others fill the rooms up.
    asking = sorted(cases, key=lambda case: not any(case.wanted))
    rooms = list(_laid(_rooms(asking)))
    with ThreadPoolExecutor(2) as pool:
        return {label: seen for room in pool.map(_run_room, rooms) for label, seen in room.items()}


def _rooms(cases: Iterable[Case]) -> Iterator[list[Laid]]:
    """Share the units of the example out: a case is given those that it asks for, or any that are free."""
    open_rooms: dict[str, list[tuple[set[str], list[Laid]]]] = {}
    for case in cases:
        asked = {code for code in case.wanted if code}
        if case.alone:
            yield [(case, _desk(case, [code for code in units() if code not in asked]))]
            continue
        rooms = open_rooms.setdefault(case.group, [])
        fitting = (room for room in rooms if asked <= room[0] and len(room[0]) >= len(case.wanted))
        room = next(fitting, None)
        if room is None:
            room = (set(units()), [])
            rooms.append(room)
        desk = _desk(case, sorted(room[0] - asked))
        room[0].difference_update(unit.code for unit in desk.units.values())
        room[1].append((case, desk))
    yield from (laid for rooms in open_rooms.values() for _, laid in rooms)


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
            _type_by_hand(folder, [desk for _, desk in room])
        if first.others_sent:
            taken = {unit.file for unit in first.units.values()}
            for path in (EXAMPLE / "nhan-ve").iterdir():
                if path.name not in taken:
                    _write(folder, path.name, path.read_bytes(), RECEIVED.timestamp())
        for _, desk in room:
            for name, (content, changed) in desk.files.items():
                _write(folder, name, content, changed.timestamp())
        if first.checked:
            return _checked(folder, room)
        done = run("consolidate", folder, "--json", *first.options, env=first.environment)
        again = run("consolidate", folder, "--json", *first.options, env=first.environment)
        if (again.returncode, again.stdout) != (done.returncode, done.stdout):
            return {case.label: "a second run, which knows what was read, says something else" for case, _ in room}
        if done.returncode in (2, 3) and room[0][0].alone:
            whole: dict[str, Any] = {"stderr": done.stderr, "units": [], "findings": [], "files": []}
        elif done.returncode not in (0, 1):
            return {case.label: f"exit code {done.returncode}: {done.stderr[-300:]}" for case, _ in room}
        else:
            whole = json.loads(done.stdout)
        if first.letters:
            whole["letters"] = _letters(folder)
        return {case.label: _seen(whole, case, desk, done.returncode) for case, desk in room}


def _checked(folder: Path, room: list[Laid]) -> dict[str, Seen | str]:
    """Run ``check`` over what lies in ``nhan-ve/``, once to be read and once as data."""
    files = sorted((folder / "nhan-ve").iterdir())
    spoken, data = run("check", *files), run("check", *files, "--json")
    found = json.loads(data.stdout)
    seen: dict[str, Seen | str] = {}
    for case, desk in room:
        own = tuple(f"/{name}" for name in desk.files)
        said = [line for line in spoken.stdout.splitlines() if any(name in line for name in own)]
        findings = [item for item in found["findings"] if item["file"].endswith(own)]
        data_of = [item for item in found["files"] if item["path"].endswith(own)]
        seen[case.label] = Seen({}, findings, data_of, {"stdout": "\n".join(said)}, spoken.returncode)
    return seen


def _letters(folder: Path) -> dict[str, str]:
    """Return the words of all letters that would go to units, returns and reminders, by address."""
    run("return", folder)
    for kind in ("returns", "reminders"):
        run("drafts", folder, "--kind", kind)
    words: dict[str, str] = {}
    for path in sorted(folder.rglob("*.eml")):
        if "nhan-ve" not in path.parts:
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            body = message.get_body(("plain", "html"))
            to = str(message["To"])
            words[to] = words.get(to, "") + (body.get_content() if body else "")
    return words


def _write(folder: Path, name: str, content: bytes, changed: float) -> None:
    path = folder / "nhan-ve" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed, changed))


@functools.cache
def _blank_by_hand() -> bytes:
    """Return the example's blank ``nhap-tay.xlsx``, which ``forms`` writes."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, "2023-6T")
        folder.mkdir()
        (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(None))
        assert run("forms", folder).returncode == 0
        return (folder / "nhap-tay.xlsx").read_bytes()


def _type_by_hand(folder: Path, desks: Sequence[Desk]) -> None:
    book = quietly_loaded(_blank_by_hand())
    for desk in desks:
        if desk.by_hand:
            desk.by_hand(book)
    book.save(folder / "nhap-tay.xlsx")


def _seen(whole: dict[str, Any], case: Case, desk: Desk, exit_code: int) -> Seen:
    lines = {unit["name"]: unit for unit in whole["units"]} | {unit["code"]: unit for unit in whole["units"]}
    none = {"state": "absent", "values": {}}
    own = {
        role: lines.get(unit.code) or lines.get(unit.name) or none | {"code": unit.code}
        for role, unit in desk.units.items()
    }

    for role, unit in desk.units.items():
        own[role] = own[role] | {"email": unit.email}
    codes = {str(unit["code"]) for unit in own.values()}

    def belongs(path: str) -> bool:
        return case.alone or any(path == name or path.startswith(f"{name}/") for name in desk.files)

    findings = [item for item in whole["findings"] if item["unit"] in codes or belongs(item["file"])]
    files = [item for item in whole["files"] if belongs(item["path"])]
    return Seen(own, findings, files, whole, exit_code)
