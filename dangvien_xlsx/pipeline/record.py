"""The record of what was counted: a small file beside the summary, so that other papers notice what has changed."""

import hashlib
import json
from contextlib import suppress
from itertools import chain

from dangvien_xlsx.history.rows import json_of
from dangvien_xlsx.model.history import PastPeriod
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.pipeline.book import ROWS
from dangvien_xlsx.pipeline.past_period import past_period
from dangvien_xlsx.pipeline.standing import Standing
from dangvien_xlsx.text import proof as words
from dangvien_xlsx.workspace.folder import write_file
from dangvien_xlsx.workspace.record import Record, read_record, record_path

_ROOM = '"\u2026"'
"""Stands in the record for what has a line a file or a unit until it is put in, in one line."""


def record_of(standing: Standing, summary: str = "") -> Record:
    """Return what a standing was made of; ``summary`` is the name of the file that shows it."""
    counted = standing.catalogue.counted
    states = {state.value: standing.figures.units(state) for state in State}
    compared = standing.comparison.all if standing.comparison else ()
    return Record(
        period=standing.catalogue.period.code,
        summary=summary,
        as_of=standing.asked.as_of.isoformat() if standing.asked.as_of else None,
        password=bool(standing.asked.password),
        catalogue=standing.catalogue_digest,
        by_hand=standing.by_hand_digest,
        totals={item.code: standing.figures.total(item.code) for item in counted},
        states=states,
        earlier={item.period_code: item.total for item in compared},
        files={receipt.file.path: receipt.file.sha256 for receipt in standing.account.receipts},
    )


def figures_digest(standing: Standing) -> str:
    """Return the SHA-256 of all that a standing's figures rest on; papers that bear the same one cannot disagree."""
    record = record_of(standing)
    told = (record.period, record.as_of, record.catalogue, record.by_hand)
    counted = (record.totals, record.states, record.earlier, record.files)
    return hashlib.sha256(json.dumps((told, counted), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def write_record(standing: Standing, summary: str, content: bytes) -> PastPeriod | None:
    """Write the record; return the period as it stands there.

    Where that fails there is none, and nothing is returned: it only ever adds a warning.

    Args:
        standing: What the summary shows.
        summary: The name of its file.
        content: That file.
    """
    path = record_path(standing.workspace, standing.catalogue.period.code, standing.asked.as_of)
    period = past_period(standing, summary, hashlib.sha256(content).hexdigest())
    record = record_of(standing, summary)
    room = _ROOM[1:-1]
    told = json.dumps(record._asdict() | {"files": room, ROWS: room}, ensure_ascii=False, indent=1)
    # What is nearly all of the file is in two lines: nobody reads it there, and indenting it took half of the time.
    start, middle, end = told.rsplit(_ROOM, 2)
    files = json.dumps(record.files, ensure_ascii=False, separators=(",", ":"))
    try:
        write_file(path, map(str.encode, chain((start, files, middle), json_of(period), (end, "\n"))))
    except OSError:
        # The old one tells of another summary than the one that lies there now.
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return None
    return period


def other_inputs(standing: Standing, remedy: str = "") -> str:
    """Say in one line what a standing rests on that the summary lying there does not; blank where they agree.

    Args:
        standing: What a paper is made of now.
        remedy: What is said at the end instead of what to do.
    """
    now = record_of(standing)
    before = read_record(standing.workspace, now.period, standing.asked.as_of)
    if before is None:
        return ""
    reasons = list(_reasons(before, now))
    if not reasons:
        return ""
    again = words.WITH_PASSWORD if before.password and not now.password else words.AGAIN
    return words.OTHER_INPUTS.format(reasons="; ".join(reasons), remedy=remedy or again)


def _reasons(before: Record, now: Record) -> list[str]:
    reasons = []
    changed = sum(before.files[path] != digest for path, digest in now.files.items() if path in before.files)
    gone = before.files.keys() - now.files.keys()
    if len(before.files) != len(now.files):
        reasons.append(words.OTHER_COUNT.format(was=len(before.files), now=len(now.files)))
    elif changed or gone:
        reasons.append(words.OTHER_FILES.format(was=len(before.files), count=changed + len(gone)))
    if before.catalogue != now.catalogue:
        reasons.append(words.OTHER_CATALOGUE)
    if before.by_hand != now.by_hand:
        reasons.append(words.OTHER_BY_HAND)
    if before.earlier != now.earlier:
        reasons.append(words.OTHER_EARLIER)
    if (before.totals, before.states) != (now.totals, now.states):
        if before.password != now.password:
            reasons.append(words.OTHER_PASSWORD if now.password else words.OTHER_NO_PASSWORD)
        elif not reasons:
            reasons.append(words.OTHER_TOTALS)
    return reasons
